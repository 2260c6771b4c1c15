"""Average-link clusters."""

from samestory.text.reuse.clustering import cluster_average


def test_a_chain_of_single_links_does_not_join() -> None:
    """Four items, each like the next alone, do not become one story."""
    edges = [(0, 1, 0.5), (1, 2, 0.5), (2, 3, 0.5)]
    assert cluster_average(4, edges, threshold=0.4, coherence=0.0) == [[0, 1], [2, 3]]


def test_look_alikes_stay_apart() -> None:
    """Two tight groups with a lesser likeness across them are two stories."""
    across = [(i, j, 0.3) for i in (0, 1) for j in (2, 3)]
    edges = [(0, 1, 0.9), (2, 3, 0.9), *across]
    assert cluster_average(4, edges, threshold=0.2, coherence=0.6) == [[0, 1], [2, 3]]
    assert cluster_average(4, edges, threshold=0.2, coherence=0.0) == [[0, 1, 2, 3]]


def test_an_item_without_edges_is_alone() -> None:
    """Nothing is dropped."""
    assert cluster_average(2, [], threshold=0.1, coherence=0.5) == [[0], [1]]


def test_the_order_of_edges_does_not_matter() -> None:
    """The same edges in another order give the same clusters."""
    edges = [(0, 1, 0.5), (1, 2, 0.5), (0, 2, 0.2), (2, 3, 0.5), (1, 3, 0.1)]
    assert cluster_average(4, edges, threshold=0.2, coherence=0.5) == cluster_average(
        4, edges[::-1], threshold=0.2, coherence=0.5
    )
