"""Measure how fast the reading room and the library behind it answer.

    SAMESTORY_DATA=FOLDER python -m eval.room_speed [REPORTS] [--library FILE] [--opened N]

The real reports of `allsides_haystack` are added to a library (or one that is there is used as it is), some
of its stories are opened, and every kind of page is asked for many times, always another one. Other work
on the machine makes wall time worthless, so the CPU time of the same requests stands beside it, and
`wall/CPU` says how crowded the machine was: where it is 1, nothing else ran.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from starlette.testclient import TestClient

from eval.data import find_data
from samestory.api import load_models
from samestory.library import Library, SearchQuery, StoryQuery, open_library
from samestory.web import WebSettings, make_app

# What any page may take, in milliseconds.
BOUND = 150
TIMES = 40
# Single words that many reports have, rare ones, phrases, beginnings: what people type.
WORDS = (
    "president", "supreme court", '"health care"', "tax* -income", "border OR wall", "shooting police",
    "election", "climate", "s*", "hurricane flood", '"white house" press', "judge ruling abortion",
)  # fmt: skip
# Opened stories are of these sizes, as near as there are.
SIZES = (2, 2, 3, 3, 4, 5, 6, 8, 10, 14)

TOKEN = "measured"  # noqa: S105 - nobody else can ask
BEARER = {"authorization": f"Bearer {TOKEN}"}
NO_KEY: Mapping[str, str] = {}

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds on the clock and of the processor, of one kind of request."""

    name: str
    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    def line(self) -> str:
        """Write the row of the table."""
        crowding = sum(self.wall) / max(0.001, sum(self.cpu))
        told = "" if _share(self.cpu, 0.95) <= BOUND else f"  over {BOUND} ms"
        figures = (
            _share(self.wall, 0.5),
            _share(self.wall, 0.95),
            _share(self.cpu, 0.5),
            _share(self.cpu, 0.95),
        )
        return f"{self.name:28}" + "".join(f"{each:9.1f}" for each in figures) + f"{crowding:9.1f}{told}"


