"""Measure what a library costs: reports a second, growth, memory, size, and how fast it answers.

    SAMESTORY_DATA=FOLDER python -m eval.library_speed [REPORTS] [--processes N] [--keep FILE]

The real reports of `allsides_haystack` are added to a new library, read + cleaned + dated + marked +
grouped + stored. Other work on the machine makes wall time worthless, so the CPU seconds of all processes
stand beside it: reports a second on two cores, if nothing else ran, are at most twice the reports over
the CPU seconds. Growth is the CPU time of a report at the end over that of one at the beginning.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from eval.data import find_data
from samestory.library import Library, SearchQuery, StoryQuery, open_library

WINDOW = 2_000
# Stories of more reports take minutes to open, and no longer to show again.
MOST_REPORTS = 12
ASKED = ("president", "supreme court", '"health care"', "tax* -income", "border OR wall", "shooting police")
TICK = os.sysconf("SC_CLK_TCK")


class Meter:
    """CPU seconds and memory of this process and all it starts, sampled while something runs."""

    def __init__(self) -> None:
        self.peak_megabytes = 0.0
        self._own = 0.0
        self._seen: dict[int, float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Meter:
        self._thread.start()
        return self

    def __exit__(self, *ignored: object) -> None:
        self._stop.set()
        self._thread.join()

    def seconds(self) -> float:
        """CPU seconds so far, of processes that have ended as they were last seen."""
        began = time.thread_time()
        self._seen |= {process: _cpu(process) for process in _family(os.getpid())}
        self._own += time.thread_time() - began
        return sum(self.split_seconds())

    def split_seconds(self) -> tuple[float, float]:
        """CPU seconds so far of the process that writes and of those that read, without the meter's own."""
        writer = self._seen.get(os.getpid(), 0.0)
        return writer - self._own, sum(self._seen.values()) - writer

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            began = time.thread_time()
            family = _family(os.getpid())
            self._seen |= {process: _cpu(process) for process in family}
            self.peak_megabytes = max(self.peak_megabytes, sum(map(_megabytes, family)))
            self._own += time.thread_time() - began


def _family(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _stat(int(entry.name))
            if fields:
                parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += parents.get(process, [])
    return found


def _stat(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _cpu(process: int) -> float:
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / TICK if fields else 0.0


def _megabytes(process: int) -> float:
    """Memory of a process, what it shares with others counted in parts (PSS)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main(arguments: Sequence[str]) -> int:
    """Add, then ask."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", type=int, nargs="?", default=18_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args(arguments)
    source = find_data() / "allsides_haystack.jsonl.gz"
    with tempfile.TemporaryDirectory() as scratch:
        chosen = Path(scratch) / "reports.jsonl"
        with gzip.open(source, "rb") as lines, chosen.open("wb") as out:
            out.writelines(itertools.islice(lines, given.reports))
        file = given.keep or Path(scratch) / "speed.samestory"
        measure_adding(file, chosen, given.processes)
        measure_asking(file)
    return 0


def measure_adding(file: Path, source: Path, processes: int) -> None:
    """Add the reports of a file to a new library and print what it cost."""
    marks: list[tuple[int, float]] = [(0, 0.0)]
    with Meter() as meter, open_library(file) as library:

        def tell(what: str, done: int, total: int) -> None:
            marks.append((int(what.split()[1].replace(",", "")), meter.seconds()))

        summary = library.add([source], processes=processes, progress=tell)
        seconds = meter.seconds()
        writer, readers = meter.split_seconds()
    reports = summary.added + summary.new_versions
    size = file.stat().st_size
    print(f"{reports:,} reports, {summary.already} there already, {len(summary.set_aside)} set aside")
    print(f"wall                {summary.seconds:8.1f} s   {reports / summary.seconds:8.0f} a second")
    print(f"CPU                 {seconds:8.1f} s   {2 * reports / seconds:8.0f} a second on two cores")
    print(f"CPU a report        {1000 * seconds / reports:8.2f} ms")
    print(f"  to write          {1000 * writer / reports:8.2f} ms")
    print(f"  to read           {1000 * readers / reports:8.2f} ms")
    print(f"growth              {_growth(marks):8.2f} times")
    print(f"peak memory         {meter.peak_megabytes:8.0f} MB, all processes")
    print(f"size a report       {size / max(reports, 1):8.0f} bytes")


def _growth(marks: Sequence[tuple[int, float]]) -> float:
    """CPU time of a report in the last window over that in the first one after the start."""

    def between(first: int, last: int) -> float:
        inside = [mark for mark in marks if first <= mark[0] <= last]
        (a, start), (b, end) = inside[0], inside[-1]
        return (end - start) / max(1, b - a)

    total = marks[-1][0]
    if total < 3 * WINDOW:
        return float("nan")
    return between(total - WINDOW, total) / between(WINDOW // 2, WINDOW // 2 + WINDOW)


def measure_asking(file: Path) -> None:
    """Ask the library what people ask, and print how long it takes."""
    _open_some(file)
    with open_library(file, read_only=True) as library:
        queries = [SearchQuery(text, kinds=("report",)) for text in ASKED]
        _print_times("search", [partial(library.search, query) for query in queries])
        for name, calls in _further(library):
            _print_times(name, calls)


def _open_some(file: Path, stories: int = 5) -> None:
    """Make the dossiers of some stories, so that they are kept."""
    with open_library(file) as library:
        for name in _widest(library, stories):
            library.story(name)


def _widest(library: Library, stories: int) -> list[str]:
    found = library.stories(StoryQuery(outlets=3, sort="widest", limit=200))
    return [row.id for row in found if row.reports <= MOST_REPORTS][:stories]


def _further(library: Library) -> list[tuple[str, list[Callable[[], object]]]]:
    ids = [row[0] for row in library.connection.execute("SELECT id FROM report ORDER BY id LIMIT 100")]
    asked = [
        StoryQuery(),
        StoryQuery(sort="widest", outlets=2),
        StoryQuery(about="shooting police"),
        StoryQuery(sort="oldest", offset=2000),
        StoryQuery(since=date(2018, 1, 1), outlets=3),
    ]
    return [
        ("report", [partial(library.report, name) for name in ids]),
        ("stories", [partial(library.stories, query) for query in asked]),
        ("story, kept", [partial(library.story, name) for name in _widest(library, 5)]),
    ]


def _print_times(name: str, calls: Sequence[Callable[[], object]], rounds: int = 5) -> None:
    """Print how long calls take, by the clock and, since other programs slow that down, in CPU time."""
    walls, cpus = [], []
    for call in list(calls) * rounds:
        began, used = time.perf_counter(), time.process_time()
        call()
        walls.append(1000 * (time.perf_counter() - began))
        cpus.append(1000 * (time.process_time() - used))
    told = (f"{statistics.median(each):8.1f} ms median {_p95(each):8.1f} ms p95" for each in (walls, cpus))
    print(f"{name:20}{next(told)};  CPU {next(told)}")


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
