"""Who a report says it has its text from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samestory.records import Account, Annotation, Cleaning, Credit, Declared, Published, Report
from samestory.text.reuse.credits import read_credits, trace_direction, trace_quotation


def account(outlet: str, *agencies: str, text: str = "The dam held.", clock: str | None = None) -> Account:
    """A report of an outlet that credits these agencies and declares when it appeared."""
    report = Report(outlet, outlet, text, "x", outlet=outlet, declared=Declared(published=clock))
    credits = tuple(Credit(agency, 0, 3) for agency in agencies)
    return Account(
        report, Cleaning(outlet, None, (), (), (), (), credits, "en"), Published(None, None),
        Annotation(outlet, (), (), ()), (), (), (), (), (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "direction"),
    [
        (account("Mail", "Reuters"), account("Reuters"), "a-from-b"),
        (account("Reuters", "Reuters"), account("Mail", "Reuters"), "b-from-a"),
        (account("Mail", "Reuters"), account("Courier", "Reuters"), "both-from-a-third"),
        (account("Mail", "Reuters"), account("Courier"), "both-from-a-third"),
        (account("Reuters", "Reuters"), account("Reuters UK", "Reuters"), "unknown"),
        (account("Mail"), account("Reuters"), "a-from-b"),
        (account("Mail", text="The Courier reported that it held."), account("Courier"), "a-from-b"),
        (
            account("Mail", text="'It held,' he told the Courier."),
            account("Courier", text="It held, the Mail reported."),
            "b-from-a",
        ),
        (account("Mail"), account("Courier"), "unknown"),
        (
            account("Mail", clock="2021-05-01T10:00:00+02:00"),
            account("Courier", clock="2021-05-01T09:30:00Z"),
            "b-from-a",
        ),
        (
            account("Mail", clock="2021-05-01T10:00:00+02:00"),
            account("Courier", clock="2021-05-01T08:30:00Z"),
            "unknown",
        ),
        (
            account("Mail", clock="2021-05-01T10:00"),
            account("Courier", clock="2021-05-01T23:00"),
            "unknown",
        ),
    ],
)
def test_a_direction_follows_the_strongest_sign(a: Account, b: Account, direction: str) -> None:
    """Agency held, source named, agency credited, agency's own text, clocks with a zone, in this order."""
    assert trace_direction(read_credits(a), read_credits(b)).direction == direction


def test_days_that_lie_apart_show_who_was_first() -> None:
    """A later day is a sign, the weakest; quoting is a stronger one."""
    first = replace(account("Mail"), published=Published(date(2021, 5, 1), date(2021, 5, 1)))
    later = replace(account("Courier"), published=Published(date(2021, 5, 2), date(2021, 5, 3)))
    credits = read_credits(first), read_credits(later)
    assert trace_quotation(*credits, (0, 0)).direction == "b-from-a"
    assert trace_quotation(*credits, (40, 2)).direction == "a-from-b"
    assert trace_quotation(*credits, (40, 40)).direction == "b-from-a"
