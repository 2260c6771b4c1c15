"""Where reports give different figures for one thing, and what to make of it.

Calling compatible figures a conflict is the worst error here. A conflict needs the same thing
counted at the same time, an exact figure on both sides, and no reading by which both are right:
one of them a part of the other, a sum of the other's parts, with or without the gunman, rounded.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from samestory.lexicon.casualties import load_casualty_words
from samestory.lexicon.figures import load_figure_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, Published, Quantity, Token
from samestory.records.dossier import DifferenceStatus
from samestory.text.amounts import read_amount
from samestory.text.clock import governing_verb
from samestory.text.counted import find_noun
from samestory.text.figures import fit_figures, in_base_unit, is_exact
from samestory.text.tellings import SEVERITY, Side, Telling, make_difference

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
# A figure without a noun is taken for the other report's only if it is of its size.
MAX_UNNAMED_RATIO = 3
# Figures of a small statement are few; more are a list, which is not compared figure by figure.
MAX_FIGURES = 12
# Tellings that share fewer of the shorter one's content words may speak of two things under one verb.
LEAST_LIKENESS = 0.6
# Parts that are tried for adding up to a whole: more, and chance alone would do it.
MAX_ADDENDS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a telling as it is compared. `key` is what it counts; '' where it does not say.

    `noun` is a specific noun, '' for anybody. `rest`: it counts others beside those told before.
    `governor` is the term of the verb above it; `alone`: its telling has no second figure of the key.
    `part`: it counts some of a whole. `doers`: it counts those who did it.
    """

    quantity: Quantity
    key: str
    noun: str
    rest: bool
    part: bool
    doers: bool
    words: str
    governor: str
    alone: bool = True

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Low and high."""
        return self.quantity.low, self.quantity.high


def contrast_figures(tellings: Sequence[Telling]) -> list[Difference]:
    """Compare what each two reports of a statement count alike."""
    figures = {telling.report: figures_of(telling) for telling in tellings}
    keys = sorted({figure.key for told in figures.values() for figure in told if figure.key})
    found = []
    for key in keys:
        pairs = []
        for a, b in itertools.combinations(tellings, 2):
            pair = _widest_gap(key, figures[a.report], figures[b.report])
            if pair is not None:
                pairs.append((a, b, *pair))
        if pairs:
            found.append(_difference(key, pairs))
    return [difference for difference in found if difference is not None]


def figures_of(telling: Telling) -> list[Figure]:
    """The figures of a telling, lengths of time among them, in the order of the text."""
    places = {telling.tokens[place].start: place for place in telling.places}
    quantities = [*telling.quantities, *_durations(telling)]
    made = (_figure(telling, quantity, places) for quantity in quantities[:MAX_FIGURES])
    return sorted((f for f in made if f is not None), key=lambda f: f.quantity.start)


def _durations(telling: Telling) -> Iterator[Quantity]:
    """'Nearly nine minutes' is no figure of the dossier, but reports differ about it all the same."""
    lexicon = load_figure_words()
    tokens, places = telling.tokens, telling.places
    words = [tokens[place].text.lower() for place in places]
    at = 0
    while at < len(places):
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


def _figure(telling: Telling, quantity: Quantity, places: dict[int, int]) -> Figure | None:
    first = next((places[s] for s in sorted(places) if quantity.start <= s < quantity.end), None)
    if first is None:
        return None
    tokens = telling.tokens
    inside = _words_between(tokens, first, quantity.end)
    before = [token.text.lower() for token in tokens[max(0, first - 4) : first]]
    following = [token.text.lower() for token in tokens[first + len(inside) : first + len(inside) + 2]]
    quantity = _loosened(in_base_unit(quantity), telling.account.quantities)
    unit = _stem(quantity.unit.split()[-1] if quantity.unit else "")
    noun = "" if quantity.unit.lower() in _ANYBODY else unit
    key = _key(telling, quantity, unit, noun, first)
    if key is None:
        return None
    return Figure(
        quantity=quantity,
        key=key,
        noun=noun,
        rest=bool(_REST & set(inside)) or before[-1:] == ["another"] or following[:1] == ["more"],
        part=bool(_PART_MARKS & set(before[-2:])) or "of" in inside or following[:1] in (["of"], ["among"]),
        doers=bool(load_casualty_words().doers & set(inside)),
        words=telling.text(quantity.start, quantity.end),
        governor=_governor(tokens, first + len(inside) - 1),
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
    if quantity.role in GROWING:
        return quantity.role
    if quantity.kind != "count":
        return f"{quantity.kind} {unit}"
    return f"count {unit}" if noun else "count people" if quantity.unit else ""


def _stem(word: str) -> str:
    """Fold a noun's number: 'members' and 'member' are one thing counted."""
    word = {"teens": "teenager", "teen": "teenager", "kids": "child", "children": "child", "men": "man",
            "women": "woman", "people": "people"}.get(word.lower(), word.lower())  # fmt: skip
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _widest_gap(key: str, ours: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two figures by which two reports differ about `key`; None where any two of them agree."""
    a, b = _answering(key, ours, theirs), _answering(key, theirs, ours)
    if any(x.bounds == y.bounds for x in a for y in b) or _adds_up(a, b) or _adds_up(b, a):
        return None
    pairs = [(x, y) for x in a for y in b if _is_comparable(x, y)]
    # Parts and narrower descriptions that do not meet are parts of one whole, not rivals.
    pairs = [
        (x, y) for x, y in pairs
        if fit_figures(x.quantity, y.quantity) != "apart" or (x.noun == y.noun and not (x.part or y.part))
    ]  # fmt: skip
    if not pairs:
        return None
    if key in ("killed", "hurt"):
        # Of several counts in one report the largest is its total; the others are parts or earlier.
        return max(pairs, key=lambda pair: (_size(pair[0]), _size(pair[1])))
    # Elsewhere the figures nearest one another are most likely meant for one another.
    return min(pairs, key=lambda pair: abs(_size(pair[0]) - _size(pair[1])))


def _adds_up(parts: Sequence[Figure], wholes: Sequence[Figure]) -> bool:
    """Tell whether some of one report's figures add up to one of the other's: ten and two are twelve."""
    exact = [part.quantity.low for part in parts if part.bounds[0] == part.bounds[1] and part.bounds[0]]
    totals = {whole.bounds[0] for whole in wholes if whole.bounds[0] == whole.bounds[1]}
    few = exact[:MAX_ADDENDS]
    return any(
        sum(some, Decimal(0)) in totals
        for count in range(2, len(few) + 1)
        for some in itertools.combinations([value for value in few if value is not None], count)
    )


def _answering(key: str, figures: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    found = [figure for figure in figures if figure.key == key]
    if len(found) > 1:
        found = [replace(figure, alone=False) for figure in found]
    if found or not any(figure.key == key for figure in others):
        return found
    # 'Seven people' without a fate may be the seven killed elsewhere; never grounds for a conflict.
    fateless = [f for f in figures if key in (*GROWING, "hurt") and f.key == "count people" and not f.part]
    if len(fateless) == 1:
        return [replace(fateless[0], key=key)]
    # 'The number of its members … is estimated at 18,000': the noun stands elsewhere.
    unnamed = [figure for figure in figures if not figure.key]
    if len(unnamed) != 1 or not key.startswith("count"):
        return []
    size = max(unnamed[0].quantity.low or 0, unnamed[0].quantity.high or 0)
    near = [f for f in others if f.key == key and _is_of_size(size, f.quantity)]
    return [replace(unnamed[0], key=key)] if near else []


def _is_of_size(size: Decimal | int, other: Quantity) -> bool:
    theirs = max(other.low or 0, other.high or 0)
    return bool(size and theirs and max(size, theirs) <= MAX_UNNAMED_RATIO * min(size, theirs))


def _is_comparable(a: Figure, b: Figure) -> bool:
    """Two specific nouns that differ count different things, and a part is not held against a whole."""
    same = a.noun == b.noun or not a.noun or not b.noun
    return same and a.part == b.part and a.rest == b.rest


def _size(figure: Figure) -> Decimal:
    low, high = figure.bounds
    return high if high is not None else low if low is not None else Decimal(0)


def _difference(key: str, pairs: Sequence[tuple[Telling, Telling, Figure, Figure]]) -> Difference | None:
    judged = [(*_judge(a, b, x, y), a, b, x, y) for a, b, x, y in pairs]
    status, because = min(((s, why) for s, why, *_ in judged), key=lambda one: SEVERITY.index(one[0]))
    sides: dict[tuple[str, int], Side] = {}
    for _, _, a, b, x, y in judged:
        for telling, figure in ((a, x), (b, y)):
            bounds = f"{figure.quantity.low}-{figure.quantity.high}"
            side = Side(telling.report, bounds, figure.words, figure.quantity.start, figure.quantity.end)
            sides.setdefault((side.report, side.start), side)
    return make_difference("quantity", _about(key), status, because, list(sides.values()))


def _about(key: str) -> str:
    names = {
        "hurt": "how many were hurt",
        "killed": "how many were killed",
        "count people": "how many people",
    }
    if key in names:
        return names[key]
    kind, _, unit = key.partition(" ")
    return {"count": f"how many: {unit}", "money": "how much money", "percent": "what share"}.get(
        kind, key if kind == "age" else f"how much: {unit}" if unit else f"how many were {key}"
    )


def _judge(a: Telling, b: Telling, x: Figure, y: Figure) -> tuple[DifferenceStatus, str]:
    """Judge two figures of one thing: the status, and why."""
    fit = fit_figures(x.quantity, y.quantity)
    one, two = f"‘{x.words}’", f"‘{y.words}’"
    grown = _growth(a, b, x, y)
    if fit == "rounded":
        return "refinement", f"{one} and {two} lie within the rounding that one of them owns to"
    if fit == "overlap" and grown:
        return "update", grown
    if fit != "apart":
        return "refinement", f"{one} and {two} can both be right; one says it more exactly"
    if x.doers != y.doers:
        return "compatible", "one of the counts takes in those who did it"
    doubt = _doubt(x, y)
    if doubt or grown:
        return ("unsure", f"{one} and {two}: {doubt}") if doubt else ("update", grown)
    # A thing may be counted anew on another day, as a toll is; only a fate says that it was.
    one_day = not _days_differ(a.account.published, b.account.published)
    return _judge_apart(x, y, alike=one_day and _score_likeness(a, b) >= LEAST_LIKENESS)


def _doubt(x: Figure, y: Figure) -> str:
    """Say why two figures that do not meet may yet count two things; '' if nothing speaks for it."""
    if bool(x.quantity.role) != bool(y.quantity.role):
        return "one may count a part of the other"
    if _roles_differ(x, y):
        return "those shot, injured and taken to hospital are counted differently"
    return ""


def _score_likeness(a: Telling, b: Telling) -> float:
    """The share of content words that two tellings have in common, 0 to 1."""
    ours, theirs = (
        {
            read_term(t.tokens[p].lemma)
            for p in t.places
            if t.tokens[p].pos in ("NOUN", "VERB", "PROPN", "ADJ")
        }
        for t in (a, b)
    )
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _judge_apart(x: Figure, y: Figure, *, alike: bool) -> tuple[DifferenceStatus, str]:
    one, two = f"‘{x.words}’", f"‘{y.words}’"
    exact = is_exact(x.quantity) and is_exact(y.quantity)
    if x.quantity.role in GROWING and not exact:
        return "update", f"{one} and {two} are counts that were still growing"
    # What is counted without a fate must hang on the same word in tellings much alike: 'two vehicles'
    # of one sentence are seldom those of another.
    same_clause = alike and x.alone and y.alone and x.governor != "" and x.governor == y.governor
    if exact and (x.quantity.role in GROWING or same_clause):
        return "conflict", f"{one} and {two} count the same thing and leave each other no room"
    return "unsure", f"{one} and {two} do not meet, but may count two things"


def _days_differ(first: Published, second: Published) -> bool:
    """Tell whether one report is known to be of an earlier day than the other."""
    if not (first.earliest and first.latest and second.earliest and second.latest):
        return False
    return first.latest < second.earliest or second.latest < first.earliest


def _roles_differ(x: Figure, y: Figure) -> bool:
    """Shot counts the dead too, injured those hurt otherwise; more in hospital than injured is new."""
    roles = {x.quantity.role: x, y.quantity.role: y}
    if roles.keys() == {"injured", "hospitalised"}:
        return _size(roles["hospitalised"]) <= _size(roles["injured"])
    return len(roles) > 1


def _growth(a: Telling, b: Telling, x: Figure, y: Figure) -> str:
    """Say by which days a toll was counted anew, '' if it is none or the days are not known."""
    first, second = a.account.published, b.account.published
    if x.quantity.role not in GROWING or not _days_differ(first, second):
        return ""
    early, late = sorted((first, second), key=lambda one: str(one.earliest))
    return f"the later report ({late.earliest}) counts anew what the earlier one ({early.latest}) gave"
