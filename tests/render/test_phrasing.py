"""A report's words as they are taken up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dossiers import make_dossier, place_of

from samestory.records import Statement, Support
from samestory.render.phrasing import frame, phrase, phrase_statements, reread, whole
from samestory.render.shelf import shelve

SHELF = shelve(make_dossier())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the hall burned", "…the hall burned"),
        ("The hall burned,", "The hall burned"),
        ("She said “never again", "She said “never again…”"),
        ('She said "never again', 'She said "never again…"'),
        ('never again"', "…never again"),
        ("The firefighters’ hall", "The firefighters’ hall"),
        ("", ""),
    ],
)
def test_what_is_cut_off_is_marked(text: str, shown: str) -> None:
    """A start in mid-sentence gets its dots, an open quotation its mark."""
    assert frame(text) == shown


def test_words_are_shown_repaired() -> None:
    """Mojibake in a text that was taken from a place is shown as the place is read."""
    place = place_of("r-one", "Crews from â€œthree townsâ€ fought the blaze")
    assert phrase("Crews from â€œthree townsâ€ fought the blaze", [place], SHELF) == (SHELF.read(place))
    assert "â€" not in reread("from â€œthree towns", [place], SHELF)


def test_words_that_stand_nowhere_are_shown_as_they_came() -> None:
    """What a stage put together is not looked for any further."""
    assert phrase("Many fled", [place_of("r-one", "on Monday")], SHELF) == "Many fled"


def test_a_quotation_takes_its_mark_along() -> None:
    """A place that ends before the closing mark of what it quotes is shown with it."""
    place = place_of("r-one", "Harbour master Ida Brandt said: “We lost the hall in twenty minutes")
    assert SHELF.read(whole(place, SHELF)).endswith("twenty minutes.”")


def test_statements_with_one_text_are_told_apart() -> None:
    """Of two statements with the same fullest wording the second is shown by another of its own."""
    story = make_dossier().stories[0]
    one = story.statements[0]
    seven = one.support[2]
    two = Statement("t-again", one.text, (Support("r-three", seven.start, seven.end),))
    told = phrase_statements(replace(story, statements=(one, two)), SHELF)
    assert told["t-dead"] == one.text
    assert told["t-again"] == "Seven people are dead after Monday’s fire in Saltmere"
