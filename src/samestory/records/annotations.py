"""What is found in one text: sentences, tokens, quotations, attributions, figures, times, clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from samestory.records.dossier import Quantity
from samestory.records.plain import HIDDEN
from samestory.records.reports import Cleaning, Published, Report, Span

SentenceKind = Literal["title", "heading", "caption", "body"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the parser sees it. `start`, `end` point into the report's text; `text` is repaired.

    `head` is the index of the head in `Annotation.tokens`, its own index at the root.
    Tags are Universal POS (`pos`), Penn Treebank (`tag`) and ClearNLP dependencies (`dep`).
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `[first, last)` are its tokens, `paragraph` counts blocks from the title on."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    kind: SentenceKind


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the parser's recogniser sees it, with OntoNotes' label (PERSON, ORG, GPE, …)."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A parsed report. Empty of tokens where the language has no parser."""

    report: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks; `start`, `end` lie inside the marks, `outer` takes them in.

    `direct`: a whole utterance. `mixed`: words quoted inside the writer's own sentence.
    `scare`: a word held at arm's length. `title`: the name of a work or an operation.
    """

    start: int
    end: int
    outer: Span
    kind: Literal["direct", "mixed", "scare", "title"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said what: PolNeAR's source, cue and content.

    `speaker` is the source resolved as far as the report allows ('he' → 'Omar Brandt'), '' if
    nothing names it. `contents` are the spans of what is attributed. `inside` is the index, among
    the report's attributions, of the one whose content holds this one; `via` are those who handed
    it on ('police told Reuters' → ('Reuters',)). A `stance` need never have been said ('voters want',
    'she opposed the bill'); stances stand after all others, so that leaving them out keeps `inside` right.
    """

    report: str
    source: Span | None
    speaker: str
    cue: Span | None
    cue_text: str
    contents: tuple[Span, ...]
    kind: Literal["direct", "indirect", "mixed"]
    inside: int | None = None
    via: tuple[str, ...] = ()
    stance: bool = field(default=False, metadata=HIDDEN)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time the text names, as an interval of days, both included, with the reason."""

    report: str
    start: int
    end: int
    earliest: date
    latest: date
    reason: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest stretch that says one thing, its attribution taken off.

    `sentence` is the index of the sentence it stands in; `tokens` the indices of its own words.
    `attribution` is the index, among the report's attributions, of the one that says it.
    """

    report: str
    start: int
    end: int
    sentence: int
    tokens: tuple[int, ...]
    attribution: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One report with all that the single-text stages found in it."""

    report: Report
    cleaning: Cleaning
    published: Published
    annotation: Annotation
    quotes: tuple[Quote, ...]
    attributions: tuple[Attribution, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    clauses: tuple[Clause, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id
