"""Addresses among the paths, from the outside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from dossiers import make_dossier

import samestory.api
from samestory.cli import main


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """Read instantly, and keep what was asked."""
    calls: list[dict] = []

    def read(paths: Sequence[str], **options: object) -> object:
        calls.append({"paths": list(paths), **options})
        return make_dossier()

    monkeypatch.setattr(samestory.api, "read", read)
    return calls


def run(*arguments: str | Path) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


def test_addresses_come_after_the_paths_with_their_bounds(tmp_path: Path, reading: list[dict]) -> None:
    """From the command line and from a file."""
    (tmp_path / "urls.txt").write_text("# today\nhttps://a.example/1\n")
    run(
        "a.txt",
        "https://b.example/",
        "--urls",
        tmp_path / "urls.txt",
        "--keep",
        tmp_path / "kept",
        "--allow-private",
    )
    assert reading[0]["paths"] == ["a.txt", "https://b.example/", "https://a.example/1"]
    assert (reading[0]["fetch"].keep, reading[0]["fetch"].allow_private) == (tmp_path / "kept", True)


def test_private_addresses_are_refused_unless_allowed(reading: list[dict]) -> None:
    """The default is the safe one."""
    run("https://b.example/")
    assert reading[0]["fetch"].allow_private is False


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [("ftp://a.example/", 1, "'ftp://a.example/' is no address"), (None, 1, "No such file")],
)
def test_a_list_that_is_none_is_said(tmp_path: Path, content: str | None, code: int, reason: str) -> None:
    """Before anything is fetched."""
    if content is not None:
        (tmp_path / "urls.txt").write_text(content)
    result = run("--urls", tmp_path / "urls.txt")
    assert result.exit_code == code
    assert reason in result.stderr


def test_nothing_to_read_is_wrong_usage() -> None:
    """A path, a folder or an address is needed."""
    assert run("--quiet").exit_code == 2
