"""Pages of every kind: what is said of the report, its body, and nothing of the page."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.made_pages import judge_page, split_pages
from tests.pages.made import Page, make_pages


@pytest.mark.parametrize("pool", ["developed on", "for figures alone"])
def test_nineteen_in_twenty_values_are_right(pool: str) -> None:
    """Title, outlet, day, language, agency, body and furniture, each kind by itself."""
    right, wanted = Counter[str](), Counter[str]()
    for page in split_pages()[pool]:
        for what, ok, _ in judge_page(page):
            wanted[what] += 1
            right[what] += ok
    assert {what for what in wanted if right[what] < 0.95 * wanted[what]} == set()


@pytest.mark.parametrize("page", make_pages(), ids=lambda page: page.name)
def test_no_word_of_a_report_is_lost(page: Page) -> None:
    """Every paragraph of every page is in a paragraph of the text."""
    assert [shown for what, ok, shown in judge_page(page) if what == "body" and not ok] == []
