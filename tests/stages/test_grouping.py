"""Which reports tell of one happening."""

from __future__ import annotations

import itertools
from datetime import date

from samestory.records import Group, Published, Report
from samestory.stages.cleaning import clean_report
from samestory.stages.grouping import group_reports
from tests.conftest import report_of

FERRY = [
    ("a1", "Ferry runs aground off Norvik", "A ferry with 212 passengers ran aground off Norvik harbour in thick fog. Captain Ida Holm stayed aboard."),
    ("a2", "Passengers taken off stranded Norvik ferry", "All 212 passengers of a ferry stranded off Norvik were taken ashore, the harbour office said. Captain Ida Holm was last."),
    ("a3", "Norvik ferry: captain praised", "Captain Ida Holm was praised after her ferry ran aground in fog off Norvik with 212 aboard."),
]  # fmt: skip
STRIKE = [
    ("b1", "Bakers strike in Lundby", "Bakers in Lundby walked out over night shifts, union leader Per Aas said. Shelves stood empty by noon."),
    ("b2", "No bread in Lundby as bakers walk out", "Union leader Per Aas called the bakers of Lundby out on strike over night shifts."),
]  # fmt: skip


def group(
    rows: list[tuple[str, str, str]], days: dict[str, str] | None = None
) -> tuple[list[Report], tuple[Group, ...]]:
    """Group reports made by hand; a report without a day has none."""
    reports = [report_of(f"{title}\n\n{text}", source=source) for source, title, text in rows]
    dates = {}
    for report in reports:
        day = date.fromisoformat((days or {})[report.source]) if report.source in (days or {}) else None
        dates[report.id] = Published(day, day)
    return reports, group_reports(reports, {r.id: clean_report(r) for r in reports}, dates)


def sources(reports: list[Report], groups: tuple[Group, ...]) -> list[list[str]]:
    """Name the sources of each group."""
    by_id = {report.id: report.source for report in reports}
    return [[by_id[report] for report in group.reports] for group in groups]


def test_two_stories_are_told_apart() -> None:
    """Reports of one happening come together, also without dates."""
    assert sorted(sources(*group([*FERRY, *STRIKE]))) == [["a1", "a2", "a3"], ["b1", "b2"]]


def test_the_order_of_the_reports_does_not_matter() -> None:
    """Any order of the input gives the same groups in the same order."""
    rows = [*FERRY[:2], *STRIKE]
    first = group(rows)[1]
    assert all(group(list(order))[1] == first for order in itertools.permutations(rows))


def test_a_group_is_sorted_by_day() -> None:
    """The earliest report stands first, and the earliest story."""
    days = {
        "a1": "2022-03-05",
        "a2": "2022-03-04",
        "a3": "2022-03-06",
        "b1": "2022-03-01",
        "b2": "2022-03-01",
    }
    assert sources(*group([*FERRY, *STRIKE], days)) == [["b1", "b2"], ["a2", "a1", "a3"]]


def test_a_report_like_no_other_is_a_story() -> None:
    """Nothing is left out."""
    alone = ("c", "Comet seen", "A green comet crossed the southern sky above the observatory at Tarn.")
    assert ["c"] in sources(*group([*FERRY, alone]))


def test_a_story_taken_up_again_follows() -> None:
    """Months later the same names make a new story that follows the first."""
    later = [
        ("l1", "Inquiry clears Norvik ferry captain", "An inquiry cleared Captain Ida Holm over the ferry that ran aground off Norvik. Lawyers for the company welcomed the ruling by judge Tove Berg."),
        ("l2", "Captain Holm cleared by ferry inquiry", "Judge Tove Berg ruled that Captain Ida Holm was not to blame for the ferry that ran aground off Norvik, clearing her in an inquiry."),
    ]  # fmt: skip
    days = {
        "a1": "2022-03-04",
        "a2": "2022-03-04",
        "a3": "2022-03-05",
        "l1": "2023-02-01",
        "l2": "2023-02-01",
    }
    _, groups = group([*FERRY, *later], days)
    assert len(groups) == 2
    assert groups[1].follows == (groups[0].id,)


def test_no_reports_make_no_groups() -> None:
    """Nothing comes of nothing."""
    assert group([])[1] == ()
