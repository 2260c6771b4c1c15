"""Plain text: encodings, line ends, emptiness, packing; the text is what Python would read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.records import Intake
from samestory.sources import IntakeSettings, read_paths
from samestory.sources.decoding import NotTextError, decode

SETTINGS = IntakeSettings()
FRENCH = "Un ferry s'est échoué mardi au large de la côte, selon les garde-côtes de l'île. « Personne n'est blessé »"
ENGLISH = (
    "The mayor said “we had no chance” on Tuesday – and the harbour’s café was closed in the afternoon."
)
POLISH = "Pożar w porcie zabił pięć osób, jak poinformowała policja, a dwie osoby są ciężko ranne i leżą w szpitalu. Nie było to pierwsze takie zdarzenie."


def read_bytes(folder: Path, data: bytes, name: str = "a.txt") -> Intake:
    """Write a file and read it."""
    (folder / name).write_bytes(data)
    return read_paths([folder / name])


@pytest.mark.parametrize(
    "data",
    [b"A fire.\r\nIt burned.\r\n", b"A fire.\rIt burned.\n\r\n", "\ufeffA fire – at sea.\n".encode(), b"  \n a fire\n\n\n",
     "line\u2028mark\x85\x0c".encode()],
)  # fmt: skip
def test_text_is_what_python_reads(tmp_path: Path, data: bytes) -> None:
    """Line ends are made one as open() makes them, and nothing is stripped, not even a byte order mark."""
    (report,) = read_bytes(tmp_path, data).reports
    assert report.text == (tmp_path / "a.txt").read_text(encoding="utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=20))
def test_any_text_in_utf8_is_decoded_as_it_is(text: str) -> None:
    """No detector ever has a say in what is UTF-8."""
    assert decode(b"A fire. " + text.encode(), SETTINGS) == "A fire. " + text


@pytest.mark.parametrize("text", [FRENCH, ENGLISH])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_western_text_is_read_in_the_encodings_it_comes_in(text: str, encoding: str) -> None:
    """With a byte order mark or without one."""
    assert decode(text.encode(encoding), SETTINGS).lstrip("\ufeff") == text


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_other_encodings_are_told_by_their_looks(encoding: str) -> None:
    """Letters come out right; that is all that can be asked of a detector."""
    assert "Pożar w porcie zabił pięć osób" in decode((POLISH * 3).encode(encoding), SETTINGS)


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    """A byte cut off in the middle must not turn the whole text into mojibake."""
    data = ENGLISH.encode() + b"\xe2\x80" + ENGLISH.encode()
    assert decode(data, SETTINGS) == ENGLISH + "\ufffd" + ENGLISH


def test_a_few_zeros_are_kept_and_many_are_no_text() -> None:
    """A sloppy export is a report; binary data is none."""
    assert (
        decode(b"A fire broke out\x00 in the harbour of Port Velma on Tuesday night.", SETTINGS).count(
            "\x00"
        )
        == 1
    )
    with pytest.raises(NotTextError, match="binary"):
        decode(bytes(range(32)) * 20, SETTINGS)


def test_noise_is_no_text() -> None:
    """Some encoding fits any bytes; what comes out must still read as something."""
    noise = bytes((i * 89 + i * i * 31) % 251 for i in range(3000))
    with pytest.raises(NotTextError):
        decode(noise, SETTINGS)


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n ", b"\xef\xbb\xbf", "\u00a0\u200b\n".encode()])
def test_an_empty_file_is_set_aside(tmp_path: Path, data: bytes) -> None:
    """Nothing, white space and a lone byte order mark hold no report."""
    intake = read_bytes(tmp_path, data)
    assert intake.reports == ()
    assert intake.set_aside[0].reason.startswith("it holds no text. Expected the words of a report.")


def test_a_packed_text_is_the_text(tmp_path: Path) -> None:
    """The id is that of what is in it, so a packed copy is seen as one."""
    read_bytes(tmp_path, ENGLISH.encode())
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ENGLISH.encode()))
    intake = read_paths([tmp_path])
    assert [report.text for report in intake.reports] == [ENGLISH]
    assert "a.txt.gz" in intake.set_aside[0].source


@pytest.mark.parametrize("data", [b"no gzip at all", gzip.compress(ENGLISH.encode() * 50)[:60], b""])
def test_a_broken_packed_file_is_set_aside(tmp_path: Path, data: bytes) -> None:
    """Cut short, or never packed."""
    intake = read_bytes(tmp_path, data, "a.txt.gz")
    assert intake.reports == ()
    assert len(intake.set_aside) == 1


def test_a_packed_bomb_is_stopped(tmp_path: Path) -> None:
    """A hundred kilobytes that unpack to a hundred megabytes are read to the bound and left."""
    intake = read_bytes(tmp_path, gzip.compress(bytes(100_000_000), 1), "a.txt.gz")
    assert "it holds more than 4,000,000 bytes" in intake.set_aside[0].reason


def test_ids_follow_from_bytes(tmp_path: Path) -> None:
    """The same bytes under another name are the same report; others are not."""
    (one,) = read_bytes(tmp_path, b"A fire.", "a.txt").reports
    (two,) = read_bytes(tmp_path, b"A fire.", "b.txt").reports
    (three,) = read_bytes(tmp_path, b"A fire!", "c.txt").reports
    assert one.id == two.id != three.id
