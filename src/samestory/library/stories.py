"""Provisional: stories, as far as the store needs them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from samestory.errors import UnknownError
from samestory.records import Group


def find_group(connection: sqlite3.Connection, story: str, *, library: Path) -> Group:
    """Find a story by its id, or by one that it had before.

    Raises:
        UnknownError: no story has or had that id.
    """
    row = connection.execute("SELECT number, id FROM story WHERE id = ?", (story,)).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT s.number, s.id FROM alias AS a JOIN membership AS m ON m.report = a.report"
            " JOIN story AS s ON s.number = m.story WHERE a.old = ?",
            (story,),
        ).fetchone()
    if row is None:
        hint = "List them with: samestory stories"
        raise UnknownError(str(library), story, f"there is no story {story}. {hint}")
    number, name = row
    members = connection.execute(
        "SELECT r.id FROM membership AS m JOIN report AS r ON r.number = m.report WHERE m.story = ?"
        " ORDER BY coalesce(r.earliest, r.latest, '9999'), r.source, r.id",
        (number,),
    )
    earlier = connection.execute(
        "SELECT s.id FROM follows AS f JOIN story AS s ON s.number = f.earlier WHERE f.story = ?"
        " ORDER BY s.id",
        (number,),
    )
    return Group(name, tuple(row[0] for row in members), tuple(row[0] for row in earlier))
