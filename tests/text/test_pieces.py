"""Pieces: words as the reader was taught to cut them."""

from __future__ import annotations

from samestory.lexicon.word_pieces import load_word_pieces
from samestory.text.pieces import MAX_WORD_CHARS, cut_word, number_sentence


def names(*numbers: int) -> list[str]:
    """The pieces that numbers stand for."""
    by_number = {number: piece for piece, number in load_word_pieces().items()}
    return [by_number[number] for number in numbers]


def test_a_word_is_cut_into_the_longest_known_pieces():
    """A word that the vocabulary lacks is read by its parts."""
    assert names(*cut_word("harbourmaster")) == ["harbour", "##master"]


def test_case_accents_and_marks_are_read_as_taught():
    """Letters lose case and accents; a mark is a piece of its own."""
    assert names(*cut_word("Café-Bar")) == ["cafe", "-", "bar"]


def test_what_is_too_long_or_unknown_is_one_unknown_piece():
    """An endless run costs no more than a word."""
    assert names(*cut_word("x" * (MAX_WORD_CHARS + 1))) == ["[UNK]"]
    assert names(*cut_word("\U0001f600")) == ["[UNK]"]


def test_every_piece_knows_its_word_and_the_sentence_its_limit():
    """Marks stand at both ends; beyond the limit nothing is read."""
    numbers, places = number_sentence(["The", "harbourmaster", "left"], 5)
    assert names(*numbers) == ["[CLS]", "the", "harbour", "##master", "[SEP]"]
    assert places == [-1, 0, 1, 1, -1]
