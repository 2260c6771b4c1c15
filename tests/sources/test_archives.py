"""Archives: what lies in them is read as in a folder, and nothing gets out or in by them."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from arrivals import names, read_bytes, reasons

from eval.source_samples import PAGE, TEXT, make_tar, make_zip
from samestory.sources import Draft, IntakeSettings, iter_paths

MEMBERS = {"b/page.html": PAGE.encode(), "a.txt": TEXT.encode()}
MAKERS = {"x.zip": make_zip, "x.tar": make_tar}


@pytest.mark.parametrize("name", MAKERS)
def test_reports_in_an_archive_are_named_by_it_and_their_place(tmp_path: Path, name: str) -> None:
    """Sorted by name, whatever the archive's order."""
    intake = read_bytes(tmp_path, MAKERS[name](MEMBERS), name)
    assert names(intake)[0] == f"{name}!a.txt"
    assert intake.reports[1].source.endswith(f"{name}!b/page.html")


@pytest.mark.parametrize("name", MAKERS)
def test_what_a_folder_passes_over_an_archive_does_too(tmp_path: Path, name: str) -> None:
    """Pictures, hidden files, what a system left, metadata and explanations."""
    others = {
        "p.png": b"\x89PNG",
        ".h.txt": b"x",
        "__MACOSX/._a.txt": b"x",
        "meta.json": b"{}",
        "README.md": b"x",
    }
    intake = read_bytes(tmp_path, MAKERS[name]({**others, "a.txt": TEXT.encode()}), name)
    assert names(intake) == [f"{name}!a.txt"]
    assert intake.set_aside == ()


@pytest.mark.parametrize("name", MAKERS)
def test_paths_in_an_archive_cannot_escape(tmp_path: Path, name: str) -> None:
    """They are read where they are, and nothing is written anywhere."""
    evil = {
        "../../up.txt": TEXT.encode(),
        "/root.txt": TEXT.encode() + b"1",
        "..\\..\\win.txt": TEXT.encode() + b"2",
    }
    folder = tmp_path / "in"
    folder.mkdir()
    intake = read_bytes(folder, MAKERS[name](evil), name)
    assert {report.source.rpartition("!")[2] for report in intake.reports} == {
        "up.txt",
        "root.txt",
        "win.txt",
    }
    assert [path.name for path in tmp_path.rglob("*")] == ["in", name]


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    """Three deep; the fourth is named and left."""
    data = make_zip({"a.txt": TEXT.encode()})
    for _ in range(3):
        data = make_zip({"in.zip": data, "b.txt": TEXT.encode() + str(len(data)).encode()})
    intake = read_bytes(tmp_path, data, "x.zip")
    assert len(intake.reports) == 3
    assert "x.zip!in.zip!in.zip!in.zip: archives lie in one another too deeply" in reasons(intake)


def test_a_bad_member_is_set_aside_by_its_name_and_the_rest_is_read(tmp_path: Path) -> None:
    """Damage in one file of an archive is no reason to lose the others."""
    data = make_zip(
        {"a.txt": TEXT.encode() * 30, "b.txt": b"A ferry ran aground off Port Velma on Tuesday."}
    )
    place = data.index(b"a.txt") + 5 + 40
    intake = read_bytes(tmp_path, data[:place] + b"\xff\x00\xff" + data[place + 3 :], "x.zip")
    assert names(intake) == ["x.zip!b.txt"]
    assert "x.zip!a.txt: the packed file is broken" in reasons(intake)


def test_a_bomb_in_an_archive_is_stopped(tmp_path: Path) -> None:
    """A long line that unpacks to a hundred times what any text does; the report beside it is read."""
    data = make_zip({"a.jsonl": bytes(60_000_000), "b.txt": TEXT.encode()})
    intake = read_bytes(tmp_path, data, "x.zip")
    assert names(intake) == ["x.zip!b.txt"]
    assert "x.zip!a.jsonl: more than 250 bytes come out of each" in reasons(intake)


def test_too_many_files_are_not_read(tmp_path: Path) -> None:
    """Those before the bound are."""
    data = make_tar({f"{n}.txt": TEXT.encode() + str(n).encode() for n in range(9)})
    intake = read_bytes(tmp_path, data, "x.tar", IntakeSettings(max_entries=4))
    assert len(intake.reports) == 4
    assert "more than 4 files lie in it" in reasons(intake)


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    """By the bit that marks it."""
    data = bytearray(make_zip({"a.txt": TEXT.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        data[place : place + 2] = struct.pack("<H", 1)
    assert "locked by a password" in reasons(read_bytes(tmp_path, bytes(data), "x.zip"))


def test_a_table_of_contents_without_end_is_not_read(tmp_path: Path) -> None:
    """It would be held whole."""
    data = make_zip({f"{n:0100d}.txt": b"x" for n in range(50)})
    said = reasons(read_bytes(tmp_path, data, "x.zip", IntakeSettings(max_directory_bytes=2_000)))
    assert "more files lie in it than are read" in said


def test_an_archive_packed_as_no_reader_should_is_set_aside(tmp_path: Path) -> None:
    """LZMA asks for as much memory as it likes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", TEXT)
    assert "packed in a way that is not read" in reasons(read_bytes(tmp_path, buffer.getvalue(), "x.zip"))


@pytest.mark.parametrize("name", MAKERS)
def test_a_member_without_a_name_is_passed_over(tmp_path: Path, name: str) -> None:
    """Python's own reader stumbles at it."""
    data = MAKERS[name]({"": b"A fire.", "b.txt": TEXT.encode()})
    assert names(read_bytes(tmp_path, data, name)) == [f"{name}!b.txt"]


@pytest.mark.parametrize("name", MAKERS)
def test_an_archive_without_reports_says_so(tmp_path: Path, name: str) -> None:
    """It is most likely the wrong one."""
    assert "no report lies in the archive" in reasons(
        read_bytes(tmp_path, MAKERS[name]({"p.png": b""}), name)
    )


def test_a_tar_archive_is_read_as_it_streams(tmp_path: Path) -> None:
    """The first report is there though the end is missing."""
    data = make_tar({"a.txt": TEXT.encode(), "b.txt": TEXT.encode() * 20})
    (tmp_path / "x.tar").write_bytes(data[:3000])
    first, *rest = iter_paths([tmp_path / "x.tar"])
    assert isinstance(first, Draft)
    assert all(not isinstance(item, Draft) and "ends too early" in item.reason for item in rest)


@pytest.mark.parametrize("name", MAKERS)
def test_metadata_in_an_archive_is_that_of_its_reports(tmp_path: Path, name: str) -> None:
    """Beside them or in the folder above, as in folders; what is broken is named."""
    meta = b'[{"report": "a.txt", "outlet": "Velma Times"}, {"report": "b.txt", "published": "2031-05-07"}]'
    text = TEXT.encode()
    data = MAKERS[name](
        {
            "in/meta.json": meta,
            "in/a.txt": text,
            "in/x/b.txt": text,
            "c.txt": text + b"c",
            "meta.json": b"[{",
        }
    )
    intake = read_bytes(tmp_path, data, name)
    found = {report.source.rpartition("/")[2]: report for report in intake.reports}
    assert found["a.txt"].outlet == "Velma Times"
    assert f"{name}!meta.json: Expecting" in reasons(intake)
