"""Dating: the days between which a report was published, narrowed by reasons that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samestory.records import Basis, Cleaning, Published, Report, Span
from samestory.text.page.lines import split_lines
from samestory.text.times.clues import (
    DayClue,
    find_anniversaries,
    find_lead_day,
    find_lower_bounds,
    find_rights_year,
    find_stamp,
    looks_ahead,
    read_mentions,
)
from samestory.text.times.dates import (
    DateMention,
    add_months,
    day_in_url,
    month_days,
    read_day,
    resolve_mention,
)
from samestory.text.times.moments import say_universal_day


@dataclass(frozen=True, slots=True)
class DatingSettings:
    """How far a clue reaches."""

    # The opening: where news says on which day it happened. Further down days of the past gather.
    lead_paragraphs: int = 4
    # A bare weekday is the day of the news or the day before; news names the date once a week is over.
    weekday_slack_days: int = 1
    # Reports of one story lie within about a week; wider, and follow-ups are drawn to the first day.
    mates_slack_days: int = 6
    # A report dated to within this needs no help of its mates.
    narrow_days: int = 10
    # The address keeps the day of the first version; a text of the new year under it was updated.
    turn_of_year_days: int = 10
    # Rights lines that are this much younger than the report are the site's footer on the day of the visit.
    footer_years: int = 1
    # A stamp that speaks against the declared day stands at the head; at the foot other pages' days gather.
    head_chars: int = 1_500


_SETTINGS = DatingSettings()
# '2031-05-07'; a clock time alone says no day.
_MIN_MOMENT_CHARS = 10
_YEAR = re.compile(r"19\d\d|20\d\d")
_NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")


def date_report(report: Report, cleaning: Cleaning, settings: DatingSettings = _SETTINGS) -> Published:
    """Date one report from what it declares, its address and its words, in this order of trust.

    What contradicts the choice stays in the basis. A report that names no day keeps the bounds that
    its words give, or none.
    """
    declared = _declared_clues(report)
    exact = next((clue for clue in declared if clue.earliest == clue.latest), None)
    if exact is not None:
        return _settle_declared(report, cleaning, exact, declared, settings)
    clues = [*declared, *_text_clues(report, cleaning, settings)]
    return _narrow(clues)


def date_story(
    reports: Sequence[Report],
    cleanings: Mapping[str, Cleaning],
    dates: Mapping[str, Published],
    settings: DatingSettings = _SETTINGS,
) -> Mapping[str, Published]:
    """Narrow the dates of a story's reports by one another; gives only those that change.

    Reports of one story lie within days. One whose own words put it later ('last August', a year
    after) follows the others and keeps its own date, bounded by theirs.
    """
    dated = [report for report in reports if _is_narrow(dates[report.id], settings)]
    changed: dict[str, Published] = {}
    for report in reports if dated else ():
        if _is_narrow(dates[report.id], settings):
            continue
        mates = _nearest_mates(report, dated, dates)
        found = _date_by_mates(report, cleanings[report.id], dates[report.id], mates, settings)
        if found != dates[report.id]:
            changed[report.id] = found
    return changed


def _declared_clues(report: Report) -> list[DayClue]:
    """Read the day that the record or page declares and the one in the address."""
    clues = []
    declared = report.declared
    days = read_day(declared.published) if declared.published else None
    if days:
        where = declared.where or "the record"
        elsewhere = say_universal_day(declared.published or "", days)
        clues.append(DayClue(-1, -1, *days, f"{where} says published {declared.published}{elsewhere}"))
    days = day_in_url(report.url) if report.url else None
    if days:
        clues.append(DayClue(-1, -1, *days, f"the address has {_days(*days)}"))
    days = _entry_days(report) if not clues else None
    if days:
        clues.append(DayClue(-1, -1, *days, f"the entries of the live page are of {_days(*days)}"))
    days = read_day(declared.modified) if declared.modified and not clues else None
    if days:
        clues.append(DayClue(-1, -1, None, days[1], f"last changed {declared.modified}"))
    return clues


def _entry_days(report: Report) -> tuple[date, date] | None:
    """Give the first and the last day on which a live page was written, as its entries say."""
    moments = (entry.at for entry in report.declared.entries if len(entry.at) >= _MIN_MOMENT_CHARS)
    days = [days for moment in moments if (days := read_day(moment))]
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def _find_doubts(
    report: Report, cleaning: Cleaning, day: date, settings: DatingSettings
) -> Iterator[Basis]:
    """Find what speaks against a declared day or refines it: a change, a stamp, a later day told."""
    changed = read_day(report.declared.modified) if report.declared.modified else None
    if changed is not None and changed[1] < day:
        yield Basis(None, None, f"against it: last changed {report.declared.modified}, before that day")
    elif changed is not None and changed[0] > day:
        yield Basis(None, None, f"last changed {report.declared.modified}: parts may be of that day")
    written = _entry_days(report)
    if written is not None and written != (day, day):
        yield Basis(None, None, f"the entries of the live page are of {_days(*written)}")
    text = report.text
    # Without a year there is no full day; most reports name none at their head.
    dated = _YEAR.search(text, 0, settings.head_chars) is not None
    stamp = find_stamp(text, split_lines(text[: settings.head_chars])) if dated else None
    if stamp is not None and not _agree(stamp, DayClue(-1, -1, day, day, "")):
        yield _basis(stamp, prefix="against it: ")
    # What is later names a year that is not earlier.
    lead = [span for span in _lead(cleaning, settings) if _names_year(text, span, day.year)]
    for mention in read_mentions(text, lead):
        days = resolve_mention(mention, (day, day)) if mention.is_full else None
        if days is not None and days[0] > day and not looks_ahead(text, mention):
            said = text[mention.start : mention.end]
            yield Basis(mention.start, mention.end, f"against it: '{said}', told as past, is later")
            return


def _names_year(text: str, span: Span, least: int) -> bool:
    return any(int(year) >= least for year in _YEAR.findall(text, span.start, span.end))


def _settle_declared(
    report: Report,
    cleaning: Cleaning,
    exact: DayClue,
    declared: Sequence[DayClue],
    settings: DatingSettings,
) -> Published:
    """Keep a declared day, unless the text is of the year after: then it is an update of those days."""
    day = exact.earliest
    rights = find_rights_year(report.text)
    if day is not None and rights and rights[0] == day.year + settings.footer_years:
        new_year = date(rights[0], 1, 1)
        if (new_year - day).days <= settings.turn_of_year_days:
            return _updated(report, cleaning, exact, (new_year, rights[1]), settings)
    others = [clue for clue in declared if clue is not exact]
    notes = [_basis(clue, prefix="" if _agree(clue, exact) else "against it: ") for clue in others]
    notes += _find_doubts(report, cleaning, day, settings) if day is not None else []
    return Published(day, day, (_basis(exact), *notes))


def _updated(
    report: Report,
    cleaning: Cleaning,
    exact: DayClue,
    rights: tuple[date, Span],
    settings: DatingSettings,
) -> Published:
    """Date a text that was renewed after the day declared, from its rights line and its first weekday."""
    earliest, span = rights
    basis = [
        _basis(exact, prefix="first version: "),
        Basis(span.start, span.end, f"against it: the text carries the rights of {earliest.year}"),
    ]
    latest = earliest + timedelta(days=settings.mates_slack_days)
    for mention in read_mentions(report.text, _lead(cleaning, settings)):
        if mention.kind != "weekday" or mention.weekday is None or looks_ahead(report.text, mention):
            continue
        day = earliest + timedelta(days=(mention.weekday - earliest.weekday()) % 7)
        earliest, latest = day, day + timedelta(days=settings.weekday_slack_days)
        said = report.text[mention.start : mention.end]
        basis.append(Basis(mention.start, mention.end, f"'{said}' in the opening: {day} or the day after"))
        break
    return Published(earliest, latest, tuple(basis))


def _text_clues(report: Report, cleaning: Cleaning, settings: DatingSettings) -> list[DayClue]:
    """Gather what the words of the report say of its day, the firmest first."""
    text = report.text
    spans = [*cleaning.paragraphs, *cleaning.captions, *cleaning.headings]
    mentions = read_mentions(text, spans)
    bounds = list(find_lower_bounds(text, mentions))
    floor = max(bounds, key=lambda clue: (clue.earliest or date.min, -clue.start), default=None)
    rights = find_rights_year(text)
    last = date(rights[0], 12, 31) if rights else None
    lead = _lead(cleaning, settings)
    opening = [m for m in mentions if any(span.start <= m.start < span.end for span in lead)]
    page = {piece.start for piece in cleaning.furniture if piece.reason != "rights"}
    lines = [line for line in split_lines(text) if line.start not in page]
    clues = [find_stamp(text, lines), find_lead_day(text, opening, floor, last)]
    clues += find_anniversaries(text, mentions)
    clues.append(floor)
    if rights and last:
        clues.append(DayClue(rights[1].start, rights[1].end, None, last, f"rights of {rights[0]}"))
    return [clue for clue in clues if clue is not None]


def _lead(cleaning: Cleaning, settings: DatingSettings) -> list[Span]:
    return list(cleaning.paragraphs[: settings.lead_paragraphs])


def _narrow(clues: Iterable[DayClue]) -> Published:
    """Cut an interval by each clue in turn; one that would leave nothing is kept as a contradiction."""
    earliest: date | None = None
    latest: date | None = None
    basis: list[Basis] = []
    for clue in clues:
        low = max((day for day in (earliest, clue.earliest) if day), default=None)
        high = min((day for day in (latest, clue.latest) if day), default=None)
        if low and high and low > high:
            basis.append(_basis(clue, prefix="against it: "))
        elif (low, high) != (earliest, latest):
            earliest, latest = low, high
            basis.append(_basis(clue))
    return Published(earliest, latest, tuple(basis))


def _basis(clue: DayClue, *, prefix: str = "") -> Basis:
    outside = clue.start < 0
    return Basis(None if outside else clue.start, None if outside else clue.end, prefix + clue.reason)


def _agree(clue: DayClue, other: DayClue) -> bool:
    if clue.earliest is None or clue.latest is None or other.earliest is None:
        return True
    return clue.earliest <= other.earliest <= clue.latest


def _days(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _is_narrow(published: Published, settings: DatingSettings) -> bool:
    if published.earliest is None or published.latest is None:
        return False
    return (published.latest - published.earliest).days <= settings.narrow_days


def _nearest_mates(
    report: Report, dated: Sequence[Report], dates: Mapping[str, Published]
) -> list[Published]:
    """Choose the dated reports that tell the same: all, or the likest where they lie weeks apart."""
    names = set(_NAME.findall(report.text))

    def likeness(mate: Report) -> tuple[float, str]:
        other = set(_NAME.findall(mate.text))
        return (len(names & other) / max(1, min(len(names), len(other))), mate.id)

    ranked = sorted(dated, key=likeness, reverse=True)
    best = dates[ranked[0].id]
    return [d for d in (dates[mate.id] for mate in ranked) if _near(d, best)]


def _near(a: Published, b: Published) -> bool:
    if a.earliest is None or b.earliest is None:
        return False
    return abs((a.earliest - b.earliest).days) <= _SETTINGS.narrow_days


def _date_by_mates(
    report: Report,
    cleaning: Cleaning,
    own: Published,
    mates: Sequence[Published],
    settings: DatingSettings,
) -> Published:
    first = min(mate.earliest for mate in mates if mate.earliest)
    last = max(mate.latest for mate in mates if mate.latest)
    mentions = read_mentions(report.text, cleaning.paragraphs)
    follow = _follow_clue(report.text, mentions, first, last)
    slack = timedelta(days=settings.mates_slack_days)
    if follow is not None:
        return _narrowed(own, [follow])
    if (own.earliest and own.earliest > last + slack) or (own.latest and own.latest < first - slack):
        return own
    shared = f"other reports of the story are of {_days(first, last)}"
    clues = [DayClue(-1, -1, first, last + slack, shared)]
    weekday = _weekday_by_mates(report.text, mentions, (first, last), settings)
    return _narrowed(own, [weekday, *clues] if weekday else clues)


def _narrowed(own: Published, clues: Sequence[DayClue]) -> Published:
    """Cut a report's own interval further; its own bounds stand where they contradict its mates."""
    held = [DayClue(-1, -1, own.earliest, own.latest, "")] if own.earliest or own.latest else []
    cut = _narrow([*held, *clues])
    return Published(cut.earliest, cut.latest, (*own.basis, *(b for b in cut.basis if b.reason)))


