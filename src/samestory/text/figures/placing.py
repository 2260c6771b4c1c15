"""Which sentence each figure of a report stands in, in one pass: reports may be as long as they like."""

from __future__ import annotations

from bisect import bisect_right

from samestory.records import Account, Quantity


def place_figures(account: Account) -> list[list[Quantity]]:
    """The figures of each sentence, in the order of the sentences."""
    sentences = account.annotation.sentences
    starts = [sentence.start for sentence in sentences]
    placed: list[list[Quantity]] = [[] for _ in sentences]
    for quantity in account.quantities:
        at = bisect_right(starts, quantity.start) - 1
        if at >= 0 and quantity.start < sentences[at].end:
            placed[at].append(quantity)
    return placed
