"""A stretch of bytes with a name: a file, or one that lies in an archive. Every reader is given one."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, cast

from samestory.sources.packing import PACKED, PACKED_STARTS, Allowance, open_packed, read_bounded
from samestory.sources.settings import IntakeSettings

# Short names for a packed archive.
_SHORT = {
    ".tgz": (".tar", ".gz"),
    ".tbz2": (".tar", ".bz2"),
    ".tbz": (".tar", ".bz2"),
    ".txz": (".tar", ".xz"),
}
_START_BYTES = 2_000


@dataclass(frozen=True, slots=True)
class Blob:
    """Named bytes. `path` names them to people: 'news.zip!a/b.html'; `packing` is '.gz' or none.

    `charset` is what whoever sent them called their encoding, '' where nobody did.
    """

    path: str
    suffix: str
    packing: str
    open_raw: Callable[[], IO[bytes]]
    allowance: Allowance
    depth: int = 0
    charset: str = ""

    def open(self) -> IO[bytes]:
        """Open the bytes, unpacked and counted."""
        raw = self.open_raw()
        return open_packed(raw, self.packing, self.allowance) if self.packing else raw

    def open_seekable(self, limit: int) -> IO[bytes]:
        """Open the bytes so that they can be read in any order; what is not a plain file is held whole.

        Raises:
            TooLargeError: more than `limit` bytes would have to be held.
        """
        stream = self.open()
        if not self.packing and not self.depth:
            return stream
        with stream:
            return io.BytesIO(read_bounded(stream, limit))

    def read(self, limit: int) -> bytes:
        """Read all of it.

        Raises:
            TooLargeError: it holds more than `limit` bytes.
        """
        with self.open() as stream:
            return read_bounded(stream, limit)

    def start(self) -> bytes:
        """Read the first bytes, to tell what it is."""
        with self.open() as stream:
            return stream.read(_START_BYTES)

    def unpacked_by_start(self) -> Blob:
        """See that bytes which begin like a packed file are unpacked, whatever their name says."""
        if self.packing:
            return self
        start = self.start()
        packing = next((kind for mark, kind in PACKED_STARTS.items() if start.startswith(mark)), "")
        return replace(self, packing=packing) if packing else self


def as_buffered(stream: IO[bytes]) -> io.BufferedReader:
    """See that a stream can be peeked into."""
    return (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    )


def blob_of_file(path: str, file: Path, settings: IntakeSettings) -> Blob:
    """Name a file on disk."""
    suffix, packing = split_suffix(file.name)
    return Blob(path, suffix, packing, lambda: cast(IO[bytes], file.open("rb")), Allowance(settings))


def blob_inside(container: Blob, name: str, open_raw: Callable[[], IO[bytes]]) -> Blob:
    """Name a member of an archive; its name is for showing and opens nothing."""
    suffix, packing = split_suffix(PurePosixPath(name).name)
    path = f"{container.path}!{name}"
    return Blob(path, suffix, packing, open_raw, container.allowance, container.depth + 1)


def split_suffix(name: str) -> tuple[str, str]:
    """Give the suffix that tells the format, in small letters, and that of the packing around it.

    >>> split_suffix("a.HTML.gz"), split_suffix("b.tgz"), split_suffix("c")
    (('.html', '.gz'), ('.tar', '.gz'), ('', ''))
    """
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    if suffixes and suffixes[-1] in _SHORT:
        return _SHORT[suffixes[-1]]
    packing = suffixes.pop() if suffixes and suffixes[-1] in PACKED else ""
    return (suffixes[-1] if suffixes else ""), packing
