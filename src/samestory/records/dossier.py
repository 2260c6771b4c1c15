"""What is judged across texts. Field order and names are those of the dossier's JSON."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from samestory.records.plain import HIDDEN, to_json
from samestory.records.reports import (
    Credit,
    Furniture,
    LiveEntry,
    Published,
    Repair,
    SetAside,
    Title,
)

Relation = Literal["copy", "edited-copy", "common-source", "shared-quotes", "independent", "unsure"]
Direction = Literal["a-from-b", "b-from-a", "both-from-a-third", "unknown"]
Verdict = Literal["corroborated", "one-origin", "one-report", "disputed", "unsure"]
DifferenceKind = Literal["quantity", "actor", "time", "place", "polarity", "scope", "wording-of-quote"]
DifferenceStatus = Literal["conflict", "update", "refinement", "compatible", "unsure"]
PassageKind = Literal["verbatim", "edited", "retold", "translated"]
NameType = Literal["person", "organisation", "place", "other"]
Wording = Literal["identical", "shortened", "edited", "translated", "single"]


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A stretch of one report's text, half-open."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report as the dossier shows it; the last four are empty for a whole report of the usual kind."""

    id: str
    source: str
    url: str | None
    outlet: str | None
    title: Title | None
    language: str
    published: Published
    agencies: tuple[Credit, ...]
    sha256: str
    text: str
    furniture: tuple[Furniture, ...]
    repairs: tuple[Repair, ...]
    extent: str = ""
    kind: str = ""
    section: str | None = None
    entries: tuple[LiveEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of the brief: a report's own words, at most shortened, with its citations."""

    text: str
    cites: tuple[Citation, ...]
    statement: str


@dataclass(frozen=True, slots=True)
class SupportAttribution:
    """Whom a report names for what it states. `start`, `end` are the source's place in the text."""

    source: str
    name: str | None
    cue: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Support:
    """Where a report says a statement, in the smallest clause or sentence that does."""

    report: str
    start: int
    end: int
    attribution: SupportAttribution | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The first source that the reports give, and those who handed it on."""

    name: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Independence:
    """How many lines of text stand behind a statement, and why. `least` ≤ `most`."""

    least: int
    most: int
    because: str


@dataclass(frozen=True, slots=True)
class Value:
    """One side of a difference: what is said, by which reports, and where."""

    value: str
    reports: tuple[str, ...]
    spans: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the reports of a statement do not say the same, and what to make of it."""

    kind: DifferenceKind
    about: str
    status: DifferenceStatus
    because: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition that one or more reports state."""

    id: str
    text: str
    support: tuple[Support, ...]
    origins: tuple[Origin, ...] = ()
    independent: Independence = Independence(1, 1, "not weighed yet")
    verdict: Verdict = "unsure"
    differences: tuple[Difference, ...] = ()

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that state it, each once, in order of support."""
        return tuple(dict.fromkeys(support.report for support in self.support))


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from one wording to another: op is replace, insert or delete."""

    op: Literal["replace", "insert", "delete"]
    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class QuoteVariant:
    """A quotation as one report has it; `against` names the report it was compared with."""

    report: str
    start: int
    end: int
    kind: Literal["direct", "mixed"]
    cue: str | None
    speaker_span: Mapping[str, int] | None
    against: str | None
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """One utterance with every wording the reports give it. `speaker` is '' where none is named."""

    id: str
    speaker: str
    name: str | None
    wording: Wording
    variants: tuple[QuoteVariant, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text. None leaves that side open: 'at least five' is 5 to None.

    `of` says in words what is counted ('killed'); `kind` and `role` serve comparing: what sort of
    figure it is, and what happens to those counted ('killed', 'injured', 'shot', … or '').
    """

    report: str
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    of: str
    statement: str | None = None
    kind: Literal["count", "money", "percent", "measure", "age"] = field(default="count", metadata=HIDDEN)
    role: str = field(default="", metadata=HIDDEN)
    approximate: bool = field(default=False, metadata=HIDDEN)


@dataclass(frozen=True, slots=True)
class Alias:
    """A way of naming, and how often each report uses it."""

    text: str
    reports: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a place lies, in degrees (WGS 84), with the gazetteer and a certainty from 0 to 1."""

    latitude: float
    longitude: float
    source: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Name:
    """One person, organisation or place, under all its names. `mentions` says where each stands."""

    id: str
    name: str
    type: NameType
    aliases: tuple[Alias, ...]
    place: Place | None = None
    mentions: tuple[Citation, ...] = field(default=(), metadata=HIDDEN)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of `a` and the stretch of `b` that says it in the same, edited or other words."""

    a: tuple[int, int]
    b: tuple[int, int]
    kind: PassageKind
    likeness: float


@dataclass(frozen=True, slots=True)
class Pair:
    """How two reports are related, with the evidence. `share` is that of the shorter report."""

    a: str
    b: str
    relation: Relation
    share: float
    direction: Direction
    because: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Every pair of a story's reports, and the families that dependent pairs tie together."""

    pairs: tuple[Pair, ...]
    families: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated happening, in a report's own words."""

    earliest: date
    latest: date
    text: str
    support: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """The statements that one report alone has, of the reports held."""

    report: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one happening, and all that was found out by reading them as one."""

    id: str
    title: str
    reports: tuple[str, ...]
    follows: tuple[str, ...]
    brief: tuple[BriefSentence, ...]
    statements: tuple[Statement, ...]
    quotes: tuple[QuoteGroup, ...]
    quantities: tuple[Quantity, ...]
    names: tuple[Name, ...]
    lineage: Lineage
    timeline: tuple[TimelineEntry, ...]
    only_in: tuple[OnlyIn, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything samestory has to say; the same reports give the same dossier, byte for byte."""

    format: str
    version: str
    reports: tuple[ReportEntry, ...]
    stories: tuple[Story, ...]
    set_aside: tuple[SetAside, ...] = field(default=(), metadata=HIDDEN)

    def to_json(self, *, indent: int | None = 1) -> str:
        """Write the dossier as the JSON that docs/dossier.md describes."""
        return to_json(self, indent=indent)

    def report(self, report: str) -> ReportEntry:
        """Find a report by its id; KeyError where the dossier does not hold it."""
        for entry in self.reports:
            if entry.id == report:
                return entry
        raise KeyError(report)

    def _repr_html_(self) -> str:
        """Show the dossier in a notebook, as the page in a frame of its own."""
        # A notebook asks the record itself. The page is named, not imported: records stand below render.
        return str(importlib.import_module("samestory.render.html").render_notebook(self))
