"""Statements: what is grouped, what is kept apart, and what every group carries."""

from __future__ import annotations

import pytest

from samestory.records import Lineage
from samestory.stages.statements import group_statements

HARBOUR = """Ferry sinks off Norwegian coast

A passenger ferry sank near the port of Bergen on Friday, killing four people, police said.
The ferry had struck a rock in thick fog. Mayor Ida Holm called it the darkest day of the town.
Divers will inspect the wreck next week.
"""
FJORD = """Four dead as ferry goes down in fjord

Four people were killed when a passenger ferry sank near the port of Bergen on Friday.
Police said the ferry had struck a rock in thick fog.
The operator, Fjordline, has cancelled all crossings until Sunday.
"""
EMPTY = Lineage((), ())


@pytest.fixture
def told(account_of):
    """Two reports of one sinking, and what they state."""
    accounts = [account_of(HARBOUR, source="a.txt"), account_of(FJORD, source="b.txt")]
    return accounts, group_statements(accounts, (), EMPTY, reader=None)


def words(accounts, support):
    """The words of a support."""
    account = next(a for a in accounts if a.id == support.report)
    return account.report.text[support.start : support.end]


def test_one_thing_told_by_two_reports_is_one_statement(told):
    """The rock in the fog stands in both reports and makes one statement of both."""
    accounts, statements = told
    rock = [s for s in statements if any("struck a rock" in words(accounts, x) for x in s.support)]
    assert any(len(s.reports) == 2 for s in rock)


def test_what_one_report_has_is_a_statement_of_one_report(told):
    """The operator's cancelling is not joined to anything."""
    accounts, statements = told
    alone = [
        s for s in statements if any("cancelled all crossings" in words(accounts, x) for x in s.support)
    ]
    assert alone
    assert all(len(s.reports) == 1 for s in alone)


def test_a_statement_never_holds_the_same_words_twice(told):
    """Of clauses that lie in one another a statement keeps one."""
    _, statements = told
    for statement in statements:
        for a in statement.support:
            for b in statement.support:
                if a != b and a.report == b.report:
                    assert 2 * (min(a.end, b.end) - max(a.start, b.start)) < min(
                        a.end - a.start, b.end - b.start
                    )


def test_the_text_is_a_support_of_the_statement(told):
    """The fullest wording is one of the reports' own."""
    accounts, statements = told
    for statement in statements:
        assert statement.text in [" ".join(words(accounts, x).split()) for x in statement.support]


def test_ids_are_unique_and_the_widest_come_first(told):
    """Statements of several reports stand before those of one."""
    _, statements = told
    assert len({s.id for s in statements}) == len(statements)
    widths = [len(s.reports) for s in statements]
    assert widths == sorted(widths, reverse=True)


def test_a_support_names_who_is_given_for_it(told):
    """What police said carries police and the cue."""
    accounts, statements = told
    given = [x.attribution for s in statements for x in s.support if "struck a rock" in words(accounts, x)]
    assert any(a is not None and "police" in a.source.lower() and a.cue == "said" for a in given)


def test_the_same_reports_give_the_same_statements(told):
    """Grouping holds no chance: run again, it comes out the same."""
    accounts, statements = told
    assert group_statements(accounts, (), EMPTY, reader=None) == statements


def test_one_report_makes_statements_of_one_report(account_of):
    """With nothing to compare, every clause stands by itself."""
    statements = group_statements([account_of(HARBOUR)], (), EMPTY, reader=None)
    assert statements
    assert all(len(s.reports) == 1 for s in statements)


def test_no_report_makes_no_statement():
    """An empty story is empty."""
    assert group_statements([], (), EMPTY, reader=None) == ()
