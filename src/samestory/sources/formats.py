"""Which bytes are read how: one table by suffix, and a look into a named file whose suffix says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from samestory.sources.blobs import Blob, blob_of_file, split_suffix
from samestory.sources.drafts import Draft, Readings, Refusal
from samestory.sources.html import read_page
from samestory.sources.jsonl import Line, cut_lines, read_lines
from samestory.sources.packing import TooLargeError, TooMuchError, UnpackingError
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import EMPTY, read_text

Reader = Callable[[Blob, IntakeSettings], Readings]
Item = TypeVar("Item")

_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I
)


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
    data = blob.read(settings.max_page_bytes)
    yield from read_page(blob.path, data, settings) if data else [Refusal(blob.path, EMPTY)]


TEXT = Format("Text", (".txt", ".text", ".md"), "one report, as it stands", _read_text_blob)
HTML = Format(
    "HTML", (".html", ".htm", ".xhtml"), "the report in a page, and what the page declares", _read_page_blob
)
LINES = Format(
    "JSON Lines", (".jsonl", ".ndjson"), "a report a line, under the usual names of its fields", read_lines
)

FORMATS: tuple[Format, ...] = (TEXT, HTML, LINES)
_BY_SUFFIX: Mapping[str, Format] = {suffix: kind for kind in FORMATS for suffix in kind.suffixes}
EXPECTED = (
    "Expected text (.txt, .md), HTML (.html, .htm, .xhtml) or JSON Lines (.jsonl, .ndjson), also as .gz"
)


def find_format(name: str) -> Format | None:
    """Find the format of a file by its suffix, the one before '.gz' if it is packed; None for no report.

    >>> find_format("a.HTML.gz").name, find_format("photo.jpg")
    ('HTML', None)
    """
    return _BY_SUFFIX.get(split_suffix(name)[0])


def read_file(path: str, file: Path, settings: IntakeSettings) -> Readings:
    """Read the reports of one file; whatever is wrong with it becomes a refusal that names it."""
    return read_blob(blob_of_file(path, file, settings), settings)


def read_blob(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the reports in named bytes; whatever is wrong with them becomes a refusal that names them."""
    return _read(blob, lambda kind, found: kind.reader(found, settings))


def cut_blob(blob: Blob, settings: IntakeSettings) -> Iterator[Draft | Refusal | Line]:
    """Read the reports in named bytes, but leave those of JSON Lines as the lines that they stand in."""

    def cut(kind: Format, blob: Blob) -> Iterator[Draft | Refusal | Line]:
        return cut_lines(blob, settings) if kind is LINES else kind.reader(blob, settings)

    return _read(blob, cut)


def _read(blob: Blob, read: Callable[[Format, Blob], Iterator[Item]]) -> Iterator[Item | Refusal]:
    path = blob.path
    try:
        kind = _BY_SUFFIX.get(blob.suffix)
        if kind is None:
            blob = blob.unpacked_by_start()
            kind = _guess_format(blob)
        yield from read(kind, blob)
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


def _guess_format(blob: Blob) -> Format:
    """Look into a named file whose suffix says nothing."""
    start = blob.start()
    if _HTML.match(start):
        return HTML
    if start.lstrip().startswith(b'{"'):
        return LINES
    return TEXT
