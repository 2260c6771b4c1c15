"""The library: reports kept in one file, grouped into stories as they come, found again.

>>> from samestory.library import open_library
>>> with open_library("news.samestory") as library:  # doctest: +SKIP
...     library.add(["reports/"])
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from samestory.library.adding import Progress, add_paths, no_progress
from samestory.library.backups import back_up
from samestory.library.checking import Problem, find_problems
from samestory.library.copies import list_copies
from samestory.library.explaining import explain_pair
from samestory.library.exporting import EXPORTS, ExportKind
from samestory.library.fetching import fetch_report, name_reports
from samestory.library.grouping import Regrouped, regroup_library
from samestory.library.judgements import (
    JudgementRow,
    bearing_judgements,
    choose_judgements,
    keep_judgement,
    list_judgements,
    undo_judgement,
)
from samestory.library.listing import count_days, count_reports, list_stories
from samestory.library.pooling import Place
from samestory.library.removing import remove_report
from samestory.library.repairing import repair_library
from samestory.library.rows import (
    AddSummary,
    Change,
    CopyRow,
    DayCount,
    ReportName,
    SearchHit,
    SearchQuery,
    SharedTerm,
    StoredReport,
    StoryQuery,
    StoryRow,
    Why,
)
from samestory.library.searching import search_library
from samestory.library.store import connect, explained, reading, writing
from samestory.library.stories import find_group
from samestory.records import Dossier, Group, Judgement, content_id
from samestory.sources import IntakeSettings
from samestory.sources.settings import SETTINGS

# The stages that open a story take a second to load: adding and searching need none of them.
if TYPE_CHECKING:
    from samestory.library.dossiers import Opening
    from samestory.pipeline import Models

__all__ = [
    "AddSummary",
    "Change",
    "CopyRow",
    "DayCount",
    "JudgementRow",
    "Library",
    "Problem",
    "Regrouped",
    "ReportName",
    "SearchHit",
    "SearchQuery",
    "SharedTerm",
    "StoredReport",
    "StoryQuery",
    "StoryRow",
    "Why",
    "open_library",
]


def open_library(path: str | PathLike[str], *, read_only: bool = False) -> Library:
    """Open the library at `path`, made there if there is none, unless it is opened for reading only."""
    file = Path(path)
    return Library(file, connect(file, read_only=read_only))


class Library:
    """A library that is open. Each verb is one line into the room that does it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def add(
        self,
        paths: Sequence[str | PathLike[str]],
        *,
        settings: IntakeSettings = SETTINGS,
        processes: int | None = None,
        progress: Progress = no_progress,
    ) -> AddSummary:
        """Add the reports in files and folders, each once, read in so many processes."""
        with explained(self.path):
            place = Place(self.path, settings)
            return add_paths(self.connection, paths, place=place, processes=processes, progress=progress)

    def stories(self, query: StoryQuery = StoryQuery()) -> tuple[StoryRow, ...]:  # noqa: B008 - frozen
        """List the stories that a query asks for."""
        with explained(self.path):
            return list_stories(self.connection, query)

    def days(self) -> tuple[DayCount, ...]:
        """Count on each day the stories that began."""
        with explained(self.path):
            return count_days(self.connection)

    def count_reports(self) -> int:
        """Count the reports, each in its newest version."""
        with explained(self.path):
            return count_reports(self.connection)

    def story(
        self,
        story: str,
        *,
        load_models: Callable[[], Models] | None = None,
        progress: Progress = no_progress,
    ) -> Dossier:
        """Give the dossier of a story, by its id or one that it had before; made if it is not kept."""
        from samestory.library import dossiers

        with explained(self.path):
            opening = self._opening(find_group(self.connection, story, library=self.path), load_models)
            return dossiers.show_story(self.connection, opening, library=self.path, progress=progress)

    def is_opened(self, story: str) -> bool:
        """Say whether the dossier of a story is kept, so that `story` gives it at once."""
        return self.opened_key(story) is not None

    def opened_key(self, story: str) -> str | None:
        """Name all that the kept dossier of a story follows from; None where it would have to be made."""
        from samestory.library import dossiers

        with explained(self.path):
            opening = self._opening(find_group(self.connection, story, library=self.path), None)
            return dossiers.find_kept_key(self.connection, opening, library=self.path)

    def kept(self, story: str) -> tuple[str, Dossier] | None:
        """Give the kept dossier of a story with its `opened_key`; None where it would have to be made."""
        from samestory.library import dossiers

        with explained(self.path):
            opening = self._opening(find_group(self.connection, story, library=self.path), None)
            return dossiers.find_kept(self.connection, opening, library=self.path)

    def compare(
        self,
        a: str,
        b: str,
        *,
        load_models: Callable[[], Models] | None = None,
        progress: Progress = no_progress,
    ) -> Dossier:
        """Read two reports as one story, whatever stories they are in; the dossier is not kept."""
        from samestory.library import dossiers

        with explained(self.path):
            group = Group(content_id("s", *sorted((a, b))), (a, b))
            opening = self._opening(group, load_models)
            return dossiers.make_story(self.connection, opening, library=self.path, progress=progress)

    def search(self, query: SearchQuery) -> tuple[SearchHit, ...]:
        """Find reports, and what the opened stories hold, by words."""
        with explained(self.path):
            return search_library(self.connection, query)

    def _opening(self, group: Group, load_models: Callable[[], Models] | None) -> Opening:
        from samestory import pipeline
        from samestory.library.dossiers import Opening

        judgements = choose_judgements(self.connection, group)
        return Opening(group, load_models or pipeline.load_models, judgements)

    def report(self, report: str) -> StoredReport:
        """Give a report with all that is kept of it."""
        with explained(self.path):
            return fetch_report(self.connection, report, library=self.path)

    def names(self, reports: Iterable[str]) -> Mapping[str, ReportName]:
        """Name reports by their ids; ids that are not there are left out."""
        with explained(self.path):
            return name_reports(self.connection, reports)

    def why(self, a: str, b: str) -> Why:
        """Say why two reports were put together, or not."""
        with explained(self.path):
            return explain_pair(self.connection, a, b, library=self.path)

    def copies(
        self, report: str | None = None, *, limit: int = 100, offset: int = 0
    ) -> tuple[CopyRow, ...]:
        """List the reports of different outlets that have passages in common, or those of one report."""
        with explained(self.path):
            return list_copies(self.connection, report, limit=limit, offset=offset, library=self.path)

    def regroup(self, *, progress: Progress = no_progress) -> Regrouped:
        """Group all reports from nothing."""
        with explained(self.path), writing(self.connection):
            return regroup_library(self.connection, progress)

    def remove(self, report: str) -> None:
        """Remove a report with all that is kept of it."""
        with explained(self.path):
            remove_report(self.connection, report, library=self.path)

    def check(self, *, progress: Progress = no_progress) -> tuple[Problem, ...]:
        """Look through everything; gives what is not as it should be, nothing if all is well."""
        with explained(self.path):
            return tuple(find_problems(self.connection, progress=progress))

    def repair(self, problems: Sequence[Problem]) -> tuple[str, ...]:
        """Put right what `check` found; gives the sources of the reports that could not be saved."""
        with explained(self.path):
            return repair_library(self.connection, problems)

    def back_up(self, target: str | PathLike[str], *, progress: Progress = no_progress) -> None:
        """Copy the library as it is now, while others may go on writing to it."""
        with explained(self.path):
            back_up(self.connection, Path(target), library=self.path, progress=progress)

    def export(self, kind: ExportKind, *, story: str | None = None) -> Iterator[str]:
        """Write all reports, or those of a story, piece by piece."""
        with explained(self.path), reading(self.connection):
            group = find_group(self.connection, story, library=self.path) if story else None
            yield from EXPORTS[kind](self.connection, group.id if group else None)

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's judgement; stories are made by it from now on."""
        with explained(self.path):
            keep_judgement(self.connection, judgement)

    def undo(self, judgement: str, *, author: str, at: str) -> bool:
        """Let a judgement stand no more; tells whether it stood. It is kept, with who undid it and when."""
        with explained(self.path):
            return undo_judgement(self.connection, judgement, author=author, at=at)

    def judgements(self, *, story: str | None = None) -> tuple[JudgementRow, ...]:
        """List all judgements, those undone among them, or those that stand and bear on a story.

        The latest comes first.
        """
        with explained(self.path):
            if story is None:
                return list_judgements(self.connection)
            return bearing_judgements(self.connection, story)
