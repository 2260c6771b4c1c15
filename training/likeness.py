"""Learn the weights of clause likeness from stories with gold statements, and measure them.

    python -m training.likeness STORY_FOLDER … > src/samestory/text/propositions/likeness.toml
    python -m training.likeness --leave-one-out STORY_FOLDER …

A pair of clauses of two reports counts as the same if both hit a span of one gold statement, as the
scorer counts it. Plain logistic regression, twice: by what a pair is, then by its company too; every
weight can be read. `--leave-one-out` scores each story with weights learnt from all others, and the
shipped weights beside them. Stories in a folder `examples` are invented: they are learnt from, and
stand apart in the table. What was parsed and encoded is kept in `--cache`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.scoring import Sheet, Tallies, score_only_in, score_statements
from samestory.pipeline import read_report
from samestory.records import Account, Statement, Support
from samestory.sources import read_paths
from samestory.stages.citing import cite_sentences
from samestory.stages.cleaning import clean_report
from samestory.stages.dating import date_report
from samestory.text.propositions.comparison import Comparison, compare_clauses, look_again, look_first
from samestory.text.propositions.contexts import Array
from samestory.text.propositions.forming import form_groups
from samestory.text.propositions.likeness import Weights, load_weights
from samestory.text.propositions.units import Unit
from training.keeping import Memory

# Strength of the penalty on weights (scikit-learn's C): ten stories bear no more freedom.
FREEDOM = 0.001
# Taken off the last constant. Weights are used with fixed limits (gathering.py), and what one report alone
# has must not be swallowed: on fourteen stories left out 1.04 gave precision .78 at recall .50, this .75 at
# .53, 0.68 precision .72 at .55.
CAUTION = 0.88

Rows = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Told:
    """A story read and compared, with whether each pair of clauses is the same by gold."""

    folder: Path
    accounts: Sequence[Account]
    comparison: Comparison
    same: Array


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from the story folders named and write the weights, or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="STORY_FOLDER")
    parser.add_argument("--leave-one-out", action="store_true", help="score, and write no weights")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "samestory-training")
    options = parser.parse_args(arguments)
    memory = Memory(options.cache)
    stories = [_read_story(folder, memory) for folder in options.folders]
    memory.save()
    if options.leave_one_out:
        _print_table(stories)
    else:
        _print_weights(learn(stories))
    return 0


def learn(stories: Sequence[Told]) -> Weights:
    """Learn the weights of both looks."""
    first = _fit([(story.comparison.features, story.same) for story in stories], caution=0.0)
    again = [(look_again(s.comparison, look_first(s.comparison, first)), s.same) for s in stories]
    return Weights(first, _fit(again, caution=CAUTION))


def _print_weights(weights: Weights) -> None:
    print("# Weights of clause likeness, learnt by training/likeness.py; see likeness.py and company.py.")
    for name, table in (("first", weights.first), ("second", weights.second)):
        print(f"\n[{name}]")
        for feature, weight in table.items():
            print(f"{feature} = {weight:.4f}")


def _print_table(stories: Sequence[Told]) -> None:
    """Print each story left out, all left out together, and the shipped weights on the same stories."""
    shipped = load_weights()
    pools: dict[str, Tallies] = {}
    print(f"{'story':28}{'precision':>10}{'recall':>8}{'F1':>8}{'scattered':>11}{'alone':>8}")
    for story in stories:
        left_out = learn([other for other in stories if other is not story])
        invented = story.folder.parent.name == "examples"
        kind = "all" if invented else "real"
        tallies = pools.setdefault(story.folder.name, {})
        score(story, left_out, [tallies, pools.setdefault("left out, all", {})])
        if not invented:
            score(story, left_out, [pools.setdefault("left out, real", {})])
            score(story, shipped, [pools.setdefault("shipped, real", {})])
        print(_row(f"{story.folder.name}{'' if kind == 'real' else ' (invented)'}", tallies), flush=True)
    for pool in ("left out, real", "left out, all", "shipped, real"):
        print(_row(pool, pools.get(pool, {})))


def _row(title: str, tallies: Tallies) -> str:
    if "statements" not in tallies:
        return f"{title:28}{'-':>10}"
    said, scattered, alone = (tallies.get(p) for p in ("statements", "statement_fragments", "only_in"))
    figures = (said.precision, said.recall, said.f1) if said else ()
    last = (scattered.precision if scattered else None, alone.recall if alone else None)
    cells = [f"{figure or 0.0:.3f}" for figure in (*figures, *last)]
    return f"{title:28}" + "".join(f"{cell:>{w}}" for cell, w in zip(cells, (10, 8, 8, 11, 8), strict=True))


def score(story: Told, weights: Weights, pools: Sequence[Tallies]) -> None:
    """Gather a story's statements by some weights and score them into every pool."""
    units = story.comparison.units
    formed = [
        Statement(
            str(number), "", tuple(Support(units[i].report, units[i].start, units[i].end) for i in group)
        )
        for number, group in enumerate(form_groups(story.comparison, weights))
    ]
    place = {account.id: number for number, account in enumerate(story.accounts)}
    formed.sort(key=lambda s: (-len(s.reports), place[s.support[0].report], s.support[0].start))
    cited = cite_sentences(formed, story.accounts)
    statements = [
        {
            "support": [{"report": s.report, "start": s.start, "end": s.end} for s in statement.support],
            "differences": [],
        }
        for statement in cited
    ]
    reports = [{"id": a.id, "source": a.report.source, "text": a.report.text} for a in story.accounts]
    gold = json.loads((story.folder / "gold.json").read_text(encoding="utf-8"))
    for tallies in pools:
        sheet = Sheet(gold, {"reports": reports, "stories": [{"statements": statements}]}, tallies)
        score_statements(sheet)
        score_only_in(sheet)


