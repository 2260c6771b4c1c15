"""What the tests of the library share: invented reports in a file, and a library's rows as plain values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samestory.library import Library, open_library

PLACES = ("Lisse", "Anholm", "Velm", "Orsk", "Tarn", "Brede", "Kolm", "Haven")
THINGS = ("ferry", "bridge", "mill", "school", "tower", "market", "harbour", "tunnel")


def make_report(number: int) -> dict[str, str]:
    """Invent a report; each number gives another."""
    place, thing = PLACES[number % 8], THINGS[number // 8 % 8]
    day = 1 + number % 28
    body = (
        f"The {thing} of {place} was closed on Monday after {number + 2} people were hurt there. "
        f'"We do not know why it happened," said Ana Brandt, the mayor of {place}. '
        f"Work number {number} will begin in spring and cost {number * 3 + 7} million crowns."
    )
    return {
        "outlet": f"{place} Courier",
        "url": f"https://courier.example/{place.lower()}/{number}",
        "published": f"2031-05-{day:02}",
        "title": f"{thing.title()} of {place} closed, case {number}",
        "text": body,
    }


def write_lines(file: Path, reports: Sequence[dict[str, Any]]) -> Path:
    """Write reports as JSON Lines."""
    file.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    return file


def fill_library(folder: Path, reports: int = 6) -> Path:
    """Make a library of invented reports; gives its file."""
    lines = write_lines(folder / "reports.jsonl", [make_report(number) for number in range(reports)])
    file = folder / "news.samestory"
    with open_library(file) as library:
        library.add([lines], processes=1)
    return file


def ids_of(library: Library) -> list[str]:
    """The ids of all reports, in order of arrival."""
    return [row[0] for row in library.connection.execute("SELECT id FROM report ORDER BY number")]


def dump_rows(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that holds something of its own, sorted."""
    connection = sqlite3.connect(file)
    try:
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
            # How an index of words is cut into segments depends on the transactions; what it finds does not.
            if not any(part in row[0] for part in ("_words", "sqlite_"))
        ]
        rows = {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)  # noqa: S608
            for table in tables
        }
        rows["words"] = connection.execute(
            "SELECT rowid, bm25(report_words) FROM report_words WHERE report_words MATCH 'closed' ORDER BY rowid"
        ).fetchall()
        return rows
    finally:
        connection.close()
