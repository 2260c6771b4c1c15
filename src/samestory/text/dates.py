"""Days, months and years as news writes them, found in a text and resolved against a known day.

`find_dates` finds mentions, `resolve_mention` turns one into an interval of days once it is known
when the text was published, `read_day` reads the raw strings of metadata, `day_in_url` those of
addresses. English only for mentions; pure, no clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from samestory.lexicon.months import (
    AMOUNT,
    AMOUNTS,
    COUNTED,
    MONTH,
    MONTHS,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    ZONES,
)

FIRST_YEAR, LAST_YEAR = 1900, 2099
Unit = Literal["day", "week", "weekend", "month", "year"]
Days = tuple[date, date]


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
  | \b(?P<rel3>{_REL})\s(?P<m3>{MONTH})\b                                  # last August
  | \b(?:(?P<part4>(?i:{_PART}))[\s-](?:the\s)?)?                          # late August 2019
      (?P<m4>{MONTH})\.?,?\s(?:of\s)?(?P<y4>{_YEAR})\b
  | (?:\b(?P<part5>(?i:{_PART}))[\s-](?P<last5>last\s)?|\b(?:{_IN})\s)    # end of last July, in May
      (?P<m5>{MONTH})\b(?!\s\d)
  | \b(?P<rel6>{_REL}|(?:in\s)?the)\s(?P<s6>{SEASON})\b                   # last summer
      (?:\s(?:of\s)?(?P<y6>{_YEAR})\b)?
  | \b(?P<s7>{SEASON})\s(?:of\s)?(?P<y7>{_YEAR})\b                        # summer of 2019
  | \b(?P<rel8>{_REL})\s(?P<u8>weekend|week|month|year)\b                 # last month
  | \b(?P<n9>{AMOUNT})\s(?:\w+\s)?(?P<u9>day|week|month|year)s?\sago\b    # three weeks ago
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
_TRIGGER = re.compile(
    rf"{'|'.join(_STEMS)}|(?:19|20)\d\d|\d[/.]\d\d?[/.]\d|\bago\b|yesterday|today|tomorrow|tonight"
    rf"|[YT](?:esterday|oday|omorrow|onight)|ast (?=night|we|mo|ye|{SEASON})"
    rf"|(?:his|ext) (?=we|mo|ye|ev|af|{SEASON})|the (?={SEASON})|(?:{SEASON}) (?=of \d|\d)"
)
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
    for match in _TRIGGER.finditer(text, start, end):
        if match.start() - _BACK_CHARS > high > low:
            yield low, high
            low = high
        if low == high:
            begin = max(high, match.start() - _BACK_CHARS)
            space = text.find(" ", begin, match.start())
            low = begin if begin == start or space < 0 else space
        high = min(end, match.end() + _AHEAD_CHARS)
    if high > low:
        yield low, high


def resolve_mention(mention: DateMention, published: Days, *, future: bool = False) -> Days | None:
    """Say which days a mention means in a text published between two days, both included.

    `future` says that the verb looks forward ('will meet on Tuesday'); else the nearest past is
    meant. Returns None where no such day exists (30 February).

    >>> resolve_mention(next(find_dates("last August")), (date(2020, 4, 1), date(2020, 4, 9)))
    (datetime.date(2019, 8, 1), datetime.date(2019, 8, 31))
    """
    found = [_resolve(mention, anchor, future) for anchor in sorted(set(published))]
    days = [pair for pair in found if pair is not None]
    return (min(a for a, _ in days), max(b for _, b in days)) if days else None


def month_days(year: int, month: int) -> Days:
    """Give the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_days(first: int, last: int | None = None) -> Days:
    """Give the first day of a year and the last day of it or of a later one."""
    return date(first, 1, 1), date(last or first, 12, 31)


def years_with(month: int, day: int, weekday: int, *, within: tuple[int, int]) -> tuple[int, ...]:
    """List the years, both bounds included, in which a day of a month falls on a weekday.

    >>> years_with(8, 6, 1, within=(2010, 2026))
    (2013, 2019, 2024)
    """
    years = range(within[0], within[1] + 1)
    return tuple(y for y in years if (d := day_of(y, month, day)) is not None and d.weekday() == weekday)


