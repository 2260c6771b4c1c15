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
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.data import find_data

_FOUND = "SELECT rowid, bm25(report_words) FROM report_words WHERE report_words MATCH ? ORDER BY rowid"
ADDER = """
import sys
from samestory.library import adding, open_library
adding.BATCH_REPORTS = 32
if __name__ == "__main__":
    with open_library(sys.argv[1]) as library:
        print("open", flush=True)
        library.add([sys.argv[2]], processes=int(sys.argv[3]))
"""


def main(arguments: Sequence[str]) -> int:
    """Kill so many times, and say whether anything was lost or there twice."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "adder.py").write_text(ADDER, encoding="utf-8")
        source = folder / "reports.jsonl"
        with gzip.open(find_data() / "allsides_haystack.jsonl.gz", "rb") as lines, source.open("wb") as out:
            out.writelines(itertools.islice(lines, given.reports))
        whole = folder / "whole.samestory"
        seconds = _run(folder, whole, given.processes)
        wanted = dump_rows(whole)
        print(f"undisturbed: {given.reports} reports, {seconds:.1f} s", flush=True)
        kills = rounds = 0
        while kills < given.kills:
            file = folder / f"{rounds}.samestory"
            kills += _disturb(folder, file, given.processes, chance, seconds)
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


def _command(folder: Path, file: Path, processes: int) -> list[str]:
    return [
        sys.executable,
        str(folder / "adder.py"),
        str(file),
        str(folder / "reports.jsonl"),
        str(processes),
    ]


def _start(folder: Path, file: Path, processes: int) -> subprocess.Popen[bytes]:
    """Start adding, and come back when the library is open: starting Python is no moment to kill at."""
    adder = subprocess.Popen(
        _command(folder, file, processes), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    if adder.stdout is not None:
        adder.stdout.readline()
    return adder


def _run(folder: Path, file: Path, processes: int) -> float:
    adder = _start(folder, file, processes)
    began = time.perf_counter()
    if adder.wait():
        raise SystemExit(f"add ended with {adder.returncode}")
    return time.perf_counter() - began


def _disturb(folder: Path, file: Path, processes: int, chance: random.Random, seconds: float) -> int:
    """Kill runs on one library until one ends by itself; gives how many were killed."""
    kills = 0
    while True:
        adder = _start(folder, file, processes)
        try:
            adder.wait(chance.random() * seconds)
        except subprocess.TimeoutExpired:
            adder.kill()
            adder.wait()
            kills += 1
            _check(file)
            continue
        if adder.returncode:
            raise SystemExit(f"add ended with {adder.returncode}")
        _check(file)
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
