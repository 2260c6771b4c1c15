"""Judgements: what people decided, with who and when; undone ones are kept too, and applied no more."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from samestory.library.grouping import regroup_judged
from samestory.library.store import writing
from samestory.records import Group, Judgement, judged_reports

_KEEP = """
    INSERT OR REPLACE INTO judgement (id, kind, first, second, author, at, note)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_UNDO_OPPOSITE = """
    UPDATE judgement SET undone_by = :author, undone_at = :at
    WHERE kind = :kind AND undone_at = '' AND (first, second) IN ((:first, :second), (:second, :first))
"""
# A copy may be judged in either direction, but not in both.
_OPPOSITES: Mapping[str, tuple[str, ...]] = {
    "one-story": ("two-stories",),
    "two-stories": ("one-story",),
    "copy": ("independent", "copy"),
    "independent": ("copy",),
}
_LIST = """
    SELECT id, kind, first, second, author, at, note, undone_by, undone_at FROM judgement
    ORDER BY at DESC, id
"""
# A difference names its reports among the words that tell it.
_BEARING = """
    WITH member (id) AS (
        SELECT r.id FROM story AS s JOIN membership AS m ON m.story = s.number
        JOIN report AS r ON r.number = m.report WHERE s.id = ?
    )
    SELECT id, kind, first, second, author, at, note, undone_by, undone_at FROM judgement
    WHERE undone_at = '' AND (
        kind = 'one-name' OR first IN member OR second IN member
        OR kind = 'no-difference' AND EXISTS (SELECT 1 FROM member WHERE instr(second, member.id))
    )
    ORDER BY at DESC, id
"""
_STANDING = """
    SELECT id, kind, first, second, author, at, note FROM judgement WHERE undone_at = '' ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement as the library keeps it; `undone_by` and `undone_at` are empty while it stands."""

    judgement: Judgement
    undone_by: str
    undone_at: str

    @property
    def stands(self) -> bool:
        """Tell whether it is applied."""
        return not self.undone_at


def keep_judgement(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """Keep a judgement and group by it.

    One that says the same gives way to it, also where it had been undone; one that says the opposite of
    the same two is undone by it.
    """
    pair = {"first": judgement.first, "second": judgement.second}
    with writing(connection):
        for opposite in _OPPOSITES.get(judgement.kind, ()):
            connection.execute(
                _UNDO_OPPOSITE, pair | {"kind": opposite, "author": judgement.author, "at": judgement.at}
            )
        connection.execute(
            _KEEP,
            (judgement.id, judgement.kind, judgement.first, judgement.second, judgement.author,
             judgement.at, judgement.note),
        )  # fmt: skip
        _group_again(connection, judgement)


def undo_judgement(connection: sqlite3.Connection, id: str, *, author: str, at: str) -> bool:
    """Let a judgement stand no more; tells whether it stood."""
    with writing(connection):
        changed = connection.execute(
            "UPDATE judgement SET undone_by = ?, undone_at = ? WHERE id = ? AND undone_at = ''",
            (author, at, id),
        )
        for judgement in (row.judgement for row in list_judgements(connection) if row.judgement.id == id):
            _group_again(connection, judgement)
    return changed.rowcount > 0


def _group_again(connection: sqlite3.Connection, judgement: Judgement) -> None:
    if judgement.kind in ("one-story", "two-stories"):
        regroup_judged(connection, (judgement.first, judgement.second))


def list_judgements(connection: sqlite3.Connection) -> tuple[JudgementRow, ...]:
    """List all judgements, the latest first."""
    rows = connection.execute(_LIST)
    return tuple(JudgementRow(Judgement(*row[:7]), row[7], row[8]) for row in rows)


def bearing_judgements(connection: sqlite3.Connection, story: str) -> tuple[JudgementRow, ...]:
    """List the standing judgements on any of a story's reports, and on names, the latest first."""
    rows = connection.execute(_BEARING, (story,))
    return tuple(JudgementRow(Judgement(*row[:7]), row[7], row[8]) for row in rows)


def standing_judgements(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """Give the judgements that are applied, by their ids."""
    rows = connection.execute(_STANDING)
    return tuple(Judgement(*row) for row in rows)


def choose_judgements(connection: sqlite3.Connection, group: Group) -> tuple[Judgement, ...]:
    """Give the standing judgements that can bear on a story: on its reports, on names, on differences.

    A difference of other reports is none of the story's: judging it lets the story's dossier stand.
    """
    members = set(group.reports)
    return tuple(
        judgement
        for judgement in standing_judgements(connection)
        if judgement.kind not in ("one-story", "two-stories") and judged_reports(judgement) <= members
    )
