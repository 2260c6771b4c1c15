"""Kill `samestory add` at random moments, let it go on, and compare the library with an undisturbed one.

    SAMESTORY_DATA=FOLDER python -m eval.library_kills [KILLS] [--reports N] [--seed S]

Each round kills (SIGKILL) one process after another on one library, each at a moment drawn by chance, until
a run ends by itself; then every row of every table must be as in the library that nobody disturbed. After
each kill the file must pass SQLite's own check.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.data import find_data
from samestory.library import adding, open_library
from samestory.sources import pieces

_FOUND = "SELECT rowid, bm25(report_words) FROM report_words WHERE report_words MATCH ? ORDER BY rowid"
# Small pieces and transactions, so that many moments lie within and between them.
BATCH = 8


def main(arguments: Sequence[str]) -> int:
    """Kill so many times, and say whether anything was lost or there twice."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = folder / "reports.jsonl"
        with gzip.open(find_data() / "allsides_haystack.jsonl.gz", "rb") as lines, source.open("wb") as out:
            out.writelines(itertools.islice(lines, given.reports))
        adding.BATCH_REPORTS = pieces.MAX_ITEMS = BATCH
        whole = folder / "whole.samestory"
        seconds = _run(source, whole, given.processes)
        wanted = dump_rows(whole)
        print(f"undisturbed: {given.reports} reports, {seconds:.1f} s", flush=True)
        kills = rounds = 0
        while kills < given.kills:
            file = folder / f"{rounds}.samestory"
            kills += _disturb(source, file, given.processes, chance, seconds)
            rounds += 1
            found = dump_rows(file)
            different = [table for table in wanted if wanted[table] != found.get(table)]
            if different:
                print(f"round {rounds}: rows differ in {', '.join(different)}")
                return 1
            file.unlink()
            print(f"round {rounds}: {kills} kills, every row as it should be", flush=True)
    print(f"{kills} kills, {rounds} libraries, nothing lost, nothing twice, no file damaged")
    return 0


def _start(source: Path, file: Path, processes: int) -> int:
    """Start a process that adds. It is forked, since starting Python takes longer than what it does."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with open_library(file) as library:
                library.add([source], processes=processes)
            code = 0
        finally:
            os._exit(code)
    return child


def _run(source: Path, file: Path, processes: int) -> float:
    began = time.perf_counter()
    _, status = os.waitpid(_start(source, file, processes), 0)
    if status:
        raise SystemExit(f"add ended with {status}")
    return time.perf_counter() - began


def _disturb(source: Path, file: Path, processes: int, chance: random.Random, seconds: float) -> int:
    """Kill runs on one library until one ends by itself; gives how many were killed."""
    kills = 0
    while True:
        adder = _start(source, file, processes)
        time.sleep(chance.random() * seconds)
        ended, status = os.waitpid(adder, os.WNOHANG)
        if not ended:
            os.kill(adder, signal.SIGKILL)
            os.waitpid(adder, 0)
            kills += 1
        elif status:
            raise SystemExit(f"add ended with {status}")
        _check(file)
        if ended:
            return kills


def _check(file: Path) -> None:
    if not file.exists():
        return
    connection = sqlite3.connect(file)
    try:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()
    if found != "ok":
        raise SystemExit(f"{file} is damaged: {found}")


def dump_rows(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, and what an index of words finds; its own segments may be cut otherwise."""
    connection = sqlite3.connect(file)
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        tables = [row[0] for row in names if "_words" not in row[0] and not row[0].startswith("sqlite_")]
        rows = {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)  # noqa: S608
            for table in tables
        }
        for word in ("president", "police", "the"):
            rows[f"word {word}"] = connection.execute(_FOUND, (word,)).fetchall()
        return rows
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
