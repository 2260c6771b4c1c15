"""Snippets: the stretch of a text that shows best why it was found, with what was sought marked in it."""

from __future__ import annotations

import itertools
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
    pattern = _write_pattern(wanted.words)
    best: tuple[int, int, Reading, list[tuple[int, int]]] | None = None
    for place, view in enumerate(views):
        marks = _find_marks(view.text, pattern)
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


def _write_pattern(terms: Sequence[Term]) -> re.Pattern[str] | None:
    """Write what finds any of the terms in folded text, the longest first."""
    written = sorted(
        (
            r"\W{1,20}".join(map(re.escape, term.words)) + (r"\w*" if term.open else r"(?!\w)")
            for term in terms
        ),
        key=lambda pattern: (-len(pattern), pattern),
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})") if written else None


def _find_marks(text: str, pattern: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Find where the terms stand, in order; folding keeps the count of characters."""
    if pattern is None:
        return []
    return [match.span() for match in itertools.islice(pattern.finditer(fold(text)), _MAX_MARKS)]


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
