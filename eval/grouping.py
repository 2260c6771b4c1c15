"""Measure grouping on labelled sets of news: B-cubed precision, recall and F1; pairwise F1; ARI.

    SAMESTORY_DATA=FOLDER python -m eval.grouping [SET ...]

Stories are split in two by a hash of their name: the first half was developed on, the second was not.
Both are grouped together, as they would be in life; unlabelled reports are there to distract.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.data import find_data
from samestory.records import Declared, Group, Published, Report, content_id
from samestory.stages.cleaning import clean_report
from samestory.stages.dating import date_report
from samestory.stages.grouping import group_reports

SETS: Mapping[str, tuple[str, float]] = {
    "allsides_stories_train": ("allsides_haystack", 0.87),
    "gva_even": ("", 0.90),
    "g5_news_cluster": ("", 0.94),
    "ecbplus_topics_1-35": ("", 0.90),
}
HAYSTACK = 18_000


def read_rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Read the records of one data file."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_report_of(row: Mapping[str, Any]) -> Report:
    """Make a report of a record, its title on the first line."""
    title = row["title"] or ""
    text = f"{title}\n\n{row['text'] or ''}" if title else row["text"] or ""
    declared = Declared(title=title or None, published=row["date"] or None, where="data")
    return Report(
        content_id("r", row["id"], text), row["id"], text, "", row["url"] or None, row["outlet"], declared
    )


def date_of(row: Mapping[str, Any], report: Report, found: Published) -> Published:
    """Take the day that the record declares, where dating has none."""
    if found.earliest or found.latest:
        return found
    try:
        day = date.fromisoformat((row["date"] or "")[:10])
    except ValueError:
        return found
    return Published(day, day) if day.year > 1990 else found


def score_bcubed(
    groups: Sequence[Group], stories: Mapping[str, str], half: int | None
) -> tuple[float, float, float]:
    """B-cubed over labelled reports, averaged over one half of the stories or over all."""
    home = {report: group.id for group in groups for report in group.reports}
    said = Counter(home[report] for report in stories)
    wanted = Counter(stories.values())
    both = Counter((home[report], story) for report, story in stories.items())
    chosen = [r for r, story in stories.items() if half is None or half_of(story) == half]
    precision = sum(both[home[r], stories[r]] / said[home[r]] for r in chosen) / len(chosen)
    recall = sum(both[home[r], stories[r]] / wanted[stories[r]] for r in chosen) / len(chosen)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score_pairs(groups: Sequence[Group], stories: Mapping[str, str]) -> tuple[float, float]:
    """Pairwise F1 and the adjusted Rand index (Hubert and Arabie 1985) over all labelled reports."""
    home = {report: group.id for group in groups for report in group.reports}
    said = _count_pairs(home[report] for report in stories)
    wanted = _count_pairs(stories.values())
    both = _count_pairs((home[report], story) for report, story in stories.items())
    chance = said * wanted / max(1, math.comb(len(stories), 2))
    return 2 * both / (said + wanted), (both - chance) / ((said + wanted) / 2 - chance)


def _count_pairs(labels: Iterable[object]) -> int:
    return sum(math.comb(count, 2) for count in Counter(labels).values())


def half_of(story: str) -> int:
    """Give the half that a story is in; look-alikes (1ecb, 1ecbplus) fall into the same."""
    return zlib.crc32(story.removesuffix("plus").removesuffix("ecb").encode()) % 2


def measure(folder: Path, name: str) -> bool:
    """Group one set, print its figures, and say whether it stands at its floor."""
    distractors, floor = SETS[name]
    rows = list(read_rows(folder, name))
    labelled = len(rows)
    if distractors:
        rows += list(read_rows(folder, distractors))[:HAYSTACK]
    reports = [read_report_of(row) for row in rows]
    cleanings = {report.id: clean_report(report) for report in reports}
    dates = {
        report.id: date_of(row, report, date_report(report, cleanings[report.id]))
        for row, report in zip(rows, reports, strict=True)
    }
    unique = list({report.id: report for report in reports}.values())
    began = time.perf_counter()
    groups = group_reports(unique, cleanings, dates)
    seconds = time.perf_counter() - began
    stories = {
        report.id: row["story"] for row, report in zip(rows[:labelled], reports[:labelled], strict=True)
    }
    figures = [score_bcubed(groups, stories, half) for half in (0, 1, None)]
    shown = "  ".join(f"{p:.3f}/{r:.3f}/{f:.3f}" for p, r, f in figures)
    f1, rand = score_pairs(groups, stories)
    verdict = "" if figures[2][2] >= floor else f"  UNDER {floor}"
    told = f"{name:24} {len(unique):6} reports {seconds:5.1f} s"
    print(f"{told}   {shown}  {f1:.3f} {rand:.3f}{verdict}", flush=True)
    return not verdict


def main(arguments: Sequence[str]) -> int:
    """Measure the sets that are named, or all."""
    folder = find_data()
    print(f"{'':49}developed on            other half              all (precision/recall/F1)  pairs ARI")
    return int(any(not ok for ok in [measure(folder, name) for name in arguments or SETS]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
