"""Learn the weights of clause likeness from stories with gold statements.

    python training/likeness.py STORY_FOLDER … > src/samestory/text/propositions/likeness.toml

A pair of clauses of two reports counts as the same if both hit a span of one gold statement, as the
scorer counts it. Plain logistic regression: a weight a feature, which a reader can question. Prints,
to standard error, the average precision on each story of weights learnt from the others.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from samestory import api
from samestory.pipeline import read_report
from samestory.records import Account
from samestory.sources import read_paths
from samestory.stages.cleaning import clean_report
from samestory.stages.dating import date_report
from samestory.text.propositions.comparison import compare_clauses
from samestory.text.propositions.spaces import Array
from samestory.text.propositions.units import Unit

# Strength of the penalty on weights (scikit-learn's C): ten stories bear no more freedom.
FREEDOM = 0.003
# Taken off the constant. Weights are used with fixed limits (gathering.py), and what one report alone has
# must not be swallowed. On stories left out, 0 gave precision .64 at recall .64, and 1.0 gave .76 at .53.
CAUTION = 0.8


def main(folders: list[str]) -> int:
    """Learn from the story folders named and write the weights."""
    models = api.load_models()
    stories = [_read_story(Path(folder), models) for folder in folders]
    names = list(stories[0][0])
    for held, folder in enumerate(folders):
        rest = [story for place, story in enumerate(stories) if place != held]
        if rest:
            weights = _fit(names, rest)
            print(
                Path(folder).name,
                round(_average_precision(names, weights, stories[held]), 3),
                file=sys.stderr,
            )
    weights = _fit(names, stories)
    print("# Weights of clause likeness, learnt by training/likeness.py; see likeness.py for the features.")
    print("[weights]")
    for name in ["constant", *names]:
        print(f"{name} = {weights[name]:.4f}")
    return 0


def _read_story(folder: Path, models: Any) -> tuple[dict[str, Array], Array]:
    accounts: list[Account] = []
    for report in read_paths([str(folder)]).reports:
        cleaning = clean_report(report)
        accounts.append(read_report(report, cleaning, date_report(report, cleaning), parser=models.parser))
    comparison = compare_clauses(accounts, models.encoder.encode)
    said = _gold(folder, accounts)
    hits = [frozenset(said(unit)) for unit in comparison.units]
    pairs = zip(comparison.pairs.first.tolist(), comparison.pairs.second.tolist(), strict=True)
    return comparison.features, np.array([float(bool(hits[i] & hits[j])) for i, j in pairs])


def _gold(folder: Path, accounts: list[Account]) -> Any:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["statements"]
    ids = {Path(account.report.source).name: account.id for account in accounts}
    spans = [(n, ids[s["report"]], s["start"], s["end"]) for n, g in enumerate(gold) for s in g["support"]]

    def said(unit: Unit) -> list[int]:
        return [
            n
            for n, report, start, end in spans
            if report == unit.report
            and 2 * (min(end, unit.end) - max(start, unit.start)) >= min(end - start, unit.end - unit.start)
        ]

    return said


def _fit(names: list[str], stories: list[tuple[dict[str, Array], Array]]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    rows = np.concatenate([np.stack([features[n] for n in names], axis=1) for features, _ in stories])
    labels = np.concatenate([labels for _, labels in stories])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    # Every story has its say: a story told six times over has ten times the pairs of one told twice.
    weight = np.concatenate([np.full(len(labels), labels.sum() ** -0.5) for _, labels in stories])
    model = LogisticRegression(C=FREEDOM, max_iter=2000)
    model.fit((rows - mean) / scale, labels, sample_weight=weight / weight.mean())
    weights = model.coef_[0] / scale
    return {
        "constant": float(model.intercept_[0] - weights @ mean) - CAUTION,
        **dict(zip(names, weights.tolist(), strict=True)),
    }


def _average_precision(
    names: list[str], weights: dict[str, float], story: tuple[dict[str, Array], Array]
) -> float:
    from sklearn.metrics import average_precision_score

    features, labels = story
    score = weights["constant"] + sum(weights[n] * features[n] for n in names)
    return float(average_precision_score(labels, score))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
