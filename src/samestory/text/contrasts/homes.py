"""Which statement a difference of figures stands on, where overlapping statements all hold its words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from samestory.records import Account, Difference, Quantity, Statement


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
    stands = _stands(statements)
    homes: list[list[Difference]] = [[] for _ in statements]
    for at, statement in enumerate(statements):
        for difference in statement.differences:
            homes[_home(difference, at, stands, told, placed)].append(difference)
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


# Of each report the stretches of its supports, with the index of their statement.
_Stands = Mapping[str, Sequence[tuple[int, int, int]]]


def _stands(statements: Sequence[Statement]) -> _Stands:
    found: dict[str, list[tuple[int, int, int]]] = {}
    for at, statement in enumerate(statements):
        for support in statement.support if len(statement.reports) > 1 else ():
            found.setdefault(support.report, []).append((support.start, support.end, at))
    return found


def _home(
    difference: Difference,
    found: int,
    stands: _Stands,
    told: Sequence[Sequence[frozenset[str]]],
    placed: Mapping[str, _Placed],
) -> int:
    if difference.kind != "quantity":
        return found
    cited = (span for value in difference.values for span in value.spans if span.report in placed)
    keys = frozenset[str]().union(*(placed[span.report].keys(span.start, span.start + 1) for span in cited))
    whole = _count_sides(difference, stands)

    def weigh(at: int) -> tuple[int, int, bool, int]:
        return whole.get(at, 0), sum(bool(keys & support) for support in told[at]), at == found, -at

    # Where both sides stand, or else wherever such a figure is told.
    return max(whole or (at for at, supports in enumerate(told) if supports), key=weigh, default=found)


def _count_sides(difference: Difference, stands: _Stands) -> dict[int, int]:
    """How many places of the sides each statement holds, of those that hold two sides or more."""
    sides: list[Counter[int]] = []
    for value in difference.values:
        sides.append(Counter())
        for span in value.spans:
            near = {at for start, end, at in stands.get(span.report, ()) if start <= span.start < end}
            sides[-1].update(sorted(near))
    several = {at for at in {at for side in sides for at in side} if sum(at in side for side in sides) > 1}
    return {at: sum(side[at] for side in sides) for at in sorted(several)}


def _key(quantity: Quantity) -> str:
    """What a figure counts: the fate of those counted, or else the unit."""
    return quantity.role or quantity.unit.lower().rstrip("s")
