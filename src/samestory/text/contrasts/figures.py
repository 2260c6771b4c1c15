"""Where reports give different figures for one thing, and what to make of it.

Calling compatible figures a conflict is the worst error here. A conflict needs the same thing
counted at the same time, an exact figure on both sides, and no reading by which both are right:
one of them a part of the other, a sum of the other's parts, with or without the gunman, rounded.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from samestory.lexicon.casualties import load_casualty_words
from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.figures import load_figure_words
from samestory.records import Difference, Quantity
from samestory.text.contrasts.figure_verdicts import are_told_apart, judge_figures
from samestory.text.contrasts.tellings import SEVERITY, Side, Telling, make_difference
from samestory.text.figures.fitting import fit_figures
from samestory.text.figures.told import HURT, Figure, stem_noun

# A figure without a noun is taken for the other report's only if it is of its size.
MAX_UNNAMED_RATIO = 3
# '12 percent' and '14 percent' are of one thing in one statement; '26' and '19' seldom.
MAX_MEASURE_RATIO = Decimal("1.25")
# A vague count is seldom so far below the number.
MAX_VAGUE_RATIO = 100
# Below this a number without a noun counts anything.
LEAST_UNNAMED = 10
# Parts that are tried for adding up to a whole: more, and chance alone would do it.
MAX_ADDENDS = 4


def contrast_figures(
    tellings: Sequence[Telling], figures: Mapping[str, Sequence[Figure]]
) -> list[Difference]:
    """Compare what each two reports of a statement count alike; `figures` are those of each report."""
    keys = sorted({figure.key for told in figures.values() for figure in told if figure.key})
    found: list[Difference] = []
    for key in keys:
        pairs = []
        for a, b in itertools.combinations(tellings, 2):
            pair = _widest_gap(key, figures[a.report], figures[b.report])
            if pair is not None and not are_told_apart(a, b, *pair):
                pairs.append((a, b, *pair))
        sums = _sums(key, tellings, figures) if not pairs and key in ("killed", "hurt") else []
        graded = _grades(tellings, figures) if key == "hurt" and not (pairs or sums) else []
        if graded:
            because = "one report counts only those hurt so badly, another all"
            found.append(make_difference("quantity", tell_about(key), "compatible", because, graded))
        if sums:
            because = "the parts that one report counts add up to what another counts"
            found.append(make_difference("quantity", tell_about(key), "compatible", because, sums))
        if pairs:
            found.append(_difference(key, pairs, _agreeing(key, tellings, figures), tellings))
    return found


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
        return max(pairs, key=lambda pair: (pair[0].size, pair[1].size))
    # Elsewhere the figures nearest one another are most likely meant for one another.
    return min(pairs, key=lambda pair: abs(pair[0].size - pair[1].size))


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


def _sums(key: str, tellings: Sequence[Telling], figures: Mapping[str, Sequence[Figure]]) -> list[Side]:
    """The sides of a whole that others tell in its parts only: five badly hurt, twelve lightly."""
    told = {t.report: [f for f in figures[t.report] if f.key == key] for t in tellings}
    sides: list[Side] = []
    for a, b in itertools.permutations(tellings, 2):
        wholes, parts = told[a.report], told[b.report]
        if len(wholes) == 1 and _adds_up(parts, wholes):
            first, last = parts[0].quantity, parts[-1].quantity
            words = " and ".join(part.words for part in parts[:MAX_ADDENDS])
            sides += [side_of(a, wholes[0]), Side(b.report, "parts", words, first.start, last.end)]
    return list(dict.fromkeys(sides))


def _grades(tellings: Sequence[Telling], figures: Mapping[str, Sequence[Figure]]) -> list[Side]:
    """The sides of a count of the badly hurt, in a report that gives no other, and of all the hurt."""
    told = {t.report: [f for f in figures[t.report] if f.key == "hurt"] for t in tellings}
    sides: list[Side] = []
    for a, b in itertools.permutations(tellings, 2):
        graded = [f for f in told[a.report] if f.graded]
        whole = [f for f in told[b.report] if not (f.graded or f.part) and f.size > 1]
        if len(graded) == len(told[a.report]) == 1 and whole and graded[0].size < whole[0].size:
            known = {(q.low, q.high) for q in a.account.quantities if q.role in HURT}
            if whole[0].bounds not in known:
                sides += [side_of(a, graded[0]), side_of(b, whole[0])]
    return list(dict.fromkeys(sides))


def _answering(key: str, figures: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    found = [figure for figure in figures if figure.key == key]
    if len(found) > 1:
        found = [replace(figure, alone=False) for figure in found]
    if found or not any(figure.key == key for figure in others):
        return found
    # 'Seven people' without a fate may be the seven killed elsewhere; never grounds for a conflict.
    wanted = [figure for figure in others if figure.key == key]
    fateless = [f for f in figures if not f.quantity.role and _may_be(f, wanted[0]) and not f.part]
    if len(fateless) == 1:
        return [replace(fateless[0], key=key)]
    # 'The number of its members … is estimated at 18,000': the noun stands elsewhere.
    unnamed = [figure for figure in figures if not figure.key]
    if len(unnamed) != 1 or not key.startswith("count"):
        return []
    size = max(unnamed[0].quantity.low or 0, unnamed[0].quantity.high or 0)
    near = [f for f in others if f.key == key and _is_of_size(size, f.quantity)]
    return [replace(unnamed[0], key=key)] if near else []


def _may_be(figure: Figure, other: Figure) -> bool:
    """Tell whether a figure without a fate may be another's: by its noun, or by the verb above both."""
    if not figure.key.startswith("count "):
        return False
    if other.quantity.role:
        return figure.key == "count people" or (figure.noun == other.noun != "")
    # 'Carried 50 passengers' and 'carried 60 people'.
    anybody = "count people" in (figure.key, other.key)
    return (
        anybody
        and figure.governor == other.governor != ""
        and {figure.noun, other.noun} & _people() != set()
    )


