"""Pages that lost their tags: thirty-one of them, each line marked by hand as furniture or report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from samestory.records import Report
from samestory.stages.cleaning import clean_report

CASES = Path(__file__).parents[2] / "cases" / "furniture" / "plain.txt"
Page = tuple[str, str, list[tuple[str, str]]]


def read_pages() -> Iterator[Page]:
    """Name, outlet and lines; F is furniture, U furniture not told yet, T the headline, S a stamp, P and H the report."""
    for block in CASES.read_text(encoding="utf-8").split("# name: ")[1:]:
        head, *lines = block.rstrip("\n").split("\n")
        name, outlet = head.split(" | ")
        yield name, outlet, [(line[0], line[2:]) for line in lines if line]


@pytest.mark.parametrize("page", list(read_pages()), ids=lambda page: page[0])
def test_lines_of_the_site_are_set_aside_and_none_of_the_report(page: Page) -> None:
    """Four in five lines of furniture on every page, and of the report nothing."""
    _, outlet, lines = page
    text = "\n".join(("\n" if kind in "PTH" else "") + line for kind, line in lines) + "\n"
    cleaning = clean_report(Report("r-1", "a.txt", text, "x", outlet=outlet))
    taken = {text[f.start : f.end] for f in cleaning.furniture}
    inside = "\n".join(sorted(taken))
    wrong = [line for kind, line in lines if kind in "TPH" and line in inside.split("\n")]
    found = [line for kind, line in lines if kind == "F" and line in inside]
    repeated = [line for kind, line in lines if kind == "F" and ("T", line) in lines]
    assert [line for line in wrong if line not in repeated] == []
    assert len(found) >= 0.8 * sum(kind == "F" for kind, _ in lines)
