"""What the reader is told, in words that all renderings share."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date

from samestory.records import (
    BriefSentence,
    Difference,
    Independence,
    Pair,
    Published,
    ReportEntry,
    Statement,
    Story,
    Value,
)

VERDICTS: Mapping[str, str] = {
    "corroborated": "corroborated",
    "one-origin": "one origin",
    "one-report": "one report",
    "disputed": "disputed",
    "unsure": "unsure",
}
VERDICT_SIGNS: Mapping[str, str] = {
    "corroborated": "●",
    "one-origin": "◐",
    "one-report": "○",
    "disputed": "≠",
    "unsure": "?",
}
VERDICT_MEANINGS: Mapping[str, str] = {
    "corroborated": "two or more lines of text, by different outlets, that nothing ties together",
    "one-origin": "several lines, one first source",
    "one-report": "not seen in the other reports held",
    "disputed": "the reports cannot all be right",
    "unsure": "too little to tell",
}
RELATIONS: Mapping[str, str] = {
    "copy": "copy",
    "edited-copy": "edited copy",
    "common-source": "common source",
    "shared-quotes": "shared quotations",
    "independent": "independent",
    "unsure": "unsure",
}
KINDS: Mapping[str, str] = {
    "quantity": "figure",
    "actor": "who",
    "time": "when",
    "place": "where",
    "polarity": "whether",
    "scope": "how much of it",
    "wording-of-quote": "wording of a quotation",
}
STATUSES: Mapping[str, str] = {
    "conflict": "conflict",
    "update": "update",
    "refinement": "refinement",
    "compatible": "compatible",
    "unsure": "unsure",
}
STATUS_MEANINGS: Mapping[str, str] = {
    "conflict": "they cannot both be right at the same time",
    "update": "the later report is right for its own time",
    "refinement": "one is more exact than the other",
    "compatible": "they only look different",
    "unsure": "it cannot be told",
}
NATURES: Mapping[str, str] = {
    "live": "live page",
    "opinion": "opinion",
    "letter": "letter",
    "analysis": "analysis",
    "satire": "satire",
    "advertising": "advertising",
}
EXTENTS: Mapping[str, str] = {
    "summary": "a summary",
    "opening": "only the opening (the rest is for subscribers)",
    "rebuilt": "put together from words",
    "partial": "in parts, put together from words",
}
_SMALL_ARTICLE = re.compile(r"^(?:The|An?) (?=[a-z])")
# 'b credits NNA', at the head of a reason or after a semicolon.
_SIDE = re.compile(r"(?:(?<=^)|(?<=; ))([ab])(?= (?:credits|names|appeared|carries|cites|is|has)\b)")
# '40 tonnes' and '40 tons' are one figure to a reader.
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
# The gravest first: the order in which differences are shown.
STATUS_ORDER = ("conflict", "update", "unsure", "refinement", "compatible")
WORDINGS: Mapping[str, str] = {
    "identical": "identical",
    "shortened": "shortened",
    "edited": "edited",
    "translated": "translated",
    "single": "in one report",
}


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Count things in words a reader expects.

    >>> count(1, "report"), count(2_000, "family", "families"), count(0, "line")
    ('1 report', '2,000 families', 'no lines')
    """
    return f"{f'{number:,}' if number else 'no'} {noun if number == 1 else plural or noun + 's'}"


def tell_lines(independent: Independence) -> str:
    """Word how many lines of text stand behind a statement.

    >>> tell_lines(Independence(1, 2, "")), tell_lines(Independence(1, 1, ""))
    ('1–2 lines', '1 line')
    """
    least, most = independent.least, independent.most
    return count(least, "line") if least == most else f"{least}–{most} lines"


def tell_day(day: date) -> str:
    """Write a day out.

    >>> tell_day(date(2019, 8, 6))
    '6 August 2019'
    """
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def tell_day_of(moment: str) -> str:
    """Write out the day of a moment in ISO 8601; the moment as it is where it is none.

    >>> tell_day_of("2031-05-04T10:00:00Z")
    '4 May 2031'
    """
    try:
        return tell_day(date.fromisoformat(moment[:10]))
    except ValueError:
        return moment


