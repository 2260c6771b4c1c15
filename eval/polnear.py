"""Score attributions against PolNeAR: exact spans of source, cue and content.

    python -m eval.polnear [train|dev] [--limit N] [--every N] [--speed]

Reads polnear_train_dev.tar.gz from data/ of the folder that SAMESTORY_DATA names. Rules are developed on
train; dev is for reporting. Published figures for exact spans (source / cue / content): rules
10.7 / 22.8 / 5.6, a CRF 50.6 / 53.4 / 28.6, CofeNet on BERT 83.2 / 75.3 / 72.9; CofeNet's begin match
87.1 / 82.3 / 79.6.

A span is right if both its borders are (exact), or if its first character is (begin match). Every distinct
span of a role counts once, also where several attributions share it, and each stretch of a broken content
counts for itself. Attributions overlap: a content may hold another attribution whole. Both readings
are printed: 'all' counts nested spans like any other; 'outermost' leaves out, on both sides,
every span that lies in another of its role, as a tagger with one label a token must.

`--speed` prints instead how many words a second the parser alone takes, and the parser with the stages
that find quotations and attributions, in one process and one run, by the processor's time.
"""

from __future__ import annotations

import argparse
import re
import tarfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
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
RUNS = 3
Stretch = tuple[int, int]
Spans = dict[str, set[Stretch]]
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
    parser.add_argument("--speed", action="store_true", help="measure words a second, not what is right")
    options = parser.parse_args(arguments)
    articles = list(read_articles(find_data() / ARCHIVE, options.split))[:: options.every]
    articles = articles[: options.limit or None]
    if options.speed:
        report_speed(articles)
    else:
        report_scores(articles)
    return 0


def report_scores(articles: Sequence[Article]) -> None:
    """Find the attributions of every article and print how well their spans match, by role."""
    english = SpacyParser()
    found = [spans_of(find_in(article, english)) for article in articles]
    print(f"{len(articles)} articles")
    for reading, keep in READINGS.items():
        print(f"  {reading:10}{'exact P':>9}{'R':>7}{'F1':>7}{'begin F1':>10}{'wanted':>8}")
        for role in ROLES:
            exact, begun = Tally(), Tally()
            for article, said in zip(articles, found, strict=True):
                match(keep(said[role]), keep(article.gold[role]), exact, begun)
            figures = "".join(f"{value or 0.0:7.3f}" for value in (exact.precision, exact.recall, exact.f1))
            print(f"  {role:12}{figures}{begun.f1 or 0.0:10.3f}{exact.wanted:8.0f}")


def match(said: set[Stretch], wanted: set[Stretch], exact: Tally, begun: Tally) -> None:
    """Count the spans of one role that match, to the character and at their beginning."""
    right = len(said & wanted)
    exact.add(right, len(said), right, len(wanted))
    opened, starts = {start for start, _ in said}, {start for start, _ in wanted}
    begun.add(
        sum(start in starts for start, _ in said), len(said),
        sum(start in opened for start, _ in wanted), len(wanted),
    )  # fmt: skip


def outermost(spans: set[Stretch]) -> set[Stretch]:
    """Leave out the spans that lie in another.

    >>> sorted(outermost({(0, 9), (2, 5), (9, 12)}))
    [(0, 9), (9, 12)]
    """
    kept: set[Stretch] = set()
    reach = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reach:
            kept.add((start, end))
            reach = end
    return kept


READINGS: dict[str, Callable[[set[Stretch]], set[Stretch]]] = {"all": set, "outermost": outermost}


def report_speed(articles: Sequence[Article]) -> None:
    """Print the words a second of the parser alone and of all that finds who said it; best of three."""
    english = SpacyParser()
    words = sum(len(article.text.split()) for article in articles)
    laid = [lay_out(article) for article in articles]
    blocks = [
        [report.text[span.start : span.end] for span in (*cleaning.headings, *cleaning.paragraphs)]
        for report, cleaning in laid
    ]

    def parse() -> None:
        for texts in blocks:
            list(english.parse(texts))

    def find() -> None:
        for article in articles:
            find_in(article, english)

    parse()
    alone, both = _least_seconds(parse), _least_seconds(find)
    print(f"{len(articles)} articles, {words} words, seconds of processor time")
    print(f"  parser alone             {words / alone:8.0f} words a second")
    rate, share = words / both, alone / both
    print(f"  parser and attributions  {rate:8.0f} words a second, {share:.2f} of the parser alone")


def _least_seconds(work: Callable[[], None]) -> float:
    """The least of a few runs: noise only ever adds. Processor time, as the machine may be shared."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


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
