"""Tar archives, read as they stream by."""

from __future__ import annotations

import io
import tarfile

import pytest

from eval.source_samples import make_tar
from samestory.sources.packing import UnpackingError
from samestory.sources.tar import iter_members

LONG = "a/" * 60 + "fire-in-the-harbour-of-port-velma-é.txt"


@pytest.mark.parametrize("style", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_members_come_with_their_names_and_bytes(style: int) -> None:
    """In all three styles, long names too, and whether or not the one before was read."""
    members = {
        "one.txt": b"A fire.",
        LONG if style != tarfile.USTAR_FORMAT else "two.txt": b"x" * 2000,
        "e": b"",
    }
    read = {}
    for number, member in enumerate(iter_members(io.BytesIO(make_tar(members, style=style)))):
        read[member.name] = member.read() if number != 1 else b"x" * 2000
    assert read == members


def test_what_is_no_plain_file_is_passed_over() -> None:
    """Links, folders and devices lead nowhere."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("d", tarfile.DIRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("a.txt"))
    assert [member.name for member in iter_members(io.BytesIO(buffer.getvalue()))] == ["a.txt"]


@pytest.mark.parametrize("data", [b"no tar archive at all" * 60, make_tar({"a.txt": b"x" * 900})[:1000]])
def test_what_is_broken_or_cut_is_said(data: bytes) -> None:
    """Not taken for its end."""
    with pytest.raises(UnpackingError):
        [member.read() for member in iter_members(io.BytesIO(data))]


def test_a_name_of_a_gigabyte_is_refused() -> None:
    """Before any of it is read."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = b"L", 1 << 30
    with pytest.raises(UnpackingError, match="a name in it is far too long"):
        list(iter_members(io.BytesIO(info.tobuf(tarfile.GNU_FORMAT) + bytes(2000))))


def test_extended_headers_of_digits_take_no_time() -> None:
    """The pattern that Python's own reader searches them by takes quadratic time."""
    info = tarfile.TarInfo("pax")
    info.type, info.size = b"x", 65_000
    data = info.tobuf(tarfile.USTAR_FORMAT) + b"1" * 65_000 + bytes(65_000)
    assert list(iter_members(io.BytesIO(data * 20))) == []
