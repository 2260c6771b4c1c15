"""Furniture known by the lines around it: polls, numbered lists, sponsors' boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.lexicon.furniture import load_furniture_words
from samestory.lexicon.page_words import load_page_words
from samestory.records import Furniture, Span

# A button, an option, a headline in a list: none is longer.
_MAX_SHORT_CHARS = 90
_MAX_LINK_CHARS = 140
# A poll's options; a list of links in a box.
_MAX_OPTIONS, _MIN_OPTIONS = 8, 2
_MAX_BOXED, _MIN_BOXED, _MIN_NUMBERED, _MAX_NUMBERED = 8, 2, 3, 30
# A sentence of so many words says that the report has begun: what is above it may be the headline.
_MIN_TOLD_WORDS = 9
_MAX_HEAD_WORDS = 6
_EDGES = " :-–—*•|"

_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]{0,2}$")
# '1. A headline', '2) A headline', '3 A headline'.
_NUMBERED = re.compile(r"(\d{1,2})[.)]?\s{1,3}(?=[^\s\d])")
_POLLS = ("poll", "vote", "votes", "results")
_CLOSES = re.compile(
    r"(?:cast|submit|send|register) (?:your |my )?vote|vote\b|(?:view|see|show) (?:the )?results"
    r"|total vote|[\d.,]{1,9} votes\b"
)
_ANSWER = re.compile(
    r"(?:yes|no|not sure|don't know|do not know|maybe|undecided|unsure|i don't know|neither)\b"
)


def find_blocks(text: str, folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find polls with their options, numbered lists under their heads, what stands in sponsors' boxes."""
    if any(word in folded for word in _POLLS) or "\nyes" in folded:
        yield from _find_polls(text, folded, lines)
    if "\n1" in folded:
        yield from _find_numbered(text, folded, lines)
    begun, labels = False, load_page_words().sponsored
    for place, line in enumerate(lines):
        if begun and len(line) <= _MAX_SHORT_CHARS:
            label = folded[line.start : line.end].strip(_EDGES)
            if label in labels:
                yield from _find_boxed(text, lines, place, "advertisement")
            elif _is_list_head(label):
                yield from _find_boxed(text, lines, place, "read also")
        elif len(line) > _MAX_LINK_CHARS:
            begun = True
        elif not begun and _ENDED.search(text, max(line.start, line.end - 4), line.end):
            begun = text.count(" ", line.start, line.end) >= _MIN_TOLD_WORDS - 1


def _is_list_head(label: str) -> bool:
    """Tell 'Today's top picks', 'More of the best reads': a head made of such words alone."""
    words, known = label.split(), load_page_words()
    if not 1 < len(words) <= _MAX_HEAD_WORDS or known.heads.isdisjoint(words):
        return False
    return all(word in known.heads or word in known.head_glue for word in words)


def _find_boxed(text: str, lines: Sequence[Span], place: int, reason: str) -> Iterator[Furniture]:
    """Find headlines and names under a label; a subhead would be one line before a paragraph."""
    box = lines[place + 1 : place + 1 + _MAX_BOXED]
    taken = 0
    for line in box:
        told = _ENDED.search(text, max(line.start, line.end - 4), line.end)
        if len(line) > _MAX_LINK_CHARS or (told is not None and text[line.end - 1] != "?"):
            break
        taken += 1
    # A question before a paragraph is its subhead.
    while taken and taken < len(box) and text[box[taken - 1].end - 1] == "?":
        taken -= 1
    if taken >= _MIN_BOXED:
        yield Furniture(lines[place].start, box[taken - 1].end, reason)


def _find_polls(text: str, folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find a question to the reader with its options, closed by a call to vote or made of yes and no."""
    for place, line in enumerate(lines):
        if len(line) > _MAX_SHORT_CHARS:
            continue
        if _CLOSES.match(folded, line.start) and text[line.end - 1] != ".":
            opened = _find_question(text, folded, lines, place)
            if opened is not None:
                yield Furniture(lines[opened].start, line.end, "comments")
        elif text[line.end - 1] == "?" and (answers := _count_answers(text, folded, lines, place)):
            yield Furniture(line.start, lines[place + answers].end, "comments")


def _find_question(text: str, folded: str, lines: Sequence[Span], close: int) -> int | None:
    """Go back over options to the question; None where a sentence stands between."""
    for place in range(close - 1, max(-1, close - 2 - _MAX_OPTIONS), -1):
        line = lines[place]
        if text[line.end - 1] == "?" or folded.startswith(load_page_words().polls, line.start):
            return place if close - place > _MIN_OPTIONS else None
        if len(line) > _MAX_SHORT_CHARS or text[line.end - 1] in ".:":
            return None
    return None


def _count_answers(text: str, folded: str, lines: Sequence[Span], question: int) -> int:
    """Count the answers under a question, of which the first two are yes and no or the like."""
    answers = 0
    for line in lines[question + 1 : question + 1 + _MAX_OPTIONS]:
        if (
            len(line) > _MAX_SHORT_CHARS
            or text[line.end - 1] == "."
            or not _ANSWER.match(folded, line.start)
        ):
            break
        answers += 1
    return answers if answers >= _MIN_OPTIONS else 0


def _find_numbered(text: str, folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find 'Most read' and the like with their numbered headlines, whatever marks close them."""
    known = load_furniture_words().lines
    for place, line in enumerate(lines[:-_MIN_NUMBERED]):
        if len(line) > _MAX_SHORT_CHARS or not folded.startswith("1", lines[place + 1].start):
            continue
        if known.get(folded[line.start : line.end].strip(_EDGES)) != "read also":
            continue
        taken = 0
        for other in lines[place + 1 : place + 1 + _MAX_NUMBERED]:
            match = _NUMBERED.match(text, other.start, other.end)
            if match is None or int(match[1]) != taken + 1 or len(other) > _MAX_LINK_CHARS:
                break
            taken += 1
        if taken >= _MIN_NUMBERED:
            yield Furniture(line.start, lines[place + taken].end, "read also")
