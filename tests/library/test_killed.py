"""Killed at any moment and run again, `add` ends where it would have ended; a full disk tears nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samestory.library import open_library
from tests.shelving import dump_rows, ids_of, make_report, write_lines

ADDER = """
import sys
from samestory.library import adding, open_library
from samestory.sources import pieces
adding.BATCH_REPORTS = pieces.MAX_ITEMS = 8
if __name__ == "__main__":
    with open_library(sys.argv[1]) as library:
        print("open", flush=True)
        library.add([sys.argv[2]], processes=int(sys.argv[3]))
    print("done", flush=True)
"""
FULL = """
import resource, sys
from samestory.errors import FullDiskError
from samestory.library import open_library
with open_library(sys.argv[1]) as library:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        library.add([sys.argv[2]], processes=1)
    except FullDiskError as error:
        print("full:", error)
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred reports in a file, some of them versions of others, some lines broken."""
    reports = [make_report(number) for number in range(300)]
    reports += [report | {"text": report["text"].replace("Monday", "Sunday")} for report in reports[::20]]
    file = write_lines(tmp_path_factory.mktemp("lines") / "reports.jsonl", reports)
    file.write_text(file.read_text() + "broken\n")
    return file


@pytest.fixture(scope="module")
def whole(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """The rows of a library that nobody disturbed."""
    file = tmp_path_factory.mktemp("whole") / "news.samestory"
    with open_library(file) as library:
        library.add([lines], processes=1)
    return dump_rows(file)


@pytest.mark.parametrize("seed", range(6))
def test_killed_and_run_again_the_rows_are_the_same(
    seed: int, lines: Path, whole: dict[str, list[tuple[object, ...]]], tmp_path: Path
) -> None:
    """No report is lost, none is there twice, and the file is whole after every kill."""
    (tmp_path / "adder.py").write_text(ADDER)
    chance = random.Random(seed)  # noqa: S311 - no secret
    file = tmp_path / "news.samestory"
    command = [sys.executable, str(tmp_path / "adder.py"), str(file), str(lines), "1"]
    for _ in range(2):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as adder:
            assert adder.stdout is not None
            adder.stdout.readline()
            time.sleep(chance.random() * 0.6)
            adder.kill()
        with open_library(file) as library:
            assert library.check() == ()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert dump_rows(file) == whole


def test_a_disk_that_fills_is_told_and_costs_nothing(lines: Path, tmp_path: Path) -> None:
    """The message says what to do; what was added stands; with room again the rest follows."""
    (tmp_path / "adder.py").write_text(FULL)
    file = tmp_path / "news.samestory"
    command = [sys.executable, str(tmp_path / "adder.py"), str(file), str(lines), "700000"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert told.startswith("full:")
    assert "run the same command again" in told
    with open_library(file) as library:
        assert library.check() == ()
        library.add([lines], processes=1)
        assert library.check() == ()
        assert len(ids_of(library)) == 315


def test_two_who_add_the_same_at_once_add_it_once(lines: Path, tmp_path: Path) -> None:
    """Both end well, and every report is there once."""
    (tmp_path / "adder.py").write_text(ADDER)
    file = tmp_path / "news.samestory"
    command = [sys.executable, str(tmp_path / "adder.py"), str(file), str(lines), "1"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    with open_library(file) as library:
        assert len(ids_of(library)) == len(set(ids_of(library))) == 315
        assert library.check() == ()
