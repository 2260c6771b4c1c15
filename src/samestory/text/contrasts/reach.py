"""How far a count reaches: over days or a whole year, or on into the next sentence."""

from __future__ import annotations

import re

from samestory.text.contrasts.tellings import Telling
from samestory.text.figures.told import Figure
from samestory.text.reading import read_plainly

_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|many)"
# 'Hurt over a period of 60 hours', 'killed this year'.
_PERIOD = re.compile(
    r"\b(?:over|during|within|across|throughout|in)(?: (?:a|the))?"
    r"(?: (?:span|period|space|course|matter) of)?(?: (?:a|the))?"
    rf"(?: (?:past|last|previous|just))? {_NUMBER}[ -](?:hour|day|week|month|year)s?\b"
    r"|\b(?:this|last) (?:year|month|weekend|week)\b|\b(?:over|during) the weekend\b"
    r"|\bso far in \d{4}\b|\byear to date\b|\b(?:citywide|nationwide)\b",
    re.IGNORECASE,
)
_ORDINAL = r"(?:second|third|fourth|fifth|sixth|seventh|eighth)"
_PERSON = r"(?:victim|person|man|woman|boy|girl|body|student|officer|child|teen|teenager|patient)"
# 'They found three people hurt. Minutes later they reached another person.'
_FURTHER = re.compile(
    rf"\b(?:another|one more|an additional|(?:a|the) {_ORDINAL}) (?:\w+ )?{_PERSON}\b"
    rf"|\b{_NUMBER} (?:more|additional|further)\b",
    re.IGNORECASE,
)
# A count goes on in the next sentence or two.
REACH_CHARS = 250


def doubt_reach(a: Telling, b: Telling, x: Figure, y: Figure) -> str:
    """Say why two counts of people may not reach equally far; '' if nothing speaks for it."""
    if _is_of_period(a, x) != _is_of_period(b, y):
        return "one may count over a longer time"
    ours, theirs = _named_beside(a, x), _named_beside(b, y)
    if ours and theirs and not ours & theirs:
        return "they stand beside other names, and may be of two happenings"
    telling, lesser = (a, x) if x.size < y.size else (b, y)
    if _goes_on(telling, lesser):
        return f"the report that says ‘{lesser.words}’ goes on to count others"
    return ""


def _is_of_period(telling: Telling, figure: Figure) -> bool:
    return bool(_PERIOD.search(telling.account.report.text, *_home(telling, figure)))


def _named_beside(telling: Telling, figure: Figure) -> frozenset[str]:
    """The names in a figure's sentence."""
    start, end = _home(telling, figure)
    tokens = telling.tokens
    return frozenset(id for at, id in telling.all_names.items() if start <= tokens[at].start < end)


def _goes_on(telling: Telling, figure: Figure) -> bool:
    end = _home(telling, figure)[1]
    return bool(_FURTHER.search(read_plainly(telling.account.report.text[end : end + REACH_CHARS])))


def _home(telling: Telling, figure: Figure) -> tuple[int, int]:
    """The sentence in which a figure stands."""
    at = figure.quantity.start
    sentences = telling.account.annotation.sentences
    return next(((s.start, s.end) for s in sentences if s.start <= at < s.end), (at, figure.quantity.end))
