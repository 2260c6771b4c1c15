"""Dating: intervals that are narrowed by reasons, alone and by the story's other reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samestory.records import Declared, LiveEntry, Published, Report
from samestory.stages.cleaning import clean_report
from samestory.stages.dating import date_report, date_story


def report(text: str, id: str = "r-1", **fields: object) -> Report:
    """Make a report with a headline above the text."""
    return Report(id, f"{id}.txt", f"Bridge closes again\n\n{text}\n", "x", **fields)  # type: ignore[arg-type]


def dated(text: str, **fields: object) -> Published:
    """Date a report alone."""
    made = report(text, **fields)
    return date_report(made, clean_report(made))


def narrowed(*reports: Report) -> Mapping[str, Published]:
    """Date the reports of one story."""
    cleanings = {r.id: clean_report(r) for r in reports}
    dates = {r.id: date_report(r, cleanings[r.id]) for r in reports}
    return dates | dict(date_story(reports, cleanings, dates))


def days(published: Published) -> tuple[str, str]:
    """Give both ends as ISO dates."""
    return str(published.earliest), str(published.latest)


def test_a_declared_day_is_taken() -> None:
    """The record's day stands, with where it was found."""
    found = dated("It closed.", declared=Declared(published="2019-08-06T10:00:00Z", where="JSON-LD"))
    assert days(found) == ("2019-08-06", "2019-08-06")
    assert "JSON-LD" in found.basis[0].reason


def test_an_address_dates_where_nothing_is_declared() -> None:
    """The day in the address is the day of the first version."""
    assert days(dated("It closed.", url="https://a.example/2019/08/06/bridge")) == (
        "2019-08-06",
        "2019-08-06",
    )


def test_a_contradiction_is_shown() -> None:
    """An address that speaks against the record stays in the basis."""
    found = dated(
        "It closed.", url="https://a.example/2019/08/02/b", declared=Declared(published="2019-08-06")
    )
    assert days(found) == ("2019-08-06", "2019-08-06")
    assert any(basis.reason.startswith("against it") for basis in found.basis)


def test_a_weekday_with_day_and_month_finds_its_year() -> None:
    """Tuesday, August 6 is 2013, 2019 or 2024; what happened at the end of 2018 is past."""
    text = "The bridge closed on Tuesday, August 6, the port said.\n\nIt was inspected at the end of 2018."
    found = dated(text)
    assert days(found) == ("2019-08-06", "2019-08-07")
    assert "2013, 2019, 2024" in found.basis[0].reason


def test_a_year_that_lies_ahead_is_no_bound() -> None:
    """What will be in 2030 does not date the report."""
    assert dated("The bridge closed. A new one will be built by 2030.").earliest is None


def test_a_report_that_names_no_day_stays_open() -> None:
    """No day, no guess."""
    assert dated("The bridge closed, the port said.") == Published(None, None, ())


def test_a_year_after_an_event_that_the_report_dates() -> None:
    """One year after something of 2019 is 2020 at the earliest."""
    text = "A year ago the port spoke.\n\nOne year has already passed since the closure of Annbridge.\n\nAnnbridge was shut in March 2019."
    assert dated(text).earliest == date(2020, 3, 1)


def test_a_text_of_the_new_year_was_renewed() -> None:
    """Rights of the new year and a 'Monday' date a text later than the last days that its address has."""
    text = "The port said Monday that the bridge would open.\n\nCopyright 2018 Coast Wire. All rights reserved."
    found = dated(text, declared=Declared(published="2017-12-31"))
    assert days(found) == ("2018-01-01", "2018-01-02")


def test_a_footer_of_a_later_year_moves_nothing() -> None:
    """A site's footer is of the day of the visit."""
    text = "The port said Monday that the bridge would open.\n\nCopyright 2019 Coast Gazette. All rights reserved."
    assert days(dated(text, declared=Declared(published="2012-06-05"))) == ("2012-06-05", "2012-06-05")


def test_mates_date_an_undated_report_by_its_weekday() -> None:
    """'Tuesday' in a story of 6 August 2019 is that day."""
    mate = report("It closed on Tuesday.", "r-1", declared=Declared(published="2019-08-06"))
    found = narrowed(mate, report("The bridge closed Tuesday, the port said.", "r-2"))["r-2"]
    assert days(found) == ("2019-08-06", "2019-08-07")
    assert found.basis


