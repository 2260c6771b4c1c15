"""Reading in several processes: what lies at the paths, cut into pieces that one process reads at a time.

The cutting is cheap and streams, however large the files; the pieces come in the order of `iter_paths`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import IO

from samestory.records import SetAside
from samestory.sources.blobs import blob_of_file
from samestory.sources.drafts import Draft, Refusal
from samestory.sources.formats import HTML, MAIL, PDF, SAVED, TEXT, WORD, cut_blob, find_format, read_file
from samestory.sources.intake import fetch_paths, find_files
from samestory.sources.jsonl import Line, read_line
from samestory.sources.settings import SETTINGS, IntakeSettings
from samestory.sources.sidecar import Sidecars
from samestory.sources.warc import PageRecord, read_page_record

# So many items, or so many bytes, are worth the handing over.
MAX_ITEMS = 32
MAX_BYTES = 1_000_000
# Read by the process that is given their name.
_OF_ONE_REPORT = (TEXT, HTML, PDF, WORD, MAIL, SAVED)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file of one report: the path that names it, and where it lies."""

    path: str
    file: Path


Item = NamedFile | Line | PageRecord | Draft | SetAside


@dataclass(frozen=True, slots=True)
class Piece:
    """What one process reads at a time; `size` is what it takes of the bytes at the paths."""

    items: tuple[Item, ...]
    size: int


def measure_paths(paths: Sequence[str | PathLike[str]]) -> int:
    """Count the bytes of the files that would be read."""
    refusals: list[Refusal] = []
    return sum(_size(file) for file in find_files(paths, refusals))


def cut_paths(paths: Sequence[str | PathLike[str]], settings: IntakeSettings = SETTINGS) -> Iterator[Piece]:
    """Cut what lies at the paths into pieces."""
    held: list[Item] = []
    weight = size = 0
    for item, length, share in _items(paths, settings):
        held.append(item)
        weight, size = weight + length, size + share
        if len(held) >= MAX_ITEMS or weight >= MAX_BYTES:
            yield Piece(tuple(held), size)
            held, weight, size = [], 0, 0
    if held:
        yield Piece(tuple(held), size)


def read_piece(
    piece: Piece, sidecars: Sidecars, settings: IntakeSettings = SETTINGS
) -> Iterator[Draft | SetAside]:
    """Read the reports of a piece."""
    for item in piece.items:
        if isinstance(item, NamedFile):
            yield from _read_named(item, sidecars, settings)
        elif isinstance(item, Line):
            yield _told(read_line(item.path, item.data, settings, number=item.number))
        elif isinstance(item, PageRecord):
            yield from map(_told, read_page_record(item, settings))
        else:
            yield item
    while sidecars.refusals:
        yield _told(sidecars.refusals.pop())


def _read_named(
    item: NamedFile, sidecars: Sidecars, settings: IntakeSettings
) -> Iterator[Draft | SetAside]:
    for reading in read_file(item.path, item.file, settings):
        if isinstance(reading, Draft) and not reading.line and reading.path == item.path:
            metadata = sidecars.find(item.file, item.path)
            yield metadata.added_to(reading) if metadata else reading
        else:
            yield _told(reading)


def _items(
    paths: Sequence[str | PathLike[str]], settings: IntakeSettings
) -> Iterator[tuple[Item, int, int]]:
    """Give each item with its own length and with its share of the bytes at the paths."""
    refusals: list[Refusal] = []
    files = find_files(paths, refusals)
    sidecars = Sidecars(settings)
    yield from ((_told(refusal), 0, 0) for refusal in refusals)
    for file, path in sorted(files.items(), key=lambda found: found[1]):
        kind, size = find_format(file.name), _size(file)
        if kind in _OF_ONE_REPORT:
            yield NamedFile(path, file), size, size
            continue
        position = _Position(file)
        blob = replace(blob_of_file(path, file, settings), open_raw=position.open)
        for reading in cut_blob(blob, settings):
            length = 0 if isinstance(reading, Refusal) else len(reading.data)
            item = (
                reading
                if isinstance(reading, Line | PageRecord)
                else _with_sidecar(reading, file, path, sidecars)
            )
            yield item, length, position.advance()
    yield from ((_told(refusal), 0, 0) for refusal in sidecars.refusals)
    for arrival in fetch_paths(paths, settings):
        yield arrival, len(arrival.data) if isinstance(arrival, Draft) else 0, 0


class _Position:
    """How far a file has been read: of a packed one that is all that tells how much is left."""

    def __init__(self, file: Path) -> None:
        self._file, self._at = file, 0
        self._stream: IO[bytes] | None = None

    def open(self) -> IO[bytes]:
        """Open the file."""
        self._stream = self._file.open("rb")
        return self._stream

    def advance(self) -> int:
        """Give the bytes that were read since it was last asked."""
        if self._stream is None or self._stream.closed:
            return 0
        before, self._at = self._at, max(self._at, self._stream.tell())
        return self._at - before


def _with_sidecar(reading: Draft | Refusal, file: Path, path: str, sidecars: Sidecars) -> Draft | SetAside:
    if isinstance(reading, Draft) and not reading.line and reading.path == path:
        metadata = sidecars.find(file, path)
        return metadata.added_to(reading) if metadata else reading
    return _told(reading)


def _told(reading: Draft | Refusal) -> Draft | SetAside:
    return SetAside(reading.source, reading.reason) if isinstance(reading, Refusal) else reading


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
