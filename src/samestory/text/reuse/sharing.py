"""How much two reports share, measured on their own words: what lineage is judged by."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samestory.records import Passage
from samestory.text.reuse.alignment import Run, find_runs
from samestory.text.reuse.body import Body
from samestory.text.reuse.fingerprints import find_ngrams

# Quoted words are left out of what is shared; in the length they count for a part, or a report made of
# quotations would depend on another by two sentences.
QUOTED_WEIGHT = 0.25
# Words of a quotation that two reports must share before they share it.
MIN_QUOTED_WORDS = 5
# A sentence in other words counts for its likeness, and for half of one word for word at most: reporters
# of one happening come to like sentences on their own, copyists to a quarter of a report seldom.
MOST_RETOLD = 0.5
# One or two sentences alike are a coincidence of facts.
MIN_PASSAGES = 3


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

    `copied` and `retold` are parts of the shorter report's own words, `likened` is `retold` with each
    word counted by how alike its passage is: the fainter a sentence, the more may be chance.
    """

    copied: float
    copied_of_longer: float
    retold: float
    likened: float
    copied_words: int
    passages: int
    longest_run: int
    in_order: bool
    shared_quotes: int

    @property
    def weighted(self) -> float:
        """Shared text as one figure."""
        return self.copied if self.passages < MIN_PASSAGES else self.copied + self.likened


def mark_body(body: Body) -> Marked:
    """Make a body ready for measuring."""
    return Marked(body, find_ngrams(body.words.folded, MIN_QUOTED_WORDS))


def measure_sharing(a: Marked, b: Marked, passages: Sequence[Passage]) -> Sharing:
    """Measure what the passages of two reports come to; words inside quotation marks count for nothing."""
    same = [passage for passage in passages if passage.kind in ("verbatim", "edited")]
    other = [passage for passage in passages if passage.kind in ("retold", "translated")]
    copied = _shared_words(a.body, b.body, same)
    shorter, longer = sorted((a.length, b.length))
    runs = find_runs(a.body.words.folded, b.body.words.folded, (a.ngrams, b.ngrams), MIN_QUOTED_WORDS)
    likened = sum(min(MOST_RETOLD, p.likeness) * _shared_words(a.body, b.body, [p]) for p in other)
    return Sharing(
        copied=min(1.0, copied / shorter),
        copied_of_longer=copied / longer,
        retold=min(1.0, _shared_words(a.body, b.body, other) / shorter),
        likened=min(1.0, likened / shorter),
        copied_words=copied,
        passages=len(passages),
        longest_run=max((_unquoted(a.body, b.body, run) for run in runs), default=0),
        in_order=_keeps_order(passages),
        shared_quotes=sum(_is_quoted(a.body, b.body, run) for run in runs),
    )


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
    return sum(
        covered and not quoted for covered, quoted in zip(body.cover(spans), body.quoted, strict=True)
    )


def _unquoted(a: Body, b: Body, run: Run) -> int:
    return min(
        a.quoted[run.a : run.a + run.size].count(0),
        b.quoted[run.b : run.b + run.size].count(0),
    )


def _is_quoted(a: Body, b: Body, run: Run) -> bool:
    """Whether two reports share the words of a speaker: one has them in quotation marks."""
    quoted = max(
        a.quoted[run.a : run.a + run.size].count(1),
        b.quoted[run.b : run.b + run.size].count(1),
    )
    return quoted >= MIN_QUOTED_WORDS


def _keeps_order(passages: Sequence[Passage]) -> bool:
    """Whether most passages follow one another in both reports."""
    places = [passage.b for passage in sorted(passages, key=lambda passage: passage.a)]
    steps = [before < after for before, after in itertools.pairwise(places)]
    return bool(steps) and sum(steps) * 4 >= len(steps) * 3
