"""The figures of a telling as they are compared: what each counts, and how it stands to the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from samestory.lexicon.casualties import load_casualty_words
from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.figures import load_figure_words
from samestory.lexicon.kindred import read_term
from samestory.records import Quantity, Token
from samestory.text.contrasts.tellings import Telling, read_once
from samestory.text.figures.amounts import read_amount
from samestory.text.figures.counted import find_noun, find_unit, takes_part
from samestory.text.figures.fates import find_fate
from samestory.text.figures.fitting import in_base_unit
from samestory.text.times.clock import governing_verb

HURT = frozenset(("injured", "hospitalised", "shot"))
GROWING = frozenset(
    ("killed", "injured", "hospitalised", "shot", "missing", "arrested", "displaced", "infected", "rescued")
)
# Words for anybody: 'people' may count what 'passengers' or 'teenagers' counts.
_ANYBODY = frozenset(
    ("people", "person", "persons", "victim", "victims", "others", "other", "", "lives", "individuals")
)
_REST = frozenset(("other", "others", "more", "another", "additional", "further", "remaining"))
_FLAT_VERBS = frozenset(
    ("", "be", "have", "say", "tell", "include", "do", "get", "make", "take", "see", "report")
)
_PART_MARKS = frozenset(("including", "includes", "included"))
# How badly somebody is hurt: who counts the badly hurt does not count all.
_GRADES = frozenset(
    ("badly", "seriously", "critically", "severely", "gravely", "lightly", "slightly", "serious",
     "critical", "severe", "minor", "light", "slight", "grave")
)  # fmt: skip
_STATES = frozenset(("is", "are", "was", "were", "remains", "remain", "remained"))
# 'Two were reported to be in critical condition.'
CONDITION_WORDS = 7
_ROUND_WORDS = frozenset(
    ("dozen", "dozens", "score", "scores", "hundreds", "thousands", "several", "handful", "many", "few",
     "couple", "multiple", "numerous", "number", "group")
)  # fmt: skip
# A figure's verb stands at most so many steps above it.
MAX_CLIMB = 6
# 'Two and a half very long hours': a length of time stands at most so far behind its number.
DURATION_REACH_WORDS = 8
# A subject stands at most so many words before its verb.
REACH_WORDS = 12
# 'Dead, including the suspected gunman': who did it is named at most so far behind the count.
DOER_REACH_WORDS = 7
# Words for more than one that say no more.
VAGUE_WORDS = frozenset(("many", "multiple", "numerous", "some"))
_GROUPS = frozenset(
    ("number", "group", "slew", "litany", "string", "series", "host", "raft", "flurry", "array", "wave")
)
# Figures of a small statement are few; more are a list, which is not compared figure by figure.
MAX_FIGURES = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a telling as it is compared. `key` is what it counts; '' where it does not say.

    `noun` is a specific noun, '' for anybody. `rest`: it counts others beside those told before.
    `governor` is the term of the verb above it; `alone`: its telling has no second figure of the key.
    `survivors`: those shot less those whom the telling counts dead.
    `part`: it counts some of a whole. `doers`: it counts those who did it.
    `told` is the quantity before its unit was brought to another; `substance` what a measure is of.
    `frame`: the terms of what it is said of: of its verb, or of the subject where the verb is flat.
    `actor`: the name of who does what is counted.
    `standing`: its verb says how things stand, not what happened ('held', 'is worth').
    `exact_word`: it says a number, not 'dozens'. `graded`: it counts the badly, or the lightly, hurt only.
    """

    quantity: Quantity
    key: str
    noun: str
    rest: bool
    part: bool
    doers: bool
    words: str
    governor: str
    told: Quantity
    substance: str = ""
    frame: frozenset[str] = frozenset()
    standing: bool = False
    actor: str = ""
    exact_word: bool = True
    graded: bool = False
    alone: bool = True
    survivors: Decimal | None = None

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Low and high."""
        return self.quantity.low, self.quantity.high

    @property
    def size(self) -> Decimal:
        """The most that it counts, or the least where it has no bound above."""
        return next((x for x in (self.quantity.high, self.quantity.low) if x is not None), Decimal(0))


def read_figures(tellings: Sequence[Telling]) -> dict[str, list[Figure]]:
    """The figures of each report's telling, by report."""
    return {telling.report: read_once(telling, figures_of) for telling in tellings}


