"""What looks like a figure and is none: dates, clock times, years, scores, addresses, parts of names."""

from __future__ import annotations

from collections.abc import Container, Sequence

from samestory.lexicon.casualties import load_casualty_words
from samestory.lexicon.figures import FigureWords, load_figure_words
from samestory.records import Token
from samestory.text.figures.amounts import Amount
from samestory.text.figures.counted import Noun
from samestory.text.figures.numerals import HYPHENS

_NUMBERED = frozenset(("number", "no", "no.", "day", "chapter", "phase", "part"))
MAX_AGE_YEARS = 115
MAX_AGE_LIST_WORDS = 12
FIRST_YEAR, LAST_YEAR = 1000, 2150
_PARTS = frozenset(
    (
        "thirds", "third", "fifths", "fifth", "quarters", "quarter", "tenths", "sixths", "eighths", "halves"
    )
)  # fmt: skip
_AFTER_AGE = frozenset(
    (",", ".", ")", "and", ";", "of", "who", "was", "were", "is", "-", "–", "—", "or", "are")
)


def is_age(tokens: Sequence[Token], amount: Amount, stop: int) -> bool:
    """Tell whether the amount is somebody's age: '18-year-old', 'aged 34', 'Anna Weiss, 19,'."""
    following = [token.text.lower() for token in tokens[amount.last : min(stop, amount.last + 6)]]
    bare = [word for word in following if word not in HYPHENS]
    # 'Two females, 12 and 16 years of age.'
    listed = bare[:1] == ["and"] and bare[1:2] and bare[1].isdigit()
    if _tells_age(bare[2:] if listed else bare):
        return True
    first = amount.first
    before = tokens[first - 1] if first else None
    if before is None or amount.low is None or amount.high is None or amount.high > MAX_AGE_YEARS:
        return False
    if before.text.lower() in ("aged", "age", "ages") or _ends_list_of_ages(tokens, first):
        return True
    if (
        before.text.lower() in ("is", "was", "turned", "be", "were")
        and amount.last - amount.first == 1
        and amount.digits
    ):
        return (
            bool(following)
            and following[0] in _AFTER_AGE
            and first >= 2
            and tokens[first - 2].pos in ("PRON", "PROPN")
        )
    if before.text not in (",", "(") or first < 2 or amount.bound or not _is_one_person(tokens[first - 2]):
        return False
    after = following[0] if following else "."
    return (
        after in _AFTER_AGE
        # 'Of those who left Holm, 90 are still away.'
        and after != "are"
        and amount.last - amount.first == 1
        and amount.digits
        and not _is_place(tokens, first - 2)
    )


def _is_one_person(token: Token) -> bool:
    """'Anna Weiss, 19, …', 'a male, 19, and two females'."""
    return token.pos == "PROPN" or (token.tag == "NN" and token.lemma in load_figure_words().one_counts)


def _tells_age(words: Sequence[str]) -> bool:
    """'-year-old', 'years of age', 'months old'."""
    years = words[:1] and words[0] in ("year", "years", "month", "months", "yr", "week", "weeks", "day")
    aged = (words[1:2] and words[1] in load_figure_words().aged) or words[1:3] == ["of", "age"]
    return bool(years and aged)


def _ends_list_of_ages(tokens: Sequence[Token], at: int) -> bool:
    """'Ages 15, 18 and 22': every number of the list is an age."""
    for back in range(at - 1, max(-1, at - 1 - MAX_AGE_LIST_WORDS), -1):
        word = tokens[back].text.lower()
        if word in ("ages", "aged"):
            return back < at - 1
        if not (word.isdigit() or word in (",", "and", "to", "-")):
            return False
    return False


def _is_place(tokens: Sequence[Token], at: int) -> bool:
    """Months and weekdays stand before a comma and a number too ('Sunday, 12 …')."""
    return tokens[at].text.lower().rstrip(".") in load_figure_words().months


def is_figure(
    tokens: Sequence[Token],
    amount: Amount,
    noun: Noun | None,
    *,
    bounds: tuple[int, int],
    dated: Container[int],
) -> bool:
    """Tell whether an amount that is no age is a figure at all.

    `bounds` is its sentence; `dated` holds the tokens that the recogniser takes for dates and times.
    """
    if amount.kind != "count":
        return True
    lexicon = load_figure_words()
    named = tokens[noun.at].text.lower() if noun else ""
    solid = named in load_casualty_words().people or named in lexicon.measures
    if named in lexicon.durations or (amount.number in dated and not solid):
        return False
    if _is_time(tokens, amount, lexicon, bounds) or _is_year(tokens, amount, solid):
        return False
    if _is_glued(tokens, amount, bounds) or (not solid and _is_part_of_name(tokens, amount, noun, bounds)):
        return False
    if amount.last - amount.number == 1 and tokens[amount.number].text.lower() == "one":
        return _one_counts(tokens, amount, noun, lexicon, bounds)
    return True


def _is_time(
    tokens: Sequence[Token], amount: Amount, lexicon: FigureWords, bounds: tuple[int, int]
) -> bool:
    before = tokens[amount.number - 1] if amount.number > bounds[0] else None
    after = tokens[amount.last].text.lower() if amount.last < bounds[1] else ""
    if after in ("'s", "’s") and amount.digits and tokens[amount.last].start == tokens[amount.last - 1].end:
        return True
    if after in lexicon.clock or (after == "'" and amount.digits):
        return True
    months = [token for token in (before, *tokens[amount.last : min(bounds[1], amount.last + 1)]) if token]
    if any(
        t.text.lower().rstrip(".") in lexicon.months and t.text[0].isupper() and t.pos == "PROPN"
        for t in months
    ):
        return True
    glued = before is not None and before.text in ("/", ":") and before.end == tokens[amount.number].start
    return (
        after == "/"
        or glued
        or (after == ":" and amount.digits and _is_digit(tokens, amount.last + 1, bounds))
    )


