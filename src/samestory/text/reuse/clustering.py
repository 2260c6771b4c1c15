"""Average-link clusters over a sparse graph of likenesses."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

Edge = tuple[int, int, float]


@dataclass(slots=True)
class _Cluster:
    """A growing cluster: its members, the likeness inside it, and to each neighbour, summed over pairs."""

    members: list[int]
    inner: float
    near: dict[int, float]

    @property
    def coherence(self) -> float:
        """The average likeness of two members, 0 for a single one."""
        pairs = len(self.members) * (len(self.members) - 1) / 2
        return self.inner / pairs if pairs else 0.0


def cluster_average(
    count: int, edges: Iterable[Edge], *, threshold: float, coherence: float
) -> list[list[int]]:
    """Join items 0 to `count` by average link; pairs without an edge count as likeness 0.

    Two clusters join while the average likeness across them reaches `threshold` and, where both have
    several members, `coherence` times the average likeness inside the looser of them: two stories that
    look alike are each more alike inside. Nothing is ever joined because of a single link, so stories
    do not chain together. Ties go to the lowest numbers.

    >>> cluster_average(4, [(0, 1, 0.9), (1, 2, 0.3), (2, 3, 0.8)], threshold=0.2, coherence=0.0)
    [[0, 1], [2, 3]]
    """
    clusters: dict[int, _Cluster] = {item: _Cluster([item], 0.0, {}) for item in range(count)}
    for left, right, likeness in edges:
        clusters[left].near[right] = clusters[right].near[left] = likeness
    queue = [
        (-likeness, left, right)
        for left, cluster in clusters.items()
        for right, likeness in cluster.near.items()
        if left < right and likeness >= threshold
    ]
    heapq.heapify(queue)
    while queue:
        key, left, right = heapq.heappop(queue)
        if left not in clusters or right not in clusters:
            continue
        a, b = clusters[left], clusters[right]
        if right not in a.near or _average(a, b, a.near[right]) != -key:
            continue  # one of the two has grown since
        if -key < coherence * min(a.coherence, b.coherence):
            continue
        kept = _join(clusters, left, right)
        for other, total in clusters[kept].near.items():
            average = _average(clusters[kept], clusters[other], total)
            if average >= threshold:
                heapq.heappush(queue, (-average, min(kept, other), max(kept, other)))
    return sorted(sorted(cluster.members) for cluster in clusters.values())


def _average(a: _Cluster, b: _Cluster, total: float) -> float:
    return total / (len(a.members) * len(b.members))


def _join(clusters: dict[int, _Cluster], left: int, right: int) -> int:
    """Join two clusters into the one with more neighbours, and give its number."""
    if len(clusters[left].near) < len(clusters[right].near):
        left, right = right, left
    kept, gone = clusters[left], clusters.pop(right)
    kept.inner += gone.inner + kept.near.pop(right)
    kept.members += gone.members
    for other, total in gone.near.items():
        if other == left:
            continue
        joint = kept.near.get(other, 0.0) + total
        kept.near[other] = clusters[other].near[left] = joint
        del clusters[other].near[right]
    return left
