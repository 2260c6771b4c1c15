"""Passages that two texts have in common."""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from samestory.records import Repair, Span
from samestory.text.reuse.copying import (
    COPYING,
    CopyText,
    Holders,
    find_shared_text,
    gather_holders,
    pair_holders,
)

WORDS = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in ("ck", "n", "rth", "st")]


def invent(words: int, seed: int) -> str:
    """Invent a text of so many words."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return " ".join(chance.choice(WORDS) for _ in range(words))


def whole(text: str) -> CopyText:
    """Take a text as one paragraph."""
    return CopyText(text, [Span(0, len(text))])


def test_a_pasted_passage_is_found_with_its_characters() -> None:
    """Thirty words of one text that stand in another are found where they stand in both."""
    passage = invent(30, 1)
    a, b = f"{invent(80, 2)} {passage} {invent(40, 3)}", f"{invent(15, 4)} {passage}"
    (found,) = find_shared_text(whole(a), whole(b))
    assert a[found.a_start : found.a_end] == b[found.b_start : found.b_end] == passage
    assert found.words == 30


def test_a_shorter_passage_is_none() -> None:
    """Twenty-four words in common are a formula."""
    passage = invent(24, 1)
    assert find_shared_text(whole(f"{invent(80, 2)} {passage}"), whole(f"{passage} {invent(80, 3)}")) == []


def test_scattered_phrases_are_no_passage() -> None:
    """Phrases of six words, far apart, do not add up."""
    phrases = [invent(6, seed) for seed in range(8)]
    a, b = (" ".join(f"{p} {invent(60, n + base)}" for n, p in enumerate(phrases)) for base in (100, 200))
    assert find_shared_text(whole(a), whole(b)) == []


def test_edits_are_bridged() -> None:
    """A passage with every ninth word changed is one passage, counted in the words that are the same."""
    words = invent(90, 5).split()
    edited = " ".join("xyzzy" if place % 9 == 8 else word for place, word in enumerate(words))
    (found,) = find_shared_text(whole(" ".join(words)), whole(edited))
    assert found.words == 80


def test_words_are_read_through_repairs() -> None:
    """Mojibake in one text does not hide a copy, and the place is told in its own characters."""
    passage = invent(26, 6)
    broken = passage.replace(" ", " â€œ", 1)
    repair = Repair(len(passage.split()[0]) + 1, len(passage.split()[0]) + 4, "“", "mojibake")
    (found,) = find_shared_text(whole(passage), CopyText(broken, [Span(0, len(broken))], [repair]))
    assert (found.b_start, found.b_end) == (0, len(broken))


def held(holders: Iterable[Iterable[int]]) -> Holders:
    """Say for fingerprint after fingerprint who has it."""
    pairs = [(mark, report) for mark, reports in enumerate(holders) for report in reports]
    return gather_holders(*np.array(pairs, dtype=np.int64).T)


def test_boilerplate_pairs_nobody() -> None:
    """What more reports have than the bound is left out; just within, it counts for less."""
    most, rare = COPYING.most_holders, COPYING.rare_holders
    strangers = lambda one, other: True  # noqa: E731
    assert pair_holders(held([range(most + 1)] * 50), strangers) == []
    assert pair_holders(held([range(rare + 1)] * 4), strangers) == []
    assert len(pair_holders(held([range(rare + 1)] * 12), strangers)) == (rare + 1) * rare // 2
    assert pair_holders(held([(1, 2)] * 3), strangers) == [(1, 2)]
    assert pair_holders(held([(1, 2)] * 3), lambda one, other: False) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(25, 60), st.integers(0, 40), st.integers(0, 40))
def test_every_passage_of_25_words_is_found(seed: int, size: int, before: int, after: int) -> None:
    """Wherever it stands, a passage of 25 words or more is found, the same from both sides."""
    passage = invent(size, seed)
    a = f"{invent(before, seed + 1)} {passage} {invent(after, seed + 2)}"
    b = f"{invent(after, seed + 3)} {passage} {invent(before, seed + 4)}"
    (found,) = find_shared_text(whole(a), whole(b))
    assert passage in a[found.a_start : found.a_end]
    (turned,) = find_shared_text(whole(b), whole(a))
    assert (turned.a_start, turned.a_end, turned.words) == (found.b_start, found.b_end, found.words)
