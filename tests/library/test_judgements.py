"""What people judged is kept, listed, undone and kept still."""

from __future__ import annotations

import json
from pathlib import Path

from samestory.library import Library, open_library
from samestory.records import make_judgement

FERRY = (
    "The ferry Anna ran aground off Lisse on Sunday with 40 people on board, the harbour office said. {}"
)
REPORTS = [
    ("Lisse Courier", "Ferry Anna aground off Lisse", FERRY.format("Nobody was hurt.")),
    ("Delta Today", "Ferry Anna runs aground off Lisse", FERRY.format("Two tugs tried to free it.")),
    (
        "Marrow Post",
        "Mayor of Anholm resigns",
        "The mayor of Anholm resigned on Friday after a quarrel over water.",
    ),
]
ONE = make_judgement(
    "copy", "r-2", "r-1", author="Ada", at="2031-05-04T10:00:00Z", note="same slip in line 3"
)


def opened(tmp_path: Path) -> Library:
    """A new library."""
    return open_library(tmp_path / "news.samestory")


def test_judgement_is_kept_as_it_was_made(tmp_path: Path) -> None:
    """Who, when, what and why come back, also after the library was closed."""
    with opened(tmp_path) as library:
        library.judge(ONE)
    with opened(tmp_path) as library:
        assert [row.judgement for row in library.judgements()] == [ONE]


def test_undone_judgement_stands_no_more_and_is_kept(tmp_path: Path) -> None:
    """Undoing says who did it; it works once."""
    with opened(tmp_path) as library:
        library.judge(ONE)
        assert library.undo(ONE.id, author="Bo", at="2031-05-05T09:00:00Z")
        assert not library.undo(ONE.id, author="Bo", at="2031-05-05T09:00:00Z")
        row = library.judgements()[0]
        assert (row.stands, row.undone_by) == (False, "Bo")


def test_judging_again_takes_the_undoing_back(tmp_path: Path) -> None:
    """The same judgement made again stands, once."""
    with opened(tmp_path) as library:
        library.judge(ONE)
        library.undo(ONE.id, author="Bo", at="2031-05-05T09:00:00Z")
        library.judge(ONE)
        assert [row.stands for row in library.judgements()] == [True]


def test_opposite_judgement_undoes_the_earlier(tmp_path: Path) -> None:
    """Of two judgements that exclude one another the later stands."""
    with opened(tmp_path) as library:
        library.judge(ONE)
        library.judge(make_judgement("independent", "r-1", "r-2", author="Bo", at="2031-05-05T09:00:00Z"))
        assert [row.judgement.kind for row in library.judgements() if row.stands] == ["independent"]


def with_reports(tmp_path: Path) -> tuple[Library, list[str]]:
    """A library with two reports of one story and one of another, and their ids."""
    lines = [
        json.dumps({"outlet": outlet, "title": title, "text": text, "published": "2031-05-05"})
        for outlet, title, text in REPORTS
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    library = opened(tmp_path)
    library.add([tmp_path / "in.jsonl"], processes=1)
    return library, [row[0] for row in library.connection.execute("SELECT id FROM report ORDER BY number")]


def sizes(library: Library) -> list[int]:
    """How many reports each story has."""
    return sorted(row.reports for row in library.stories())


def test_reports_judged_to_be_two_stories_part_and_come_together_when_undone(tmp_path: Path) -> None:
    """A judgement stands above the likeness, also when all is grouped anew; undone, it leaves no trace."""
    library, (first, second, _) = with_reports(tmp_path)
    with library:
        assert sizes(library) == [1, 2]
        apart = make_judgement("two-stories", first, second, author="Ada", at="2031-05-06T10:00:00Z")
        library.judge(apart)
        assert sizes(library) == [1, 1, 1]
        library.regroup()
        assert sizes(library) == [1, 1, 1]
        library.undo(apart.id, author="Ada", at="2031-05-07T10:00:00Z")
        assert sizes(library) == [1, 2]


def test_reports_judged_to_be_one_story_come_together(tmp_path: Path) -> None:
    """Reports that have nothing in common are one story where a person says so, also after regrouping."""
    library, (first, _, third) = with_reports(tmp_path)
    with library:
        library.judge(make_judgement("one-story", first, third, author="Ada", at="2031-05-06T10:00:00Z"))
        assert max(sizes(library)) == 3
        library.regroup()
        assert max(sizes(library)) == 3


def test_what_bears_on_a_story_is_found_by_its_reports(tmp_path: Path) -> None:
    """What stands on one of its reports, on a difference of theirs, and on names; nothing of other stories."""
    library, (first, second, third) = with_reports(tmp_path)
    with library:
        ferry, mayor = (next(row.id for row in library.stories() if row.reports == size) for size in (2, 1))
        on_ferry = [
            make_judgement("copy", second, first, author="Ada", at="2031-05-06T10:00:00Z"),
            make_judgement(
                "no-difference", "d-1", f"x: 3 ({first})", author="Ada", at="2031-05-06T10:00:00Z"
            ),
            make_judgement("two-stories", third, first, author="Ada", at="2031-05-06T10:00:00Z"),
        ]
        name = make_judgement("one-name", "Anna", "the Anna", author="Ada", at="2031-05-06T10:00:00Z")
        for judgement in (*on_ferry, name, ONE):
            library.judge(judgement)

        def bearing(story: str) -> set[str]:
            return {row.judgement.id for row in library.judgements(story=story)}

        assert bearing(ferry) == {each.id for each in (*on_ferry, name)}
        assert bearing(mayor) == {on_ferry[2].id, name.id}
        library.undo(name.id, author="Bo", at="2031-05-07T10:00:00Z")
        assert name.id not in bearing(ferry)
        assert set(library.names([first, third, first, "r-none"])) == {first, third}


def test_judgement_on_reports_that_are_not_there_waits_for_them(tmp_path: Path) -> None:
    """A judgement taken along from another library does no harm."""
    library, (first, _, _) = with_reports(tmp_path)
    with library:
        library.judge(
            make_judgement("one-story", first, "r-nowhere", author="Ada", at="2031-05-06T10:00:00Z")
        )
        assert sizes(library) == [1, 2]
