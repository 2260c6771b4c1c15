"""Measure what a dossier costs: seconds from a cold start, seconds more for twice the reports, memory.

    python -m eval.speed [FOLDER]

Each run is a new process. The six reports are the first six of the folder (the shipped example if
none is named); 'twice' reads them again as six further reports with other bytes. Machines are noisy,
so the time of `python -c pass` and of loading the parser alone stand beside them in the same run.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORTS = 6
RUNS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a measurement."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    folder = Path(given[0]) if given else ROOT / "examples" / "harbour-fire"
    reports = sorted(folder.rglob("*.txt"))[:REPORTS]
    with tempfile.TemporaryDirectory() as scratch:
        once, twice = Path(scratch) / "once", Path(scratch) / "twice"
        for place, copies in ((once, 1), (twice, 2)):
            _lay_out(reports, place, copies)
        _print("python alone", _seconds([sys.executable, "-c", "pass"]))
        _print(
            "parser loaded",
            _seconds([sys.executable, "-c", "from samestory.api import load_models as l; l()"]),
        )
        cold = _seconds(_read(once))
        _print(f"{len(reports)} reports, cold", cold)
        _print(f"{len(reports)} further reports", _seconds(_read(twice)) - cold)
        print(f"{'peak memory':24}{_peak_megabytes(_read(twice)):8.0f} MB")
    return 0


def _lay_out(reports: Sequence[Path], place: Path, copies: int) -> None:
    place.mkdir()
    for number in range(copies):
        for report in reports:
            text = report.read_text(encoding="utf-8")
            (place / f"{number}-{report.name}").write_text(text + "\n" * number, encoding="utf-8")


def _read(folder: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "samestory",
        "read",
        str(folder),
        "--one-story",
        "--quiet",
        "--json",
        os.devnull,
    ]


def _seconds(command: Sequence[str]) -> float:
    """The best of a few runs: noise only ever adds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def _peak_megabytes(command: Sequence[str]) -> float:
    # The largest of all children so far; the dossier of twice the reports is the largest here.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _print(what: str, seconds: float) -> None:
    print(f"{what:24}{seconds:8.2f} s")


if __name__ == "__main__":
    sys.exit(main())
