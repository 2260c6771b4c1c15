"""Measure what a dossier costs: seconds from a cold start, seconds more for twice the reports, memory.

    python -m eval.speed [FOLDER]
    python -m eval.speed --large 200

Each run is a new process. The six reports are the first six of the folder (the shipped example if
none is named); 'twice' reads them again as six further reports with other bytes. Machines are noisy,
so the time of `python -c pass` and of loading the parser alone stand beside them in the same run.
`--large` reads so many reports of the widest events under SAMESTORY_DATA as one story, on one core, and
gives the time that the processor spent, which other work on the machine does not add to.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.data import find_data

ROOT = Path(__file__).parent.parent
REPORTS = 6
RUNS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples" / "harbour-fire")
    parser.add_argument("--large", type=int, metavar="REPORTS")
    options = parser.parse_args(arguments)
    if options.large:
        return measure_large(options.large)
    folder = options.folder
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


def measure_large(count: int) -> int:
    """Read one story of many reports, and print its processor time and its memory."""
    reports = _widest_events(find_data() / "g5_news_cluster.jsonl.gz", count)
    words = sum(len(report["text"].split()) for report in reports)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "story.jsonl"
        path.write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        subprocess.run(_read(path), check=True, stdout=subprocess.DEVNULL, env=alone)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    _print(f"{len(reports)} reports, CPU", spent)
    _print("a report of 500 words", 500 * spent / words)
    print(f"{'peak memory':24}{after.ru_maxrss / 1024:8.0f} MB")
    return 0


def _widest_events(path: Path, count: int) -> list[dict[str, Any]]:
    """Take the reports of the events that most outlets tell, until there are enough."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    width = Counter(report["story"] for report in reports)
    ordered = sorted(reports, key=lambda r: (-width[r["story"]], r["story"], r["id"]))
    return ordered[:count]


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
