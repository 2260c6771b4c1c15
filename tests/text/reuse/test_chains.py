"""The heaviest links that keep to the order of two texts."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from samestory.text.reuse.chains import Link, chain_links

LINKS = st.lists(st.builds(Link, st.integers(0, 6), st.integers(0, 6), st.floats(0.1, 9)), max_size=30)


def test_the_heavier_chain_wins_over_the_longer() -> None:
    """Two faint links yield to one strong one that crosses them."""
    faint = [Link(0, 1, 0.2), Link(1, 2, 0.2)]
    assert chain_links([*faint, Link(2, 0, 1.0)]) == [Link(2, 0, 1.0)]


def test_no_sentence_is_linked_twice() -> None:
    """Of two partners of one sentence the better is kept."""
    links = [Link(0, 0, 1.0), Link(0, 1, 2.0), Link(1, 1, 1.5), Link(1, 2, 1.0)]
    assert chain_links(links) == [Link(0, 1, 2.0), Link(1, 2, 1.0)]


def test_no_links_make_no_chain() -> None:
    """Nothing comes of nothing."""
    assert chain_links([]) == []


@given(LINKS)
def test_a_chain_goes_forward_whatever_the_order_of_links(links: list[Link]) -> None:
    """Both sides rise strictly, the chain is at least as heavy as any link, and input order is nothing."""
    chain = chain_links(links)
    assert all(x.a < y.a and x.b < y.b for x, y in itertools.pairwise(chain))
    assert sum(link.weight for link in chain) >= max((link.weight for link in links), default=0)
    assert chain_links(links[::-1]) == chain
