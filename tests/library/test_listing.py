"""The list of stories: what it finds, in which order, and what it tells of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from samestory.library import Library, StoryQuery, open_library

REPORTS = [
    (
        "Lisse Courier",
        "2031-05-04",
        "Ferry runs aground off Lisse",
        "The ferry Anna ran aground off Lisse on Sunday with 40 people on board, the harbour office said.",
    ),
    (
        "Delta Today",
        "2031-05-05",
        "Lisse ferry stuck on sandbank",
        "The ferry Anna, which ran aground off Lisse on Sunday with 40 people on board, was still stuck on a sandbank on Monday.",
    ),
    (
        "Delta Today",
        "2031-06-01",
        "Mayor of Anholm resigns",
        "The mayor of Anholm resigned after a quarrel.",
    ),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three reports in two stories."""
    lines = [
        json.dumps(
            {
                "outlet": outlet,
                "published": day,
                "title": title,
                "text": text,
                "url": f"https://x.example/{at}",
            }
        )
        for at, (outlet, day, title, text) in enumerate(REPORTS)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with open_library(tmp_path / "news.samestory") as library:
        library.add([tmp_path / "in.jsonl"], processes=1)
        yield library


def ids(library: Library, **asked: object) -> list[str]:
    """What the stories that a query finds are about."""
    rows = library.stories(StoryQuery(**asked))  # type: ignore[arg-type]
    return ["ferry" if "ferry" in row.title.lower() else "mayor" for row in rows]


def test_newest_story_comes_first(library: Library) -> None:
    """Without a wish, what happened last stands on top."""
    assert ids(library) == ["mayor", "ferry"]
    assert ids(library, sort="widest") == ["ferry", "mayor"]


def test_row_tells_reports_outlets_and_days(library: Library) -> None:
    """A row says how widely and when a story is told; what only a dossier knows is open."""
    row = library.stories(StoryQuery(sort="widest"))[0]
    assert (row.reports, row.outlets, row.first, row.last) == (
        2,
        ("Lisse Courier", "Delta Today"),
        "2031-05-04",
        "2031-05-05",
    )
    assert (row.title, row.lines) == ("Ferry runs aground off Lisse", None)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"about": "sandbank"}, ["ferry"]),
        ({"about": '"mayor of anholm"'}, ["mayor"]),
        ({"about": '*"('}, []),
        ({"outlet": "courier"}, ["ferry"]),
        ({"outlet": "100%_"}, []),
        ({"outlets": 2}, ["ferry"]),
        ({"name": "ferry"}, ["ferry"]),
        ({"name": "no such name"}, []),
        ({"place": "-- !"}, []),
        ({"since": date(2031, 5, 20)}, ["mayor"]),
        ({"until": date(2031, 5, 20)}, ["ferry"]),
        ({"limit": 1, "offset": 1}, ["ferry"]),
    ],
)
def test_filters_choose_whole_stories(library: Library, asked: dict[str, object], found: list[str]) -> None:
    """One report with the word brings its story, with all of its reports."""
    assert ids(library, **asked) == found


def test_filtered_story_keeps_its_figures(library: Library) -> None:
    """A story found by one outlet still counts both."""
    assert library.stories(StoryQuery(outlet="courier"))[0].reports == 2


def test_days_count_what_began(library: Library) -> None:
    """A story is counted on the day of its first report."""
    assert [(each.day.isoformat(), each.stories, each.shared) for each in library.days()] == [
        ("2031-05-04", 1, 1),
        ("2031-06-01", 1, 0),
    ]
