"""Score the reading of HTML pages on 990 real ones with wanted and unwanted segments.

    python -m eval.pages [--half even|odd] [--misses]

The measure is that of the set's own evaluator: of the segments, white space made one, those found in
the text that is read; F over wanted and unwanted. trafilatura alone runs beside it in the same process,
page by page, so that both meet the same noise. Pages are numbered in the order of the set: even ones
to develop on, odd ones for figures alone; `--misses` shows those of even pages only.
"""

from __future__ import annotations

import argparse
import json
import re
import tarfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.data import find_data
from samestory.sources.drafts import Draft
from samestory.sources.html import read_page
from samestory.sources.settings import SETTINGS

_FOLDERS = ("cache", "eval")
Extractor = Callable[[bytes], str | None]


@dataclass(slots=True)
class Tally:
    """What one reader found of the wanted and of the unwanted segments, and how long it took."""

    found: int = 0
    missed: int = 0
    intruded: int = 0
    pages: int = 0
    seconds: float = 0.0

    def add(self, found: int, missed: int, intruded: int, seconds: float) -> None:
        """Count one page."""
        self.found += found
        self.missed += missed
        self.intruded += intruded
        self.pages += 1
        self.seconds += seconds

    def row(self) -> str:
        """Precision, recall, F and pages a second."""
        precision = self.found / max(1, self.found + self.intruded)
        recall = self.found / max(1, self.found + self.missed)
        f = 2 * self.found / max(1, 2 * self.found + self.intruded + self.missed)
        speed = self.pages / max(1e-9, self.seconds)
        return f"P {precision:.4f}  R {recall:.4f}  F {f:.4f}  {speed:6.1f} pages/s"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a reader and half."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--misses", action="store_true", help="show what is wrong on even pages")
    options = parser.parse_args(arguments)
    import trafilatura

    readers: dict[str, Extractor] = {
        "ours": read_ours,
        "trafilatura": lambda data: trafilatura.extract(data, include_comments=False),
    }
    tallies: dict[tuple[str, str], Tally] = {}
    for number, (item, data) in enumerate(load_pages()):
        half = "odd" if number % 2 else "even"
        if options.half and half != options.half:
            continue
        counts = {name: _score(read, data, item) for name, read in readers.items()}
        for name, (found, missed, intruded, seconds) in counts.items():
            for pool in (half, "all"):
                tally = tallies.setdefault((name, pool), Tally())
                tally.add(len(found), len(missed), len(intruded), seconds)
        if options.misses and half == "even":
            _show(item["file"], counts)
    print(f"trafilatura {trafilatura.__version__}")
    for (name, pool), tally in sorted(tallies.items()):
        print(f"{name:12} {pool:5} {tally.row()}")
    return 0


def load_pages() -> Iterator[tuple[Mapping[str, Any], bytes]]:
    """Yield each item of the set with the bytes of its page, in the order of the set."""
    with tarfile.open(find_data() / "trafilatura_eval.tar.gz") as archive:
        held = {m.name: archive.extractfile(m) for m in archive.getmembers() if m.isfile()}
        files = {name: file.read() for name, file in held.items() if file is not None}
    root = next(name for name in files if name.endswith("/evaldata.json")).removesuffix("evaldata.json")
    for item in json.loads(files[f"{root}evaldata.json"]).values():
        names = (f"{root}{folder}/{item['file']}" for folder in _FOLDERS)
        data = next((files[name] for name in names if name in files), None)
        if data is not None:
            yield item, data


def read_ours(data: bytes) -> str | None:
    """Read a page as samestory does; None where it is set aside."""
    for reading in read_page("page.html", data, SETTINGS):
        if isinstance(reading, Draft):
            return reading.text
    return None


def _score(
    read: Extractor, data: bytes, item: Mapping[str, Any]
) -> tuple[list[str], list[str], list[str], float]:
    start = time.perf_counter()
    text = read(data)
    seconds = time.perf_counter() - start
    flat = _flatten(text or "")
    found = [segment for segment in item["with"] if text is not None and _flatten(segment) in flat]
    missed = [segment for segment in item["with"] if segment not in found]
    intruded = [segment for segment in item["without"] if text is not None and _flatten(segment) in flat]
    return found, missed, intruded, seconds


def _flatten(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _show(
    file: str, counts: Mapping[str, tuple[Sequence[str], Sequence[str], Sequence[str], float]]
) -> None:
    for name, (_, missed, intruded, _) in counts.items():
        for sign, segments in (("-", missed), ("+", intruded)):
            for segment in segments:
                print(f"{file[:48]:48} {name[:4]} {sign} {_flatten(segment)[:100]}")


if __name__ == "__main__":
    raise SystemExit(main())
