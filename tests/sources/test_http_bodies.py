"""Bodies of responses: chunks and packing undone, also where a head promises what is not there."""

from __future__ import annotations

import gzip
import zlib

import pytest

from samestory.sources.http_bodies import BodyError, decode_body

PAGE = b"<p>A ferry ran aground off Port Velma.</p>" * 40
CHUNKED = b"10;x=y\r\n" + PAGE[:16] + b"\r\n%x\r\n" % (len(PAGE) - 16) + PAGE[16:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, {}),
        (CHUNKED, {"transfer-encoding": "chunked"}),
        (PAGE, {"transfer-encoding": "chunked"}),
        (gzip.compress(PAGE), {"content-encoding": "gzip"}),
        (PAGE, {"content-encoding": "gzip"}),
        (zlib.compress(PAGE), {"content-encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"content-encoding": "deflate"}),
        (gzip.compress(gzip.compress(PAGE)), {"content-encoding": "gzip, gzip"}),
        (PAGE, {"content-encoding": "br"}),
    ],
)
def test_a_body_is_what_the_server_meant(body: bytes, headers: dict[str, str]) -> None:
    """Archives often keep the head as sent beside a body already undone."""
    assert decode_body(body, headers, 10_000) == PAGE


def test_brotli_is_undone_where_it_is_installed() -> None:
    """And bounded."""
    brotli = pytest.importorskip("brotli")
    assert decode_body(brotli.compress(PAGE), {"content-encoding": "br"}, 10_000) == PAGE
    with pytest.raises(BodyError, match="more than 10,000 bytes"):
        decode_body(brotli.compress(bytes(2_000_000), quality=1), {"content-encoding": "br"}, 10_000)


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (gzip.compress(bytes(50_000_000)), {"content-encoding": "gzip"}, "more than 10,000 bytes"),
        (b"\x1f\x8b broken", {"content-encoding": "gzip"}, "packing is broken"),
        (b"x", {"content-encoding": "zstd"}, "packed as 'zstd'"),
    ],
)
def test_what_cannot_be_undone_is_said(body: bytes, headers: dict[str, str], reason: str) -> None:
    """And no more of a bomb is held than the bound."""
    with pytest.raises(BodyError, match=reason):
        decode_body(body, headers, 10_000)
