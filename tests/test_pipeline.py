"""The corridor as a whole: the same bytes whatever the order, every span inside its text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import samestory

TEXTS = {
    "a.txt": (
        "Ferry runs aground off Port Velma\n\n"
        "VELMA (NNA) - A ferry with 84 people aboard ran aground off Port Velma on Tuesday, May 7, the coast "
        "guard said.\n\n"
        "“We had everyone off within an hour,” harbour master Ilsa Dorn told reporters. Four passengers were "
        "taken to hospital with minor injuries.\n"
    ),
    "b.txt": (
        "Ferry runs aground off Port Velma\n\n"
        "A ferry with 84 people aboard ran aground off Port Velma on Tuesday, May 7, the coast guard said.\n\n"
        "“We had everyone off within an hour,” harbour master Ilsa Dorn told reporters. At least four passengers "
        "were taken to hospital.\n\nSubscribe to our newsletter\n"
    ),
    "c.txt": (
        "Stranded: how the Velma ferry hit the rocks\n\n"
        "Passengers of the stranded ferry spoke of a loud bang. Six people were hurt, the hospital in Port Velma "
        "said on Wednesday, two of them seriously. Some 80 people had been on the boat.\n"
    ),
    "fr.txt": (
        "Un ferry s'échoue au large de Port Velma\n\n"
        "Un ferry avec 84 personnes à bord s'est échoué mardi au large de Port Velma, ont annoncé les "
        "garde-côtes. Quatre passagers ont été hospitalisés.\n"
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports of one happening, one of them in French."""
    place = tmp_path_factory.mktemp("ferry")
    for name, text in TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def plain(folder: Path) -> dict[str, Any]:
    """The dossier of the folder, as its JSON reads."""
    loaded: dict[str, Any] = json.loads(samestory.read([folder], one_story=True).to_json())
    return loaded


def _spans(node: Any) -> Iterator[tuple[str, int, int]]:
    if isinstance(node, dict):
        if {"report", "start", "end"} <= node.keys() and node["start"] is not None:
            yield node["report"], node["start"], node["end"]
        for inner in node.values():
            yield from _spans(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _spans(inner)


def test_every_cited_span_lies_inside_its_report(plain: dict[str, Any]) -> None:
    """A dossier never cites text that is not there."""
    texts = {report["id"]: report["text"] for report in plain["reports"]}
    spans = list(_spans(plain["stories"]))
    assert len(spans) > 20
    for report, start, end in spans:
        assert 0 <= start < end <= len(texts[report])


def test_keys_stand_in_the_order_of_the_contract(plain: dict[str, Any]) -> None:
    """A reader of the JSON finds what docs/dossier.md promises, in its order."""
    assert list(plain) == ["format", "version", "reports", "stories"]
    assert list(plain["reports"][0]) == [
        "id", "source", "url", "outlet", "title", "language", "published", "agencies", "sha256", "text",
        "furniture", "repairs", "extent", "kind", "section", "entries",
    ]  # fmt: skip
    assert list(plain["stories"][0]) == [
        "id", "title", "reports", "follows", "brief", "statements", "quotes", "quantities", "names", "lineage",
        "timeline", "only_in",
    ]  # fmt: skip


def test_a_report_in_another_language_is_kept_and_marked(plain: dict[str, Any]) -> None:
    """It is not parsed as if it were English: no quotation, figure or name is read from it."""
    french = next(report for report in plain["reports"] if report["source"].endswith("fr.txt"))
    assert french["language"] == "fr"
    assert not [q for q in plain["stories"][0]["quantities"] if q["report"] == french["id"]]


def test_copies_are_one_line_and_the_other_report_is_not(plain: dict[str, Any]) -> None:
    """The two that share their text are dependent; the third reporter is on her own."""
    ids = {Path(report["source"]).name: report["id"] for report in plain["reports"]}
    relations = {
        frozenset((p["a"], p["b"])): p["relation"] for p in plain["stories"][0]["lineage"]["pairs"]
    }
    assert relations[frozenset((ids["a.txt"], ids["b.txt"]))] in ("copy", "edited-copy")
    assert relations[frozenset((ids["a.txt"], ids["c.txt"]))] not in (
        "copy",
        "edited-copy",
        "common-source",
    )


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_reports_give_the_same_bytes(folder: Path, seed: str) -> None:
    """Neither the order of the files nor Python's hash seed may show in a dossier."""
    files = sorted(map(str, folder.iterdir()))
    code = "import sys, samestory; print(samestory.read(sys.argv[1:], one_story=True).to_json(), end='')"
    command = [sys.executable, "-c", code, *(files if seed == "1" else reversed(files))]
    out = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
    )
    assert out.stdout.decode() == samestory.read([folder], one_story=True).to_json()


def test_progress_counts_the_reports_within_a_story(folder: Path) -> None:
    """Whoever waits for a large story sees each of its reports read, and what is done after."""
    told: list[tuple[str, int, int]] = []
    samestory.read([folder], one_story=True, progress=lambda *step: told.append(step))
    assert [done for what, done, total in told if what == "Reading reports"] == [0, 1, 2, 3]
    assert all(0 <= done <= total for _, done, total in told)
    assert told[-1][0] == "Gathering statements"
