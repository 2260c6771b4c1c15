"""Spaces on the wrong side of a quotation mark, where the marks of a line leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.records import Repair

REASON = "odd space"

_MAX_LINE_CHARS = 20_000
_LINE = re.compile(rf"[^\n]{{1,{_MAX_LINE_CHARS}}}")
_STRAIGHT = re.compile('"')
_MAX_MARKS = 40
_SPACE = " \u00a0\u2009\u202f\t"
_SPACES = frozenset(_SPACE)
# Where a straight mark can be repaired: spaces, or the line's ends, on both of its sides, or a bracket or
# dash before and a space after; or, where it closes, the end of speech and a space before, a letter after.
_DOUBTFUL = re.compile(
    f'"(?:(?<=[{_SPACE}\n(\\[—–/-]")(?=[{_SPACE}])|(?<![^\n]")(?=[{_SPACE}])|(?<=[{_SPACE}]")(?=\n|\\Z)'
    f'|(?P<closing>(?<=[.,!?…][{_SPACE}]")(?=\\w)))'
)
# What speech ends in before its closing mark: '"We won. "says the mayor'.
_ENDS_SPEECH = frozenset(".,!?…")
_OPENS_BEFORE = frozenset("([—–-/")
# Between two closing marks a thin space is good setting, and a plain one no harm.
_MARKS = "'’‘"
_CURLY_OPEN = re.compile("(?<![^\\s(\\[—–])“([ \u00a0\u2009\u202f])(?=\\w)")
_CURLY_CLOSE = re.compile("(?<=[^\\s'’])([ \u00a0\u2009\u202f])”(?=[\\s.,;:!?)]|$)")


def find_odd_spaces(text: str) -> Iterator[Repair]:
    """Find spaces just inside quotation marks, and closing marks that cling to the next word.

    Straight marks look alike on both sides: they are taken in turns, and a line in which one of them
    stands against its turn is left alone (inches, marks left open, quotations within quotations).
    Guillemets are left alone too: French sets a space inside them.
    """
    for start, end in _list_doubtful(text) if '"' in text else ():
        marks = text.count('"', start, end)
        if marks % 2 == 0 and 0 < marks <= _MAX_MARKS:
            places = [mark.start() for mark in _STRAIGHT.finditer(text, start, end)]
            yield from _space_line(text, places, start, end)
    if "“" in text and "„" not in text:
        for match in _CURLY_OPEN.finditer(text) if any("“" + space in text for space in _SPACES) else ():
            yield Repair(match.start(1), match.end(1), "", REASON)
        for match in _CURLY_CLOSE.finditer(text) if any(space + "”" in text for space in _SPACES) else ():
            if "“" in text[max(0, match.start() - 2000) : match.start()]:
                yield Repair(match.start(1), match.end(1), "", REASON)


def _list_doubtful(text: str) -> Iterator[tuple[int, int]]:
    """List the lines that have a mark to repair and perhaps some others, which most reports have not."""
    if len(text) > _MAX_LINE_CHARS:  # a line may be cut, and any mark stand at its end
        yield from (line.span() for line in _LINE.finditer(text))
        return
    past = 0
    for match in _DOUBTFUL.finditer(text):
        if match.start() < past:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        if match["closing"] is None or text.count('"', start, match.start()) % 2:
            past = text.find("\n", match.start())
            past = len(text) if past < 0 else past
            yield start, past


def _space_line(text: str, places: Sequence[int], start: int, end: int) -> list[Repair]:
    repairs: list[Repair] = []
    for turn, place in enumerate(places):
        before = text[place - 1] if place > start else " "
        after = text[place + 1] if place + 1 < end else " "
        loose_before, loose_after = before in _SPACES, after in _SPACES
        if turn % 2 == 0:
            if not loose_before and before not in _OPENS_BEFORE:
                return []
            if loose_after and place + 1 < end:
                repairs.append(Repair(place + 1, place + 2, "", REASON))
        elif loose_before and loose_after:
            if text[place - 2] in _MARKS:
                continue
            repairs.append(Repair(place - 1, place, "", REASON))
        elif loose_before and after.isalnum():
            if place - 2 < start or text[place - 2] not in _ENDS_SPEECH or not after.islower():
                return []
            repairs += [Repair(place - 1, place, "", REASON), Repair(place, place + 1, '" ', REASON)]
        elif after.isalnum():
            return []
    return repairs
