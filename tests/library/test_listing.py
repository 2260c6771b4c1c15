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
        "A ferry ran aground off Lisse on Sunday.",
    ),
    (
        "Delta Today",
        "2031-05-05",
        "Lisse ferry stuck on sandbank",
        "The ferry off Lisse was still stuck on Monday.",
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
    """Three reports in two stories, put together by hand: grouping is tested elsewhere."""
    lines = [
        json.dumps(
            {
                "outlet": outlet,
                "published": day,
                "title": title,
                "text": text * 4,
                "url": f"https://x.example/{at}",
            }
        )
        for at, (outlet, day, title, text) in enumerate(REPORTS)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with open_library(tmp_path / "news.samestory") as library:
        library.add([tmp_path / "in.jsonl"], processes=1)
        for table in ("follows", "membership", "story"):
            library.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        library.connection.executemany(
            "INSERT INTO story (number, id) VALUES (?, ?)", [(1, "s-ferry"), (2, "s-mayor")]
        )
        library.connection.executemany("INSERT INTO membership VALUES (?, ?)", [(1, 1), (2, 1), (3, 2)])
        yield library


def ids(library: Library, **asked: object) -> list[str]:
    """The ids of the stories that a query finds."""
    return [row.id for row in library.stories(StoryQuery(**asked))]  # type: ignore[arg-type]


def test_newest_story_comes_first(library: Library) -> None:
    """Without a wish, what happened last stands on top."""
    assert ids(library) == ["s-mayor", "s-ferry"]
    assert ids(library, sort="widest") == ["s-ferry", "s-mayor"]


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
        ({"about": "sandbank"}, ["s-ferry"]),
        ({"about": '"mayor of anholm"'}, ["s-mayor"]),
        ({"about": '*"('}, []),
        ({"outlet": "courier"}, ["s-ferry"]),
        ({"outlet": "100%_"}, []),
        ({"outlets": 2}, ["s-ferry"]),
        ({"since": date(2031, 5, 20)}, ["s-mayor"]),
        ({"until": date(2031, 5, 20)}, ["s-ferry"]),
        ({"limit": 1, "offset": 1}, ["s-ferry"]),
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
