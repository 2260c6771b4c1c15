"""`samestory read`, from the outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from dossiers import make_dossier

import samestory.api
from samestory.cli import main
from samestory.errors import NoReportsError
from samestory.records import Dossier, SetAside

CLEAN = Dossier("samestory/1", "0.1.0", make_dossier().reports, make_dossier().stories, ())


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with one report."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("A report.", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """Read instantly: the library gives a dossier made by hand, and what it was asked is kept."""
    calls: list[dict] = []

    def read(paths: Sequence[str], **options: object) -> Dossier:
        calls.append({"paths": list(paths), **options})
        return CLEAN

    monkeypatch.setattr(samestory.api, "read", read)
    return calls


def run(*arguments: str | Path) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_all_fine(reports: Path, reading: list[dict]) -> None:
    """Without anything set aside the dossier is shown and the exit code is 0."""
    result = run("read", reports, "--one-story")
    assert result.exit_code == 0
    assert "IN BRIEF" in result.stdout
    assert result.stderr == ""
    assert reading[0]["paths"] == [str(reports)]
    assert reading[0]["one_story"] is True


def test_plain_when_not_a_terminal(reports: Path) -> None:
    """Into a pipe goes plain text of at most 80 characters a line."""
    text = run("read", reports).stdout
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_set_aside_is_named(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item that was set aside is named with its reason on stderr, the rest is shown, the code is 1."""
    monkeypatch.setattr(samestory.api, "read", lambda *a, **k: make_dossier())
    result = run("read", reports)
    assert result.exit_code == 1
    assert "Set aside reports/x.html: no text in it" in result.stderr
    assert "IN BRIEF" in result.stdout


def test_quiet_shows_only_failures(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --quiet stdout stays empty and stderr still names what failed."""
    monkeypatch.setattr(samestory.api, "read", lambda *a, **k: make_dossier())
    result = run("read", reports, "--quiet")
    assert result.stdout == ""
    assert "reports/x.html" in result.stderr


def test_files_are_written(reports: Path, tmp_path: Path) -> None:
    """Each output goes to its file, and nothing else is left in the folder."""
    out = tmp_path / "out"
    out.mkdir()
    targets = [out / "d.json", out / "d.html", out / "d.md"]
    result = run(
        "read", reports, "--json", targets[0], "--html", targets[1], "--markdown", targets[2], "-q"
    )
    assert result.exit_code == 0
    assert json.loads(targets[0].read_text(encoding="utf-8"))["format"] == "samestory/1"
    assert targets[1].read_text(encoding="utf-8").startswith("<!doctype html>")
    assert targets[2].read_text(encoding="utf-8").startswith("# Fire guts Saltmere")
    assert sorted(out.iterdir()) == sorted(targets)


def test_dash_is_stdout(reports: Path) -> None:
    """With '-' stdout holds the JSON and nothing else."""
    result = run("read", reports, "--json", "-")
    assert json.loads(result.stdout)["stories"][0]["id"] == "s-fire"


def test_one_dash_only(reports: Path) -> None:
    """Two outputs cannot share stdout."""
    result = run("read", reports, "--json", "-", "--markdown", "-")
    assert result.exit_code == 2
    assert "standard output" in result.stderr


@pytest.mark.parametrize("name", ["a.txt", "../reports/a.txt"])
def test_inputs_are_never_overwritten(reports: Path, name: str) -> None:
    """An output that is an input, by whatever name, is refused and the input stays."""
    target = reports / name
    result = run("read", reports / "a.txt", "--html", target)
    assert result.exit_code == 2
    assert "one of the reports" in result.stderr
    assert target.read_text(encoding="utf-8") == "A report."


def test_reports_of_a_folder_are_never_overwritten(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reports found in a folder are as safe as those named one by one."""
    from dataclasses import replace

    entry = replace(CLEAN.reports[0], source=str(reports / "a.txt"))
    read = replace(CLEAN, reports=(entry, *CLEAN.reports[1:]))
    monkeypatch.setattr(samestory.api, "read", lambda *a, **k: read)
    result = run("read", reports, "--json", reports / "a.txt")
    assert result.exit_code == 2
    assert (reports / "a.txt").read_text(encoding="utf-8") == "A report."


def test_unwritable_target_is_told_before_work(reports: Path, tmp_path: Path, reading: list[dict]) -> None:
    """A folder that is not there is told at once, without reading anything."""
    result = run("read", reports, "--html", tmp_path / "no" / "d.html")
    assert result.exit_code == 1
    assert "there is no folder" in result.stderr
    assert reading == []
    assert "is a folder" in run("read", reports, "--html", tmp_path).stderr


def test_failed_write_leaves_the_old_file(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If writing fails half way, the old file stands untouched and nothing is left beside it."""
    target = tmp_path / "d.json"
    target.write_text("old", encoding="utf-8")

    def fail(self: Path, other: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    result = run("read", reports, "--json", target)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["d.json"]


def test_written_files_keep_the_usual_mode(reports: Path, tmp_path: Path) -> None:
    """A new file can be read as any other, not by its owner alone."""
    target = tmp_path / "d.json"
    run("read", reports, "--json", target, "-q")
    plain = tmp_path / "plain"
    plain.write_text("x", encoding="utf-8")
    assert target.stat().st_mode == plain.stat().st_mode


def raising(error: BaseException):
    """Make a `read` that fails."""

    def read(*arguments: object, **options: object) -> Dossier:
        raise error

    return read


def test_known_failure_is_a_message(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What samestory raises on purpose is told on stderr, with exit code 1 and no traceback."""
    monkeypatch.setattr(samestory.api, "read", raising(NoReportsError([SetAside("x.bin", "not text")])))
    result = run("read", reports)
    assert result.exit_code == 1
    assert "x.bin: not text" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("arguments", "traced"), [((), False), (("--debug",), True)])
def test_traceback_only_with_debug(
    reports: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], traced: bool
) -> None:
    """A fault of our own shows its traceback only with --debug."""
    monkeypatch.setattr(samestory.api, "read", raising(ZeroDivisionError("by zero")))
    monkeypatch.setattr(sys, "argv", ["samestory", "read", *arguments])
    result = run("read", reports, *arguments)
    assert result.exit_code == 1
    assert ("Traceback" in result.stderr) is traced
    assert "by zero" in result.stderr


