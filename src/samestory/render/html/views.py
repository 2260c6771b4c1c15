"""What the template shows of a story, worked out beforehand so that the template only places it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from samestory.records import (
    Alias,
    Citation,
    Difference,
    Dossier,
    Name,
    Pair,
    QuoteGroup,
    Story,
)
from samestory.render.alone import Alone, list_alone
from samestory.render.edits import order_quotes
from samestory.render.folding import FoldedDifference, FoldedStatement, fold_differences, fold_statements
from samestory.render.html.figures import FigureChart, chart_differences
from samestory.render.html.kinship_drawing import KinshipDrawing, draw_kinship
from samestory.render.html.map_drawing import MapDrawing, draw_map
from samestory.render.kinship import Family, draw_families
from samestory.render.phrasing import phrase, phrase_statements
from samestory.render.safety import show_line
from samestory.render.shelf import Shelf
from samestory.render.variants import Wording, list_wordings
from samestory.render.wording import tell_interval, tell_standfirst

# In what is of these types alone no place can stand.
_PLAIN = frozenset((str, int, float, bool, type(None), Ellipsis, date, Decimal))
# Of more reports than this the strip shows only those that tell the statement.
MAX_STRIP_CELLS = 24
# Every pair is listed up to so many; beyond, only pairs that share something.
MAX_LISTED_PAIRS = 80
# Up to so many differences stand open; of more, the grave ones do, and never fewer than the minimum.
MAX_OPEN_QUOTES = 12
MAX_OPEN_DIFFERENCES, MIN_OPEN_DIFFERENCES = 8, 3


@dataclass(frozen=True, slots=True)
class StripCell:
    """One report in the strip that shows who tells a statement. `first` opens a family."""

    number: int
    tells: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the timeline. `gap` words a long silence before it; `published` are report ids.

    `repeated` says that it is of the same days as the entry before it.
    """

    when: str
    machine: str
    text: str
    support: tuple[Citation, ...]
    published: tuple[str, ...]
    spans_days: bool
    repeated: bool
    gap: str


