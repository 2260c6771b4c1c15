"""The timeline: each happening once, in order, in a report's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from samestory.records import Account, Statement, Support
from samestory.stages.timeline import order_events

AccountMaker = Callable[..., Account]


def test_happenings_stand_in_the_order_of_their_days(account_of: AccountMaker) -> None:
    """The earliest comes first, whatever the order of telling."""
    account = account_of("The bridge fell on Tuesday. It was built in 1990.", day="2019-08-07")
    assert [entry.earliest for entry in order_events([account], ())] == [date(1990, 1, 1), date(2019, 8, 6)]


def test_two_reports_of_one_happening_make_one_entry(account_of: AccountMaker) -> None:
    """Alike words on the same day are one entry with both places."""
    accounts = [
        account_of("The old bridge collapsed into the river on Tuesday.", source="a", day="2019-08-07"),
        account_of(
            "On Tuesday the bridge collapsed into the river, police said.", source="b", day="2019-08-07"
        ),
    ]
    (entry,) = order_events(accounts, ())
    assert {cite.report for cite in entry.support} == {a.id for a in accounts}


def test_two_things_of_one_day_stay_two(account_of: AccountMaker) -> None:
    """The same day alone does not make two clauses one happening."""
    account = account_of(
        "The bridge collapsed on Tuesday. A minister resigned on Tuesday.", day="2019-08-07"
    )
    assert len(order_events([account], ())) == 2


def test_a_statement_joins_a_wide_time_to_a_narrow_one(account_of: AccountMaker) -> None:
    """'Last year' and '3 May 2018', said of one statement, are one entry with the narrower days."""
    text = "Parliament banned the toxin last year. The toxin was outlawed on 3 May 2018."
    account = account_of(text, day="2019-08-07")
    spans = [(s.start, s.end) for s in account.annotation.sentences]
    statement = Statement("t-1", "Ban", tuple(Support(account.id, *span) for span in spans))
    (entry,) = order_events([account], [statement])
    assert (entry.earliest, entry.latest) == (date(2018, 5, 3), date(2018, 5, 3))


def test_the_day_of_saying_gives_way_to_what_happened(account_of: AccountMaker) -> None:
    """'Said Tuesday' is left out beside something that happened on Tuesday."""
    account = account_of(
        "The bridge collapsed on Tuesday. Nobody was hurt, the mayor said Tuesday.", day="2019-08-07"
    )
    assert [entry.text.rstrip(".") for entry in order_events([account], ())] == [
        "The bridge collapsed on Tuesday"
    ]


def test_a_report_without_times_adds_nothing(account_of: AccountMaker) -> None:
    """No time, no entry."""
    assert order_events([account_of("The bridge fell.")], ()) == ()
