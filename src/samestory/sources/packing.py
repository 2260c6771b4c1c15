"""Bytes of files, packed or not, never more of them than asked for."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import IO, cast

PACKED = ".gz"
UNPACKING_ERRORS = (EOFError, gzip.BadGzipFile, zlib.error)


class TooLargeError(ValueError):
    """A file holds more bytes than are read at once."""


def open_bytes(file: Path) -> IO[bytes]:
    """Open a file for its bytes, unpacked if it is packed by gzip."""
    if file.suffix.lower() == PACKED:
        return cast(IO[bytes], io.BufferedReader(gzip.open(file, "rb")))
    return file.open("rb")


def read_bounded(file: Path, limit: int) -> bytes:
    """Read a whole file, unpacked.

    Raises:
        TooLargeError: it holds more than `limit` bytes; no more than that is ever in memory.
    """
    with open_bytes(file) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"it holds more than {limit:,} bytes")
    return data
