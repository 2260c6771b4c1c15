"""Stories that take up an earlier one: a trial and its crime, an anniversary and its disaster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samestory.text.reuse.shelves import UNKNOWN, Traits, cross_terms, fill_shelf


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
    home = np.full(len(described), -1, dtype=np.int64)
    for number, members in enumerate(clusters):
        home[list(members)] = number
    spans = [_span([described[member] for member in members]) for members in clusters]
    sums: dict[tuple[int, int], float] = {}
    first, second, cosine = cross_terms(fill_shelf(described), late=late)
    apart = home[first] != home[second]
    links = zip(
        home[first[apart]].tolist(), home[second[apart]].tolist(), cosine[apart].tolist(), strict=True
    )
    for one, other, likeness in links:
        earlier, later = (one, other) if spans[one] < spans[other] else (other, one)
        if settings.least_days < spans[later][0] - spans[earlier][1] <= settings.most_days:
            sums[later, earlier] = sums.get((later, earlier), 0.0) + likeness
    averages = [
        (later, earlier, round(total / (len(clusters[later]) * len(clusters[earlier])), 6))
        for (later, earlier), total in sorted(sums.items())
    ]
    return [link for link in averages if link[2] >= settings.likeness]


def _span(members: Sequence[Traits]) -> tuple[int, int]:
    """The first and the last day of a story, as far as its reports have any."""
    begins = [report.earliest for report in members if report.earliest > -UNKNOWN]
    ends = [report.latest for report in members if report.latest < UNKNOWN]
    return min(begins, default=-UNKNOWN), max(ends, default=UNKNOWN)
