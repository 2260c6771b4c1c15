"""Which file is read how: one table by suffix, and a look into a named file whose suffix says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from samestory.sources.drafts import Readings, Refusal
from samestory.sources.html import read_page
from samestory.sources.jsonl import read_lines
from samestory.sources.packing import PACKED, UNPACKING_ERRORS, TooLargeError, open_bytes, read_bounded
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import EMPTY, read_text

Reader = Callable[[str, Path, IntakeSettings], Readings]

_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I
)
_SNIFF_BYTES = 2_000


def _read_text_file(path: str, file: Path, settings: IntakeSettings) -> Readings:
    data = read_bounded(file, settings.max_text_bytes)
    yield from read_text(path, data, settings) if data else [Refusal(path, EMPTY)]


def _read_page_file(path: str, file: Path, settings: IntakeSettings) -> Readings:
    data = read_bounded(file, settings.max_page_bytes)
    yield from read_page(path, data, settings) if data else [Refusal(path, EMPTY)]


READERS: Mapping[str, Reader] = {
    ".txt": _read_text_file,
    ".text": _read_text_file,
    ".md": _read_text_file,
    ".html": _read_page_file,
    ".htm": _read_page_file,
    ".xhtml": _read_page_file,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
}
EXPECTED = (
    "Expected text (.txt, .md), HTML (.html, .htm, .xhtml) or JSON Lines (.jsonl, .ndjson), also as .gz"
)


def find_reader(file: Path) -> Reader | None:
    """Find the reader for a file by its suffix, the one before '.gz' if it is packed; None for no report.

    >>> find_reader(Path("a.HTML.gz")) is READERS[".html"], find_reader(Path("photo.jpg"))
    (True, None)
    """
    suffixes = [suffix.lower() for suffix in file.suffixes]
    if suffixes and suffixes[-1] == PACKED:
        suffixes.pop()
    return READERS.get(suffixes[-1]) if suffixes else None


def read_file(path: str, file: Path, settings: IntakeSettings) -> Readings:
    """Read the reports of one file; whatever is wrong with it becomes a refusal that names it."""
    try:
        yield from (find_reader(file) or _read_unknown)(path, file, settings)
    except TooLargeError as error:
        yield Refusal(path, f"{error}. Expected one report. Split it, or write its reports as JSON Lines.")
    except UNPACKING_ERRORS as error:
        yield Refusal(path, f"the packed file is broken ({error}). Expected gzip. Fetch it again.")
    except PermissionError:
        yield Refusal(
            path, "it may not be read. Expected a file that you can open. Change its permissions."
        )
    except OSError as error:
        yield Refusal(
            path, f"it cannot be opened ({error.strerror or error}). Check the path and the disk."
        )


def _read_unknown(path: str, file: Path, settings: IntakeSettings) -> Readings:
    """Look into a named file whose suffix says nothing."""
    if file.suffix.lower() == ".json":
        reason = "JSON is read a report a line. Expected .jsonl with one object a line. Rewrite it so."
        return iter([Refusal(path, reason)])
    with open_bytes(file) as stream:
        start = stream.read(_SNIFF_BYTES)
    if _HTML.match(start):
        return _read_page_file(path, file, settings)
    if start.lstrip().startswith(b'{"'):
        return read_lines(path, file, settings)
    return _read_text_file(path, file, settings)
