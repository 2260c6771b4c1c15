"""Where the places of a story lie: an outline of the world, cut to them, drawn without any tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samestory.records import Name
from samestory.render.safety import shorten, show_line

WIDTH_PX, HEIGHT_PX = 760, 380
# The outline knows a tenth of a degree: cut closer, coasts become polygons and say less than the names.
LEAST_WIDTH = 200.0
# Of the span of the places, what is shown around them.
MARGIN = 0.35
# The outline's own measure: tenths of a degree from 180° W and 90° N.
# Without the Antarctic, where no news comes from that needs a map.
WORLD_WIDTH, WORLD_HEIGHT = 3600.0, 1550.0
MAX_LABELS = 14
LABEL_CHARS = 24
# How wide and high a label's characters come out, for keeping labels apart.
CHAR_PX, LINE_PX = 7.2, 15.0
# A place that is less sure than this is drawn hollow.
SURE = 0.6

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in pixels. `label` is empty where it would lie on another."""

    x: float
    y: float
    name: str
    label: str
    label_x: float
    anchor: str
    link: str
    sure: bool


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The places of a story, and the lines of the world between which they lie."""

    spots: tuple[Spot, ...]
    lines: tuple[str, ...]
    transform: str
    summary: str


def draw_map(names: Sequence[Name], story: str) -> MapDrawing | None:
    """Draw the places among the names, the most named first; None where none has a position."""
    placed = sorted(
        (name for name in names if name.place is not None),
        key=lambda name: (-sum(sum(alias.reports.values()) for alias in name.aliases), name.name, name.id),
    )
    if not placed:
        return None
    points = [_position(name) for name in placed]
    left, top, width = _view(points)
    scale = WIDTH_PX / width
    box = (left, top, left + width, top + HEIGHT_PX / scale)
    spots = _spots(placed, [((x - left) * scale, (y - top) * scale) for x, y in points], story)
    listed = ", ".join(show_line(name.name) for name in placed[:12])
    return MapDrawing(
        spots=tuple(spots),
        lines=tuple(path for path, bounds in _world() if _meet(bounds, box)),
        transform=f"scale({scale:.4f}) translate({-left:.1f} {-top:.1f})",
        summary=f"Places that the reports name: {listed}{' and others' if len(placed) > 12 else ''}.",
    )


def _position(name: Name) -> tuple[float, float]:
    if name.place is None:
        raise ValueError(f"{name.id} has no position")
    return (name.place.longitude + 180) * 10, (90 - name.place.latitude) * 10


def _view(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Choose what to show, as its left and upper edge and its width: all places, with some land around."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    shape = WIDTH_PX / HEIGHT_PX
    width = max(
        LEAST_WIDTH, (max(xs) - min(xs)) * (1 + 2 * MARGIN), (max(ys) - min(ys)) * (1 + 2 * MARGIN) * shape
    )
    width = min(width, WORLD_HEIGHT * shape, WORLD_WIDTH)
    left = min(max((min(xs) + max(xs) - width) / 2, 0), WORLD_WIDTH - width)
    height = width / shape
    top = min(max((min(ys) + max(ys) - height) / 2, 0), WORLD_HEIGHT - height)
    return round(left, 1), round(top, 1), round(width, 1)


def _spots(names: Sequence[Name], points: Sequence[tuple[float, float]], story: str) -> Iterator[Spot]:
    # A label may lie neither on another nor on a place.
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in points]
    labels = 0
    shown: set[tuple[int, int]] = set()
    for name, (x, y) in zip(names, points, strict=True):
        # Two names of one place lie on one another: the more frequent one stands for both.
        if (round(x), round(y)) in shown:
            continue
        shown.add((round(x), round(y)))
        text = shorten(show_line(name.name), LABEL_CHARS)
        room = len(text) * CHAR_PX
        turned = x + 9 + room > WIDTH_PX
        label_x = x - 9 if turned else x + 9
        begin = label_x - room if turned else label_x
        box = (begin, y - LINE_PX / 2, begin + room, y + LINE_PX / 2)
        fits = labels < MAX_LABELS and not any(_meet(box, other) for other in taken)
        if fits:
            labels += 1
            taken.append(box)
        sure = name.place is not None and name.place.certainty >= SURE
        yield Spot(
            x=round(x, 1),
            y=round(y, 1),
            name=show_line(name.name),
            label=text if fits else "",
            label_x=round(label_x, 1),
            anchor="end" if turned else "start",
            link=f"#{story}-{name.id}",
            sure=sure,
        )


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@cache
def _world() -> tuple[tuple[str, Box], ...]:
    """Read the outline (Natural Earth, 1:110 million): each line as a path, and the box around it."""
    text = (files("samestory.render.html") / "assets" / "world.txt").read_text(encoding="ascii")
    return tuple(_line(line) for line in text.splitlines() if line)


def _line(line: str) -> tuple[str, Box]:
    first, *steps = [tuple(int(part) for part in point.split(",")) for point in line.split()]
    x, y = first
    xs, ys = [x], [y]
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        xs.append(x)
        ys.append(y)
    path = f"M{first[0]} {first[1]}l" + " ".join(f"{a} {b}" for a, b in steps)
    return path, (min(xs), min(ys), max(xs), max(ys))
