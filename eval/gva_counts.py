"""Measure the figures and tolls of reports of shootings against a reading by hand.

    SAMESTORY_DATA=FOLDER python -m eval.gva_counts [even|odd]

`gva_counts_even.jsonl.gz` holds, for each incident, the figures of its reports with their places and
the verdict whether the reports agree. 'even' and 'odd' take every other incident: the rules were
developed on the even ones. Prints the recall of figures and, for verdicts, accuracy and the
precision of 'conflict'.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.data import find_data
from samestory.models import SpacyParser
from samestory.pipeline import read_report
from samestory.records import Account, Published, Report, content_id
from samestory.stages.cleaning import clean_report
from samestory.text.figures.toll_verdicts import compare_tolls
from samestory.text.figures.tolls import count_tolls

HALVES = {"even": 0, "odd": 1}
ROLES = {"killed": ("killed",), "injured": ("injured", "hospitalised", "shot"), "shot": ("shot", "injured")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a measurement, for one half of the incidents or all."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    folder = find_data()
    incidents = _lines(folder / "gva_counts_even.jsonl.gz")
    if given and given[0] in HALVES:
        incidents = incidents[HALVES[given[0]] :: 2]
    texts = {line["id"]: line for line in _lines(folder / "gva_even.jsonl.gz")}
    parser = SpacyParser()
    pairs = [(incident, list(_accounts(incident, texts, parser))) for incident in incidents]
    _print_figures(pairs)
    _print_verdicts(pairs)
    return 0


def _lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _accounts(
    incident: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]], parser: SpacyParser
) -> Iterator[Account]:
    for id, day in zip(incident["reports"], incident["dates"], strict=True):
        text = texts[id]["text"]
        published = date.fromisoformat(day) if day else None
        report = Report(id, id, text, content_id("x", text), outlet=texts[id].get("outlet"))
        yield read_report(report, clean_report(report), Published(published, published), parser=parser)


def _print_figures(pairs: Sequence[tuple[Mapping[str, Any], Sequence[Account]]]) -> None:
    """Recall of whole figures: those without a tag; a part count need not be found."""
    counts: Counter[str] = Counter()
    for incident, accounts in pairs:
        by_id = {account.id: account for account in accounts}
        for figure in incident["figures"]:
            if figure.get("tags"):
                continue
            near = [
                q for q in by_id[figure["report"]].quantities
                if q.start < figure["end"] and figure["start"] < q.end and q.kind == "count"
            ]  # fmt: skip
            bounds = [q for q in near if (q.low, q.high) == (figure["low"], figure["high"])]
            counts["wanted"] += 1
            counts["found"] += bool(near)
            counts["bounds"] += bool(bounds)
            counts["role"] += any(q.role in ROLES[figure["what"]] for q in bounds)
    wanted = max(1, counts["wanted"])
    print(f"figures: {wanted} wanted; found {counts['found'] / wanted:.3f}, with their bounds "
          f"{counts['bounds'] / wanted:.3f}, with their role {counts['role'] / wanted:.3f}")  # fmt: skip


def _print_verdicts(pairs: Sequence[tuple[Mapping[str, Any], Sequence[Account]]]) -> None:
    table: Counter[tuple[str, str]] = Counter()
    for incident, accounts in pairs:
        tolls = count_tolls(accounts)
        table[incident["verdicts"]["killed"], compare_tolls(tolls, "killed")[0]] += 1
        table[incident["verdicts"]["injured"], compare_tolls(tolls, "hurt")[0]] += 1
    right = sum(n for (wanted, said), n in table.items() if wanted == said)
    said = sum(n for (_, verdict), n in table.items() if verdict == "conflict")
    print(f"verdicts: {table.total()}; accuracy {right / max(1, table.total()):.3f}; "
          f"conflict said {said}, right {table['conflict', 'conflict']}")  # fmt: skip
    for (wanted, verdict), n in sorted(table.items(), key=lambda item: -item[1]):
        if wanted != verdict:
            print(f"  {n:3} {wanted} taken for {verdict}")


if __name__ == "__main__":
    sys.exit(main())
