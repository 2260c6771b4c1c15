"""Passages that two reports have in common, found among any number of reports by their fingerprints.

Steps over partitions: who holds a fingerprint can be gathered anywhere, a pair is judged from its two
texts alone, and whether a fingerprint is boilerplate from the number of its holders.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.records import Repair, Span
from samestory.text.reading import Reading, read_span, read_stretches
from samestory.text.reuse.alignment import Run, find_runs
from samestory.text.reuse.fingerprints import hash_words
from samestory.text.reuse.tokens import WORD


@dataclass(frozen=True, slots=True)
class CopySettings:
    """What is a copy, and what is a phrase that everyone uses."""

    # A passage of fewer words may be a formula: 'spoke on condition of anonymity because he was not …'.
    least_words: int = 25
    # What the fingerprints that two reports share must come to before their texts are compared: three
    # that few have. Of 25 words word for word five are kept on average; with three, one such passage in
    # thirteen is missed, with four one in five.
    least_evidence: int = 12
    # A fingerprint that few reports have counts for four; one that more have, a text that many outlets
    # carried or a phrase, for one; beyond the most it is boilerplate and counts for nothing.
    rare_holders: int = 20
    rare_evidence: int = 4
    most_holders: int = 50
    # Runs of this many words are the stuff of passages; edits between them are bridged up to a length.
    run_words: int = 5
    most_gap: int = 20
    # Runs of so few words, so close together in one text, that they may be a passage: scattered phrases
    # ('the president of the united states') bring as many to two long texts.
    least_runs: int = 7
    within_words: int = 100


COPYING = CopySettings()


@dataclass(frozen=True, slots=True)
class SharedText:
    """A passage in two texts, as half-open stretches of characters, and the words that are the same."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    words: int


@dataclass(frozen=True, slots=True, eq=False)
class Holders:
    """Reports that share a fingerprint: the n-th one's from `starts[n]` to `starts[n + 1]`, in order."""

    starts: NDArray[np.int64]
    reports: NDArray[np.int64]

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many reports have each fingerprint."""
        return np.diff(self.starts)


def gather_holders(
    marks: NDArray[np.int64], reports: NDArray[np.int64], left_out: Collection[int] = ()
) -> Holders:
    """Gather from fingerprints, each with a report that has it, who shares them; what one has is left out.

    Both are numbers of 32 bits.

    >>> gather_holders(np.array([7, 9, 7, 7]), np.array([2, 2, 1, 3]), [3]).reports.tolist()
    [1, 2]
    """
    # Both fit into one number, which sorts in a fifth of the time of two.
    joined = np.sort(marks.astype(np.uint64) << np.uint64(32) | reports.astype(np.uint64))
    marks, reports = (part.astype(np.int64) for part in (joined >> np.uint64(32), joined & _LOW))
    marks, reports = _keep_shared(marks, reports)
    if left_out:
        kept = ~np.isin(reports, np.fromiter(left_out, np.int64, len(left_out)))
        marks, reports = _keep_shared(marks[kept], reports[kept])
    ends = np.flatnonzero(np.append(marks[1:] != marks[:-1], True)[: len(marks)]) + 1
    return Holders(np.append(0, ends), reports)


def join_holders(first: Holders, second: Holders) -> Holders:
    """Put the holders of other fingerprints after those of some."""
    return Holders(
        np.append(first.starts, second.starts[1:] + first.starts[-1]),
        np.append(first.reports, second.reports),
    )


def _keep_shared(
    marks: NDArray[np.int64], reports: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Leave out the fingerprints, which come in order, that stand there once."""
    same = marks[1:] == marks[:-1]
    shared = (np.append(same, False) | np.append(False, same))[: len(marks)]
    return marks[shared], reports[shared]


