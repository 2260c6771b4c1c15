"""`samestory formats`, from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from samestory.cli import main
from samestory.sources import FORMATS

LONG = "A ferry ran aground off Port Velma on Tuesday. " * 8


def run(*arguments: str | Path) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, ["formats", *map(str, arguments)])


def test_every_format_is_listed() -> None:
    """With its suffixes, in a table and as JSON."""
    listed = run().stdout
    plain = json.loads(run("--json").stdout)
    assert [entry["name"] for entry in plain] == [kind.name for kind in FORMATS]
    assert all(suffix in listed for kind in FORMATS for suffix in kind.suffixes)


def test_every_suffix_stands_in_the_documents() -> None:
    """What is read and not documented is not known to anyone."""
    document = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert all(f"`{suffix}`" in document for kind in FORMATS for suffix in kind.suffixes)


def test_a_guess_tells_what_is_taken_by_name_and_what_only_looks_so(tmp_path: Path) -> None:
    """A field that must be named is not one that is taken."""
    file = tmp_path / "x.jsonl"
    file.write_text(json.dumps({"headline": "Ferry", "doc": {"full": LONG}}) + "\n")
    found = json.loads(run("--guess", file, "--json").stdout)
    assert [(f["field"], f["path"], f["why"]) for f in found["fields"]] == [
        ("text", "doc.full", "by its looks; name it"),
        ("title", "headline", "by its name"),
    ]
    assert "doc.full" in run("--guess", file).stdout


@pytest.mark.parametrize("field", ["text", "words=a", "text="])
def test_a_field_that_is_none_is_wrong_usage(tmp_path: Path, field: str) -> None:
    """The names that are fields are said."""
    result = run("--guess", tmp_path / "x.jsonl", "--field", field)
    assert result.exit_code == 2
    assert "expected NAME=PATH with a name among text" in result.stderr


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """In words, not as a traceback."""
    result = run("--guess", tmp_path / "nowhere.csv")
    assert result.exit_code == 1
    assert "No such file" in result.stderr