def test_mates_bound_a_report_without_a_weekday() -> None:
    """Reports of one story lie within days of one another."""
    mate = report("It closed on Tuesday.", "r-1", declared=Declared(published="2019-08-06"))
    found = narrowed(mate, report("The bridge closed, the port said.", "r-2"))["r-2"]
    assert days(found) == ("2019-08-06", "2019-08-12")


def test_a_follow_up_keeps_its_own_time() -> None:
    """'Last August' in a story of August 2019 is of the months after, before the next August."""
    mate = report("It closed on Tuesday.", "r-1", declared=Declared(published="2019-08-06"))
    found = narrowed(mate, report("Last August the bridge closed, the port said.", "r-2"))["r-2"]
    assert days(found) == ("2019-09-01", "2020-07-31")


def test_declared_reports_are_never_moved_by_mates() -> None:
    """A follow-up weeks later with a day of its own keeps it."""
    mate = report("It closed on Tuesday.", "r-1", declared=Declared(published="2019-08-06"))
    later = report("It opened Friday.", "r-2", declared=Declared(published="2019-09-27"))
    assert days(narrowed(mate, later)["r-2"]) == ("2019-09-27", "2019-09-27")


def test_a_later_change_is_noted_and_an_earlier_one_speaks_against_the_day() -> None:
    """A page changed after its day may hold newer parts; one changed before it cannot be."""
    later = Declared(published="2019-08-06", modified="2019-08-09T08:00:00Z")
    assert any("parts may be of that day" in b.reason for b in dated("It closed.", declared=later).basis)
    earlier = Declared(published="2019-08-06", modified="2019-08-01")
    assert any("against it: last changed" in b.reason for b in dated("It closed.", declared=earlier).basis)


def test_a_day_told_as_past_that_lies_after_the_report_is_shown() -> None:
    """The declared day stands; the words that speak against it are pointed at."""
    declared = Declared(published="2019-08-06")
    found = dated("The bridge closed on August 9, 2019, the port said.", declared=declared)
    assert days(found) == ("2019-08-06", "2019-08-06")
    assert any(b.start is not None and "told as past" in b.reason for b in found.basis)
    ahead = dated("The bridge will open on August 9, 2019, the port said.", declared=declared)
    assert not any("told as past" in b.reason for b in ahead.basis)


def test_a_stamp_in_the_text_that_differs_is_shown() -> None:
    """The page says one day and the text another."""
    declared = Declared(published="2019-08-06")
    found = dated("Published: 2 August 2019\n\nIt closed, the port said.", declared=declared)
    assert any("against it: the report is stamped with 2019-08-02" in b.reason for b in found.basis)


def test_the_zone_of_a_moment_is_kept_in_its_reason() -> None:
    """Half past midnight in the east is the day before by universal time."""
    found = dated("It closed.", declared=Declared(published="2019-08-06T00:30:00+03:00"))
    assert days(found) == ("2019-08-06", "2019-08-06")
    assert "+03:00 (2019-08-05 by universal time)" in found.basis[0].reason


def test_a_stamp_in_another_language_dates_a_text() -> None:
    """A report in French that declares nothing."""
    text = "Publié le 6 août 2019 à 10h22\n\nLe pont est fermé depuis mardi, selon la préfecture.\n"
    assert days(dated(text)) == ("2019-08-06", "2019-08-06")


def test_a_live_page_is_of_the_days_of_its_entries() -> None:
    """Where a day is declared it stands, and theirs are shown beside it."""
    entries = (
        LiveEntry(0, 9, "2019-08-07T09:00:00Z"),
        LiveEntry(9, 15, "2019-08-06T23:50:00Z"),
        LiveEntry(15, 19, "9.15"),
    )
    found = dated("It closed.", declared=Declared(entries=entries))
    assert days(found) == ("2019-08-06", "2019-08-07")
    found = dated("It closed.", declared=Declared(published="2019-08-06", entries=entries))
    assert days(found) == ("2019-08-06", "2019-08-06")
    assert "the entries of the live page are of 2019-08-06 to 2019-08-07" in [b.reason for b in found.basis]