@dataclass(frozen=True, slots=True)
class Mention:
    """How often a report uses a name, and the first place where it does, if that is known."""

    report: str
    times: int
    place: Citation | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with everything drawn and worded. `grave` is how many of `differing` stand open."""

    story: Story
    title: str
    standfirst: str
    families: tuple[Family, ...]
    pairs: tuple[Pair, ...]
    drawing: KinshipDrawing
    map: MapDrawing | None
    strips: Mapping[str, tuple[StripCell, ...]]
    charts: Mapping[Difference, FigureChart]
    differing: tuple[FoldedDifference, ...]
    grave: int
    quotes: tuple[tuple[QuoteGroup, tuple[Wording, ...]], ...]
    open_quotes: int
    moments: tuple[Moment, ...]
    alone: tuple[Alone, ...]
    mentions: Mapping[str, tuple[tuple[Alias, tuple[Mention, ...]], ...]]
    follows: tuple[tuple[str, str], ...]
    verdicts: Mapping[str, int]
    told: Mapping[str, str]
    listed: tuple[FoldedStatement, ...]


def view_story(dossier: Dossier, story: Story, shelf: Shelf) -> StoryView:
    """Work out all that the template shows of a story."""
    families = draw_families(story, shelf)
    titles = {other.id: show_line(other.title) for other in dossier.stories}
    differing = fold_differences(story)
    grave = sum(folded.difference.status in ("conflict", "update") for folded in differing)
    verdicts: dict[str, int] = {}
    for statement in story.statements:
        verdicts[statement.verdict] = verdicts.get(statement.verdict, 0) + 1
    return StoryView(
        story=story,
        title=show_line(story.title) or "Untitled story",
        standfirst=tell_standfirst(story, len(families)),
        families=families,
        pairs=_listed_pairs(story, shelf),
        drawing=draw_kinship(story, families, shelf),
        map=draw_map(story.names, story.id),
        strips=_strips(story, families, shelf),
        charts=chart_differences((folded.difference for folded in differing), story.quantities),
        differing=differing,
        grave=len(differing)
        if len(differing) <= MAX_OPEN_DIFFERENCES
        else max(grave, MIN_OPEN_DIFFERENCES),
        quotes=tuple((quote, list_wordings(quote, shelf)) for quote in order_quotes(story.quotes)),
        open_quotes=_count_open(story),
        moments=tuple(_moments(story, shelf)),
        alone=tuple(_fold_alone(alone) for alone in list_alone(story)),
        mentions={name.id: tuple(_mentions(name, shelf)) for name in story.names},
        follows=tuple((id, titles[id]) for id in story.follows if id in titles),
        verdicts=verdicts,
        told=phrase_statements(story, shelf),
        listed=fold_statements(story.statements),
    )


def cited_places(records: Any) -> dict[str, set[tuple[int, int]]]:
    """Find, for every report, the places that anything points to, however deep it stands in the records."""
    found: dict[str, set[tuple[int, int]]] = {}
    waiting = [records]
    while waiting:
        record = waiting.pop()
        if isinstance(record, tuple | list):
            waiting += record
            continue
        names, is_place = _field_names(cast("Hashable", type(record)))
        if is_place:
            report, start, end = record.report, record.start, record.end
            if isinstance(report, str) and isinstance(start, int) and isinstance(end, int):
                found.setdefault(report, set()).add((start, end))
        waiting += [getattr(record, name) for name in names]
    return found


@cache
def _field_names(kind: type) -> tuple[tuple[str, ...], bool]:
    """Name the fields in which a place can stand, and tell whether such a record is itself one."""
    if not is_dataclass(kind):
        return (), False
    names = [field.name for field in fields(kind)]
    hints = get_type_hints(kind)
    deep = tuple(name for name in names if not _PLAIN.issuperset(_leaves(hints[name])))
    return deep, {"report", "start", "end"} <= set(names)


def _leaves(hint: Any) -> set[Any]:
    """Give the types at the ends of a type: `str` of `tuple[str, ...]`."""
    if get_origin(hint) is Literal:
        return {str}
    inner = get_args(hint)
    return set().union(*map(_leaves, inner)) if inner else {hint}


def _fold_alone(alone: Alone) -> Alone:
    """Leave out what only says a part of another; the list of statements has it."""
    return replace(alone, alone=tuple(folded.statement for folded in fold_statements(alone.alone)))


def _listed_pairs(story: Story, shelf: Shelf) -> tuple[Pair, ...]:
    held = [pair for pair in story.lineage.pairs if pair.a in shelf.numbers and pair.b in shelf.numbers]
    if len(held) <= MAX_LISTED_PAIRS:
        return tuple(held)
    return tuple(pair for pair in held if pair.passages or pair.relation not in ("independent", "unsure"))


def _strips(story: Story, families: Sequence[Family], shelf: Shelf) -> dict[str, tuple[StripCell, ...]]:
    """Lay out for each statement the strip that shows who tells it, family by family."""
    numbers = shelf.numbers
    told = {statement.id: frozenset(statement.reports) for statement in story.statements}
    if sum(len(family.reports) for family in families) > MAX_STRIP_CELLS:
        return {
            id: tuple(StripCell(number, True, False) for number in sorted(numbers[r] for r in telling))
            for id, telling in told.items()
        }
    row = [
        (report, StripCell(numbers[report], True, at == 0), StripCell(numbers[report], False, at == 0))
        for family in families
        for at, report in enumerate(sorted(family.reports, key=numbers.__getitem__))
    ]
    strips = {
        telling: tuple(on if report in telling else off for report, on, off in row)
        for telling in set(told.values())
    }
    return {id: strips[telling] for id, telling in told.items()}


def _count_open(story: Story) -> int:
    """Count the quotations that stand open: all if few, else those that two reports or more have."""
    shared = sum(quote.wording != "single" for quote in story.quotes)
    return len(story.quotes) if len(story.quotes) <= MAX_OPEN_QUOTES else shared


def _moments(story: Story, shelf: Shelf) -> Iterator[Moment]:
    """Order the happenings and the days on which the reports came out, with long silences worded."""
    rows: list[tuple[date, date, int, str, tuple[Citation, ...], tuple[str, ...]]] = [
        (entry.earliest, entry.latest, 0, entry.text, entry.support, ()) for entry in story.timeline
    ]
    came_out: dict[tuple[date, date], list[str]] = {}
    for report in story.reports:
        published = shelf.entries[report].published
        if published.earliest and published.latest:
            came_out.setdefault((published.earliest, published.latest), []).append(report)
    rows += [(first, last, 1, "", (), tuple(reports)) for (first, last), reports in came_out.items()]
    before: tuple[date, date] | None = None
    for first, last, _, text, support, reports in sorted(rows, key=lambda row: row[:4]):
        gap = _tell_gap(before, (first, last)) if before else ""
        repeated = before == (first, last)
        before = (first, last)
        yield Moment(
            when=tell_interval(first, last),
            machine=first.isoformat(),
            text=phrase(text, support, shelf),
            support=support,
            published=reports,
            spans_days=first != last,
            repeated=repeated,
            gap=gap,
        )


def _tell_gap(before: tuple[date, date], after: tuple[date, date]) -> str:
    """Word a silence of two months or more, counted as a reader counts: from 1984 to 1990 it is 6 years."""
    if (after[0] - before[1]).days < 60:
        return ""
    first, last = before[0] + (before[1] - before[0]) / 2, after[0] + (after[1] - after[0]) / 2
    days = (last - first).days
    return f"{round(days / 365.25)} years" if days >= 600 else f"{round(days / 30.4)} months"


def _mentions(name: Name, shelf: Shelf) -> Iterator[tuple[Alias, tuple[Mention, ...]]]:
    """Tell for each way of naming which reports use it, how often, and where first."""
    places: dict[tuple[str, str], Citation] = {}
    for mention in sorted(name.mentions):
        if mention.report in shelf.entries:
            places.setdefault((mention.report, shelf.read(mention)), mention)
    for alias in name.aliases:
        reports = sorted((r for r in alias.reports if r in shelf.numbers), key=shelf.numbers.__getitem__)
        text = show_line(alias.text)
        yield alias, tuple(Mention(r, alias.reports[r], places.get((r, text))) for r in reports)
