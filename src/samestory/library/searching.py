"""Searching: reports by their words; statements, quotations and names of the stories that were opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from samestory.library.fetching import read_words_of
from samestory.library.queries import OUTLET_HAS, Wanted, read_query, write_match
from samestory.library.rows import KINDS, SearchHit, SearchQuery
from samestory.library.snippets import cut_snippet

# A word of a title says four times as much about a report as one of its body.
_REPORTS = """
    SELECT r.number, r.id, r.title, r.outlet, r.earliest, r.latest, s.id
    FROM report_words AS w JOIN report AS r ON r.number = w.rowid
    LEFT JOIN membership AS m ON m.report = r.number LEFT JOIN story AS s ON s.number = m.story
    WHERE report_words MATCH ? AND r.newer IS NULL {filters}
    ORDER BY bm25(report_words, 4.0, 1.0), r.number LIMIT ? OFFSET ?
"""
# One finding stands in several reports: the best of them speaks for it.
_FINDINGS = """
    WITH found AS MATERIALIZED (
        SELECT rowid AS number, bm25(finding_words) AS score FROM finding_words WHERE finding_words MATCH ?
    )
    SELECT f.item, f.start, f."end", f.text, f.who, r.id, r.title, r.outlet, r.earliest, r.latest, s.id,
           min(found.score)
    FROM found JOIN finding AS f ON f.number = found.number JOIN report AS r ON r.number = f.report
    LEFT JOIN membership AS m ON m.report = r.number LEFT JOIN story AS s ON s.number = m.story
    WHERE f.kind = ? AND r.newer IS NULL {filters}
    GROUP BY f.story, f.item ORDER BY min(found.score), min(f.number) LIMIT ? OFFSET ?
"""


def search_library(connection: sqlite3.Connection, query: SearchQuery) -> tuple[SearchHit, ...]:
    """Find what a query asks for: kind by kind, the best first; `limit` and `offset` count for each kind.

    A query may be anything that a person types; where nothing in it can be sought, nothing is found.
    """
    wanted = read_query(query.text)
    match = write_match(wanted)
    if not match:
        return ()
    hits: list[SearchHit] = []
    for kind in query.kinds or KINDS:
        find = _find_reports if kind == "report" else _find_findings
        hits += find(connection, replace(query, kinds=(kind,)), match, wanted)
    return tuple(hits)


def _find_reports(
    connection: sqlite3.Connection, query: SearchQuery, match: str, wanted: Wanted
) -> Iterator[SearchHit]:
    filters, values = _filters(query)
    sql = _REPORTS.format(filters=filters)
    rows = connection.execute(sql, (match, *values, query.limit, query.offset)).fetchall()
    for number, report, title, outlet, earliest, latest, story in rows:
        text, cleaning = read_words_of(connection, number)
        snippet = cut_snippet(text, cleaning, wanted)
        yield SearchHit(
            "report", report, story, title, outlet, earliest, latest, snippet.text, snippet.marks,
            snippet.start, snippet.end,
        )  # fmt: skip


def _find_findings(
    connection: sqlite3.Connection, query: SearchQuery, match: str, wanted: Wanted
) -> Iterator[SearchHit]:
    filters, values = _filters(query)
    sql = _FINDINGS.format(filters=filters)
    kind = query.kinds[0]
    rows = connection.execute(sql, (match, kind, *values, query.limit, query.offset)).fetchall()
    for item, start, end, text, who, report, title, outlet, earliest, latest, story, _ in rows:
        shown = who if kind == "name" else text
        snippet = cut_snippet(shown, None, wanted)
        yield SearchHit(
            kind, report, story, title, outlet, earliest, latest, snippet.text, snippet.marks, start, end,
            item=item, who="" if kind == "name" else who,
        )  # fmt: skip


def _filters(query: SearchQuery) -> tuple[str, Sequence[Any]]:
    """Write the conditions on the report, with their values apart: nothing typed becomes SQL."""
    conditions: list[str] = []
    values: list[Any] = []
    if query.since is not None:
        conditions.append("coalesce(r.latest, r.earliest) >= ?")
        values.append(query.since.isoformat())
    if query.until is not None:
        conditions.append("coalesce(r.earliest, r.latest) <= ?")
        values.append(query.until.isoformat())
    if query.outlet:
        conditions.append(OUTLET_HAS)
        values.append(query.outlet)
    if query.story:
        conditions.append("s.id = ?")
        values.append(query.story)
    return "".join(f" AND {condition}" for condition in conditions), values
