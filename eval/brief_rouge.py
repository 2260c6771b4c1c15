"""Compare the brief with editors' summaries by ROUGE, with first sentences and TextRank beside it.

    python -m eval.brief_rouge [--stories 240] [--words 50] [--half even|odd]

Takes a fixed sample of the stories with an editor's summary in the data folder, reads each as one
story, and cuts every candidate to the same number of words. The first three sentences are taken of
the first report, as the file has them, and of every report, the mean of which is given: which one
is first is chance. The sample's even stories are for tuning, its odd ones for reporting. Below each table
stands how much better the brief is, story by story, with an interval in which 95 of 100 samples drawn
anew from the stories lie.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np

from eval.data import find_data
from eval.rouge import Rouge, read_words, score_rouge
from samestory.pipeline import Models, load_models, make_dossier
from samestory.records import Dossier
from samestory.sources import read_paths
from samestory.stages.annotation import annotate_report
from samestory.stages.cleaning import clean_report

LEAD_SENTENCES = 3
# PageRank as TextRank uses it (Mihalcea and Tarau 2004).
DAMPING = 0.85
ROUNDS = 50
# So many samples are drawn anew for an interval, with this seed: the same one every time.
SAMPLES, SEED = 2000, 0
# These two stories were read in development.
READ = frozenset({"as0888", "as0748"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Score every story of the sample and print a table a half."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    # Of thirty stories a half the mean moves by five hundredths with the draw; of 120 by two.
    parser.add_argument("--stories", type=int, default=240)
    parser.add_argument("--words", type=int, default=50)
    parser.add_argument("--half", choices=("even", "odd"))
    options = parser.parse_args(arguments)
    halves = [options.half] if options.half else ["even", "odd"]
    models = load_models()
    tables: dict[str, dict[str, list[Rouge]]] = {half: defaultdict(list) for half in halves}
    for place, (reports, summary) in enumerate(sample_stories(find_data(), options.stories)):
        half = ("even", "odd")[place % 2]
        if half in tables:
            for name, texts in candidates(reports, models).items():
                cut = [" ".join(text.split()[: options.words]) for text in texts]
                tables[half][name].append(_mean([score_rouge(text, summary) for text in cut]))
    for half, table in tables.items():
        _print_table(half, table)
    return 0


def sample_stories(data: Path, count: int) -> list[tuple[list[dict[str, Any]], str]]:
    """Choose stories by the hash of their names: the same ones everywhere, and no order of the file."""
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for report in _read_lines(data / "allsides_stories_train.jsonl.gz"):
        stories[report["story"]].append(report)
    summaries = {s["story"]: s["summary"] for s in _read_lines(data / "allsides_summaries_train.jsonl.gz")}
    known = sorted(
        (name for name in summaries if name in stories and name not in READ),
        key=lambda name: hashlib.sha256(name.encode()).hexdigest(),
    )
    return [(stories[name], summaries[name]) for name in known[:count]]


def _read_lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _mean(scores: Sequence[Rouge]) -> Rouge:
    return Rouge(*(float(mean) for mean in np.mean([astuple(score) for score in scores], axis=0)))


def candidates(reports: Sequence[Mapping[str, Any]], models: Models) -> dict[str, list[str]]:
    """The brief of a story, first sentences of its reports, and TextRank over all of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.jsonl"
        path.write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
        intake = read_paths([path])
    dossier = make_dossier(intake, load_models=lambda: models, one_story=True)
    sentences = [_sentences(report, models) for report in intake.reports]
    leads = [" ".join(told[:LEAD_SENTENCES]) for told in sentences]
    return {
        "brief": [_brief(dossier)],
        "first report's lead": leads[:1],
        "any report's lead": leads,
        "TextRank": [" ".join(rank_sentences([sentence for told in sentences for sentence in told]))],
    }


def _brief(dossier: Dossier) -> str:
    return " ".join(sentence.text for story in dossier.stories for sentence in story.brief)


def _sentences(report: Any, models: Models) -> list[str]:
    annotation = annotate_report(report, clean_report(report), parser=models.parser)
    return [
        " ".join(report.text[sentence.start : sentence.end].split())
        for sentence in annotation.sentences
        if sentence.kind == "body"
    ]


def rank_sentences(sentences: Sequence[str]) -> list[str]:
    """Rank sentences by TextRank: those like many that are like many come first."""
    words = [frozenset(read_words(sentence)) for sentence in sentences]
    size = len(sentences)
    alike = np.zeros((size, size))
    for a in range(size):
        for b in range(a):
            length = np.log(max(2, len(words[a]))) + np.log(max(2, len(words[b])))
            alike[a, b] = alike[b, a] = len(words[a] & words[b]) / length
    flow = alike / np.maximum(alike.sum(axis=0), 1e-9)
    rank = np.full(size, 1 / max(1, size))
    for _ in range(ROUNDS):
        rank = (1 - DAMPING) / max(1, size) + DAMPING * flow @ rank
    order = sorted(range(size), key=lambda place: (-round(float(rank[place]), 9), place))
    return [sentences[place] for place in order]


def _print_table(half: str, table: Mapping[str, Sequence[Rouge]]) -> None:
    print(f"\n{half + ' stories':24}{'ROUGE-1':>22}{'ROUGE-2':>22}{'ROUGE-L':>22}{'stories':>9}")
    for name, scores in table.items():
        mean = _mean(scores)
        print(f"{name:24}{mean.one:22.3f}{mean.two:22.3f}{mean.longest:22.3f}{len(scores):9}")
    for name, scores in table.items():
        if name != "brief":
            gains = compare_scores(table["brief"], scores)
            told = "".join(f"{f'{gain:+.3f} [{low:+.3f}, {high:+.3f}]':>22}" for gain, low, high in gains)
            print(f"{'− ' + name:24}{told}")


def compare_scores(scores: Sequence[Rouge], others: Sequence[Rouge]) -> list[tuple[float, float, float]]:
    """How much better scores are than others of the same stories, for each measure: mean, low and high."""
    gains = np.array([astuple(score) for score in scores]) - [astuple(other) for other in others]
    drawn = np.random.default_rng(SEED).integers(0, len(gains), (SAMPLES, len(gains)))
    low, high = np.percentile(gains[drawn].mean(axis=1), [2.5, 97.5], axis=0)
    rows = zip(gains.mean(axis=0), low, high, strict=True)
    return [(float(mean), float(least), float(most)) for mean, least, most in rows]


if __name__ == "__main__":
    sys.exit(main())
