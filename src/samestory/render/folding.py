"""What would be shown twice, shown once: differences that say the same, statements within others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.records import Difference, Statement, Story, Support, Value
from samestory.render.wording import STATUS_ORDER

# A statement is sought among so many that begin before it in the same report; a sentence holds far fewer.
MAX_NEAR = 60


@dataclass(frozen=True, slots=True)
class FoldedDifference:
    """A difference with every statement that shows it, the widest first, and those that it is made of."""

    difference: Difference
    statements: tuple[Statement, ...]
    parts: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class FoldedStatement:
    """A statement with those whose every support stands within one of its own."""

    statement: Statement
    within: tuple[Statement, ...]


@dataclass(slots=True)
class _Fold:
    """A difference that is still growing."""

    difference: Difference
    values: frozenset[str]
    statements: list[Statement]
    parts: list[Difference]


def fold_differences(story: Story) -> tuple[FoldedDifference, ...]:
    """Show a difference once however many overlapping statements have it; the gravest first.

    Two are one where kind, status and what they are about are the same and the values of one are among
    those of the other. Of those that are unsure the ones with more reports come first, and last of all
    the ones that have a value of a conflict or an update about the same: how that figure moved is told.
    """
    folded: dict[tuple[str, str, str], list[_Fold]] = {}
    found = [(d, s) for s in story.statements for d in s.differences]
    # The fullest first, so that what has fewer values finds a place to fold into.
    for difference, statement in sorted(found, key=lambda pair: -len(pair[0].values)):
        about = difference.about.casefold()
        alike = folded.setdefault((difference.kind, difference.status, about), [])
        values = _values(difference)
        home = next((fold for fold in alike if values <= fold.values), None)
        if home is None:
            alike.append(_Fold(difference, values, [statement], [difference]))
        else:
            home.difference = _merge(home.difference, difference)
            home.statements.append(statement)
            home.parts.append(difference)
    places = {statement.id: at for at, statement in enumerate(story.statements)}

    def order(entry: FoldedDifference) -> tuple[bool, int, int, int]:
        difference = entry.difference
        unsure = difference.status == "unsure"
        settled = unsure and _is_settled(difference, [d for d, _ in found])
        reports = sum(len(value.reports) for value in difference.values) if unsure else 0
        place = places[entry.statements[0].id]
        return (settled, STATUS_ORDER.index(difference.status), -reports, place)

    listed = []
    for fold in (fold for alike in folded.values() for fold in alike):
        own = {statement.id: statement for statement in fold.statements}
        listed.append(
            FoldedDifference(
                fold.difference,
                tuple(sorted(own.values(), key=lambda s: places[s.id])),
                tuple(dict.fromkeys(fold.parts)),
            )
        )
    return tuple(sorted(listed, key=order))


def _is_settled(difference: Difference, others: Sequence[Difference]) -> bool:
    """Whether a conflict or an update about the same has one of its values."""
    about, values = difference.about.casefold(), _values(difference)
    return any(
        other.status in ("conflict", "update")
        and (other.kind, other.about.casefold()) == (difference.kind, about)
        and bool(values & _values(other))
        for other in others
    )


def _values(difference: Difference) -> frozenset[str]:
    return frozenset(_key(value) for value in difference.values)


def _key(value: Value) -> str:
    return " ".join(value.value.casefold().split())


def _merge(kept: Difference, more: Difference) -> Difference:
    """Add to the values of `kept` the reports and places that `more` has for them."""
    added = {_key(value): value for value in more.values}
    values = []
    for value in kept.values:
        other = added.get(_key(value), value)
        reports = tuple(dict.fromkeys((*value.reports, *other.reports)))
        spans = tuple(dict.fromkeys((*value.spans, *other.spans)))
        values.append(replace(value, reports=reports, spans=spans))
    return replace(kept, values=tuple(values))


def fold_statements(statements: Sequence[Statement]) -> tuple[FoldedStatement, ...]:
    """Put under a statement those that only say a part of its words, in the order they have."""
    by_report: dict[str, list[tuple[int, int, int]]] = {}
    for at, statement in enumerate(statements):
        for support in statement.support:
            by_report.setdefault(support.report, []).append((support.start, support.end, at))
    for places in by_report.values():
        places.sort()
    home: dict[int, int] = {}
    for at, statement in enumerate(statements):
        holders = _holders(statement.support, by_report)
        # Of two with the same places the first holds the second, and what is held holds nothing.
        around = [
            h for h in sorted(holders) if h != at and not (h > at and _same_places(statements, h, at))
        ]
        if around:
            home[at] = around[0]
    heads = {at: _head(at, home) for at in range(len(statements))}
    below: dict[int, list[Statement]] = {}
    for at, head in heads.items():
        if head != at:
            below.setdefault(head, []).append(statements[at])
    return tuple(
        FoldedStatement(statement, tuple(below.get(at, ())))
        for at, statement in enumerate(statements)
        if heads[at] == at
    )


def _holders(
    supports: Sequence[Support], by_report: Mapping[str, Sequence[tuple[int, int, int]]]
) -> set[int]:
    """Find the statements that hold every support of one."""
    holders: set[int] | None = None
    for support in supports:
        places = by_report[support.report]
        last = bisect_right(places, support.start, key=lambda place: place[0])
        near = places[max(0, last - MAX_NEAR) : last]
        around = {at for _, end, at in near if support.end <= end}
        holders = around if holders is None else holders & around
    return holders or set()


def _same_places(statements: Sequence[Statement], one: int, other: int) -> bool:
    first, second = ({(s.report, s.start, s.end) for s in statements[at].support} for at in (one, other))
    return first <= second


def _head(at: int, home: Mapping[int, int]) -> int:
    seen = {at}
    while at in home and home[at] not in seen:
        at = home[at]
        seen.add(at)
    return at
