"""Cutting sentences where no parser reads."""

from __future__ import annotations

import pytest

from samestory.records import Span
from samestory.text.sentences import cut_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("El Sr. Pardo dijo que no. «Nunca.» ¿Por qué? Nadie lo sabe…", 4),
        ("Am 14. November brannte es. Um 3 Uhr war es vorbei.", 2),
        ("Die U.S. Air Force kam, z.B. Oberst A. Kern. Es regnete.", 2),
        ("彼は言った。火事だ。", 2),
        ("Il valait 3.5 millions. 12 personnes étaient là.", 2),
        ("", 0),
        ("Sans point", 1),
    ],
)
def test_sentences_end_at_their_marks(text: str, count: int) -> None:
    """Abbreviations, initials, ordinals and decimal points end none."""
    assert len(cut_sentences(text, Span(0, len(text)))) == count


def test_sentences_lie_within_the_stretch() -> None:
    """Only the stretch asked for is cut, and nothing of it but white space is lost."""
    text = "Zero. Uno. Due. Tre."
    found = cut_sentences(text, Span(6, 15))
    assert [text[span.start : span.end] for span in found] == ["Uno.", "Due."]
