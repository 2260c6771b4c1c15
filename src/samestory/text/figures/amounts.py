"""Reading an amount: a number with what bounds, shares or denominates it. Pure; knows no report."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from samestory.lexicon.figures import FigureWords, load_figure_words
from samestory.text.figures.numerals import HYPHENS, Numeral, read_numeral

AmountKind = Literal["count", "money", "percent"]

# Two figures joined by 'or' are one estimate only if they lie near each other ('two or three').
MAX_OR_RATIO = 3
# 'At least about an estimated 50': no writer stacks more.
MAX_STACKED_BOUNDS = 4
# So many pounds are money, not a weight.
MANY_POUNDS = 1_000_000
# Words that stand between a share and its whole: 'half of the 2,000'.
_ARTICLES = frozenset(("the", "its", "their", "his", "her", "our", "those", "these"))
_MOST = (("most",), ("the", "majority"), ("a", "majority"), ("the", "bulk"), ("majority",))
# After these, 'from 5 to 7' is a change and not a range.
_CHANGES = frozenset(
    (
        "rise", "rose", "risen", "rising", "grow", "grew", "growing", "grown", "fall", "fell", "fallen",
        "falling", "drop", "dropped", "dropping", "increase", "increased", "increasing", "climb", "climbed",
        "jump", "jumped", "decline", "declined", "go", "went", "gone", "revised", "raised", "lowered",
        "cut", "reduced", "reducing", "soared", "surged", "swelled", "up", "down"
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read off `words[first:last]`; `number` is where its numeral begins.

    `low` and `high` are what it allows, None where open. `bound` is what made it so ('least',
    'most', 'about', 'range', 'vague', 'share'), '' for a bare number. `unit` is a currency.
    """

    first: int
    last: int
    number: int
    low: Decimal | None
    high: Decimal | None
    kind: AmountKind = "count"
    unit: str = ""
    bound: str = ""
    approximate: bool = False
    digits: bool = False


def read_amount(words: Sequence[str], at: int, *, loose: Container[int] = ()) -> Amount | None:
    """Read the amount whose numeral starts at `words[at]`.

    `words` are a sentence's folded tokens. `loose` holds the places of words such as 'over' and
    'about' that the parse takes for prepositions of another phrase: they bound nothing.

    >>> read_amount("half of the 2,000 troops".split(), 3).high
    Decimal('1000')
    """
    lexicon = load_figure_words()
    numeral = read_numeral(words, at)
    if numeral is None:
        return None
    amount = _with_range(_plain(numeral), numeral, words)
    amount = _with_money(amount, words, lexicon)
    amount = _with_percent(amount, words, lexicon)
    amount = _with_bound_after(amount, numeral, words, lexicon)
    amount = _with_bounds(amount, words, lexicon, loose)
    return _with_share(amount, words, lexicon, loose)


def _plain(numeral: Numeral) -> Amount:
    bound = "" if numeral.high is not None and numeral.low == numeral.high else "vague"
    if numeral.high is not None and numeral.low < numeral.high:
        bound = "range"
    return Amount(
        numeral.first,
        numeral.last,
        numeral.first,
        numeral.low,
        numeral.high,
        bound=bound,
        digits=numeral.digits,
    )


def _with_range(amount: Amount, numeral: Numeral, words: Sequence[str]) -> Amount:
    """Take in the other end: 'between 5 and 7', '5 to 7', '5 or 6', '5 - 7 million'."""
    end = amount.last
    if amount.bound or end + 1 >= len(words) or amount.low is None:
        return amount
    link, before = words[end], words[amount.first - 1] if amount.first else ""
    # '$5 to $10' and '12- to 27-year-olds': the sign and the hyphen stand between.
    second = end + 1
    while second < len(words) - 1 and words[second] in load_figure_words().money_signs:
        second += 1
    other = read_numeral(words, second)
    if other is None or other.high is None or not (link in ("and", "to", "or") or link in HYPHENS):
        return amount
    low, high = amount.low, other.high
    if other.scale > 1 and numeral.scale == 1 and low < 1000:
        low *= other.scale
    between = before == "between" and link == "and"
    changes = (
        before == "from"
        and amount.first > 1
        and _CHANGES & set(words[max(0, amount.first - 5) : amount.first])
    )
    near = link == "or" and high <= low * MAX_OR_RATIO
    if low >= high or changes or not (between or near or link == "to" or link in HYPHENS):
        return amount
    if link in HYPHENS and not (numeral.digits and other.digits):
        return amount
    first = amount.first - 1 if between or before == "from" else amount.first
    return replace(amount, first=first, last=other.last, low=low, high=high, bound="range")


