"""The longest telling in order: what two texts tell alike, one sentence after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Sentence `a` of one text is like sentence `b` of another; `weight` says how much that is worth."""

    a: int
    b: int
    weight: float


def chain_links(links: Sequence[Link]) -> list[Link]:
    """Choose the heaviest links that go forward in both texts, no sentence twice.

    The longest increasing subsequence, weighted; O(k log k) in the links, by a Fenwick tree of maxima.
    Of equally heavy chains the one that is found first in the order of the texts is given.

    >>> [link.b for link in chain_links([Link(0, 1, 1.0), Link(1, 0, 1.5), Link(2, 2, 1.0)])]
    [0, 2]
    """
    width = max((link.b for link in links), default=-1) + 1
    best: list[tuple[float, int]] = [(0.0, -1)] * (width + 1)
    before: list[int] = []
    # Within one sentence of `a`, from the last partner back: no link can then follow one of its own row.
    ordered = sorted(links, key=lambda link: (link.a, -link.b, link.weight))
    for number, link in enumerate(ordered):
        total, previous = _heaviest(best, link.b)
        before.append(previous)
        _raise(best, link.b + 1, (total + link.weight, number))
    _, number = _heaviest(best, width)
    chain: list[Link] = []
    while number >= 0:
        chain.append(ordered[number])
        number = before[number]
    return chain[::-1]


def _heaviest(best: Sequence[tuple[float, int]], place: int) -> tuple[float, int]:
    """The heaviest chain that ends before `place`."""
    found = (0.0, -1)
    while place > 0:
        if best[place][0] > found[0]:
            found = best[place]
        place &= place - 1
    return found


def _raise(best: list[tuple[float, int]], place: int, chain: tuple[float, int]) -> None:
    while place < len(best):
        if chain[0] > best[place][0]:
            best[place] = chain
        place += place & -place
