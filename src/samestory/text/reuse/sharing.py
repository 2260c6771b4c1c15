"""How much two reports share, measured on their own words: what lineage is judged by."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samestory.records import Passage
from samestory.text.reuse.alignment import Run, find_runs
from samestory.text.reuse.body import Body
from samestory.text.reuse.chains import Link, chain_links
from samestory.text.reuse.fingerprints import find_ngrams

# Quoted words are left out of what is shared; in the length they count for a part, or a report made of
# quotations would depend on another by two sentences.
QUOTED_WEIGHT = 0.25
# Words of a quotation that two reports must share before they share it.
MIN_QUOTED_WORDS = 5
# Where one report alone has them in quotation marks, fewer are a phrase that the other uses too.
MIN_QUOTED_ALONE_WORDS = 7
# A sentence in other words counts for its likeness, and for half of one word for word at most: reporters
# of one happening come to like sentences on their own, copyists to a quarter of a report seldom.
MOST_RETOLD = 0.5
# One or two sentences alike are a coincidence of facts.
MIN_PASSAGES = 3
# A stretch has at least so many words of the writer's own. Where no more than two are copied, they are a
# sentence or two: an official's announcement, a statute, words of a speaker without their marks. They count
# for one sentence up to the length of three, and in full from about four on.
MIN_STRETCH_WORDS = 8
MAX_FEW = 2
SENTENCE_WORDS, THREE_SENTENCES_WORDS = 25, 65
BEYOND_WEIGHT = 2
# What is told in other words, out of its place, is more likely the order of nobody but chance.
OUT_OF_PLACE = 0.5
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Marked:
    """The body of a report and where in it each few words stand, made ready once."""

    body: Body
    ngrams: Mapping[tuple[str, ...], Sequence[int]]

    @property
    def length(self) -> float:
        """The words a report is measured by: its own, and its quotations for a part."""
        quoted = self.body.quoted.count(1)
        return max(1.0, len(self.body.quoted) - quoted + QUOTED_WEIGHT * quoted)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What two reports share, measured on the report that shares the larger part of itself.

    `copied` and `retold` are parts of the shorter report's own words, `scattered` is `copied` with a
    sentence or two discounted, `likened` is `retold` with each word counted by how alike its passage
    is: the fainter a sentence, the more may be chance. `whole` and `whole_of_longer` are what is copied,
    quotations and all, of each report. `quoted_by` are the words that one report alone has in quotation
    marks, and the other as its own, for each of the two.
    """

    copied: float
    scattered: float
    whole: float
    whole_of_longer: float
    retold: float
    likened: float
    copied_words: int
    passages: int
    longest_run: int
    in_order: bool
    shared_quotes: int
    quoted_by: tuple[int, int]

    @property
    def weighted(self) -> float:
        """Shared text as one figure, as where a credit says that a text is shared."""
        return self._with_likened(self.copied)

    @property
    def spread(self) -> float:
        """Shared text as one figure, where nothing but the text says so."""
        return self._with_likened(self.scattered)

    def _with_likened(self, copied: float) -> float:
        return copied if self.passages < MIN_PASSAGES else copied + self.likened


def mark_body(body: Body) -> Marked:
    """Make a body ready for measuring."""
    return Marked(body, find_ngrams(body.words.folded, MIN_QUOTED_WORDS))


def measure_sharing(a: Marked, b: Marked, passages: Sequence[Passage]) -> Sharing:
    """Measure what the passages of two reports come to; words inside quotation marks count for nothing."""
    same = [passage for passage in passages if passage.kind in ("verbatim", "edited")]
    other = [passage for passage in passages if passage.kind == "retold"]
    copied = _shared_words(a.body, b.body, same)
    shorter = min(a.length, b.length)
    runs = find_runs(a.body.words.folded, b.body.words.folded, (a.ngrams, b.ngrams), MIN_QUOTED_WORDS)
    whole = sorted(_whole_share(marked.body, side) for marked, side in _sides(a, b, same))
    return Sharing(
        copied=min(1.0, copied / shorter),
        scattered=min(1.0, _discount_few(a.body, b.body, same, copied, shorter) / shorter),
        whole=whole[1],
        whole_of_longer=whole[0],
        retold=min(1.0, _shared_words(a.body, b.body, other) / shorter),
        likened=min(1.0, _likened_words(a.body, b.body, passages) / shorter),
        copied_words=copied,
        passages=len(passages),
        longest_run=max((_unquoted(a.body, b.body, run) for run in runs), default=0),
        in_order=_keeps_order(passages),
        shared_quotes=sum(_is_quoted(a.body, b.body, run) for run in runs),
        quoted_by=_quoted_by(a.body, b.body, runs),
    )


