"""What reports differ in: where each side stands, and of a figure that grew which is the latest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samestory.records import Account, Citation, Quantity, Statement
from samestory.records.dossier import DifferenceStatus

# What is counted, and how many at least or at most: 'three' and 'at least three' dead are one figure here.
_Figure = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Update:
    """A figure that grew: every place where its latest value stands, and where the earlier ones do."""

    latest: tuple[Citation, ...]
    earlier: tuple[Citation, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference: the reports that are on it, and every place where it stands."""

    reports: frozenset[str]
    spans: tuple[Citation, ...]


def find_updates(statements: Sequence[Statement], accounts: Sequence[Account]) -> list[Update]:
    """List the figures that reports updated, those that most reports have first.

    A difference names a place or two of each report; the same figure of the same thing stands in its
    headline and further down as well, and is as old there.
    """
    days = {a.id: (a.published.latest or a.published.earliest or date.min) for a in accounts}
    found = []
    for difference in (d for s in statements for d in s.differences):
        if difference.status != "update" or difference.kind != "quantity":
            continue
        sides = sorted(difference.values, key=lambda v: max((days[r] for r in v.reports), default=date.min))
        latest = _everywhere(sides[-1].spans, accounts)
        known = set(latest)
        before = [span for value in sides[:-1] for span in value.spans]
        earlier = tuple(span for span in _everywhere(before, accounts) if span not in known)
        found.append(Update(latest, earlier, sum(len(value.reports) for value in sides)))
    return sorted(found, key=lambda update: -update.reports)


def find_sides(
    statements: Sequence[Statement], accounts: Sequence[Account]
) -> list[tuple[DifferenceStatus, list[Side]]]:
    """List the conflicts and updates: the status of each, and its sides wherever they stand."""
    return [
        (
            difference.status,
            [Side(frozenset(v.reports), _everywhere(v.spans, accounts)) for v in difference.values],
        )
        for statement in statements
        for difference in statement.differences
        if difference.status in ("conflict", "update")
    ]


def _everywhere(spans: Sequence[Citation], accounts: Sequence[Account]) -> tuple[Citation, ...]:
    """The places of a figure, and of the same figure of the same thing in all reports."""
    of_report: dict[str, list[Citation]] = {}
    for span in spans:
        of_report.setdefault(span.report, []).append(span)
    figures = {
        figure
        for account in accounts
        for quantity in account.quantities
        if any(_meets(quantity, span) for span in of_report.get(account.id, ()))
        for figure in _figures(quantity)
    }
    alike = (
        Citation(quantity.report, quantity.start, quantity.end)
        for account in accounts
        for quantity in account.quantities
        if any(figure in figures for figure in _figures(quantity))
    )
    return tuple(sorted({*spans, *alike}))


def _figures(quantity: Quantity) -> Iterable[_Figure]:
    """What to know a figure by: nothing where it is not told what becomes of those counted."""
    bound = quantity.low if quantity.low is not None else quantity.high
    return [(quantity.role, str(bound))] if quantity.role and bound is not None else []


def _meets(quantity: Quantity, span: Citation) -> bool:
    return quantity.start < span.end and span.start < quantity.end
