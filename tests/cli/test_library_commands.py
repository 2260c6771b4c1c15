"""The library's commands, from the outside: what they print, what they write, how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from samestory.cli import main
from samestory.cli.library_option import usual_place
from samestory.library import open_library
from tests.shelving import ids_of, make_report, write_lines


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of its own for each test, named by the environment."""
    file = tmp_path / "news.samestory"
    monkeypatch.setenv("SAMESTORY_LIBRARY", str(file))
    return file


def _run(*arguments: str | Path) -> Result:
    # Errors become messages and exit codes in the shell around the commands, which is run as it is.
    from samestory.cli.shell import Shell

    runner = CliRunner()
    assert isinstance(main, Shell)
    return runner.invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def ids(tmp_path: Path, at_home: Path) -> list[str]:
    """A library of four reports and their ids."""
    lines = write_lines(tmp_path / "in.jsonl", [make_report(number) for number in range(4)])
    assert _run("add", "--quiet", lines).exit_code == 0
    with open_library(at_home, read_only=True) as library:
        return ids_of(library)


def test_add_tells_what_came_of_it(tmp_path: Path) -> None:
    """How many are new, were there, were set aside, where the library is; exit code 1 if any was set aside."""
    lines = write_lines(tmp_path / "in.jsonl", [make_report(1), {"title": "no text"}])
    first = _run("add", lines)
    assert first.exit_code == 1
    assert "1 report added, 1 set aside" in first.stdout
    assert str(tmp_path / "news.samestory") in first.stdout
    assert "in.jsonl#2: no text in it" in first.stderr
    (tmp_path / "in.jsonl").write_text(json.dumps(make_report(1)))
    again = _run("add", "--json", lines)
    assert again.exit_code == 0
    assert json.loads(again.stdout)["already"] == 1


def test_a_library_that_is_not_there_is_told_and_not_made(at_home: Path) -> None:
    """Only `add` makes one; the others say how."""
    for command in (
        ("search", "x"),
        ("show", "s-1"),
        ("check",),
        ("export",),
        ("remove", "r-1"),
        ("backup", "b"),
    ):
        result = _run(*command)
        assert result.exit_code == 1, command
        assert "samestory add" in result.stderr
    assert not at_home.exists()


def test_search_in_a_pipe_is_a_table_of_lines(ids: list[str]) -> None:
    """One line a find, tabs between cells, names above; JSON when asked; exit code 1 for nothing."""
    head, *lines = _run("search", "anholm", "--kind", "report").stdout.splitlines()
    assert head.split("\t") == ["kind", "report", "story", "days", "outlet", "who", "title", "found"]
    assert [line.split("\t")[1] for line in lines] == [ids[1]]
    (found,) = json.loads(_run("search", "anholm", "--kind", "report", "--json").stdout)
    assert found["report"] == ids[1]
    assert _run("search", "nothing-of-the-kind").exit_code == 1
    assert _run("search", '"AND ( NEAR *').exit_code == 1
    assert _run("search", "anholm", "--since", "yesterday").exit_code == 2


def test_show_a_report_with_what_changed(ids: list[str], tmp_path: Path, at_home: Path) -> None:
    """Both versions are named and the change is shown as it is in quotations."""
    edited = make_report(1) | {
        "text": make_report(1)["text"].replace("hurt", "killed"),
        "modified": "2031-06-01",
    }
    _run("add", "--quiet", write_lines(tmp_path / "more.jsonl", [edited]))
    shown = _run("show", ids[1]).stdout
    assert "Ferry of Anholm closed" in shown
    assert "[-hurt-] {+killed+}" in shown
    assert "Replaced by" in shown
    plain = json.loads(_run("show", ids[1], "--json", "-").stdout)
    assert plain["changes"] == [[{"at": plain["changes"][0][0]["at"], "old": "hurt", "new": "killed"}]]
    assert _run("show", "r-000000000000").exit_code == 1
    assert _run("show", "s-000000000000").exit_code == 1


def test_what_reports_say_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Escape sequences and marks that reorder text are shown as dots wherever they come from."""
    hostile = make_report(1) | {"title": "A\x1b[31m ferry\u202e", "outlet": "Out\x1b]0;let"}
    _run("add", "--quiet", write_lines(tmp_path / "in.jsonl", [hostile]))
    for command in (("search", "ferry"), ("search", "ferry", "--kind", "report")):
        output = _run(*command).stdout
        assert "\x1b" not in output
        assert "\u202e" not in output
        assert "·" in output


@pytest.mark.parametrize(
    ("name", "begins"), [("out.json", '{"format"'), ("out.csv", "id,story"), ("out.jsonl", '{"id"')]
)
def test_export_takes_the_form_from_the_name(
    ids: list[str], tmp_path: Path, name: str, begins: str
) -> None:
    """A file is written whole; the library itself is never written over."""
    assert _run("export", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert _run("export", "-o", tmp_path / "news.samestory").exit_code == 2
    assert _run("export", "-o", tmp_path / "none" / name).exit_code == 1


def test_check_says_what_is_wrong_and_repairs_it(ids: list[str], at_home: Path) -> None:
    """All is well, then it is not, then it is again."""
    assert _run("check").stdout == "All is well.\n"
    with open_library(at_home) as library:
        library.connection.execute("UPDATE body SET text = x'00' WHERE report = 2")
    wrong = _run("check")
    assert wrong.exit_code == 1
    assert ids[1] in wrong.stdout
    assert _run("check", "--repair").exit_code == 0
    assert _run("check", "--json").stdout == "[]\n"


def test_check_saves_what_is_left_of_a_broken_file(ids: list[str], at_home: Path, tmp_path: Path) -> None:
    """Reports whose rows are gone are read from their originals; the damaged file is kept beside the new one."""
    with open_library(at_home) as library:
        found = library.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'report'")
        page = found.fetchone()[0] - 1
    data = bytearray(at_home.read_bytes())
    data[page * 16_384 : (page + 1) * 16_384] = b"\xff" * 16_384
    at_home.write_bytes(data)
    assert _run("check").exit_code == 1
    repaired = _run("check", "--repair")
    assert repaired.exit_code == 1
    assert "4 reports saved" in repaired.stdout
    assert _run("check").exit_code == 0
    assert (tmp_path / "news.samestory.damaged-1").read_bytes() == bytes(data)


def test_remove_and_backup(ids: list[str], at_home: Path, tmp_path: Path) -> None:
    """What is removed is gone from the library and still in the copy that was made before."""
    copy = tmp_path / "copy.samestory"
    assert _run("backup", copy).exit_code == 0
    result = _run("remove", ids[0], "r-000000000000")
    assert result.exit_code == 1
    assert "1 report removed." in result.stdout
    assert _run("show", ids[0]).exit_code == 1
    assert _run("show", ids[0], "--library", copy).exit_code == 0
    assert _run("backup", at_home).exit_code == 1


def test_compare_refuses_one_report_twice(ids: list[str]) -> None:
    """Nothing is to be learnt from that."""
    assert _run("compare", ids[0], ids[0]).exit_code == 2


def test_the_usual_place_is_the_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where this system keeps what belongs to a person, in a folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert usual_place().name == "library.samestory"
    assert usual_place().parent.name == "samestory"
