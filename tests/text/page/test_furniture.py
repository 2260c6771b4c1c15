"""Furniture: what belongs to the page is marked, what belongs to the report is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.text.page.furniture import find_furniture

CASES = Path(__file__).parents[2] / "cases" / "furniture"


def cases(name: str) -> list[Any]:
    """Load a table of cases."""
    return [
        pytest.param(case, id=case["name"])
        for case in json.loads((CASES / f"{name}.json").read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases("synthetic"))
def test_furniture_is_found(case: dict[str, Any]) -> None:
    """Each piece of furniture is found whole, and nothing beside it."""
    text = case["text"]
    assert [text[f.start : f.end] for f in find_furniture(text)] == case["furniture"]


@pytest.mark.parametrize("case", cases("negative"))
def test_the_report_is_left_alone(case: dict[str, Any]) -> None:
    """What looks like furniture and is report stays report."""
    assert find_furniture(case["text"]) == ()


def test_gallery_of_the_story_keeps_its_captions() -> None:
    """A gallery that shows what the story names loses its counters only."""
    shots = " ".join(f"{n}/4 Engineers look at Harbour Bridge in Port Annville PA" for n in range(1, 5))
    text = f"Harbour Bridge closes\n\nEngineers closed Harbour Bridge in Port Annville.\n\n{shots}\n\nIt opens in May.\n"
    assert [text[f.start : f.end] for f in find_furniture(text)] == ["1/4", "2/4", "3/4", "4/4"]


def test_an_outlet_that_describes_itself_is_furniture() -> None:
    """The outlet's own description at the foot is the page's."""
    praise = "The Port Gazette, headed by Ann Lee, is a leading provider of local news."
    text = f"Harbour bridge closes\n\nThe bridge closed on Monday.\n\n{praise}\n"
    found = find_furniture(text, outlet="Port Gazette")
    assert [(text[f.start : f.end], f.reason) for f in found] == [(praise, "promotion")]


@given(st.text(alphabet='Ab 1/\n.“”"©İ(@Photo', max_size=200))
def test_pieces_are_ordered_and_inside(text: str) -> None:
    """Pieces lie in the text, in order, and never overlap."""
    at = 0
    for piece in find_furniture(text):
        assert at <= piece.start < piece.end <= len(text)
        at = piece.end
