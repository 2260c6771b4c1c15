"""Score attributions against PolNeAR: exact spans of source, cue and content.

    python -m eval.polnear [train|dev] [--limit N] [--every N]

Reads polnear_train_dev.tar.gz from data/ of the folder that SAMESTORY_DATA names. Rules are developed on
train; dev is for reporting. Published figures for exact spans (source / cue / content): rules
10.7 / 22.8 / 5.6, a CRF 50.6 / 53.4 / 28.6, CofeNet on BERT 83.2 / 75.3 / 72.9.
"""

from __future__ import annotations

import argparse
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.data import find_data
from eval.scoring import Tally
from samestory.models import SpacyParser
from samestory.records import Annotation, Attribution, Cleaning, Quote, Report, Span, content_id
from samestory.stages.annotation import annotate_report
from samestory.stages.attributions import find_attributions
from samestory.stages.quotes import find_quotes

ARCHIVE = "polnear_train_dev.tar.gz"
ROLES = ("source", "cue", "content")
Spans = dict[str, set[tuple[int, int]]]
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of PolNeAR with the spans of each role."""

    name: str
    text: str
    gold: Spans


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print one line a role."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("split", nargs="?", default="dev", choices=("train", "dev"))
    parser.add_argument("--limit", type=int, default=0, help="read no more than so many articles")
    parser.add_argument("--every", type=int, default=1, help="take every n-th article")
    options = parser.parse_args(arguments)
    articles = list(read_articles(find_data() / ARCHIVE, options.split))[:: options.every]
    report_scores(articles[: options.limit or None])
    return 0


def report_scores(articles: Sequence[Article]) -> None:
    """Find the attributions of every article and print precision, recall and F1 by role."""
    english = SpacyParser()
    tallies = {role: Tally() for role in ROLES}
    for article in articles:
        said = spans_of(find_in(article, english))
        for role in ROLES:
            right = len(said[role] & article.gold[role])
            tallies[role].add(right, len(said[role]), right, len(article.gold[role]))
    print(f"{len(articles)} articles")
    for role, tally in tallies.items():
        figures = [value or 0.0 for value in (tally.precision, tally.recall, tally.f1)]
        print(
            f"  {role:8}"
            + "".join(f"  {name} {value:.3f}" for name, value in zip("PRF", figures, strict=True))
        )


def find_in(article: Article, english: SpacyParser) -> tuple[Attribution, ...]:
    """Run the stages from parsing to attributions; the first line is the headline."""
    report, cleaning = lay_out(article)
    annotation: Annotation = annotate_report(report, cleaning, parser=english)
    quotes: tuple[Quote, ...] = find_quotes(report, annotation, cleaning)
    return find_attributions(report, annotation, quotes)


def lay_out(article: Article) -> tuple[Report, Cleaning]:
    """Make a report of an article whose lines are its paragraphs; nothing is taken for furniture."""
    report = Report(content_id("r", article.name), article.name, article.text, "")
    lines = tuple(Span(found.start(), found.end()) for found in _LINE.finditer(article.text))
    return report, Cleaning(report.id, None, lines[:1], lines[1:], (), (), (), "en")


def spans_of(attributions: Sequence[Attribution]) -> Spans:
    """Collect the spans of each role, each stretch of a broken content for itself."""
    spans: Spans = {role: set() for role in ROLES}
    for attribution in attributions:
        if attribution.source:
            spans["source"].add((attribution.source.start, attribution.source.end))
        if attribution.cue:
            spans["cue"].add((attribution.cue.start, attribution.cue.end))
        spans["content"] |= {(span.start, span.end) for span in attribution.contents}
    return spans


def read_articles(archive: Path, split: str) -> Iterator[Article]:
    """Read the articles of a split; of several annotations of one article the first is taken."""
    texts: dict[str, str] = {}
    marks: dict[str, str] = {}
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            path = Path(member.name)
            held = tar.extractfile(member) if member.isfile() else None
            if held is None or f"/{split}/" not in f"/{member.name}":
                continue
            content = held.read().decode("utf-8")
            if path.suffix == ".txt":
                texts[path.stem] = content
            elif path.suffix == ".ann":
                marks.setdefault(path.stem.rpartition("_")[0], content)
    for name in sorted(texts.keys() & marks.keys()):
        yield Article(name, texts[name], _gold(marks[name]))


def _gold(content: str) -> Spans:
    """Read the stand-off annotation of brat: text-bound spans, and the events that join them."""
    held: dict[str, list[tuple[int, int]]] = {}
    gold: dict[str, set[tuple[int, int]]] = defaultdict(set)
    events = []
    for line in content.split("\n"):
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            held[fields[0]] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", fields[1])]
        elif line.startswith("E") and len(fields) > 1:
            events += re.findall(r"([A-Za-z-]+?)\d*:(T\d+)", fields[1])
    for role, mark in events:
        gold[role.lower()].update(held.get(mark, ()))
    return {role: gold[role] for role in ROLES}


if __name__ == "__main__":
    raise SystemExit(main())