def figures_of(telling: Telling) -> list[Figure]:
    """The figures of a telling, lengths of time among them, in the order of the text."""
    places = {telling.tokens[place].start: place for place in telling.places}
    quantities = [*_unconverted(telling), *_durations(telling), *_vague_counts(telling)]
    made = (_figure(telling, quantity, places) for quantity in quantities[:MAX_FIGURES])
    found = sorted((f for f in made if f is not None), key=lambda f: f.quantity.start)
    dead = max(
        (f.quantity.low or Decimal(0) for f in found if f.key == "killed" and not f.part),
        default=Decimal(0),
    )
    return [_without_dead(figure, dead) for figure in found]


def _unconverted(telling: Telling) -> list[Quantity]:
    """The figures of a telling without those that give the one before in another money or measure."""
    text = telling.account.report.text
    return [
        q
        for q in telling.quantities
        if q.kind not in ("money", "measure") or text[max(0, q.start - 2) : q.start].strip()[-1:] != "("
    ]


def _without_dead(figure: Figure, dead: Decimal) -> Figure:
    """'Six shot, two fatally' are four hurt."""
    low = figure.quantity.low
    if figure.quantity.role != "shot" or figure.rest or low is None or not 0 < dead < low:
        return figure
    return replace(figure, survivors=low - dead)


def _durations(telling: Telling) -> Iterator[Quantity]:
    """'Nearly nine minutes' is no figure of the dossier, but reports differ about it all the same."""
    lexicon = load_figure_words()
    tokens, places = telling.tokens, telling.places
    # Most tellings speak of no length of time: they are not read for amounts.
    words = [tokens[place].text.lower() for place in places]
    lengths = [at for at, word in enumerate(words) if word in lexicon.durations]
    at = 0
    while lengths and at < lengths[-1]:
        near = next((length for length in lengths if length > at), at)
        at = max(at, near - DURATION_REACH_WORDS)
        amount = read_amount(words, at)
        if amount is None:
            at += 1
            continue
        at = amount.last
        if at >= len(places) or amount.kind != "count":
            continue
        noun = find_noun(tokens, places[at - 1] + 1, places[-1] + 1)
        named = tokens[noun.at].text.lower() if noun else ""
        joined = noun is not None and (noun.joined or noun.at > places[at - 1] + 2)
        if noun is None or joined or named not in lexicon.durations or named in ("times", "time"):
            continue
        yield Quantity(
            telling.report, tokens[places[amount.first]].start, tokens[noun.at].end,
            amount.low, amount.high, named, "", kind="measure", approximate=amount.approximate,
        )  # fmt: skip


def _vague_counts(telling: Telling) -> Iterator[Quantity]:
    """'Many passengers' is no figure of the dossier, but another report may say how many."""
    tokens, places = telling.tokens, telling.places
    for at in places:
        word = tokens[at].text.lower()
        group = word in _GROUPS and at > 0 and tokens[at - 1].text.lower() == "a"
        if not (word in VAGUE_WORDS or group):
            continue
        sentence = telling.account.annotation.sentences[tokens[at].sentence]
        noun = find_noun(tokens, at + 1, sentence.last)
        if noun is None or tokens[noun.at].tag not in ("NNS", "NNPS") or noun.at not in places:
            continue
        role = find_fate(tokens, at, noun.end, (sentence.first, sentence.last))
        unit = find_unit(tokens, noun, role)
        yield Quantity(
            telling.report, tokens[at].start, tokens[noun.at].end, Decimal(2), None, unit, role, role=role
        )


