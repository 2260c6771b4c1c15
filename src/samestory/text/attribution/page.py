"""One report as attribution sees it: its tokens, its quotations, and where they lie among each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from samestory.records import Annotation, Quote, Span
from samestory.text.attribution.cast import Speaker
from samestory.text.attribution.frames import Frame
from samestory.text.trees import Tree, grow_tree


@dataclass(slots=True)
class Draft:
    """An attribution while it is put together. `at` is the token at which it is read.

    `quotes` are the numbers of the quotations it holds. One without a frame `follows` another,
    whose speaker it takes over.
    """

    at: int
    frame: Frame | None
    contents: list[Span]
    quotes: list[int] = field(default_factory=list)
    follows: Draft | None = None
    speaker: Speaker | None = None
    via: tuple[str, ...] = ()
    stance: bool = False

    def add(self, number: int, outer: Span) -> None:
        """Take a quotation in."""
        if number not in self.quotes:
            self.contents = merge_spans([*self.contents, outer])
            self.quotes.append(number)


class Page:
    """The tokens and the quotations of a report. Titles of works are left out."""

    def __init__(self, text: str, annotation: Annotation, quotes: Sequence[Quote]) -> None:
        self.text = text
        self.annotation = annotation
        self.tree: Tree = grow_tree(annotation)
        self.quotes = sorted(
            (q for q in quotes if q.kind != "title"), key=lambda q: (q.outer.start, -q.outer.end)
        )
        starts = [token.start for token in annotation.tokens]
        self.places = [
            (bisect_left(starts, q.outer.start), bisect_left(starts, q.outer.end)) for q in self.quotes
        ]
        self.top = self._outermost()
        self._order = {n: place for place, n in enumerate(self.top)}
        # Which quotation a token stands in; a token that sticks out of the marks is the writer's.
        self.quoted: dict[int, int] = {
            token: n
            for n in self.top
            for token in range(*self.places[n])
            if self.quotes[n].kind != "scare" and annotation.tokens[token].end <= self.quotes[n].outer.end
        }

    def _outermost(self) -> list[int]:
        """List the quotations that stand in no other."""
        found: list[int] = []
        reach = -1
        for number, quote in enumerate(self.quotes):
            if quote.outer.start >= reach:
                found.append(number)
                reach = quote.outer.end
        return found

    def neighbour(self, number: int, step: int) -> int | None:
        """Name the outermost quotation before (-1) or after (1) another."""
        place = self._order[number] + step
        return self.top[place] if 0 <= place < len(self.top) else None

    def paragraph(self, token: int) -> int:
        """Number the paragraph in which a token stands; past the end, the last one."""
        held = self.tree.tokens[min(token, len(self.tree.tokens) - 1)]
        return self.annotation.sentences[held.sentence].paragraph

    def span(self, run: tuple[int, int]) -> Span:
        """Give the stretch that a half-open run of tokens covers."""
        return Span(self.tree.tokens[run[0]].start, self.tree.tokens[run[1] - 1].end)

    def is_ended(self, number: int) -> bool:
        """Tell a quotation that ends with a full stop and is followed by a new sentence."""
        last = self.places[number][1]
        text = self.text[self.quotes[number].start : self.quotes[number].end]
        tokens = self.tree.tokens
        return text.endswith(".") and last < len(tokens) and tokens[last].text[:1].isupper()

    def is_unclosed(self, number: int) -> bool:
        """Tell a quotation without a closing mark."""
        return self.quotes[number].outer.end == self.quotes[number].end

    def touched(self, span: Span) -> list[int]:
        """List the outermost quotations that share a character with a stretch."""
        begin = bisect_left(self.top, span.start, key=lambda n: self.quotes[n].outer.end)
        found = []
        for n in self.top[begin:]:
            if self.quotes[n].outer.start >= span.end:
                break
            if span.overlap(self.quotes[n].outer):
                found.append(n)
        return found


def merge_spans(spans: Sequence[Span]) -> list[Span]:
    """Join spans that overlap, in order.

    >>> merge_spans([Span(5, 9), Span(0, 3), Span(2, 4)])
    [Span(start=0, end=4), Span(start=5, end=9)]
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
