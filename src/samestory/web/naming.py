"""What a name's own page shows: who calls it what, what it said, what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samestory.records import Citation, Dossier, Name, QuoteGroup, Statement, Story, Support
from samestory.render.phrasing import phrase, phrase_statements
from samestory.render.shelf import Shelf, shelve
from samestory.render.variants import Wording, list_wordings
from samestory.render.wording import tell_interval

# For each report, where a name stands in it.
Mentions = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class NameMoment:
    """A day with a name: what happened with it, or else who named it, how often, and how not before.

    `named` has report ids with the number of mentions.
    """

    when: str
    machine: str
    text: str
    support: tuple[Citation, ...]
    named: tuple[tuple[str, int], ...]
    fresh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameView:
    """One name of one story. `by_outlet` has, for each report, its ways of naming it and how often."""

    name: Name
    by_outlet: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    quotes: tuple[tuple[QuoteGroup, tuple[Wording, ...]], ...]
    said: tuple[tuple[Statement, tuple[Support, ...]], ...]
    told_of: tuple[Statement, ...]
    moments: tuple[NameMoment, ...]
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
        moments=tuple(_moments(name, story, shelf)),
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


def _moments(name: Name, story: Story, shelf: Shelf) -> Iterator[NameMoment]:
    """Put in the order of days what is told to have happened with a name, and when it was named how."""
    mentions = _mentions_of(name)
    rows: list[tuple[date, date, int, str, tuple[Citation, ...], tuple[str, ...]]] = [
        (entry.earliest, entry.latest, 0, entry.text, entry.support, ())
        for entry in story.timeline
        if _stands_in(mentions, entry.support)
    ]
    came_out: dict[tuple[date, date], list[str]] = {}
    for report, _ in _by_outlet(name, shelf):
        published = shelf.entries[report].published
        if published.earliest and published.latest:
            came_out.setdefault((published.earliest, published.latest), []).append(report)
    rows += [(first, last, 1, "", (), tuple(reports)) for (first, last), reports in came_out.items()]
    known: set[str] = set()
    for first, last, _, text, support, reports in sorted(rows, key=lambda row: row[:4]):
        aliases = [alias for alias in name.aliases if any(alias.reports.get(report) for report in reports)]
        fresh = tuple(alias.text for alias in aliases if alias.text.casefold() not in known)
        known.update(each.casefold() for each in fresh)
        yield NameMoment(
            when=tell_interval(first, last),
            machine=first.isoformat(),
            text=phrase(text, support, shelf),
            support=support,
            named=tuple((r, sum(alias.reports.get(r, 0) for alias in name.aliases)) for r in reports),
            fresh=tuple({each.casefold(): each for each in reversed(fresh)}.values())[::-1],
        )


def _mentions_of(name: Name) -> Mentions:
    """Put the places of a name by their reports: they are sought in every place of a story."""
    mentions: dict[str, list[tuple[int, int]]] = {}
    for mention in name.mentions:
        mentions.setdefault(mention.report, []).append((mention.start, mention.end))
    return mentions


def _stands_in(mentions: Mentions, places: Iterable[Citation | Support]) -> bool:
    return any(
        place.start <= start and end <= place.end
        for place in places
        for start, end in mentions.get(place.report, ())
    )


def _told_of(name: Name, story: Story, said: set[str]) -> tuple[Statement, ...]:
    """Find the statements in whose words the name stands, the most widely told first."""
    mentions = _mentions_of(name)
    found = [
        each for each in story.statements if each.id not in said and _stands_in(mentions, each.support)
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.reports), each.id)))
