"""Stamps: lines that say who wrote a report and when it appeared, which are no sentences of it."""

from __future__ import annotations

import re

from samestory.lexicon.stamps import StampWords, load_stamp_words

# 'Published: 09:14, 3 February 2021 | Updated: 11:02, 3 February 2021' is about as long as they come.
_MAX_CHARS = 180
# A byline with the names, roles and towns of three writers.
_MAX_BYLINE_WORDS = 25
# Beside a day: a town, a section, a writer. Headlines that carry a day have more.
_MAX_OTHER_WORDS = 3
# 'Updated 2:35 pm: A Day Of Waiting': a heading of a running report, not its stamp.
_HEADED = re.compile(r"[a-z.]:?\s[A-Z].*[:.?!]$|[:?!]$")
# A line under the headline of so few names is the writer's or the town's.
_MAX_LABEL_WORDS = 3
_TOKEN = re.compile(r"[^\W_]+(?:[.'’:/-][^\W_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NUMERIC_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$")
_CLOCK = re.compile(r"\d{1,2}[:h]\d\d(?::\d\d)?(?:am|pm)?$|\d{1,2}(?:\.\d\d)?(?:am|pm)$")
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?$")
# What a stamp must have: a byline's first word, or a figure or an 'ago' somewhere.
_TIMED = re.compile(r"\d|\bago\b")
_SENTENCE_END = re.compile(r"[!?]$|(?<![ap]\.m)(?<!\b[A-Z])\.$")


def is_stamp(line: str) -> bool:
    """Tell a byline, or a 'Published' with its day: a stamp wherever it stands.

    >>> is_stamp("By Ann Lee, staff writer"), is_stamp("Updated 3:15 pm"), is_stamp("By Monday it went.")
    (True, True, False)
    """
    return _reads_as(line, load_stamp_words(), cued=True)


def is_day_line(line: str) -> bool:
    """Tell a line that is a day or an hour with little else, a stamp at the head or foot of a page.

    >>> is_day_line("Tuesday, 3 March 2020 - 8:15 p.m."), is_day_line("Storm of 3 March 2020 kills nine")
    (True, False)
    """
    return _reads_as(line, load_stamp_words(), cued=False)


def is_label(line: str) -> bool:
    """Tell one to three capitalised words, as of a writer or a town under a headline."""
    tokens = _TOKEN.findall(line)
    named = all(token[0].isupper() and token.isalpha() for token in tokens)
    return 0 < len(tokens) <= _MAX_LABEL_WORDS and named and ":" not in line


def _reads_as(line: str, words: StampWords, *, cued: bool) -> bool:
    if len(line) > _MAX_CHARS:
        return False
    opening = _TOKEN.search(line)
    first = opening.group().lower() if opening else ""
    if first not in words.by and _TIMED.search(line) is None:
        return False
    tokens = _TOKEN.findall(line)
    if len(tokens) > 8 and _SENTENCE_END.search(line):
        return False
    if cued and first not in words.by and not words.cues.intersection(map(str.lower, tokens[:2])):
        return False
    others = [token for token in tokens if not _is_of_time(token, words)]
    dated = _names_time(tokens, words)
    if cued:
        if first in words.by:
            return len(others) > 1 and len(tokens) <= _MAX_BYLINE_WORDS and _are_names(others[1:], words)
        opened = first in words.cues or tokens[min(1, len(tokens) - 1)].lower() in words.cues
        if not (opened and dated) or others[0:1] == tokens[0:1]:
            return False
        if others and _HEADED.search(line):
            return False
        return sum(
            token.lower() not in words.by for token in others
        ) <= 2 * _MAX_OTHER_WORDS and _are_names(others, words)
    return dated and len(others) <= _MAX_OTHER_WORDS and _are_names(others, words)


def _is_of_time(token: str, words: StampWords) -> bool:
    low = token.lower().rstrip(".")
    return low in words.time or low in words.cues or low in words.calendar or _is_figure(low)


def _is_figure(low: str) -> bool:
    return any(form.match(low) for form in (_NUMBER, _YEAR, _NUMERIC_DAY, _CLOCK))


def _names_time(tokens: list[str], words: StampWords) -> bool:
    """Tell whether a line has a day of a month, a day in figures, a clock time, or 'ago'."""
    low = [token.lower() for token in tokens]
    if any(_NUMERIC_DAY.match(token) or _CLOCK.match(token) for token in low) or "ago" in low:
        return True
    month = not words.months.isdisjoint(low)
    return month and any(_NUMBER.match(token) or _YEAR.match(token) for token in low)


def _are_names(tokens: list[str], words: StampWords) -> bool:
    return all(_is_name(token) or token.lower() in words.beside for token in tokens)


def _is_name(token: str) -> bool:
    return token[0].isupper() or token[0].isdigit()
