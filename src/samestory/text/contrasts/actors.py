"""Where reports put different people or bodies into the same place of the same doing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import Indel

from samestory.lexicon.casualties import load_casualty_words
from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, Token
from samestory.records.dossier import DifferenceStatus
from samestory.text.contrasts.slots import Slot, find_slots
from samestory.text.contrasts.tellings import (
    SEVERITY,
    NameIndex,
    Side,
    Telling,
    make_difference,
    read_once,
    score_likeness,
)

# How far a counsel's giver stands from 'against' or 'despite'.
COUNSEL_REACH_WORDS = 8
# Two names in one place of a verb are rivals where the rest of the doing is the same, or else so much of
# all that is told: 'Holm won the cup' and 'Varde won a bronze' are not.
LEAST_LIKENESS = 0.6
# A rival named within so many words is told of beside, not instead.
REACH_WORDS = 25
# Names of bodies that share fewer words have only a town or a trade in common.
LEAST_KIN_WORDS = 2
_FLAT_VERBS = frozenset(
    ("be", "have", "do", "get", "go", "make", "take", "come", "include", "leave", "see", "call", "contact")
)
# Words of names so much alike are one word, misspelt; shorter ones ('Lund', 'Lunt') are often two names.
SPELT_ALIKE = 0.8
LEAST_SPELT_CHARS = 6
# Shorter nouns with the endings of persons are mostly things: 'order', 'paper'.
LEAST_PERSON_CHARS = 6
# 'People' who broke in are the looters of another report.
_ANYBODY = frozenset(("people", "person", "man", "woman", "individual"))
_BODIES = ("person", "organisation")


def contrast_actors(tellings: Sequence[Telling], names: NameIndex) -> list[Difference]:
    """Compare who fills the same slot of the same verb."""
    slots = {t.report: read_once(t, _doings) for t in tellings}
    found: dict[tuple[str, str], list[tuple[DifferenceStatus, Slot, Slot]]] = {}
    for a, b in itertools.combinations(tellings, 2):
        for key, status, x, y in _rivals(slots[a.report], slots[b.report], names):
            found.setdefault(key, []).append((status, x, y))
    return [_difference(key, found[key]) for key in sorted(found)]


def _doings(telling: Telling) -> list[Slot]:
    """The slots of verbs that say enough to be compared."""
    return [_as_said(slot) for slot in find_slots(telling) if slot.verb not in _FLAT_VERBS]


@cache
def _saying() -> frozenset[str]:
    return frozenset(read_term(verb) for verb in load_contrast_words().saying)


@cache
def _sole() -> frozenset[str]:
    return frozenset(read_term(verb) for verb in load_contrast_words().sole)


def _as_said(slot: Slot) -> Slot:
    """Who 'announced' and who 'confirmed' a thing have both said it."""
    if slot.verb in _saying() and slot.relation == "subject":
        return replace(slot, verb=read_term("say"))
    return slot


def _rivals(
    ours: Sequence[Slot], theirs: Sequence[Slot], names: NameIndex
) -> list[tuple[tuple[str, str], DifferenceStatus, Slot, Slot]]:
    """Pairs of phrases that fill one slot and are not one actor, with what to make of each."""
    keys = sorted({(s.verb, s.relation) for s in ours} & {(s.verb, s.relation) for s in theirs})
    rivals = []
    for key in keys:
        a = [slot for slot in ours if (slot.verb, slot.relation) == key]
        b = [slot for slot in theirs if (slot.verb, slot.relation) == key]
        if any(x.fill == y.fill or _share_words(x, y, 2) or _abbreviates(x, y) for x in a for y in b):
            continue
        pairs = [
            (x, y)
            for x in a
            for y in b
            if _is_actor(x, names) and _is_actor(y, names) and not _is_one_unnamed(x, y)
            if _in_one_frame(x, y, ours, theirs) or _are_named_alike(x, y)
            if not _are_spelt_alike(x, y, names)
        ]
        if pairs:
            x, y = pairs[0]
            rivals.append((key, _judge(x, y, ours, theirs, names), x, y))
    return rivals


def _are_named_alike(x: Slot, y: Slot) -> bool:
    """Tell whether both are names in tellings much alike."""
    common = _is_common(x) or _is_common(y)
    return not common and score_likeness(x.telling, y.telling) >= LEAST_LIKENESS


def _are_spelt_alike(x: Slot, y: Slot, names: NameIndex) -> bool:
    """Tell whether two persons' names are one, misspelt: 'Selima Brandt', 'Selimah'."""
    if not (x.named and y.named):
        return False
    ours, theirs = (
        {word for alias in names.by_id[slot.fill].aliases for word in alias.text.casefold().split()}
        for slot in (x, y)
    )
    long = [
        (a, b) for a in sorted(ours) for b in sorted(theirs) if min(len(a), len(b)) >= LEAST_SPELT_CHARS
    ]
    return any(Indel.normalized_similarity(a, b) >= SPELT_ALIKE for a, b in long)


