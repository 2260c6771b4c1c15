"""What a report's own words say of the day it was written: lower bounds, likely days, anniversaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from samestory.records import Span
from samestory.text.page.stamps import is_day_line, is_stamp
from samestory.text.times.dates import (
    DateMention,
    Days,
    add_months,
    find_dates,
    resolve_mention,
    year_days,
    years_with,
)
from samestory.text.times.foreign_days import find_foreign_day

# 'will meet on Friday', 'until 2025': the day lies ahead of the writing. Looked for in the words before.
_AHEAD = re.compile(
    r"\b(?:will|would|until|till|due|scheduled|expected|expires?|deadline|planned|plans?|set to|set for|by"
    r"|through|next|upcoming|coming|ahead of|before|could|may|might"
    r"|should|if|to be held|term ends|fiscal|projected"
    r"|target|goals?|towards?)\b[^.!?:;]{0,60}$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\b(?:published|posted|updated|last (?:updated|modified)|first published|created|date|issued|released"
    r"|modified)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?P<n>one|a|two|three|four|five|ten|\d{1,2}) (?P<unit>year|month)s? (?:has|have|had) "
    r"(?:already |now )?passed since (?P<event>[^.!?\n]{5,160})",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"\b(?P<n>first|second|third|fifth|tenth|one-year|two-year) anniversary of (?P<event>[^.!?\n]{5,160})",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1, "one": 1, "first": 1, "one-year": 1, "two": 2, "second": 2, "two-year": 2, "three": 3,
    "third": 3,     "four": 4, "five": 5, "fifth": 5, "ten": 10, "tenth": 10,
}  # fmt: skip
_FOUR_FIGURES = re.compile(r"\d{4}")
_NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")
_BEFORE_CHARS = 90
# A report keeps one anniversary or two; a text made of them is no report. No sentence is longer.
_MAX_ANNIVERSARIES = 8
_MAX_FOREIGN_CHARS = 80
_SENTENCE_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class DayClue:
    """One reason for a day or a bound, with the words it rests on. None leaves a side open."""

    start: int
    end: int
    earliest: date | None
    latest: date | None
    reason: str


def read_mentions(text: str, spans: Sequence[Span]) -> list[DateMention]:
    """List the times that stretches of a text name, in order."""
    return [mention for span in sorted(spans) for mention in find_dates(text, span.start, span.end)]


def looks_ahead(text: str, mention: DateMention) -> bool:
    """Tell whether the words before a mention put it ahead of the writing."""
    return (
        _AHEAD.search(text, max(0, mention.start - _BEFORE_CHARS), mention.start) is not None
        or mention.shift == 1
    )


def find_stamp(text: str, lines: Sequence[Span]) -> DayClue | None:
    """Find a day alone in a line, in a byline or after 'Published', near the head or the foot."""
    for line in (*lines[:8], *lines[-3:]):
        # A full day has its year, in whatever figures.
        if len(line) > 120 or _FOUR_FIGURES.search(text, line.start, line.end) is None:
            continue
        stamped = is_stamp(text[line.start : line.end])
        for mention in find_dates(text, line.start, line.end):
            days = (
                resolve_mention(mention, year_days(mention.year))
                if mention.is_full and mention.year
                else None
            )
            alone = len(line) - (mention.end - mention.start) <= 30 and line.start == mention.start
            if days and (alone or stamped or _STAMP.search(text, line.start, mention.start)):
                return DayClue(mention.start, mention.end, *days, f"the report is stamped with {days[0]}")
        if (foreign := _foreign_stamp(text, line)) is not None:
            return foreign
    return None


def _foreign_stamp(text: str, line: Span) -> DayClue | None:
    """Read a line that is a day in another language, with a word and an hour at most."""
    raw = text[line.start : line.end]
    if len(raw) > _MAX_FOREIGN_CHARS or not is_day_line(raw):
        return None
    found = find_foreign_day(raw)
    if found is None:
        return None
    days, first, last = found
    return DayClue(line.start + first, line.start + last, *days, f"the report is stamped with {days[0]}")


def find_lower_bounds(text: str, mentions: Sequence[DateMention]) -> Iterator[DayClue]:
    """Find days and years that the report speaks of as past."""
    for mention in mentions:
        if mention.kind != "date" or mention.year is None or looks_ahead(text, mention):
            continue
        days = resolve_mention(mention, year_days(mention.year))
        if days is not None:
            said = text[mention.start : mention.end]
            yield DayClue(mention.start, mention.end, days[0], None, f"'{said}' is past")


def find_lead_day(
    text: str, lead: Sequence[DateMention], floor: DayClue | None, last: date | None
) -> DayClue | None:
    """Find the day of the news in the opening: a full date, or a weekday that is a day of a month.

    Without a year the weekday leaves one year in five or six; the first one that is not before what
    the report calls past is taken, for news seldom goes years without naming one.
    """
    for mention in lead:
        if mention.month is None or mention.day is None or looks_ahead(text, mention):
            continue
        said = text[mention.start : mention.end]
        if mention.is_full:
            days = resolve_mention(mention, year_days(mention.year or 1))
            if days:
                slack = 1 if mention.weekday is not None else 6
                return DayClue(
                    mention.start,
                    mention.end,
                    days[0],
                    days[1] + timedelta(days=slack),
                    f"'{said}' is the day of the news in the opening",
                )
        elif mention.weekday is not None and floor is not None and floor.earliest is not None:
            clue = _weekday_clue(text, mention, floor, last)
            if clue is not None:
                return clue
    return None


def _weekday_clue(text: str, mention: DateMention, floor: DayClue, last: date | None) -> DayClue | None:
    """Choose the year in which a day of a month falls on the weekday that the report names."""
    if floor.earliest is None or mention.month is None or mention.day is None or mention.weekday is None:
        return None
    around = (floor.earliest.year - 6, floor.earliest.year + 11)
    years = years_with(mention.month, mention.day, mention.weekday, within=around)
    days = [date(year, mention.month, mention.day) for year in years]
    days = [day for day in days if day >= floor.earliest and (last is None or day <= last)]
    if not days:
        return None
    said, listed = text[mention.start : mention.end], ", ".join(str(year) for year in years)
    past = text[floor.start : floor.end]
    return DayClue(
        mention.start, mention.end, days[0], days[0] + timedelta(days=1),
        f"'{said}' is right in {listed}; '{past}' is past; {days[0].year} is the first that fits",
    )  # fmt: skip


def find_anniversaries(text: str, mentions: Sequence[DateMention]) -> Iterator[DayClue]:
    """Find 'one year has passed since X' where the report dates X elsewhere."""
    for cue, pattern in (("passed since", _SINCE), ("anniversary of", _ANNIVERSARY)):
        # Capitals would be a headline's, which counts no years.
        for match in islice(pattern.finditer(text), _MAX_ANNIVERSARIES) if cue in text else ():
            count = _NUMBERS.get(match["n"].lower()) or int(match["n"])
            months = count * (12 if match.groupdict().get("unit", "year").lower().startswith("year") else 1)
            days = _day_of_event(text, match, mentions)
            if days is not None:
                first, last = (
                    add_months(days[0], months),
                    add_months(days[1], months + (12 if months >= 12 else 1)),
                )
                said = text[match.start() : match.end("event")]
                yield DayClue(
                    match.start(),
                    match.end(),
                    first,
                    last,
                    f"'{said}', which the report puts in {days[0]} to {days[1]}",
                )


def _day_of_event(text: str, match: re.Match[str], mentions: Sequence[DateMention]) -> Days | None:
    """Find the year of an event where the same sentence elsewhere names it by the same name."""
    names = set(_NAME.findall(match["event"]))
    best: tuple[int, Days] | None = None
    for mention in mentions:
        if mention.kind != "date" or mention.year is None or match.start() <= mention.start < match.end():
            continue
        low, high = max(0, mention.start - _SENTENCE_CHARS), min(len(text), mention.end + _SENTENCE_CHARS)
        start = max(low - 1, *(text.rfind(mark, low, mention.start) for mark in (". ", "\n")))
        ends = (text.find(mark, mention.end, high) for mark in (". ", "\n"))
        end = min((place for place in ends if place >= 0), default=high)
        shared = len(names & set(_NAME.findall(text, start + 1, end)))
        days = resolve_mention(mention, year_days(mention.year))
        if shared and days and (best is None or (shared, days[0]) > (best[0], best[1][0])):
            best = (shared, days)
    return best[1] if best else None


_RIGHTS_CUES = ("©", "opyright", "(C)", "(c)", "COPYRIGHT")
_RIGHTS_YEAR = re.compile(r"(?:©|\([Cc]\)|[Cc]opyright|COPYRIGHT)[\s©]{0,4}(?:[Bb]y )?((?:19|20)\d\d)\b")


def find_rights_year(text: str) -> tuple[int, Span] | None:
    """Find the latest year of a line about rights.

    >>> find_rights_year("Rain fell. Copyright 2018 The Wire.")
    (2018, Span(start=11, end=25))
    """
    first = min((at for cue in _RIGHTS_CUES if (at := text.find(cue)) >= 0), default=-1)
    if first < 0:
        return None
    # Rights stand at the foot; the pattern need not go over the report above them.
    matches = _RIGHTS_YEAR.finditer(text, max(0, first - 1))
    found = [(int(match[1]), Span(match.start(), match.end())) for match in matches]
    return max(found) if found else None
