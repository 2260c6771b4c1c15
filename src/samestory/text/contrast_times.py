"""Where reports put one thing at different times: days, times of day, 'former', soon after or later."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from samestory.records import Difference, TimeExpression
from samestory.records.dossier import DifferenceStatus
from samestory.text.clock import DAY_MINUTES, Moment, find_moments, governing_verb
from samestory.text.reading import PLAIN_FORMS
from samestory.text.tellings import Side, Telling, make_difference

_RELATIVE = re.compile(
    r"\b(?:(?P<soon>shortly|soon|moments|immediately|right|minutes|just minutes|seconds|just|hours|days) (?P<way>after|before)"
    r"|(?P<count>(?:(?:about|around|roughly|some) )?(?:\d{1,3}|a few|several|two|three|four|five|six|ten|twenty|thirty) (?:seconds?|minutes?|hours?|days?)) (?P<how>after|before|later|earlier))\b",
    re.IGNORECASE,
)
_FORMER = frozenset(("former", "ex", "retired", "onetime", "then"))
_MAX_FORMER_WORDS = 7
# A time must be this many times as long as another to be called less exact.
MUCH_LONGER = 3


@dataclass(frozen=True, slots=True)
class _Stand:
    """A stretch of a telling and the verb that governs it."""

    telling: Telling
    start: int
    end: int
    verb: str

    def side(self, key: str) -> Side:
        return Side(self.telling.report, key, self.telling.text(self.start, self.end), self.start, self.end)


def contrast_times(tellings: Sequence[Telling]) -> list[Difference]:
    """Compare when each report says it was: by the clock, by the day, by what came before."""
    found = [
        compare(tellings)
        for compare in (_contrast_moments, _contrast_relative, _contrast_days, _contrast_former)
    ]
    return [difference for difference in found if difference is not None]


def _verb_at(telling: Telling, start: int) -> str:
    at = next((p for p in telling.places if telling.tokens[p].end > start), None)
    return "" if at is None else governing_verb(telling.tokens, at)


def _moments(telling: Telling) -> list[Moment]:
    text = telling.account.report.text.translate(PLAIN_FORMS)
    found = [m for span in telling.spans for m in find_moments(text, span.start, span.end)]
    # A bare 'night' or 'morning' is as often a name ('teen night', 'morning show') as a time.
    return [m for m in found if m.sort == "clock" or m.day is not None or text[m.start : m.start + 4].lower() in ("earl", "late")]


def _contrast_moments(tellings: Sequence[Telling]) -> Difference | None:
    told = [(telling, _moments(telling)) for telling in tellings]
    told = [(telling, moments) for telling, moments in told if moments]
    judged: list[tuple[DifferenceStatus, Telling, Moment, Telling, Moment]] = []
    for (a, ours), (b, theirs) in itertools.combinations(told, 2):
        pairs = [(x, y) for x in ours for y in theirs]
        if any(_same(x, y) for x, y in pairs):
            continue
        x, y = min(pairs, key=lambda pair: (_gap(*pair), _width(pair[0]) + _width(pair[1])))
        same_verb = _verb_at(a, x.start) == _verb_at(b, y.start) != ""
        judged.append((_judge_moments(x, y, same_verb), a, x, b, y))
    if not judged:
        return None
    status = _worst([one[0] for one in judged])
    sides = [
        _Stand(telling, moment.start, moment.end, "").side(f"{moment.day} {moment.earliest}-{moment.latest}")
        for _, a, x, b, y in judged
        for telling, moment in ((a, x), (b, y))
    ]
    reasons = {
        "conflict": "the same thing is put at two times of day that do not meet",
        "refinement": "one time lies within the other, or within what 'about' and 'shortly after' allow",
        "unsure": "the times of day do not meet, but may be those of two moments",
    }
    return make_difference("time", "at what time of day", status, reasons[status], sides)


def _worst(statuses: Sequence[DifferenceStatus]) -> DifferenceStatus:
    order: tuple[DifferenceStatus, ...] = ("conflict", "update", "refinement", "compatible", "unsure")
    return min(statuses, key=order.index)


def _same(x: Moment, y: Moment) -> bool:
    """Tell whether two moments are one; two parts of the day that meet are no difference worth a word."""
    if x.day is not None and y.day is not None and x.day != y.day:
        return False
    return (x.earliest, x.latest) == (y.earliest, y.latest) or (x.sort == y.sort == "part" and _gap(x, y) <= 0)


def _width(moment: Moment) -> int:
    return moment.latest - moment.earliest


def _gap(x: Moment, y: Moment) -> int:
    """Minutes between two moments, negative by as much as they overlap; over the week where both name a day."""
    shift = 0
    if x.day is not None and y.day is not None:
        days = (y.day - x.day + 3) % 7 - 3
        shift = days * DAY_MINUTES
    return max(x.earliest - (y.latest + shift), (y.earliest + shift) - x.latest)


def _judge_moments(x: Moment, y: Moment, same_verb: bool) -> DifferenceStatus:
    gap = _gap(x, y)
    if x.day is not None and y.day is not None and x.day != y.day and gap <= 0:
        # 'Late Sunday night' and 'early Monday morning' may be the same hour.
        return "unsure"
    if gap <= 0:
        return "refinement"
    exact = _width(x) == 0 and _width(y) == 0
    return "conflict" if same_verb and (exact or gap > 180) else "unsure"


def _contrast_relative(tellings: Sequence[Telling]) -> Difference | None:
    """'Shortly after takeoff' and '10 minutes after takeoff': one is more exact."""
    vague: list[Side] = []
    exact: list[Side] = []
    for telling in tellings:
        text = telling.account.report.text.translate(PLAIN_FORMS)
        for span in telling.spans:
            for match in _RELATIVE.finditer(text, span.start, span.end):
                words = telling.text(match.start(), match.end())
                key = re.sub(r"\W+(after|later|before|earlier)$", "", (match["count"] or match["soon"]).lower())
                side = Side(telling.report, key if match["count"] else "soon", words, match.start(), match.end())
                (exact if match["count"] else vague).append(side)
    counted = {side.report for side in exact}
    vague = [side for side in vague if side.report not in counted]
    if not vague or not exact:
        return None
    return make_difference(
        "time", "how long after", "refinement", "one report counts the time that another only calls short",
        [*vague, *exact],
    )  # fmt: skip


def _contrast_days(tellings: Sequence[Telling]) -> Difference | None:
    judged = []
    for a, b in itertools.combinations(tellings, 2):
        pairs = [(x, y) for x in a.times for y in b.times]
        if not pairs or any((x.earliest, x.latest) == (y.earliest, y.latest) for x, y in pairs):
            continue
        within = [
            (x, y)
            for x, y in pairs
            if ((x.earliest <= y.earliest and y.latest <= x.latest)
            or (y.earliest <= x.earliest and x.latest <= y.latest))
        ]
        if any(_days(x) < MUCH_LONGER * _days(y) and _days(y) < MUCH_LONGER * _days(x) for x, y in within):
            # 'Late 2018' and 'the end of 2018' are the same to any reader.
            continue
        if within:
            judged.append(("refinement", a, within[0][0], b, within[0][1]))
            continue
        x, y = min(pairs, key=lambda pair: abs(pair[0].earliest - pair[1].earliest))
        verb = _verb_at(a, x.start)
        same = verb != "" and verb == _verb_at(b, y.start) and verb not in ("say", "tell", "be", "have")
        single = x.earliest == x.latest and y.earliest == y.latest
        judged.append(("conflict" if same and single else "unsure", a, x, b, y))
    if not judged:
        return None
    status = _worst([one[0] for one in judged])
    reasons = {
        "conflict": "the same thing is put on two days that do not meet",
        "refinement": "one day lies within the time that the other gives",
        "unsure": "the days do not meet, but may be those of two happenings",
    }
    sides = [
        Side(telling.report, f"{time.earliest}/{time.latest}", telling.text(time.start, time.end), time.start, time.end)
        for _, a, x, b, y in judged
        for telling, time in ((a, x), (b, y))
    ]
    return make_difference("time", "on which day", status, reasons[status], sides)


def _days(time: TimeExpression) -> int:
    return (time.latest - time.earliest).days + 1


def _contrast_former(tellings: Sequence[Telling]) -> Difference | None:
    """'Chief Fitch' and 'former chief Fitch': he cannot be both at the same time."""
    titled: dict[str, list[tuple[bool, frozenset[str], Side]]] = {}
    for telling in tellings:
        for name, former, titles, side in _titles(telling):
            titled.setdefault(name, []).append((former, titles, side))
    for name in sorted(titled):
        uses = titled[name]
        was = [use for use in uses if use[0]]
        reports = {use[2].report for use in was}
        still = [
            use for use in uses
            if not use[0] and use[2].report not in reports and any(use[1] & other[1] for other in was)
        ]  # fmt: skip
        if was and still:
            return make_difference(
                "time", "whether the office is still held", "conflict",
                "one report calls the same person former holder of what another calls an office held",
                [use[2] for use in (*still, *was)],
            )  # fmt: skip
    return None


def _titles(telling: Telling) -> list[tuple[str, bool, frozenset[str], Side]]:
    """The names with a title before them: whose, whether it is a former one, the title's words, where."""
    found = []
    tokens = telling.tokens
    for place in telling.places:
        name = telling.names.get(place)
        if name is None or tokens[place].pos != "PROPN" or telling.names.get(place - 1) == name:
            continue
        start = place
        while start - 1 in telling.places and place - start < _MAX_FORMER_WORDS and _is_title(telling, start - 1, name):
            start -= 1
        words = [token.text.lower() for token in tokens[start:place]]
        if words:
            titles = frozenset(word for word in words if word not in _FORMER and len(word) > 2)
            end = tokens[place].end
            side = Side(telling.report, "former" if _FORMER & set(words) else "held", telling.text(tokens[start].start, end), tokens[start].start, end)
            found.append((name, bool(_FORMER & set(words)), titles, side))
    return found


def _is_title(telling: Telling, at: int, name: str) -> bool:
    token = telling.tokens[at]
    return token.pos in ("NOUN", "PROPN", "ADJ") or token.text in (".", "-", "'s") and token.dep in ("case", "punct")


