"""Checking: is the file whole, is every text the one that was stored, does every place lie in its text?"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from samestory.library.codec import unpack
from samestory.library.marks import are_marks_whole
from samestory.library.preparing import Facts, hash_text, unpack_text
from samestory.records import Cleaning, Dossier

Progress = Callable[[str, int, int], None]
ProblemKind = Literal["file", "original", "text", "places", "index", "grouping", "dossier", "reference"]
# The first hundred say what is wrong; a file that is overwritten has as many as it has pages.
MAX_FILE_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be: where, what, and what `--repair` does about it."""

    kind: ProblemKind
    where: str
    what: str
    remedy: str = ""


REREAD = "it is read again from its original bytes"
LOST = "its original is damaged too: it is taken out and named, so that it can be added again"
REINDEX = "the index is made again from the reports"
REGROUP = "all reports are grouped again"
DROP = "it is dropped, and made again when the story is shown"
SALVAGE = "all reports that can still be read are put into a new file; this one is kept beside it"


_GROUPING = (
    (
        "reports are in no story",
        "SELECT count(*) FROM report WHERE newer IS NULL AND number NOT IN (SELECT report FROM membership)",
    ),
    (
        "reports are in a story though a newer version is there",
        "SELECT count(*) FROM membership AS m JOIN report AS r ON r.number = m.report"
        " WHERE r.newer IS NOT NULL",
    ),
    (
        "stories are empty",
        "SELECT count(*) FROM story WHERE number NOT IN (SELECT story FROM membership)",
    ),
)


def find_problems(connection: sqlite3.Connection, *, progress: Progress) -> Iterator[Problem]:
    """Look at everything in the library, one kind after the other.

    Raises:
        sqlite3.DatabaseError: the file is so damaged that it cannot be looked through.
    """
    found = list(_check_file(connection))
    yield from found
    if any(problem.kind == "file" for problem in found):
        return
    yield from _check_originals(connection, progress)
    yield from _check_reports(connection, progress)
    yield from _check_indexes(connection)
    yield from _check_marks(connection)
    yield from _check_grouping(connection)
    yield from _check_dossiers(connection)


def _check_file(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (found,) in connection.execute(f"PRAGMA integrity_check({MAX_FILE_PROBLEMS})"):
        if found == "ok":
            continue
        kind: ProblemKind = "index" if "index" in found and "row" in found else "file"
        yield Problem(kind, "the file", found, REINDEX if kind == "index" else SALVAGE)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem("reference", f"{table} {row}", f"it names a {parent} that is not there", DROP)


def _check_originals(connection: sqlite3.Connection, progress: Progress) -> Iterator[Problem]:
    total = _count(connection, "original")
    query = "SELECT o.number, o.sha256, o.bytes, o.data FROM original AS o ORDER BY o.number"
    for done, (number, sha256, size, data) in enumerate(connection.execute(query)):
        if done % 1000 == 0:
            progress("Checking originals", done, total)
        wrong = _wrong_original(sha256, size, data)
        if wrong:
            for report in _reports_of(connection, number):
                yield Problem("original", report, wrong, LOST)


def _wrong_original(sha256: bytes, size: int, data: bytes) -> str:
    try:
        plain = zlib.decompress(data)
    except zlib.error as error:
        return f"its original bytes cannot be unpacked ({error})"
    if len(plain) != size or hashlib.sha256(plain).digest() != sha256:
        return "its original bytes are not those that were stored"
    return ""


def _check_reports(connection: sqlite3.Connection, progress: Progress) -> Iterator[Problem]:
    total = _count(connection, "report")
    query = """
        SELECT r.id, o.data, b.text, b.text_hash, b.facts FROM report AS r
        LEFT JOIN original AS o ON o.number = r.original LEFT JOIN body AS b ON b.report = r.number
        ORDER BY r.number
    """
    for done, (report, original, text, text_hash, facts) in enumerate(connection.execute(query)):
        if done % 1000 == 0:
            progress("Checking reports", done, total)
        try:
            data = zlib.decompress(original)
        except (zlib.error, TypeError):
            continue  # told with the originals
        yield from _check_report(report, data, (text, text_hash, facts))


def _check_report(report: str, original: bytes, body: tuple[bytes, bytes, bytes]) -> Iterator[Problem]:
    packed, text_hash, packed_facts = body
    if packed is None:
        yield Problem("text", report, "it has no text", REREAD)
        return
    try:
        text = unpack_text(packed, original)
        facts = unpack(Facts, packed_facts)
    except (ValueError, UnicodeDecodeError) as error:
        yield Problem("text", report, str(error), REREAD)
        return
    if hash_text(text) != text_hash:
        yield Problem("text", report, "its text is not the one that was stored", REREAD)
    elif facts.cleaning.report != report:
        yield Problem("text", report, "what is known of it is of another report", REREAD)
    elif not all(0 <= start <= end <= len(text) for start, end in _places(facts)):
        yield Problem("places", report, "what is known of it lies outside its text", REREAD)


def _places(facts: Facts) -> Iterator[tuple[int, int]]:
    cleaning: Cleaning = facts.cleaning
    for span in (*cleaning.headings, *cleaning.paragraphs, *cleaning.captions):
        yield span.start, span.end
    for piece in cleaning.furniture:
        yield piece.start, piece.end
    for repair in cleaning.repairs:
        yield repair.start, repair.end
    for credit in cleaning.agencies:
        yield credit.start, credit.end
    if cleaning.title is not None:
        yield cleaning.title.start, cleaning.title.end
    for basis in facts.published.basis:
        if basis.start is not None and basis.end is not None:
            yield basis.start, basis.end


def _check_indexes(connection: sqlite3.Connection) -> Iterator[Problem]:
    missing = connection.execute(
        "SELECT count(*) FROM report WHERE number NOT IN (SELECT id FROM report_words_docsize)"
    ).fetchone()[0]
    left = connection.execute(
        "SELECT count(*) FROM report_words_docsize WHERE id NOT IN (SELECT number FROM report)"
    ).fetchone()[0]
    if missing or left:
        what = f"{missing} reports cannot be found by their words, {left} are found that are gone"
        yield Problem("index", "the words of reports", what, REINDEX)
    lost = connection.execute(
        "SELECT count(*) FROM finding WHERE number NOT IN (SELECT id FROM finding_words_docsize)"
    ).fetchone()[0]
    if lost:
        what = f"{lost} statements, quotations and names cannot be found by their words"
        yield Problem("index", "the words of findings", what, REINDEX)


def _check_marks(connection: sqlite3.Connection) -> Iterator[Problem]:
    """All fingerprints stand in their order and are of reports that are there."""
    if not are_marks_whole(connection):
        yield Problem("index", "the fingerprints of reports", "they are not in order", REINDEX)


def _check_grouping(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Every newest version is in one story, older ones in none, and no story is empty."""
    for what, query in _GROUPING:
        number = connection.execute(query).fetchone()[0]
        if number:
            yield Problem("grouping", "the stories", f"{number} {what}", REGROUP)


def _check_dossiers(connection: sqlite3.Connection) -> Iterator[Problem]:
    for story, data in connection.execute("SELECT story, data FROM dossier ORDER BY story"):
        try:
            unpack(Dossier, data)
        except ValueError as error:
            yield Problem("dossier", story, f"its dossier cannot be read ({error})", DROP)


def _reports_of(connection: sqlite3.Connection, original: int) -> list[str]:
    query = "SELECT id FROM report WHERE original = ? ORDER BY number"
    return [row[0] for row in connection.execute(query, (original,))]


def _count(connection: sqlite3.Connection, table: str) -> int:
    number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own
    return number
