"""Which bytes are read how: one table by suffix, and a look into a named file whose suffix says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TypeVar

from samestory.sources.archives import read_tar, read_zip
from samestory.sources.blobs import Blob, blob_of_file, split_suffix
from samestory.sources.docx import read_docx
from samestory.sources.drafts import Draft, Readings, Refusal
from samestory.sources.feeds import read_feed
from samestory.sources.html import read_page
from samestory.sources.json_documents import read_json
from samestory.sources.jsonl import Line, cut_lines, read_lines
from samestory.sources.mail import read_letter, read_saved_page
from samestory.sources.packing import TooLargeError, TooMuchError, UnpackingError
from samestory.sources.parquet import read_parquet
from samestory.sources.pdf import read_pdf
from samestory.sources.settings import IntakeSettings
from samestory.sources.sidecar import NEVER_REPORTS, is_about_the_folder
from samestory.sources.tables import read_table
from samestory.sources.text import EMPTY, read_text
from samestory.sources.warc import PageRecord, cut_warc, read_wacz, read_warc

Reader = Callable[[Blob, IntakeSettings], Readings]
Item = TypeVar("Item")

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,500}(?:<!--[^>]{0,500}-->\s{0,500})?"
    rb"<(?:!doctype\s{1,20}html|html|head|body|meta|title|script|style|div|article)\b",
    re.I,
)
# Pictures that a browser wrote into a page which it saved; what is left of a page of 20 MB is often one.
_INLINED = re.compile(rb"data:[a-z]{1,20}/[a-z0-9.+-]{1,40}[^\"'()<>\s]{1000,}")
_MAX_LEAN_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffixes, what is read of it, and the extra that must be installed for it."""

    name: str
    suffixes: tuple[str, ...]
    reads: str
    reader: Reader
    extra: str = ""
    module: str = ""

    @property
    def installed(self) -> bool:
        """Whether what it needs is there."""
        return not self.module or find_spec(self.module) is not None


def _read_text_blob(blob: Blob, settings: IntakeSettings) -> Readings:
    data = blob.read(settings.max_text_bytes)
    yield from read_text(blob.path, data, settings) if data else [Refusal(blob.path, EMPTY)]


def _read_page_blob(blob: Blob, settings: IntakeSettings) -> Readings:
    data = blob.read(settings.max_document_bytes)
    lean = _INLINED.sub(b"data:,", data) if len(data) > _MAX_LEAN_BYTES else data
    if len(lean) > settings.max_page_bytes:
        raise TooLargeError(f"it holds more than {settings.max_page_bytes:,} bytes")
    readings = read_page(blob.path, lean, settings, charset=blob.charset) if data else ()
    for reading in readings or [Refusal(blob.path, EMPTY)]:
        yield replace(reading, data=data) if isinstance(reading, Draft) else reading


