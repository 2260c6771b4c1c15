"""Sources that are one under several wordings."""

from __future__ import annotations

import pytest

from samestory.records import Alias, Name
from samestory.text.attribution.origins import name_origin, name_sources

BODY = Name(
    "n-1", "Port Safety Board", "organisation", (Alias("PSB", {"r-1": 2}), Alias("the board", {"r-2": 1}))
)
OTHER = Name("n-2", "Lisse School Board", "organisation", (Alias("the board", {"r-3": 1}),))


@pytest.mark.parametrize(
    "source", ["PSB", "The PSB", "the P.S.B.", "Port Safety Board", "a port safety board"]
)
def test_known_body_is_one_source_however_it_is_written(source: str) -> None:
    """Article, case and points do not make another source."""
    assert name_origin(source, name_sources([BODY]))[1] == "Port Safety Board"


def test_what_two_bear_is_neither() -> None:
    """An alias that two names have leads to none of them."""
    assert name_origin("the board", name_sources([BODY, OTHER]))[1] == "the board"


@pytest.mark.parametrize(
    "source", ["the suit", "The new lawsuit", "the complaint filed on Friday", "a civil suit in Lisse"]
)
def test_filings_are_one_source(source: str) -> None:
    """However reports call the paper, it is one filing."""
    assert name_origin(source, {})[0] == "=lawsuit"


@pytest.mark.parametrize("source", ["police", "a complaint officer", "three witnesses", "", "the"])
def test_people_are_no_papers(source: str) -> None:
    """The head of the phrase decides, not a word before it."""
    assert not name_origin(source, {})[0].startswith("=")
