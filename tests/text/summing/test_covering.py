"""Whether a place says what a sentence says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from samestory.records import Citation
from samestory.text.summing.covering import Terms, is_covered

TEXT = """Ferry sinks off Bergen

A passenger ferry sank near the port of Bergen on Friday after it struck a rock.
Harbour master Jan Moor said the ferry had carried too many cars.
The company that runs the ferry from Bergen will pay for hotels.
A rock tore the hull of the vessel open, divers found, and it sank within minutes.
The ferry had sailed from Bergen every Friday for ten years.
"""


@pytest.mark.parametrize(
    ("place", "covers"),
    [
        ("A rock tore the hull of the vessel open, divers found, and it sank within minutes", True),
        ("The company that runs the ferry from Bergen will pay for hotels", False),
        ("Harbour master Jan Moor said the ferry had carried too many cars", False),
    ],
)
def test_what_all_sentences_name_shows_nothing(account_of, place, covers):
    """A place is cited for a sentence by what it says, not for the ship and the town of the story."""
    account = account_of(TEXT)
    terms = Terms([account])

    def read(words: str) -> Mapping[str, float]:
        start = TEXT.index(words)
        return terms.read(Citation(account.id, start, start + len(words)))

    sentence = read("A passenger ferry sank near the port of Bergen on Friday after it struck a rock.")
    assert is_covered(sentence, read(place)) is covers
