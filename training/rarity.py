"""Count how many reports use each word: the fixed background by which rare words are told from common.

    SAMESTORY_DATA=FOLDER python training/rarity.py > src/samestory/lexicon/rarity.txt

Two kinds of news are counted apart, politics and local crime, and the shares averaged: words that every
report of a kind has ('Senate', 'detectives') are common though other news is without them. Of the local
reports only those on which grouping is developed are counted (eval/grouping.py), so that the other half
measures what is new. A table of counts; no text can be read from it.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable

from eval.data import find_data
from eval.grouping import half_of, read_report_of, read_rows
from samestory.stages.cleaning import clean_report
from samestory.text.reuse.telling import list_words

# Fewer, and a word is as rare as one that was never seen: names of people, for the most part.
LEAST = 8
# Taken to have gone before without the word, which steadies the rarest.
BEFORE = 1000
STEPS = 16


def main() -> int:
    """Count and write."""
    folder = find_data()
    politics = _count(row for row in read_rows(folder, "allsides_haystack"))
    local = _count(row for row in read_rows(folder, "gva_even") if half_of(row["story"]) == 0)
    size = politics.pop("")
    other = local.pop("")
    steps: dict[int, list[str]] = {}
    for word in sorted(politics.keys() | local.keys()):
        counts = (politics[word], local[word])
        if max(counts) < LEAST:
            continue
        share = ((counts[0] / size + counts[1] / other) / 2 * size + 1) / (size + BEFORE)
        steps.setdefault(round(-math.log(share) * STEPS), []).append(word)
    print(
        "# How rare words are in English news: -ln of the share of reports that have them, in sixteenths,"
    )
    print("# then the words. Made by training/rarity.py; what is missing is rarer than all of these.")
    for step, words in sorted(steps.items()):
        print(step, *words)
    return 0


def _count(rows: Iterable[dict[str, str]]) -> Counter[str]:
    """Count the reports that have each word, and under '' all."""
    counted: Counter[str] = Counter()
    for row in rows:
        report = read_report_of(row)
        cleaning = clean_report(report)
        title = cleaning.title.text if cleaning.title else report.declared.title or ""
        lines = [report.text[span.start : span.end] for span in cleaning.paragraphs]
        counted.update({"", *list_words(title, lines)})
    return counted


if __name__ == "__main__":
    sys.exit(main())
