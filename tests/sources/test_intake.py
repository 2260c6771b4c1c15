"""From paths to reports: order, repeats, links, and what is passed over or set aside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samestory.records import Intake
from samestory.sources import Draft, IntakeSettings, iter_paths, read_paths

STORY = "Ferry runs aground\n\nA ferry ran aground off Port Velma on Tuesday, the coast guard said.\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files, folders made as needed."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def names(intake: Intake) -> list[str]:
    """The last part of each report's source."""
    return [report.source.rpartition("/")[2] for report in intake.reports]


def reasons(intake: Intake) -> str:
    """All reasons as one text."""
    return "\n".join(f"{item.source}: {item.reason}" for item in intake.set_aside)


def test_a_folder_is_read_at_any_depth_and_sorted(tmp_path: Path) -> None:
    """Text, HTML and JSON Lines are found wherever they lie."""
    write(tmp_path, {"b.txt": STORY + "b", "a/z.md": STORY + "z", "a/y/x.text": STORY + "x"})
    assert names(read_paths([tmp_path])) == ["x.text", "z.md", "b.txt"]


def test_other_files_of_a_folder_are_passed_over_in_silence(tmp_path: Path) -> None:
    """Pictures, the system's notes, hidden files, metadata and gold are no reports."""
    write(
        tmp_path, {"a.txt": STORY, ".DS_Store": b"\x00\x01", "p.jpg": b"\xff\xd8\xff", ".git/x.txt": STORY}
    )
    write(
        tmp_path,
        {
            "meta.json": "[]",
            "gold.json": "{}",
            ".b.txt": STORY,
            "notes.xlsx": b"PK\x03\x04",
            "README.md": STORY,
        },
    )
    intake = read_paths([tmp_path])
    assert names(intake) == ["a.txt"]
    assert intake.set_aside == ()


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    """The same reports in the same order, and the same things set aside, whatever is named first."""
    write(tmp_path, {"a.txt": STORY, "b.txt": STORY + "b", "c.txt": STORY, "d.txt": ""})
    files = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt")]
    assert read_paths(files) == read_paths(files[::-1])


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and a file in it, or one file by two paths, are one report each."""
    write(tmp_path, {"a.txt": STORY, "b/c.txt": STORY + "c"})
    intake = read_paths([tmp_path, tmp_path / "a.txt", tmp_path / "b" / ".." / "a.txt"])
    assert names(intake) == ["a.txt", "c.txt"]
    assert intake.set_aside == ()


def test_identical_bytes_are_one_report_and_the_second_says_so(tmp_path: Path) -> None:
    """The copy that comes later by name is set aside and named."""
    write(tmp_path, {"a.txt": STORY, "b.txt": STORY})
    intake = read_paths([tmp_path])
    assert names(intake) == ["a.txt"]
    assert "b.txt: identical to" in reasons(intake)
    assert "a.txt, byte for byte" in reasons(intake)


def test_identical_bytes_of_two_outlets_are_two_reports(tmp_path: Path) -> None:
    """A wire text that two papers print unchanged is what lineage is there for."""
    meta = '[{"report": "a.txt", "outlet": "Velma Times"}, {"report": "b.txt", "outlet": "Sound Post"}]'
    intake = read_paths([write(tmp_path, {"a.txt": STORY, "b.txt": STORY, "meta.json": meta})])
    assert [report.outlet for report in intake.reports] == ["Velma Times", "Sound Post"]
    assert len({report.id for report in intake.reports}) == 2


def test_sources_are_named_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path stays relative, with slashes."""
    write(tmp_path, {"in/a.txt": STORY})
    monkeypatch.chdir(tmp_path)
    assert [report.source for report in read_paths(["in"]).reports] == ["in/a.txt"]


def test_a_missing_path_is_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    """One wrong name never stops the others."""
    intake = read_paths([write(tmp_path, {"a.txt": STORY}) / "a.txt", tmp_path / "nowhere.txt"])
    assert len(intake.reports) == 1
    assert "nowhere.txt: nothing is there. Expected a file or a folder. Check the path." in reasons(intake)


def test_a_name_that_no_file_can_have_is_set_aside() -> None:
    """A zero in a path, or a path without end, is a wrong path and no crash."""
    intake = read_paths(["a\x00b.txt", "x" * 5000])
    assert len(intake.set_aside) == 2


def test_an_empty_folder_is_set_aside(tmp_path: Path) -> None:
    """A folder without reports is most likely the wrong one."""
    write(tmp_path, {"empty/p.jpg": b"\xff\xd8\xff"})
    assert "no report lies in the folder" in reasons(read_paths([tmp_path / "empty"]))


