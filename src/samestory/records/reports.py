"""What arrives, and what the cheap stages say of it before anything is parsed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from samestory.records.plain import HIDDEN


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a report's text, in Python characters."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """Count the characters that both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Part:
    """How a page marks a stretch of its text: 'heading', 'caption', 'quotation', 'item' or 'lead'."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry of a page that grew as things happened: where it stands, and `at` when it was written.

    `at` is as it was found: a moment ('2031-05-07T17:22:00Z'), or a clock time ('17.22') without a day.
    """

    start: int
    end: int
    at: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page or a record says of itself beside its text; every value as it was found.

    `published` is the raw string ('2019-08-06T10:00:00Z', '3 May'): dating reads it.
    `where` says where the values were found ('JSON-LD', 'meta.json'), for the reasons. `taken_from`
    names outlets or addresses that the text is said to be taken from (a feed's `<source>`, a canonical
    address elsewhere). `extent` is empty for a whole report, 'summary' where only that was there,
    'opening' where the rest is for subscribers, 'rebuilt' where it was put together from words, 'partial'
    where some of them are missing. `section` is the desk or rubric; `kind` is 'live' for a page that grows
    as it happens, 'opinion', 'letter', 'analysis', 'satire', 'advertising', else empty. `parts` are offsets
    into the text, and so are `entries`, those of a live page; `found` says for each value, by its field,
    where it was found.
    """

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    where: str = ""
    taken_from: tuple[str, ...] = ()
    extent: str = ""
    section: str | None = None
    kind: str = ""
    parts: tuple[Part, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    entries: tuple[LiveEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One text by one outlet. `text` is never changed: every offset points into it."""

    id: str
    source: str
    text: str
    sha256: str
    url: str | None = None
    outlet: str | None = None
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that could not be read as a report, and why; it never stops the rest."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Intake:
    """All that was read: the reports in a fixed order, and what was set aside."""

    reports: tuple[Report, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A report's headline, as read after repair, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the page that is not part of the report."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One edit that makes the text readable: `[start, end)` is to be read as `to`."""

    start: int
    end: int
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A news agency that a report credits for its text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Basis:
    """One reason for a date. `start` and `end` are None where the reason stands outside the text."""

    start: int | None
    end: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """The days between which a report was published, both included, with the reasons.

    None on either side leaves that side open; with None on both the day is unknown.
    """

    earliest: date | None
    latest: date | None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What is report and what is not. Marks, never cuts: every span points into the text.

    `paragraphs` are the body paragraphs in reading order, without title, headings or furniture.
    `language` is an ISO 639-1 code, 'und' where it cannot be told. `entries` are those of a live page.
    """

    report: str
    title: Title | None
    headings: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    furniture: tuple[Furniture, ...]
    repairs: tuple[Repair, ...]
    agencies: tuple[Credit, ...]
    language: str
    captions: tuple[Span, ...] = field(default=(), metadata=HIDDEN)
    entries: tuple[LiveEntry, ...] = field(default=(), metadata=HIDDEN)


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one happening, before it is opened; `follows` are groups that it takes up."""

    id: str
    reports: tuple[str, ...]
    follows: tuple[str, ...] = ()