@cache
def _people() -> frozenset[str]:
    return frozenset(stem_noun(word) for word in load_casualty_words().people)


def _is_of_size(size: Decimal | int, other: Quantity) -> bool:
    theirs = max(other.low or 0, other.high or 0)
    large = min(size, theirs) >= LEAST_UNNAMED
    return bool(size and theirs and large and max(size, theirs) <= MAX_UNNAMED_RATIO * min(size, theirs))


def _is_comparable(a: Figure, b: Figure) -> bool:
    """Two specific nouns that differ count different things, and a part is not held against a whole."""
    same = a.noun == b.noun or not a.noun or not b.noun
    if not (a.exact_word or b.exact_word) or not _is_one_measure(a, b) or _are_described_apart(a, b):
        return False
    if _are_of_two_scales(a, b):
        return False
    if a.substance and b.substance and a.substance != b.substance:
        return False
    # 'Four others were injured' counts all the injured: the others are beside the dead.
    rest = a.rest == b.rest or a.key == "hurt"
    return same and a.part == b.part and rest


def _are_of_two_scales(a: Figure, b: Figure) -> bool:
    """'Hundreds of people' in a hall allow the '130,000 people' of a town, and are others."""
    small, large = sorted((a.quantity.low or a.size, b.quantity.low or b.size))
    return a.exact_word != b.exact_word and large > small * MAX_VAGUE_RATIO


def _are_described_apart(a: Figure, b: Figure) -> bool:
    """'Two old bridges' and 'four new bridges' that do not meet are of two sorts."""
    return are_described_apart(a, b) and fit_figures(a.quantity, b.quantity) == "apart"


def are_described_apart(a: Figure, b: Figure) -> bool:
    """Tell whether one noun is described in other words: 'two old bridges' and 'four new bridges'."""
    ours, theirs = (_described(figure) for figure in (a, b))
    return bool(ours and theirs) and not ours & theirs and a.noun == b.noun != ""


def _described(figure: Figure) -> frozenset[str]:
    """The words between a number and its noun that are neither small words nor numbers."""
    small = load_common_words() | load_figure_words().numerals.keys()
    return frozenset(
        word for word in figure.words.lower().split()[1:-1] if word.isalpha() and word not in small
    )


def _is_one_measure(a: Figure, b: Figure) -> bool:
    """Tell whether two sums, shares or lengths may measure one thing: under one verb, or nearly alike."""
    if a.quantity.kind == b.quantity.kind == "count" or fit_figures(a.quantity, b.quantity) != "apart":
        return True
    small, large = sorted((a.size, b.size))
    one = (a.governor == b.governor != "") or bool(a.frame & b.frame) or a.substance == b.substance != ""
    return one or large <= small * MAX_MEASURE_RATIO


def _agreeing(
    key: str, tellings: Sequence[Telling], figures: Mapping[str, Sequence[Figure]]
) -> list[tuple[Telling, Figure]]:
    """What each report counts of `key` in so many words: it stands with whoever counts the same."""
    return [
        (telling, figure)
        for telling in tellings
        for figure in figures[telling.report]
        if figure.key == key and not figure.part
    ]


def _difference(
    key: str,
    pairs: Sequence[tuple[Telling, Telling, Figure, Figure]],
    told: Sequence[tuple[Telling, Figure]],
    tellings: Sequence[Telling],
) -> Difference:
    judged = [(*judge_figures(a, b, x, y, tellings), a, b, x, y) for a, b, x, y in pairs]
    status, because = min(((s, why) for s, why, *_ in judged), key=lambda one: SEVERITY.index(one[0]))
    sides: dict[tuple[str, int], Side] = {}
    for _, _, a, b, x, y in judged:
        for telling, figure in ((a, x), (b, y)):
            side = side_of(telling, figure)
            sides.setdefault((side.report, side.start), side)
    keys, placed = {side.key for side in sides.values()}, {report for report, _ in sides}
    for telling, figure in told:
        side = side_of(telling, figure)
        if side.key in keys and side.report not in placed:
            sides.setdefault((side.report, side.start), side)
    return make_difference("quantity", tell_about(key), status, because, list(sides.values()))


def side_of(telling: Telling, figure: Figure) -> Side:
    """A figure as one side of a difference: those of equal bounds are one value."""
    q = figure.quantity
    return Side(telling.report, f"{q.low}-{q.high}", figure.words, q.start, q.end)


# Measures are compared in one base unit; a reader is told what is measured.
_MEASURED = {"metre": "how far", "kilogram": "how much it weighs", "hectare": "how large an area"}


def tell_about(key: str) -> str:
    """Say in plain words what a figure's key asks."""
    names = {
        "hurt": "how many were hurt",
        "killed": "how many were killed",
        "count people": "how many people",
    }
    if key in names:
        return names[key]
    kind, _, unit = key.partition(" ")
    return {"count": f"how many: {unit}", "money": "how much money", "percent": "what share"}.get(
        kind,
        key
        if kind == "age"
        else _MEASURED.get(unit, f"how much: {unit}")
        if unit
        else f"how many were {key}",
    )