def day_of(year: int, month: int, day: int) -> date | None:
    """Make a date, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """Move a day by months, to the last day of the month where it is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_ISO_START = re.compile(r"\s*((?:19|20)\d\d)(?:-?([01]\d)(?:-?([0-3]\d))?)?(?=$|[T\s,;:Zz+-])")
_EPOCH = re.compile(r"\s*(\d{10}|\d{13})\s*$")


def read_day(raw: str) -> Days | None:
    """Read the date that a page or record declares; a month or year alone gives its days.

    Times of day and zones are passed over: the day is the one written. A date whose day and month
    could be exchanged (3/4/2017) is not guessed at but gives both, as an interval.

    >>> read_day("Tue, 06 Aug 2019 10:00:00 GMT")
    (datetime.date(2019, 8, 6), datetime.date(2019, 8, 6))
    """
    iso = _ISO_START.match(raw)
    if iso:
        return _days_of_parts(*(int(part) if part else None for part in iso.groups()))
    epoch = _EPOCH.match(raw)
    if epoch:
        day = date(1970, 1, 1) + timedelta(seconds=int(epoch.group(1)[:10]))
        return (day, day)
    cleaned = ZONES.sub(" ", raw.strip().title())
    cleaned = re.sub(r"(?<=\d)(St|Nd|Rd|Th)\b", "", cleaned)
    for mention in find_dates(cleaned):
        if mention.year is not None:
            return _resolve(mention, date(mention.year, 1, 1), False)
    return _read_slashes(raw)


_URL_DAY = re.compile(
    r"[/_=-]((?:19|20)\d\d)[/-]?(1[0-2]|0?[1-9]|[a-zA-Z]{3,9})[/-]?(3[01]|[12]\d|0?[1-9])(?=[/_.?&#-]|$)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](1[0-2]|0[1-9])(?=/)")


def day_in_url(url: str) -> Days | None:
    """Read the day, or else the month, that a web address carries: /2016/07/08/, -20160708.

    >>> day_in_url("https://a.example/news/2016/jul/08/storm")
    (datetime.date(2016, 7, 8), datetime.date(2016, 7, 8))
    """
    for match in _URL_DAY.finditer(url):
        year, month, day = match.groups()
        number = int(month) if month.isdigit() else MONTHS.get(month.lower()[:3])
        found = day_of(int(year), number, int(day)) if number else None
        if found:
            return (found, found)
    month_found = _URL_MONTH.search(url)
    return month_days(*(int(part) for part in month_found.groups())) if month_found else None


def _read_slashes(raw: str) -> Days | None:
    match = re.search(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)(?!\d)", raw)
    if not match:
        return None
    a, b, year = (int(part) for part in match.groups())
    days = [day for day in (day_of(year, a, b), day_of(year, b, a)) if day is not None]
    return (min(days), max(days)) if days else None


def _days_of_parts(year: int | None, month: int | None = None, day: int | None = None) -> Days | None:
    if year is None:
        return None
    if month is None:
        return year_days(year)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return month_days(year, month)
    found = day_of(year, month, day)
    return (found, found) if found else None


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
    days = _read_slashes(raw)
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


def _resolve(mention: DateMention, anchor: date, future: bool) -> Days | None:  # noqa: PLR0911 - a form a line
    if mention.kind == "weekday":
        return _resolve_weekday(mention, anchor, future)
    if mention.season is not None:
        return _resolve_season(mention, anchor, future)
    if mention.unit is not None:
        return _resolve_shift(mention, anchor)
    if mention.month is not None and mention.day is not None:
        return _resolve_day(mention, anchor, future)
    if mention.month is not None:
        return _resolve_month(mention, anchor, future)
    if mention.year is not None:
        return _narrow(year_days(mention.year, mention.last_year), mention.part)
    return None


