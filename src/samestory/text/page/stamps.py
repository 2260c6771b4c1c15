"""Stamps: lines that say who wrote a report and when it appeared, which are no sentences of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samestory.lexicon.stamps import StampWords, load_stamp_words
from samestory.text.times.dates import find_dates
from samestory.text.times.foreign_days import find_foreign_day

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
# A line of more words that ends as a sentence is one.
_MAX_ENDED_WORDS = 8
_TOKEN = re.compile(r"[^\W_]+(?:[.'’:/-][^\W_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NUMERIC_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$")
_CLOCK = re.compile(r"\d{1,2}[:h]\d\d(?::\d\d)?(?:am|pm)?$|\d{1,2}(?:\.\d\d)?(?:am|pm)$")
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?$")
# What a stamp must have: a byline's first word, or a figure or an 'ago' somewhere.
_TIMED = re.compile(r"\d|\bago\b")
_MAX_FOREIGN_CHARS, _MAX_BESIDE_CHARS = 80, 36
_FIGURES = re.compile(r"\d{4}")
_SENTENCE_END = re.compile(r"[!?]$|(?<![ap]\.m)(?<!\b[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class _Words:
    """A line's words, those that say nothing of its time, and whether it names a day or an hour."""

    tokens: list[str]
    others: list[str]
    dated: bool


def is_stamp(line: str) -> bool:
    """Tell a byline, or a 'Published' with its day: a stamp wherever it stands.

    >>> is_stamp("By Ann Lee, staff writer"), is_stamp("Updated 3:15 pm"), is_stamp("By Monday it went.")
    (True, True, False)
    """
    words = load_stamp_words()
    if words.opening.match(line) is None:
        return False
    read = _read(line, words)
    return read is not None and (_is_byline(read, words) or _is_dated(line, read, words))


def is_day_line(line: str) -> bool:
    """Tell a line that is a day or an hour with little else, a stamp at the head or foot of a page.

    >>> is_day_line("Tuesday, 3 March 2020 - 8:15 p.m."), is_day_line("Storm of 3 March 2020 kills nine")
    (True, False)
    """
    words = load_stamp_words()
    read = _read(line, words)
    if read is None or not read.dated or len(read.others) > _MAX_OTHER_WORDS:
        return _is_foreign_day(line)
    return _are_names(read.others, words) or _is_foreign_day(line)


def _is_foreign_day(line: str) -> bool:
    """Tell a line in another language that is a day with little else: 'Publié le', an hour."""
    if len(line) > _MAX_FOREIGN_CHARS or _FIGURES.search(line) is None or line[-1] in ".!?:":
        return False
    found = find_foreign_day(line)
    if found is None or len(line) - (found[2] - found[1]) > _MAX_BESIDE_CHARS:
        return False
    # What reads as English is judged as English: 'Storm of 3 May 2020 kills nine'.
    return not any(mention.is_full for mention in find_dates(line))


def is_label(line: str) -> bool:
    """Tell one to three capitalised words, as of a writer or a town under a headline."""
    tokens = _TOKEN.findall(line)
    named = all(token[0].isupper() and token.isalpha() for token in tokens)
    return 0 < len(tokens) <= _MAX_LABEL_WORDS and named and ":" not in line


def _read(line: str, words: StampWords) -> _Words | None:
    """Read a line as words, or not at all where it is too long or has neither writer nor time."""
    opening = _TOKEN.search(line)
    if len(line) > _MAX_CHARS or opening is None:
        return None
    if opening.group().lower() not in words.by and _TIMED.search(line) is None:
        return None
    tokens = _TOKEN.findall(line)
    if len(tokens) > _MAX_ENDED_WORDS and _SENTENCE_END.search(line):
        return None
    others = [token for token in tokens if not _is_of_time(token, words)]
    return _Words(tokens, others, _names_time(tokens, words))


def _is_byline(read: _Words, words: StampWords) -> bool:
    if read.tokens[0].lower() not in words.by or len(read.tokens) > _MAX_BYLINE_WORDS:
        return False
    return len(read.others) > 1 and _are_names(read.others[1:], words)


def _is_dated(line: str, read: _Words, words: StampWords) -> bool:
    """Tell a line that 'Published' or its like opens and that names a time, and little else."""
    opened = not words.cues.isdisjoint(token.lower() for token in read.tokens[:2])
    if not (opened and read.dated) or read.others[:1] == read.tokens[:1]:
        return False
    if read.others and _HEADED.search(line):
        return False
    return len(read.others) <= 2 * _MAX_OTHER_WORDS and _are_names(read.others, words)


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
