"""Sentences of a text that no parser reads: cut at their end marks, abbreviations and initials spared."""

from __future__ import annotations

import re

from samestory.lexicon.abbreviations import load_abbreviations
from samestory.records import Span

_END = re.compile(r"[.!?…]{1,3}(?:\s?»|[\"'”’)\]]){0,2}\s+(?=\S)|[。！？]")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.$")
_OPENS = re.compile(r"[\"'“”‘’«»„(\[¿¡–—-]{0,3}\s?(?:[^\W\d_]|\d)")
# A number before a period is an ordinal in half of Europe's languages ('am 14. November').
_MAX_ORDINAL_DIGITS = 2


def cut_sentences(text: str, span: Span) -> list[Span]:
    """Cut a stretch of text into sentences; in doubt it does not cut.

    >>> text = "Mme. Duval est partie. Le 14. mai, elle revint."
    >>> [text[s.start : s.end] for s in cut_sentences(text, Span(0, len(text)))]
    ['Mme. Duval est partie.', 'Le 14. mai, elle revint.']
    """
    sentences: list[Span] = []
    start = span.start
    for mark in _END.finditer(text, span.start, span.end):
        if _ends(text, start, mark):
            sentences.append(Span(start, mark.start() + len(mark.group().rstrip())))
            start = mark.end()
    if text[start : span.end].strip():
        sentences.append(Span(start, span.end))
    return sentences


def _ends(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a mark ends a sentence."""
    if not mark.group().startswith("."):
        return True
    following = _OPENS.match(text, mark.end())
    if following is not None and following.group()[-1].islower():
        return False
    word = _LAST_WORD.search(text[max(start, mark.start() - 20) : mark.start() + 1])
    if word is None:
        return True
    last = word[1]
    if last.isdigit():
        return len(last) > _MAX_ORDINAL_DIGITS
    return len(last) > 1 and "." not in last and last.casefold() not in load_abbreviations()