def _is_wanted_inside(name: str) -> bool:
    """Whether a member of an archive is read: what would be read of a folder."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and is_report_name(parts[-1])
        and not any(part.startswith((".", "__MACOSX")) for part in parts)
    )


def _read_zip_blob(blob: Blob, settings: IntakeSettings) -> Readings:
    return read_zip(blob, settings, is_wanted=_is_wanted_inside, read=read_blob)


def _read_tar_blob(blob: Blob, settings: IntakeSettings) -> Readings:
    return read_tar(blob, settings, is_wanted=_is_wanted_inside, read=read_blob)


TEXT = Format("Text", (".txt", ".text", ".md"), "one report, as it stands", _read_text_blob)
HTML = Format(
    "HTML", (".html", ".htm", ".xhtml"), "the report in a page, what it declares", _read_page_blob
)
LINES = Format(
    "JSON Lines", (".jsonl", ".ndjson"), "a report a line, whatever its fields are called", read_lines
)
JSON = Format("JSON", (".json",), "a list of reports, an object with one or many, a JSON Feed", read_json)
FEED = Format("Feed", (".xml", ".rss", ".atom", ".rdf"), "RSS and Atom, an item a report", read_feed)
TABLE = Format("CSV", (".csv", ".tsv"), "a report a row, the first row names the columns", read_table)
PARQUET = Format("Parquet", (".parquet",), "a report a row", read_parquet, "parquet", "pyarrow")
MAIL = Format("Mail", (".eml",), "a newsletter, its page or its text", read_letter)
SAVED = Format("MHTML", (".mhtml", ".mht"), "the page that a browser saved", read_saved_page)
PDF = Format("PDF", (".pdf",), "one report, if there is text in it", read_pdf, "pdf", "pdfminer")
WORD = Format("Word", (".docx",), "one report, a line a paragraph", read_docx)
WARC = Format("WARC", (".warc",), "the pages of a crawl, each with its address", read_warc)
WACZ = Format("WACZ", (".wacz",), "the web archives in a package", read_wacz)
ZIP = Format("ZIP", (".zip",), "whatever of all this lies in it", _read_zip_blob)
TAR = Format(
    "tar", (".tar", ".tgz", ".tbz2", ".tbz", ".txz"), "whatever of all this lies in it", _read_tar_blob
)

FORMATS: tuple[Format, ...] = (
    TEXT, HTML, LINES, JSON, TABLE, PARQUET, FEED, MAIL, SAVED, PDF, WORD, WARC, WACZ, ZIP, TAR,
)  # fmt: skip
_BY_SUFFIX: Mapping[str, Format] = {suffix: kind for kind in FORMATS for suffix in kind.suffixes}
EXPECTED = "Expected a file of a kind that `samestory formats` lists, also packed as .gz, .bz2 or .xz"
# How the first bytes tell a format where no suffix does. A Word document is a ZIP archive too.
_STARTS: tuple[tuple[re.Pattern[bytes], Format], ...] = (
    (_HTML, HTML),
    (re.compile(rb"%PDF-"), PDF),
    (re.compile(rb"WARC/[01]\."), WARC),
    (re.compile(rb"PAR1"), PARQUET),
    (re.compile(rb"PK\x03\x04(?s:.{26})\[Content_Types\]|PK\x03\x04(?s:.{26})word/"), WORD),
    (re.compile(rb"PK\x03\x04"), ZIP),
    (re.compile(rb"(?s:.{257})ustar"), TAR),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<(?:\?xml|rss|feed|rdf:RDF|item|entry)\b"), FEED),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}(?:\{\s{0,100}\"|\[\s{0,100}\{)"), JSON),
    (
        re.compile(
            rb"(?:(?:From|MIME-Version|Received|Return-Path|Delivered-To|Message-ID|Subject): )", re.I
        ),
        MAIL,
    ),
)


def find_format(name: str) -> Format | None:
    """Find the format of a file by its suffix, the one before '.gz' if it is packed; None for no report.

    >>> find_format("a.HTML.gz").name, find_format("photo.jpg")
    ('HTML', None)
    """
    return _BY_SUFFIX.get(split_suffix(name)[0])


def is_report_name(name: str) -> bool:
    """Whether a file in a folder is read: not what is hidden, of no known format, or about the others.

    >>> is_report_name("fire.html"), is_report_name("README.md"), is_report_name("meta.json")
    (True, False, False)
    """
    about = name in NEVER_REPORTS or is_about_the_folder(name)
    return not name.startswith(".") and not about and find_format(name) is not None


def read_file(path: str, file: Path, settings: IntakeSettings) -> Readings:
    """Read the reports of one file; whatever is wrong with it becomes a refusal that names it."""
    return read_blob(blob_of_file(path, file, settings), settings)


def read_blob(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the reports in named bytes; whatever is wrong with them becomes a refusal that names them."""
    return _read(blob, lambda kind, found: kind.reader(found, settings))


def cut_blob(blob: Blob, settings: IntakeSettings) -> Iterator[Draft | Refusal | Line | PageRecord]:
    """Read the reports in named bytes, but leave lines of JSON and pages of web archives unread."""

    def cut(kind: Format, blob: Blob) -> Iterator[Draft | Refusal | Line | PageRecord]:
        if kind is LINES:
            return cut_lines(blob, settings)
        return cut_warc(blob, settings) if kind is WARC else kind.reader(blob, settings)

    return _read(blob, cut)


def _read(blob: Blob, read: Callable[[Format, Blob], Iterator[Item]]) -> Iterator[Item | Refusal]:
    path = blob.path
    try:
        kind, blob = identify(blob)
        if not kind.installed:
            yield Refusal(
                path, f"{kind.name} needs an extra. Install it: pip install 'samestory[{kind.extra}]'."
            )
            return
        reading = None
        for reading in read(kind, blob):
            yield reading
        if reading is None:
            yield Refusal(path, f"no report is in it. {EXPECTED}.")
    except TooLargeError as error:
        yield Refusal(path, f"{error}. Expected one report. Split it, or write its reports as JSON Lines.")
    except TooMuchError as error:
        yield Refusal(path, f"{error}. Expected news, not a bomb. Split it into smaller files.")
    except UnpackingError as error:
        yield Refusal(path, f"the packed file is broken ({error}). Expected gzip. Fetch it again.")
    except PermissionError:
        yield Refusal(
            path, "it may not be read. Expected a file that you can open. Change its permissions."
        )
    except OSError as error:
        yield Refusal(
            path, f"it cannot be opened ({error.strerror or error}). Check the path and the disk."
        )


def identify(blob: Blob) -> tuple[Format, Blob]:
    """Tell a format by the suffix or, where that says nothing, by the first bytes."""
    kind = _BY_SUFFIX.get(blob.suffix)
    if kind is not None:
        return kind, blob
    blob = blob.unpacked_by_start()
    start = blob.start()
    return next((kind for pattern, kind in _STARTS if pattern.match(start)), TEXT), blob