def _support(unit: Unit) -> Support:
    return Support(unit.report, unit.start, unit.end)


def _read_story(folder: Path, memory: Memory) -> Told:
    accounts: list[Account] = []
    for report in read_paths([str(folder)]).reports:
        cleaning = clean_report(report)
        accounts.append(read_report(report, cleaning, date_report(report, cleaning), parser=memory))
    comparison = compare_clauses(accounts, memory.encode)
    hits = _find_hits(folder, accounts, comparison.units)
    pairs = zip(comparison.pairs.first.tolist(), comparison.pairs.second.tolist(), strict=True)
    return Told(folder, accounts, comparison, np.array([float(bool(hits[i] & hits[j])) for i, j in pairs]))


def _find_hits(folder: Path, accounts: Sequence[Account], units: Sequence[Unit]) -> list[frozenset[int]]:
    """Find for each clause the gold statements that it tells, by their places."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["statements"]
    ids = {Path(account.report.source).name: account.id for account in accounts}
    spans = [(n, ids[s["report"]], s["start"], s["end"]) for n, g in enumerate(gold) for s in g["support"]]
    return [
        frozenset(
            n
            for n, report, start, end in spans
            if report == unit.report
            and 2 * (min(end, unit.end) - max(start, unit.start)) >= min(end - start, unit.end - unit.start)
        )
        for unit in units
    ]


def _fit(stories: Sequence[tuple[Rows, Array]], *, caution: float) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    names = list(stories[0][0])
    rows = np.concatenate([np.stack([features[n] for n in names], axis=1) for features, _ in stories])
    labels = np.concatenate([labels for _, labels in stories])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    # Every story has its say: a story told six times over has ten times the pairs of one told twice.
    weight = np.concatenate([np.full(len(labels), labels.sum() ** -0.5) for _, labels in stories])
    model = LogisticRegression(C=FREEDOM, max_iter=2000)
    model.fit((rows - mean) / scale, labels, sample_weight=weight / weight.mean())
    weights = model.coef_[0] / scale
    return {
        "constant": float(model.intercept_[0] - weights @ mean) - caution,
        **dict(zip(names, weights.tolist(), strict=True)),
    }


if __name__ == "__main__":
    sys.exit(main())