def _in_one_frame(x: Slot, y: Slot, ours: Sequence[Slot], theirs: Sequence[Slot]) -> bool:
    """Common nouns are rivals only if the rest of the doing is the same: whom or what it was done to."""
    told = {(s.verb, s.relation, s.fill) for s in ours} & {(s.verb, s.relation, s.fill) for s in theirs}
    rest = any(verb == x.verb and relation != x.relation for verb, relation, _ in told)
    alike = load_contrast_words().alike
    return rest and not alike.get(x.fill, frozenset()) & alike.get(y.fill, frozenset())


def _is_actor(slot: Slot, names: NameIndex) -> bool:
    """Tell whether a phrase is a person or a body: by its name, or as the recogniser has it."""
    if slot.named:
        return names.by_id[slot.fill].type in _BODIES
    token = slot.telling.tokens[slot.head]
    if token.pos == "PROPN":
        return any(
            e.start <= token.start < e.end and e.label in ("PERSON", "ORG", "NORP")
            for e in slot.telling.account.annotation.entities
        )
    if _is_pronoun(slot):
        return slot.relation == "subject"
    agent = token.lemma.lower() in _agents() or is_person(token)
    return _holds_name(slot) or (slot.relation == "subject" and agent)


def _is_pronoun(slot: Slot) -> bool:
    return slot.telling.tokens[slot.head].pos == "PRON"


def _is_one_unnamed(x: Slot, y: Slot) -> bool:
    """Tell whether one phrase has no name for who the other is by name, in a report that knows the name.

    'A man opened fire' and 'Jon Marsh opened fire' differ only where the first report never names him.
    """
    # 'Marsh lives in Holm and Lund in Varde': each telling has both, so that they are no rivals.
    both = _stands_beside(x, y) or _stands_beside(y, x)
    if x.named and y.named and both and x.relation != "subject":
        return True
    pronouns = _is_pronoun(x), _is_pronoun(y)
    if x.named == y.named:
        return any(pronouns)
    return _knows(y, x) if x.named else _knows(x, y)


def _is_common(slot: Slot) -> bool:
    """Tell whether a phrase names nobody: 'the governor', 'a neighbour'."""
    return not slot.named and slot.telling.tokens[slot.head].pos != "PROPN" and not _holds_name(slot)


def _holds_name(slot: Slot) -> bool:
    """'The regime of President Lund'."""
    return any(
        p in slot.telling.names
        for p in range(slot.head + 1, slot.head + 6)
        if p < len(slot.telling.tokens) and slot.telling.tokens[p].start < slot.end
    )


def is_person(token: Token) -> bool:
    """Tell whether a noun is for people by its ending: 'organisers', 'psychologist', 'party-goers'."""
    word, words = token.lemma.lower(), load_casualty_words()
    known = word.endswith(words.person_endings) and len(word) >= LEAST_PERSON_CHARS
    return token.pos == "NOUN" and known and word not in words.no_persons


@cache
def _agents() -> frozenset[str]:
    words = load_contrast_words()
    casualties = load_casualty_words()
    return words.bodies | words.offices | casualties.persons | casualties.doers


