"""The same difference found on several statements: kept where it fits best, dropped elsewhere.

Statements may overlap, so that one toll is told under several of them. A reader wants to meet its
difference once, on the statement that most reports of it share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samestory.records import Difference, Statement
from samestory.text.figures.amounts import read_amount

# Two differences about one thing are one if they share so many of their values.
LEAST_SHARED_VALUES = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """A difference with the statement that it stands on, by their indices."""

    statement: int
    place: int
    difference: Difference
    values: frozenset[str]
    weight: tuple[float, ...]


def drop_repeats(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Keep each difference on the statement whose reports it divides best, and nowhere else."""
    found = [
        _Found(at, place, difference, _values(difference), _weigh(statement, difference, at))
        for at, statement in enumerate(statements)
        for place, difference in enumerate(statement.differences)
    ]
    kept: dict[tuple[str, str], list[_Found]] = {}
    for one in sorted(found, key=lambda one: (one.weight, one.place)):
        rivals = kept.setdefault((one.difference.kind, one.difference.about), [])
        if not any(_is_repeat(one, rival) for rival in rivals):
            rivals.append(one)
    places = {(one.statement, one.place) for group in kept.values() for one in group}
    return tuple(
        replace(
            statement,
            differences=tuple(
                sorted(
                    (d for i, d in enumerate(statement.differences) if (at, i) in places),
                    key=lambda d: not _is_flagged(d),
                )
            ),
        )
        for at, statement in enumerate(statements)
    )


def _is_repeat(one: _Found, kept: _Found) -> bool:
    """Tell whether a difference says again what another says.

    One that is called a conflict or an update must not be told twice, whichever reports stand on its
    sides; of the others only what divides no reports that the kept one does not.
    """
    if len(one.values & kept.values) < LEAST_SHARED_VALUES:
        return False
    return _is_flagged(one.difference) or _sides(one.difference) == _sides(kept.difference)


def _is_flagged(difference: Difference) -> bool:
    return difference.status in ("conflict", "update")


def _sides(difference: Difference) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(value.reports)) for value in difference.values)


def _weigh(statement: Statement, difference: Difference, at: int) -> tuple[float, ...]:
    """Sort first what is called a conflict or an update, then by the reports divided.

    Then comes the statement more of whose supports hold what differs: it is about that. Then the wider.
    """
    divided = {report for value in difference.values for report in value.reports}
    width = len(statement.reports), len(statement.support)
    spans = [span for value in difference.values for span in value.spans]
    # Whom or what a thing is said of stands in every clause; where and when it was, in few.
    held = difference.kind in ("place", "time", "polarity") and sum(
        any(s.report == span.report and s.start <= span.start < s.end for span in spans)
        for s in statement.support
    )
    return -_is_flagged(difference), -len(divided), -held / max(1, width[1]), -width[0], -width[1], at


def _values(difference: Difference) -> frozenset[str]:
    """The values as they are compared: figures by what they come to, others by their words."""
    return frozenset(_fold(value.value) for value in difference.values)


def _fold(text: str) -> str:
    words = text.lower().strip(" ,.;:'\"“”‘’").split()
    for at in range(len(words)):
        amount = read_amount(words, at)
        if amount is not None:
            return f"{amount.low}"
    return " ".join(words)
