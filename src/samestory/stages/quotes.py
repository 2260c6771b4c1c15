"""Quotations: every stretch in quotation marks, and what sort of thing it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samestory.lexicon.cues import CueWords, load_cue_words
from samestory.lexicon.quoting import load_quoting_words
from samestory.records import Annotation, Cleaning, Quote, Report, Span, Token
from samestory.text.quotation.marks import Marked, opening_family, pair_marks
from samestory.text.reading import Reading, read_span

Kind = Literal["direct", "mixed", "scare", "title"]


@dataclass(frozen=True, slots=True)
class Settings:
    """When a stretch in quotation marks is taken for what."""

    # One or two words are as often held at arm's length as quoted; three are nearly always
    # somebody's. Raised to three, 'a grave error' without a cue would be lost as a quotation.
    scare_words: int = 2
    # Longer names of works exist, but longer runs of capitals are mostly shouted speech.
    title_words: int = 9
    # A missing closing mark is believed only in a paragraph of speech; a longer one lost its mark.
    unclosed_chars: int = 1500


SETTINGS = Settings()

_WORD = re.compile(r"\w[\w'’-]*")
_SENTENCE_END = ".!?…"


def find_quotes(
    report: Report, annotation: Annotation, cleaning: Cleaning, *, settings: Settings = SETTINGS
) -> tuple[Quote, ...]:
    """Find every stretch in quotation marks in the title, headings, captions and paragraphs.

    Marks are read in the repaired text and cited in the stored one. A quotation that runs over
    several paragraphs is one quotation for each, as each opens with a mark of its own. Where the
    language has no parser the kind rests on the words alone.
    """
    blocks = _blocks(cleaning)
    views = [_marked_view(report.text, span, cleaning) for span in blocks]
    starts = [token.start for token in annotation.tokens]
    found: list[Quote] = []
    for number, (view, text) in enumerate(views):
        following = views[number + 1][1] if number + 1 < len(views) else ""
        family = opening_family(following)
        marked = pair_marks(text, continued=frozenset({family} if family else ()))
        for stretch in marked:
            if stretch.closed or stretch.end - stretch.start <= settings.unclosed_chars:
                context = _Context(text, stretch, _tokens_around(view, stretch, annotation, starts))
                found.append(_quote(view, stretch, _kind(context, settings=settings)))
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def _blocks(cleaning: Cleaning) -> list[Span]:
    spans = [*cleaning.headings, *cleaning.paragraphs, *cleaning.captions]
    if cleaning.title is not None:
        spans.append(Span(cleaning.title.start, cleaning.title.end))
    return sorted(spans)


def _marked_view(text: str, span: Span, cleaning: Cleaning) -> tuple[Reading, str]:
    """Read a block repaired, with its marks as they stand: the parser's view makes them all plain."""
    view = read_span(text, span, cleaning.repairs)
    repaired = {(repair.start, repair.end): repair.to for repair in cleaning.repairs}
    pieces = [
        text[start:end] if plain else repaired.get((start, end), text[start:end])
        for start, end, plain in view.sources
    ]
    marked = "".join(pieces)
    return view, marked if len(marked) == len(view.text) else view.text


def _quote(view: Reading, stretch: Marked, kind: Kind) -> Quote:
    inside = view.source_span(stretch.start, stretch.end)
    outer = view.source_span(stretch.outer_start, stretch.outer_end)
    return Quote(inside.start, inside.end, outer, kind)


@dataclass(frozen=True, slots=True)
class _Context:
    """A stretch with its block's text and the tokens of the sentences that it touches."""

    text: str
    stretch: Marked
    sentence: tuple[Token, ...]

    @property
    def inside(self) -> str:
        return self.text[self.stretch.start : self.stretch.end]

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.inside)


def _tokens_around(
    view: Reading, stretch: Marked, annotation: Annotation, starts: Sequence[int]
) -> tuple[Token, ...]:
    """Take the tokens of the stretch's sentences that stand outside of it."""
    outer = view.source_span(stretch.outer_start, stretch.outer_end)
    first = bisect_left(starts, outer.start)
    last = max(first, bisect_left(starts, outer.end) - 1)
    if first >= len(starts):
        return ()
    begin = annotation.sentences[annotation.tokens[first].sentence].first
    finish = annotation.sentences[annotation.tokens[min(last, len(starts) - 1)].sentence].last
    return tuple(t for t in annotation.tokens[begin:finish] if t.end <= outer.start or t.start >= outer.end)


