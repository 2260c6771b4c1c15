"""Which statement a difference of figures stands on, where overlapping statements all hold its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from samestory.records import Account, Citation, Difference, Quantity, Statement


def settle_figures(
    statements: Sequence[Statement], accounts: Mapping[str, Account]
) -> tuple[Statement, ...]:
    """Put each difference of figures on the statement that holds most of its sides.

    Where none holds two of them it stands where most supports give such a figure. A toll is told in
    passing under many statements; one of them is about it, and there a reader looks for what the
    reports make of it.
    """
    placed = {id: _Placed(account) for id, account in accounts.items()}
    told = [
        [placed[s.report].keys(s.start, s.end) for s in statement.support if s.report in placed]
        if len(statement.reports) > 1
        else []
        for statement in statements
    ]
    homes: list[list[Difference]] = [[] for _ in statements]
    for at, statement in enumerate(statements):
        for difference in statement.differences:
            homes[_home(difference, at, statements, told, placed)].append(difference)
    return tuple(
        replace(statement, differences=tuple(found))
        for statement, found in zip(statements, homes, strict=True)
    )


class _Placed:
    """The figures of a report in the order of the text, to be looked up by place."""

    def __init__(self, account: Account):
        self._figures = sorted((q.start, _key(q)) for q in account.quantities)

    def keys(self, start: int, end: int) -> frozenset[str]:
        """What the figures that begin in a stretch count."""
        first, last = (bisect_left(self._figures, (at, "")) for at in (start, end))
        return frozenset(key for _, key in self._figures[first:last])


def _home(
    difference: Difference,
    found: int,
    statements: Sequence[Statement],
    told: Sequence[Sequence[frozenset[str]]],
    placed: Mapping[str, _Placed],
) -> int:
    if difference.kind != "quantity":
        return found
    cited = (span for value in difference.values for span in value.spans if span.report in placed)
    keys = frozenset[str]().union(*(placed[span.report].keys(span.start, span.start + 1) for span in cited))

    def weigh(at: int) -> tuple[int, int, bool, int]:
        sides = [sum(_holds(statements[at], span) for span in value.spans) for value in difference.values]
        whole = sum(sides) if sum(map(bool, sides)) > 1 else 0
        return whole, sum(bool(keys & support) for support in told[at]), at == found, -at

    return max((at for at, supports in enumerate(told) if supports), key=weigh, default=found)


def _holds(statement: Statement, span: Citation) -> bool:
    return any(s.report == span.report and s.start <= span.start < s.end for s in statement.support)


def _key(quantity: Quantity) -> str:
    """What a figure counts: the fate of those counted, or else the unit."""
    return quantity.role or quantity.unit.lower().rstrip("s")
