"""What is worked out of one report before it is written: cleaned, dated, marked, packed.

No step looks at another report or at the library, so that this runs in any process, in any order.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
from numpy.typing import NDArray

from samestory.library.codec import LEVEL, pack
from samestory.records import Cleaning, Declared, Published, Report, Span
from samestory.sources import Draft
from samestory.stages.cleaning import clean_report
from samestory.stages.dating import date_report
from samestory.text.reading import read_stretches
from samestory.text.reuse.fingerprints import hash_words, mark_words
from samestory.text.reuse.stories import describe_report

# zlib looks back no further than this.
_WINDOW_BYTES = 32_768
# What an address carries about who clicked where, not about which page it is.
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|cmpid|ocid|mc_[ce]id|ref|ref_?src|partner|smid|s?hp|_r)$")


@dataclass(frozen=True, slots=True)
class Facts:
    """The records that the library keeps of a report beside its text."""

    declared: Declared
    cleaning: Cleaning
    published: Published


@dataclass(frozen=True, slots=True)
class Prepared:
    """One report as it is to be written: every column, packed. `hashes` are those of its words in order."""

    report: Report
    address: str | None
    title: str | None
    language: str
    earliest: str | None
    latest: str | None
    original: bytes
    size: int
    text: bytes
    facts: bytes
    words: tuple[str, str]
    hashes: NDArray[np.uint32]
    prints: NDArray[np.uint64]
    terms: bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that has just been written. `replaces` are the numbers of its earlier versions, now old."""

    number: int
    prepared: Prepared
    replaces: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A report with what its text alone gives, and the bytes from which it was read."""

    report: Report
    cleaning: Cleaning
    published: Published
    data: bytes


def prepare_report(draft: Draft) -> Prepared:
    """Clean, date, mark and pack one report."""
    return prepare_reports([(draft.report(), draft.data)])[0]


def prepare_reports(read: Sequence[tuple[Report, bytes]]) -> list[Prepared]:
    """Clean, date, mark and pack reports, each with the bytes from which it was read.

    All of them go through one step before any goes through the next: a step's patterns and tables
    then stay in the processor's cache, which takes a third off the time.
    """
    cleanings = [clean_report(report) for report, _ in read]
    dates = [date_report(report, cleaning) for (report, _), cleaning in zip(read, cleanings, strict=True)]
    rows = zip(read, cleanings, dates, strict=True)
    return _prepare([Cleaned(report, cleaning, day, data) for (report, data), cleaning, day in rows])


def prepare_again(report: Report, cleaning: Cleaning, published: Published, data: bytes = b"") -> Prepared:
    """Prepare a report that was cleaned and dated before; without `data`, its original is left out."""
    return _prepare([Cleaned(report, cleaning, published, data)])[0]


def _prepare(cleaned: Sequence[Cleaned]) -> list[Prepared]:
    """Work out the columns one after the other, each for all reports."""
    bodies = [read_body(each.report.text, each.cleaning) for each in cleaned]
    hashes = [
        hash_words(body[span.start] for span in each.cleaning.paragraphs)
        for each, body in zip(cleaned, bodies, strict=True)
    ]
    columns: dict[str, list[Any]] = {
        "report": [each.report for each in cleaned],
        "address": [fold_address(each.report.url) for each in cleaned],
        "title": [_read_title(each.cleaning) or each.report.declared.title for each in cleaned],
        "language": [each.cleaning.language for each in cleaned],
        "earliest": [_write_day(each.published.earliest) for each in cleaned],
        "latest": [_write_day(each.published.latest) for each in cleaned],
        "original": [zlib.compress(each.data, LEVEL) for each in cleaned],
        "size": [len(each.data) for each in cleaned],
        "text": [pack_text(each.report.text, each.data) for each in cleaned],
        "facts": [pack(Facts(each.report.declared, each.cleaning, each.published)) for each in cleaned],
        "words": [
            (_read_title(each.cleaning), "\n".join(body.values()))
            for each, body in zip(cleaned, bodies, strict=True)
        ],
        "hashes": hashes,
        "prints": [mark_words(words) for words in hashes],
        "terms": [describe_report(each.report, each.cleaning, each.published).terms for each in cleaned],
    }
    return [Prepared(**dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]


def _write_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def pack_text(text: str, original: bytes) -> bytes:
    """Pack a text with its original as the dictionary: what the two share costs next to nothing.

    >>> original = b'{"text": "' + b"It burned all night. " * 9 + b'"}'
    >>> unpack_text(pack_text("It burned all night.", original), original)
    'It burned all night.'
    """
    squeeze = zlib.compressobj(LEVEL, zdict=original[:_WINDOW_BYTES])
    return squeeze.compress(text.encode("utf-8", "surrogatepass")) + squeeze.flush()


def unpack_text(data: bytes, original: bytes) -> str:
    """Unpack what `pack_text` packed.

    Raises:
        ValueError: the bytes are not such a text, or the original is another.
    """
    try:
        loosen = zlib.decompressobj(zdict=original[:_WINDOW_BYTES])
        return (loosen.decompress(data) + loosen.flush()).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError(f"no text can be unpacked ({error})") from error


def hash_text(text: str) -> bytes:
    """Give eight bytes by which a text is known to be whole."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8]


def fold_address(url: str | None) -> str | None:
    """Take off an address what does not change the page; None where it names no page of its own.

    >>> fold_address("http://www.Example.org/2019/a/?utm_source=x#top")
    'example.org/2019/a'
    >>> fold_address("https://example.org/")
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    query = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name.lower())]
    path = parts.path.rstrip("/")
    if not host or not (path or query):
        return None
    return f"{host}{path}" + (f"?{urlencode(sorted(query))}" if query else "")


def list_words(text: str, cleaning: Cleaning) -> tuple[str, str]:
    """Give the title and the body as they are read: repaired, in order, without furniture."""
    return _read_title(cleaning), "\n".join(read_body(text, cleaning).values())


def read_body(text: str, cleaning: Cleaning) -> dict[int, str]:
    """Read the stretches of a report's own words below the title, in order, by where they start."""
    spans = body_spans(cleaning)
    read = read_stretches(text, spans, cleaning.repairs)
    return {span.start: words for span, words in zip(spans, read, strict=True)}


def body_spans(cleaning: Cleaning) -> Sequence[Span]:
    """List the stretches of a report's own words below the title, in order."""
    spans = [*cleaning.headings, *cleaning.paragraphs, *cleaning.captions]
    return sorted(spans, key=lambda span: span.start)


def _read_title(cleaning: Cleaning) -> str:
    return cleaning.title.text if cleaning.title else ""
