"""How one report tells a statement: its supports' words, figures, times and names, gathered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from samestory.lexicon.kindred import read_term
from samestory.records import (
    Account,
    Citation,
    Difference,
    Name,
    Quantity,
    Sentence,
    Span,
    Statement,
    TimeExpression,
    Token,
    Value,
)
from samestory.records.dossier import DifferenceKind, DifferenceStatus

MAX_FIGURE_CHARS = 400

_Read = TypeVar("_Read")

SEVERITY: tuple[DifferenceStatus, ...] = ("conflict", "update", "refinement", "compatible", "unsure")
"""Of several pairs of reports the first of these is what their difference is worth."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A report's supports of one statement. `places` are the indices of their tokens, in order.

    `names` maps a token's index to the id of the name that it is part of; `all_names` does so for the
    whole report. `kept` is what was read of it before.
    """

    account: Account
    spans: tuple[Span, ...]
    places: tuple[int, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    names: Mapping[int, str]
    all_names: Mapping[int, str]
    kept: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def report(self) -> str:
        """The report's id."""
        return self.account.id

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the report: heads point into these."""
        return self.account.annotation.tokens

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the report lies inside its supports."""
        return any(span.start <= start and end <= span.end for span in self.spans)

    def text(self, start: int, end: int) -> str:
        """The report's own characters, white space made plain."""
        return " ".join(self.account.report.text[start:end].split())


def read_once(telling: Telling, read: Callable[[Telling], _Read]) -> _Read:
    """Read something of a telling, or take it as it was read before.

    Statements overlap, and the same words of a report are compared under several of them.
    """
    if read not in telling.kept:
        telling.kept[read] = read(telling)
    return cast("_Read", telling.kept[read])


@dataclass(frozen=True, slots=True)
class Side:
    """What one report has in a difference: the words and where they stand. Equal keys are one value."""

    report: str
    key: str
    words: str
    start: int
    end: int


class NameIndex:
    """Finds the names that stand in a report's tokens; made once for a story."""

    def __init__(self, names: Sequence[Name], accounts: Sequence[Account]):
        self.by_id = {name.id: name for name in names}
        spans: dict[str, list[tuple[int, int, str]]] = {account.id: [] for account in accounts}
        for name in names:
            for mention in name.mentions:
                if mention.report in spans:
                    spans[mention.report].append((mention.start, mention.end, name.id))
        self._tokens = {
            account.id: _named_tokens(account, sorted(spans[account.id])) for account in accounts
        }
        self._tellings: dict[tuple[str, tuple[Span, ...]], Telling] = {}

    def named(self, report: str) -> Mapping[int, str]:
        """The id of the name that each token of a report is part of."""
        return self._tokens.get(report, {})

    def telling(self, account: Account, spans: tuple[Span, ...]) -> Telling:
        """The telling of some spans of a report, the same one for the same spans."""
        key = account.id, spans
        if key not in self._tellings:
            self._tellings[key] = _telling(account, spans, self.named(account.id))
        return self._tellings[key]


def _named_tokens(account: Account, spans: Sequence[tuple[int, int, str]]) -> dict[int, str]:
    starts = {token.start: place for place, token in enumerate(account.annotation.tokens)}
    named: dict[int, str] = {}
    for start, end, id in spans:
        at = starts.get(start)
        while (
            at is not None
            and at < len(account.annotation.tokens)
            and account.annotation.tokens[at].start < end
        ):
            named.setdefault(at, id)
            at += 1
    return named


def gather_tellings(
    statement: Statement, accounts: Mapping[str, Account], names: NameIndex
) -> tuple[Telling, ...]:
    """Gather how each report tells the statement, in the order of its supports."""
    tellings = []
    for report in statement.reports:
        account = accounts.get(report)
        if account is None:
            continue
        spans = sorted({Span(s.start, s.end) for s in statement.support if s.report == report})
        tellings.append(names.telling(account, tuple(spans)))
    return tuple(tellings)


def gather_sentences(tellings: Sequence[Telling], names: NameIndex) -> tuple[Telling, ...]:
    """Widen tellings to the sentences that they stand in: whose counsel, how far on, is said around."""
    return tuple(
        names.telling(telling.account, read_once(telling, _sentence_spans)) for telling in tellings
    )


def _sentence_spans(telling: Telling) -> tuple[Span, ...]:
    near = _near_sentences(telling.account.annotation.sentences, telling.spans)
    return tuple(Span(sentence.start, sentence.end) for sentence in near)


def _telling(account: Account, spans: tuple[Span, ...], named: Mapping[int, str]) -> Telling:
    tokens = account.annotation.tokens
    near = _near_sentences(account.annotation.sentences, spans)
    places = tuple(
        place
        for sentence in near
        for place in range(sentence.first, sentence.last)
        if any(s.start <= tokens[place].start and tokens[place].end <= s.end for s in spans)
    )
    low = min((span.start for span in spans), default=0)
    high = max((span.end for span in spans), default=0)
    # Figures stand in the order of the text; none is longer than this.
    first = bisect_left(account.quantities, low - MAX_FIGURE_CHARS, key=_start)
    last = bisect_left(account.quantities, high, key=_start)
    return Telling(
        account=account,
        spans=spans,
        places=places,
        quantities=tuple(q for q in account.quantities[first:last] if _is_inside(q.start, q.end, spans)),
        times=tuple(
            t
            for t in account.times
            if low <= t.end and t.start <= high and _is_inside(t.start, t.end, spans)
        ),
        names={place: named[place] for place in places if place in named},
        all_names=named,
    )


def _start(stretch: Quantity | Sentence) -> int:
    return stretch.start


def _is_inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Tell whether at least half of a stretch lies in one of the spans."""
    return any(2 * span.overlap(Span(start, end)) >= end - start for span in spans)


def _near_sentences(sentences: Sequence[Sentence], spans: Sequence[Span]) -> list[Sentence]:
    """The sentences that spans touch; sentences stand in the order of the text and do not overlap."""
    near: dict[int, Sentence] = {}
    for span in spans:
        at = max(0, bisect_left(sentences, span.start, key=_start) - 1)
        while at < len(sentences) and sentences[at].start < span.end:
            if span.start < sentences[at].end:
                near[at] = sentences[at]
            at += 1
    return [near[at] for at in sorted(near)]


def soften(found: Sequence[Difference]) -> list[Difference]:
    """Take back what calls a thing a conflict or an update where it is not sure to be one thing."""
    return [
        replace(difference, status="unsure") if difference.status in ("conflict", "update") else difference
        for difference in found
    ]


def make_difference(
    kind: DifferenceKind, about: str, status: DifferenceStatus, because: str, sides: Sequence[Side]
) -> Difference:
    """Make a difference of its sides: those with one key are one value, under the first one's words."""
    groups: dict[str, list[Side]] = {}
    for side in sides:
        groups.setdefault(side.key, []).append(side)
    values = tuple(
        Value(
            value=group[0].words,
            reports=tuple(dict.fromkeys(side.report for side in group)),
            spans=tuple(dict.fromkeys(Citation(side.report, side.start, side.end) for side in group)),
        )
        for group in groups.values()
    )
    return Difference(kind, about, status, because, values)


def score_likeness(a: Telling, b: Telling) -> float:
    """The share of content words that two tellings have in common, 0 to 1."""
    ours, theirs = (
        {
            read_term(t.tokens[p].lemma)
            for p in t.places
            if t.tokens[p].pos in ("NOUN", "VERB", "PROPN", "ADJ")
        }
        for t in (a, b)
    )
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))
