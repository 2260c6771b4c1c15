"""Regions: the same parts of a graph however it grew."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from samestory.text.reuse.regions import Region, find_loosened, find_regions, find_touched

LEVELS = (0.2, 0.4, 0.6, 0.8)
MOST = 3
Edges = dict[tuple[int, int], float]


class Growing:
    """A graph with its regions, kept up to date as members come and go."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.members: set[int] = set()
        self.regions: dict[int, Region] = {}

    def neighbours(self, member: int) -> dict[int, float]:
        """Give the neighbours that are there."""
        found = {}
        for (one, other), likeness in self.edges.items():
            if member in (one, other):
                mate = other if member == one else one
                if mate in self.members:
                    found[mate] = likeness
        return found

    def add(self, come: Iterable[int]) -> None:
        """Let members come, and make again only what they touch."""
        come = set(come)
        self.members |= come
        self._place(find_touched(come, self.neighbours, self.regions.get, levels=LEVELS))

    def remove(self, gone: int) -> None:
        """Let a member go, and make again only what it leaves."""
        mates = set(self.neighbours(gone))
        touched = set(self.regions.pop(gone).members) - {gone}
        self.members.remove(gone)
        loosened = find_loosened(mates, self.neighbours, levels=LEVELS, most=MOST)
        for member in loosened:
            touched |= {member, *self.regions[member].members} - {gone}
        self._place(touched)

    def _place(self, touched: set[int]) -> None:
        for region in find_regions(touched, self.neighbours, levels=LEVELS, most=MOST):
            for member in region.members:
                self.regions[member] = region

    def state(self) -> set[Region]:
        """The regions as they are kept."""
        return set(self.regions.values())

    def from_nothing(self) -> set[Region]:
        """The regions as they are made all at once."""
        return set(find_regions(self.members, self.neighbours, levels=LEVELS, most=MOST))


GRAPHS = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(GRAPHS, st.permutations(range(12)), st.lists(st.integers(1, 5), min_size=12, max_size=12))
def test_regions_do_not_depend_on_the_order_of_arrival(
    edges: Edges, order: list[int], sizes: list[int]
) -> None:
    """In any order and in batches of any size, the regions are those of the whole graph."""
    graph = Growing(edges)
    waiting = list(order)
    for size in sizes:
        graph.add(waiting[:size])
        waiting = waiting[size:]
        assert graph.state() == graph.from_nothing()


@settings(max_examples=300, deadline=None)
@given(GRAPHS, st.permutations(range(12)))
def test_regions_do_not_depend_on_what_was_there(edges: Edges, order: list[int]) -> None:
    """Members may go in any order: the regions are those of what is left."""
    graph = Growing(edges)
    graph.add(range(12))
    for gone in order[:9]:
        graph.remove(gone)
        assert graph.state() == graph.from_nothing()


def test_what_is_too_large_falls_apart_at_a_higher_level() -> None:
    """A chain of five with a weak link in it becomes two regions."""
    graph = {0: {1: 0.9}, 1: {0: 0.9, 2: 0.5}, 2: {1: 0.5, 3: 0.9}, 3: {2: 0.9}}
    found = find_regions(range(4), graph.__getitem__, levels=LEVELS, most=3)
    assert found == [Region((0, 1), 2), Region((2, 3), 2)]


def test_at_the_highest_level_nothing_is_too_large() -> None:
    """Copies of one text stay together, however many they are."""
    graph = {one: {other: 0.95 for other in range(9) if other != one} for one in range(9)}
    assert find_regions([4], graph.__getitem__, levels=LEVELS, most=3) == [Region(tuple(range(9)), 3)]
