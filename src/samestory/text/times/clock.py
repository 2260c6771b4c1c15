"""Times of day as reports tell them: 'about 12:20 p.m.', 'just after noon', 'late Sunday night'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from samestory.lexicon.small_numbers import SMALL_NUMBERS
from samestory.records.annotations import Token

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_MINUTES = 24 * 60
# 'About' and 'shortly after' a clock time are taken for up to half an hour off.
LOOSE_MINUTES = 30

_DAY = r"(?:(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday) )?"
_NEAR = (
    r"(?P<near>(?:at about|at around|about|around|approximately|roughly|just|shortly|a little|soon)"
    r"(?: (?:after|before|past))? )?"
)
_CLOCK = re.compile(
    r"\b" + _NEAR + r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE
)
_DAY_CLOCK = re.compile(
    r"\b"
    + _NEAR
    + r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d) ?(?:GMT|UTC|BST|CET|CEST|hours|hrs|local)"
    r"|:(?P<plain>[0-5]\d)(?! ?[ap]\.?m)|(?P<joined>[0-5]\d) ?(?:GMT|UTC|BST|CET|CEST|hours|hrs))\b",
    re.IGNORECASE,
)
_HOUR_WORD = "|".join(SMALL_NUMBERS[1:])
_STEPS = {
    "quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "twenty five": 25,
}  # fmt: skip
# 'Three o'clock', 'at 6 o'clock', 'six in the morning', 'twenty to four', 'half past 9'.
_SPOKEN = re.compile(
    r"\b" + _NEAR + r"(?:(?P<step>(?:a )?quarter|half|twenty[- ]five|five|ten|twenty|\d{1,2})(?: minutes)? "
    r"(?P<side>to|past|before|after) )?"
    r"(?P<hour>\d{1,2}|" + _HOUR_WORD + r")(?P<clock> ?o['’]? ?clock)?(?! ?[ap]\.?m)\b"
    r"(?! (?:people|others|men|women|years|months|days|minutes|hours|seconds|weeks|percent))"
    r"(?P<when>(?: on \w+day)?(?: in the)? (?:\w+day )?(?P<half>morning|afternoon|evening|night))?",
    re.IGNORECASE,
)
_POINT = re.compile(r"\b" + _NEAR + r"(?P<point>noon|midday|midnight)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:(?P<edge>early|late|mid)[ -])?" + _DAY + r"(?:the )?(?P<part>morning|afternoon|evening|night)\b",
    re.IGNORECASE,
)
_EDGED_DAY = re.compile(
    r"\b(?P<edge>early|late) (?:on )?(?P<day>"
    + "|".join(WEEKDAYS)
    + r")\b(?! (?:morning|afternoon|evening|night))",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(r",? (?:on )?(?P<day>" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)

_HOURS = re.compile(
    r"\b(?:(?:in |during )?the )?(?P<part>early hours|small hours|wee hours)"
    r"(?: of (?:the )?(?:"
    + _DAY
    + r"(?:morning)?))?|\b(?P<dawn>before dawn|at dawn|at dusk|at lunchtime)\b",
    re.IGNORECASE,
)

# Minutes of the day; a night runs on into the next.
_PARTS = {"morning": (0, 720), "afternoon": (720, 1080), "evening": (1020, 1440), "night": (1080, 1740)}
_EDGES = {
    ("early", "morning"): (0, 480), ("mid", "morning"): (540, 660), ("late", "morning"): (540, 720),
    ("early", "afternoon"): (720, 900), ("mid", "afternoon"): (840, 960),
    ("late", "afternoon"): (900, 1080),
    ("early", "evening"): (1020, 1200), ("late", "evening"): (1200, 1440),
    ("early", "night"): (1080, 1320), ("late", "night"): (1200, 1740),
    ("early", ""): (0, 540), ("late", ""): (1140, 1740),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day between two minutes, both included; of a weekday (0 is Monday) if one is named."""

    start: int
    end: int
    earliest: int
    latest: int
    day: int | None
    sort: Literal["clock", "part"]


