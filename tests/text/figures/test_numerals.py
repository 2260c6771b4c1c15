"""Numbers off a row of words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.text.figures.amounts import read_amount
from samestory.text.figures.numerals import read_numeral


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("1,234", 1234, 1234),
        ("3bn", 3000000000, 3000000000),
        ("twenty - one people", 21, 21),
        ("half a dozen eggs", 6, 6),
        ("two and a half million", 2500000, 2500000),
        ("several hundred", 300, None),
        ("tens of thousands of", 20000, None),
        ("14,000–18,000", 14000, 18000),
    ],
)
def test_reads_digits_words_scales_and_vague_counts(words: str, low: int, high: int | None) -> None:
    """The longest number that starts there is read."""
    numeral = read_numeral(words.split(), 0)
    assert numeral is not None
    assert (numeral.low, numeral.high) == (low, high)


@pytest.mark.parametrize("words", ["2007–08", "0430", "people", "5–4", "1st"])
def test_reads_no_number_where_there_is_none(words: str) -> None:
    """Year ranges, clocks, scores and ordinals are no numbers."""
    assert read_numeral(words.split(), 0) is None


@pytest.mark.parametrize(
    ("words", "at", "first", "low", "high"),
    [
        ("up to an estimated 300", 4, 0, None, 300),
        ("rose from 5 to 7", 2, 2, 5, 5),
        ("from 5 to 7 people", 1, 0, 5, 7),
        ("5 to 7 million", 0, 0, 5000000, 7000000),
        ("50 or more", 0, 0, 50, None),
        ("nearly half of the 2,000", 4, 0, None, 1000),
    ],
)
def test_reads_bounds_ranges_and_shares(
    words: str, at: int, first: int, low: int | None, high: int | None
) -> None:
    """What stands before and behind a number says what it allows."""
    amount = read_amount(words.split(), at)
    assert amount is not None
    assert (amount.first, amount.low, amount.high) == (first, low, high)


@given(
    st.lists(
        st.sampled_from(
            [
                "two",
                "hundred",
                "and",
                "a",
                "half",
                "million",
                "3",
                ",",
                "-",
                "of",
                "the",
                "dozen",
                "at",
                "least",
                "1,000",
                "$",
                "m",
            ]
        ),
        max_size=12,
    )
)
def test_never_runs_out_of_the_words(words: list[str]) -> None:
    """Whatever the words, an amount lies inside them and its bounds are in order."""
    for at in range(len(words)):
        amount = read_amount(words, at)
        if amount is not None:
            assert 0 <= amount.first <= at < amount.last <= len(words)
            assert amount.low is None or amount.high is None or Decimal(0) <= amount.low <= amount.high
