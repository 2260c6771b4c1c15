"""A report's text as the page shows it: paragraphs of pieces whose offsets stay those of the stored text.

The page's script counts characters to find a place again. So every paragraph says where it begins, every
piece holds exactly its characters of the stored text (made visible one for one), and a repaired
piece says how many characters it stands for.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samestory.records import Repair, ReportEntry
from samestory.render.safety import show_text
from samestory.render.shelf import usable_repairs

_BREAK = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one kind, after the anchors of the places that begin where it begins.

    `was` is the stored text where the piece is a repair. `note` says why it is marked.
    """

    text: str
    length: int
    anchors: tuple[str, ...] = ()
    furniture: bool = False
    credit: bool = False
    repair: bool = False
    was: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the stored text that is not blank, and where it begins."""

    start: int
    pieces: tuple[Piece, ...]
    headline: bool
    furniture: bool


@dataclass(frozen=True, slots=True)
class Body:
    """A report with its paragraphs."""

    entry: ReportEntry
    paragraphs: tuple[Paragraph, ...]


def anchor_of(report: str, start: int, end: int) -> str:
    """Name a place in a report, as links do.

    >>> anchor_of("r-1", 3, 9)
    'r-1-3-9'
    """
    return f"{report}-{start}-{end}"


def body_of(entry: ReportEntry, places: Iterable[tuple[int, int]]) -> Body:
    """Cut a report into paragraphs and pieces; `places` are the stretches that links point to."""
    cutter = _Cutter(entry, usable_repairs(entry), sorted(set(places)))
    return Body(entry, tuple(cutter.cut(start, end) for start, end in cutter.lines()))


class _Cutter:
    """Goes through one report from its first character to its last, once."""

    def __init__(
        self, entry: ReportEntry, repairs: Sequence[Repair], places: Sequence[tuple[int, int]]
    ) -> None:
        self.entry = entry
        self.text = show_text(entry.text)
        self.repairs = {repair.start: repair for repair in repairs}
        self.furniture = sorted((f.start, f.end, f.reason) for f in entry.furniture)
        self.waiting = deque(places)
        covered = [(repair.start, repair.end) for repair in repairs]
        self.inside_repair = {at for start, end in covered for at in range(start + 1, end)}
        edges = {start for start, _ in places} | {edge for span in covered for edge in span}
        edges.update(edge for start, end, _ in self.furniture for edge in (start, end))
        edges.update(edge for credit in entry.agencies for edge in (credit.start, credit.end))
        self.cuts = sorted(edges - self.inside_repair)

    def lines(self) -> Iterator[tuple[int, int]]:
        """Give every line that is not blank; a break that a repair takes away does not count."""
        start = 0
        breaks = (
            found.start() for found in _BREAK.finditer(self.text) if found.start() not in self.inside_repair
        )
        for at in (*breaks, len(self.text)):
            if self.text[start:at].strip():
                yield start, at
            start = at + 1

    def cut(self, start: int, end: int) -> Paragraph:
        """Cut one line into pieces."""
        points = [start, *self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)], end]
        pieces: list[Piece] = []
        for left, right in itertools.pairwise(points):
            repair = self.repairs.get(left)
            if repair is not None and repair.start == repair.end:
                pieces.append(self._repaired(repair))
                repair = None
            pieces.append(self._repaired(repair) if repair else self._plain(left, right))
        title = self.entry.title
        headline = title is not None and start <= title.start < end and title.end <= end
        return Paragraph(start, tuple(pieces), headline, all(piece.furniture for piece in pieces))

    def _repaired(self, repair: Repair) -> Piece:
        was = show_text(self.entry.text[repair.start : repair.end])
        return Piece(
            show_text(repair.to),
            repair.end - repair.start,
            self._anchors(repair.end),
            furniture=bool(self._furniture(repair.start)),
            repair=True,
            was=was,
            note=repair.reason,
        )

    def _plain(self, start: int, end: int) -> Piece:
        reason = self._furniture(start)
        credit = next((c.name for c in self.entry.agencies if c.start <= start < c.end), "")
        note = f"not part of the report: {reason}" if reason else f"credit: {credit}" if credit else ""
        anchors = self._anchors(end)
        return Piece(self.text[start:end], end - start, anchors, bool(reason), bool(credit), note=note)

    def _furniture(self, at: int) -> str:
        last = bisect_right(self.furniture, (at, len(self.text) + 1, ""))
        for start, end, reason in self.furniture[:last]:
            if start <= at < end:
                return reason or "furniture"
        return ""

    def _anchors(self, end: int) -> tuple[str, ...]:
        """Take the anchors that begin before `end` and have found no piece yet."""
        taken: list[str] = []
        while self.waiting and self.waiting[0][0] < end:
            taken.append(anchor_of(self.entry.id, *self.waiting.popleft()))
        return tuple(taken)
