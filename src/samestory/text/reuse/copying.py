"""Passages that two reports have in common, found among any number of reports by their fingerprints.

Steps over partitions: who holds a fingerprint can be gathered anywhere, a pair is judged from its two
texts alone, and whether a fingerprint is boilerplate from the number of its holders.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.records import Repair, Span
from samestory.text.reading import read_span
from samestory.text.reuse.alignment import Run, find_runs
from samestory.text.reuse.fingerprints import WORD, Words, fold_word, read_words


@dataclass(frozen=True, slots=True)
class CopySettings:
    """What is a copy, and what is a phrase that everyone uses."""

    # A passage of fewer words may be a formula: 'spoke on condition of anonymity because he was not …'.
    least_words: int = 25
    # Fingerprints that two reports must share before their texts are compared. Of 25 words word for word
    # five are kept on average; with 3, one such passage in thirteen is missed, with 4 one in five.
    least_marks: int = 3
    # More reports have a fingerprint only if it is boilerplate, or a text that so many outlets carried
    # that the others name one another.
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


def pair_holders(
    holders: Iterable[Sequence[int]],
    are_strangers: Callable[[int, int], bool],
    settings: CopySettings = COPYING,
) -> list[tuple[int, int]]:
    """List the reports that share enough fingerprints to be compared, the lower number first.

    Args:
        holders: for each fingerprint the reports that have it.
        are_strangers: whether two reports are to be compared: of different outlets.
        settings: what is enough.

    >>> pair_holders([(1, 2), (1, 2), (2, 1), (2, 3)], lambda a, b: True)
    [(1, 2)]
    """
    shared: dict[tuple[int, int], int] = {}
    for reports in holders:
        if len(reports) <= settings.most_holders:
            ordered = sorted(reports)
            for place, one in enumerate(ordered):
                for other in ordered[place + 1 :]:
                    shared[one, other] = shared.get((one, other), 0) + 1
    return sorted(
        pair for pair, marks in shared.items() if marks >= settings.least_marks and are_strangers(*pair)
    )


class CopyText:
    """A text made ready for comparing as far as it is asked for: most are ruled out by their hashes."""

    def __init__(self, text: str, spans: Sequence[Span], repairs: Sequence[Repair] = ()) -> None:
        self._source = text, spans, repairs

    @cached_property
    def keys(self) -> list[Any]:
        """A number for each word, in order; equal words have equal numbers."""
        text, spans, repairs = self._source
        keys: list[Any] = []
        for span in spans:
            within = [repair for repair in repairs if span.start <= repair.start and repair.end <= span.end]
            keys.extend(map(_key, WORD.findall(read_span(text, span, within).text)))
        return keys

    @cached_property
    def runs(self) -> NDArray[np.uint64]:
        """A hash for each run of five words, in order."""
        size = COPYING.run_words
        count = max(0, len(self.keys) - size + 1)
        numbers = np.array(self.keys, dtype=np.uint64)
        hashes = np.zeros(count, dtype=np.uint64)
        for shift in range(size if count else 0):  # overflow is wanted
            hashes = hashes * _ODD + numbers[shift : shift + count]
        return hashes

    @cached_property
    def words(self) -> Words:
        """The words, and where they stand."""
        return read_words(*self._source)


_Places = dict[Any, list[int]]
_ODD = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> int:
    return zlib.crc32(fold_word(word).encode("utf-8", "surrogatepass"))


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
        _locate(chain, words, a.words, b.words)
        for chain in chains
        if (words := _count_words(chain)) >= settings.least_words
    ]


def _find_anchors(
    a: NDArray[np.uint64], b: NDArray[np.uint64], settings: CopySettings
) -> tuple[_Places, _Places] | None:
    """Find where the runs stand that both have; None if they are too few or too scattered."""
    hits = np.flatnonzero(np.isin(a, b))
    least = settings.least_runs - 1
    if len(hits) <= least or (hits[least:] - hits[: len(hits) - least]).min() > settings.within_words:
        return None
    return _places(a, hits), _places(b, np.flatnonzero(np.isin(b, a[hits])))


def _places(runs: NDArray[np.uint64], hits: NDArray[np.int64]) -> _Places:
    places: _Places = {}
    for hit, run in zip(hits.tolist(), runs[hits].tolist(), strict=True):
        places.setdefault(run, []).append(hit)
    return places


def _locate(chain: Sequence[Run], words: int, a: Words, b: Words) -> SharedText:
    """Say where a chain stands in the characters of both texts."""
    return SharedText(
        a.starts[min(run.a for run in chain)],
        a.ends[max(run.a + run.size for run in chain) - 1],
        b.starts[min(run.b for run in chain)],
        b.ends[max(run.b + run.size for run in chain) - 1],
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
