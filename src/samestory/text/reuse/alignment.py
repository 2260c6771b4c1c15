"""Shared stretches of two sequences of words, whatever their order: anchors, extended and chained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

# An n-gram that stands this often in one text is its refrain; anchoring on it costs time and finds nothing.
MAX_REPEATS = 4
Ngrams = Mapping[tuple[str, ...], Sequence[int]]


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """`size` words from `a` on in one text that stand, word for word, from `b` on in the other."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `[a_first, a_last)` of one text and `[b_first, b_last)` of another, and how many match."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int
    matched: int

    @property
    def likeness(self) -> float:
        """Twice the matched words over all words of both sides, from 0 to 1."""
        return 2 * self.matched / (self.a_last - self.a_first + self.b_last - self.b_first)


def find_runs(a: Sequence[str], b: Sequence[str], anchors: tuple[Ngrams, Ngrams], size: int) -> list[Run]:
    """Find the longest word-for-word runs of at least `size` words, by where they begin in `a`.

    Each anchor, an n-gram of `size` words that stands in both, is extended word by word, so that a
    run goes on through refrains on which no anchor is set.
    """
    matches: list[tuple[int, int]] = []
    for gram in anchors[0].keys() & anchors[1].keys():
        places_a, places_b = anchors[0][gram], anchors[1][gram]
        if len(places_a) <= MAX_REPEATS and len(places_b) <= MAX_REPEATS:
            matches += [(place_b - place_a, place_a) for place_a in places_a for place_b in places_b]
    runs: list[Run] = []
    diagonal, end = 0, 0
    for shift, place in sorted(matches):
        if shift != diagonal:
            diagonal, end = shift, 0
        if place < end:
            continue
        first, end = _extend(a, b, shift, (place, place + size), end)
        runs.append(Run(first, first + shift, end - first))
    return sorted(runs)


def _extend(
    a: Sequence[str], b: Sequence[str], shift: int, anchor: tuple[int, int], floor: int
) -> tuple[int, int]:
    """Extend an anchor on its diagonal, backwards no further than `floor`."""
    first, last = anchor
    while first > floor and first + shift > 0 and a[first - 1] == b[first + shift - 1]:
        first -= 1
    while last < len(a) and last + shift < len(b) and a[last] == b[last + shift]:
        last += 1
    return first, last


def chain_runs(runs: Sequence[Run], *, max_gap: int) -> list[list[Run]]:
    """Join runs that follow one another closely in both texts, as lightly edited text does.

    A gap may be no longer than the shorter run beside it, nor than `max_gap` words: a chance run of
    four words must not bridge a paragraph. Each run is taken up once, the longest chains first.
    """
    chains: list[list[Run]] = []
    open_chains: list[list[Run]] = []
    for run in runs:
        open_chains = [c for c in open_chains if run.a - (c[-1].a + c[-1].size) <= max_gap]
        fitting = [chain for chain in open_chains if _follows(chain[-1], run, max_gap)]
        if fitting:
            nearest = min(fitting, key=lambda chain: _gap(chain[-1], run))
            nearest.append(run)
        else:
            chains.append([run])
            open_chains.append(chains[-1])
    return chains


def _gap(before: Run, after: Run) -> int:
    return max(after.a - before.a - before.size, after.b - before.b - before.size)


def _follows(before: Run, after: Run, max_gap: int) -> bool:
    """Runs may overlap by the few words that an insertion makes ambiguous."""
    overlap = min(after.a - before.a - before.size, after.b - before.b - before.size)
    longest = min(max_gap, before.size, after.size)
    return overlap > -min(before.size, after.size) and after.b > before.b and _gap(before, after) <= longest


def align_words(a: Sequence[str], b: Sequence[str], chains: Sequence[Sequence[Run]]) -> list[Stretch]:
    """Turn chains into stretches that do not overlap in either text, the longest first choice.

    What a shorter stretch has in common with a longer one is cut off it; if less than half of it is
    left, it is dropped: a sentence repeated in one text matches its first place only.
    """
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    stretches: list[Stretch] = []
    for chain in sorted(chains, key=lambda chain: (-sum(run.size for run in chain), chain[0])):
        for free in _free_parts(chain, taken_a, taken_b):
            stretch = measure_stretch(
                a, b, (free[0].a, free[-1].a + free[-1].size), (free[0].b, free[-1].b + free[-1].size)
            )
            taken_a[stretch.a_first : stretch.a_last] = b"\x01" * (stretch.a_last - stretch.a_first)
            taken_b[stretch.b_first : stretch.b_last] = b"\x01" * (stretch.b_last - stretch.b_first)
            stretches.append(stretch)
    return sorted(stretches, key=lambda stretch: (stretch.a_first, stretch.b_first))


def _free_parts(chain: Sequence[Run], taken_a: bytearray, taken_b: bytearray) -> list[list[Run]]:
    """Cut a chain where another stretch has its words already."""
    parts: list[list[Run]] = [[]]
    end_a = end_b = 0
    for run in chain:
        skip = max(0, end_a - run.a, end_b - run.b)
        size = run.size
        while skip < size and (taken_a[run.a + skip] or taken_b[run.b + skip]):
            skip += 1
        length = 0
        while skip + length < size and not (
            taken_a[run.a + skip + length] or taken_b[run.b + skip + length]
        ):
            length += 1
        if length < 1:
            continue
        left = Run(run.a + skip, run.b + skip, length)
        if parts[-1] and (any(taken_a[end_a : left.a]) or any(taken_b[end_b : left.b])):
            parts.append([])
        parts[-1].append(left)
        end_a, end_b = left.a + length, left.b + length
    return [part for part in parts if part]


def measure_stretch(
    a: Sequence[str], b: Sequence[str], range_a: tuple[int, int], range_b: tuple[int, int]
) -> Stretch:
    """Count the words that two stretches have in common, in order (longest common subsequence)."""
    (a_first, a_last), (b_first, b_last) = range_a, range_b
    side_a, side_b = a[a_first:a_last], b[b_first:b_last]
    matched = (len(side_a) + len(side_b) - Indel.distance(side_a, side_b)) // 2
    return Stretch(a_first, a_last, b_first, b_last, matched)
