"""The forms in which English news names days, months and years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from samestory.lexicon.months import AMOUNT, AMOUNTS, COUNTED, MONTH, MONTHS, SEASON, WEEKDAY, WEEKDAYS
from samestory.text.times._calendar import day_of, read_slashes

Unit = Literal["day", "week", "weekend", "month", "year"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time that a text names, in the parts it names it by; None where it does not say.

    `kind` is 'date' where calendar parts stand alone ('6 August 2019', 'March', '2014'), 'weekday'
    for a bare weekday, 'relative' for what only the day of writing can tell ('last August', 'two
    weeks ago'). `shift` is what 'last' (-1), 'this' (0), 'next' (1) or a count adds, in `unit`s.
    `part` is 'early', 'mid' or 'late' in a month or year. Weekdays count from Monday, 0.
    """

    start: int
    end: int
    kind: Literal["date", "weekday", "relative"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    part: str | None = None
    last_year: int | None = None
    last_day: int | None = None
    shift: int | None = None
    unit: Unit | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether the mention names one day without help."""
        return self.year is not None and self.month is not None and self.day is not None


_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_PART = r"early|mid|middle\sof|late|beginning\sof|start\sof|end\sof"
_OF_DAY = r"(?:\s(?:early\s|late\s)?(?:morning|afternoon|evening|night))?"
_REL = r"[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast"
_IN = r"[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom|[Ll]ate\sin"
_MENTION = re.compile(
    rf"""
    (?P<iso>\b{_YEAR}-[01]\d-[0-3]\d\b)
  | (?P<slash>(?<![\d/.])\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}\b)
  | (?:\b(?P<wd1>{WEEKDAY})(?:,\s?|\s)\(?)?                                # Tuesday, August 6th, 2019
      \b(?P<m1>{MONTH})\.?\s(?P<d1>{_DAY})\b(?![:,]\d|\s?%|\s(?:p|a)\.?m\b)
      (?:\s?[-–]\s?(?P<ld1>{_DAY})\b)?(?:,?\s?(?P<y1>{_YEAR})\b)?
  | (?:\b(?P<wd2>{WEEKDAY}),?\s)?(?:the\s)?(?<![\d.,])                      # Tuesday 6 August 2019
      \b(?P<d2>{_DAY})(?:\s?[-–]\s?(?P<ld2>{_DAY}))?
      \s(?:of\s)?(?P<m2>{MONTH})\b\.?(?:,?\s(?P<y2>{_YEAR})\b)?
  | \b(?P<rel3>{_REL})\s(?P<m3>{MONTH})\b(?!\.?\s\d)                       # last August
  | \b(?:(?P<part4>(?i:{_PART}))[\s-](?:the\s)?)?                          # late August 2019
      (?P<m4>{MONTH})\.?,?\s(?:of\s)?(?P<y4>{_YEAR})\b
  | (?:\b(?P<part5>(?i:{_PART}))[\s-](?P<last5>last\s)?|\b(?:{_IN})\s)    # end of last July, in May
      (?P<m5>{MONTH})\b(?!\.?\s\d)
  | \b(?P<rel6>{_REL}|(?:in\s)?the)\s(?P<s6>{SEASON})\b                   # last summer
      (?:\s(?:of\s)?(?P<y6>{_YEAR})\b)?
  | \b(?P<s7>{SEASON})\s(?:of\s)?(?P<y7>{_YEAR})\b                        # summer of 2019
  | \b(?P<rel8>{_REL})\s(?P<u8>weekend|week|month|year)\b                 # last month
  | \b(?P<n9>{AMOUNT})\s(?:\w+\s)?(?<!few\s)(?<!couple\s)              # three weeks ago
      (?P<u9>day|week|month|year)s?\sago\b
  | \b(?P<now>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast\snight
      |[Tt]his\s(?:morning|afternoon|evening))\b
  | \b(?:(?P<rel10>{_REL})\s)?(?P<wd10>{WEEKDAY}){_OF_DAY}\b(?!['’]s\b)   # Tuesday night
  | (?<![\d$£€\#.,/-])\b(?:(?P<part11>(?i:{_PART}))[\s-](?:the\s)?(?:year\s)?)?
      (?P<y11>{_YEAR})\b(?:\s?[-–/]\s?(?P<ly11>{_YEAR}|\d\d)\b)?          # 2007-08, end of 2018
      (?![\d%]|[.,]\d|-\d|\s(?:{COUNTED})\b)
    """,
    re.VERBOSE,
)

# Words by which a mention can be known, found first because the full pattern is slow: it is tried
# only near them. No mention begins further before a trigger of its own, or ends further after one.
_STEMS = sorted({form for name in (*MONTHS, *WEEKDAYS) for form in (name.title(), name.upper())})
# Each alternative begins with its own letter or figure: only so does the search pass over all others.
_SLASHED = "|".join(rf"{figure}[/.]\d\d?[/.]\d" for figure in range(10))
_TRIGGER = re.compile(rf"{'|'.join(_STEMS)}|19\d\d|20\d\d|{_SLASHED}")
# Words in small letters are looked for one by one, with what of them counts as the trigger.
_SMALL_TRIGGERS = (
    *((word, len(word)) for word in ("yesterday", "today", "tomorrow", "tonight")),
    *((word, len(word)) for word in ("Yesterday", "Today", "Tomorrow", "Tonight")),
    *((f"ast {word}", 4) for word in ("night", "we", "mo", "ye")),
    *((f"{first} {word}", 4) for first in ("his", "ext") for word in ("we", "mo", "ye", "ev", "af")),
)
_AGO = re.compile(r"ago\b")
_SEASONAL = re.compile(rf"(?:ast|his|ext|the) (?={SEASON})|(?:{SEASON}) (?=of \d|\d)")
_SEASONS = tuple(dict.fromkeys(season[1:] for season in SEASON.split("|")))
_BACK_CHARS, _AHEAD_CHARS = 26, 24


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Find every time that a stretch of English names, in the order of the text.

    >>> [(m.month, m.day, m.weekday) for m in find_dates("It said on Tuesday, August 6, that")]
    [(8, 6, 1)]
    """
    end = len(text) if end is None else end
    for low, high in _windows(text, start, end):
        for match in _MENTION.finditer(text, low, high):
            mention = _mention(match)
            if mention is not None:
                yield mention


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches around triggers, joined where they touch, cut at white space."""
    low = high = start
    for first, last in _triggers(text, start, end):
        if first - _BACK_CHARS > high > low:
            yield low, high
            low = high
        if low == high:
            begin = max(high, first - _BACK_CHARS)
            space = text.find(" ", begin, first)
            low = begin if begin == start or space < 0 else space
        high = max(high, min(end, last + _AHEAD_CHARS))
    if high > low:
        yield low, high


def _triggers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """List the words by which a mention can be known, in order."""
    found = [match.span() for match in _TRIGGER.finditer(text, start, end)]
    for word, length in _SMALL_TRIGGERS:
        at = text.find(word, start, end)
        while at >= 0:
            found.append((at, at + length))
            at = text.find(word, at + length, end)
    if text.find("ago", start, end) >= 0:
        words = (match.span() for match in _AGO.finditer(text, start, end))
        found += [span for span in words if span[0] == start or not _is_of_word(text[span[0] - 1])]
    if any(text.find(season, start, end) >= 0 for season in _SEASONS):
        found += [match.span() for match in _SEASONAL.finditer(text, start, end)]
    return sorted(found)


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _number(raw: str | None) -> int | None:
    return int(re.sub(r"\D", "", raw)) if raw else None


_SHIFTS = {"last": -1, "past": -1, "this": 0, "next": 1}
_PARTS = {"early": "early", "beginning of": "early", "start of": "early",
          "mid": "mid", "middle of": "mid", "late": "late", "end of": "late"}  # fmt: skip
_NOW = {"yesterday": -1, "last night": -1, "tomorrow": 1}


def _mention(match: re.Match[str]) -> DateMention | None:
    got = {name: value for name, value in match.groupdict().items() if value}
    start, end = match.span()
    if "iso" in got:
        year, month, day = (int(part) for part in got["iso"].split("-"))
        return DateMention(start, end, "date", year, month, day) if day_of(year, month, day) else None
    if "slash" in got:
        return _slash_mention(got["slash"], start, end)
    for form in ("1", "2"):
        if f"m{form}" in got:
            return _month_day(got, form, start, end)
    return _looser_mention(got, start, end)


def _slash_mention(raw: str, start: int, end: int) -> DateMention | None:
    days = read_slashes(raw)
    if days is None or days[0] != days[1]:
        return None
    return DateMention(start, end, "date", days[0].year, days[0].month, days[0].day)


def _month_day(got: dict[str, str], form: str, start: int, end: int) -> DateMention | None:
    month, day = MONTHS[got[f"m{form}"].lower()[:3]], _number(got[f"d{form}"])
    year, weekday = _number(got.get(f"y{form}")), got.get(f"wd{form}")
    if day is None or day_of(year or 2000, month, day) is None:
        return None
    return DateMention(
        start, end, "date", year, month, day,
        WEEKDAYS[weekday.lower()[:3]] if weekday else None,
        last_day=_number(got.get(f"ld{form}")),
    )  # fmt: skip


def _looser_mention(got: dict[str, str], start: int, end: int) -> DateMention | None:  # noqa: PLR0911
    part = next((_PARTS[got[key].lower()] for key in got if key.startswith("part")), None)
    shift = next((_SHIFTS.get(got[key].lower()) for key in got if key.startswith("rel")), None)
    if "m3" in got:
        return DateMention(start, end, "relative", month=MONTHS[got["m3"].lower()[:3]], shift=shift)
    if "m4" in got:
        month = MONTHS[got["m4"].lower()[:3]]
        return DateMention(start, end, "date", _number(got["y4"]), month, part=part)
    if "m5" in got:
        month, last = MONTHS[got["m5"].lower()[:3]], "last5" in got
        return DateMention(
            start, end, "relative" if last else "date", month=month, part=part, shift=-1 if last else None
        )
    season = got.get("s6") or got.get("s7")
    if season:
        year = _number(got.get("y6") or got.get("y7"))
        return DateMention(
            start, end, "date" if year else "relative", year, season=season.lower(), shift=shift
        )
    if "u8" in got:
        return DateMention(start, end, "relative", shift=shift, unit=_unit(got["u8"]))
    if "n9" in got:
        amount = AMOUNTS.get(got["n9"].lower()) or int(got["n9"])
        return DateMention(start, end, "relative", shift=-amount, unit=_unit(got["u9"]), part="ago")
    if "now" in got:
        return DateMention(start, end, "relative", shift=_NOW.get(got["now"].lower(), 0), unit="day")
    if "wd10" in got:
        return DateMention(start, end, "weekday", weekday=WEEKDAYS[got["wd10"].lower()[:3]], shift=shift)
    return _year_mention(got, part, start, end)


def _unit(word: str) -> Unit:
    units: dict[str, Unit] = {"day": "day", "week": "week", "weekend": "weekend", "month": "month"}
    return units.get(word, "year")


def _year_mention(got: dict[str, str], part: str | None, start: int, end: int) -> DateMention | None:
    year, last = int(got["y11"]), _number(got.get("ly11"))
    if last is not None and last < 100:
        last += year // 100 * 100
    if last is not None and not year < last <= year + 60:
        return None
    return DateMention(start, end, "date", year, part=part, last_year=last)