def _follow_clue(text: str, mentions: Sequence[DateMention], first: date, last: date) -> DayClue | None:
    """Find 'last August' in a report whose mates are of August: it was written in the year after."""
    for mention in mentions:
        if mention.kind != "relative" or mention.month is None or mention.shift != -1:
            continue
        if not first.month <= mention.month <= last.month:
            continue
        began, ended = month_days(first.year, mention.month)
        until = add_months(began, 12) - timedelta(days=1)
        said = text[mention.start : mention.end]
        reason = f"'{said}' is the month of the story's other reports, {first:%B %Y}"
        return DayClue(mention.start, mention.end, ended + timedelta(days=1), until, reason)
    return None


def _weekday_by_mates(
    text: str, mentions: Sequence[DateMention], mates: tuple[date, date], settings: DatingSettings
) -> DayClue | None:
    """Resolve the report's own weekdays by the days of its mates; the latest is the day of its news."""
    found: list[tuple[date, DateMention]] = []
    middle = mates[0] + (mates[1] - mates[0]) / 2
    for mention in mentions:
        if mention.kind != "weekday" or mention.shift is not None or looks_ahead(text, mention):
            continue
        days = resolve_mention(mention, (mates[1], mates[1]))
        if days:
            # The report may be of the day after its mates: the nearer of two such weekdays is meant.
            after = days[0] + timedelta(days=7)
            near = after if abs((after - middle).days) < abs((days[0] - middle).days) else days[0]
            found.append((near, mention))
    if not found:
        return None
    day, mention = max(found, key=lambda pair: (pair[0], -pair[1].start))
    said = text[mention.start : mention.end]
    reason = f"'{said}', by the story's other reports, is {day}: published then or the day after"
    return DayClue(
        mention.start, mention.end, day, day + timedelta(days=settings.weekday_slack_days), reason
    )
