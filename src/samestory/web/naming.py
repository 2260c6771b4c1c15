"""What a name's own page shows: who calls it what, what it said, what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samestory.records import Dossier, Name, QuoteGroup, Statement, Story, Support
from samestory.render.phrasing import phrase_statements
from samestory.render.shelf import Shelf, shelve
from samestory.render.variants import Wording, list_wordings


@dataclass(frozen=True, slots=True)
class NameView:
    """One name of one story. `by_outlet` has, for each report, its ways of naming it and how often."""

    name: Name
    by_outlet: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    quotes: tuple[tuple[QuoteGroup, tuple[Wording, ...]], ...]
    said: tuple[tuple[Statement, tuple[Support, ...]], ...]
    told_of: tuple[Statement, ...]
    told: Mapping[str, str]
    shelf: Shelf


def view_name(dossier: Dossier, id: str) -> NameView | None:
    """Gather what the dossier of a story has of one name; None where it has no such name."""
    story = dossier.stories[0]
    name = next((name for name in story.names if name.id == id), None)
    if name is None:
        return None
    shelf = shelve(dossier)
    quotes = tuple((quote, list_wordings(quote, shelf)) for quote in story.quotes if quote.name == id)
    said = tuple(
        (statement, own)
        for statement in story.statements
        if (own := tuple(s for s in statement.support if s.attribution and s.attribution.name == id))
    )
    return NameView(
        name=name,
        by_outlet=_by_outlet(name, shelf),
        quotes=quotes,
        said=said,
        told_of=_told_of(name, story, {statement.id for statement, _ in said}),
        told=phrase_statements(story, shelf),
        shelf=shelf,
    )


def _by_outlet(name: Name, shelf: Shelf) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    reports = sorted(
        {report for alias in name.aliases for report in alias.reports if report in shelf.numbers},
        key=shelf.numbers.__getitem__,
    )
    return tuple(
        (
            report,
            tuple(
                (alias.text, alias.reports[report]) for alias in name.aliases if alias.reports.get(report)
            ),
        )
        for report in reports
    )


def _told_of(name: Name, story: Story, said: set[str]) -> tuple[Statement, ...]:
    """Find the statements in whose words the name stands, the most widely told first."""
    mentions: dict[str, list[tuple[int, int]]] = {}
    for mention in name.mentions:
        mentions.setdefault(mention.report, []).append((mention.start, mention.end))

    def names_it(statement: Statement) -> bool:
        return any(
            support.start <= start and end <= support.end
            for support in statement.support
            for start, end in mentions.get(support.report, ())
        )

    found = [each for each in story.statements if each.id not in said and names_it(each)]
    return tuple(sorted(found, key=lambda each: (-len(each.reports), each.id)))