def _figure(telling: Telling, quantity: Quantity, places: dict[int, int]) -> Figure | None:
    first = next((places[s] for s in sorted(places) if quantity.start <= s < quantity.end), None)
    if first is None:
        return None
    tokens = telling.tokens
    inside = _words_between(tokens, first, quantity.end)
    before = [token.text.lower() for token in tokens[max(0, first - 4) : first]]
    following = [token.text.lower() for token in tokens[first + len(inside) : first + len(inside) + 2]]
    told = quantity
    quantity = _loosened(in_base_unit(quantity), telling.account.quantities)
    unit = stem_noun(quantity.unit.split()[-1] if quantity.unit else "")
    noun = "" if quantity.unit.lower() in _ANYBODY else unit
    key = _key(telling, quantity, unit, noun, first)
    if key is None:
        return None
    last = first + len(inside) - 1
    beyond = [token.text.lower() for token in tokens[last + 1 : last + 1 + CONDITION_WORDS]]
    graded = bool(_GRADES & {*inside, *before[-1:], *following}) or _is_in_condition(beyond)
    return Figure(
        quantity=quantity,
        key=key,
        noun=noun,
        rest=_counts_rest(inside) or before[-1:] == ["another"] or following[:1] == ["more"],
        part=bool(_PART_MARKS & set(before[-2:]))
        or before[-1:] in (["first"], ["last"])
        or takes_part(inside)
        or following[:1] == ["among"]
        # '40 tonnes of grain' has its noun; 'ten of the rowers' counts out of them.
        or (following[:1] == ["of"] and not quantity.unit)
        or (key == "hurt" and graded),
        doers=bool(load_casualty_words().doers & set(inside))
        or _takes_in_doer(tokens, first + len(inside)),
        words=telling.text(quantity.start, quantity.end),
        governor=_governor(tokens, last),
        told=told,
        substance=_substance(tokens, last) if quantity.kind in ("measure", "money") else "",
        frame=_frame(tokens, last),
        standing=_stands(tokens, last),
        actor=_actor(tokens, last),
        exact_word=not _ROUND_WORDS & set(inside),
        graded=graded,
    )


def _is_in_condition(following: Sequence[str]) -> bool:
    """'One is in critical condition', 'two were listed in serious condition'."""
    at = following.index("in") if "in" in following[1:] else 0
    return at > 0 and following[0] in _STATES and bool(_GRADES & set(following[at + 1 : at + 3]))


def _takes_in_doer(tokens: Sequence[Token], after: int) -> bool:
    """'Thirteen dead including the gunman'."""
    words = [token.text.lower() for token in tokens[after : after + DOER_REACH_WORDS]]
    at = next((i for i, word in enumerate(words) if word in _PART_MARKS | {"counting"}), len(words))
    return bool(load_casualty_words().doers & set(words[at:]))


def _counts_rest(words: Sequence[str]) -> bool:
    """'Two more men' are beside others; 'more than a thousand people' are not."""
    return any(
        word in _REST and not (word == "more" and words[at + 1 : at + 2] == ["than"])
        for at, word in enumerate(words)
    )


def _substance(tokens: Sequence[Token], last: int) -> str:
    """The term of what a measure is of: 'tonnes of raw sugar'."""
    at = last + 2
    if at >= len(tokens) or tokens[last + 1].text.lower() != "of":
        return ""
    while at < len(tokens) - 1 and tokens[at].pos in ("ADJ", "DET", "NOUN", "PROPN") and (
        tokens[at + 1].pos in ("NOUN", "PROPN", "ADJ")
    ):  # fmt: skip
        at += 1
    return read_term(tokens[at].lemma) if tokens[at].pos in ("NOUN", "PROPN") else ""


