"""Which quotation marks belong together, in text whose marks are straight, odd or missing.

A mark is read as an opening, a closing or a stray one (an apostrophe, an inch, a misprint). All
readings of a block are weighed against one another and the cheapest is taken, as one misprint must
not turn every later quotation of the block inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Family = Literal["straight", "curly", "angle", "single"]
Stack = tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: `[start, end)` inside them, `[outer_start, outer_end)` with them.

    `depth` is 0 outside of any other. `closed` is False where the closing mark is missing and the
    stretch runs to the end of the block.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark with what each reading of it costs."""

    start: int
    end: int
    family: Family
    opening: float
    closing: float
    stray: float
    reopening: float = 9.0


@dataclass(frozen=True, slots=True)
class _Pair:
    """An opening mark with the mark at which its stretch ends, None at the end of the block."""

    opening: _Mark
    until: _Mark | None
    depth: int
    closed: bool
    abandoned: bool = False


# What a reading costs. Only the order of the sums matters: a mark that looks like an opening one is
# read as a closing one rather than left over (a stray space before it is the commonest misprint),
# and a quotation is left unclosed rather than two marks thrown away.
AGAINST_SHAPE = 1.5
SHAPELESS = 0.6
LEFT_OVER = 2.5
UNCLOSED = 1.0
UNCLOSED_SINGLE = 2.0
CONTINUED = 0.3  # the next block opens with a mark of the same family: a quotation over paragraphs
OTHER_FAMILY = 1.0
NESTED = 0.3
REOPENED = 0.5  # 'One. "Two': the paragraphs of one quotation run together, each with its own opening mark
# '"One. He then spoke of "two" things': the closing mark is missing and the writer goes on. Cheaper
# than one long quotation with a mark left over, dearer than an odd closing mark.
ABANDONED = 1.8
NESTED_ALIKE = 2.2  # a straight mark within straight marks is nearly always a closing one
DEEPEST = 2
MAX_MARKS = 400  # a block with more is code or a table, not prose

_MARKS = re.compile(r"''|``|[\"“”„‟«»‹›‘’‚‛'`´]")
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d)?\s?[\"”″]")
_ELIDED = re.compile(
    r"(?:em|til|till|cause|bout|round|tis|twas|n|cos|cuz|neath|hood|nother|ere|kay|\d\ds?)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_FAMILIES: dict[str, Family] = {
    "\"": "straight", "''": "straight", "``": "straight",
    "“": "curly", "”": "curly", "„": "curly", "‟": "curly",
    "«": "angle", "»": "angle", "‹": "angle", "›": "angle",
    "‘": "single", "’": "single", "‚": "single", "‛": "single", "'": "single", "`": "single", "´": "single",
}  # fmt: skip
_ALWAYS_OPEN = frozenset("„‟‚‛`") | {"``"}


def pair_marks(text: str, *, continued: frozenset[Family] = frozenset()) -> tuple[Marked, ...]:
    """Pair the quotation marks of one block of text, nested ones too, in order of their start.

    `continued` holds the families with which the next block opens: there a quotation may run on
    without a closing mark. A block with more than `MAX_MARKS` marks is refused and gives nothing.

    >>> [(m.start, m.end) for m in pair_marks('"We won," she said, "at last.')]
    [(1, 8), (21, 29)]
    """
    marks = list(_read_marks(text))
    if not marks or len(marks) > MAX_MARKS:
        return ()
    pairs = _cheapest(marks, continued)
    found = [_stretch(text, pair) for pair in pairs]
    return tuple(sorted((m for m in found if m.end > m.start), key=lambda m: (m.outer_start, -m.outer_end)))


def opening_family(text: str) -> Family | None:
    """Tell with which family of marks a block opens, None if with none."""
    bare = text.lstrip(" \t\u00a0(–—-")
    found = _MARKS.match(bare)
    if found is None or (found.group() in "’”'" and _ELIDED.match(bare, found.end())):
        return None
    return _FAMILIES[found.group()]


def _read_marks(text: str) -> Iterator[_Mark]:
    inches = {found.end() - 1 for found in _FEET.finditer(text)}
    feet = {place for found in _FEET.finditer(text) for place in range(found.start(), found.end())}
    for found in _MARKS.finditer(text):
        if found.start() in feet or found.start() in inches:
            continue
        family = _FAMILIES[found.group()]
        mark = _single(text, found) if family == "single" else _double(text, found, family)
        if mark is not None:
            yield mark


def _double(text: str, found: re.Match[str], family: Family) -> _Mark:
    glyph = found.group()
    before = text[found.start() - 1] if found.start() else " "
    after = text[found.end()] if found.end() < len(text) else " "
    opening, closing = _shape_costs(before, after)
    if glyph in _ALWAYS_OPEN:
        opening, closing = 0.0, LEFT_OVER
    elif glyph in "“«‹":
        opening, closing = 0.0, AGAINST_SHAPE + (opening - closing) / 4
    elif glyph in "”»›":
        opening, closing = AGAINST_SHAPE + (closing - opening) / 4, 0.0
    inch = before.isdigit() and not after.isalnum() and glyph in "\"”''"
    stray = 0.6 if inch else LEFT_OVER
    reopening = opening + REOPENED if _begins_anew(text, found) else 9.0
    return _Mark(found.start(), found.end(), family, opening, closing, stray, reopening)


def _begins_anew(text: str, found: re.Match[str]) -> bool:
    """Tell whether a sentence ends before the mark and another begins right after it."""
    before = text[max(0, found.start() - 3) : found.start()]
    after = text[found.end() : found.end() + 1]
    return before[-1:].isspace() and before.rstrip()[-1:] in ".!?…" and (after.isupper() or after.isdigit())


