"""Where a difference stands that was found across the story, and the statements made for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.records import Account, Difference, Statement, Support, Value, content_id

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A difference with the sentence that each of its reports tells it in."""

    difference: Difference
    places: tuple[Place, ...]


def tell_found(
    statements: Sequence[Statement], found: Sequence[Found], accounts: Mapping[str, Account]
) -> tuple[Statement, ...]:
    """Put each difference on the statement that holds most of its sides, or on one of its own.

    Those made anew stand behind the others that as many reports have.
    """
    told = list(statements)
    made: dict[str, Statement] = {}
    known = {kind: [d for s in told for d in s.differences if d.kind == kind] for kind in _kinds(found)}
    for one in found:
        if _is_told(known[one.difference.kind], one.difference):
            continue
        known[one.difference.kind].append(one.difference)
        home = _find_home(told, one.difference)
        if home is not None:
            told[home] = replace(told[home], differences=(*told[home].differences, one.difference))
            continue
        statement = _make_statement(one, accounts)
        old = made.get(statement.id, statement)
        made[statement.id] = replace(old, differences=(*old.differences, one.difference))
    ids = {statement.id for statement in told}
    new = [made[id] for id in sorted(made) if id not in ids]
    if not new:
        return tuple(told)
    for statement in sorted(new, key=lambda s: -len(s.reports)):
        at = bisect_left(told, -len(statement.reports) + 1, key=lambda s: -len(s.reports))
        told.insert(at, statement)
    return tuple(told)


def _kinds(found: Sequence[Found]) -> list[str]:
    return sorted({one.difference.kind for one in found})


def _is_told(known: Sequence[Difference], difference: Difference) -> bool:
    """Tell whether a difference has the words of two of the sides on two sides already."""
    sides = [{(span.report, span.start) for span in value.spans} for value in difference.values]
    named = {report for value in difference.values for report in value.reports}
    return any(
        sum(any(side & _starts(value) for value in other.values) for side in sides) > 1
        for other in known
        if sum(report in named for value in other.values for report in value.reports) > 1
    )


def _starts(value: Value) -> set[tuple[str, int]]:
    return {(span.report, span.start) for span in value.spans}


def _find_home(statements: Sequence[Statement], difference: Difference) -> int | None:
    """The statement whose supports hold the sides of two values, and most of all; None if there is none."""
    best: tuple[int, int, int] | None = None
    for at, statement in enumerate(statements):
        if len(statement.reports) < 2:
            continue
        held = [
            sum(_holds(statement, span.report, span.start, span.end) for span in value.spans)
            for value in difference.values
        ]
        if sum(1 for count in held if count) >= 2:
            rank = sum(held), -len(statement.support), -at
            best = max(best, rank) if best is not None else rank
    return -best[2] if best is not None else None


def _holds(statement: Statement, report: str, start: int, end: int) -> bool:
    return any(s.report == report and s.start < end and start < s.end for s in statement.support)


def _make_statement(found: Found, accounts: Mapping[str, Account]) -> Statement:
    """Make a statement of the sentences that give the sides."""
    support = tuple(Support(report, start, end) for report, start, end in found.places)
    parts = [part for place in found.places for part in place]
    report, start, end = max(found.places, key=lambda place: (place[2] - place[1], place[0]))
    text = " ".join(accounts[report].report.text[start:end].split())
    return Statement(content_id("t", *parts), text, support)