def _is_digit(tokens: Sequence[Token], at: int, bounds: tuple[int, int]) -> bool:
    return at < bounds[1] and tokens[at].text[:1].isdigit()


def _is_year(tokens: Sequence[Token], amount: Amount, solid: bool) -> bool:
    text = tokens[amount.number].text
    if not (text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
        return False
    before = tokens[amount.number - 1].text.lower() if amount.number else ""
    if amount.bound in ("least", "most", "about") and solid:
        return False
    return not solid or before in ("in", "since", "until", "of", "from", "by", "'s", "’s", "late", "early")


def _is_glued(tokens: Sequence[Token], amount: Amount, bounds: tuple[int, int]) -> bool:
    """Scores, telephone numbers, 'COVID-19', 'two-thirds', 'one-on-one', '50-50', 'No. 3', '#3'."""
    number, last = amount.number, amount.last
    if number > bounds[0] and tokens[number - 1].end == tokens[number].start:
        sign = tokens[number - 1].text
        if sign in HYPHENS and not (number - 2 >= bounds[0] and amount.bound == "range"):
            return True
        if sign in ("#", "@", "/", "."):
            return True
    if last + 1 < bounds[1] and tokens[last].text in HYPHENS and tokens[last].start == tokens[last - 1].end:
        joined = tokens[last + 1].text.lower()
        digits = joined[:1].isdigit()
        return (
            digits
            or joined in _PARTS
            or joined in ("on", "one", "to", "half", "way", "fold", "hand", "time", "and", "star", "minute")
        )
    return last < bounds[1] and tokens[last].text.lower() in _PARTS


def _is_part_of_name(
    tokens: Sequence[Token], amount: Amount, noun: Noun | None, bounds: tuple[int, int]
) -> bool:
    """'Flight 93', 'No. 3', '(2)', '911', '12 Elm Street', '1 of 2'; a bounded figure never is one."""
    if amount.bound in ("least", "most", "about", "vague", "share"):
        return False
    before = tokens[amount.number - 1] if amount.number > bounds[0] else None
    after = tokens[amount.last].text if amount.last < bounds[1] else ""
    word = before.text.lower() if before is not None else ""
    digits = tokens[amount.number].text[0].isdigit()
    numbered = word in _NUMBERED or (digits and word in load_figure_words().labels)
    listed = amount.number == bounds[0] and after in (".", ")")
    if numbered or listed or _is_slide(tokens, amount, bounds):
        return True
    uncounted = noun is None and before is not None and (before.pos == "PROPN" or word == "(")
    return digits and (uncounted or amount.low == 911 or _is_address(tokens, amount, bounds))


def _is_slide(tokens: Sequence[Token], amount: Amount, bounds: tuple[int, int]) -> bool:
    """'1 of 2' in a caption, '0 1,575' in a row of counters: digits alone, with nothing counted."""
    near = (
        tokens[max(bounds[0], amount.first - 2) : amount.first],
        tokens[amount.last : min(bounds[1], amount.last + 2)],
    )
    left, right = ([token.text.lower() for token in part] for part in near)
    of_right = right[:1] == ["of"] and right[1:2] and right[1].isdigit() and len(right[1]) < 3
    of_left = left[-1:] == ["of"] and left[:1] and left[0].isdigit()
    alone = len(left) + len(right) == 0 or all(word[:1].isdigit() for word in (*left, *right))
    return bool(of_right or of_left or alone) and amount.first - bounds[0] <= 2


def _is_address(tokens: Sequence[Token], amount: Amount, bounds: tuple[int, int]) -> bool:
    following = tokens[amount.last : min(bounds[1], amount.last + 5)]
    if following and following[0].text.lower() == "block":
        return True
    for place, token in enumerate(following):
        if not token.text[:1].isupper():
            return False
        if place and token.text.lower() in load_figure_words().streets:
            return True
    return False


def _one_counts(
    tokens: Sequence[Token],
    amount: Amount,
    noun: Noun | None,
    lexicon: FigureWords,
    bounds: tuple[int, int],
) -> bool:
    """'One' counts people, harm and measures; 'one day', 'one another' and 'no one' count nothing."""
    before = tokens[amount.number - 1].text.lower() if amount.number else ""
    if before in ("no", "any", "every", "each", "another", "which", "this", "that", "the"):
        return False
    if noun is None:
        # 'One dead', 'killing one', 'one was wounded'.
        near = [t.text.lower() for t in tokens[amount.last : min(bounds[1], amount.last + 3)]]
        word = next((w for w in near if w not in ("was", "is", "were", "has", "been", "person")), "")
        return word in load_casualty_words().states or (
            before.endswith(("ing", "ed", "s"))
            and tokens[amount.number - 1].lemma in load_casualty_words().suffered
        )
    token = tokens[noun.at]
    named = token.text.lower()
    people = named in load_casualty_words().people or token.lemma in lexicon.one_counts
    people = people or named in lexicon.measures
    return people or (
        token.pos == "PROPN"
        and noun.at == amount.last
        and token.text.lower().endswith(("an", "ese", "ish"))
    )
