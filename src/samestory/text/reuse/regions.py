"""Regions: parts of a graph of likenesses so small that clusters can be made in each by itself.

A report and those it may be of one story with form a graph, and in a large library most of it hangs
together. Which part of it a report belongs to must follow from the graph alone, not from the order in
which it grew. So the graph is cut at the lowest of a fixed ladder of levels at which the part around
the report has at most so many members: a part that is too large falls apart into those of the next
level. At the lowest level no cut is ever wrong, since clusters join at that likeness; at the higher
ones weak likenesses between parts are given up.

When a report comes or goes, only regions near it change, and `find_touched` says which.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

# The lowest is the likeness at which clusters join.
LEVELS = (0.3, 0.5, 0.64, 0.77, 0.86, 0.92, 0.95, 0.97, 0.98, 0.99, 0.995)
# Reports in a region. With 100 instead of no bound, B-cubed F1 in a haystack of 18,000 falls by .001.
MOST = 100

Neighbours = Callable[[int], Mapping[int, float]]
"""Gives for a member of the graph those that it has an edge to, each with its likeness."""


@dataclass(frozen=True, slots=True)
class Region:
    """Members that are clustered by themselves, in order, and the level at which they were cut out."""

    members: tuple[int, ...]
    level: int


def find_regions(
    members: Iterable[int], neighbours: Neighbours, *, levels: tuple[float, ...] = LEVELS, most: int = MOST
) -> list[Region]:
    """Find the regions of some members of a graph; they may hold others too.

    >>> graph = {1: {2: 0.9}, 2: {1: 0.9, 3: 0.3}, 3: {2: 0.3}}
    >>> find_regions([1, 3], graph.__getitem__, levels=(0.25, 0.5), most=2)
    [Region(members=(1, 2), level=1), Region(members=(3,), level=1)]
    """
    regions: list[Region] = []
    placed: set[int] = set()
    large: list[set[int]] = [set() for _ in levels]
    for member in sorted(set(members)):
        if member not in placed:
            region = _find_region(member, neighbours, (levels, most), large)
            placed.update(region.members)
            regions.append(region)
    return regions


def _find_region(
    member: int, neighbours: Neighbours, ladder: tuple[tuple[float, ...], int], large: list[set[int]]
) -> Region:
    levels, most = ladder
    for level, least in enumerate(levels[:-1]):
        if member in large[level]:
            continue
        part = _walk(member, neighbours, least, (most, large[level]))
        if part is not None:
            return Region(tuple(sorted(part)), level)
    whole = _walk(member, neighbours, levels[-1], (None, set()))
    return Region(tuple(sorted(whole or ())), len(levels) - 1)


def _walk(
    start: int, neighbours: Neighbours, least: float, bound: tuple[int | None, set[int]]
) -> set[int] | None:
    """Gather what hangs together with a member at a level; None, and noted, where it is too much."""
    most, large = bound
    seen, waiting = {start}, [start]
    while waiting:
        for other, likeness in neighbours(waiting.pop()).items():
            if likeness >= least and other not in seen:
                seen.add(other)
                waiting.append(other)
                if most is not None and (len(seen) > most or other in large):
                    large |= seen
                    return None
    return seen


def find_touched(
    come: Collection[int],
    neighbours: Neighbours,
    region_of: Callable[[int], Region | None],
    *,
    levels: tuple[float, ...] = LEVELS,
) -> set[int]:
    """Say whose region may be another now that some members have come, those included.

    A region gains a newcomer only through an edge at or over the region's own level; at lower levels its
    part of the graph was too large before and still is. `region_of` gives the regions of before.
    """
    touched = set(come)
    for newcomer in sorted(come):
        for other, likeness in sorted(neighbours(newcomer).items()):
            region = None if other in touched else region_of(other)
            if region is not None and likeness >= levels[region.level]:
                touched.update(region.members)
    return touched


def find_loosened(
    left: Iterable[int], neighbours: Neighbours, *, levels: tuple[float, ...] = LEVELS, most: int = MOST
) -> set[int]:
    """Say whose region may be another now that the neighbours of `left` have lost one.

    A part of the graph that was too large may have become small enough at any level.
    """
    loosened: set[int] = set()
    for member in sorted(set(left)):
        for level in levels[:-1]:
            part = _walk(member, neighbours, level, (most, set()))
            if part is not None:
                loosened |= part
                break
        loosened.add(member)
    return loosened