def _with_money(amount: Amount, words: Sequence[str], lexicon: FigureWords) -> Amount:
    before = amount.number - 1
    if before >= 0 and words[before] in lexicon.money_signs:
        name = lexicon.money_signs[words[before]]
        first = min(before, amount.first)
        if first and words[first - 1] in ("us", "u.s."):
            first -= 1
        return replace(amount, first=first, kind="money", unit=name)
    last = amount.last
    if last + 1 < len(words) and words[last] in lexicon.money_of and words[last + 1] in lexicon.money_names:
        # 'Swiss francs', 'US dollars'.
        unit = f"{words[last]} {words[last + 1]}"
        return replace(amount, last=last + 2, kind="money", unit=unit)
    if amount.bound == "vague" and last + 1 < len(words) and words[last] in HYPHENS and (
        words[last + 1] in lexicon.money_names
    ):  # fmt: skip
        # 'A multimillion-dollar loan'.
        return replace(amount, last=last + 2, kind="money", unit=words[last + 1])
    if last < len(words) and (
        words[last] in lexicon.money_names
        # Nothing weighs millions of pounds; what costs them is told daily.
        or (words[last] == "pounds" and amount.low is not None and amount.low >= MANY_POUNDS)
    ):
        return replace(amount, last=last + 1, kind="money", unit=words[last])
    return amount


def _with_percent(amount: Amount, words: Sequence[str], lexicon: FigureWords) -> Amount:
    for length in (2, 1):
        phrase = tuple(words[amount.last : amount.last + length])
        # At the end of a sentence a slice of two is one word.
        if len(phrase) == length and phrase in lexicon.percent:
            return replace(amount, last=amount.last + length, kind="percent", unit="percent")
    return amount


def _with_bound_after(
    amount: Amount, numeral: Numeral, words: Sequence[str], lexicon: FigureWords
) -> Amount:
    if numeral.open_end and amount.bound == "":
        return replace(amount, high=None, bound="least")
    for length in (2, 1):
        phrase = tuple(words[amount.last : amount.last + length])
        kind = lexicon.bounds_after.get(phrase) if len(phrase) == length else None
        if kind is None or amount.bound:
            continue
        # 'Plus' and 'at least' belong to what follows unless the figure ends its phrase there.
        return _bounded(replace(amount, last=amount.last + length), kind)
    return amount


def _bounded(amount: Amount, kind: str) -> Amount:
    if kind == "plain":
        return amount
    if kind == "about":
        return replace(amount, approximate=True, bound=amount.bound or "about")
    if amount.bound in ("least", "most"):
        return amount
    if kind == "least":
        high = None if amount.low is not None else amount.high
        return replace(amount, high=high, bound="least")
    top = amount.high if amount.high is not None else amount.low
    return replace(amount, low=None, high=top, bound="most")


def _with_bounds(
    amount: Amount, words: Sequence[str], lexicon: FigureWords, loose: Container[int]
) -> Amount:
    """Take in the bounds that stand before, innermost first: 'up to an estimated 300'."""
    for _ in range(MAX_STACKED_BOUNDS):
        for length in range(min(lexicon.longest_bound, amount.first), 0, -1):
            start = amount.first - length
            kind = lexicon.bounds.get(tuple(words[start : amount.first]))
            if kind is not None and start not in loose:
                amount = _bounded(replace(amount, first=start), kind)
                break
        else:
            return amount
    return amount


def _with_share(
    amount: Amount, words: Sequence[str], lexicon: FigureWords, loose: Container[int]
) -> Amount:
    """Take in a share of the figure: 'half of the 2,000', 'most of the approximately 2,000'."""
    at = amount.first
    at -= 1 if at and words[at - 1] in _ARTICLES else 0
    article = at < amount.first
    at -= 1 if at and words[at - 1] == "of" else 0
    if amount.kind != "count" or not article or amount.high is None or amount.low is None:
        return amount
    for length in range(min(2, at), 0, -1):
        phrase = tuple(words[at - length : at])
        if phrase in _MOST:
            # More than half, and a newsroom's 'most' never means fewer.
            over_half = (amount.low / 2).to_integral_value(ROUND_FLOOR) + 1
            return replace(amount, first=at - length, low=over_half, bound="share")
        if phrase in lexicon.shares:
            share = lexicon.shares[phrase]
            part = amount.high * share.numerator / share.denominator
            amount = replace(amount, first=at - length, low=part, high=part, bound="")
            return _with_bounds(replace(amount, bound=""), words, lexicon, loose)
    return amount
