"""Where reports give different figures for one thing, and what to make of it.

Calling compatible figures a conflict is the worst error here. A conflict needs the same thing
counted at the same time, an exact figure on both sides, and no reading by which both are right:
one of them a part of the other, a sum of the other's parts, with or without the gunman, rounded.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from samestory.lexicon.casualties import load_casualty_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, Published, Quantity
from samestory.records.dossier import DifferenceStatus
from samestory.text.figures import fit_figures, is_exact
from samestory.text.tellings import SEVERITY, Side, Telling, make_difference
from samestory.text.told_figures import GROWING, HURT, Figure, figures_of, stem_noun

# A figure without a noun is taken for the other report's only if it is of its size.
MAX_UNNAMED_RATIO = 3
# Tellings that share fewer of the shorter one's content words may speak of two things under one verb.
LEAST_LIKENESS = 0.6
# Parts that are tried for adding up to a whole: more, and chance alone would do it.
MAX_ADDENDS = 4


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
    return bool(size and theirs and max(size, theirs) <= MAX_UNNAMED_RATIO * min(size, theirs))


def _is_comparable(a: Figure, b: Figure) -> bool:
    """Two specific nouns that differ count different things, and a part is not held against a whole."""
    same = a.noun == b.noun or not a.noun or not b.noun
    # 'Four others were injured' counts all the injured: the others are beside the dead.
    rest = a.rest == b.rest or a.key == "hurt"
    return same and a.part == b.part and rest


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


def _judge(  # noqa: PLR0911 - one return for each way in which both can be right
    a: Telling, b: Telling, x: Figure, y: Figure
) -> tuple[DifferenceStatus, str]:
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
    if _leaves_same(x, y) or _leaves_same(y, x):
        return "compatible", "one counts the dead among those shot, the other beside them"
    doubt = _doubt(x, y)
    if doubt or grown:
        return ("unsure", f"{one} and {two}: {doubt}") if doubt else ("update", grown)
    # A thing may be counted anew on another day, as a toll is; only a fate says that it was.
    one_day = not _days_differ(a.account.published, b.account.published)
    return _judge_apart(x, y, alike=one_day and _score_likeness(a, b) >= LEAST_LIKENESS)


def _leaves_same(x: Figure, y: Figure) -> bool:
    """Tell whether those shot, less the dead, are as many as the other's hurt."""
    return x.survivors is not None and x.survivors in (y.quantity.low, y.survivors)


def _doubt(x: Figure, y: Figure) -> str:
    """Say why two figures that do not meet may yet count two things; '' if nothing speaks for it."""
    if bool(x.quantity.role) != bool(y.quantity.role):
        return "one may count a part of the other"
    if _roles_differ(x, y) or x.rest != y.rest:
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
    # Those trapped, missing or rescued change by the hour; the killed and the hurt are what tolls are of.
    fate = x.quantity.role
    if exact and (fate == "killed" or fate in HURT or (same_clause and fate in ("", "aboard"))):
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
