"""What an opened story is found by: its statements, quotations and names, in every report's own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from samestory.records import Citation, Dossier, Story

Row = tuple[str, str, str, int, int, int, str, str]


def index_findings(connection: sqlite3.Connection, dossier: Dossier, numbers: Mapping[str, int]) -> None:
    """Make the findings of a dossier searchable; `numbers` are those of its reports."""
    for row in _rows(dossier, numbers):
        number = connection.execute(
            'INSERT INTO finding (story, kind, item, report, start, "end", text, who)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
        connection.execute(
            "INSERT INTO finding_words (rowid, text, who) VALUES (?, ?, ?)", (number, row[6], row[7])
        )


def unindex_findings(connection: sqlite3.Connection, story: str) -> None:
    """Take the findings of a story out again."""
    rows = connection.execute("SELECT number, text, who FROM finding WHERE story = ?", (story,)).fetchall()
    connection.executemany(
        "INSERT INTO finding_words (finding_words, rowid, text, who) VALUES ('delete', ?, ?, ?)", rows
    )
    connection.execute("DELETE FROM finding WHERE story = ?", (story,))


def forget_dossiers(connection: sqlite3.Connection, reports: Iterable[int]) -> None:
    """Take away every dossier that was made of one of these reports, and what it is found by."""
    for number in reports:
        rows = connection.execute("SELECT story FROM opened WHERE report = ?", (number,)).fetchall()
        for (story,) in rows:
            unindex_findings(connection, story)
            connection.execute("DELETE FROM opened WHERE story = ?", (story,))
            connection.execute("DELETE FROM dossier WHERE story = ?", (story,))


def _rows(dossier: Dossier, numbers: Mapping[str, int]) -> Iterator[Row]:
    texts = {entry.id: entry.text for entry in dossier.reports}
    for story in dossier.stories:
        for kind, item, place, who in _findings(story):
            words = texts[place.report][place.start : place.end]
            yield (
                story.id, kind, item, numbers[place.report], place.start, place.end, _storable(words),
                _storable(who),
            )  # fmt: skip


def _findings(story: Story) -> Iterator[tuple[str, str, Citation, str]]:
    """Give the kind, id and place of each finding, with whose word it is or what else it is called."""
    for statement in story.statements:
        for support in statement.support:
            who = support.attribution.source if support.attribution else ""
            yield "statement", statement.id, Citation(support.report, support.start, support.end), who
    for quote in story.quotes:
        for variant in quote.variants:
            yield "quotation", quote.id, Citation(variant.report, variant.start, variant.end), quote.speaker
    for name in story.names:
        aliases = " · ".join(dict.fromkeys((name.name, *(alias.text for alias in name.aliases))))
        first = {mention.report: mention for mention in sorted(name.mentions, reverse=True)}
        for _, mention in sorted(first.items()):
            yield "name", name.id, mention, aliases


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
