"""Where reports put one thing at different times: days, times of day, 'former', soon after or later."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, TimeExpression, Token
from samestory.records.dossier import DifferenceStatus
from samestory.text.contrasts.tellings import SEVERITY, Side, Telling, make_difference, read_once
from samestory.text.reading import read_plainly
from samestory.text.times.clock import DAY_MINUTES, LOOSE_MINUTES, Moment, find_moments, governing_verb

_SOON = "shortly|soon|moments|immediately|right|minutes|just minutes|seconds|just|hours|days"
_COUNT = r"\d{1,3}|a few|several|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty"
_RELATIVE = re.compile(
    rf"\b(?:(?P<soon>{_SOON}) (?:after|before)"
    rf"|(?P<count>(?:(?:about|around|roughly|some) )?(?:{_COUNT}) (?:seconds?|minutes?|hours?|days?))"
    r" (?:after|before|later|earlier))\b",
    re.IGNORECASE,
)
_EDGED = re.compile(
    r"early|late|(?:in |during )?the (?:early|small|wee)|before|at d|at lunch", re.IGNORECASE
)
# When a page was put up is not when anything happened.
_STAMP = re.compile(r"\b(?:posted|updated|published|modified)\b[^.\n]*$", re.IGNORECASE)
STAMP_REACH_CHARS = 40
# 'On June 3, 2020 at 8:15 p.m.', '8:15 p.m. on Sunday': the date is so near.
DATE_REACH_CHARS = 8
_FORMER = frozenset(("former", "ex", "onetime"))
# 'Former Harbor County police Chief Jon Marsh' is a title of six words and a name of two.
MAX_TITLE_WORDS = 9
# A 'retired colonel' is still called colonel, a 'then-director' may be either: neither held nor left.
_KEPT_TITLES = frozenset(("retired", "emeritus", "late", "then"))
# A time must be this many times as long as another to be called less exact.
MUCH_LONGER = 3
# Clock times that are told by the five minutes are rounded.
ROUND_MINUTES = 5


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
    told = [(telling, hours) for telling in tellings if (hours := read_once(telling, _moments))]
    moments = _contrast_moments(told)
    # 'Monday night' and 'early Tuesday' are one difference, not one of hours and one of days.
    days = (
        None
        if moments and any(" " in value.value for value in moments.values)
        else _contrast_days(tellings)
    )
    shared = None if moments else _contrast_doings(told)
    found = (moments, shared, _contrast_relative(tellings), days, _contrast_former(tellings))
    return [difference for difference in found if difference is not None]


def contrast_hours(sentences: Sequence[Telling]) -> list[Difference]:
    """Compare the hours that stand in the sentences around a statement: one is only more exact."""
    found = _contrast_moments(
        [(telling, hours) for telling in sentences if (hours := read_once(telling, _moments))]
    )
    return [found] if found is not None and found.status == "refinement" else []


def _verb_at(telling: Telling, start: int) -> str:
    at = next((p for p in telling.places if telling.tokens[p].end > start), None)
    return "" if at is None else governing_verb(telling.tokens, at)


def _moments(telling: Telling) -> list[Moment]:
    text = read_plainly(telling.account.report.text)
    found = [m for span in telling.spans for m in find_moments(text, span.start, span.end)]
    found = [m for m in found if not _STAMP.search(text, max(0, m.start - STAMP_REACH_CHARS), m.start)]
    # A bare 'night' or 'morning' is as often a name ('teen night', 'morning show') as a time.
    return [
        m for m in found if m.sort == "clock" or m.day is not None or _EDGED.match(text, m.start, m.end)
    ]


def _contrast_moments(told: Sequence[tuple[Telling, Sequence[Moment]]]) -> Difference | None:
    judged: list[tuple[DifferenceStatus, Telling, Moment, Telling, Moment]] = []
    for (a, ours), (b, theirs) in itertools.combinations(told, 2):
        pairs = [(x, y) for x in ours for y in theirs if not _on_other_dates(a, x, b, y)]
        if not pairs or any(_same(x, y) for x, y in pairs):
            continue
        x, y = min(pairs, key=lambda pair: (_gap(*pair), _width(pair[0]) + _width(pair[1])))
        same_verb = _verb_at(a, x.start) == _verb_at(b, y.start) != ""
        judged.append((_judge_moments(x, y, same_verb), a, x, b, y))
    if not judged:
        return None
    status = _worst([one[0] for one in judged])
    sides = [
        _Stand(telling, moment.start, moment.end, "").side(
            f"{moment.day} {moment.earliest}-{moment.latest}"
        )
        for _, a, x, b, y in judged
        for telling, moment in ((a, x), (b, y))
    ]
    reasons = {
        "conflict": "the same thing is put at two times of day that do not meet",
        "refinement": "one time lies within the other, or within what 'about' and 'shortly after' allow",
        "unsure": "the times of day do not meet, but may be those of two moments",
    }
    return make_difference("time", "at what time of day", status, reasons[status], sides)


def _contrast_doings(given: Sequence[tuple[Telling, Sequence[Moment]]]) -> Difference | None:
    """What happened at a time that all give: 'found around 2:30 a.m.' and 'shot around 2:30 a.m.'."""
    told: dict[tuple[int, int], dict[str, _Stand]] = {}
    for telling, moments in given:
        for moment in moments:
            verb = _verb_at(telling, moment.start)
            if moment.sort == "clock" and verb:
                stand = _Stand(telling, moment.start, moment.end, verb)
                told.setdefault((moment.earliest, moment.latest), {}).setdefault(telling.report, stand)
    for minutes in sorted(told):
        stands = list(told[minutes].values())
        # Of one thing two verbs tell the same doing: the fire 'broke out', it 'was seen'.
        if not any(_are_apart(x, y) for x, y in itertools.combinations(stands, 2)):
            continue
        sides = [_doing(stand).side(read_term(stand.verb)) for stand in stands]
        because = "one time of day is given of two doings, which may lie close together"
        return make_difference("time", "what happened at that time", "compatible", because, sides)
    return None


def _are_apart(x: _Stand, y: _Stand) -> bool:
    return read_term(x.verb) != read_term(y.verb) and not _involved(x) & _involved(y)


def _involved(stand: _Stand) -> frozenset[str]:
    """The terms of the nouns that hang on a verb, or on what hangs on it."""
    tokens = stand.telling.tokens
    # 'A.m.', 'Tuesday' and 'morning' belong to the time that they share.
    timed = [(time.start, time.end) for time in stand.telling.times] + [(stand.start, stand.end)]
    return frozenset(
        read_term(tokens[p].lemma)
        for p in stand.telling.places
        if tokens[p].pos in ("NOUN", "PROPN")
        and governing_verb(tokens, p) == stand.verb
        and not any(start <= tokens[p].start < end for start, end in timed)
    )


def _doing(stand: _Stand) -> _Stand:
    """The words from the verb to the time, or from the time to the verb."""
    telling = stand.telling
    verbs = [
        telling.tokens[p] for p in telling.places
        if telling.tokens[p].pos == "VERB" and telling.tokens[p].lemma == stand.verb
    ]  # fmt: skip
    start = min([stand.start, *(v.start for v in verbs)])
    return replace(stand, start=start, end=max([stand.end, *(v.end for v in verbs)]))


def _worst(statuses: Sequence[DifferenceStatus]) -> DifferenceStatus:
    return min(statuses, key=SEVERITY.index)


def _same(x: Moment, y: Moment) -> bool:
    """Tell whether two moments are one; two parts of the day that meet are no difference worth a word."""
    if x.day is not None and y.day is not None and x.day != y.day:
        return False
    return (x.earliest, x.latest) == (y.earliest, y.latest) or (
        x.sort == y.sort == "part" and _gap(x, y) <= 0
    )


def _on_other_dates(a: Telling, x: Moment, b: Telling, y: Moment) -> bool:
    """Tell whether dates right beside two times of day say that they are of two days."""
    ours, theirs = _dates_beside(a, x), _dates_beside(b, y)
    apart = (p.latest < q.earliest or q.latest < p.earliest for p in ours for q in theirs)
    return bool(ours and theirs) and all(apart)


def _dates_beside(telling: Telling, moment: Moment) -> list[TimeExpression]:
    low, high = moment.start - DATE_REACH_CHARS, moment.end + DATE_REACH_CHARS
    return [time for time in telling.times if low <= time.end and time.start <= high]


def _width(moment: Moment) -> int:
    return moment.latest - moment.earliest


def _gap(x: Moment, y: Moment) -> int:
    """Minutes between two moments, less than 0 if they overlap; over the week where both name a day."""
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
    rounded = any(m.earliest % ROUND_MINUTES == 0 for m in (x, y)) and x.sort == y.sort == "clock"
    # Nobody ends the morning at noon sharp: the edges of a part of the day are as loose as an 'about'.
    loose = "part" in (x.sort, y.sort) and gap <= LOOSE_MINUTES
    if gap <= 0 or loose or (gap < ROUND_MINUTES and rounded):
        # 'Twenty to four' is what most people make of 3:41.
        return "refinement"
    exact = x.sort == y.sort == "clock" and _width(x) == _width(y) == 0
    return "conflict" if same_verb and exact and gap > LOOSE_MINUTES else "unsure"


def _contrast_relative(tellings: Sequence[Telling]) -> Difference | None:
    """'Shortly after takeoff' and '10 minutes after takeoff': one is more exact."""
    vague: list[Side] = []
    exact: list[Side] = []
    for telling in tellings:
        text = read_plainly(telling.account.report.text)
        for span in telling.spans:
            for match in _RELATIVE.finditer(text, span.start, span.end):
                words = telling.text(match.start(), match.end())
                key = re.sub(
                    r"\W+(after|later|before|earlier)$", "", (match["count"] or match["soon"]).lower()
                )
                side = Side(
                    telling.report, key if match["count"] else "soon", words, match.start(), match.end()
                )
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
    judged: list[tuple[DifferenceStatus, Telling, TimeExpression, Telling, TimeExpression]] = []
    for a, b in itertools.combinations(tellings, 2):
        pairs = [(x, y) for x in _dated(a) for y in _dated(b)]
        if not pairs or any((x.earliest, x.latest) == (y.earliest, y.latest) for x, y in pairs):
            continue
        # 'Today' is another day in every report, and seldom another day.
        if any(_worded(a, x) == _worded(b, y) for x, y in pairs):
            continue
        within = [
            (x, y)
            for x, y in pairs
            if (
                (x.earliest <= y.earliest and y.latest <= x.latest)
                or (y.earliest <= x.earliest and x.latest <= y.latest)
            )
        ]
        if any(_days(x) < MUCH_LONGER * _days(y) and _days(y) < MUCH_LONGER * _days(x) for x, y in within):
            # 'Late 2018' and 'the end of 2018' are the same to any reader.
            continue
        # 'Tested last week', 'tested this year': under two verbs they are as often two doings.
        within = [(x, y) for x, y in within if _verb_at(a, x.start) == _verb_at(b, y.start)]
        if within:
            judged.append(("refinement", a, within[0][0], b, within[0][1]))
            continue
        x, y = min(pairs, key=lambda pair: abs(pair[0].earliest - pair[1].earliest))
        # Under two verbs the days are those of two happenings; even under one they may be.
        if _verb_at(a, x.start) == _verb_at(b, y.start) != "":
            judged.append(("unsure", a, x, b, y))
    if not judged:
        return None
    status = _worst([one[0] for one in judged])
    reasons = {
        "refinement": "one day lies within the time that the other gives",
        "unsure": "the days do not meet, but may be those of two happenings",
    }
    sides = [
        Side(
            telling.report,
            f"{time.earliest}/{time.latest}",
            telling.text(time.start, time.end),
            time.start,
            time.end,
        )
        for _, a, x, b, y in judged
        for telling, time in ((a, x), (b, y))
    ]
    return make_difference("time", "on which day", status, reasons[status], sides)


def _dated(telling: Telling) -> list[TimeExpression]:
    """The times of a telling without what is left of a feast: 'the Fourth of July'."""
    return [time for time in telling.times if not _worded(telling, time).startswith("of ")]


def _worded(telling: Telling, time: TimeExpression) -> str:
    return telling.text(time.start, time.end).lower()


def _days(time: TimeExpression) -> int:
    return (time.latest - time.earliest).days + 1


def _contrast_former(tellings: Sequence[Telling]) -> Difference | None:
    """'Chief Marsh' and 'former chief Marsh': he cannot be both at the same time."""
    uses = [use for telling in tellings for use in _titles(telling)]
    for use in uses:
        if not use.former:
            continue
        was = [other for other in uses if other.former and other.name == use.name]
        reports = {other.side.report for other in was}
        still = [
            other for other in uses
            if other.name == use.name and other.side.report not in reports and other.titles == use.titles
        ]  # fmt: skip
        if still:
            sides = [other.side for other in (*still, *was)]
            kept = all(other.titles & use.titles <= load_contrast_words().honours for other in still)
            status: DifferenceStatus = "compatible" if kept else "conflict"
            because = "one report calls former what another calls the office that the same person holds"
            if not kept and not _are_of_one_day(tellings):
                # Who left in between, or is given the title of the days that are told of.
                status = "unsure"
            if kept:
                because = "the title is commonly kept by those who have left the office"
            return make_difference("time", "whether the office is still held", status, because, sides)
    return None


def _are_of_one_day(tellings: Sequence[Telling]) -> bool:
    """Whether no report is known to be of another day than another."""
    days = [(t.account.published.earliest, t.account.published.latest) for t in tellings]
    known = [(first, last) for first, last in days if first is not None and last is not None]
    return max((first for first, _ in known), default=None) == min(
        (last for _, last in known), default=None
    )


@dataclass(frozen=True, slots=True)
class _Titled:
    """A surname with the title before it."""

    name: str
    former: bool
    titles: frozenset[str]
    side: Side


def _titles(telling: Telling) -> list[_Titled]:
    """The names that have a title before them: 'Harbor County police Chief Jon Marsh'."""
    found = []
    tokens, inside = telling.tokens, set(telling.places)
    for place in telling.places:
        if tokens[place].pos != "PROPN" or (place + 1 in inside and _is_titular(tokens[place + 1])):
            continue
        start = place
        while start - 1 in inside and place - start < MAX_TITLE_WORDS and _is_titular(tokens[start - 1]):
            start -= 1
        words = [token.text.lower() for token in tokens[start : place + 1]]
        former = bool(_FORMER & set(words))
        # The last two are the person's own names; the rest is what they are called.
        titles = frozenset(word for word in words[:-1] if word not in _FORMER and word in _offices())
        if titles and not _KEPT_TITLES & set(words):
            span = tokens[start].start, tokens[place].end
            side = Side(telling.report, "former" if former else "held", telling.text(*span), *span)
            found.append(_Titled(words[-1], former, titles, side))
    return found


def _offices() -> frozenset[str]:
    return load_contrast_words().offices


def _is_titular(token: Token) -> bool:
    return (
        token.pos in ("NOUN", "PROPN")
        or token.tag == "JJ"
        or token.text in (".", "-")
        or token.text.lower() == "then"
    )
