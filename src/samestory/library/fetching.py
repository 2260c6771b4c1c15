"""Fetching: reports out of the library, as the records that they went in as."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from samestory.errors import DamagedError, UnknownError
from samestory.library.codec import unpack, unpack_fields
from samestory.library.preparing import Facts, hash_text, unpack_text
from samestory.library.rows import ReportName, StoredReport
from samestory.records import Cleaning, Repair, Report, Span

_REPORT = """
    SELECT r.number, r.id, r.source, r.url, r.outlet, newer.id, o.sha256, o.data,
           b.text, b.text_hash, b.facts, s.id
    FROM report AS r JOIN original AS o ON o.number = r.original JOIN body AS b ON b.report = r.number
    LEFT JOIN report AS newer ON newer.number = r.newer
    LEFT JOIN membership AS m ON m.report = r.number LEFT JOIN story AS s ON s.number = m.story
"""


# Each side of the OR by an index of its own: every report that is shown asks this.
_VERSIONS = """
    SELECT id FROM report
    WHERE id = :newest OR newer = (SELECT number FROM report WHERE id = :newest)
    ORDER BY newer IS NULL, number
"""
_NAMES = """
    SELECT r.id, coalesce(r.outlet, r.address, r.source), r.title, s.id
    FROM report AS r
    LEFT JOIN membership AS m ON m.report = r.number LEFT JOIN story AS s ON s.number = m.story
    WHERE r.id IN (SELECT value FROM json_each(?))
"""
_BODY = """
    SELECT o.data, b.text, b.facts
    FROM report AS r JOIN original AS o ON o.number = r.original JOIN body AS b ON b.report = r.number
    WHERE r.number = ?
"""


def name_reports(connection: sqlite3.Connection, reports: Iterable[str]) -> dict[str, ReportName]:
    """Name reports by their ids; ids that are not there are left out."""
    rows = connection.execute(_NAMES, (json.dumps(sorted(set(reports))),))
    return {id: ReportName(*row) for id, *row in rows}


def fetch_report(connection: sqlite3.Connection, report: str, *, library: Path) -> StoredReport:
    """Fetch a report by its id.

    Raises:
        UnknownError: there is none of that id.
        DamagedError: its bytes are not as they were written.
    """
    row = connection.execute(f"{_REPORT} WHERE r.id = ?", (report,)).fetchone()
    if row is None:
        raise UnknownError(
            str(library), report, f"there is no report {report}. Find one with: samestory search"
        )
    _, name, source, url, outlet, newer, sha256, packed, text, text_hash, facts, story = row
    try:
        words = unpack_text(text, zlib.decompress(packed))
        known = unpack(Facts, facts)
    except (ValueError, zlib.error) as error:
        raise DamagedError(
            str(library), f"{name} is damaged ({error}). Run: samestory check --repair"
        ) from error
    if hash_text(words) != text_hash:
        raise DamagedError(str(library), f"the text of {name} has changed. Run: samestory check --repair")
    return StoredReport(
        report=Report(name, source, words, sha256.hex(), url, outlet, known.declared),
        cleaning=known.cleaning,
        published=known.published,
        story=story,
        versions=_versions(connection, name, newer),
        newer=newer,
    )


def _versions(connection: sqlite3.Connection, name: str, newest: str | None) -> tuple[str, ...]:
    rows = connection.execute(_VERSIONS, {"newest": newest or name})
    return tuple(row[0] for row in rows)


def read_words_of(connection: sqlite3.Connection, number: int) -> tuple[str, Cleaning]:
    """Read the text of a report, by its number, and what is known of its parts."""
    text, facts = read_body(connection, number)
    return text, facts.cleaning


def read_spans(
    connection: sqlite3.Connection, number: int
) -> tuple[str, tuple[Span, ...], tuple[Repair, ...]]:
    """Read the text of a report, by its number, its paragraphs and repairs, and make no other record.

    Raises:
        ValueError: they are damaged.
    """
    text, facts = _open_body(connection, number)
    paragraphs, repairs = unpack_fields(Facts, facts, "cleaning", ("paragraphs", "repairs"))
    return text, paragraphs, repairs


def read_body(connection: sqlite3.Connection, number: int) -> tuple[str, Facts]:
    """Read the text of a report, by its number, and all records that are kept beside it.

    Raises:
        ValueError: they are damaged.
    """
    text, facts = _open_body(connection, number)
    return text, unpack(Facts, facts)


def _open_body(connection: sqlite3.Connection, number: int) -> tuple[str, bytes]:
    """Give the text of a report, and its other records still packed."""
    row = connection.execute(_BODY, (number,)).fetchone()
    if row is None:
        raise ValueError(f"report {number} has no body")
    original, text, facts = row
    return unpack_text(text, zlib.decompress(original)), facts