def _verb_above(tokens: Sequence[Token], at: int) -> int | None:
    for _ in range(MAX_CLIMB):
        if tokens[at].pos in ("VERB", "AUX"):
            return at
        at = tokens[at].head
    return None


def _stands(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the verb above a figure says what a thing is or holds, on whatever day it is told."""
    verb = _verb_above(tokens, at)
    return verb is not None and tokens[verb].lemma in load_contrast_words().standing


def _actor(tokens: Sequence[Token], at: int) -> str:
    """The name that is the subject of the verb above a figure, '' where it is no name."""
    verb = _verb_above(tokens, at)
    first = max(0, verb - REACH_WORDS) if verb is not None else 0
    named = (
        token.text.lower()
        for token in tokens[first:verb]
        if token.head == verb and token.dep == "nsubj" and token.pos == "PROPN"
    )
    if verb is None:
        return ""
    above = tokens[tokens[verb].head]
    # 'Garrard, who completed 28 passes'.
    who = above.text.lower() if tokens[verb].dep == "relcl" and above.pos == "PROPN" else ""
    return next(named, who)


def _frame(tokens: Sequence[Token], at: int) -> frozenset[str]:
    verb = _verb_above(tokens, at)
    if verb is None:
        return frozenset()
    if tokens[verb].lemma not in _FLAT_VERBS:
        return frozenset((read_term(tokens[verb].lemma),))
    first = max(0, verb - REACH_WORDS)
    subject = next(
        (i for i in range(first, verb) if tokens[i].head == verb and tokens[i].dep == "nsubj"), None
    )
    return frozenset(
        read_term(token.lemma)
        for i, token in enumerate(tokens[first:verb], first)
        if subject is not None and subject in (i, token.head) and token.pos == "NOUN"
    )


def _governor(tokens: Sequence[Token], at: int) -> str:
    """The term of the nearest verb above a figure, '' for the flattest ones."""
    verb = governing_verb(tuple(tokens), at)
    return "" if verb in _FLAT_VERBS else read_term(verb)


def _loosened(quantity: Quantity, all_told: Sequence[Quantity]) -> Quantity:
    """Take 'five killed' of a headline for the 'at least five' that the same report has below it."""
    if quantity.role not in GROWING or quantity.low != quantity.high:
        return quantity
    for other in all_told:
        same = other.role == quantity.role or {other.role, quantity.role} <= HURT
        if same and other.low != other.high and quantity.low in (other.low, other.high):
            return replace(quantity, low=other.low, high=other.high)
    return quantity


def _words_between(tokens: Sequence[Token], first: int, end: int) -> list[str]:
    words = []
    for token in tokens[first:]:
        if token.start >= end:
            break
        words.append(token.text.lower())
    return words


def _key(telling: Telling, quantity: Quantity, unit: str, noun: str, first: int) -> str | None:
    """Say what a figure counts, in a word that two reports share if they count the same thing."""
    if quantity.kind == "age":
        before = (
            telling.tokens[first - 2]
            if first >= 2 and telling.tokens[first - 1].text in (",", "(")
            else None
        )
        return f"age of {before.text}" if before is not None and before.pos == "PROPN" else None
    if quantity.role in HURT:
        return "hurt"
    if quantity.role and quantity.kind == "count":
        return quantity.role
    if quantity.kind != "count":
        return f"{quantity.kind} {unit}"
    return f"count {unit}" if noun else "count people" if quantity.unit else ""


@cache
def persons() -> frozenset[str]:
    """Words for people, each in the form that a figure's noun has."""
    words = load_casualty_words().persons | load_contrast_words().offices
    return frozenset(stem_noun(word) for word in words)


def stem_noun(word: str) -> str:
    """Fold a noun's number: 'members' and 'member' are one thing counted."""
    word = {"teens": "teenager", "teen": "teenager", "kids": "child", "children": "child", "men": "man",
            "women": "woman", "people": "people"}.get(word.lower(), word.lower())  # fmt: skip
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
