"""Calls to the reader: lines that command or address her and speak of the page's own things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from samestory.lexicon.furniture import load_furniture_words
from samestory.lexicon.page_words import load_page_words
from samestory.records import Furniture, Span

# A call is a sentence or two; the small print of a form has its own words.
_MAX_CHARS = 220
# Longer lines are paragraphs: what they speak of is the report's subject.
_MIN_TOLD_CHARS = 60
_WORD = re.compile(r"[a-z][a-z'-]*")
_ADDRESS = re.compile(r"[\w.+-]{2,40}@[\w-]{2,40}\.")
# In a few words a command about one of these needs no 'you': 'Read the story in full'.
_MAX_BRIEF_WORDS, _OF_PAGES = 9, frozenset({"story", "article", "page", "ads"})
_MARKS = "-–—*•>»«<([.,:"
# 'Update: this article …' is a correction's, 'Thank you for …' a letter's; 'Stay with Channel 7 for
# updates on this story' says that the report goes on.
_OTHER_HEADS = frozenset({"update", "report", "for", "thank", "thanks", "sorry", "stay"})
# 'Get your story straight, lawyer tells witness' is a headline.
_SAYS = frozenset({"tells", "urges", "urged", "warns", "warned", "asks", "advises"})
_YOU = frozenset({"you", "you'll", "you've", "you're", "your"})
# Who is written to where a page gives an address of its own.
_DESKS = frozenset(
    {"editor", "editors", "letters", "newsroom", "newsdesk", "news", "desk", "reporter", "tips"}
)


def find_calls(folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find lines of calls, but for those that speak of what the report is about."""
    called: list[tuple[Span, frozenset[str]]] = []
    heads = _heads()
    for line in lines[1:]:
        if len(line) > _MAX_CHARS or not folded.startswith(heads, line.start):
            continue
        if things := _read_call(folded[line.start : line.end]):
            called.append((line, things))
    if not called:
        return
    starts = {line.start for line, _ in called}
    told = {
        word
        for line in lines
        if len(line) >= _MIN_TOLD_CHARS and line.start not in starts
        for word in _WORD.findall(folded, line.start, line.end)
    }
    for line, things in called:
        if told.isdisjoint(things):
            yield Furniture(line.start, line.end, "call to the reader")


@cache
def _heads() -> tuple[str, ...]:
    """List the words that open a call: most lines need no closer look."""
    return tuple(sorted(_YOU | load_furniture_words().verbs - _OTHER_HEADS))


def _read_call(low: str) -> frozenset[str]:
    """Give the page's things that a line calls the reader to; none where it is no call.

    A speech or a column says 'we' and 'you' too: a page begins with 'you', or with what she is to do.
    """
    head = low.split(None, 1)[0].strip(_MARKS)
    if head not in _heads():
        return frozenset()
    said = _WORD.findall(low)
    words, known = load_furniture_words(), load_page_words()
    if len(said) < 3 or '"' in low or not (words.news | _SAYS).isdisjoint(said):
        return frozenset()
    things, halves = known.things.intersection(said), known.half_things.intersection(said)
    ordered = head not in _YOU
    if ordered and _ADDRESS.search(low) and not _DESKS.isdisjoint(said):
        return things | halves
    brief = ordered and len(said) <= _MAX_BRIEF_WORDS
    spoken = brief and not (_OF_PAGES | words.pronouns).isdisjoint(said)
    return frozenset(things or halves) if things or len(halves) > 1 or spoken else frozenset()