def main(arguments: Sequence[str]) -> int:
    """Build or take the library, open stories, ask; 1 where something is over the bound."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", type=int, nargs="?", default=18_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--opened", type=int, default=len(SIZES))
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        file = given.library or Path(scratch) / "room.samestory"
        if not file.exists():
            build_library(file, given.reports, Path(scratch))
        stories = open_stories(file, SIZES[: given.opened])
        print(f"{'milliseconds':28}{'wall p50':>9}{'p95':>9}{'CPU p50':>9}{'p95':>9}{'wall/CPU':>9}")
        found = [*measure_library(file, stories), *measure_room(file, stories)]
    return int(any(_share(times.cpu, 0.95) > BOUND for times in found))


def build_library(file: Path, reports: int, scratch: Path) -> None:
    """Add so many reports to a new library."""
    chosen = scratch / "reports.jsonl"
    with gzip.open(find_data() / "allsides_haystack.jsonl.gz", "rb") as lines, chosen.open("wb") as out:
        out.writelines(itertools.islice(lines, reports))
    with open_library(file) as library:
        library.add([chosen])


def open_stories(file: Path, sizes: Sequence[int]) -> list[str]:
    """Open a story of each size, unless it is; gives their ids."""
    models = cache(load_models)
    chosen: list[str] = []
    with open_library(file) as library:
        rows = library.stories(StoryQuery(sort="widest", limit=3_000))
        print(f"{library.count_reports():,} reports, the widest story of {rows[0].reports if rows else 0}")
        for size in sizes:
            near = (row for row in rows if row.id not in chosen)
            row = min(near, key=lambda row: (abs(row.reports - size), row.id), default=None)
            if row is None:
                break
            chosen.append(row.id)
            if not library.is_opened(row.id):
                library.story(row.id, load_models=models)
    return chosen


def measure_library(file: Path, stories: Sequence[str]) -> list[Times]:
    """Ask the library from Python, through one connection."""
    with open_library(file, read_only=True) as library:
        return [measure(name, calls) for name, calls in _library_calls(library, stories)]


def _library_calls(library: Library, stories: Sequence[str]) -> list[tuple[str, list[Call]]]:
    return [
        ("library stories", [partial(library.stories, StoryQuery(offset=20 * at)) for at in range(12)]),
        ("library stories about", [partial(library.stories, StoryQuery(about=words)) for words in WORDS]),
        ("library search", [partial(library.search, SearchQuery(words)) for words in WORDS]),
        ("library show, opened", [partial(library.story, story) for story in stories]),
    ]


def measure_room(file: Path, stories: Sequence[str]) -> list[Times]:
    """Ask the room for every kind of page, each time in a request of its own."""
    settings = WebSettings(file, token=TOKEN)
    with open_library(file, read_only=True) as library:
        reports = [
            row[0] for row in library.connection.execute("SELECT id FROM report ORDER BY id LIMIT 40")
        ]
    with TestClient(make_app(settings), base_url=f"http://127.0.0.1:{settings.port}") as client:

        def ask(address: str, **asked: str) -> Call:
            return partial(_ask, client, address, asked)

        def ask_first(story: str, headers: Mapping[str, str] = NO_KEY) -> Call:
            """Ask for a page that is not kept: with the key it has its corrections, too."""

            def call() -> None:
                client.app.state.desk.kept.forget()  # type: ignore[attr-defined]
                _ask(client, f"/stories/{story}", {}, headers)

            return call

        pages: list[tuple[str, list[Call]]] = [
            ("/assets (the server itself)", [ask("/assets/site.js")]),
            ("/", [ask("/")]),
            ("/?offset=", [ask("/", offset=str(30 * at)) for at in range(12)]),
            ("/?sort=", [ask("/", sort=sort) for sort in ("widest", "disputed", "copied", "oldest")]),
            ("/?about=", [ask("/", about=words) for words in WORDS]),
            ("/?outlet=", [ask("/", outlet=outlet) for outlet in ("Times", "News", "CNN", "a")]),
            ("/search?q=", [ask("/search", q=words) for words in WORDS]),
            ("/search?q=&outlet=", [ask("/search", q=words, outlet="news") for words in WORDS]),
            ("/stories/ID, first", [ask_first(story) for story in stories]),
            ("/stories/ID, first, with key", [ask_first(story, BEARER) for story in stories]),
            ("/stories/ID", [ask(f"/stories/{story}") for story in stories]),
            ("/stories/ID, again", [ask(f"/stories/{story}") for story in stories]),
            ("/stories/ID/correct", [ask(f"/stories/{story}/correct") for story in stories]),
            ("/stories/ID/export.md", [ask(f"/stories/{story}/export.md") for story in stories]),
            ("/reports/ID", [ask(f"/reports/{report}") for report in reports]),
            ("/copies", [ask("/copies", offset=str(30 * at)) for at in range(8)]),
            ("/judgements", [ask("/judgements")]),
            ("/api/stories", [ask("/api/stories", offset=str(50 * at)) for at in range(12)]),
            ("/api/stories/ID", [ask(f"/api/stories/{story}") for story in stories]),
            ("/api/search?q=", [ask("/api/search", q=words) for words in WORDS]),
        ]
        return [measure(name, calls) for name, calls in pages]


def _ask(
    client: TestClient, address: str, asked: dict[str, str], headers: Mapping[str, str] = NO_KEY
) -> None:
    answer = client.get(address, params=asked, headers=headers)
    if answer.status_code != 200 or answer.history:
        raise RuntimeError(f"{answer.url} answers {answer.status_code}")


def measure(name: str, calls: Sequence[Call]) -> Times:
    """Do all calls in turn until there are enough, and print what they took."""
    wall: list[float] = []
    cpu: list[float] = []
    for call in itertools.islice(itertools.cycle(calls), max(TIMES, len(calls))):
        began, used = time.perf_counter(), time.process_time()
        call()
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - used))
    times = Times(name, tuple(wall), tuple(cpu))
    print(times.line(), flush=True)
    return times


def _share(values: Sequence[float], share: float) -> float:
    """Give the value under which so large a share of all lies."""
    return sorted(values)[int(share * (len(values) - 1))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
