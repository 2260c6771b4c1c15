"""Learn the weights by which attributions are judged, from the training part of PolNeAR.

    python -m training.attributions [--out FILE]

Reads polnear_train_dev.tar.gz from the folder that SAMESTORY_DATA names, and its training part alone.
Every frame that the rules offer, and every frame of stance, is an example; it is right to the share
of its source, cue and content that stand in the annotation to the character. Nine tenths of three
quarters of the articles give the weights, one tenth the floors; the table holds features and weights,
no text. Takes as long as the parser needs for 500,000 words, and a minute. The same data give the
same table.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from eval.data import find_data
from eval.polnear import ARCHIVE, Article, lay_out, read_articles
from samestory.lexicon.cues import load_cue_words
from samestory.lexicon.roles import load_role_words
from samestory.models import SpacyParser
from samestory.records import Annotation, Quote, Report
from samestory.stages.annotation import annotate_report
from samestory.stages.attributions import SETTINGS
from samestory.stages.quotes import find_quotes
from samestory.text.attribution.drafting import draft_frames
from samestory.text.attribution.judging import Describer
from samestory.text.attribution.page import Draft, Page

# Of eight articles six are learnt from; the others stay unseen, to develop against.
PARTS, LEARNT = 8, (0, 1, 2, 4, 5, 7)
# A feature of fewer examples than this is left out: it may be one article's.
LEAST_EXAMPLES = 6
# A lemma gets frames of stance if it stands in so many cues, and so often when it stands at all.
LEAST_CUES, LEAST_RATE = 5, 0.05
# Strength of the penalty on weights (scikit-learn's C); half or twice as much gains nothing unseen.
FREEDOM = 0.25
# Every so many articles choose the floors.
HELD_OUT = 10
# No saying is dropped above this chance, though a higher floor would gain a little: a saying that is
# lost makes a statement that somebody made look like the writer's own.
HIGHEST_FLOOR = 0.12
TARGET = Path(__file__).parents[1] / "src/samestory/text/attribution/judgement.json"


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with what the stages before attribution make of it."""

    article: Article
    report: Report
    annotation: Annotation
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A frame's features, how many of its spans are right, of how many, and what it is."""

    features: tuple[str, ...]
    right: int
    said: int
    stance: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, learn and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    every = enumerate(read_articles(find_data() / ARCHIVE, "train"))
    articles = [article for number, article in every if number % PARTS in LEARNT]
    table = learn_table(parse_articles(articles))
    options.out.write_text(
        json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{len(table['weights'])} weights, {len(table['stances'])} lemmas of stance: {options.out}")
    return 0


def parse_articles(articles: Sequence[Article]) -> list[Parsed]:
    """Run the stages before attribution."""
    english = SpacyParser()
    found = []
    for article in articles:
        report, cleaning = lay_out(article)
        annotation = annotate_report(report, cleaning, parser=english)
        found.append(Parsed(article, report, annotation, find_quotes(report, annotation, cleaning)))
    return found


def learn_table(parsed: Sequence[Parsed]) -> dict[str, Any]:
    """Choose the lemmas, learn the weights, choose the floors."""
    learnt = [p for i, p in enumerate(parsed) if i % HELD_OUT]
    lemmas = count_stances(learnt)
    weights = fit_weights([e for p in learnt for e in list_examples(p, frozenset(lemmas))])
    held = [e for p in parsed[::HELD_OUT] for e in list_examples(p, frozenset(lemmas))]
    wanted = sum(len(spans) for p in parsed[::HELD_OUT] for spans in p.article.gold.values())
    floor, stance_floor = choose_floors(held, weights, wanted)
    return {"floor": floor, "stance_floor": stance_floor, "stances": lemmas, "weights": weights}


def count_stances(parsed: Sequence[Parsed]) -> list[str]:
    """List the lemmas, each with its part of speech, that stand in cues often enough."""
    seen: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for one in parsed:
        cues = {i for start, end in one.article.gold["cue"] for i in range(start, end)}
        for token in one.annotation.tokens:
            if token.pos in ("VERB", "NOUN", "ADJ"):
                key = f"{token.pos} {token.lemma}"
                seen[key] += 1
                held[key] += token.start in cues
    return sorted(k for k, n in held.items() if n >= LEAST_CUES and n >= LEAST_RATE * seen[k])


def list_examples(parsed: Parsed, lemmas: frozenset[str]) -> Iterator[Example]:
    """Describe every frame of an article that holds content, and count its spans that are right."""
    page = Page(parsed.report.text, parsed.annotation, parsed.quotes)
    describer = Describer(parsed.annotation, page.tree, page.quoted)
    words = (load_cue_words(), load_role_words())
    drafts = draft_frames(page, words, lemmas, reach=SETTINGS.reach, least_chars=SETTINGS.least_chars)
    for draft in drafts:
        if draft.frame is not None and draft.contents:
            features = describer.describe(draft.frame, len(draft.quotes))
            yield Example(features, *_count_right(page, draft, parsed.article), draft.stance)


def _count_right(page: Page, draft: Draft, article: Article) -> tuple[int, int]:
    frame = draft.frame
    if frame is None:
        return 0, 0
    runs = [("cue", page.tree.span(frame.cue))]
    runs += [("source", page.tree.span(frame.source))] if frame.source else []
    runs += [("content", span) for span in draft.contents]
    right = sum((span.start, span.end) in article.gold[role] for role, span in runs)
    return right, len(runs)


def fit_weights(examples: Sequence[Example]) -> dict[str, float]:
    """Fit a logistic regression; an example that is half right counts half on either side."""
    counts = Counter(feature for example in examples for feature in example.features)
    kept = {feature for feature, number in counts.items() if number >= LEAST_EXAMPLES}
    table = DictVectorizer()
    rows = table.fit_transform([dict.fromkeys(sorted(kept & set(e.features)), 1.0) for e in examples])
    shares = np.array([example.right / example.said for example in examples])
    model = LogisticRegression(C=FREEDOM, max_iter=300, solver="lbfgs", fit_intercept=False)
    both = [np.ones(len(shares)), np.zeros(len(shares))]
    # Every example stands twice, as right and as wrong, weighted by how right it is.
    model.fit(
        vstack([rows, rows]), np.concatenate(both), sample_weight=np.concatenate([shares, 1 - shares])
    )
    pairs = zip(table.get_feature_names_out(), model.coef_[0], strict=True)
    return {str(name): round(float(weight), 2) for name, weight in pairs if abs(weight) >= 0.01}


def choose_floors(
    examples: Sequence[Example], weights: dict[str, float], wanted: int
) -> tuple[float, float]:
    """Choose the two floors with the best F1 over all spans."""
    scores = [1 / (1 + np.exp(-sum(weights.get(f, 0.0) for f in e.features))) for e in examples]
    grid = [round(0.04 * step, 2) for step in range(18)]

    def count(stance: bool, floor: float) -> tuple[int, int]:
        kept = [
            e for e, score in zip(examples, scores, strict=True) if e.stance == stance and score >= floor
        ]
        return sum(e.right for e in kept), sum(e.said for e in kept)

    rules, wide = {f: count(False, f) for f in grid}, {f: count(True, f) for f in grid}

    def score(floors: tuple[float, float]) -> float:
        (a, b), (c, d) = rules[floors[0]], wide[floors[1]]
        return 2 * (a + c) / (b + d + wanted)

    best = max(((one, other) for one in grid if one <= HIGHEST_FLOOR for other in grid), key=score)
    alone = score((0.0, grid[-1]))
    print(f"floors {best}, F1 over all spans held out {score(best):.3f}, nearly by rules alone {alone:.3f}")
    return best


if __name__ == "__main__":
    raise SystemExit(main())
