"""Who has it from whom, over all pairs."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from samestory.records import Pair
from samestory.records.dossier import Direction
from samestory.text.reuse.directions import LEFT_OPEN, break_circles, taker_and_giver

DIRECTIONS: tuple[Direction, ...] = ("a-from-b", "b-from-a", "both-from-a-third", "unknown")


def pair_of(a: str, b: str, direction: Direction, share: float = 0.5) -> Pair:
    """A dependent pair with a direction."""
    return Pair(a, b, "edited-copy", share, direction, "much in common", ())


def has_circle(pairs: tuple[Pair, ...]) -> bool:
    """Take away, again and again, reports that have their text from nobody left."""
    edges = {edge for pair in pairs if (edge := taker_and_giver(pair))}
    while edges:
        free = {giver for _, giver in edges} - {taker for taker, _ in edges}
        if not free:
            return True
        edges = {(taker, giver) for taker, giver in edges if giver not in free}
    return False


def test_the_weakest_direction_of_a_circle_is_left_open() -> None:
    """Of three that each have it from the next, the weakest sign is given up, with the reason."""
    pairs = [pair_of("x", "y", "a-from-b"), pair_of("y", "z", "a-from-b"), pair_of("x", "z", "b-from-a")]
    kept = break_circles(pairs, {("x", "y"): 4, ("y", "z"): 1, ("x", "z"): 3})
    assert [pair.direction for pair in kept] == ["a-from-b", "unknown", "b-from-a"]
    assert kept[1].because == f"much in common; {LEFT_OPEN}"


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Pair], dict[tuple[str, str], int]]:
    """Every pair of up to seven reports, with any direction, share and strength."""
    names = [f"r{number}" for number in range(draw(st.integers(2, 7)))]
    pairs = [
        pair_of(a, b, draw(st.sampled_from(DIRECTIONS)), draw(st.sampled_from([0.3, 0.6])))
        for a, b in itertools.combinations(names, 2)
    ]
    return pairs, {(pair.a, pair.b): draw(st.integers(0, 4)) for pair in pairs}


@given(stories())
def test_no_directions_run_in_a_circle(story: tuple[list[Pair], dict[tuple[str, str], int]]) -> None:
    """Whatever the signs, the directions kept form no circle, and only directions are given up."""
    pairs, strengths = story
    kept = break_circles(pairs, strengths)
    assert not has_circle(kept)
    assert all(new.direction in (old.direction, "unknown") for old, new in zip(pairs, kept, strict=True))


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(story, random) -> None:  # type: ignore[no-untyped-def]
    """Shuffled pairs keep the same directions."""
    pairs, strengths = story
    shuffled = random.sample(pairs, len(pairs))
    kept = {(pair.a, pair.b): pair.direction for pair in break_circles(pairs, strengths)}
    assert kept == {(pair.a, pair.b): pair.direction for pair in break_circles(shuffled, strengths)}
