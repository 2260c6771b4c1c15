"""Live pages in plain text: known by their headline, parted at the lines that say when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samestory.lexicon.origins import load_origin_words
from samestory.records import LiveEntry, Span
from samestory.text.page.lines import fold

# Two clock times are a match's halves or a shop's hours.
_MIN_ENTRIES = 3
# 'Posted at 17:22 BST'.
_MAX_STAMP_CHARS = 40
_CLOCK = r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)(?:\s[A-Z]{2,5}\b)?"
_STAMP = re.compile(rf"(?:(?:posted|updated|published)\s)?(?:at\s)?({_CLOCK})$", re.IGNORECASE)
# '17:22 - Ferries are cancelled', '5.22pm: Ferries …', '17:22 Ferries …'.
_OPENING = re.compile(rf"({_CLOCK})(?:\s?[:|–—-]\s|\s{{1,3}}(?=[A-Z“\"]))")


def is_live_headline(headline: str) -> bool:
    """Tell the headline of a page that grows as things happen, in a dozen languages.

    >>> is_live_headline("Storm Edda: live updates"), is_live_headline("Storm kills two")
    (True, False)
    """
    folded = f" {fold(headline)} "
    return any(_is_in(phrase, folded) for phrase in load_origin_words().live)


def _is_in(phrase: str, folded: str) -> bool:
    at = folded.find(phrase)
    return at > 0 and not folded[at - 1].isalnum() and not folded[at + len(phrase)].isalnum()


def find_live_entries(
    text: str, lines: Sequence[Span], headline: str
) -> tuple[tuple[LiveEntry, ...], tuple[Span, ...]]:
    """Part a live page at its clock times; gives the entries, and the lines that hold a time alone."""
    if not is_live_headline(headline):
        return (), ()
    opened: list[tuple[int, str]] = []
    stamps: list[Span] = []
    for line in lines:
        if len(line) <= _MAX_STAMP_CHARS and (match := _STAMP.match(text[line.start : line.end])):
            opened.append((line.start, match[1]))
            stamps.append(line)
        elif text[line.start].isdigit() and (match := _OPENING.match(text, line.start, line.end)):
            opened.append((line.start, match[1]))
    if len(opened) < _MIN_ENTRIES:
        return (), ()
    ends = [start for start, _ in opened[1:]] + [lines[-1].end]
    entries = tuple(
        LiveEntry(start, start + len(text[start:end].rstrip()), at)
        for (start, at), end in zip(opened, ends, strict=True)
    )
    return entries, tuple(stamps)
