"""Where everything stands in the drawing of the family tree, in pixels of its own view box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samestory.records import Pair, Published, Story
from samestory.render.kinship import Branch, Family, find_loose_ties, taker_of
from samestory.render.safety import shorten, show_line
from samestory.render.shelf import Shelf
from samestory.render.wording import RELATIONS, tell_day, tell_published

WIDTH_PX = 760
ROW_PX = 46
TOP_PX = 44
# Names stand on the left, where a phone shows them first; then days; then the ties.
AXIS_LEFT_PX, AXIS_RIGHT_PX = 236, 366
# A curve bows out further the more rows it spans, so that no two lie on one another.
BOW_PX, BOW_PER_ROW_PX, BOW_MOST_PX = 34, 16, 150
LABEL_GAP_PX = 17
NODE_PX = 11


@dataclass(frozen=True, slots=True)
class Node:
    """A report, or an agency that is credited and not held."""

    x: float
    x_end: float
    y: float
    number: int | None
    name: str
    detail: str
    link: str | None
    dated: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie: a path, a label beside it, whether the path ends in an arrow, and the pair that it ties."""

    path: str
    label: str
    label_x: float
    label_y: float
    kind: str
    arrow: bool
    pair: Pair | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of one family, shaded together."""

    y: float
    height: float
    name: str
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KinshipDrawing:
    """The whole drawing."""

    width: int
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, str, str], ...]
    summary: str

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of tie that are drawn, for the legend."""
        return frozenset(edge.kind for edge in self.edges)


def draw_kinship(story: Story, families: Sequence[Family], shelf: Shelf) -> KinshipDrawing:
    """Place reports in rows, family by family, along an axis of days; tie them by curves on the right."""
    axis = _Axis([shelf.entries[report].published for report in story.reports if report in shelf.entries])
    nodes: list[Node] = []
    bands: list[Band] = []
    places: dict[str, Node] = {}
    credits: list[tuple[Node, str]] = []
    y = float(TOP_PX + ROW_PX / 2)
    for number, family in enumerate(families):
        top = y - ROW_PX / 2
        for agency in family.agencies:
            node = Node(AXIS_LEFT_PX, AXIS_LEFT_PX, y, None, shorten(show_line(agency.name), 30),
                        "credited, not held", None, False)  # fmt: skip
            nodes.append(node)
            credits += [(node, report) for report in agency.reports]
            y += ROW_PX
        for report in _walk(family.trunk):
            places[report] = _report_node(report, y, axis, shelf)
            nodes.append(places[report])
            y += ROW_PX
        bands.append(Band(top, y - ROW_PX / 2 - top, f"Line {_letter(number)}", family.reports))
        y += 10
    edges = [_tie(pair, places) for family in families for pair in family.ties]
    edges += [_tie(pair, places) for pair in find_loose_ties(story, families)]
    edges += [_credit(node, places[report]) for node, report in credits]
    return KinshipDrawing(
        WIDTH_PX, y - ROW_PX / 2 + 14, tuple(nodes), _spread_labels(edges), tuple(bands), axis.ticks,
        _summarise(families, shelf),
    )  # fmt: skip


def _walk(branch: Branch) -> Iterator[str]:
    waiting = [branch]
    while waiting:
        at = waiting.pop()
        yield at.report
        waiting += reversed(at.below)


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


class _Axis:
    """Days to pixels, over the days on which the reports can have been published."""

    def __init__(self, published: Sequence[Published]) -> None:
        days = sorted(day for p in published for day in (p.earliest, p.latest) if day is not None)
        self.first: date | None = days[0] if days else None
        self.last: date | None = days[-1] if days else None

    def place(self, day: date | None) -> float:
        if day is None or self.first is None or self.last is None or self.first == self.last:
            return (AXIS_LEFT_PX + AXIS_RIGHT_PX) / 2
        part = (day - self.first).days / (self.last - self.first).days
        return round(AXIS_LEFT_PX + 10 + part * (AXIS_RIGHT_PX - AXIS_LEFT_PX - 20), 1)

    @property
    def ticks(self) -> tuple[tuple[float, str, str], ...]:
        if self.first is None or self.last is None:
            return ()
        if self.first == self.last:
            return ((self.place(self.first), tell_day(self.first), "middle"),)
        return ((self.place(self.first), tell_day(self.first), "end"),
                (self.place(self.last), tell_day(self.last), "start"))  # fmt: skip


def _report_node(report: str, y: float, axis: _Axis, shelf: Shelf) -> Node:
    published = shelf.entries[report].published
    dated = published.earliest is not None or published.latest is not None
    start = axis.place(published.earliest or published.latest)
    end = axis.place(published.latest or published.earliest)
    return Node(start, end, y, shelf.numbers[report], shelf.label(report), tell_published(published),
                f"#{report}", dated)  # fmt: skip


def _tie(pair: Pair, places: Mapping[str, Node]) -> Edge:
    taker = taker_of(pair)
    ends = (pair.a, pair.b) if taker != pair.a else (pair.b, pair.a)
    from_, to = places[ends[0]], places[ends[1]]
    if pair.relation in ("shared-quotes", "unsure"):
        return _curve(from_, to, "", pair.relation, arrow=False, pair=pair)
    label = RELATIONS[pair.relation]
    if pair.relation in ("copy", "edited-copy") and pair.share >= 0.005:
        label += f", {round(pair.share * 100)}%"
    if pair.direction == "both-from-a-third":
        label = f"{label}, both from a third"
    return _curve(from_, to, label, pair.relation, arrow=taker is not None, pair=pair)


def _credit(agency: Node, report: Node) -> Edge:
    return _curve(agency, report, "", "credit", arrow=True)


def _curve(  # noqa: PLR0913 - both ends, and how the curve looks
    from_: Node, to: Node, label: str, kind: str, *, arrow: bool, pair: Pair | None = None
) -> Edge:
    rows = abs(to.y - from_.y) / ROW_PX
    bow = AXIS_RIGHT_PX + min(BOW_PX + BOW_PER_ROW_PX * rows, BOW_MOST_PX)
    start, end = from_.x_end + NODE_PX + 3, to.x_end + NODE_PX + 3
    path = f"M{start:.1f} {from_.y:.1f}C{bow:.1f} {from_.y:.1f} {bow:.1f} {to.y:.1f} {end:.1f} {to.y:.1f}"
    middle = 0.125 * (start + end) + 0.75 * bow
    return Edge(path, label, round(middle + 14, 1), round((from_.y + to.y) / 2 + 4, 1), kind, arrow, pair)


def _spread_labels(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """Move labels down where they would stand on one another."""
    spread: list[Edge] = []
    lowest = float("-inf")
    for edge in sorted(edges, key=lambda e: (e.label_y, -e.label_x, e.path)):
        y = max(edge.label_y, lowest + LABEL_GAP_PX) if edge.label else edge.label_y
        lowest = y if edge.label else lowest
        spread.append(replace(edge, label_y=y))
    return tuple(spread)


def _summarise(families: Sequence[Family], shelf: Shelf) -> str:
    parts = []
    for number, family in enumerate(families):
        reports = shelf.list_numbers(family.reports)
        alone = len(family.reports) == 1
        parts.append(f"Line {_letter(number)}: report{'' if alone else 's'} {reports}.")
    return " ".join(parts)
