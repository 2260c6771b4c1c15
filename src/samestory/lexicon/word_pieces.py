"""The pieces into which the encoder's reader cuts words: BERT's English vocabulary (Apache-2.0)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load_word_pieces() -> Mapping[str, int]:
    """Load each piece and its number; a piece that goes on inside a word begins with '##'.

    >>> load_word_pieces()["[CLS]"]
    101
    """
    text = files("samestory.lexicon").joinpath("word_pieces.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")) if piece}