def _resolve_weekday(mention: DateMention, anchor: date, future: bool) -> Days | None:
    assert mention.weekday is not None  # noqa: S101 - by kind
    back = (anchor.weekday() - mention.weekday) % 7
    if mention.shift == -1:
        day = anchor - timedelta(days=back or 7)
    elif future or mention.shift == 1:
        day = anchor + timedelta(days=(-back) % 7)
    else:
        day = anchor - timedelta(days=back)
    return (day, day)


def _resolve_day(mention: DateMention, anchor: date, future: bool) -> Days | None:
    assert mention.month is not None  # noqa: S101 - by caller
    assert mention.day is not None  # noqa: S101 - by caller
    if mention.year is not None:
        years = [mention.year]
    else:
        # News names the year of a day that is more than about ten months gone or two ahead.
        years = [anchor.year + step for step in ((0, 1) if future else (-1, 0, 1))]
    days = [d for year in years if (d := day_of(year, mention.month, mention.day)) is not None]
    if mention.year is None:
        low, high = (0, 366) if future else (-305, 60)
        days = [d for d in days if low <= (d - anchor).days <= high] or days
    if not days:
        return None
    first = min(days, key=lambda d: abs((d - anchor).days))
    last = day_of(first.year, mention.month, mention.last_day) if mention.last_day else None
    return (first, last if last and last > first else first)


def _resolve_month(mention: DateMention, anchor: date, future: bool) -> Days:
    assert mention.month is not None  # noqa: S101 - by caller
    year = mention.year
    if year is None:
        year = anchor.year
        if future or mention.shift == 1:
            year += mention.month < anchor.month
        elif mention.shift == -1:
            year -= mention.month >= anchor.month
        else:
            year -= mention.month > anchor.month
    return _narrow(month_days(year, mention.month), mention.part)


def _resolve_season(mention: DateMention, anchor: date, future: bool) -> Days:
    assert mention.season is not None  # noqa: S101 - by caller
    first_month, months = SEASONS[mention.season]

    def days(year: int) -> Days:
        first = date(year, first_month, 1)
        return first, add_months(first, months) - timedelta(days=1)

    if mention.year is not None:
        return days(mention.year)
    years = [days(year) for year in range(anchor.year - 2, anchor.year + 2)]
    if future or mention.shift == 1:
        return next(pair for pair in years if pair[0] > anchor or pair == years[-1])
    past = [pair for pair in years if (pair[1] < anchor if mention.shift == -1 else pair[0] <= anchor)]
    return past[-1]


def _resolve_shift(mention: DateMention, anchor: date) -> Days | None:
    shift = mention.shift or 0
    if mention.unit == "day":
        day = anchor + timedelta(days=shift)
        return (day, day)
    if mention.unit == "month":
        moved = add_months(anchor, shift)
        return month_days(moved.year, moved.month)
    if mention.unit == "year":
        year = anchor.year + shift
        return year_days(year) if FIRST_YEAR <= year <= LAST_YEAR else None
    if mention.part == "ago":  # 'two weeks ago' is seldom meant to the day
        middle = anchor + timedelta(weeks=shift)
        return (middle - timedelta(days=3), middle + timedelta(days=3))
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    if mention.unit == "weekend":
        monday += timedelta(weeks=1 if shift == -1 and anchor.weekday() >= 6 else 0)
        return (monday + timedelta(days=5), monday + timedelta(days=6))
    return (monday, monday + timedelta(days=6))


def _narrow(days: Days, part: str | None) -> Days:
    """Keep the third of a month or year that 'early', 'mid' or 'late' leaves; the last for 'end'."""
    if part not in ("early", "mid", "late"):
        return days
    whole = (days[1] - days[0]).days + 1
    third = whole // 3
    if part == "early":
        return days[0], days[0] + timedelta(days=third)
    if part == "late":
        return days[1] - timedelta(days=third), days[1]
    return days[0] + timedelta(days=third), days[1] - timedelta(days=third)
