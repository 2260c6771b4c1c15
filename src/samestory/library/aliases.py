"""Aliases: the ids that stories had before, and the report by which each leads on to a story of today."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from samestory.library.codec import unpack
from samestory.library.preparing import Facts
from samestory.library.versions import read_moment
from samestory.text.reuse.stories import name_group

_OLDER = """
    SELECT r.newer, r.number, r.id, b.facts
    FROM json_each(?) AS w CROSS JOIN report AS r ON r.newer = w.value JOIN body AS b ON b.report = r.number
"""
_NEWEST = """
    SELECT r.number, r.number, r.id, b.facts
    FROM json_each(?) AS w JOIN report AS r ON r.number = w.value JOIN body AS b ON b.report = r.number
"""


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a report: its place in order of arrival, its id, when it says it was written."""

    number: int
    id: str
    moment: str


def write_grown(
    connection: sqlite3.Connection, stories: Iterable[Sequence[int]], ids: Mapping[int, str]
) -> None:
    """Let the names that stories had when their first reports alone were there lead on to them.

    A report that came in several versions counts as each of them in its time. The names follow from the
    reports and their order, and not from how those were cut into batches.
    """
    told = [list(story) for story in stories]
    versions = _read_versions(connection, [member for story in told for member in story])
    rows = [
        (name, story[0])
        for story in told
        for name in _list_names({member: ids[member] for member in story}, versions)
    ]
    connection.executemany("INSERT OR REPLACE INTO alias VALUES (?, ?, 1)", sorted(rows))


def _read_versions(connection: sqlite3.Connection, members: Sequence[int]) -> dict[int, list[_Version]]:
    """Read all versions of the reports that have older ones, those themselves among them."""
    older = connection.execute(_OLDER, (json.dumps(members),)).fetchall()
    newest = connection.execute(_NEWEST, (json.dumps(sorted({row[0] for row in older})),)).fetchall()
    versions: dict[int, list[_Version]] = {}
    for member, number, name, facts in (*older, *newest):
        versions.setdefault(member, []).append(_Version(number, name, _read_moment(facts)))
    return versions


def _read_moment(facts: bytes) -> str:
    with contextlib.suppress(ValueError):
        return read_moment(unpack(Facts, facts).declared)
    return ""  # damaged: `check` says so


def _list_names(story: Mapping[int, str], versions: Mapping[int, Sequence[_Version]]) -> list[str]:
    """List the names of a story, before its last, as its reports and their versions came."""
    come = [
        (version.number, member, version)
        for member, name in story.items()
        for version in versions.get(member, [_Version(member, name, "")])
    ]
    then: dict[int, _Version] = {}
    names: dict[str, None] = {}
    for number, member, version in sorted(come, key=lambda each: each[0]):
        standing = then.get(member)
        if standing is None or (standing.moment, standing.number) < (version.moment, number):
            then[member] = version
        names[name_group([each.id for each in then.values()])] = None
    names.pop(name_group(list(story.values())), None)
    return list(names)


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
