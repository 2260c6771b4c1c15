"""Where reports name different places for one thing: 'a Holm bakery' and 'a bakery in Varde County'."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, Token
from samestory.text.contrasts.tellings import NameIndex, Side, Telling, make_difference

# A state's or a small country's middle lies within so many degrees of its towns.
MAX_DEGREES_APART = 8.0
# A place hangs on what it describes by at most so many steps.
MAX_STEPS = 4
_SHORT_TITLES = frozenset(("gov", "sen", "rep", "police", "sheriff", "dept", "atty"))
_CAPITAL = frozenset(("d.c.", "dc", "d.c"))
_WHERE = frozenset(("in", "at", "near", "outside", "inside", "of", "on", "from"))


@dataclass(frozen=True, slots=True)
class _Setting:
    """A place's name with the term of what it is the place of, and the place named behind its comma."""

    anchor: str
    id: str
    words: frozenset[str]
    side: Side
    within: str = ""


def contrast_settings(tellings: Sequence[Telling], names: NameIndex) -> list[Difference]:
    """Compare the places by which each two reports place the same thing or doing.

    Where one report names a state or a county and another a town, each may be right.
    """
    told = {telling.report: _settings(telling, names) for telling in tellings}
    sides: list[Side] = []
    for a, b in itertools.combinations(tellings, 2):
        ours, theirs = told[a.report], told[b.report]
        anchors: list[str | None] = [*sorted({x.anchor for x in ours} & {y.anchor for y in theirs} - {""})]
        # Where each names one place only, it is of what they tell, whatever words it hangs on.
        alone = len({x.id for x in ours}) == len({y.id for y in theirs}) == 1
        for anchor in anchors or ([None] if alone else []):
            mine = [x for x in ours if anchor in (None, x.anchor)]
            yours = [y for y in theirs if anchor in (None, y.anchor)]
            if any(_is_one(x, y) for x in mine for y in yours):
                continue
            # What no gazetteer knows may lie anywhere: only by the same word is it of the same thing.
            lost = anchor is not None
            pair = next(((x, y) for x in mine for y in yours if _lie_near(names, x.id, y.id, lost)), None)
            sides += (pair[0].side, pair[1].side) if pair else ()
    if not sides:
        sides = [
            side
            for a, b in itertools.permutations(tellings, 2)
            for side in _town_beside_land(told[a.report], told[b.report], b)
        ]
    if not sides:
        return []
    because = "one report names the town, another the land or a place close by"
    return [make_difference("place", "where", "refinement", because, list(dict.fromkeys(sides)))]


def _town_beside_land(
    ours: Sequence[_Setting], theirs: Sequence[_Setting], other: Telling
) -> tuple[Side, ...]:
    """'In Varde, Holmland' beside 'in Holmland', in a report that never names the town."""
    known = set(other.all_names.values())
    for town, land in itertools.product(ours, theirs):
        # 'Varde, Holmland' may be one name; the District of Columbia is Washington.
        whole = "," in town.words and land.words < town.words
        inside = (town.within == land.id or whole) and not land.words & _CAPITAL
        if inside and town.anchor == land.anchor != "" and town.id not in known | {land.id}:
            return town.side, land.side
    return ()


def _is_one(x: _Setting, y: _Setting) -> bool:
    return x.id == y.id or x.words <= y.words or y.words <= x.words


def _settings(telling: Telling, names: NameIndex) -> list[_Setting]:
    """The places named in a telling that describe something, each with what it describes."""
    found: list[_Setting] = []
    tokens, seen = telling.tokens, set[int]()
    for at in telling.places:
        id = telling.names.get(at)
        if at in seen or id is None or names.by_id[id].type != "place":
            continue
        end = at
        while telling.names.get(end + 1) == id and end + 1 in telling.places:
            end += 1
        seen.update(range(at, end + 1))
        anchor = _anchor(tokens, end)
        if anchor is None:
            continue
        span = tokens[at].start, tokens[end].end
        words = frozenset(token.text.lower() for token in tokens[at : end + 1])
        side = Side(telling.report, id, telling.text(*span), *span)
        found.append(_Setting(anchor, id, words, side, _land_behind(telling, end)))
    return found


def _land_behind(telling: Telling, end: int) -> str:
    """The place that a comma joins to a town: 'Varde, Holmland'."""
    comma = end + 1 < len(telling.tokens) and telling.tokens[end + 1].text == ","
    return telling.all_names.get(end + 2, "") if comma else ""


def _anchor(tokens: Sequence[Token], at: int) -> str | None:
    """The term of the noun or verb that a place's name describes, '' where it stands alone.

    None where it is in the name of a body: 'the Holm police', 'the mayor of Varde'.
    """
    for _ in range(MAX_STEPS):
        token, head = tokens[at], tokens[tokens[at].head]
        if token.dep in ("compound", "nmod", "amod", "poss") and head.pos == "NOUN":
            return _term(head)
        if head.text.lower().removesuffix(".") in _others() | _SHORT_TITLES:
            return None
        if token.dep == "pobj" and head.text.lower() in _WHERE and head.head != token.head:
            above = tokens[head.head]
            if above.pos != "PROPN":
                return _term(above)
            # 'In the hills of Varde': where the hills are.
            at = head.head
        elif token.dep in ("compound", "nmod", "poss", "appos", "npadvmod", "conj") and token.head != at:
            at = token.head
        else:
            return ""
    return ""


def _term(token: Token) -> str | None:
    if token.lemma in _others() or token.lemma.removesuffix(".").lower() in _others():
        return None
    return read_term(token.lemma) if token.pos in ("NOUN", "VERB") else ""


def _others() -> frozenset[str]:
    words = load_contrast_words()
    return words.bodies | words.offices | words.saying


def _lie_near(names: NameIndex, x: str, y: str, lost: bool) -> bool:
    """Tell whether two places may hold one another; `lost` where it is not known where one lies."""
    one, two = names.by_id[x].place, names.by_id[y].place
    if one is None or two is None:
        return lost and (one is not None or two is not None)
    return abs(one.latitude - two.latitude) + abs(one.longitude - two.longitude) <= MAX_DEGREES_APART
