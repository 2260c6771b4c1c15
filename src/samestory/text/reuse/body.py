"""The body of a report as words: what is quoted, what tells something, where sentences begin."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from samestory.records import Account, Span
from samestory.text.reuse.fingerprints import Words, read_words
from samestory.text.reuse.speech import find_unmarked_speech
from samestory.text.sentences import cut_sentences

# Lines of the trade that are neither report nor evidence, where cleaning has left them in the body.
_BOILERPLATE = re.compile(
    r"all rights reserved|may not be published|copyright|©|contributed to this (?:report|story|article)|"
    r"contributed reporting|this material may not",
    re.IGNORECASE,
)
# A longer paragraph that speaks of copyright may well be a report on copyright.
_MAX_BOILERPLATE_CHARS = 300


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a report's paragraphs, credits and lines about rights left out.

    `quoted` and `telling` hold a byte for each word: 1 inside quotation marks, or in a paragraph that is
    somebody's words without them; 1 for a word that is neither common nor written with a capital.
    `sentences` are half-open runs of words.
    """

    words: Words
    quoted: bytes
    telling: bytes
    sentences: tuple[tuple[int, int], ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the stretch of text that words `[first, last)` cover."""
        return self.words.starts[first], self.words.ends[last - 1]

    def places(self, start: int, end: int) -> tuple[int, int]:
        """Give the words, half-open, that lie in a stretch of text."""
        first = bisect_left(self.words.starts, start)
        return first, max(first, bisect_right(self.words.ends, end))

    def cover(self, spans: Iterable[tuple[int, int]]) -> bytes:
        """Mark with 1 each word that lies in one of the stretches of text."""
        covered = bytearray(len(self.words))
        for start, end in spans:
            first, last = self.places(start, end)
            covered[first:last] = b"\x01" * (last - first)
        return bytes(covered)


def read_body(account: Account, common: Set[str]) -> Body:
    """Read the body words of a report, the same way whether or not it is parsed.

    `common` are the words that are too frequent to tell anything.
    """
    text, spans = account.report.text, _body_spans(account)
    words = read_words(text, spans, account.cleaning.repairs)
    telling = bytes(
        word not in common and len(word) > 2 and not text[start].isupper()
        for word, start in zip(words.folded, words.starts, strict=True)
    )
    body = Body(words, b"", telling, _sentences(account, spans, words))
    quotes = [(q.start, q.end) for q in account.quotes if q.kind in ("direct", "mixed")]
    unmarked = find_unmarked_speech(text, account.cleaning.paragraphs, account.quotes)
    quotes += [(span.start, span.end) for span in unmarked]
    return Body(words, body.cover(quotes), telling, body.sentences)


def _body_spans(account: Account) -> list[Span]:
    """Paragraphs without agency credits and lines about rights."""
    text = account.report.text
    credits = sorted((credit.start, credit.end) for credit in account.cleaning.agencies)
    spans: list[Span] = []
    for paragraph in account.cleaning.paragraphs:
        at = paragraph.start
        for start, end in credits:
            if at <= start and end <= paragraph.end:
                spans.append(Span(at, start))
                at = end
        spans.append(Span(at, paragraph.end))
    return [span for span in spans if len(span) > 0 and not _is_boilerplate(text[span.start : span.end])]


def _is_boilerplate(paragraph: str) -> bool:
    return len(paragraph) <= _MAX_BOILERPLATE_CHARS and _BOILERPLATE.search(paragraph) is not None


def _sentences(account: Account, spans: Sequence[Span], words: Words) -> tuple[tuple[int, int], ...]:
    """Sentences as parsed, or cut at their end marks where nothing is parsed."""
    parsed = account.annotation.sentences
    bounds = {sentence.start for sentence in parsed if sentence.kind == "body"}
    for span in spans:
        bounds.add(span.start)
        if not parsed:
            bounds |= {sentence.start for sentence in cut_sentences(account.report.text, span)}
    firsts = sorted({bisect_left(words.starts, bound) for bound in bounds} | {0, len(words)})
    return tuple(itertools.pairwise(firsts))
