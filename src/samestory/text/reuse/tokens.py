"""Texts cut into tokens, the quick way: what is known of a token is worked out once, not at each place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar

Known = TypeVar("Known")

# Scripts written without spaces give a word for each character, so that n-grams still mean something.
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:'[^\W\d_{_UNSPACED}]+)?")
# The marks of news that Latin-1 lacks; none is of a word, nor ends a sentence.
_BEYOND_LATIN = "—–•…"
# So many different tokens are met in ten thousand reports; then they are learnt anew.
_MOST_TOKENS = 1 << 17


class TokenTable(dict[str, Known]):
    """What is known of each token that was met, made of it when it is first asked for."""

    def __init__(self, make: Callable[[str], Known]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, token: str) -> Known:
        if len(self) >= _MOST_TOKENS:
            self.clear()
        known = self[token] = self._make(token)
        return known


def cut_tokens(text: str, marks: str = "") -> list[str]:
    """Cut a text into tokens: words, the `marks`, and what has stray apostrophes, for `WORD` to read.

    To make all else a space and to split there is a quarter of a pattern's work.

    >>> cut_tokens("It's 'over' now.", ".")
    ["It's", "'over'", 'now', '.']
    """
    for mark in _BEYOND_LATIN:
        text = text.replace(mark, " ")
    try:
        plain = text.encode("latin-1").translate(_leave_words(marks)).decode("latin-1")
    except UnicodeEncodeError:
        return _either(marks).findall(text)
    for mark in marks:
        plain = plain.replace(mark, f" {mark} ")
    return plain.split()


@cache
def _leave_words(marks: str) -> bytes:
    kept = (chr(code).isalnum() or chr(code) in "'" + marks for code in range(256))
    return bytes(code if keep else ord(" ") for code, keep in enumerate(kept))


@cache
def _either(marks: str) -> re.Pattern[str]:
    return re.compile(f"{WORD.pattern}|[{re.escape(marks)}]") if marks else WORD
