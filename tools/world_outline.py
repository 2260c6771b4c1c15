"""Make the outline of the world that maps are drawn on, from the TopoJSON of Natural Earth.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/world_outline.py package/countries-110m.json > src/samestory/render/html/assets/world.txt

One line an arc, shared borders once: x and y of its first point in tenths of a degree from 180° W and
90° N, then the steps from point to point. Natural Earth is in the public domain.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

Point = tuple[int, int]
HALF_A_WORLD = 1800


def read_arcs(path: Path) -> Iterator[list[Point]]:
    """Undo the steps and the scale of the file: each arc as points in tenths of a degree."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            point = (round((x * scale_x + left + 180) * 10), round((90 - y * scale_y - bottom) * 10))
            # Across 180° the map has its edge: what goes on there begins anew on the other side.
            if points and abs(points[-1][0] - point[0]) > HALF_A_WORLD:
                yield points
                points = []
            if not points or points[-1] != point:
                points.append(point)
        yield points


def write_arc(points: Sequence[Point]) -> str:
    """Write one arc as its first point and the steps after it."""
    steps = (f"{x - before_x},{y - before_y}" for (before_x, before_y), (x, y) in pairwise(points))
    return " ".join([f"{points[0][0]},{points[0][1]}", *steps])


if __name__ == "__main__":
    print("\n".join(write_arc(points) for points in read_arcs(Path(sys.argv[1])) if len(points) > 1))
