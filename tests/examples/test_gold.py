"""The examples' gold: every span holds its text, every pair has its relation, and it is up to date."""

from __future__ import annotations

import importlib.util
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samestory.sources import read_paths

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = ["harbour-fire", "museum-cup"]


def load_gold(story: str) -> dict[str, Any]:
    """A story's gold."""
    loaded: dict[str, Any] = json.loads((EXAMPLES / story / "gold.json").read_text(encoding="utf-8"))
    return loaded


def texts_of(story: str) -> dict[str, str]:
    """A story's texts as they are read, by the name that gold uses."""
    return {Path(report.source).name: report.text for report in read_paths([EXAMPLES / story]).reports}


def spans_in(node: Any) -> Iterator[dict[str, Any]]:
    """All spans of a gold, wherever they stand."""
    if isinstance(node, dict):
        if {"report", "start", "end", "text"} <= node.keys():
            yield node
        for inner in node.values():
            yield from spans_in(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from spans_in(inner)


@pytest.mark.parametrize("story", STORIES)
def test_every_span_holds_its_text(story: str) -> None:
    """In HTML and JSON Lines too, where the text is the one that was extracted."""
    texts = texts_of(story)
    spans = list(spans_in(load_gold(story)))
    assert len(spans) > 20
    for span in spans:
        assert texts[span["report"]][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("story", STORIES)
def test_gold_is_what_its_notes_make(story: str) -> None:
    """gold.json is never edited by hand."""
    spec = importlib.util.spec_from_file_location("make_gold", EXAMPLES / "make_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.make_gold(EXAMPLES / story) == load_gold(story)


@pytest.mark.parametrize("story", STORIES)
def test_every_pair_of_reports_has_its_relation(story: str) -> None:
    """Each once, in the order of the files."""
    pairs = [tuple(entry["pair"]) for entry in load_gold(story)["lineage"]]
    assert pairs == list(itertools.combinations(sorted(texts_of(story)), 2))


@pytest.mark.parametrize("story", STORIES)
def test_statements_stand_in_two_reports_and_differences_divide_them(story: str) -> None:
    """A difference speaks only of reports that support its statement."""
    for statement in load_gold(story)["statements"]:
        held = {span["report"] for span in statement["support"]}
        assert len(held) >= 2
        if statement["differs"]:
            values = [set(value["reports"]) for value in statement["differs"]["values"]]
            assert len(values) >= 2
            assert set().union(*values) <= held


@pytest.mark.parametrize("story", STORIES)
def test_nothing_of_an_example_is_set_aside(story: str) -> None:
    """Examples are read whole."""
    assert read_paths([EXAMPLES / story]).set_aside == ()


def test_the_page_and_the_json_line_say_who_and_when() -> None:
    """JSON-LD and the line's own fields, without a sidecar."""
    reports = {
        Path(report.source).name: report for report in read_paths([EXAMPLES / "harbour-fire"]).reports
    }
    page, line = reports["07-coast-reporter.html"], reports["09-marrow-post.jsonl#1"]
    assert (page.outlet, page.declared.published) == ("The Coast Reporter", "2023-11-15T17:30:00+01:00")
    assert (line.outlet, line.declared.published) == ("The Marrow Post", "2023-11-16")
    assert "cookies" not in page.text
    assert "Herring" not in page.text