def test_a_folder_that_may_not_be_read_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folders beside it are read."""
    write(tmp_path, {"open/a.txt": STORY, "shut/b.txt": STORY + "b"})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    intake = read_paths([tmp_path])
    assert names(intake) == ["a.txt"]
    assert "shut: the folder may not be read" in reasons(intake)


def test_a_file_that_may_not_be_read_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions are named as the reason."""
    write(tmp_path, {"a.txt": STORY, "b.txt": STORY + "b"})
    path_open = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return path_open(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    intake = read_paths([tmp_path])
    assert names(intake) == ["b.txt"]
    assert "a.txt: it may not be read" in reasons(intake)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert "neither a file nor a folder" in reasons(read_paths([tmp_path / "pipe.txt"]))
    assert "no report lies" in reasons(read_paths([tmp_path]))


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    """A folder's reports lie in it; a file named outright may be a link."""
    write(tmp_path, {"outside.txt": STORY, "in/a.txt": STORY + "a"})
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    intake = read_paths([tmp_path / "in"])
    assert names(intake) == ["a.txt"]
    assert "link.txt: the link leads out of the folder" in reasons(intake)
    assert names(read_paths([tmp_path / "in" / "link.txt"])) == ["link.txt"]


def test_a_broken_link_is_set_aside(tmp_path: Path) -> None:
    """It is said that the link, not the file, is wrong."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert "the link leads nowhere" in reasons(read_paths([tmp_path / "a.txt"]))


def test_a_file_of_unknown_type_is_looked_into_when_named(tmp_path: Path) -> None:
    """Text, a page or JSON Lines under another name is read; in a folder it is passed over."""
    page = f"<!DOCTYPE html><html><body><article><h1>Ferry</h1><p>{STORY * 4}</p></article></body></html>"
    write(tmp_path, {"a.story": STORY, "b.saved": page, "c.export": '{"text": "A ferry."}\n' * 2})
    intake = read_paths(sorted(tmp_path.iterdir()))
    assert names(intake) == ["a.story", "b.saved", "c.export#1"]
    assert "no report lies" in reasons(read_paths([tmp_path]))


def test_a_picture_named_outright_is_set_aside(tmp_path: Path) -> None:
    """What the bytes are is said, and what was expected."""
    write(tmp_path, {"p.png": b"\x89PNG\r\n\x1a\n" + bytes(200), "d.doc": b"\xd0\xcf\x11\xe0 ..."})
    said = reasons(read_paths([tmp_path / "p.png", tmp_path / "d.doc"]))
    assert "p.png: it is a PNG picture, not text. Expected text" in said
    assert "d.doc: it is an old office document" in said


def test_metadata_named_outright_is_no_report(tmp_path: Path) -> None:
    """meta.json and gold.json speak of reports."""
    write(tmp_path, {"meta.json": "[]"})
    assert "it describes reports and is none" in reasons(read_paths([tmp_path / "meta.json"]))


def test_a_name_that_utf8_cannot_hold_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    """A dossier can always be written."""
    file = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(file)).write_text(STORY)
    (report,) = read_paths([tmp_path]).reports
    assert report.source.encode("utf-8").endswith("/\ufffd.txt".encode())


def test_a_file_too_large_is_never_read_whole(tmp_path: Path) -> None:
    """Twenty megabytes of text are no report; the bound is said."""
    (tmp_path / "a.txt").write_bytes(b"word " * 4_000_000)
    intake = read_paths([tmp_path / "a.txt"])
    assert "it holds more than 4,000,000 bytes. Expected one report." in reasons(intake)


def test_a_report_with_too_many_characters_is_set_aside(tmp_path: Path) -> None:
    """The bound counts characters and stands in the settings."""
    write(tmp_path, {"a.txt": STORY})
    intake = read_paths([tmp_path], IntakeSettings(max_report_chars=50))
    assert "characters. Expected a report of at most 50 characters" in reasons(intake)


def test_reports_are_handed_over_one_by_one_with_their_bytes(tmp_path: Path) -> None:
    """The first is there before the second file is opened; the order is that of the names."""
    write(tmp_path, {"b.txt": STORY + "b", "a.txt": STORY, "c.txt": ""})
    arriving = iter_paths([tmp_path])
    first = next(arriving)
    assert isinstance(first, Draft)
    assert first.data == STORY.encode()
    assert first.report().source.endswith("a.txt")
    (tmp_path / "b.txt").write_text("The ferry was towed to Port Velma.")
    second, third = arriving
    assert isinstance(second, Draft)
    assert second.text == "The ferry was towed to Port Velma."
    assert "holds no text" in getattr(third, "reason", "")


def test_a_dossier_written_beside_the_reports_is_passed_over(tmp_path: Path) -> None:
    """Reading a folder twice is no mistake; naming the dossier is."""
    write(tmp_path, {"a.txt": STORY, "dossier.json": '{\n "format": "samestory/1",\n "reports": []}'})
    assert read_paths([tmp_path]).set_aside == ()
    assert "a dossier that samestory made" in reasons(read_paths([tmp_path / "dossier.json"]))
