"""What people judged is kept, listed, undone and kept still."""

from __future__ import annotations

from pathlib import Path

from samestory.library import Library, open_library
from samestory.records import make_judgement

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