def _kind(context: _Context, *, settings: Settings) -> Kind:
    words = context.words
    if not words or _is_name(context, settings=settings):
        return "title" if words else "scare"
    if _is_whole(context):
        return "direct"
    if len(words) <= settings.scare_words and not _has_cue(context, load_cue_words()):
        return "scare"
    return "mixed"


def _is_whole(context: _Context) -> bool:
    """Tell a whole utterance: it begins like a sentence, and ends like one or is broken off for a cue."""
    inside = context.inside
    begins = inside.lstrip("[(…. ")[:1].isupper() or inside[:1].isdigit()
    after = context.text[context.stretch.outer_end :].lstrip()
    ends = inside[-1] in _SENTENCE_END + ",—–-" or after[:1] in (",", "") or not context.stretch.closed
    return begins and ends and (len(context.words) > 2 or inside[-1] in _SENTENCE_END + ",")


def _has_cue(context: _Context, cues: CueWords) -> bool:
    if context.text[: context.stretch.outer_start].rstrip().lower().endswith(("so-called", "self-styled")):
        return False
    spoken = cues.saying | cues.naming
    return any(t.lemma in spoken and t.pos in ("VERB", "AUX") for t in context.sentence) or any(
        t.text.lower() == "according" for t in context.sentence
    )


def _is_name(context: _Context, *, settings: Settings) -> bool:
    """Tell the name of a work, an operation or a person's nickname by its capitals and its company."""
    words, lists = context.words, load_quoting_words()
    before, after = _neighbours(context)
    if len(words) > settings.title_words or context.inside[-1] in ";":
        return False
    # American typesetting puts the writer's stop inside the marks: 'on NBC's "Meet the Press."'
    stopped = context.inside[-1] in ".,"
    if stopped and not _is_led_to_title(context, before):
        return False
    capitals = all(w[:1].isupper() or w.lower() in lists.small or w[:1].isdigit() for w in words)
    if not capitals or not words[0][:1].isupper():
        return False
    if _is_nickname(context, before, after):
        return True
    company = {word.lower() for word in before[-2:]}
    if company & (lists.works | lists.naming):
        return True
    shouted = all(word.isupper() for word in words)
    return len(words) >= 2 and not shouted and before[-1:] != [] and not _has_cue_beside(context)


def _is_led_to_title(context: _Context, before: Sequence[str]) -> bool:
    """Tell marks that stand right after a possessive or a noun for works, which bring a title."""
    left = context.text[: context.stretch.outer_start]
    if not left.endswith(" ") or not before or len(context.words) < 2:
        return False
    if len(context.words) > 2 and before[-1] in ("on", "of", "in", "from") and left.rstrip()[-1].isalpha():
        return True
    return before[-1].endswith(("'s", "’s")) or before[-1].lower() in load_quoting_words().works


def _neighbours(context: _Context) -> tuple[list[str], list[str]]:
    """List the few words before and after the marks."""
    before = _WORD.findall(
        context.text[max(0, context.stretch.outer_start - 60) : context.stretch.outer_start]
    )
    after = _WORD.findall(context.text[context.stretch.outer_end : context.stretch.outer_end + 60])
    return before, after


def _is_nickname(context: _Context, before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell 'Joe "Tiny" Smith': a capitalised name on both sides with nothing but spaces between."""
    left = context.text[: context.stretch.outer_start]
    right = context.text[context.stretch.outer_end :]
    near = left.endswith((" ", "(")) and left.rstrip(" (")[-1:].isalpha() and right[:1] in (" ", ")")
    return (
        near
        and len(context.words) <= 3
        and bool(before) and before[-1][:1].isupper()
        and bool(after) and after[0][:1].isupper() and right.lstrip(" )")[:1].isupper()
    )  # fmt: skip


def _has_cue_beside(context: _Context) -> bool:
    """Tell whether a colon or a comma, as before speech, stands right before the marks."""
    return context.text[: context.stretch.outer_start].rstrip()[-1:] in (",", ":", "")
