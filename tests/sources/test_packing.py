"""Packed bytes: streams of any size in little memory, bombs stopped, damage named."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from pathlib import Path

import pytest
from arrivals import read_bytes, reasons
from hypothesis import given
from hypothesis import strategies as st

from samestory.sources import IntakeSettings, packing
from samestory.sources.packing import Allowance, TooMuchError, UnpackingError, open_packed

PACK = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}
SETTINGS = IntakeSettings()


@given(st.binary(max_size=5000), st.sampled_from(sorted(PACK)), st.integers(1, 3))
def test_what_was_packed_comes_out(data: bytes, kind: str, times: int) -> None:
    """Also where several packed files stand in a row, as in web archives."""
    packed = PACK[kind](data) * times
    assert open_packed(io.BytesIO(packed), kind, Allowance(SETTINGS)).read() == data * times


@given(st.binary(min_size=50, max_size=500), st.sampled_from(sorted(PACK)), st.integers(1, 20))
def test_what_is_cut_short_is_said_to_be(data: bytes, kind: str, cut: int) -> None:
    """Never taken for the whole."""
    with pytest.raises(UnpackingError):
        open_packed(io.BytesIO(PACK[kind](data)[:-cut]), kind, Allowance(SETTINGS)).read()


def test_zeros_after_packed_bytes_are_no_harm() -> None:
    """Tapes and some programs pad."""
    assert (
        open_packed(io.BytesIO(gzip.compress(b"a fire") + bytes(99)), ".gz", Allowance(SETTINGS)).read()
        == b"a fire"
    )


@pytest.mark.parametrize("kind", sorted(PACK))
def test_a_bomb_is_stopped_by_its_ratio(kind: str) -> None:
    """A hundred megabytes out of a few kilobytes: the rest is never unpacked."""
    settings = IntakeSettings(ratio_grace_bytes=2_000_000)
    raw = io.BytesIO(PACK[kind](bytes(20_000_000)))
    stream = open_packed(raw, kind, Allowance(settings))
    with pytest.raises(TooMuchError, match="more than 250 bytes come out of each"):
        stream.read()


def test_everything_that_comes_out_of_one_file_is_counted_together() -> None:
    """Many streams share one allowance."""
    allowance = Allowance(IntakeSettings(max_unpacked_bytes=250))
    for _ in range(2):
        open_packed(io.BytesIO(gzip.compress(bytes(100))), ".gz", allowance).read()
    with pytest.raises(TooMuchError, match="more than 250 bytes"):
        open_packed(io.BytesIO(gzip.compress(bytes(100))), ".gz", allowance).read()


def test_an_xz_file_that_asks_for_too_much_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its dictionary is what it asks for, whatever it holds."""
    monkeypatch.setattr(packing, "_MAX_XZ_MEMORY_BYTES", 1_000_000)
    assert "the packed file is broken" in reasons(
        read_bytes(tmp_path, lzma.compress(b"A fire."), "a.txt.xz")
    )
