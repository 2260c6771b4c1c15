"""Statements formed of clauses: groups that reports share, and what one report alone has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from samestory.text.propositions.agreement import leave_out_strangers
from samestory.text.propositions.comparison import Comparison, score_comparison
from samestory.text.propositions.gathering import LIMITS, Limits, gather_units
from samestory.text.propositions.likeness import Weights
from samestory.text.propositions.units import Unit, overlaps
from samestory.text.propositions.wording import weigh_terms


@dataclass(frozen=True, slots=True)
class Settings:
    """When clauses are one statement."""

    limits: Limits = LIMITS
    # Pairs under this are taken for unrelated.
    min_likeness: float = 0.02
    # A clause is told as one report's own if no more of it than this is in a statement of several …
    max_told_share: float = 0.5
    # … or if it has so many terms, and so many of them are new beside what the others say there.
    min_new_terms: int = 3
    new_share: float = 0.6


SETTINGS = Settings()


def form_groups(comparison: Comparison, weights: Weights) -> list[tuple[int, ...]]:
    """Group clauses, by their places among the units: those that reports share, then those alone.

    Clauses that only say who speaks keep others company, but found and join no group.
    """
    pairs, units = comparison.pairs, comparison.units
    scores = score_comparison(comparison, weights).tolist()
    likeness = {
        (i, j): score
        for i, j, score in zip(pairs.first.tolist(), pairs.second.tolist(), scores, strict=True)
        if score >= SETTINGS.min_likeness and not (units[i].introduces or units[j].introduces)
    }
    rarity = weigh_terms(units)
    gathered = gather_units(units, likeness, SETTINGS.limits)
    groups = [
        leave_out_strangers(units, _without_nested(units, group, likeness), rarity) for group in gathered
    ]
    groups = [group for group in groups if group]
    alone = _alone(units, groups)
    return [*_drop_told(units, groups), *((single,) for single in alone)]


def _drop_told(units: Sequence[Unit], groups: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Drop, the smallest first, each group whose places others cite together: it would be read twice."""
    cited = [sorted({(units[i].account, units[i].cited) for i in group}) for group in groups]
    citing: dict[tuple[int, tuple[int, int]], set[int]] = {}
    for number, places in enumerate(cited):
        for place in places:
            citing.setdefault(place, set()).add(number)
    dropped: set[int] = set()
    for number in sorted(range(len(groups)), key=lambda number: (len(cited[number]), -number)):
        here = dropped | {number}
        pairs = [(a, b) for a, b in combinations(cited[number], 2) if a[0] != b[0]]
        if all((citing[a] & citing[b]) - here for a, b in pairs):
            dropped.add(number)
    return [group for number, group in enumerate(groups) if number not in dropped]


def _without_nested(
    units: Sequence[Unit], group: Sequence[int], likeness: Mapping[tuple[int, int], float]
) -> tuple[int, ...]:
    """Of clauses that overlap in one report keep the one most like the rest of the group."""

    def fit(i: int) -> tuple[float, int]:
        others = [
            likeness.get((min(i, m), max(i, m)), 0.0) for m in group if units[m].account != units[i].account
        ]
        return (round(sum(others) / max(1, len(others)), 9), -i)

    kept: list[int] = []
    for i in sorted(group, key=fit, reverse=True):
        if not any(overlaps(units[i], units[k]) for k in kept):
            kept.append(i)
    return tuple(sorted(kept))


def _alone(units: Sequence[Unit], groups: Sequence[Sequence[int]]) -> list[int]:
    """Choose, the widest first, the clauses that tell what no statement of several reports does.

    Either most of the clause stands outside them, or its terms are not those of the other reports
    there: of 'killing everyone on board, among them a judge' the judge may be one report's own.
    """
    told: dict[tuple[int, int], list[Unit]] = {}
    theirs: dict[tuple[int, int], dict[int, set[str]]] = {}
    for group in groups:
        for i in group:
            place = (units[i].account, units[i].sentence)
            told.setdefault(place, []).append(units[i])
            others = (units[k].terms for k in group if units[k].account != units[i].account)
            theirs.setdefault(place, {}).setdefault(i, set()).update(*others)
    chosen: list[int] = []
    for i in sorted(range(len(units)), key=lambda i: (units[i].start - units[i].end, i)):
        place = (units[i].account, units[i].sentence)
        inside, shared = told.setdefault(place, []), theirs.get(place, {})
        known = {term for k, terms in shared.items() if overlaps(units[i], units[k]) for term in terms}
        alone = _covered(units[i], inside) <= SETTINGS.max_told_share
        new = bool(known) and _is_new(units[i], known)
        if (new and _names_more(units[i], known)) if i in shared else (alone or new):
            chosen.append(i)
            inside.append(units[i])
    return sorted(chosen)


def _names_more(unit: Unit, known: set[str]) -> bool:
    """Whether a clause has a name or a figure that others do not: mere rewording has none."""
    return bool({*unit.names, *unit.figures} - known)


def _is_new(unit: Unit, known: set[str]) -> bool:
    """Whether most of a clause's terms are not among those that others have there."""
    own = set(unit.terms)
    return len(own) >= SETTINGS.min_new_terms and len(own - known) >= SETTINGS.new_share * len(own)


def _covered(unit: Unit, others: Sequence[Unit]) -> float:
    spans = sorted((max(o.start, unit.start), min(o.end, unit.end)) for o in others)
    covered, at = 0, unit.start
    for start, end in spans:
        covered += max(0, end - max(start, at))
        at = max(at, end)
    return covered / (unit.end - unit.start)
