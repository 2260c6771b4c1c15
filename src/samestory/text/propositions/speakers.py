"""Whom a report names for what it states, under the name that all reports' names were resolved to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.cues import load_cue_words
from samestory.lexicon.kindred import load_calendar_words
from samestory.records import Account, Attribution, Name, Report, Span, SupportAttribution, Token

# A name stands for a source if it is so much of the source's words: 'Ida Holm' for 'Mayor Ida Holm',
# but not 'Bergen Police' for 'a fisherman who was questioned by Bergen Police'.
MIN_NAME_SHARE = 0.5
# What hangs on the noun of a channel: 'a news conference', 'its Facebook page'.
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
MAX_STEPS = 4
# What makes an owner of the name before it.
_OWNS = re.compile(r"['’]s?\s+\w")


@dataclass(frozen=True, slots=True)
class Speakers:
    """The names of a story, ready to be looked up by form and by place in a report."""

    ids: Mapping[str, str]
    places: frozenset[str]
    mentions: Mapping[str, Sequence[tuple[int, int, str]]]


def index_speakers(names: Sequence[Name]) -> Speakers:
    """Index all names but places, which say nothing; where two share a form the first has it."""
    ids: dict[str, str] = {}
    places: set[str] = set()
    mentions: dict[str, list[tuple[int, int, str]]] = {}
    for name in names:
        forms = [form.casefold() for form in (name.name, *(alias.text for alias in name.aliases))]
        if name.type == "place":
            places.update(forms)
            continue
        for form in forms:
            ids.setdefault(form, name.id)
        for mention in name.mentions:
            mentions.setdefault(mention.report, []).append((mention.start, mention.end, name.id))
    return Speakers(ids, frozenset(places), mentions)


def name_source(account: Account, attribution: int | None, speakers: Speakers) -> SupportAttribution | None:
    """Say whom a report names in one of its attributions; None where it names nobody.

    The speaker as resolved comes first, the report's own words where none was, or only a place.
    """
    if attribution is None:
        return None
    found = account.attributions[attribution]
    source = found.source
    own_words = account.report.text[source.start : source.end] if source else ""
    is_place = found.speaker.casefold() in speakers.places
    text = own_words if is_place else found.speaker or own_words
    if not text:
        return None
    return SupportAttribution(
        source=" ".join(text.split()),
        name=speakers.ids.get(text.casefold()) or _name_within(account.report, source, speakers),
        cue=found.cue_text,
        start=source.start if source else None,
        end=source.end if source else None,
    )


def _name_within(report: Report, source: Span | None, speakers: Speakers) -> str | None:
    """Find the name that makes up most of the source's own words; 'Holm's dad' is not Holm."""
    if source is None:
        return None
    inside = [
        (end - start, id)
        for start, end, id in speakers.mentions.get(report.id, ())
        if source.start <= start and end <= source.end and not _OWNS.match(report.text, end)
    ]
    length, id = max(inside, default=(0, ""))
    return id if inside and length >= MIN_NAME_SHARE * len(source) else None


@dataclass(frozen=True, slots=True)
class Frames:
    """A report's attributions by where their sources, cues and contents begin."""

    account: Account
    begins: Sequence[tuple[int, int]]

    def within(self, start: int, end: int) -> list[Attribution]:
        """The attributions of which something begins in a stretch, in their order."""
        first, last = bisect_left(self.begins, (start, -1)), bisect_left(self.begins, (end, -1))
        found = sorted({index for _, index in self.begins[first:last]})
        return [self.account.attributions[index] for index in found]


def index_frames(account: Account) -> Frames:
    """Index a report's attributions, to look at those of a clause without going through all."""
    begins = (
        (span.start, index)
        for index, found in enumerate(account.attributions)
        for span in (found.source, found.cue, *found.contents)
        if span is not None
    )
    return Frames(account, sorted(begins))


def only_introduces(frames: Frames, start: int, end: int) -> bool:
    """Tell whether a stretch says who says something and nothing else: 'the sheriff's deputies said'.

    Nor does it tell anything that they said it in a statement on Monday; 'Ada Holm, who lives on the quay,
    said' tells something of her.
    """
    account, found = frames.account, frames.within(start, end)
    sources = _spans_within(start, end, [a.source for a in found])
    cues = _spans_within(start, end, [a.cue for a in found])
    if not (sources or cues):
        return False
    beside = [token for token in _tokens_within(account, start, end) if not _lies_in(token, cues)]
    common = load_common_words()
    return all(
        token.lemma in common
        or token.pos in ("PRON", "DET", "ADP")
        or not token.text.isalnum()
        or (token.pos != "VERB" and _lies_in(token, sources))
        or (bool(cues) and _tells_channel(token, account.annotation.tokens))
        for token in beside
    )


def _tells_channel(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word belongs to where, when or to whom something is said: 'in a post on Monday'."""
    for _ in range(MAX_STEPS):
        if token.dep not in _MODIFIERS:
            break
        token = tokens[token.head]
    words, lemma = load_cue_words(), token.lemma.lower()
    if token.dep == "pobj" and lemma in words.documents | words.channels | words.hearers:
        return True
    return (token.dep in ("dobj", "dative") and lemma in words.hearers) or lemma in load_calendar_words()


def frame_within(frames: Frames, start: int, end: int) -> frozenset[int]:
    """Find where the words begin that say who says what is said in a stretch: '…, said the mayor, …'."""
    said = [a for a in frames.within(start, end) if _spans_within(start, end, a.contents)]
    edges = _spans_within(start, end, [edge for a in said for edge in (a.source, a.cue)])
    contents = [content for a in said for content in a.contents]
    return frozenset(
        token.start
        for token in _tokens_within(frames.account, start, end)
        if _lies_in(token, edges) and not _lies_in(token, contents)
    )


def _tokens_within(account: Account, start: int, end: int) -> Iterator[Token]:
    tokens = account.annotation.tokens
    first = bisect_left(tokens, start, key=lambda token: token.start)
    return takewhile(lambda token: token.end <= end, islice(tokens, first, None))


def _spans_within(start: int, end: int, spans: Sequence[Span | None]) -> list[Span]:
    return [span for span in spans if span is not None and start <= span.start and span.end <= end]


def _lies_in(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start and token.end <= span.end for span in spans)
