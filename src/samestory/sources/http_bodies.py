"""What servers send, as they meant it: chunks joined and packing undone, never more than is asked for."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_MAX_LAYERS = 3
_CHUNK_BYTES = 1 << 16


class BodyError(ValueError):
    """A body cannot be had from its bytes."""


_CHARSET = re.compile(r""";\s{0,9}charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_MAX_TYPE_CHARS = 300


def decode_body(body: bytes, headers: Mapping[str, str], limit: int) -> bytes:
    """Undo what a response's head says was done to its body.

    Archives often keep the head as it was sent beside a body that is already undone: a body that does
    not begin like what the head says is taken as it is.

    Raises:
        BodyError: it is broken, holds more than `limit` bytes, or is packed as cannot be unpacked.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    names = [name.strip() for name in headers.get("content-encoding", "").lower().split(",")]
    for name in reversed([name for name in names if name and name != "identity"][:_MAX_LAYERS]):
        body = _unpack(body, name, limit)
    if len(body) > limit:
        raise BodyError(f"it holds more than {limit:,} bytes")
    return body


def charset_of(headers: Mapping[str, str]) -> str:
    """Give the encoding that a head names, '' where it names none.

    >>> charset_of({"content-type": 'text/html; Charset="windows-1251"'})
    'windows-1251'
    """
    found = _CHARSET.search(headers.get("content-type", "")[:_MAX_TYPE_CHARS])
    return found.group(1) if found else ""


def _join_chunks(body: bytes) -> bytes:
    """Join the chunks of a body; one that is in no chunks is given back."""
    pieces: list[bytes] = []
    place = 0
    while True:
        end = body.find(b"\n", place, place + 200)
        size = body[place:end].partition(b";")[0].strip() if end >= 0 else b""
        if not size or len(size) > 8 or not all(digit in b"0123456789abcdefABCDEF" for digit in size):
            return b"".join(pieces) if pieces else body
        length = int(size, 16)
        if not length:
            return b"".join(pieces)
        pieces.append(body[end + 1 : end + 1 + length])
        place = end + 1 + length
        place += 2 if body[place : place + 2] == b"\r\n" else 1


def _unpack(body: bytes, name: str, limit: int) -> bytes:
    if name in ("gzip", "x-gzip"):
        return _inflate(body, 31, limit) if body.startswith(b"\x1f\x8b") else body
    if name == "deflate":
        # Some send it without the head that the standard asks for.
        return _inflate(body, 15 if body[:1] == b"\x78" else -15, limit)
    if name == "br":
        return _unpack_brotli(body, limit)
    raise BodyError(f"it is packed as '{name[:30]}', which is not read")


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=window).decompress(body, limit + 1)
    except zlib.error as error:
        raise BodyError(f"its packing is broken ({error})") from error


def _unpack_brotli(body: bytes, limit: int) -> bytes:
    if body.lstrip()[:1] == b"<":
        return body
    if find_spec("brotli") is None:
        raise BodyError("it is packed by Brotli: pip install 'samestory[warc]' reads it")
    brotli: Any = import_module("brotli")
    unpacker, pieces, size = brotli.Decompressor(), [], 0
    try:
        piece = unpacker.process(body, output_buffer_limit=_CHUNK_BYTES)
        while piece and size <= limit:
            pieces.append(piece)
            size += len(piece)
            piece = unpacker.process(b"", output_buffer_limit=_CHUNK_BYTES)
    except brotli.error as error:
        raise BodyError(f"its packing is broken ({error})") from error
    return b"".join(pieces)
