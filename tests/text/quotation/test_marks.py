"""Pairing of quotation marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.text.quotation.marks import MAX_MARKS, opening_family, pair_marks

CASES = Path(__file__).parents[2] / "cases" / "quotes"


def cases(name: str) -> list[Any]:
    """Read a table of cases, each named by its reason."""
    rows = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row["text"], row["found"], id=row["why"]) for row in rows]


def stretches(text: str) -> list[str]:
    """Read what stands inside the marks."""
    return [text[m.start : m.end] for m in pair_marks(text)]


@pytest.mark.parametrize(("text", "found"), cases("synthetic") + cases("negative"))
def test_marks_are_paired(text: str, found: list[str]) -> None:
    """Each opening mark finds its closing one, and what is no quotation mark is left alone."""
    assert stretches(text) == found


@pytest.mark.xfail(reason="not told apart yet")
@pytest.mark.parametrize(("text", "found"), cases("known_failures"))
def test_marks_that_are_not_paired_yet(text: str, found: list[str]) -> None:
    """Known failures: a change that mends one must move it to the other table."""
    assert stretches(text) == found


def test_a_quotation_over_paragraphs_is_left_open() -> None:
    """A block that the next one carries on needs no closing mark, even after a lone inch mark."""
    (marked,) = pair_marks("“One thing is clear", continued=frozenset({"curly"}))
    assert not marked.closed
    assert marked.outer_end == marked.end


@pytest.mark.parametrize(
    ("text", "family"), [("“One", "curly"), ('  "One', "straight"), ("'tis so", None), ("One", None)]
)
def test_the_family_of_the_opening_mark(text: str, family: str | None) -> None:
    """A block opens with a mark only if it does so at its very start."""
    assert opening_family(text) == family


def test_a_block_full_of_marks_is_refused() -> None:
    """More marks than prose can hold cost time and mean nothing."""
    assert pair_marks('"a" ' * MAX_MARKS) == ()


@given(st.text(alphabet="ab .,'\"“”‘’«»6\n", max_size=80))
def test_every_stretch_lies_inside_its_marks(text: str) -> None:
    """Whatever the text, spans are ordered, inside the block and never empty."""
    for marked in pair_marks(text):
        assert 0 <= marked.outer_start < marked.start < marked.end <= marked.outer_end <= len(text)
        assert text[marked.start : marked.end].strip() == text[marked.start : marked.end]