def _shape_costs(before: str, after: str) -> tuple[float, float]:
    """Cost a straight mark by its neighbours: (as an opening one, as a closing one)."""
    left = before.isspace() or before in "([{—–-/“‘\"'"
    right = after.isspace() or after in ".,;:!?)]}—–-/”’\"'…"
    if left and not right:
        return 0.0, AGAINST_SHAPE
    if right and not left:
        return AGAINST_SHAPE, 0.0
    return SHAPELESS, SHAPELESS


def _single(text: str, found: re.Match[str]) -> _Mark | None:
    """Weigh a single mark; None for an apostrophe inside a word."""
    before = text[found.start() - 1] if found.start() else " "
    after = text[found.end()] if found.end() < len(text) else " "
    if before.isalnum() and after.isalnum():
        return None
    glyph = found.group()
    start, end = found.span()
    left = before.isspace() or before in '([{—–-/“"„«'
    right = after.isspace() or after in '.,;:!?)]}—–-/”"»…'
    if glyph in "‘‚‛`" and not (left and _ELIDED.match(text, end)):
        return _Mark(start, end, "single", 0.0, LEFT_OVER, 1.5)
    if left and not right:
        stray = 0.0 if _ELIDED.match(text, end) else 0.8
        return _Mark(start, end, "single", 0.2 if glyph == "'" else AGAINST_SHAPE, LEFT_OVER, stray)
    if right and not left:
        # Only a mark after punctuation is surely a closing one; after an s it may be a possessive.
        stray = 1.6 if before in ",.!?…" else 0.0 if before in "sSzxn" else 0.4
        possessive = before in "sSzx" and after == " " and text[end + 1 : end + 2].islower()
        return _Mark(start, end, "single", LEFT_OVER, 0.5 if possessive else 0.0, stray)
    return _Mark(start, end, "single", AGAINST_SHAPE, AGAINST_SHAPE, 0.2)


_Reading = Literal["open", "close", "stray", "reopen", "abandon"]


def _cheapest(marks: Sequence[_Mark], continued: frozenset[Family]) -> list[_Pair]:
    """Find the cheapest reading of all marks (Viterbi over the stacks of open families)."""
    costs: dict[Stack, float] = {(): 0.0}
    back: list[dict[Stack, tuple[Stack, _Reading]]] = []
    for mark in marks:
        step: dict[Stack, tuple[float, Stack, _Reading]] = {}
        for stack, cost in costs.items():
            for new, price, reading in _moves(stack, mark):
                if new not in step or cost + price < step[new][0] - 1e-9:
                    step[new] = (cost + price, stack, reading)
        costs = {stack: found[0] for stack, found in step.items()}
        back.append({stack: (found[1], found[2]) for stack, found in step.items()})
    last = min(costs, key=lambda stack: (costs[stack] + _left_open(stack, continued), stack))
    return _pairs(marks, _walk_back(back, last))


def _moves(stack: Stack, mark: _Mark) -> Iterator[tuple[Stack, float, _Reading]]:
    yield stack, mark.stray, "stray"
    if len(stack) < DEEPEST:
        nesting = 0.0 if not stack else NESTED_ALIKE if stack[-1] == mark.family else NESTED
        yield (*stack, mark.family), mark.opening + nesting, "open"
    if stack:
        if stack[-1] == mark.family:
            yield stack[:-1], mark.closing, "close"
            yield stack, mark.reopening, "reopen"
            if len(stack) == 1 and mark.family != "single":
                yield stack, mark.opening + ABANDONED, "abandon"
        elif "single" not in (stack[-1], mark.family):
            yield stack[:-1], mark.closing + OTHER_FAMILY, "close"


def _left_open(stack: Stack, continued: frozenset[Family]) -> float:
    prices = {True: CONTINUED, False: UNCLOSED}
    return sum(
        prices[family in continued] + (UNCLOSED_SINGLE - UNCLOSED if family == "single" else 0.0)
        for family in stack
    )


def _walk_back(back: Sequence[dict[Stack, tuple[Stack, _Reading]]], last: Stack) -> list[_Reading]:
    readings: list[_Reading] = []
    for step in reversed(back):
        last, reading = step[last]
        readings.append(reading)
    return readings[::-1]


def _pairs(marks: Sequence[_Mark], readings: Sequence[_Reading]) -> list[_Pair]:
    pairs: list[_Pair] = []
    stack: list[_Mark] = []
    for mark, reading in zip(marks, readings, strict=True):
        if reading in ("close", "reopen", "abandon"):
            opening = stack.pop()
            pairs.append(
                _Pair(opening, mark, len(stack), closed=reading == "close", abandoned=reading == "abandon")
            )
        if reading in ("open", "reopen", "abandon"):
            stack.append(mark)
    return [*pairs, *(_Pair(mark, None, depth, closed=False) for depth, mark in enumerate(stack))]


def _last_sentence_end(text: str, start: int, end: int) -> int:
    """Find where the last whole sentence of a stretch ends; its start where it holds none."""
    ends = [start + found.end() for found in _SENTENCE_END.finditer(text[start:end])]
    return ends[-1] if ends else start


def _stretch(text: str, pair: _Pair) -> Marked:
    """Trim the white space that stands inside the marks."""
    end = pair.until.start if pair.until else len(text)
    if pair.abandoned:
        end = _last_sentence_end(text, pair.opening.end, end)
    inside = text[pair.opening.end : end]
    start = pair.opening.end + len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    outer_end = pair.until.end if pair.until and pair.closed else end
    return Marked(start, end, pair.opening.start, outer_end, pair.depth, pair.closed)