def find_moments(text: str, start: int, end: int) -> list[Moment]:
    """Find the times of day in a stretch of plain text, in order, none inside another.

    >>> [(m.earliest, m.latest) for m in find_moments("at 12:10 p.m. Sunday", 0, 20)]
    [(730, 730)]
    """
    found: list[Moment] = []
    for pattern, make in (
        (_CLOCK, _clock),
        (_DAY_CLOCK, _day_clock),
        (_POINT, _point),
        (_SPOKEN, _spoken),
        (_HOURS, _hours),
        (_PART, _part),
        (_EDGED_DAY, _part),
    ):
        for match in pattern.finditer(text, start, end):
            moment = make(match, text)
            if moment is not None and not any(m.start < moment.end and moment.start < m.end for m in found):
                found.append(moment)
    return sorted(found, key=lambda moment: moment.start)


def _clock(match: re.Match[str], text: str) -> Moment | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    at = (hour % 12 + (12 if match["half"].lower() == "p" else 0)) * 60 + minute
    return _moment(match, text, at)


def _day_clock(match: re.Match[str], text: str) -> Moment:
    minute = match["minute"] or match["plain"] or match["joined"]
    return _moment(match, text, int(match["hour"]) * 60 + int(minute))


def _point(match: re.Match[str], text: str) -> Moment:
    return _moment(match, text, 0 if match["point"].lower() == "midnight" else 720)


def _spoken(match: re.Match[str], text: str) -> Moment | None:
    """A time as it is spoken; without 'o'clock', 'half past' or a part of the day a number is none."""
    hour = SMALL_NUMBERS.index(match["hour"].lower()) if match["hour"].lower() in SMALL_NUMBERS else -1
    hour = int(match["hour"]) if hour < 0 else hour
    # 'Ten to four' may be a score or a range: only with 'at' or a part of the day beside it.
    step = (match["step"] or "").lower().removeprefix("a ")
    placed = text[max(0, match.start() - 3) : match.start()].lower() == "at "
    if not 1 <= hour <= 12 or not (match["clock"] or (step and (placed or match["half"]))):
        return None
    minutes = _STEPS.get(step, int(step) if step.isdigit() else 0)
    late = match["half"] and match["half"].lower() != "morning"
    if not match["half"]:
        # Which half of the day is not said: neither clash nor match can be read off it.
        return None
    at = (hour % 12 + (12 if late else 0)) * 60
    side = (match["side"] or "").lower()
    moment = _moment(match, text, at + (-minutes if side in ("to", "before") else minutes))
    named = next((at for at, day in enumerate(WEEKDAYS) if day in match["when"].lower()), None)
    return replace(moment, day=named) if named is not None else moment


def _moment(match: re.Match[str], text: str, at: int) -> Moment:
    near = (match["near"] or "").lower()
    earliest = at - (LOOSE_MINUTES if near and "after" not in near and "past" not in near else 0)
    latest = at + (LOOSE_MINUTES if near and "before" not in near else 0)
    following = _AFTER_DAY.match(text, match.end())
    day = WEEKDAYS.index(following["day"].lower()) if following else None
    return Moment(match.start(), match.end(), earliest, latest, day, "clock")


def _part(match: re.Match[str], text: str) -> Moment:
    groups = match.groupdict()
    edge, part = (groups.get("edge") or "").lower(), (groups.get("part") or "").lower()
    earliest, latest = _EDGES.get((edge, part), _PARTS.get(part, (0, DAY_MINUTES)))
    named = (groups.get("day") or "").lower()
    return Moment(
        match.start(), match.end(), earliest, latest, WEEKDAYS.index(named) if named else None, "part"
    )


_DAWN = {
    "before dawn": (120, 420),
    "at dawn": (270, 450),
    "at dusk": (960, 1320),
    "at lunchtime": (690, 870),
}


def _hours(match: re.Match[str], text: str) -> Moment:
    earliest, latest = _DAWN[match["dawn"].lower()] if match["dawn"] else (0, 390)
    named = (match["day"] or "").lower()
    day = WEEKDAYS.index(named) if named else None
    return Moment(match.start(), match.end(), earliest, latest, day, "part")


def governing_verb(tokens: tuple[Token, ...], at: int) -> str:
    """The lemma of the nearest verb above a token, '' if there is none within eight steps."""
    for _ in range(8):
        if tokens[at].pos == "VERB":
            return tokens[at].lemma
        head = tokens[at].head
        if head == at:
            return ""
        at = head
    return ""
