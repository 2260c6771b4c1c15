"""Citing: where a reader is sent for a statement, with enough around it to judge it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from samestory.records import Account, Citation, Difference, Statement, Support
from samestory.text.propositions.places import find_citation

# So much of what a statement cites is cited by another: a reader would meet the same places twice.
SAME_PLACES = 0.6
# What differs so is no news: it helps to read both statements, and is no second alarm.
TOLD_TWICE = frozenset({"refinement", "compatible"})
# Two conflicts of one kind are one if so many of the places that show the lesser show both.
SAME_SIDES = 0.5
# … and one more of them than that, if they are said to be about two things.
LEAST_MORE = 0.5


def cite_sentences(statements: Sequence[Statement], accounts: Sequence[Account]) -> tuple[Statement, ...]:
    """Widen each support of a shared statement to its sentence, where it is enough of it.

    A reader needs who says it and when to judge it. What statements are compared and weighed by is the
    clause alone, so this comes after: a sentence brings figures and names of other things. What differs
    in a statement that then mostly cites the same places as a wider one is told with that one too; a
    conflict or an update only there, if that one cites both sides of it, so that a reader meets it once.
    """
    by_id = {account.id: account for account in accounts}
    told: dict[str, Statement] = {}
    at: dict[tuple[str, int, int], list[str]] = {}
    alarms: list[Difference] = []
    for statement in statements:
        if len(statement.reports) < 2:
            told[statement.id] = statement
            continue
        new = tuple(d for d in statement.differences if not any(_are_one(d, alarm) for alarm in alarms))
        alarms += [difference for difference in new if difference.status not in TOLD_TWICE]
        cited = replace(statement, support=_widen(statement.support, by_id), differences=new)
        places = [(s.report, s.start, s.end) for s in cited.support]
        homes = Counter(id for place in places for id in at.get(place, ()))
        home = next((id for id, shared in homes.items() if shared >= SAME_PLACES * len(places)), None)
        if home is not None and new:
            told[home], cited = _share_differences(told[home], cited)
        told[cited.id] = cited
        for place in places:
            at.setdefault(place, []).append(cited.id)
    return tuple(told.values())


def _are_one(difference: Difference, alarm: Difference) -> bool:
    """Whether a conflict or an update is one that was told before, by the places that show it."""
    if difference.kind != alarm.kind or difference.status in TOLD_TWICE:
        return False
    shown, before = (
        {(span.report, span.start, span.end) for value in d.values for span in value.spans}
        for d in (difference, alarm)
    )
    least = SAME_SIDES * max(1, min(len(shown), len(before)))
    # One sentence may be a side of two: 'neither the gunman nor the victims have been named'.
    return len(shown & before) >= least + (difference.about != alarm.about) * LEAST_MORE


def _share_differences(home: Statement, other: Statement) -> tuple[Statement, Statement]:
    """Tell with a wider statement what differs in one that cites the same places."""
    both = [d for d in other.differences if d.status in TOLD_TWICE]
    moved = [d for d in other.differences if d.status not in TOLD_TWICE and _cites_sides(home, d)]
    known = {(d.kind, d.values) for d in home.differences}
    new = [d for d in other.differences if d in (*both, *moved) and (d.kind, d.values) not in known]
    disputed = any(d.status == "conflict" for d in moved)
    kept = tuple(d for d in other.differences if d not in moved)
    return (
        replace(
            home,
            differences=(*home.differences, *new),
            verdict="disputed" if disputed else home.verdict,
        ),
        replace(other, differences=kept),
    )


def _cites_sides(statement: Statement, difference: Difference) -> bool:
    """Whether a statement cites, for each side of a difference, a place where it is said."""
    return all(
        any(_is_cited(span, support) for span in value.spans for support in statement.support)
        for value in difference.values
    )


def _is_cited(span: Citation, support: Support) -> bool:
    if span.report != support.report:
        return False
    shared = min(span.end, support.end) - max(span.start, support.start)
    return 2 * shared >= min(span.end - span.start, support.end - support.start)


def _widen(supports: Sequence[Support], accounts: Mapping[str, Account]) -> tuple[Support, ...]:
    # Two clauses of one sentence can say a statement between them; the sentence is cited once.
    cited: dict[tuple[str, int, int], Support] = {}
    for support in supports:
        start, end = find_citation(accounts[support.report], support.start, support.end)
        cited.setdefault((support.report, start, end), replace(support, start=start, end=end))
    of_report: dict[str, list[Support]] = {}
    for support in cited.values():
        of_report.setdefault(support.report, []).append(support)
    return tuple(
        support
        for support in cited.values()
        if not any(_lies_within(support, other) for other in of_report[support.report])
    )


def _lies_within(support: Support, other: Support) -> bool:
    return support is not other and other.start <= support.start and support.end <= other.end
