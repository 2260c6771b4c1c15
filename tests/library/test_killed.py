"""Killed at any moment and run again, `add` ends where it would have ended; a full disk tears nothing.

The processes are forked: starting Python takes ten times as long as what they do.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from samestory.errors import FullDiskError
from samestory.library import adding, open_library
from samestory.sources import pieces
from tests.shelving import dump_rows, ids_of, make_report, write_lines

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here")
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many transactions, so that many moments lie within and between them."""
    monkeypatch.setattr(adding, "BATCH_REPORTS", 8)
    monkeypatch.setattr(pieces, "MAX_ITEMS", 8)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty reports in a file and versions of some; the last line is broken."""
    reports = [make_report(number) for number in range(80)]
    reports += [report | {"text": report["text"].replace("Monday", "Sunday")} for report in reports[::20]]
    file = write_lines(tmp_path_factory.mktemp("lines") / "reports.jsonl", reports)
    file.write_text(file.read_text() + "broken\n")
    return file


@pytest.fixture
def whole(lines: Path, tmp_path: Path) -> tuple[Rows, float]:
    """The rows of a library that nobody disturbed, and how long it took."""
    began = time.perf_counter()
    assert _wait(_fork(lambda: _add(tmp_path / "whole.samestory", lines))) == 0
    return dump_rows(tmp_path / "whole.samestory"), time.perf_counter() - began


def _add(file: Path, lines: Path) -> None:
    with open_library(file) as library:
        library.add([lines], processes=1)


def _fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def _wait(child: int) -> int:
    return os.waitpid(child, 0)[1]


def test_killed_and_run_again_the_rows_are_the_same(
    lines: Path, whole: tuple[Rows, float], tmp_path: Path
) -> None:
    """A dozen kills: no report is lost, none is there twice, and the file is whole after every one."""
    rows, seconds = whole
    chance = random.Random(1)  # noqa: S311 - no secret
    for library_number in range(4):
        file = tmp_path / f"{library_number}.samestory"
        for _ in range(3):
            adder = _fork(lambda file=file: _add(file, lines))  # type: ignore[misc]
            time.sleep(chance.random() * seconds * 0.6)
            os.kill(adder, signal.SIGKILL)
            _wait(adder)
            with open_library(file) as library:
                assert library.check() == ()
        assert _wait(_fork(lambda file=file: _add(file, lines))) == 0  # type: ignore[misc]
        assert dump_rows(file) == rows


def test_a_disk_that_fills_is_told_and_costs_nothing(
    lines: Path, whole: tuple[Rows, float], tmp_path: Path
) -> None:
    """The message says what to do; what was added stands; with room again the rest follows."""
    file = tmp_path / "news.samestory"
    told = tmp_path / "told.txt"

    def fill() -> None:
        with open_library(file) as library:
            resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, resource.RLIM_INFINITY))
            try:
                library.add([lines], processes=1)
            except FullDiskError as error:
                told.write_text(str(error))

    assert _wait(_fork(fill)) == 0
    assert "run the same command again" in told.read_text()
    with open_library(file) as library:
        assert library.check() == ()
        assert len(ids_of(library)) < 84
    _add(file, lines)
    assert dump_rows(file) == whole[0]


def test_two_who_add_the_same_at_once_add_it_once(lines: Path, tmp_path: Path) -> None:
    """Both end well, and every report is there once."""
    file = tmp_path / "news.samestory"
    adders = [_fork(lambda: _add(file, lines)) for _ in range(2)]
    assert [_wait(adder) for adder in adders] == [0, 0]
    with open_library(file) as library:
        assert len(ids_of(library)) == len(set(ids_of(library))) == 84
        assert library.check() == ()