def _sides(
    a: Marked, b: Marked, passages: Sequence[Passage]
) -> tuple[tuple[Marked, list[tuple[int, int]]], tuple[Marked, list[tuple[int, int]]]]:
    return (a, [passage.a for passage in passages]), (b, [passage.b for passage in passages])


def _whole_share(body: Body, spans: Sequence[tuple[int, int]]) -> float:
    return body.cover(spans).count(1) / max(1, len(body.words))


def _discount_few(a: Body, b: Body, same: Sequence[Passage], copied: int, shorter: float) -> float:
    """Take off what is no more than a sentence or two, unless these are half of the report."""
    stretches = sum(_shared_words(a, b, [passage]) >= MIN_STRETCH_WORDS for passage in same)
    if stretches > MAX_FEW or copied >= HALF * shorter:
        return copied
    beyond = max(0, copied - THREE_SENTENCES_WORDS)
    return min(copied, SENTENCE_WORDS + BEYOND_WEIGHT * beyond)


def _likened_words(a: Body, b: Body, passages: Sequence[Passage]) -> float:
    """Add up the words told otherwise, each by its likeness, and for less where they are out of place."""
    places = {span: place for place, span in enumerate(sorted({passage.b for passage in passages}))}
    links = [
        Link(place, places[passage.b], float(_shared_words(a, b, [passage])) or 0.1)
        for place, passage in enumerate(passages)
    ]
    placed = {link.a for link in chain_links(links)}
    return sum(
        min(MOST_RETOLD, passage.likeness)
        * _shared_words(a, b, [passage])
        * (1.0 if place in placed else OUT_OF_PLACE)
        for place, passage in enumerate(passages)
        if passage.kind == "retold"
    )


def _quoted_by(a: Body, b: Body, runs: Sequence[Run]) -> tuple[int, int]:
    """Count the words that one report has in quotation marks and the other as its own."""
    by_a = by_b = 0
    for run in runs:
        side_a, side_b = a.quoted[run.a : run.a + run.size], b.quoted[run.b : run.b + run.size]
        by_a += sum(in_a > in_b for in_a, in_b in zip(side_a, side_b, strict=True))
        by_b += sum(in_b > in_a for in_a, in_b in zip(side_a, side_b, strict=True))
    return by_a, by_b


def count_common(hub: Body, first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> int:
    """Count the words of one report that it shares with either of two others; quotations are left out."""
    return sum(
        one and two and not quoted
        for one, two, quoted in zip(hub.cover(first), hub.cover(second), hub.quoted, strict=True)
    )


def _shared_words(a: Body, b: Body, passages: Sequence[Passage]) -> int:
    return min(_own_words(a, [p.a for p in passages]), _own_words(b, [p.b for p in passages]))


def _own_words(body: Body, spans: Sequence[tuple[int, int]]) -> int:
    """Count the words outside quotation marks in some stretches of text."""
    return sum(map(operator.gt, body.cover(spans), body.quoted)) if spans else 0


def _unquoted(a: Body, b: Body, run: Run) -> int:
    return min(
        a.quoted[run.a : run.a + run.size].count(0),
        b.quoted[run.b : run.b + run.size].count(0),
    )


def _is_quoted(a: Body, b: Body, run: Run) -> bool:
    """Whether two reports share a speaker: both have the words in quotation marks, or one has more."""
    counts = (
        a.quoted[run.a : run.a + run.size].count(1),
        b.quoted[run.b : run.b + run.size].count(1),
    )
    return min(counts) >= MIN_QUOTED_WORDS or max(counts) >= MIN_QUOTED_ALONE_WORDS


def _keeps_order(passages: Sequence[Passage]) -> bool:
    """Whether most passages follow one another in both reports."""
    places = [passage.b for passage in sorted(passages, key=lambda passage: passage.a)]
    steps = [before < after for before, after in itertools.pairwise(places)]
    return bool(steps) and sum(steps) * 4 >= len(steps) * 3
