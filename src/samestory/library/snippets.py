"""Snippets: the stretch of a text that shows best why it was found, with what was sought marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samestory.library.preparing import body_spans
from samestory.library.queries import Term, Wanted, fold
from samestory.records import Cleaning, Span
from samestory.text.reading import Reading, read_span

# About two lines of a page.
SNIPPET_CHARS = 240
LEAD_CHARS = 60
_WORD = re.compile(r"\w+")
# A text that repeats a word thousands of times shows nothing more by its last ones.
_MAX_MARKS = 500


@dataclass(frozen=True, slots=True)
class Snippet:
    """`text` as it is read, `marks` in it, and where it stands in the report's own text."""

    text: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int


def cut_snippet(text: str, cleaning: Cleaning | None, wanted: Wanted) -> Snippet:
    """Cut the stretch that holds the most of what is sought; the beginning where nothing of it stands.

    Without a cleaning, the text is taken as one stretch.
    """
    views = _views(text, cleaning)
    best: tuple[int, int, Reading, list[tuple[int, int]]] | None = None
    for place, view in enumerate(views):
        marks = _find_marks(view.text, wanted.words)
        worth = len({fold(view.text[a:b]) for a, b in _window(marks)})
        if best is None or worth > best[0]:
            best = (worth, place, view, marks)
    if best is None:
        return Snippet("", (), 0, 0)
    return _cut(best[2], best[3])


def _views(text: str, cleaning: Cleaning | None) -> list[Reading]:
    if cleaning is None:
        return [read_span(text, Span(0, len(text)))]
    title = [Span(cleaning.title.start, cleaning.title.end)] if cleaning.title else []
    # The body comes first: the title stands above the snippet anyway.
    return [read_span(text, span, cleaning.repairs) for span in [*body_spans(cleaning), *title]]


def _find_marks(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Find where the terms stand, in order; folding keeps the count of characters."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    folded = [fold(text[start:end]) for start, end in words]
    marks: list[tuple[int, int]] = []
    for term in terms:
        length = len(term.words)
        for at in range(len(words) - length + 1):
            if _stands(folded[at : at + length], term):
                marks.append((words[at][0], words[at + length - 1][1]))
                if len(marks) > _MAX_MARKS:
                    break
    return sorted(set(marks))


def _stands(words: Sequence[str], term: Term) -> bool:
    if tuple(words) == term.words:
        return True
    return term.open and tuple(words[:-1]) == term.words[:-1] and words[-1].startswith(term.words[-1])


def _window(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Choose the marks that fit into one snippet and are the most."""
    best: list[tuple[int, int]] = []
    for at, (start, _) in enumerate(marks):
        inside = [mark for mark in marks[at:] if mark[1] <= start + SNIPPET_CHARS - LEAD_CHARS]
        if len(inside) > len(best):
            best = inside
    return best


def _cut(view: Reading, marks: Sequence[tuple[int, int]]) -> Snippet:
    inside = _window(marks)
    first = inside[0][0] if inside else 0
    start = max(0, first - LEAD_CHARS)
    end = min(len(view.text), start + SNIPPET_CHARS)
    start = max(0, min(start, end - SNIPPET_CHARS))
    while 0 < start < first and not view.text[start - 1].isspace():
        start += 1
    cut = view.text.rfind(" ", start, end) if end < len(view.text) else end
    end = cut if cut > max((mark[1] for mark in inside), default=start) else end
    span = view.source_span(start, end)
    shown = tuple((a - start, b - start) for a, b in marks if start <= a and b <= end)
    return Snippet(view.text[start:end], shown, span.start, span.end)