def _share_words(x: Slot, y: Slot, least: int) -> bool:
    ours, theirs = _terms(x), _terms(y)
    if not ours or not theirs:
        return False
    return len(ours & theirs) >= least or ours <= theirs or theirs <= ours


def _abbreviates(x: Slot, y: Slot) -> bool:
    """Tell whether one phrase is made of the other's initials: 'the HPA', 'Holm Port Authority'."""
    for short, long in ((x, y), (y, x)):
        letters = [w.replace(".", "") for w in short.words.split() if w.replace(".", "").isupper()]
        initials = "".join(word[0] for word in long.words.split() if word[0].isupper())
        if any(len(one) > 1 and one in initials and one not in long.words.split() for one in letters):
            return True
    return False


def _terms(slot: Slot) -> frozenset[str]:
    tokens = slot.telling.tokens
    places = [p for p in slot.telling.places if slot.start <= tokens[p].start and tokens[p].end <= slot.end]
    return frozenset(
        read_term(tokens[p].lemma) for p in places if tokens[p].pos in ("NOUN", "PROPN", "ADJ")
    )


def _judge(
    x: Slot, y: Slot, ours: Sequence[Slot], theirs: Sequence[Slot], names: NameIndex
) -> DifferenceStatus:
    if len(_terms(x) & _terms(y)):
        return "refinement"
    verb, relation = x.verb, x.relation
    if verb in _saying() and relation == "subject":
        return "compatible"
    if x.named != y.named:
        person = names.by_id[x.fill if x.named else y.fill].type == "person"
        return "refinement" if person else "unsure"
    if {x.telling.tokens[x.head].lemma, y.telling.tokens[y.head].lemma} & _ANYBODY:
        return "refinement"
    # The rest of the clause must be the same, or it is another doing of the same sort.
    others = {(s.verb, s.relation, s.fill) for s in ours} & {(s.verb, s.relation, s.fill) for s in theirs}
    frame = any(verb == other[0] and relation != other[1] for other in others)
    kinds = {names.by_id[slot.fill].type for slot in (x, y) if slot.named}
    # One body is named as its part, its seat or its country, and many may 'praise' or 'visit' the same.
    sole = relation == "subject" and verb in _sole()
    clash = frame and sole and x.named and y.named and kinds == {"person"}
    return "conflict" if clash and not (_knows(x, y) or _knows(y, x)) else "unsure"


def _stands_beside(x: Slot, y: Slot) -> bool:
    """Tell whether one actor is named close to where the other's report tells of the doing."""
    near = range(max(0, y.head - REACH_WORDS), y.head + REACH_WORDS)
    return any(y.telling.all_names.get(at) == x.fill for at in near)


def _knows(x: Slot, y: Slot) -> bool:
    """Tell whether the report of one actor names the other anywhere: then both may have done the like."""
    return y.fill in x.telling.all_names.values()


def _difference(key: tuple[str, str], found: Sequence[tuple[DifferenceStatus, Slot, Slot]]) -> Difference:
    status = min((one[0] for one in found), key=SEVERITY.index)
    verb, relation = key
    reasons = {
        "conflict": "the same doing is put down to two that are not known as one",
        "refinement": "one may be a part of the other, its fuller name, or who it leaves unnamed",
        "compatible": "two may have said the same",
        "unsure": "two fill the same place in what is told, but each may be right",
    }
    sides = [slot.side() for _, x, y in found for slot in (x, y)]
    about = {"subject": f"who: {verb}", "object": f"whom or what: {verb}"}.get(
        relation, f"{verb} {relation} whom"
    )
    return make_difference("actor", about, status, reasons[status], sides)


