"""Listing: stories by when, about what, by whom and how widely they are told; and the days they began."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from samestory.library.queries import OUTLET_HAS, read_phrase, read_query, write_match
from samestory.library.rows import DayCount, StoryQuery, StoryRow
from samestory.records import Story

# A story's row is made of the newest versions of its reports. A report without an outlet counts as one
# of its own. The days are the last on which each can have appeared: 'after 2016' would draw a story out.
_STORIES = """
    SELECT s.number, s.id, count(*) AS reports,
           count(DISTINCT coalesce(r.outlet, 'report ' || r.number)) AS outlets,
           min(coalesce(r.latest, r.earliest)) AS first, max(coalesce(r.latest, r.earliest)) AS last
    FROM membership AS m JOIN story AS s ON s.number = m.story JOIN report AS r ON r.number = m.report
    {where} GROUP BY s.number
"""
_LIST = """
    SELECT g.number, g.id, g.reports, g.outlets, g.first, g.last, d.title, d.lines, d.copied, d.disputed
    FROM ({stories} {having}) AS g LEFT JOIN dossier AS d ON d.story = g.id
    ORDER BY {order}, g.id LIMIT ? OFFSET ?
"""
_ORDERS = {
    "newest": "g.last IS NULL, g.last DESC, g.outlets DESC",
    "oldest": "g.first IS NULL, g.first",
    "widest": "g.outlets DESC, g.reports DESC, g.last DESC",
    # Stories that were not opened have none of these figures: they come after those that have.
    "disputed": "d.disputed IS NULL, d.disputed DESC, g.outlets DESC",
    "copied": "d.copied IS NULL, d.copied DESC, g.outlets DESC",
}
_MEMBERS = """
    SELECT m.story, r.title, r.outlet FROM membership AS m JOIN report AS r ON r.number = m.report
    WHERE m.story IN ({places}) ORDER BY m.story, coalesce(r.earliest, r.latest, '9999'), r.source, r.id
"""
_FOLLOWS = """
    SELECT f.story, s.id FROM follows AS f JOIN story AS s ON s.number = f.earlier
    WHERE f.story IN ({places}) ORDER BY f.story, s.id
"""
_DAYS = """
    SELECT first, count(*), sum(outlets > 1) FROM ({stories}) WHERE first IS NOT NULL
    GROUP BY first ORDER BY first
"""
_WITH_WORDS = """
    m.story IN (SELECT n.story FROM report_words AS w JOIN membership AS n ON n.report = w.rowid
                WHERE report_words MATCH ?)
"""
_BY_OUTLET = f"""
    m.story IN (SELECT n.story FROM membership AS n JOIN report AS r ON r.number = n.report
                WHERE {OUTLET_HAS})
"""  # noqa: S608 - our own words; what is typed is a value
# Words in which nothing can be sought are found nowhere.
_NOTHING = "0"


def list_stories(connection: sqlite3.Connection, query: StoryQuery) -> tuple[StoryRow, ...]:
    """List the stories that a query asks for, a page of them."""
    where, values = _write_where(query)
    having, bounds = _write_having(query)
    stories = _STORIES.format(where=where)
    asked = _LIST.format(stories=stories, having=having, order=_ORDERS[query.sort])
    rows = connection.execute(asked, (*values, *bounds, query.limit, query.offset)).fetchall()
    numbers = [row[0] for row in rows]
    members = _gather(connection, _MEMBERS, numbers)
    earlier = _gather(connection, _FOLLOWS, numbers)
    return tuple(_row(row, members.get(row[0], []), earlier.get(row[0], [])) for row in rows)


def count_days(connection: sqlite3.Connection) -> tuple[DayCount, ...]:
    """Count on each day the stories that began, and those of them that two outlets or more tell."""
    rows = connection.execute(_DAYS.format(stories=_STORIES.format(where="")))
    return tuple(DayCount(date.fromisoformat(day), stories, shared) for day, stories, shared in rows)


def count_reports(connection: sqlite3.Connection) -> int:
    """Count the reports, each in its newest version."""
    number: int = connection.execute("SELECT count(*) FROM report WHERE newer IS NULL").fetchone()[0]
    return number


def digest_story(story: Story) -> tuple[str, int, int, int]:
    """Give what a list tells of an opened story: its title, its lines of text, its copies, its disputes."""
    tied = sum(len(family) - 1 for family in story.lineage.families)
    disputed = sum(statement.verdict == "disputed" for statement in story.statements)
    # A lone surrogate of a hostile page has no place in SQLite's text.
    title = story.title.encode("utf-8", "replace").decode("utf-8")
    return title, len(story.reports) - tied, tied, disputed


def _write_where(query: StoryQuery) -> tuple[str, list[Any]]:
    """Choose the stories of which one report has the words, one the name, and one is by the outlet."""
    chosen: list[str] = []
    values: list[Any] = []
    for asked, wanted in (
        (query.about, read_query(query.about)),
        (query.name, read_phrase(query.name)),
        (query.place, read_phrase(query.place)),
    ):
        if asked.strip():
            match = write_match(wanted)
            chosen.append(_WITH_WORDS if match else _NOTHING)
            values += [match] if match else []
    if query.outlet.strip():
        chosen.append(_BY_OUTLET)
        values.append(query.outlet.strip())
    return (f"WHERE {' AND '.join(chosen)}" if chosen else ""), values


def _write_having(query: StoryQuery) -> tuple[str, list[Any]]:
    chosen: list[str] = []
    values: list[Any] = []
    if query.since is not None:
        chosen.append("last >= ?")
        values.append(query.since.isoformat())
    if query.until is not None:
        chosen.append("first <= ?")
        values.append(query.until.isoformat())
    if query.outlets > 1:
        chosen.append("outlets >= ?")
        values.append(query.outlets)
    return (f"HAVING {' AND '.join(chosen)}" if chosen else ""), values


def _gather(
    connection: sqlite3.Connection, query: str, stories: Sequence[int]
) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    places = ", ".join("?" * len(stories))
    for story, *rest in connection.execute(query.format(places=places), stories):
        found.setdefault(story, []).append(tuple(rest))
    return found


def _row(
    row: Sequence[Any], members: Sequence[tuple[Any, ...]], earlier: Sequence[tuple[Any, ...]]
) -> StoryRow:
    _, id, reports, _, first, last, title, lines, copied, disputed = row
    headline = next((title for title, _ in members if title), None)
    return StoryRow(
        id=id,
        title=title or headline or "",
        reports=reports,
        outlets=tuple(dict.fromkeys(outlet for _, outlet in members if outlet)),
        first=first,
        last=last,
        follows=tuple(each[0] for each in earlier),
        lines=lines,
        copied=copied,
        disputed=disputed,
    )