def test_interrupt_is_clean(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C ends with a line and the usual code."""
    monkeypatch.setattr(samestory.api, "read", raising(KeyboardInterrupt()))
    result = run("read", reports)
    assert result.exit_code == 130
    assert "Traceback" not in result.stderr
    assert "Interrupted" in result.stderr


def test_messages_cannot_steer_the_terminal(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file name with an escape sequence is shown with a mark in its place."""
    monkeypatch.setattr(samestory.api, "read", raising(NoReportsError([SetAside("\x1b[2Jx", "empty")])))
    assert "·[2Jx: empty" in run("read", reports).stderr


@pytest.mark.parametrize("arguments", [("read",), ("read", "x", "--nonsense"), ("nonsense",)])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    """No path, an unknown option or command: exit code 2."""
    assert run(*arguments).exit_code == 2


def test_version() -> None:
    """--version prints name and version."""
    from samestory import __version__

    assert run("--version").stdout == f"samestory {__version__}\n"


def test_help_needs_no_models() -> None:
    """--help loads neither NumPy nor spaCy nor rich: it must be there at once."""
    code = "import sys; sys.argv = ['samestory', 'read', '--help']\ntry:\n    import samestory.__main__\n"
    code += "finally:\n    print(sorted({'numpy', 'spacy', 'rich', 'jinja2', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("[]")


def test_closed_pipe_is_no_failure() -> None:
    """When the reader of our output goes away, nothing is said and nothing fails."""
    code = (
        "import dataclasses, dossiers, samestory.api, sys\n"
        "clean = dataclasses.replace(dossiers.make_dossier(), set_aside=())\n"
        "samestory.api.read = lambda *a, **k: clean\n"
        "sys.argv = ['samestory', 'read', '.', '--json', '-']\n"
        "import samestory.__main__"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=environment)  # fmt: skip
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
