"""Reading a number off a row of words: digits, words, scales, vague counts. Pure; knows no report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from samestory.lexicon.figures import FigureWords, load_figure_words

# 1,234 · 12,34,567 · 1234 · 0.5 · 3bn · 50+. A leading zero is a clock, a code or a telephone.
_DIGITS = re.compile(
    r"(\d{1,3}(?:,\d{3}){1,5}|\d{1,2}(?:,\d\d){1,4},\d{3}|0|[1-9]\d{0,14})(\.\d{1,6})?([a-z]{1,2})?([+-])?"
)
_RANGE = re.compile(r"(\d[\d,.]{0,18})[-–—](\d[\d,.]{0,18})")
_FRACTION = re.compile(r"(\d)/([23458]|10|16)")
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
# '10 000': groups of three.
THOUSANDS_DIGITS = 3
HYPHENS = frozenset("-‐‑–—")
# A figure of more digits than this is a code.
MILLION = 10**6
MAX_VALUE = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read off `words[first:last]`.

    `high` is None where it is only a least ('dozens'). `open_end`: a plus sign stands on it.
    `scale` is the scale word's value, 1 without one; `digits` that it is written in digits.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal | None
    digits: bool = False
    scale: int = 1
    open_end: bool = False


def read_numeral(words: Sequence[str], at: int) -> Numeral | None:
    """Read the longest number that starts at `words[at]`; words are folded tokens.

    >>> read_numeral("two hundred and six people".split(), 0).low
    Decimal('206')
    >>> read_numeral("several hundred".split(), 0).high is None
    True
    """
    lexicon = load_figure_words()
    for reader in (_read_vague, _read_halves, _read_range, _read_digits, _read_words):
        numeral = reader(words, at, lexicon)
        if numeral is not None:
            return numeral if numeral.low < MAX_VALUE else None
    return None


def _read_digits(words: Sequence[str], at: int, lexicon: FigureWords) -> Numeral | None:
    match = _DIGITS.fullmatch(words[at])
    if not match:
        return _read_fraction(words, at, lexicon)
    whole, fraction, suffix, sign = match.groups()
    scale = _suffix_scale(suffix, words, at, lexicon)
    if scale is None:
        return None
    mixed = (
        _read_mixed(words, at, lexicon) if whole.isdigit() and not (fraction or suffix or sign) else None
    )
    if mixed is not None:
        return mixed
    value = Decimal(whole.replace(",", "") + (fraction or "")) * scale
    numeral = Numeral(at, at + 1, value, value, digits=True, scale=scale, open_end=sign == "+")
    return numeral if suffix or sign else _scaled(numeral, words, lexicon)


def _suffix_scale(suffix: str | None, words: Sequence[str], at: int, lexicon: FigureWords) -> int | None:
    """The scale of letters written onto digits, '$5m' and '$10B' too; None where they are no scale."""
    if not suffix:
        return 1
    if suffix in lexicon.money_suffixes and at and _is_money(words[at - 1], lexicon):
        return lexicon.money_suffixes[suffix]
    return lexicon.suffixes.get(suffix)


def _read_fraction(words: Sequence[str], at: int, lexicon: FigureWords) -> Numeral | None:
    """'1/4 mile': a fraction only before a unit of measure; elsewhere it is a date or a score."""
    value = _fraction(words[at])
    measured = at + 1 < len(words) and words[at + 1] in lexicon.measures
    return Numeral(at, at + 1, value, value, digits=True) if value is not None and measured else None


def _read_mixed(words: Sequence[str], at: int, lexicon: FigureWords) -> Numeral | None:
    """'10 1/2 miles', and '10 000 dollars' where thousands are parted by a space."""
    following = words[at + 1] if at + 1 < len(words) else ""
    fraction = _fraction(following)
    if fraction is not None:
        value = Decimal(words[at]) + fraction
        return Numeral(at, at + 2, value, value, digits=True)
    last = at + 1
    while last < len(words) and len(words[last]) == THOUSANDS_DIGITS and words[last].isdigit():
        last += 1
    unit = words[last] if last < len(words) else ""
    counted = unit in lexicon.money_names or unit in lexicon.measures
    if last == at + 1 or len(words[at]) > THOUSANDS_DIGITS or not counted:
        return None
    value = Decimal("".join(words[at:last]))
    return Numeral(at, last, value, value, digits=True)


def _fraction(word: str) -> Decimal | None:
    """The value of '1/2', of '½'; None where a word is no proper fraction in common use."""
    match = _FRACTION.fullmatch(_SIGNS.get(word, word))
    if match is None:
        return None
    part, whole = int(match[1]), int(match[2])
    return Decimal(part) / Decimal(whole) if 0 < part < whole else None


def _read_range(words: Sequence[str], at: int, lexicon: FigureWords) -> Numeral | None:
    """Read '14,000–18,000' written as one word; '2007–08' and '5–4' are no ranges of a count."""
    match = _RANGE.fullmatch(words[at])
    if not match:
        return None
    low, high = (_read_digits((part,), 0, lexicon) for part in match.groups())
    if low is None or high is None or low.low >= high.low:
        return None
    return Numeral(at, at + 1, low.low, high.low, digits=True)


def _scaled(numeral: Numeral, words: Sequence[str], lexicon: FigureWords) -> Numeral:
    """Take in the scale words that follow: '3 million', '1.5 billion', '400 m' after a money sign."""
    last, scale = numeral.last, 1
    while last < len(words) and words[last] in lexicon.scales:
        if (
            len(words[last]) <= 2
            and words[numeral.first - 1 : numeral.first]
            and not _is_money(words[numeral.first - 1], lexicon)
        ):
            break
        if words[last] == "m" and numeral.first == 0:
            break
        scale *= lexicon.scales[words[last]]
        last += 1
    high = None if numeral.high is None else numeral.high * scale
    return replace(numeral, last=last, low=numeral.low * scale, high=high, scale=scale)


def _is_money(word: str, lexicon: FigureWords) -> bool:
    return word in lexicon.money_signs


def _read_vague(words: Sequence[str], at: int, lexicon: FigureWords) -> Numeral | None:
    for length in (3, 2, 1):
        phrase = tuple(words[at : at + length])
        if len(phrase) < length or phrase not in lexicon.vague:
            continue
        low = Decimal(lexicon.vague[phrase])
        found = Numeral(at, at + length, low, low if phrase in lexicon.exact else None)
        return _scaled(found, words, lexicon)
    # 'A few' says too little to be a figure unless a scale follows: 'a few hundred'.
    few = at + 1 if words[at] in ("a", "the") else at
    if few + 1 < len(words) and words[few] in ("few", "many") and words[few + 1] in lexicon.scales:
        return _scaled(Numeral(at, few + 1, Decimal(2), None), words, lexicon)
    return None


def _read_halves(words: Sequence[str], at: int, lexicon: FigureWords) -> Numeral | None:
    """Read 'half a million', 'a half dozen', 'a dozen', 'a hundred and six'."""
    half = _starts(words, at, ("half", "a")) or _starts(words, at, ("a", "half"))
    start = at + 2 if half else at + 1 if words[at] in ("a", "one") else at
    if start == at or start >= len(words) or len(words[start]) <= 2 or words[start] not in lexicon.scales:
        return None
    numeral = _read_words(("one", *words[start:]), 0, lexicon)
    if numeral is None or numeral.high is None:
        return None
    share = Decimal(2) if half else Decimal(1)
    last = start + numeral.last - 1
    value = numeral.low / share
    return Numeral(at, last, value, value, scale=numeral.scale)


def _starts(words: Sequence[str], at: int, phrase: tuple[str, ...]) -> bool:
    return tuple(words[at : at + len(phrase)]) == phrase


def _read_words(words: Sequence[str], at: int, lexicon: FigureWords) -> Numeral | None:
    """Add up a number in words: 'twenty-one', 'two hundred and six', 'two and a half million'."""
    total, group, last, scale = 0, _group(words, at, lexicon), at, 1
    if group is None:
        return None
    while group is not None:
        value, last = group
        halves = _starts(words, last, ("and", "a", "half"))
        last += 3 if halves else 0
        amount = Decimal(value) + (Decimal("0.5") if halves else 0)
        scale = 1
        while last < len(words) and words[last] in lexicon.scales and len(words[last]) > 2:
            scale *= lexicon.scales[words[last]]
            last += 1
        total += int(amount * scale) if scale > 1 else 0
        if scale == 1:
            return Numeral(at, last, total + amount, total + amount, scale=1)
        if scale >= MILLION and _starts(words, last, ("and", "a", "half")):
            # 'One million and a half'.
            return Numeral(
                at, last + 3, Decimal(total + scale // 2), Decimal(total + scale // 2), scale=scale
            )
        joined = last + 1 if last < len(words) and words[last] == "and" else last
        following = _group(words, joined, lexicon) if scale in (100, 1000) and joined < len(words) else None
        # 'Two hundred and three injured' might be two figures; written out, it nearly never is.
        group = following
    return Numeral(at, last, Decimal(total), Decimal(total), scale=scale)


def _group(words: Sequence[str], at: int, lexicon: FigureWords) -> tuple[int, int] | None:
    """Read a number below a hundred: its value and where it ends."""
    if at >= len(words):
        return None
    parts = [part for part in re.split("[-‐‑]", words[at]) if part]
    if len(parts) == 2 and all(part in lexicon.numerals for part in parts):
        return lexicon.numerals[parts[0]] + lexicon.numerals[parts[1]], at + 1
    value = lexicon.numerals.get(words[at])
    if value is None:
        return None
    ones = at + 2 if at + 1 < len(words) and words[at + 1] in HYPHENS else at + 1
    if value >= 20 and ones < len(words) and 0 < lexicon.numerals.get(words[ones], 0) < 10:
        return value + lexicon.numerals[words[ones]], ones + 1
    return value, at + 1