def contrast_bodies(tellings: Sequence[Telling], names: NameIndex) -> list[Difference]:
    """Compare bodies whose names share words: 'the Holm Youth Orchestra' and 'the Holm Orchestra'."""
    told = {t.report: _bodies(t, names) for t in tellings}
    sides: list[Side] = []
    for a, b in itertools.combinations(tellings, 2):
        ours, theirs = told[a.report], told[b.report]
        alone = [ours[id] for id in sorted(ours.keys() - theirs.keys())]
        others = [theirs[id] for id in sorted(theirs.keys() - ours.keys())]
        pair = next(
            (
                (x, y)
                for x, y in itertools.product(alone, others)
                if _are_kin(x, y) and "organisation" in (names.by_id[x.key].type, names.by_id[y.key].type)
            ),
            None,
        )
        sides += pair or ()
    if not sides:
        return []
    because = "the two names share words: one may be a part of the other or its fuller name"
    return [make_difference("actor", "which body", "refinement", because, list(dict.fromkeys(sides)))]


def _bodies(telling: Telling, names: NameIndex) -> dict[str, Side]:
    """The organisations named in a telling, by id; a new one's name is often taken for a place's."""
    found: dict[str, Side] = {}
    for at in telling.places:
        id = telling.names.get(at)
        if id is None or id in found or names.by_id[id].type not in ("organisation", "place"):
            continue
        end = at
        while telling.names.get(end + 1) == id:
            end += 1
        span = telling.tokens[at].start, telling.tokens[end].end
        found[id] = Side(telling.report, id, telling.text(*span), *span)
    return found


def _are_kin(x: Side, y: Side) -> bool:
    ours, theirs = (frozenset(word for word in s.words.lower().split() if len(word) > 2) for s in (x, y))
    # A name within the other is only its short form.
    nested = ours <= theirs or theirs <= ours
    return len(ours & theirs) >= LEAST_KIN_WORDS and not nested


def contrast_counsel(tellings: Sequence[Telling]) -> list[Difference]:
    """'Against the advice of the allies' and 'despite commanders saying': whose counsel was it?"""
    sides = [side for telling in tellings for side in _counsel(telling)]
    by_report: dict[str, set[str]] = {}
    for side in sides:
        by_report.setdefault(side.report, set()).add(side.key)
    told = list(by_report.values())
    if len(told) < 2 or all(a & b for a, b in itertools.combinations(told, 2)):
        return []
    because = "the same decision is said to go against two different parties"
    return [make_difference("actor", "against whose counsel", "conflict", because, sides)]


def _counsel(telling: Telling) -> list[Side]:
    words = load_contrast_words()
    tokens = telling.tokens
    sides = []
    for place in telling.places:
        if tokens[place].text.lower() not in words.against:
            continue
        reach = [p for p in range(place + 1, place + 1 + COUNSEL_REACH_WORDS) if p in telling.places]
        counsel = next((p for p in reach if tokens[p].lemma in words.counsel), None)
        if counsel is None:
            continue
        # A noun of counsel has its giver after 'of'; a verb of counsel has it as its subject.
        if tokens[counsel].pos == "VERB":
            giver = next((p for p in reach if p < counsel and tokens[p].pos in ("NOUN", "PROPN")), None)
        else:
            after = [
                p for p in range(counsel + 1, counsel + 2 + COUNSEL_REACH_WORDS) if p in telling.places
            ]
            giver = (
                after
                and tokens[after[0]].text.lower() in ("of", "from", "by")
                and _first_noun(telling, after[1:])
            ) or None
        if giver:
            key = telling.names.get(giver) or read_term(tokens[giver].lemma)
            sides.append(
                Side(
                    telling.report,
                    key,
                    telling.text(tokens[giver].start, tokens[giver].end),
                    tokens[giver].start,
                    tokens[giver].end,
                )
            )
    return sides


def _first_noun(telling: Telling, places: Sequence[int]) -> int | None:
    tokens = telling.tokens
    at = next(
        (p for p in places if tokens[p].pos in ("NOUN", "PROPN") and tokens[p].dep != "npadvmod"), None
    )
    while (
        at is not None
        and at + 1 in telling.places
        and tokens[at].dep == "compound"
        and tokens[at + 1].pos in ("NOUN", "PROPN")
    ):
        at += 1
    return at
