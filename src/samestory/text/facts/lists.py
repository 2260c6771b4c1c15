"""Whom or which reports name in one breath: 'Varde Oil, Holm Bank and Lund Foods'."""

from __future__ import annotations

from collections.abc import Iterator

from samestory.text.facts.fact import Fact, Page

TOPIC = "who or what is named"
# Fewer are a pair, of which any two reports name another.
LEAST_MEMBERS = 3
# Names of a list stand at most so far apart: 'and Bank of Holm, which owns the hall, Varde'.
MAX_GAP_WORDS = 4


def find_lists(page: Page) -> Iterator[Fact]:
    """Read the lists of names in a report: three or more of bodies with only commas and 'and' between."""
    tokens = page.tokens
    for at, sentence in enumerate(page.sentences):
        members: list[tuple[int, int, str]] = []
        p = sentence.first
        while p < sentence.last:
            id = page.named.get(p, "")
            if not id or page.cast.names[id].type != "organisation" or tokens[p].pos != "PROPN":
                p += 1
                continue
            end = p
            while end + 1 < sentence.last and page.named.get(end + 1) == id:
                end += 1
            if members and not _are_joined(page, members[-1][1], p):
                yield from _list(page, at, members)
                members = []
            members.append((p, end, id))
            p = end + 1
        yield from _list(page, at, members)


def _are_joined(page: Page, last: int, first: int) -> bool:
    between = [page.tokens[i].text.lower() for i in range(last + 1, first)]
    return bool(between) and all(word in (",", "and", "or", "&", ";", "the") for word in between)


def _list(page: Page, at: int, members: list[tuple[int, int, str]]) -> Iterator[Fact]:
    ids = sorted({id for _, _, id in members})
    if len(ids) >= LEAST_MEMBERS or len(ids) == LEAST_MEMBERS - 1:
        start, end = page.tokens[members[0][0]].start, page.tokens[members[-1][1]].end
        yield Fact(page, TOPIC, " ".join(ids), start, end, at)