def tell_interval(earliest: date | None, latest: date | None) -> str:  # noqa: PLR0911 - one for each form
    """Write an interval of days as short as it can be said.

    >>> tell_interval(date(2019, 8, 6), date(2019, 8, 7))
    '6–7 August 2019'
    >>> tell_interval(date(2018, 12, 1), date(2019, 3, 31))
    'December 2018 – March 2019'
    >>> tell_interval(date(2019, 8, 6), None)
    '6 August 2019 or later'
    """
    if earliest is None or latest is None:
        if earliest is not None:
            return f"{tell_day(earliest)} or later"
        return f"{tell_day(latest)} or earlier" if latest is not None else "date unknown"
    if earliest == latest:
        return tell_day(earliest)
    if earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]:
        return _tell_months(earliest, latest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{tell_day(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {calendar.month_name[earliest.month]} – {tell_day(latest)}"
    return f"{tell_day(earliest)} – {tell_day(latest)}"


def _tell_months(earliest: date, latest: date) -> str:
    first, last = calendar.month_name[earliest.month], calendar.month_name[latest.month]
    if (earliest.month, latest.month) == (1, 12):
        return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year}–{latest.year}"
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{first} {earliest.year}"
    if earliest.year == latest.year:
        return f"{first}–{last} {latest.year}"
    return f"{first} {earliest.year} – {last} {latest.year}"


def tell_published(published: Published) -> str:
    """Write when a report was published."""
    return tell_interval(published.earliest, published.latest)


def tell_nature(entry: ReportEntry) -> str:
    """Say what a report is if it is not a whole report of the usual kind, and in which section it stood."""
    kind = NATURES.get(entry.kind, "")
    if entry.kind == "live" and entry.entries:
        kind = f"{kind} in {count(len(entry.entries), 'entry', 'entries')}"
    section = f"in {entry.section}" if entry.section else ""
    return ", ".join(filter(None, (kind, EXTENTS.get(entry.extent, ""), section)))


def tell_share(pair: Pair) -> str:
    """Write how much of the shorter report two reports share, or nothing if they share nothing."""
    return f"{round(pair.share * 100)}% of the shorter is shared" if pair.share >= 0.005 else ""


def tell_direction(pair: Pair, numbers: Mapping[str, int]) -> str:
    """Word who has it from whom, as far as it is known, by the reports' numbers."""
    a, b = numbers[pair.a], numbers[pair.b]
    return {
        "a-from-b": f"{a} from {b}",
        "b-from-a": f"{b} from {a}",
        "both-from-a-third": f"{a} and {b} from a third text",
        "unknown": "direction unknown",
    }[pair.direction]


def tell_standfirst(story: Story, families: int) -> str:
    """Say in one line how much stands behind a story."""
    if len(story.reports) == 1:
        told = count(len(story.statements), "statement")
        return f"1 report · {told}, with no other report held to set beside"
    verdicts = [statement.verdict for statement in story.statements]
    shared = sum(len(statement.reports) > 1 for statement in story.statements)
    parts = [
        f"{count(len(story.reports), 'report')}, {count(families, 'line')} of text",
        f"{count(shared, 'statement')} in two reports or more",
        f"{verdicts.count('corroborated')} corroborated" if "corroborated" in verdicts else "",
        f"{verdicts.count('one-origin')} from one origin" if "one-origin" in verdicts else "",
        f"{verdicts.count('disputed')} disputed" if "disputed" in verdicts else "",
    ]
    return " · ".join(part for part in parts if part)


def join_words(words: Iterable[str]) -> str:
    """Join as prose does.

    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    listed = list(words)
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def tell_absent(held: int) -> str:
    """Word carefully that a thing stands in one report alone.

    >>> tell_absent(5)
    'not seen in the other 4 reports held'
    """
    others = held - 1
    if others < 1:
        return "no other report is held"
    if others == 1:
        return "not seen in the other report held"
    return f"not seen in the other {count(others, 'report')} held"


def tell_caution(sentence: BriefSentence, story: Story) -> str:
    """Warn that not all reports say what a sentence of the brief says; '' where none says otherwise.

    Only a difference of which the sentence has one side counts, whatever statement tells of it: its own
    may tell more than the sentence does, and a narrower one may hold what they differ about.
    """
    statuses = {
        difference.status
        for statement in story.statements
        for difference in statement.differences
        for value in difference.values
        if _has_side(sentence, value)
    }
    if "conflict" in statuses:
        return "(the reports contradict one another)"
    return "(reports differ: the figure or day moved on)" if "update" in statuses else ""


def _has_side(sentence: BriefSentence, value: Value) -> bool:
    """Tell whether a sentence says what one side of a difference does, at a place where that side does."""
    text, words = (" ".join(told.split()).casefold() for told in (sentence.text, value.value))
    said = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) or not (
        set(_FIGURE.findall(text)).isdisjoint(_FIGURE.findall(words))
    )
    return bool(said) and any(
        cite.report == span.report and cite.start < span.end and span.start < cite.end
        for cite in sentence.cites
        for span in value.spans
    )


def tell_origins(statement: Statement) -> str:
    """Name the first sources, each once, and those who handed the statement on.

    The article of a source that is not a name is written small, as prose has it.
    """
    told: dict[str, str] = {}
    for origin in statement.origins:
        words = _SMALL_ARTICLE.sub(lambda found: found[0].lower(), origin.name)
        via = [_SMALL_ARTICLE.sub(lambda found: found[0].lower(), name) for name in origin.via]
        line = words + (f", through {join_words(via)}" if via else "")
        told.setdefault(line.casefold(), line)
    return "; ".join(told.values())


def tell_tie(pair: Pair, numbers: Mapping[str, int]) -> str:
    """Word the reason for a pair's relation with the reports' numbers in the place of 'a' and 'b'."""
    number = {"a": numbers[pair.a], "b": numbers[pair.b]}
    return _SIDE.sub(lambda found: str(number[found[1]]), pair.because)


def tell_kind(difference: Difference) -> str:
    """Say of what kind a difference is; nothing where what it is about says so already."""
    kind = KINDS[difference.kind]
    return "" if difference.about.casefold().startswith(kind) else kind
