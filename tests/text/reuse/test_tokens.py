"""Texts cut into tokens the quick way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.records import Span
from samestory.text.reuse.fingerprints import mark_text, pick_fingerprints, read_words
from samestory.text.reuse.telling import find_terms
from samestory.text.reuse.tokens import WORD, TokenTable, cut_tokens


@given(st.text("ab1é½'’ .—_\u0142\u5927\u0300", max_size=40))
def test_tokens_hold_the_words_that_the_pattern_finds(text: str) -> None:
    """Cut at spaces or found by the pattern: the words of a text are the same, in the same order."""
    assert [word for token in cut_tokens(text) for word in WORD.findall(token)] == WORD.findall(text)


@pytest.mark.parametrize("beyond", ["", "—", "é", "ł", "大"])
def test_marks_stand_among_the_words(beyond: str) -> None:
    """A mark that is asked for is a token of its own, in any script."""
    assert cut_tokens(f"No.{beyond} Two:three", ".:") == [
        "No",
        ".",
        *beyond.strip("—"),
        "Two",
        ":",
        "three",
    ]


@given(st.text("a b'é.—ł", max_size=60))
def test_marks_of_tokens_are_the_marks_of_words(text: str) -> None:
    """Fingerprints do not depend on the way in which the words were found."""
    words = read_words(text, [Span(0, len(text))]).folded
    assert (mark_text(text, [Span(0, len(text))]) == pick_fingerprints(words) >> 16).all()


def test_a_table_makes_each_thing_once() -> None:
    """What is known of a token is worked out when it is first met."""
    made: list[str] = []

    def make(token: str) -> int:
        made.append(token)
        return len(token)

    table = TokenTable(make)
    assert [table["boat"], table["boat"], table["sea"]] == [4, 4, 3]
    assert made == ["boat", "sea"]


def test_terms_are_of_the_first_words_however_long_those_are() -> None:
    """Four hundred words are read, not so many characters, and what follows them changes nothing."""
    long = " ".join(f"unforeseeable{number}" for number in range(200))
    short = " ".join(f"x{number}" for number in range(400))
    assert len(find_terms("", [long])) == 100
    assert find_terms("", [short]).tolist() == find_terms("", [f"{short} and then Velma"]).tolist()
