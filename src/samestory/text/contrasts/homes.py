"""Which statement a difference of figures stands on, where overlapping statements all hold its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samestory.records import Account, Difference, Quantity, Statement


def settle_figures(
    statements: Sequence[Statement], accounts: Mapping[str, Account]
) -> tuple[Statement, ...]:
    """Put each difference of figures on the statement most of whose supports give such a figure.

    A toll is told in passing under many statements; one of them is about it, and there a reader
    looks for what the reports make of it.
    """
    homes: list[list[Difference]] = [[] for _ in statements]
    for at, statement in enumerate(statements):
        for difference in statement.differences:
            homes[_home(difference, at, statements, accounts)].append(difference)
    return tuple(
        replace(statement, differences=tuple(found))
        for statement, found in zip(statements, homes, strict=True)
    )


def _home(
    difference: Difference, found: int, statements: Sequence[Statement], accounts: Mapping[str, Account]
) -> int:
    if difference.kind != "quantity":
        return found
    keys = {
        _key(quantity)
        for value in difference.values
        for span in value.spans
        for quantity in accounts[span.report].quantities
        if quantity.start == span.start
    }

    def weigh(at: int) -> tuple[int, bool, int]:
        return _count_telling(statements[at], accounts, keys), at == found, -at

    return max((at for at, s in enumerate(statements) if len(s.reports) > 1), key=weigh, default=found)


def _count_telling(statement: Statement, accounts: Mapping[str, Account], keys: set[str]) -> int:
    """How many supports hold a figure that counts the same."""
    return sum(
        any(s.start <= q.start < s.end and _key(q) in keys for q in accounts[s.report].quantities)
        for s in statement.support
        if s.report in accounts
    )


def _key(quantity: Quantity) -> str:
    """What a figure counts: the fate of those counted, or else the unit."""
    return quantity.role or quantity.unit.lower().rstrip("s")
