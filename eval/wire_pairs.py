"""Measure lineage on pairs of reports judged by reading.

    SAMESTORY_DATA=FOLDER python -m eval.wire_pairs [-v]

Even lines were developed on; of odd lines the measures (shares, counts) were seen while developing, and no
text. With -v the pairs of even lines that are judged otherwise than by the reader are named.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from eval.data import find_data
from samestory.models import SpacyParser
from samestory.pipeline import read_report
from samestory.records import Account, Declared, Pair, Published, Report, content_id
from samestory.stages.cleaning import clean_report
from samestory.stages.lineage import DEPENDENT, trace_lineage
from samestory.stages.passages import align_accounts

PRECISION, RECALL = 0.93, 0.88
DIRECTIONS = {"a_from_b": "a-from-b", "b_from_a": "b-from-a", "unknown": "unknown"}

Judged = tuple[Mapping[str, Any], Pair]


def read_account(row: Mapping[str, Any], parser: SpacyParser) -> Account:
    """Read one side of a pair as a report published on its declared day."""
    title = row["title"] or ""
    text = f"{title}\n\n{row['text']}" if title else row["text"]
    declared = Declared(title=title or None, published=row["date"], where="data")
    report = Report(
        content_id("r", row["id"], text), row["id"], text, "", row["url"], row["outlet"], declared
    )
    try:
        day = date.fromisoformat((row["date"] or "")[:10])
    except ValueError:
        published = Published(None, None)
    else:
        published = Published(day, day)
    return read_report(report, clean_report(report), published, parser=parser)


def judge_pairs(rows: Sequence[Mapping[str, Any]], parser: SpacyParser) -> list[Judged]:
    """Judge every pair on its own, as a story of two reports."""
    judged = []
    for row in rows:
        accounts = [read_account(row[side], parser) for side in "ab"]
        judged.append((row, trace_lineage(accounts, align_accounts(accounts), ()).pairs[0]))
    return judged


def score_half(name: str, judged: Sequence[Judged]) -> tuple[float, float]:
    """Print and give precision and recall of 'dependent'; print exact relations and directions too."""
    wanted = [row["relation"] in DEPENDENT for row, _ in judged]
    said = [pair.relation in DEPENDENT for _, pair in judged]
    right = sum(w and s for w, s in zip(wanted, said, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(wanted))
    exact = sum(row["relation"] == pair.relation for row, pair in judged) / len(judged)
    unsure = sum(pair.relation == "unsure" for _, pair in judged)
    both = [(row, pair) for (row, pair), w, s in zip(judged, wanted, said, strict=True) if w and s]
    directed = sum(_direction(row) == pair.direction for row, pair in both)
    print(
        f"{name:12} {len(judged):4} pairs: dependent {precision:.3f}/{recall:.3f}, exact {exact:.3f}, "
        f"unsure {unsure}, direction {directed} of {len(both)}"
    )
    return precision, recall


def _direction(row: Mapping[str, Any]) -> str:
    return DIRECTIONS.get(row["direction"], "both-from-a-third")


def main(arguments: Sequence[str]) -> int:
    """Judge all pairs; answer 1 where the odd lines lie under the floors."""
    folder = find_data()
    with gzip.open(folder / "wire_pairs_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    judged = judge_pairs(rows, SpacyParser())
    score_half("even lines", judged[::2])
    precision, recall = score_half("odd lines", judged[1::2])
    if "-v" in arguments:
        for number, (row, pair) in enumerate(judged):
            if number % 2 == 0 and row["relation"] != pair.relation:
                print(f"  {number}: {row['relation']}, not {pair.relation}: {pair.because}")
    return int(precision < PRECISION or recall < RECALL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
