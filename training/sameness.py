"""Learn how likely two reports are to tell of one happening, from reports whose stories are known.

    SAMESTORY_DATA=FOLDER python training/sameness.py > src/samestory/text/reuse/sameness.json

Of the sets that grouping is measured on, only pairs within the half on which it is developed are learnt
from (eval/grouping.py); three further sets are learnt from whole. Pairs are those that grouping would
look at. Each set counts alike, however many pairs it has, and a pair of one story for more than one of
two, by the square root of their numbers. A tenth of the weight is on pairs of one day with their days
taken away: reports without a date are read by what they say.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from eval.data import find_data
from eval.grouping import SETS, date_of, half_of, read_report_of, read_rows
from samestory.stages.cleaning import clean_report
from samestory.stages.dating import date_report
from samestory.text.reuse.comparing import FEATURES, compare_pairs
from samestory.text.reuse.shelves import Traits, fill_shelf, find_candidates, is_near
from samestory.text.reuse.stories import describe_report

FURTHER = ("g5_gold", "basil", "newswcl50")
FURTHER_WEIGHT = 0.3
UNDATED_WEIGHT = 0.1
# Added to the constant. Pairs are mostly of two stories; clusters, which join by averages, want to hear
# 'maybe' as well. At 0 world news lost a tenth of its reports to stories of their own.
EAGERNESS = 1.0
_DAYS = FEATURES.index("days_apart")
_TOPS = FEATURES.index("tops")


def main() -> int:
    """Learn from the sets and write the trees."""
    folder = find_data()
    parts = [part for name in (*SETS, *FURTHER) for part in _pairs(read_set(folder, name), name)]
    features, same, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    model = HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.06, max_leaf_nodes=16, max_depth=6, l2_regularization=1.0,
        min_samples_leaf=20, early_stopping=False, random_state=0,
    )  # fmt: skip
    model.fit(features, same, sample_weight=weight * len(same) / weight.sum())
    constant = float(np.ravel(model._baseline_prediction)[0])
    trees = [_plain(predictors[0].nodes) for predictors in model._predictors]
    print(f'{{"features": {json.dumps(list(FEATURES))},')
    print(f'"constant": {round(constant + EAGERNESS, 6)},\n"trees": [')
    print(",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees))
    print("]}")
    return 0


def read_set(folder: Path, name: str) -> list[tuple[str, str, Traits]]:
    """Read a set: each report's id, its story, and what it is compared by."""
    found: dict[str, tuple[str, str, Traits]] = {}
    for row in read_rows(folder, name):
        report = read_report_of(row)
        cleaning = clean_report(report)
        published = date_of(row, report, date_report(report, cleaning))
        found[report.id] = (report.id, row["story"], describe_report(report, cleaning, published))
    return [found[key] for key in sorted(found)]


def _pairs(rows: list[tuple[str, str, Traits]], name: str) -> list[tuple[Any, Any, Any]]:
    kept = [row for row in rows if name in FURTHER or half_of(row[1]) == 0]
    shelf = fill_shelf([traits for _, _, traits in kept])
    first, second = find_candidates(shelf)
    features = compare_pairs(shelf, first, second)
    near = is_near(shelf, (first, second), features[:, _TOPS])
    features, first, second = features[near], first[near], second[near]
    stories = np.array([story for _, story, _ in kept])
    same = stories[first] == stories[second]
    weight = np.where(same, max(1, same.sum()) ** -0.5, max(1, (~same).sum()) ** -0.5)
    weight /= weight.sum()
    if name in FURTHER:
        return [(features, same, weight * FURTHER_WEIGHT)]
    near_days = (features[:, _DAYS] >= 0) & (features[:, _DAYS] < 4)
    undated = features[near_days].copy()
    undated[:, _DAYS] = -1
    return [(features, same, weight), (undated, same[near_days], weight[near_days] * UNDATED_WEIGHT)]


def _plain(nodes: Any) -> list[list[float]]:
    """Write a tree as rows: feature, bound, low, high; a leaf as -1 and its value."""
    return [
        [-1, round(float(node["value"]), 5)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            float(f"{float(node['num_threshold']):.7g}"),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]


if __name__ == "__main__":
    sys.exit(main())
