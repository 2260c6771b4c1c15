"""Measure how well rewrites are told from unrelated reports (OneStopEnglish, three reading levels).

    SAMESTORY_DATA=FOLDER python -m eval.onestop

Each article in each of two easier levels is set beside its original and beside those of other articles,
spread over the collection. Each of these pairs is judged as a story of two.
"""

from __future__ import annotations

import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

from eval.data import find_data
from samestory.models import SpacyParser
from samestory.pipeline import read_report
from samestory.records import Account, Published, Report, content_id
from samestory.stages.cleaning import clean_report
from samestory.stages.lineage import DEPENDENT, trace_lineage
from samestory.stages.passages import align_accounts

# Of the hundred other originals each rewrite meets so many: what is counted wrong is rare, and all of them
# together still make some eight hundred pairs.
STRANGERS = 4
RECALL, PRECISION = 0.95, 0.98


def read_articles(path: Path) -> dict[str, dict[str, str]]:
    """Read the articles of the archive: level to text, for each article that has all three levels."""
    articles: dict[str, dict[str, str]] = {}
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            file = archive.extractfile(member) if member.name.endswith(".txt") else None
            if file is None:
                continue
            name, _, level = Path(member.name).stem.rpartition("-")
            text = file.read().decode("utf-8", "replace").lstrip("\ufeff")
            articles.setdefault(name.strip(), {})[level.strip()[:3].lower()] = text
    return {
        name: levels for name, levels in sorted(articles.items()) if {"adv", "int", "ele"} <= levels.keys()
    }


def read_account(name: str, text: str, parser: SpacyParser) -> Account:
    """Read one text as a report without a date."""
    lines = [
        line for line in text.splitlines() if line.strip() not in {"Advanced", "Intermediate", "Elementary"}
    ]
    text = "\n\n".join(lines)
    report = Report(content_id("r", name, text), name, text, "")
    return read_report(report, clean_report(report), Published(None, None), parser=parser)


def main(_: Sequence[str] = ()) -> int:
    """Count rewrites found and strangers taken for rewrites."""
    folder = find_data()
    articles = read_articles(folder / "onestop_half.tar.gz")
    parser = SpacyParser()
    accounts = {
        (name, level): read_account(f"{name}-{level}", text, parser)
        for name, levels in articles.items()
        for level, text in levels.items()
    }
    names = list(articles)
    found = wanted = wrong = 0
    for place, name in enumerate(names):
        steps = [step * len(names) // (STRANGERS + 1) for step in range(STRANGERS + 1)]
        others = [names[(place + step) % len(names)] for step in steps]
        story = [accounts[other, "adv"] for other in others]
        for level in ("int", "ele"):
            rewrite = accounts[name, level]
            pairs = trace_pairs(rewrite, story)
            found += pairs[0] in DEPENDENT
            wrong += sum(relation in DEPENDENT for relation in pairs[1:])
            wanted += 1
            if pairs[0] not in DEPENDENT:
                print(f"  missed: {name} ({level}): {pairs[0]}")
    recall, precision = found / wanted, found / max(1, found + wrong)
    print(f"{len(names)} articles: recall {recall:.3f}, precision {precision:.3f}")
    return int(recall < RECALL or precision < PRECISION)


def trace_pairs(rewrite: Account, story: Sequence[Account]) -> list[str]:
    """Give the relation of one report to each of the others, each taken as a story of two."""
    stories = ([rewrite, other] for other in story)
    return [trace_lineage(accounts, align_accounts(accounts), ()).pairs[0].relation for accounts in stories]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
