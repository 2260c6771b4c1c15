"""The scorer itself, on gold small enough to check by hand."""

import json
from pathlib import Path
from typing import Any

from eval.scoring import Tallies, is_hit, list_figures, score_story

TEXT = {"a.txt": "Nine people died.", "b.txt": "Ten people died."}


def _gold() -> dict[str, Any]:
    support = [{"report": name, "start": 0, "end": len(text)} for name, text in TEXT.items()]
    differs = {"kind": "quantity", "status": "conflict",
               "values": [{"value": "9", "reports": ["a.txt"]},
                          {"value": "10", "reports": ["b.txt"]}]}  # fmt: skip
    return {
        "statements": [{"id": "dead", "support": support, "differs": differs}],
        "lineage": [{"pair": ["a.txt", "b.txt"], "relation": "copy"}],
        "quotes": [],
        "quantities": [],
        "aliases": [],
    }


def _dossier(joined: bool) -> dict[str, Any]:
    supports = [{"report": name[0], "start": 0, "end": len(text)} for name, text in TEXT.items()]
    values = [{"value": "9", "reports": ["a"], "spans": []}, {"value": "10", "reports": ["b"], "spans": []}]
    difference = {"kind": "quantity", "status": "conflict", "values": values}
    groups = [supports] if joined else [[support] for support in supports]
    statements = [
        {"support": g, "differences": [difference], "independent": {"least": 1, "most": 1}} for g in groups
    ]
    story = {"statements": statements, "lineage": {"pairs": [{"a": "a", "b": "b", "relation": "copy"}]}}
    reports = [
        {"id": n[0], "source": f"x/{n}", "text": t, "furniture": [], "agencies": []}
        for n, t in TEXT.items()
    ]
    return {"reports": reports, "stories": [story]}


def _figures(folder: Path, dossier: dict[str, Any]) -> dict[str, float]:
    (folder / "gold.json").write_text(json.dumps(_gold()), encoding="utf-8")
    tallies: Tallies = {}
    score_story(folder, dossier, tallies)
    return dict(list_figures(tallies))


def test_a_perfect_dossier_scores_one(tmp_path: Path) -> None:
    """Joined statement, difference, relation and range are all right."""
    figures = _figures(tmp_path, _dossier(joined=True))
    for part in ("statements.f1", "differences.f1", "lineage.f1", "independence_tied.f1"):
        assert figures[part] == 1.0
    assert figures["statement_fragments"] == 1.0


def test_statements_left_apart_are_missed(tmp_path: Path) -> None:
    """Nothing is joined, so nothing is recalled and the difference is not found."""
    figures = _figures(tmp_path, _dossier(joined=False))
    assert figures["statements.recall"] == 0.0
    assert figures["differences.recall"] == 0.0


def test_half_of_the_shorter_span_is_a_hit() -> None:
    """A long sentence meets the clause inside it; a mere touch does not."""
    assert is_hit((0, 100), (10, 20))
    assert not is_hit((0, 10), (6, 30))
