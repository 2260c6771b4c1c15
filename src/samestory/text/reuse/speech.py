"""Words of others that no quotation marks show: letters, statements and posts set as paragraphs."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samestory.records import Quote, Span

_FIRST_PERSON = re.compile(
    r"(?<![\w’'])(?:I|[Mm]y|[Mm]yself|[Mm]e|(?:I|[Ww]e)['’](?:m|re|ve|ll|d)|[Ww]e|[Oo]urs?|us|[Oo]urselves)"
    r"(?![\w’'])"
)
_SINGULAR = re.compile(r"I(?![a-z])|[Mm]y|[Mm]e")
# 'The bishop wrote to the parish:' says that the next paragraph is the bishop's.
_SPEECH_LEAD = re.compile(
    r"\b(?:said|says|saying|wrote|writes|tweeted|posted|added|statement|letter|post|tweet|message|reads?|"
    r"remarks|transcript|email|e-mail|memo|as follows)\b[^.!?\n]{0,60}:\s*$",
    re.IGNORECASE,
)
# A post set into a page: its signature, or a link to its picture. 'SPEAKER: …' in a transcript.
_POST = re.compile(r"\(@\w{1,20}\)|\bpic\.twitter\.com/")
_SIGNATURE = re.compile(r"[—–-]{1,2}\s?[^()\n]{1,60}\(@\w{1,20}\)")
_TRANSCRIPT = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?:\([^()\n]{1,40}\))?: ")


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    """When a paragraph without quotation marks is taken for somebody's words."""

    # A station speaks of itself as 'we' ('sources tell us'): one plural word is no speech.
    min_plural_words: int = 2
    # A statement says 'I' or 'we' every other line; a commentator says it once in a long paragraph.
    min_density: float = 0.04
    # A report in which more of the unquoted paragraphs speak so is its writer's own: a column, a diary.
    max_share: float = 0.2
    # Of so few, the share says nothing: one letter in a brief of three paragraphs is a letter.
    min_column_paragraphs: int = 3
    # A longer paragraph is a page without line breaks, not a statement.
    max_chars: int = 1_500
    lead_chars: int = 200


_SETTINGS = SpeechSettings()


def find_unmarked_speech(
    text: str, paragraphs: Sequence[Span], quotes: Sequence[Quote], settings: SpeechSettings = _SETTINGS
) -> tuple[Span, ...]:
    r"""Find the paragraphs that give somebody's words though no marks say so.

    They speak in the first person, or follow a line such as 'She said in a statement:', or are posts or
    a transcript's turns. Two reports that share them share a speaker. English only; in a column, whose
    writer speaks so throughout, the first person shows nothing.

    >>> text = "The club issued a statement:\n\nWe regret the mess and our fans will pay for it."
    >>> [span.start for span in find_unmarked_speech(text, [Span(0, 28), Span(30, len(text))], [])]
    [30]
    """
    plain = _without_marks(paragraphs, quotes)
    spoken = set(_in_first_person(text, plain, settings))
    if len(spoken) >= settings.min_column_paragraphs and len(spoken) > settings.max_share * len(plain):
        spoken = set()
    unquoted = set(plain)
    for before, span in itertools.pairwise(paragraphs):
        lead = text[max(before.start, before.end - settings.lead_chars) : before.end]
        if span in unquoted and len(span) <= settings.max_chars and _SPEECH_LEAD.search(lead):
            spoken.add(span)
        if before in unquoted and _SIGNATURE.match(text, span.start, span.end):
            spoken.add(before)
    spoken |= {span for span in plain if _is_post_or_turn(text, span, settings)}
    return tuple(sorted(spoken))


def _is_post_or_turn(text: str, span: Span, settings: SpeechSettings) -> bool:
    if len(span) > settings.max_chars:
        return False
    return bool(_POST.search(text, span.start, span.end) or _TRANSCRIPT.match(text, span.start, span.end))


def _without_marks(paragraphs: Sequence[Span], quotes: Sequence[Quote]) -> list[Span]:
    """Leave out paragraphs in which a quotation begins or ends, or that lie within one."""
    outers = sorted(quote.outer for quote in quotes)
    reach = list(itertools.accumulate((outer.end for outer in outers), max))
    plain = []
    for span in paragraphs:
        before = bisect_left(outers, span.end, key=lambda outer: outer.start)
        if before == 0 or reach[before - 1] <= span.start:
            plain.append(span)
    return plain


def _in_first_person(text: str, spans: Sequence[Span], settings: SpeechSettings) -> Iterator[Span]:
    for span in spans:
        if len(span) <= settings.max_chars:
            words = _FIRST_PERSON.findall(text, span.start, span.end)
            dense = len(words) >= settings.min_density * len(text[span.start : span.end].split())
            plural = len(words) >= settings.min_plural_words
            if words and dense and (plural or any(_SINGULAR.match(word) for word in words)):
                yield span
