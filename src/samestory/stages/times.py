"""Times: what a text names as a day, a month or a year, resolved against its own day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samestory.records import Annotation, Published, Report, Sentence, TimeExpression, Token
from samestory.text.reading import read_plainly
from samestory.text.times.dates import AMOUNTS, DateMention, Days, add_months, find_dates, resolve_mention

# 'One year has passed since …': the day is that long before the report, give or take a month.
_PASSED = re.compile(
    r"\b(?P<n>\d{1,2}|[A-Za-z]{1,6}) (?P<unit>week|month|year)s? "
    r"(?:has|have) (?:already |now )?(?:passed|gone by) since\b"
)
_PICTURE = re.compile(
    r",? (?:file|undated|handout|archive) (?:photo|image|picture|frame|video)", re.IGNORECASE
)
_AHEAD = re.compile(r"\b(?:[Aa]head of|[Uu]ntil|[Tt]ill|[Uu]pcoming|[Rr]un-up to) (?:the |this )?(?=[A-Z])")
_AHEAD_CHARS = 20
_FORWARD_CUES = frozenset({"will", "'ll", "shall", "wo", "would"})
_DUE = frozenset({"due", "set", "scheduled", "expected", "slated", "planned"})
_INTENDING = frozenset(
    {"plan", "hope", "intend", "agree", "expect", "vow", "schedule", "set", "due", "slate", "go"}
)
# In the present these bring what is still to come: 'plan a vigil for Saturday', 'the trial begins Monday'.
_COMING = frozenset({"plan", "schedule", "prepare", "begin", "start", "open", "resume", "expire"})
_PRESENT = frozenset({"am", "is", "are", "'s", "'re", "'m"})


@dataclass(frozen=True, slots=True)
class TimeSettings:
    """How far what is read as a time may lie from the report's own day."""

    # A report whose own day is only known to within this many days resolves no 'Tuesday': every
    # weekday would do. Raise it and events scatter over weeks.
    max_doubt_days: int = 6
    # The same for 'last month', 'last August', which bear more doubt.
    max_loose_doubt_days: int = 200
    # A year further off than this is a model number, a law, a film: not the day of anything told.
    max_years_ahead: int = 30


DEFAULT = TimeSettings()


def find_times(
    report: Report, annotation: Annotation, published: Published, *, settings: TimeSettings = DEFAULT
) -> tuple[TimeExpression, ...]:
    """Find the times that a report names, as intervals of days with the reason.

    Where the report's own day is unknown, only what says its year is resolved: a 'Tuesday' is
    then no day at all. A weekday is the last one before the report, or the next where the verb
    looks forward ('will begin Tuesday').
    """
    text = read_plainly(report.text)
    whole, entries = _own_days(published), _entry_days(report)
    found: list[TimeExpression] = []
    for sentence in annotation.sentences:
        own = next((days for start, end, days in entries if start <= sentence.start < end), whole)
        for mention in _ranges(text, find_dates(text, sentence.start, sentence.end)):
            if _is_none(text, mention):
                continue
            lead = text[max(sentence.start, mention.start - _AHEAD_CHARS) : mention.end]
            future = bool(_AHEAD.search(lead)) or _looks_forward(annotation, sentence, mention)
            days = _resolve(mention, text[mention.start : mention.end], own, future, settings=settings)
            if days is not None:
                reason = _reason(text[mention.start : mention.end], mention, own, future)
                found.append(TimeExpression(report.id, mention.start, mention.end, *days, reason))
        found += _passed(report.id, text, sentence, own, settings)
    return tuple(sorted(found, key=lambda t: (t.start, t.end)))


def _entry_days(report: Report) -> list[tuple[int, int, Days]]:
    """List the entries of a live page that say their day, by which what they tell is resolved."""
    found = []
    for entry in report.declared.entries:
        try:
            day = date.fromisoformat(entry.at[:10])
        except ValueError:
            continue
        found.append((entry.start, entry.end, (day, day)))
    return found


def _own_days(published: Published) -> Days | None:
    if published.earliest is None or published.latest is None:
        return None
    return (published.earliest, published.latest)


def _resolve(
    mention: DateMention, text: str, own: Days | None, future: bool, *, settings: TimeSettings
) -> Days | None:
    if own is None:
        if mention.year is None or mention.kind != "date":
            return None
        # Any day of its own year: what says its year needs no other.
        days = resolve_mention(mention, _any_day(mention.year))
        return _edge(days, text)
    doubt = (own[1] - own[0]).days
    is_exact = mention.kind == "weekday" or (mention.unit in ("day", "week") and mention.kind == "relative")
    if mention.year is None and doubt > (
        settings.max_doubt_days if is_exact else settings.max_loose_doubt_days
    ):
        return None
    days = resolve_mention(mention, own, future=future)
    if days is None or days[0].year > own[1].year + settings.max_years_ahead:
        return None
    return _edge(days, text)


