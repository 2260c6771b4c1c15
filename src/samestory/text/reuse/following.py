"""Stories that take up an earlier one: a trial and its crime, an anniversary and its disaster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samestory.text.reuse.shelves import UNKNOWN, Floats, Ints, Shelf, Traits, cross_terms, fill_shelf


@dataclass(frozen=True, slots=True)
class FollowSettings:
    """When a story takes up an earlier one."""

    # It begins so many days after the earlier one's last report, and no more than two years after.
    least_days: int = 3
    most_days: int = 730
    # The average cosine of their reports' weightiest terms; the days between do not count against it.
    likeness: float = 0.2
    most_followed: int = 3


FOLLOW = FollowSettings()


def link_clusters(
    described: Sequence[Traits],
    clusters: Sequence[Sequence[int]],
    *,
    late: int = 0,
    settings: FollowSettings = FOLLOW,
) -> list[tuple[int, int, float]]:
    """List the later and earlier clusters of which one may take up the other, and how alike they are.

    A pair's likeness is told from its own reports. With `late`, only pairs are found of which one cluster
    stands, whole, at `late` or after it.
    """
    shelf = fill_shelf(described)
    home = np.full(len(described), -1, dtype=np.int64)
    for number, members in enumerate(clusters):
        home[list(members)] = number
    begins, ends = _find_spans(shelf, home, len(clusters))
    first, second, cosine = cross_terms(shelf, late=late)
    one, other = home[first], home[second]
    swapped = (begins[one] > begins[other]) | ((begins[one] == begins[other]) & (ends[one] >= ends[other]))
    earlier, later = np.where(swapped, other, one), np.where(swapped, one, other)
    apart = begins[later] - ends[earlier]
    good = (one != other) & (settings.least_days < apart) & (apart <= settings.most_days)
    pairs, place = np.unique(later[good] * len(clusters) + earlier[good], return_inverse=True)
    later, earlier = pairs // max(1, len(clusters)), pairs % max(1, len(clusters))
    sizes = np.array([len(members) for members in clusters], dtype=np.int64)
    totals = np.bincount(place, weights=cosine[good], minlength=len(pairs))
    averages = np.round(totals / (sizes[later] * sizes[earlier]), 6)
    kept = averages >= settings.likeness
    return list(zip(later[kept].tolist(), earlier[kept].tolist(), averages[kept].tolist(), strict=True))


def _find_spans(shelf: Shelf, home: Ints, clusters: int) -> tuple[Floats, Floats]:
    """Find the first and the last day of each cluster, as far as its reports have any."""
    begins, ends = np.full(clusters, np.inf), np.full(clusters, -np.inf)
    begun = (home >= 0) & (shelf.earliest > -UNKNOWN)
    ended = (home >= 0) & (shelf.latest < UNKNOWN)
    np.minimum.at(begins, home[begun], shelf.earliest[begun])
    np.maximum.at(ends, home[ended], shelf.latest[ended])
    return np.where(np.isinf(begins), -UNKNOWN, begins), np.where(np.isinf(ends), UNKNOWN, ends)
