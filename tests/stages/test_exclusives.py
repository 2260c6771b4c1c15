"""Exclusives: what one report alone has, the weightiest first."""

from __future__ import annotations

from samestory.records import Statement, Support
from samestory.stages.exclusives import list_exclusives

ONE = "Ferry sinks\n\nThe ferry sank at dawn. Captain Ola Lund had steered 14 ferries. It was wet.\n"
TWO = "Ferry sinks\n\nThe ferry sank at dawn.\n"


def alone(account, id, phrase):
    """Make a statement that one report alone has."""
    start = account.report.text.index(phrase)
    return Statement(id, phrase, (Support(account.id, start, start + len(phrase)),))


def test_names_and_figures_that_nobody_else_has_come_first(account_of):
    """The captain and his fourteen ferries outweigh the weather."""
    a, b = account_of(ONE, source="a"), account_of(TWO, source="b")
    wet, captain = alone(a, "t-1", "It was wet"), alone(a, "t-2", "Captain Ola Lund had steered 14 ferries")
    listed = list_exclusives([wet, captain], [a, b])
    assert [(only.report, only.statements) for only in listed] == [(a.id, ("t-2", "t-1"))]


def test_what_two_reports_have_is_not_listed(account_of):
    """A statement with two reports is nobody's own."""
    a, b = account_of(ONE, source="a"), account_of(TWO, source="b")
    shared = Statement("t-1", "x", (Support(a.id, 13, 30), Support(b.id, 13, 30)))
    assert list_exclusives([shared], [a, b]) == ()


def test_a_single_report_is_alone_among_none(account_of):
    """With one report held, 'only in' would say nothing."""
    a = account_of(ONE)
    assert list_exclusives([alone(a, "t-1", "It was wet")], [a]) == ()
