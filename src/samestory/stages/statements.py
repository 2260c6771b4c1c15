"""Statements: what the reports of a story say, each proposition once, with every place that says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
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
from samestory.text.propositions.forming import form_groups
from samestory.text.propositions.likeness import load_weights
from samestory.text.propositions.speakers import Speakers, index_speakers, name_source
from samestory.text.propositions.units import Unit
from samestory.text.propositions.wording import is_stump, rank_wordings, weigh_terms


class WordReader(Protocol):
    """Reads each word in its sentence: words that mean the same there have like vectors."""

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """Encode sentences, given as their words, each as an array of shape (words, dimensions)."""
        ...


def group_statements(
    accounts: Sequence[Account], names: Sequence[Name], lineage: Lineage, *, reader: WordReader | None
) -> tuple[Statement, ...]:
    """Group the clauses of all reports into statements, those of several reports first.

    A group grows from its surest pair; a clause joins if it is like the group as a whole, so that no
    chain of neighbours brings strangers together. What stays alone is a statement of one report. What only
    says who says something is part of none: one spokesman may say many things.
    """
    weights = load_weights()
    encode = reader.encode if reader is not None else None
    comparison = compare_clauses(accounts, encode, first=weights.first)
    units = comparison.units
    groups = form_groups(comparison, weights)
    speakers = index_speakers(names)
    rarity = weigh_terms(units)
    made: dict[str, Statement] = {}
    wordings: dict[str, Sequence[str]] = {}
    for group in groups:
        members = [units[i] for i in group if not units[i].introduces]
        if not members:
            continue
        statement = _statement(accounts, speakers, members)
        made[statement.id] = statement
        wordings[statement.id] = rank_wordings(accounts, members, rarity)
    told = _choose_texts(wordings, sorted(made.values(), key=_order(accounts)))
    return tuple(sorted(told, key=_standing))


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


def _standing(statement: Statement) -> int:
    """Put the widest first; one that no report words well by itself stands as if half as many had it."""
    reports = len(statement.reports)
    return -(max(2, reports // 2) if reports > 1 and is_stump(statement.text) else reports)


def _order(accounts: Sequence[Account]) -> Callable[[Statement], tuple[int, int, int, str]]:
    """Order statements by how many reports have them, then as they are first told."""
    place = {account.id: index for index, account in enumerate(accounts)}

    def key(statement: Statement) -> tuple[int, int, int, str]:
        first = statement.support[0]
        return (-len(statement.reports), place[first.report], first.start, statement.id)

    return key
