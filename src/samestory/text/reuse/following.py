"""Stories that take up an earlier one: a trial and its crime, an anniversary and its disaster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samestory.text.reuse.shelves import UNKNOWN, Ints, Traits, cross_terms, fill_shelf


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


def find_followed(
    described: Sequence[Traits], clusters: Sequence[Sequence[int]], settings: FollowSettings = FOLLOW
) -> dict[int, list[int]]:
    """Find for each cluster the earlier ones that it takes up, the most alike first."""
    home = np.full(len(described), -1, dtype=np.int64)
    for number, members in enumerate(clusters):
        home[list(members)] = number
    spans = [_span([described[member] for member in members]) for members in clusters]
    sizes = [len(members) for members in clusters]
    sums: dict[tuple[int, int], float] = {}
    for one, other, cosine in _links(described, home):
        earlier, later = (one, other) if spans[one] < spans[other] else (other, one)
        if settings.least_days < spans[later][0] - spans[earlier][1] <= settings.most_days:
            sums[later, earlier] = sums.get((later, earlier), 0.0) + cosine
    ranked: dict[int, list[tuple[float, int]]] = {}
    for (later, earlier), total in sorted(sums.items()):
        average = round(total / (sizes[later] * sizes[earlier]), 9)
        if average >= settings.likeness:
            ranked.setdefault(later, []).append((-average, earlier))
    return {
        later: [e for _, e in sorted(found)[: settings.most_followed]] for later, found in ranked.items()
    }


def _span(members: Sequence[Traits]) -> tuple[int, int]:
    """The first and the last day of a story, as far as its reports have any."""
    begins = [report.earliest for report in members if report.earliest > -UNKNOWN]
    ends = [report.latest for report in members if report.latest < UNKNOWN]
    return min(begins, default=-UNKNOWN), max(ends, default=UNKNOWN)


def _links(described: Sequence[Traits], home: Ints) -> list[tuple[int, int, float]]:
    """The clusters of every two reports of different ones that share enough to matter."""
    first, second, cosine = cross_terms(fill_shelf(described), late=0)
    apart = home[first] != home[second]
    return list(
        zip(home[first[apart]].tolist(), home[second[apart]].tolist(), cosine[apart].tolist(), strict=True)
    )
