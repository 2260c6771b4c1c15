"""Phrases found at the beginnings of words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from samestory.lexicon.phrases import Phrases

LISTED = ("click", "click here", "@port.example", "sign up", "- sea -", "signing")


@given(st.lists(st.sampled_from([*LISTED, " ", "\n", "é", "“", "x", "_", "c", "sig", "ł"]), max_size=12))
def test_nothing_is_found_and_nothing_missed_but_by_the_pattern(parts: list[str]) -> None:
    """Looking only where letters fit gives what a pattern tried everywhere gives, in any company of signs."""
    text = "".join(parts)
    longest = "|".join(map(re.escape, sorted(LISTED, key=len, reverse=True)))
    everywhere = [
        (match.start(), match.end(1), match[1]) for match in re.finditer(rf"(?<!\w)(?=({longest}))", text)
    ]
    assert list(Phrases(LISTED).find(text)) == everywhere


def test_an_end_of_text_is_no_phrase() -> None:
    """A phrase that the text breaks off is not found."""
    assert list(Phrases(LISTED).find("so sign u")) == []
    assert list(Phrases(LISTED).find("")) == []
