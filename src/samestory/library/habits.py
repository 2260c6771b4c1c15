"""Habits: what an outlet repeats from story to story, learned from its other reports in the library.

When a story is opened, the reports of the same outlets that stand nearest before it in time are looked at,
those of the same and of kindred stories left out. What is looked at is named by a digest, so that a kept
dossier is known to stand without a text being read.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.library.preparing import unpack_text
from samestory.library.rows import StoredReport
from samestory.records import Cleaning, Span, content_id
from samestory.text.reuse.boilerplate import REASON, keep_teaching, learn_boilerplate, mark_boilerplate
from samestory.text.reuse.stories import name_outlet


@dataclass(frozen=True, slots=True)
class HabitSettings:
    """How much of an outlet is looked at."""

    # Three stories teach a line (text/reuse/boilerplate); thirty hold nearly all that a page's form
    # repeats, and are read in a few hundredths of a second.
    max_reports: int = 30
    # So many of the library's reports nearest in time are gone through for those of the outlets.
    window: int = 2_000
    # Longer texts are live pages and lists: they take as long as all others, and teach nothing.
    max_chars: int = 60_000


@dataclass(frozen=True, slots=True)
class _Neighbour:
    number: int
    id: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other reports of each outlet that a story's reports are held against."""

    by_outlet: Mapping[str, tuple[_Neighbour, ...]]

    @property
    def key(self) -> str:
        """Name them."""
        named = [[outlet, [each.id for each in found]] for outlet, found in sorted(self.by_outlet.items())]
        return content_id("h", named)


_SETTINGS = HabitSettings()
_MEMBERS = """
    SELECT r.number, r.outlet, r.url, coalesce(r.latest, r.earliest)
    FROM json_each(?) AS w JOIN report AS r ON r.id = w.value
"""
_OWN = "SELECT m.story FROM json_each(?) AS w JOIN membership AS m ON m.report = w.value"
_KIN = """
    WITH own AS (SELECT value AS story FROM json_each(?))
    SELECT story FROM own
    UNION SELECT k.earlier FROM own JOIN kinship AS k ON k.story = own.story
    UNION SELECT k.story FROM own JOIN kinship AS k ON k.earlier = own.story
"""
_DAY = "coalesce(r.latest, r.earliest)"
_SELECT = """
    SELECT r.number, r.id, r.outlet, r.url, m.story
    FROM report AS r JOIN membership AS m ON m.report = r.number
"""
# Those of its day and before, the nearest first, then those after it, then those of no day: as a library
# grows by the day's news, what stands before a story stays the same.
_WINDOWS = (
    f"{_SELECT} WHERE {_DAY} <= :day ORDER BY {_DAY} DESC, r.id LIMIT :window",
    f"{_SELECT} WHERE {_DAY} > :day ORDER BY {_DAY}, r.id LIMIT :window",
    f"{_SELECT} WHERE {_DAY} IS NULL ORDER BY r.id LIMIT :window",
)
_TEXT = """
    SELECT o.data, b.text
    FROM report AS r JOIN original AS o ON o.number = r.original JOIN body AS b ON b.report = r.number
    WHERE r.number = ?
"""


def find_neighbours(
    connection: sqlite3.Connection, reports: Sequence[str], settings: HabitSettings = _SETTINGS
) -> Neighbours:
    """Find other reports of the outlets of some reports, one of every other story, in a fixed order."""
    members = connection.execute(_MEMBERS, (json.dumps(list(reports)),)).fetchall()
    found: dict[str, list[_Neighbour]] = {name_outlet(row[1], row[2]): [] for row in members}
    found.pop("", None)
    if not found:
        return Neighbours({})
    days = [row[3] for row in members if row[3]]
    kin = _find_kin(connection, [row[0] for row in members])
    seen: set[tuple[str, int]] = set()
    asked = {"day": max(days, default="9999"), "window": settings.window}
    for query in _WINDOWS:
        for number, id, outlet, url, story in connection.execute(query, asked):
            name = name_outlet(outlet, url)
            held = found.get(name)
            if held is None or len(held) == settings.max_reports or story in kin or (name, story) in seen:
                continue
            seen.add((name, story))
            held.append(_Neighbour(number, id))
        if all(len(held) == settings.max_reports for held in found.values()):
            break
    return Neighbours({outlet: tuple(held) for outlet, held in found.items() if held})


def _find_kin(connection: sqlite3.Connection, members: Sequence[int]) -> frozenset[int]:
    """Give the stories of some reports and those that are alike: what they repeat is background."""
    own = [row[0] for row in connection.execute(_OWN, (json.dumps(list(members)),))]
    return frozenset(row[0] for row in connection.execute(_KIN, (json.dumps(own),)))


def mark_habits(
    connection: sqlite3.Connection,
    stored: Sequence[StoredReport],
    neighbours: Neighbours,
    settings: HabitSettings = _SETTINGS,
) -> list[StoredReport]:
    """Mark in a story's reports, as furniture, what their outlets repeat in other stories."""
    own: dict[str, list[str]] = {}
    for each in stored:
        outlet = name_outlet(each.report.outlet, each.report.url)
        if outlet in neighbours.by_outlet:
            own.setdefault(outlet, []).append(each.report.text)
    texts: dict[str, list[str]] = {}
    for outlet, told in own.items():
        text = "\n".join(sorted(told))
        others = [_read_text(connection, each.number, settings) for each in neighbours.by_outlet[outlet]]
        texts[outlet] = [text, *keep_teaching(text, others)]
    learned = learn_boilerplate(texts)
    return [_marked(each, learned) for each in stored]


def list_habits(cleaning: Cleaning) -> tuple[Span, ...]:
    """List what was marked in a report because its outlet repeats it."""
    return tuple(Span(piece.start, piece.end) for piece in cleaning.furniture if piece.reason == REASON)


def _marked(stored: StoredReport, learned: Mapping[str, frozenset[str]]) -> StoredReport:
    repeated = learned.get(name_outlet(stored.report.outlet, stored.report.url))
    if not repeated:
        return stored
    return replace(stored, cleaning=mark_boilerplate(stored.report, stored.cleaning, repeated))


def _read_text(connection: sqlite3.Connection, number: int, settings: HabitSettings) -> str:
    row = connection.execute(_TEXT, (number,)).fetchone()
    try:
        text = unpack_text(row[1], zlib.decompress(row[0])) if row else ""
    except (ValueError, zlib.error):  # damaged or lost: `check` says so, and it teaches nothing
        return ""
    return text if len(text) <= settings.max_chars else ""
