"""Words as WordPiece numbers, the way the encoder was taught to read them (Devlin and others, 2019)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from samestory.lexicon.word_pieces import load_word_pieces

# A longer 'word' is an address or rubbish, and is read as one unknown word.
MAX_WORD_CHARS = 60


@lru_cache(maxsize=2**15)
def cut_word(word: str) -> tuple[int, ...]:
    """Cut a word into the longest known pieces from the left, without case and accents.

    >>> len(cut_word("the")), cut_word("THE") == cut_word("the"), len(cut_word("unwooded")) > 1
    (1, True, True)
    """
    if len(word) > MAX_WORD_CHARS:
        return (load_word_pieces()["[UNK]"],)
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    return tuple(number for part in _parts(plain) for number in _pieces(part))


def number_sentence(words: Sequence[str], most: int) -> tuple[list[int], list[int]]:
    """Number the pieces of a sentence between its marks, with the place of each piece's word, -1 at marks.

    A sentence of more pieces than `most` is read as far as that.
    """
    pieces = load_word_pieces()
    cut = [(number, place) for place, word in enumerate(words) for number in cut_word(word)][: most - 2]
    numbers = [pieces["[CLS]"], *(number for number, _ in cut), pieces["[SEP]"]]
    return numbers, [-1, *(place for _, place in cut), -1]


def _parts(word: str) -> Iterator[str]:
    """Part a word at its marks: each mark stands by itself."""
    part = ""
    for char in word:
        if char.isalnum():
            part += char
            continue
        if part:
            yield part
        part = ""
        if char.isprintable() and not char.isspace():
            yield char
    if part:
        yield part


def _pieces(part: str) -> list[int]:
    known = load_word_pieces()
    found: list[int] = []
    start = 0
    while start < len(part):
        lead = "##" if start else ""
        ends = (end for end in range(len(part), start, -1) if lead + part[start:end] in known)
        end = next(ends, None)
        if end is None:
            return [known["[UNK]"]]
        found.append(known[lead + part[start:end]])
        start = end
    return found
