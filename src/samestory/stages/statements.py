"""Statements: what the reports of a story say, each proposition once, with every place that says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from samestory.records import (
    Account,
    Lineage,
    Name,
    Statement,
    Support,
    content_id,
)
from samestory.text.propositions.comparison import compare_clauses
from samestory.text.propositions.gathering import LIMITS, Limits, gather_units, overlaps
from samestory.text.propositions.likeness import load_weights, score_pairs
from samestory.text.propositions.speakers import Speakers, index_speakers, name_source
from samestory.text.propositions.units import Unit
from samestory.text.propositions.wording import rank_wordings, weigh_terms


class Encoder(Protocol):
    """Turns sentences into unit vectors, one row each, so that a dot product is a cosine."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode `texts` (n) as an array of shape (n, dimensions)."""
        ...


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


def group_statements(
    accounts: Sequence[Account], names: Sequence[Name], lineage: Lineage, *, encoder: Encoder | None
) -> tuple[Statement, ...]:
    """Group the clauses of all reports into statements, those of several reports first.

    A group grows from its surest pair; a clause joins if it is like the group as a whole, so that no
    chain of neighbours brings strangers together. What stays alone is a statement of one report.
    """
    comparison = compare_clauses(accounts, encoder.encode if encoder is not None else None)
    units = comparison.units
    scores = score_pairs(comparison.features, load_weights()) if comparison.features else np.zeros(0)
    likeness = {
        (i, j): score
        for i, j, score in zip(
            comparison.pairs.first.tolist(), comparison.pairs.second.tolist(), scores.tolist(), strict=True
        )
        if score >= SETTINGS.min_likeness
    }
    groups = [
        _without_nested(units, group, likeness) for group in gather_units(units, likeness, SETTINGS.limits)
    ]
    groups += [(single,) for single in _alone(units, groups)]
    speakers = index_speakers(names)
    rarity = weigh_terms(units)
    made: dict[str, Statement] = {}
    wordings: dict[str, Sequence[str]] = {}
    for group in groups:
        members = [units[i] for i in group]
        statement = _statement(accounts, speakers, members)
        made[statement.id] = statement
        wordings[statement.id] = rank_wordings(accounts, members, rarity)
    return tuple(_choose_texts(wordings, sorted(made.values(), key=_order(accounts))))


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
        if i not in shared and (alone or (bool(known) and _is_new(units[i], known))):
            chosen.append(i)
            inside.append(units[i])
    return sorted(chosen)


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


def _statement(accounts: Sequence[Account], speakers: Speakers, members: Sequence[Unit]) -> Statement:
    support = tuple(
        Support(
            unit.report,
            unit.start,
            unit.end,
            name_source(accounts[unit.account], unit.attribution, speakers),
        )
        for unit in members
    )
    parts = [part for s in support for part in (s.report, s.start, s.end)]
    return Statement(content_id("t", *parts), "", support)


def _choose_texts(wordings: Mapping[str, Sequence[str]], order: Sequence[Statement]) -> list[Statement]:
    """Give each statement its best wording that no earlier one has; its best if all are taken."""
    taken: set[str] = set()
    told = []
    for statement in order:
        ranked = wordings[statement.id]
        text = next((wording for wording in ranked if wording.casefold() not in taken), ranked[0])
        taken.add(text.casefold())
        told.append(replace(statement, text=text))
    return told


def _order(accounts: Sequence[Account]) -> Callable[[Statement], tuple[int, int, int, str]]:
    """Order statements by how many reports have them, then as they are first told."""
    place = {account.id: index for index, account in enumerate(accounts)}

    def key(statement: Statement) -> tuple[int, int, int, str]:
        first = statement.support[0]
        return (-len(statement.reports), place[first.report], first.start, statement.id)

    return key
