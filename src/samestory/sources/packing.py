"""Bytes that are packed: unpacked as a stream, and never more of them than a file is allowed."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import IO, Any

from samestory.sources.settings import IntakeSettings

_CHUNK_BYTES = 1 << 16
# What the dictionary of an xz file may ask for; its strongest usual setting takes 65 MB.
_MAX_XZ_MEMORY_BYTES = 100_000_000


class PackingError(ValueError):
    """Bytes cannot be had, or not as many of them: the base of the three below."""


class UnpackingError(PackingError):
    """Packed bytes are broken or cut short."""


class TooLargeError(PackingError):
    """A file holds more bytes than are read at once."""


class TooMuchError(PackingError):
    """More comes out of a packed file than any news packs into so little: the rest is left."""


class Allowance:
    """What may still come out of one file that was given, however deep things lie in one another."""

    def __init__(self, settings: IntakeSettings) -> None:
        self._settings = settings
        self._unpacked = 0
        self._entries = 0

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            TooMuchError: they are more than one file may hold.
        """
        self._unpacked += size
        if self._unpacked > self._settings.max_unpacked_bytes:
            bound = f"{self._settings.max_unpacked_bytes:,}"
            raise TooMuchError(f"more than {bound} bytes come out of it; the rest is left")

    def check_ratio(self, unpacked: int, packed: int) -> None:
        """Compare what came out of a stream with what went in.

        Raises:
            TooMuchError: text is never packed so tightly.
        """
        settings = self._settings
        if unpacked > settings.ratio_grace_bytes and unpacked > settings.max_ratio * max(packed, 1):
            raise TooMuchError(f"more than {settings.max_ratio} bytes come out of each; the rest is left")

    def enter(self) -> None:
        """Count an entry of an archive.

        Raises:
            TooMuchError: there are more than one file may hold.
        """
        self._entries += 1
        if self._entries > self._settings.max_entries:
            bound = f"{self._settings.max_entries:,}"
            raise TooMuchError(f"more than {bound} files lie in it; the rest is left")


_UNPACKERS: Mapping[str, Callable[[], Any]] = {
    ".gz": lambda: zlib.decompressobj(wbits=31),
    ".bz2": bz2.BZ2Decompressor,
    ".xz": lambda: lzma.LZMADecompressor(memlimit=_MAX_XZ_MEMORY_BYTES),
}
PACKED = frozenset(_UNPACKERS)
# How the first bytes tell it where no suffix does.
PACKED_STARTS: Mapping[bytes, str] = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz"}

# What the readers of archives raise at broken members.
BROKEN_MEMBER = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError,
    NotImplementedError, struct.error, OverflowError,
)  # fmt: skip


def open_packed(raw: IO[bytes], packing: str, allowance: Allowance) -> IO[bytes]:
    """Open packed bytes as the stream of what they hold, counted against an allowance."""
    return io.BufferedReader(_Unpacked(raw, packing, allowance), _CHUNK_BYTES)


def meter(stream: IO[bytes], packed_bytes: int, allowance: Allowance) -> IO[bytes]:
    """Count what is read of an archive's member that takes `packed_bytes` in the archive."""
    return io.BufferedReader(_Metered(stream, packed_bytes, allowance), _CHUNK_BYTES)


def read_bounded(stream: IO[bytes], limit: int) -> bytes:
    """Read the whole of a stream.

    Raises:
        TooLargeError: it holds more than `limit` bytes; no more than that is ever in memory.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"it holds more than {limit:,} bytes")
    return data


class _Unpacked(io.RawIOBase):
    """The bytes in packed ones: several packed files in a row are one, as gzip has it."""

    def __init__(self, raw: IO[bytes], packing: str, allowance: Allowance) -> None:
        self._raw, self._new_unpacker, self._allowance = raw, _UNPACKERS[packing], allowance
        self._unpacker: Any = None
        self._waiting = b""
        self._packed_bytes = self._given_bytes = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def close(self) -> None:
        """Close the packed stream too."""
        self._raw.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one step of unpacking does."""
        try:
            data = self._unpack(len(buffer))
        except (zlib.error, lzma.LZMAError, OSError, EOFError, MemoryError) as error:
            raise UnpackingError(str(error) or "its data is damaged") from error
        buffer[: len(data)] = data
        self._given_bytes += len(data)
        self._allowance.spend(len(data))
        self._allowance.check_ratio(self._given_bytes, self._packed_bytes)
        return len(data)

    def _unpack(self, size: int) -> bytes:
        while True:
            if self._unpacker is None and not self._begin():
                return b""
            data = bytes(self._unpacker.decompress(self._waiting, size))
            if self._unpacker.eof:
                # Some pad what they packed with zeros; what else follows is another packed file.
                self._waiting = self._unpacker.unused_data.lstrip(b"\0")
                self._unpacker = None
            else:
                self._waiting = getattr(self._unpacker, "unconsumed_tail", b"")
            if data:
                return data
            if self._unpacker is not None and not self._fetch():
                raise UnpackingError("it ends too early")

    def _begin(self) -> bool:
        if not self._waiting and not self._fetch():
            return False
        self._unpacker = self._new_unpacker()
        return True

    def _fetch(self) -> bool:
        chunk = self._raw.read(_CHUNK_BYTES)
        self._packed_bytes += len(chunk)
        self._waiting += chunk
        return bool(chunk)


class _Metered(io.RawIOBase):
    """A member of an archive, as the archive's own reader unpacks it."""

    def __init__(self, stream: IO[bytes], packed_bytes: int, allowance: Allowance) -> None:
        self._stream, self._packed_bytes, self._allowance = stream, packed_bytes, allowance
        self._given_bytes = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def close(self) -> None:
        """Close the member too."""
        self._stream.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one read does."""
        try:
            data = self._stream.read(len(buffer))
        except BROKEN_MEMBER as error:
            raise UnpackingError(str(error) or "its data is damaged") from error
        buffer[: len(data)] = data
        self._given_bytes += len(data)
        self._allowance.spend(len(data))
        self._allowance.check_ratio(self._given_bytes, self._packed_bytes)
        return len(data)
