"""Boilerplate: what an outlet repeats from story to story, learned from its reports and marked in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.lexicon.common_words import load_common_words
from samestory.records import Cleaning, Furniture, Report, Span
from samestory.text.reuse.fingerprints import fold_words_of
from samestory.text.reuse.outlets import key_outlet
from samestory.text.sentences import cut_sentences

REASON = "stands in other stories of this outlet"


@dataclass(frozen=True, slots=True)
class BoilerplateSettings:
    """When a line or sentence is boilerplate."""

    # Two stories may share a sentence by chance or by one background; three do not.
    min_stories: int = 3
    # Of many stories a small part suffices for chance: 'The investigation continues.'
    min_share: float = 0.02
    # A line of its own ('Advertisement') may be short; a sentence within a paragraph must be long enough
    # not to be an idiom of the trade.
    min_line_words: int = 1
    min_sentence_words: int = 6
    # A page without line breaks is no line.
    max_line_chars: int = 5_000
    # Background that reports of one war repeat for years is told in the words of the report around it;
    # what a page says of itself is not. So many telling words, and this share of the line's, say so.
    min_background_words: int = 3
    background_share: float = 0.5


SETTINGS = BoilerplateSettings()
# What stands between breaks of lines and marks that may end a sentence, from its first word to its last.
_PIECE = re.compile(r"\w(?:[^.!?…。！？\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\w)?")
_TELLING = re.compile(r"[^\W\d_]{4,}|\d{2,}")


def learn_boilerplate(
    texts_by_outlet: Mapping[str, Sequence[str]], settings: BoilerplateSettings = SETTINGS
) -> dict[str, frozenset[str]]:
    r"""Learn the lines and sentences that each outlet repeats in several stories.

    Args:
        texts_by_outlet: for each outlet one text a story. Texts of one story must come as one: later
            reports repeat the background of earlier ones, and that is no boilerplate.
        settings: how often and how long.

    Returns:
        By outlet, the repeated lines and sentences as folded words; who repeats nothing is left out.

    >>> learn_boilerplate({"Mail": [f"{day} news\nSign up here" for day in ("Old", "New", "Bad")]})
    {'Mail': frozenset({'sign up here'})}
    """
    learned = {}
    for outlet, texts in sorted(texts_by_outlet.items()):
        seen = Counter(unit for text in texts for unit in {unit for unit, _ in _units(text, settings)})
        needed = max(settings.min_stories, settings.min_share * len(texts))
        repeated = frozenset(unit for unit, times in seen.items() if times >= needed)
        if repeated:
            learned[outlet] = repeated
    return learned


def keep_teaching(own: str, others: Sequence[str], settings: BoilerplateSettings = SETTINGS) -> list[str]:
    """Keep of some texts those that may have a line or sentence of `own`.

    Of what such texts repeat, `find_boilerplate` finds in `own` what it would find had all been read, but
    for lines that differ in case or marks; to look takes a small part of the time of learning, however
    long `own` is.
    """
    # All pieces of a line or sentence stand in every text that has it: the longest is sought for it.
    units = {own[span.start : span.end] for _, span in _units(own, settings)}
    sought = {max(_PIECE.findall(unit), key=len, default="") for unit in units}
    return [other for other in others if not sought.isdisjoint(_PIECE.findall(other))]


def find_boilerplate(
    text: str, repeated: frozenset[str], settings: BoilerplateSettings = SETTINGS
) -> tuple[Span, ...]:
    """Find in a text the lines and sentences that its outlet repeats, in order, none twice."""
    found: list[Span] = []
    for unit, span in _units(text, settings):
        if unit in repeated and not (found and span.end <= found[-1].end):
            found.append(span)
    return tuple(found)


def _units(text: str, settings: BoilerplateSettings) -> Iterator[tuple[str, Span]]:
    """Give each line, then its sentences, as folded words with their place."""
    start = 0
    for line in text.splitlines(keepends=True):
        span = _strip(text, Span(start, start + len(line)))
        start += len(line)
        if not 0 < len(span) <= settings.max_line_chars:
            continue
        words = fold_words_of(text[span.start : span.end])
        if len(words) >= settings.min_line_words:
            yield " ".join(words), span
        for sentence in cut_sentences(text, span):
            inner = fold_words_of(text[sentence.start : sentence.end])
            if settings.min_sentence_words <= len(inner) < len(words):
                yield " ".join(inner), sentence


def _strip(text: str, span: Span) -> Span:
    """Take the white space off both ends of a stretch."""
    piece = text[span.start : span.end]
    first = span.start + len(piece) - len(piece.lstrip())
    return Span(first, max(first, span.start + len(piece.rstrip())))


def mark_repeated(
    reports: Mapping[str, Report], cleanings: Mapping[str, Cleaning], stories: Sequence[Sequence[str]]
) -> dict[str, Cleaning]:
    """Learn what each outlet repeats over some stories, and mark it in their reports.

    Args:
        reports: the reports, by id.
        cleanings: theirs, by id.
        stories: the ids of each story's reports.

    Returns:
        The cleanings that change, by id.
    """
    texts: dict[str, list[str]] = {}
    for story in stories:
        told: dict[str, list[str]] = {}
        for report in story:
            told.setdefault(key_outlet(reports[report]), []).append(reports[report].text)
        for outlet, parts in told.items():
            if outlet:
                texts.setdefault(outlet, []).append("\n".join(sorted(parts)))
    learned = learn_boilerplate(texts)
    marked = {
        report: mark_boilerplate(reports[report], cleanings[report], learned[outlet])
        for story in stories
        for report in story
        if (outlet := key_outlet(reports[report])) in learned
    }
    return {report: cleaning for report, cleaning in marked.items() if cleaning != cleanings[report]}


def mark_boilerplate(
    report: Report, cleaning: Cleaning, repeated: frozenset[str], settings: BoilerplateSettings = SETTINGS
) -> Cleaning:
    """Mark as furniture what a report's outlet repeats, and take it out of the paragraphs.

    Agency credits are evidence and stay, in whatever line they stand, and so does background that speaks
    of what the rest of the report speaks of.
    """
    spans = [
        span
        for span in find_boilerplate(report.text, repeated)
        if not any(span.start < credit.end and credit.start < span.end for credit in cleaning.agencies)
    ]
    inside = [span for span in spans if _touches(span, cleaning.paragraphs)]
    inside = _leave_background(report.text, cleaning.paragraphs, inside, settings)
    if not inside:
        return cleaning
    marked = {*cleaning.furniture, *(Furniture(span.start, span.end, REASON) for span in inside)}
    return replace(
        cleaning,
        paragraphs=tuple(_cut_out(report.text, cleaning.paragraphs, inside)),
        furniture=tuple(sorted(marked, key=lambda piece: (piece.start, piece.end, piece.reason))),
    )


def _leave_background(
    text: str, paragraphs: Sequence[Span], spans: Sequence[Span], settings: BoilerplateSettings
) -> list[Span]:
    """Leave out what the rest of the report takes up in most of its telling words."""
    if not spans:
        return []
    rest = set().union(*(_telling(text, span) for span in _cut_out(text, paragraphs, spans)))
    kept = []
    for span in spans:
        words = _telling(text, span)
        shared = len(words & rest)
        if shared < settings.min_background_words or shared < settings.background_share * len(words):
            kept.append(span)
    return kept


def _telling(text: str, span: Span) -> frozenset[str]:
    words = map(str.casefold, _TELLING.findall(text, span.start, span.end))
    return frozenset(words) - load_common_words()


def _touches(span: Span, paragraphs: Sequence[Span]) -> bool:
    place = bisect_right(paragraphs, span.start, key=lambda paragraph: paragraph.start) - 1
    return place >= 0 and span.overlap(paragraphs[place]) == len(span)


def _cut_out(text: str, paragraphs: Sequence[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """Give what is left of the paragraphs."""
    waiting = list(reversed(spans))
    for paragraph in paragraphs:
        at = paragraph.start
        while waiting and waiting[-1].start < paragraph.end:
            cut = waiting.pop()
            rest = _strip(text, Span(at, cut.start))
            if len(rest) > 0:
                yield rest
            at = cut.end
        rest = _strip(text, Span(at, paragraph.end))
        if len(rest) > 0:
            yield rest
