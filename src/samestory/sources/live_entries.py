"""The entries of a live page: where each stands in the text that was taken, and when it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from samestory.records import LiveEntry
from samestory.sources.fields import one_line

# One entry and its time are a report and its stamp.
_MIN_ENTRIES = 2
# A day's live page has a few hundred entries.
_MAX_ENTRIES, _MAX_TIMES = 2_000, 1_000
# A moment has a day and a clock time.
_MIN_MOMENT_CHARS = 16
# So many letters tell a line from all others of a page; shorter ones are 'Summary', 'Analysis'.
_PROBE_CHARS, _MIN_PROBE_CHARS = 40, 16
# An entry's time stands in it or a few boxes inside; what is larger than an entry holds several times.
_MAX_STEPS_UP, _MAX_LINES, _MAX_BOX_NODES = 6, 4, 400
# A line's first letters stand in its first links and emphases.
_MAX_LINE_NODES = 40
_LINES = ("h2", "h3", "h4", "p", "li", "blockquote")

Told = tuple[str, tuple[str, ...]]
"""A moment, and the lines by one of which its entry can be found."""


def find_told_entries(tree: Any, node: Mapping[str, Any]) -> list[Told]:
    """List what a page says of its entries: JSON-LD's updates, else its time elements with what follows."""
    told = list(islice(_read_updates(node), _MAX_ENTRIES))
    return told if len(told) >= _MIN_ENTRIES else list(islice(_read_times(tree), _MAX_ENTRIES))


def place_entries(told: Iterable[Told], text: str) -> tuple[LiveEntry, ...]:
    """Find in a text where the entries stand; each ends where the next begins."""
    places: dict[str, int] = {}
    at = 0
    for line in text.split("\n"):
        places.setdefault(_probe(line), at)
        at += len(line) + 1
    places.pop("", None)
    starts: dict[int, str] = {}
    for moment, lines in told:
        place = next((place for place, line in enumerate(lines) if _probe(line) in places), None)
        if place is not None:
            above = lines[place - 1] if place else ""
            starts.setdefault(_with_heading(text, places[_probe(lines[place])], above), moment)
    if len(starts) < _MIN_ENTRIES:
        return ()
    ordered = sorted(starts)
    ends = [*ordered[1:], len(text)]
    return tuple(
        LiveEntry(start, start + len(text[start:end].rstrip()), starts[start])
        for start, end in zip(ordered, ends, strict=True)
    )


def _with_heading(text: str, start: int, above: str) -> int:
    """Begin an entry with its heading, which may be too short to be found by itself."""
    line = text.rfind("\n", 0, max(0, start - 1)) + 1
    return line if above and text[line : max(0, start - 1)].split() == above.split() else start


def _probe(line: str) -> str:
    squeezed = "".join(line.removeprefix("- ")[: 3 * _PROBE_CHARS].split())[:_PROBE_CHARS]
    return squeezed if len(squeezed) >= _MIN_PROBE_CHARS else ""


def _read_updates(node: Mapping[str, Any]) -> Iterator[Told]:
    updates = node.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else []:
        if not isinstance(update, Mapping):
            continue
        moment = one_line(update.get("datePublished")) or ""
        body = update.get("articleBody")
        opening = body.strip().split("\n") if isinstance(body, str) else []
        lines = (one_line(update.get("headline")) or "", *opening[:_MAX_LINES])
        if len(moment) >= _MIN_MOMENT_CHARS and any(lines):
            yield moment, lines


def _read_times(tree: Any) -> Iterator[Told]:
    for time in islice(tree.iter("time"), _MAX_TIMES):
        moment = one_line(time.get("datetime")) or ""
        box = _box_of(time) if len(moment) >= _MIN_MOMENT_CHARS else None
        if box is not None:
            lines = (" ".join("".join(part.itertext()).split()) for part in box.iter(*_LINES))
            yield moment, tuple(islice(filter(None, lines), _MAX_LINES))


def _box_of(time: Any) -> Any:
    """Give the smallest element around a time that has a line of text, unless other times are in it too."""
    box = time.getparent()
    for _ in range(_MAX_STEPS_UP):
        if box is None or box.tag in ("body", "html"):
            return None
        nodes = list(islice(box.iter(), _MAX_BOX_NODES))
        if sum(node.tag == "time" for node in nodes) > 1:
            return None
        if any(node.tag in _LINES and _is_line(node) for node in nodes):
            return box
        box = box.getparent()
    return None


def _is_line(node: Any) -> bool:
    """Whether an element has letters enough to be found by; no more of it is read than that takes."""
    letters = 0
    for part in islice(node.iter(), _MAX_LINE_NODES):
        for text in (part.text, None if part is node else part.tail):
            letters += len("".join((text or "")[: 3 * _PROBE_CHARS].split()))
        if letters >= _MIN_PROBE_CHARS:
            return True
    return False
