"""Citing: where a reader is sent for a statement, with enough around it to judge it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from samestory.records import Account, Statement, Support
from samestory.text.propositions.places import find_citation

# So much of what a statement cites is cited by another: a reader would meet the same places twice.
SAME_PLACES = 0.5
# What differs so is no news: it helps to read both statements, and is no second alarm.
TOLD_TWICE = frozenset({"refinement", "compatible"})


def cite_sentences(statements: Sequence[Statement], accounts: Sequence[Account]) -> tuple[Statement, ...]:
    """Widen each support of a shared statement to its sentence, where it is enough of it.

    A reader needs who says it and when to judge it. What statements are compared and weighed by is the
    clause alone, so this comes after: a sentence brings figures and names of other things. What differs
    in a statement that then mostly cites the same places as a wider one is told with that one too; a
    conflict or an update only there, so that a reader meets it once.
    """
    by_id = {account.id: account for account in accounts}
    told: dict[str, Statement] = {}
    at: dict[tuple[str, int, int], list[str]] = {}
    for statement in statements:
        if len(statement.reports) < 2:
            told[statement.id] = statement
            continue
        cited = replace(statement, support=_widen(statement.support, by_id))
        places = [(s.report, s.start, s.end) for s in cited.support]
        homes = Counter(id for place in places for id in at.get(place, ()))
        home = next((id for id, shared in homes.items() if shared >= SAME_PLACES * len(places)), None)
        if home is not None and cited.differences:
            told[home] = _take_in(told[home], cited)
            cited = replace(
                cited, differences=tuple(d for d in cited.differences if d.status in TOLD_TWICE)
            )
        told[cited.id] = cited
        for place in places:
            at.setdefault(place, []).append(cited.id)
    return tuple(told.values())


def _take_in(kept: Statement, other: Statement) -> Statement:
    """Add to a statement what differs in one that cites the same places."""
    known = {(d.kind, d.values) for d in kept.differences}
    new = tuple(d for d in other.differences if (d.kind, d.values) not in known)
    verdict = "disputed" if "disputed" in (kept.verdict, other.verdict) else kept.verdict
    return replace(kept, differences=(*kept.differences, *new), verdict=verdict)


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
