"""How alike two reports are, as a row of features: which terms they share, where, how rare, how far apart.

Every feature is symmetric and told from the two reports alone. Sums run in the order of the terms'
hashes, so that a pair has the same features to the last bit on any shelf.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samestory.text.reuse.shelves import REACH, VAGUE_DAYS, Floats, Ints, Shelf, list_days_apart
from samestory.text.reuse.telling import FIGURE, LEAD, NAME, TITLE

FEATURES = (
    "likeness", "tops",
    "title", "title_missing",
    "opening", "opening_missing",
    "names", "names_missing",
    "figures", "figures_missing",
    "title_found_least", "title_found_most",
    "opening_found_least", "opening_found_most",
    "top3_found_least", "top3_found_most",
    "top6_found_least", "top6_found_most",
    "top12_found_least", "top12_found_most",
    "top25_found_least", "top25_found_most",
    "shared", "shared_rare", "shared_names", "greatest_share", "shared_tops",
    "days_apart", "same_outlet", "fewest_terms", "most_terms",
)  # fmt: skip
"""The columns of `compare_pairs`. *tops*: the likeness that the weightiest terms alone bring; *found*: the
part of one report's terms that the other has, least and most of both directions; *missing*: 1 where a
report has no such terms; *days apart*: -1 where unknown."""

MOST_DAYS = 200.0
# Rarity, raised (telling.raise_rarity), from which a term is rare; names are rare from a little lower on.
RARE, RARE_NAME = 14.0, 11.5
CHUNK = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """The terms that pairs share: the number of the pair, and where the term stands for each report."""

    pair: Ints
    one: Ints
    other: Ints


def compare_pairs(shelf: Shelf, first: Ints, second: Ints) -> Floats:
    """Compare pairs of reports.

    Returns:
        An array of shape (pairs, features), in the order of `FEATURES`.
    """
    parts = [
        _compare(shelf, first[start : start + CHUNK], second[start : start + CHUNK])
        for start in range(0, len(first), CHUNK)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, len(FEATURES)))


def meet_terms(shelf: Shelf, first: Ints, second: Ints) -> Meeting:
    """Find the terms that the reports of each pair share, by pair and hash."""
    counts = np.diff(shelf.starts)[first]
    pair = np.repeat(np.arange(len(first)), counts)
    begin = np.cumsum(counts) - counts
    one = np.arange(len(pair)) - np.repeat(begin, counts) + np.repeat(shelf.starts[first], counts)
    # All terms of the shelf as one sorted list of (report, hash): a term of the other is looked up in it.
    keys = (shelf.owner << 32) | shelf.term.astype(np.int64)
    wanted = (np.repeat(second, counts) << 32) | shelf.term[one].astype(np.int64)
    other = np.searchsorted(keys, wanted)
    other[other == len(keys)] = 0
    hit = keys[other] == wanted if len(keys) else np.zeros(0, bool)
    return Meeting(pair[hit], one[hit], other[hit])


def _compare(shelf: Shelf, first: Ints, second: Ints) -> Floats:
    meeting = meet_terms(shelf, first, second)
    shares = shelf.weight[meeting.one] * shelf.weight[meeting.other]
    tops = np.maximum(shelf.rank[meeting.one], shelf.rank[meeting.other]) < REACH.ranks
    likeness = _sum(meeting, shares, len(first))
    columns = [likeness, _sum(meeting, shares * tops, len(first))]
    for zone in (TITLE, TITLE | LEAD, NAME, FIGURE):
        columns += _zone_cosine(shelf, meeting, (first, second), (shelf.zones & zone) > 0)
    for zone in (TITLE, TITLE | LEAD):
        columns += _found(shelf, meeting, (first, second), shelf.rarity * ((shelf.zones & zone) > 0))
    for rank in (3, 6, 12, 25):
        columns += _found(shelf, meeting, (first, second), shelf.weight * (shelf.rank < rank))
    columns += _counts(shelf, meeting, likeness)
    columns += _circumstances(shelf, first, second)
    return np.stack(columns, axis=1)


def _sum(meeting: Meeting, values: NDArray[np.generic], pairs: int) -> Floats:
    return np.bincount(meeting.pair, weights=values.astype(np.float64), minlength=pairs).astype(np.float64)


def _row_sums(shelf: Shelf, values: Floats) -> Floats:
    return np.bincount(shelf.owner, weights=values, minlength=len(shelf)).astype(np.float64)


def _zone_cosine(
    shelf: Shelf, meeting: Meeting, ends: tuple[Ints, Ints], inside: NDArray[np.bool_]
) -> list[Floats]:
    """The cosine of the terms of a zone, each counted by its rarity, and whether a report has none."""
    length = np.sqrt(_row_sums(shelf, shelf.rarity**2 * inside))
    both = inside[meeting.one] & inside[meeting.other]
    total = _sum(meeting, shelf.rarity[meeting.one] * shelf.rarity[meeting.other] * both, len(ends[0]))
    lengths = length[ends[0]] * length[ends[1]]
    return [total / np.where(lengths > 0, lengths, 1.0), (lengths == 0).astype(np.float64)]


def _found(shelf: Shelf, meeting: Meeting, ends: tuple[Ints, Ints], values: Floats) -> list[Floats]:
    """The part of one report's terms, by value, that the other has; -1 where it has none."""
    total = _row_sums(shelf, values)
    sides = []
    for end, place in zip(ends, (meeting.one, meeting.other), strict=True):
        whole = total[end]
        found = _sum(meeting, values[place], len(end))
        sides.append(np.where(whole > 0, found / np.where(whole > 0, whole, 1.0), -1.0))
    return [np.minimum(*sides), np.maximum(*sides)]


def _counts(shelf: Shelf, meeting: Meeting, likeness: Floats) -> list[Floats]:
    pairs = len(likeness)
    rarity = shelf.rarity[meeting.one]
    named = (shelf.zones[meeting.one] & shelf.zones[meeting.other] & NAME) > 0
    tops = np.maximum(shelf.rank[meeting.one], shelf.rank[meeting.other]) < 10
    greatest = np.zeros(pairs)
    np.maximum.at(greatest, meeting.pair, shelf.weight[meeting.one] * shelf.weight[meeting.other])
    return [
        np.bincount(meeting.pair, minlength=pairs).astype(np.float64),
        _sum(meeting, rarity > RARE, pairs),
        _sum(meeting, (rarity > RARE_NAME) & named, pairs),
        greatest / np.where(likeness > 0, likeness, 1.0),
        _sum(meeting, tops, pairs),
    ]


def _circumstances(shelf: Shelf, first: Ints, second: Ints) -> list[Floats]:
    vague = shelf.latest - shelf.earliest > VAGUE_DAYS
    apart = np.minimum(list_days_apart(shelf, first, second), MOST_DAYS)
    sizes = np.diff(shelf.starts).astype(np.float64)
    return [
        np.where(vague[first] | vague[second], -1.0, apart),
        (shelf.outlet[first] == shelf.outlet[second]).astype(np.float64),
        np.minimum(sizes[first], sizes[second]),
        np.maximum(sizes[first], sizes[second]),
    ]
