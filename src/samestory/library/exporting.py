"""Exporting: reports as JSON, JSON Lines or CSV, one after the other, however many there are.

What is written as JSON Lines can be added to another library.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from samestory.library.fetching import read_body
from samestory.library.preparing import Facts
from samestory.records import to_plain
from samestory.version import VERSION

FORMAT = "samestory-reports/1"
COLUMNS = (
    "id", "story", "outlet", "title", "earliest", "latest", "language", "url", "source", "sha256",
    "newer", "text",
)  # fmt: skip
# What a spreadsheet takes for a formula, also in its full-width forms and behind spaces.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")

_ROWS = """
    SELECT r.number, r.id, s.id, r.outlet, r.title, r.earliest, r.latest, r.language, r.url, r.source,
           lower(hex(o.sha256)), newer.id
    FROM report AS r JOIN original AS o ON o.number = r.original
    LEFT JOIN report AS newer ON newer.number = r.newer
    LEFT JOIN membership AS m ON m.report = r.number LEFT JOIN story AS s ON s.number = m.story
    {where} ORDER BY r.number
"""


def list_reports(connection: sqlite3.Connection, story: str | None = None) -> Iterator[dict[str, Any]]:
    """Give every report, or those of a story, as plain values, in order of arrival."""
    where, values = ("WHERE s.id = ?", (story,)) if story else ("", ())
    for number, *row in connection.execute(_ROWS.format(where=where), values):
        text, facts = read_body(connection, number)
        found = dict(zip(COLUMNS[:-1], row, strict=True))
        yield {**found, **_facts(facts), "text": text}


def export_json(connection: sqlite3.Connection, story: str | None = None) -> Iterator[str]:
    """Write one JSON object, piece by piece."""
    head = json.dumps({"format": FORMAT, "version": VERSION}, ensure_ascii=False)
    yield head[:-1] + ', "reports": ['
    for at, report in enumerate(list_reports(connection, story)):
        yield (",\n" if at else "\n") + _dump(report)
    yield "\n]}\n"


def export_jsonl(connection: sqlite3.Connection, story: str | None = None) -> Iterator[str]:
    """Write a line of JSON for each report."""
    for report in list_reports(connection, story):
        yield _dump(report) + "\n"


def export_csv(connection: sqlite3.Connection, story: str | None = None) -> Iterator[str]:
    """Write a table with a row for each report; no cell of it is a formula."""
    yield _csv_row(COLUMNS)
    for report in list_reports(connection, story):
        yield _csv_row([guard_cell(str(report[column] or "")) for column in COLUMNS])


def guard_cell(value: str) -> str:
    """Put a mark before what a spreadsheet would run.

    >>> guard_cell("=HYPERLINK(1)"), guard_cell("2 + 2")
    ("'=HYPERLINK(1)", '2 + 2')
    """
    plain = value.replace("\x00", "\ufffd")
    return f"'{plain}" if plain.lstrip(" \u00a0").startswith(_FORMULA_STARTS) else plain


def _csv_row(values: Any) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue()


def _facts(facts: Facts) -> Mapping[str, Any]:
    declared = facts.declared
    return {
        "published": declared.published or _day(facts),
        "authors": list(declared.authors),
        "agencies": to_plain(facts.cleaning.agencies),
        "dated": to_plain(facts.published),
        "furniture": to_plain(facts.cleaning.furniture),
        "repairs": to_plain(facts.cleaning.repairs),
    }


def _day(facts: Facts) -> str | None:
    dated = facts.published
    return dated.earliest.isoformat() if dated.earliest and dated.earliest == dated.latest else None


def _dump(report: Mapping[str, Any]) -> str:
    # A half of a character cannot be written as UTF-8.
    return json.dumps(report, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


ExportKind = Literal["json", "jsonl", "csv"]
EXPORTS: Mapping[ExportKind, Callable[[sqlite3.Connection, str | None], Iterator[str]]] = {
    "json": export_json,
    "jsonl": export_jsonl,
    "csv": export_csv,
}