def pair_holders(
    holders: Holders,
    are_strangers: Callable[[int, int], bool],
    *,
    fresh: Collection[int] | None = None,
    settings: CopySettings = COPYING,
) -> list[tuple[int, int]]:
    """List the reports that share enough fingerprints to be compared, the lower number first.

    Args:
        holders: for each fingerprint the reports that have it.
        are_strangers: whether two reports are to be compared: of different outlets.
        fresh: only pairs are listed of which one is among these; None lists all.
        settings: what is enough.

    >>> shared = gather_holders(np.array([5, 5, 6, 6, 8, 8, 9, 9]), np.array([1, 2, 1, 2, 2, 1, 2, 3]))
    >>> pair_holders(shared, lambda one, other: True)
    [(1, 2)]
    """
    pairs, evidence = _weigh_pairs(holders, fresh, settings)
    pairs, place = np.unique(pairs, return_inverse=True)
    enough = np.bincount(place, weights=evidence, minlength=len(pairs)) >= settings.least_evidence
    found = ((pair >> 32, pair & 0xFFFFFFFF) for pair in pairs[enough].tolist())
    return [pair for pair in found if are_strangers(*pair)]


def _weigh_pairs(
    holders: Holders, fresh: Collection[int] | None, settings: CopySettings
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give each pair, as one number, for each fingerprint that it shares, with what that counts for."""
    counts, reports = holders.counts, holders.reports
    size = np.repeat(counts, counts)
    new = np.isin(reports, np.fromiter(fresh, np.int64, len(fresh))) if fresh is not None else None
    # Each report that is looked at beside all that share a fingerprint with it.
    asked = size <= settings.most_holders
    at = np.flatnonzero(asked if new is None else asked & new)
    size = size[at]
    begin = np.repeat(holders.starts[:-1], counts)[at] - (np.cumsum(size) - size)
    other = np.repeat(begin, size) + np.arange(size.sum())
    one = np.repeat(at, size)
    evidence = np.where(size <= settings.rare_holders, settings.rare_evidence, 1).repeat(size)
    # Of two that are both looked at, once.
    once = one < other if new is None else (one < other) | ~new[other]
    low, high = np.minimum(one, other)[once], np.maximum(one, other)[once]
    return reports[low] << 32 | reports[high], evidence[once]


class CopyText:
    """A text made ready for comparing as far as it is asked for: most are ruled out by their hashes."""

    def __init__(self, text: str, spans: Sequence[Span], repairs: Sequence[Repair] = ()) -> None:
        self._told = text, spans, repairs

    def _tell(self) -> tuple[str, Sequence[Span], Sequence[Repair]]:
        """Give the text, what of it is compared, and how it is repaired."""
        return self._told

    @cached_property
    def hashes(self) -> NDArray[np.uint32]:
        """A hash for each word, in order; equal words have equal ones."""
        return hash_words(read_stretches(*self._tell()))

    @cached_property
    def keys(self) -> list[Any]:
        """The hashes of the words, as they are quickest to compare one by one."""
        keys: list[int] = self.hashes.tolist()
        return keys

    def _read(self, span: Span) -> Reading:
        text, _, repairs = self._tell()
        within = [r for r in repairs if span.start <= r.start and r.end <= span.end]
        return read_span(text, span, within)

    @cached_property
    def _firsts(self) -> list[int]:
        """The number of the first word of each span."""
        read = read_stretches(*self._tell())
        return list(accumulate((len(hash_words([stretch])) for stretch in read), initial=0))[:-1]

    def locate(self, word: int) -> Span:
        """Say where a word stands in the text."""
        place = bisect_right(self._firsts, word) - 1
        view = self._read(self._tell()[1][place])
        match = next(islice(WORD.finditer(view.text), word - self._firsts[place], None))
        return view.source_span(match.start(), match.end())

    @cached_property
    def runs(self) -> Runs:
        """The hash of each run of five words, in order."""
        size = COPYING.run_words
        count = max(0, len(self.hashes) - size + 1)
        numbers = self.hashes.astype(np.uint64)
        hashes = np.zeros(count, dtype=np.uint64)
        for shift in range(size if count else 0):  # overflow is wanted
            hashes = hashes * _ODD + numbers[shift : shift + count]
        order = np.argsort(hashes, kind="stable")
        return Runs(hashes, order, hashes[order])


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Runs of words by their hashes: as they stand, and in order of hash with where each stands."""

    hashes: NDArray[np.uint64]
    order: NDArray[np.int64]
    ordered: NDArray[np.uint64]

    def find_common(self, other: Runs) -> NDArray[np.int64]:
        """Find where the runs stand that another text has too."""
        if not len(self.ordered) or not len(other.ordered):
            return np.zeros(0, np.int64)
        # Sought in order of hash, which is several times as fast as in the order of the text.
        place = np.searchsorted(other.ordered, self.ordered)
        place[place == len(other.ordered)] = 0
        return np.sort(self.order[other.ordered[place] == self.ordered])


_LOW = np.uint64(0xFFFFFFFF)
_Places = dict[Any, list[int]]
_ODD = np.uint64(0x9E3779B97F4A7C15)


def find_shared_text(a: CopyText, b: CopyText, settings: CopySettings = COPYING) -> list[SharedText]:
    """Find the passages of two texts that share enough words, in their order in the first.

    Words that were changed, taken out or put in are bridged: a passage is a chain of runs that stand word
    for word in both, and its length is counted in the words of the runs.
    """
    anchors = _find_anchors(a.runs, b.runs, settings)
    if anchors is None:
        return []
    chains = _chain(find_runs(a.keys, b.keys, anchors, settings.run_words), settings)
    return [
        _locate(chain, words, a, b)
        for chain in chains
        if (words := _count_words(chain)) >= settings.least_words
    ]


def _find_anchors(a: Runs, b: Runs, settings: CopySettings) -> tuple[_Places, _Places] | None:
    """Find where the runs stand that both have; None if they are too few or too scattered."""
    hits = a.find_common(b)
    least = settings.least_runs - 1
    if len(hits) <= least or (hits[least:] - hits[: len(hits) - least]).min() > settings.within_words:
        return None
    return _places(a.hashes, hits), _places(b.hashes, b.find_common(a))


def _places(runs: NDArray[np.uint64], hits: NDArray[np.int64]) -> _Places:
    places: _Places = {}
    for hit, run in zip(hits.tolist(), runs[hits].tolist(), strict=True):
        places.setdefault(run, []).append(hit)
    return places


def _locate(chain: Sequence[Run], words: int, a: CopyText, b: CopyText) -> SharedText:
    """Say where a chain stands in the characters of both texts."""
    return SharedText(
        a.locate(min(run.a for run in chain)).start,
        a.locate(max(run.a + run.size for run in chain) - 1).end,
        b.locate(min(run.b for run in chain)).start,
        b.locate(max(run.b + run.size for run in chain) - 1).end,
        words,
    )


def _chain(runs: Sequence[Run], settings: CopySettings) -> list[list[Run]]:
    """Join runs that follow one another in both texts with short gaps between."""
    chains: list[list[Run]] = []
    for run in runs:
        best = min(
            (chain for chain in chains[-_OPEN:] if _gap(chain[-1], run) <= settings.most_gap),
            key=lambda chain: _gap(chain[-1], run),
            default=None,
        )
        if best is None:
            chains.append([run])
        else:
            best.append(run)
    return chains


# Chains that a run may go on: more stand open at once only in a text of refrains.
_OPEN = 8
_NEVER = 10**9


def _gap(before: Run, after: Run) -> int:
    """The words between two runs, in the text that has more; an overlap of a word or two is none."""
    in_a, in_b = after.a - before.a - before.size, after.b - before.b - before.size
    if after.b <= before.b or min(in_a, in_b) < -min(before.size, after.size):
        return _NEVER
    return max(in_a, in_b, 0)


def _count_words(chain: Sequence[Run]) -> int:
    """Count the words that a chain has in common; where runs overlap, once."""
    total, end_a, end_b = 0, 0, 0
    for run in chain:
        overlap = max(0, end_a - run.a, end_b - run.b)
        total += max(0, run.size - overlap)
        end_a, end_b = run.a + run.size, run.b + run.size
    return total
