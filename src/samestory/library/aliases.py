"""Aliases: the ids that stories had before, and the report by which each leads on to a story of today."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from samestory.text.reuse.stories import name_group


def write_grown(
    connection: sqlite3.Connection, stories: Iterable[Sequence[int]], ids: Mapping[int, str]
) -> None:
    """Let the names that stories had when their first reports alone were there lead on to them.

    They follow from the reports and their order, and not from how those were cut into batches.
    """
    rows = [
        (name_group([ids[member] for member in story[:size]]), story[0])
        for story in stories
        for size in range(1, len(story))
    ]
    connection.executemany("INSERT OR REPLACE INTO alias VALUES (?, ?, 1)", sorted(rows))


def find_heir(members: Sequence[int], kept: Collection[int]) -> int | None:
    """The report by which the name of an ended story leads on: the first that is left of it."""
    return next((member for member in members if member in kept), None)


def write_aliases(connection: sqlite3.Connection, aliases: Iterable[tuple[str, int]]) -> None:
    """Keep ids that stories lost, each with a report that it leads on by."""
    connection.executemany("INSERT OR REPLACE INTO alias VALUES (?, ?, 0)", sorted(aliases))


def move_aliases(
    connection: sqlite3.Connection, gone: Sequence[int], before: dict[int, tuple[str, tuple[int, ...]]]
) -> None:
    """Let names that led on through a report that goes lead on through another of its story."""
    for report in gone:
        home = next((members for _, members in before.values() if report in members), ())
        heir = next((member for member in home if member not in gone), None)
        if heir is None:
            connection.execute("DELETE FROM alias WHERE report = ?", (report,))
        else:
            connection.execute("UPDATE alias SET report = ? WHERE report = ?", (heir, report))
