"""Cleaning: every part of the report in its place, and nothing of it lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samestory.records import Cleaning, Declared, Report, Span
from samestory.stages.cleaning import clean_report


def clean(text: str, **fields: object) -> Cleaning:
    """Clean a text as a report."""
    return clean_report(Report("r-1", "a.txt", text, "x", **fields))  # type: ignore[arg-type]


def read(text: str, spans: tuple[Span, ...]) -> list[str]:
    """Read what spans point at."""
    return [text[span.start : span.end] for span in spans]


STORY = (
    "Skip to content\nHarbour bridge closes after crack\n\nThe bridge closed on Monday, the port said.\n\n"
    "Crack in a pillar\n\nEngineers found a crack in the third pillar, they said. Read More\n"
)


def test_title_is_the_first_line_that_is_report() -> None:
    """Navigation above the headline does not take its place."""
    title = clean(STORY).title
    assert title is not None
    assert title.text == "Harbour bridge closes after crack"
    assert STORY[title.start : title.end] == title.text


def test_headings_and_paragraphs_are_told_apart() -> None:
    """A short line without a full stop before a paragraph is a heading."""
    cleaning = clean(STORY)
    assert read(STORY, cleaning.headings) == ["Crack in a pillar"]
    assert read(STORY, cleaning.paragraphs) == [
        "The bridge closed on Monday, the port said.",
        "Engineers found a crack in the third pillar, they said.",
    ]


def test_furniture_inside_a_paragraph_is_cut_out() -> None:
    """A paragraph interrupted by an advert becomes two pieces around it."""
    text = (
        "Bridge closes again\n\nIt closed. Advertisement Continue reading the main story It opens in May.\n"
    )
    assert read(text, clean(text).paragraphs) == ["It closed.", "It opens in May."]


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    """A text without a headline has none."""
    text = "The bridge closed on Monday, the port said.\n\nIt opens in May.\n"
    assert clean(text).title is None


def test_a_declared_title_is_found_in_the_text() -> None:
    """The headline that the page declares is taken where the text has it, whatever its full stop."""
    text = "World\nThe bridge is closed.\n\nIt closed on Monday, the port said, and opens in May.\n"
    title = clean(text, declared=Declared(title="The bridge is closed")).title
    assert title is not None
    assert title.text == "The bridge is closed."


def test_title_is_read_repaired() -> None:
    """The title's text is mended; its span points at what stands in the text."""
    title = clean("Mayor: â€œno bridgeâ€\x9d this year\n\nThe mayor said so on Monday.\n").title
    assert title is not None
    assert "â" not in title.text


def test_captions_are_neither_body_nor_credit() -> None:
    """A line that ends with a photo's credit is a caption, and its agency is not the text's."""
    text = "Bridge closes again\n\nThe bridge on Monday. (Ann Lee/Port Gazette via AP)\n\nIt closed, the port said.\n"
    cleaning = clean(text)
    assert read(text, cleaning.captions) == ["The bridge on Monday. (Ann Lee/Port Gazette via AP)"]
    assert cleaning.agencies == ()


def test_the_outcome_does_not_depend_on_line_ends() -> None:
    """Windows line ends change offsets, not parts."""
    other = STORY.replace("\n", "\r\n")
    assert read(other, clean(other).paragraphs) == read(STORY, clean(STORY).paragraphs)


def test_an_empty_text_has_no_parts() -> None:
    """Nothing comes of nothing."""
    cleaning = clean("")
    assert (cleaning.title, cleaning.paragraphs, cleaning.furniture) == (None, (), ())


# Whole pages, a kind before each line: F the page's, S who wrote and when, T title, H heading,
# P paragraph, C caption, A credit of an agency; a question mark behind it: not told yet.
PAGES = json.loads((Path(__file__).parent.parent / "cases" / "furniture" / "pages.json").read_text("utf-8"))


def parts_of(page: dict[str, Any]) -> dict[str, list[str]]:
    """Clean a page and list what its lines are taken for, by kind."""
    text = "\n".join(line for _, line in page["lines"])
    cleaning = clean(text, outlet=page["outlet"])
    title = [Span(cleaning.title.start, cleaning.title.end)] if cleaning.title else []
    pieces = {"T": title, "H": cleaning.headings, "P": cleaning.paragraphs, "C": cleaning.captions}
    return {kind: read(text, tuple(spans)) for kind, spans in pieces.items()}


@pytest.mark.parametrize("page", [pytest.param(page, id=page["name"]) for page in PAGES])
def test_nothing_of_a_report_is_lost_on_its_page(page: dict[str, Any]) -> None:
    """Title, headings, paragraphs and captions are each found whole, whatever stands around them."""
    parts = parts_of(page)
    for kind, found in parts.items():
        wanted = [line for label, line in page["lines"] if label == kind]
        assert [line for line in wanted if line not in found] == []


@pytest.mark.parametrize("page", [pytest.param(page, id=page["name"]) for page in PAGES])
def test_no_line_of_the_page_is_read_as_report(page: dict[str, Any]) -> None:
    """Menus, mastheads, bylines, stamps and lists of links are no paragraph, heading or title."""
    taken = {line for found in parts_of(page).values() for line in found}
    assert [line for label, line in page["lines"] if label in ("F", "S") and line in taken] == []


@pytest.mark.parametrize("page", [pytest.param(page, id=page["name"]) for page in PAGES])
def test_a_page_credits_its_agencies_and_no_other(page: dict[str, Any]) -> None:
    """Credits are found under whatever the page puts below them, listed agencies and unlisted ones."""
    text = "\n".join(line for _, line in page["lines"])
    assert [credit.name for credit in clean(text, outlet=page["outlet"]).agencies] == page["agencies"]


@pytest.mark.xfail(strict=True, reason="nothing in its form tells it from a line of the report")
@pytest.mark.parametrize(
    ("page", "line"),
    [(page, line) for page in PAGES for label, line in page["lines"] if label.endswith("?")],
)
def test_lines_not_told_yet(page: dict[str, Any], line: str) -> None:
    """Lines of the page that are still read as report."""
    assert all(line not in found for found in parts_of(page).values())


def test_a_mass_of_furniture_is_cut_out_in_time() -> None:
    """Thousands of lines of links leave nothing, and take no more time each than a few would."""
    text = "Advertisement\nRead also: Ferry fares to rise\nSubscribe to our newsletter\n" * 3000
    assert clean(text).paragraphs == ()


def test_a_caption_keeps_its_place_without_its_label() -> None:
    """What stands behind 'Image caption' is a caption, and the label is the page's."""
    text = f"{STORY}\nImage copyright AFP Image caption The bridge on Monday morning\n\nIt opens in May, the port said.\n"
    assert read(text, clean(text).captions) == ["The bridge on Monday morning"]


def test_a_site_behind_the_headline_is_no_part_of_it() -> None:
    """The headline ends where the site's name begins."""
    text = "Harbour bridge closes after crack - KQTV 7 News, Weather\n\nThe bridge closed on Monday, the port said.\n"
    title = clean(text).title
    assert title is not None
    assert title.text == "Harbour bridge closes after crack"


def test_a_headline_set_twice_is_read_once_and_is_no_furniture() -> None:
    """A repeated headline is left out of the reading; it is not the page's."""
    head = "Harbour bridge closes after crack"
    cleaning = clean(f"{head}\n\n{head}\n\nThe bridge closed on Monday, the port said.\n")
    assert (cleaning.furniture, cleaning.headings) == ((), ())