def _edge(days: Days | None, text: str) -> Days | None:
    """'The end of 2018' is its last month, 'the beginning' its first; of a month, a week or so."""
    if days is None:
        return None
    words = text.lower()
    month_only = days[0].month == days[1].month
    if words.startswith("end of"):
        return (days[1] - timedelta(days=9 if month_only else 30), days[1])
    if words.startswith(("beginning of", "start of")):
        return (days[0], days[0] + timedelta(days=9 if month_only else 30))
    return days


def _any_day(year: int) -> Days:
    return (date(year, 12, 31), date(year, 12, 31))


def _ranges(text: str, mentions: Iterable[DateMention]) -> Iterator[DateMention]:
    """Take 'from 2009 to 2014' and 'between 1998 and 2001' as one time."""
    held: DateMention | None = None
    for mention in mentions:
        if held is not None and _is_range(text, held, mention):
            held = replace(held, end=mention.end, last_year=mention.year)
            continue
        if held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def _is_range(text: str, first: DateMention, second: DateMention) -> bool:
    opens = text[max(0, first.start - 8) : first.start].lower().rstrip().endswith(("from", "between"))
    bare = all(
        m.kind == "date" and m.month is None and m.season is None and m.last_year is None
        for m in (first, second)
    )
    between = text[first.end : second.start].strip().lower() in ("to", "and", "until", "through")
    return (
        opens
        and bare
        and between
        and first.year is not None
        and second.year is not None
        and first.year < second.year
    )


def _is_none(text: str, mention: DateMention) -> bool:
    """'The fall of the city' is no season; 'in this May 3, 2016, file photo' is the day of a picture."""
    is_bare = mention.season == "fall" and mention.year is None and mention.shift is None
    falls = is_bare and text[mention.end : mention.end + 4] == " of "
    return falls or _PICTURE.match(text, mention.end) is not None


def _looks_forward(annotation: Annotation, sentence: Sentence, mention: DateMention) -> bool:
    """Whether the verb that a time belongs to looks forward: 'will meet on Tuesday', 'due on Friday'."""
    place = next(
        (i for i in range(sentence.first, sentence.last) if annotation.tokens[i].end > mention.start), None
    )
    if place is None:
        return False
    tokens = annotation.tokens
    for index in _ancestors(tokens, place):
        token = tokens[index]
        if token.pos not in ("VERB", "AUX"):
            continue
        children = [
            t for t in tokens[sentence.first : sentence.last] if tokens[t.head] is token and t is not token
        ]
        helpers = {t.text.lower() for t in children if t.dep in ("aux", "auxpass")}
        if not helpers and token.dep == "xcomp":
            continue  # 'would begin identifying the dead on Tuesday': the verb above it looks forward
        if helpers & _FORWARD_CUES:
            return "have" not in helpers
        if "to" in helpers:
            return tokens[token.head].lemma in _INTENDING
        present = token.tag in ("VBZ", "VBP") or (token.tag == "VBG" and helpers & _PRESENT)
        if present and token.lemma in _COMING:
            return True
        return (
            token.lemma in _DUE and token.tag in ("VBN", "JJ") and not any(t.tag == "VBD" for t in children)
        )
    return False


def _ancestors(tokens: tuple[Token, ...], index: int) -> Iterator[int]:
    for _ in range(12):
        yield index
        if tokens[index].head == index:
            return
        index = tokens[index].head


def _passed(
    report: str, text: str, sentence: Sentence, own: Days | None, settings: TimeSettings
) -> Iterator[TimeExpression]:
    if own is None or (own[1] - own[0]).days > settings.max_loose_doubt_days:
        return
    for match in _PASSED.finditer(text, sentence.start, sentence.end):
        count = int(match["n"]) if match["n"].isdigit() else AMOUNTS.get(match["n"].lower())
        if count is None:
            continue
        if match["unit"] == "week":
            earliest, latest = (day - timedelta(weeks=count) for day in own)
        else:
            months = -count * (12 if match["unit"] == "year" else 1)
            earliest, latest = (add_months(day, months) for day in own)
        # 'One year has passed' is said once it is over, seldom much later than a month after.
        earliest -= timedelta(days=31 if match["unit"] == "year" else 7)
        yield TimeExpression(
            report,
            match.start(),
            match.end(),
            earliest,
            latest,
            f"'{match[0]}', from the day of the report",
        )


def _reason(words: str, mention: DateMention, own: Days | None, future: bool) -> str:
    if mention.year is not None or own is None:
        return f"'{words}' says its year"
    day = own[0].isoformat() if own[0] == own[1] else f"{own[0].isoformat()} to {own[1].isoformat()}"
    direction = ", and the verb looks forward" if future else ""
    return f"'{words}' in a report of {day}{direction}"
