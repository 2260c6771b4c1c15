"""A text as lines and sentences by their marks alone, without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.records import Span

_LINE = re.compile(r"\S[^\n\r\u2028\u2029]*")
# The same in the texts that have none of the rare breaks: six times as fast.
_PLAIN_LINE = re.compile(r"\S.*")
# A sentence ends at a mark, perhaps closed by quotation marks or brackets, before a space and
# something that can begin another.
_BREAK = re.compile(r"[.!?…]['\"”’)\]]{0,2}\s+(?=[\"“‘'(\[•@#$£€]{0,2}[A-Z0-9À-Þ])")
# After these a full stop ends no sentence.
_SHORT = frozenset({
    "mr", "mrs", "ms", "dr", "st", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "capt", "prof", "rev",
    "jr", "sr",
    "no", "vs", "inc", "ltd", "co", "corp", "u.s", "u.k", "u.n", "d.c", "a.m", "p.m", "mt", "ft",
    "hon", "pres", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
    "maj", "cpl", "pvt", "det", "supt", "gop", "i.e", "e.g",
})  # fmt: skip
# Each of these folds to one character, so that offsets into a folded text hold in the text.
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " "), ("–", "-"), ("—", "-"))


def fold(text: str) -> str:
    """Fold a text to small letters and straight marks, of the very same length.

    >>> fold("It’s A")
    "it's a"
    """
    if not text.isascii():  # far quicker than translate, which walks the text in Python's own time
        for mark, straight in _STRAIGHT:
            text = text.replace(mark, straight)
    low = text.lower()
    if len(low) != len(text):  # a few capitals grow when they are made small
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return low.replace("\t", " ")


def split_lines(text: str) -> list[Span]:
    """Split a text into its lines, white space at both ends left out, empty ones too."""
    spans = []
    rare = "\r" in text or "\u2028" in text or "\u2029" in text
    for match in (_LINE if rare else _PLAIN_LINE).finditer(text):
        start, end = match.span()
        spans.append(Span(start, start + len(match.group().rstrip()) if text[end - 1].isspace() else end))
    return spans


def split_sentences(text: str, span: Span) -> Iterator[Span]:
    """Split a stretch into sentences by marks; abbreviations of titles, months and states do not split."""
    start = span.start
    for match in _BREAK.finditer(text, span.start, span.end):
        before = text[max(start, match.start() - 8) : match.start()].lower()
        if text[match.start()] == "." and before.rpartition(" ")[2].lstrip("(\"'“") in _SHORT:
            continue
        end = match.end()
        yield Span(start, start + len(text[start:end].rstrip()))
        start = end
    if start < span.end:
        yield Span(start, span.end)


def quote_depth_at(text: str, start: int, position: int) -> int:
    """Count the quotation marks still open at a position, counting from a paragraph's start."""
    opened = text.count("“", start, position) - text.count("”", start, position)
    return max(0, opened) + text.count('"', start, position) % 2
