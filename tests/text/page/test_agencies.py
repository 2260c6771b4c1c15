"""Agencies: those credited for the text, by every form that newsrooms use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samestory.records import Declared
from samestory.text.page.agencies import find_credits
from samestory.text.page.lines import split_lines

CASES = json.loads((Path(__file__).parents[2] / "cases" / "agencies" / "synthetic.json").read_text("utf-8"))


def names(text: str, *, outlet: str | None = None, declared: Declared | None = None) -> list[str]:
    """List the agencies credited in a text."""
    lines = [line for line in split_lines(text) if "Photo/" not in text[line.start : line.end]]
    found = find_credits(text, lines, outlet=outlet, url=None, declared=declared or Declared())
    return [credit.name for credit in found]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][15:60] for case in CASES])
def test_credits_are_told_from_sources(case: dict[str, Any]) -> None:
    """An agency credited for the text is named once; one quoted or credited for a photo is not."""
    assert names(case["text"]) == case["names"]


def test_a_desk_does_not_credit_itself() -> None:
    """Reuters' sign-off on Reuters' own page is no credit."""
    assert (
        names("Bridge closes\n\nIt closed.\n\n(Reporting by Ann Lee; Editing by Bo Ek)\n", outlet="Reuters")
        == []
    )


def test_an_agency_declared_as_author_counts() -> None:
    """What the page declares counts, and points at the text only where the name stands in it."""
    declared = Declared(authors=("Associated Press",))
    assert names("Bridge closes\n\nIt closed.\n", declared=declared) == ["The Associated Press (AP)"]
