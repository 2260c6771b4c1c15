"""Score story folders and hold the figures to their floors.

    python -m eval.stories [--raise] [--each] [FOLDER ...]

Without a folder it takes the shipped examples and, where SAMESTORY_DATA names the data folder, every
story under it. Each pool of stories has its floors in eval/floors.json; a figure under its floor
makes the run fail, `--raise` lifts floors to today's figures and never lowers one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from eval.scoring import Tallies, list_figures, score_story
from samestory import api
from samestory.pipeline import make_dossier
from samestory.sources import read_paths

ROOT = Path(__file__).parent.parent
FLOORS = Path(__file__).with_name("floors.json")
SMALLER_IS_BETTER = frozenset({"statement_fragments", "independence_width"})
# The last digit may move with the version of a library; a real loss is larger.
TOLERANCE = 0.005

Floors = dict[str, dict[str, float]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print the table, and answer 1 if a figure lies under its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="lift the floors to today's figures"
    )
    parser.add_argument("--each", action="store_true", help="print every story's own figures too")
    options = parser.parse_args(arguments)
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = False
    for pool, folders in _pools(options.folders).items():
        figures = score_pool(folders, each=options.each)
        failed |= print_table(pool, figures, floors.get(pool, {}))
        if options.lift and pool != "given":
            floors[pool] = lift(figures, floors.get(pool, {}))
    if options.lift:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return int(failed and not options.lift)


def _pools(given: Sequence[Path]) -> dict[str, list[Path]]:
    if given:
        return {"given": list(given)}
    pools = {"examples": _stories_in(ROOT / "examples")}
    if data := os.environ.get("SAMESTORY_DATA"):
        pools["stories"] = _stories_in(Path(data) / "stories")
    else:
        print("SAMESTORY_DATA is not set: only the shipped examples are scored.")
    return {pool: folders for pool, folders in pools.items() if folders}


def _stories_in(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/gold.json"))


def score_pool(folders: Iterable[Path], *, each: bool) -> dict[str, float]:
    """Make and score the dossier of every folder, read as one story, and pool the counts."""
    models = api.load_models()
    pooled: Tallies = {}
    for folder in folders:
        dossier = make_dossier(read_paths([folder]), load_models=lambda: models, one_story=True)
        plain = json.loads(dossier.to_json())
        score_story(folder, plain, pooled)
        if each:
            alone: Tallies = {}
            score_story(folder, plain, alone)
            print_table(folder.name, dict(list_figures(alone)), {})
    return dict(list_figures(pooled))


def print_table(title: str, figures: Mapping[str, float], floors: Mapping[str, float]) -> bool:
    """Print figures beside their floors; true if one lies under its floor."""
    print(f"\n{title:32}{'now':>8}{'floor':>8}{'gain':>8}")
    failed = False
    for name in sorted(figures.keys() | floors.keys()):
        now, floor = figures.get(name), floors.get(name)
        if now is None or floor is None:
            print(f"{name:32}{_figure(now):>8}{_figure(floor):>8}")
            failed |= now is None
            continue
        gain = floor - now if name in SMALLER_IS_BETTER else now - floor
        under = gain < -TOLERANCE
        failed |= under
        print(f"{name:32}{now:8.3f}{floor:8.3f}{gain:+8.3f}{'  UNDER THE FLOOR' if under else ''}")
    return failed


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def lift(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """Raise each floor to today's figure, rounded down, and keep those that stand higher.

    >>> lift({"lineage.f1": 0.8}, {"lineage.f1": 0.9})
    {'lineage.f1': 0.9}
    """
    lifted = dict(floors)
    for name, now in figures.items():
        best = min if name in SMALLER_IS_BETTER else max
        lifted[name] = round(best(now, floors.get(name, now)), 3)
    return lifted


if __name__ == "__main__":
    sys.exit(main())
