"""Tar archives as a stream of members. Only names, sizes and bytes of plain files are looked at.

Python's own reader searches its extended headers by a pattern that takes quadratic time in several releases
(CVE-2024-6232), and keeps a list of all members; the format is simple enough to read what is needed here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

from samestory.sources.packing import UnpackingError

_BLOCK = 512
_CHUNK_BYTES = 1 << 16
# Extended headers hold long names; paths reach 4,096 bytes.
_MAX_HEADER_BYTES = 65_536
_FILES = frozenset((b"0", b"\0", b"7"))


class Member(io.RawIOBase):
    """A plain file in a tar archive, readable until the next one is asked for."""

    def __init__(self, stream: IO[bytes], name: str, size: int) -> None:
        self.name, self.size = name, size
        self._stream, self._left = stream, size
        self._padding = -size % _BLOCK

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one read does.

        Raises:
            UnpackingError: the archive ends before the member does.
        """
        data = self._stream.read(min(len(buffer), self._left))
        if not data and self._left and len(buffer):
            raise UnpackingError("it ends too early")
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def skip_rest(self) -> None:
        """Go on to where the next member begins."""
        left = self._left + self._padding
        self._left = self._padding = 0
        while left > 0:
            read = len(self._stream.read(min(left, _CHUNK_BYTES)))
            left -= read
            if not read:
                raise UnpackingError("it ends too early")


def iter_members(stream: IO[bytes]) -> Iterator[Member]:
    """Give the plain files of a tar archive one by one, in its order.

    Raises:
        UnpackingError: it is no tar archive, or is broken or cut short.
    """
    name, size = "", -1
    while any(header := _read_header(stream)):
        kind = header[156:157]
        length = _number(header[124:136])
        if kind in (b"x", b"L"):
            data = _read_extension(stream, length)
            if kind == b"L":
                name = _text(data.rstrip(b"\0"))
            else:
                name, size = _read_records(data, name, size)
            continue
        plain = kind in _FILES
        member = Member(stream, name or _name(header), size if size >= 0 and plain else length)
        if plain and not member.name.endswith("/"):
            yield member
        member.skip_rest()
        if kind != b"K":
            name, size = "", -1


def _read_header(stream: IO[bytes]) -> bytes:
    """Read a block and check its sum; nothing where the archive ends."""
    header = stream.read(_BLOCK)
    if not any(header):
        return b""
    if len(header) < _BLOCK:
        raise UnpackingError("it ends too early")
    if sum(header) - sum(header[148:156]) + 8 * 32 != _number(header[148:156]):
        raise UnpackingError("it is no tar archive, or a header in it is damaged")
    return header


def _read_extension(stream: IO[bytes], length: int) -> bytes:
    if length > _MAX_HEADER_BYTES:
        raise UnpackingError("a name in it is far too long")
    data = stream.read(length + -length % _BLOCK)[:length]
    if len(data) < length:
        raise UnpackingError("it ends too early")
    return data


def _read_records(data: bytes, name: str, size: int) -> tuple[str, int]:
    """Read 'length key=value' records as POSIX.1-2001 has them, and take the path and the size."""
    place = 0
    while place < len(data):
        digits = data[place : place + 20].partition(b" ")[0]
        length = int(digits) if digits.isdigit() else 0
        if length <= len(digits) + 1:
            break
        record = data[place + len(digits) + 1 : place + length]
        key, _, value = record.rstrip(b"\n").partition(b"=")
        if key == b"path":
            name = _text(value)
        elif key == b"size" and value.isdigit() and len(value) < 19:
            size = int(value)
        place += length
    return name, size


def _number(field: bytes) -> int:
    """Read a number: octal digits, or base 256 where the first bit says so."""
    if field[0] & 0x80:
        return int.from_bytes(field, "big") & ((1 << (8 * len(field) - 1)) - 1)
    digits = field.strip(b" \0")
    try:
        return int(digits or b"0", 8)
    except ValueError as error:
        raise UnpackingError("a header in it is damaged") from error


def _name(header: bytes) -> str:
    name, prefix = header[:100].split(b"\0")[0], header[345:500].split(b"\0")[0]
    return _text(prefix + b"/" + name if prefix and header[257:262] == b"ustar" else name)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
