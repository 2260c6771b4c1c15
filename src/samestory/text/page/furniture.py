"""What in a text belongs to the page and not to the report: found, named, never cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from samestory.lexicon.furniture import HEAD_CHARS, FurnitureWords, load_furniture_words
from samestory.lexicon.page_words import load_page_words
from samestory.records import Furniture, Span
from samestory.text.page._marks import find_page_marks
from samestory.text.page.lines import fold, quote_depth_at, split_lines, split_sentences

# A line of links or a button is short; the longest real 'Read also' lines run to about 220.
_MAX_LINK_CHARS = 260
_MAX_BUTTON_CHARS = 90
# A sentence of the site's own runs to a few lines of small print at most.
_MAX_SITE_SENTENCE_CHARS = 600
# Where this share of a line is furniture and nothing in the rest is news, the whole line is.
_LINE_SHARE = 0.55
# Between two pieces of furniture in one line, less than this is furniture as well.
_MAX_GAP_CHARS = 30
# Longer than this, what is left of a line is a sentence that has lost its full stop.
_MAX_SCRAP_WORDS = 12
# 'Analysis: ', 'Fact check: ' before a headline of a few words.
_MAX_LABEL_WORDS, _MIN_LABELLED_WORDS = 2, 4
_MAX_LABEL_CHARS = 16
_EDGE_MARKS = " \t*•·|>»«<-–—_:;,.…[]()→←▶►+#=~"
# Links glued to names and a site's name behind a headline end where they end.
_OWN_ENDS = ("links", "masthead")
# After a label a headline begins with a capital; what begins small goes on with a sentence.
_GOES_ON = re.compile(r"^[\w ]{3,16}: [a-z][^:]{0,200}[.!]$")
# What a page says of itself without speaking to anybody.
_UNSPOKEN = (
    "may not be published, broadcast",
    "rush transcript",
    "in its final form",
    "authoritative record of",
)
_FIGURE = re.compile(r"\d[\d.,]*k?")
_WORD = re.compile(r"[a-z][a-z'.-]*")


def find_furniture(
    text: str, *, outlet: str | None = None, lines: Sequence[Span] | None = None
) -> tuple[Furniture, ...]:
    r"""Find navigation, buttons, adverts, notices and links in a text that has lost its tags.

    A line is furniture if it is a known button or begins as a known link does; a sentence if it
    has a word of the site's own and speaks to the reader, outside quotation marks, with no sign of
    news in it. Credits of agencies, datelines and corrections are part of the report. `lines` are those
    of `split_lines`, where they are known already.

    >>> [(f.reason, f.end) for f in find_furniture("Skip to content\nMinister resigns\n")]
    [('navigation', 15)]
    """
    words, folded = load_furniture_words(), fold(text)
    lines = split_lines(text) if lines is None else lines
    hits = list(words.phrases.find(folded))
    found = [*_find_lines(text, folded, lines, words), *_find_inline(text, hits, words)]
    found += find_page_marks(text, folded, lines, hits, outlet)
    found += _find_site_sentences(text, folded, lines, hits, words)
    return _join(text, _fill_lines(text, folded, lines, found, words))


def _find_lines(
    text: str, folded: str, lines: Sequence[Span], words: FurnitureWords
) -> Iterator[Furniture]:
    for place, line in enumerate(lines):
        low = folded[line.start : line.end]
        bare = low.strip(_EDGE_MARKS)
        reason = None
        if len(low) <= _MAX_BUTTON_CHARS:
            reason = _find_button(_FIGURE.sub("#", bare), words) or words.lines.get(low)
        if reason is None and len(low) <= _MAX_LINK_CHARS:
            reason = _find_opening(bare, words) or (_find_opening(low, words) if low != bare else None)
            if reason is not None and not _is_link(text, line, low, words):
                reason = None
            # 'Opinion: The bridge we need' over a report is its headline; in the midst of it, a link.
            reason = None if place == 0 and reason == "read also" and _is_labelled(low) else reason
        if reason is not None and not (place == 0 and len(lines) == 1):
            yield Furniture(line.start, line.end, reason)


def _find_opening(line: str, words: FurnitureWords) -> str | None:
    known = words.openings.get(line[:HEAD_CHARS]) or words.openings.get(line[:1])
    if known is None or not line.startswith(known[0]):
        return None
    return next(reason for phrase, reason in zip(*known, strict=True) if line.startswith(phrase))


def _find_button(bare: str, words: FurnitureWords) -> str | None:
    reason = words.lines.get(bare)
    if reason is None and bare.endswith(("!", "(#", "?")):
        # 'Photo gallery (12)', 'Comments 12': a button with what it holds.
        reason = words.lines.get(bare.rstrip("!?( #"))
    return reason or (words.lines.get(bare.replace("&", "and")) if "&" in bare else None)


def _is_labelled(low: str) -> bool:
    label, colon, rest = low.partition(":")
    return (
        bool(colon) and len(label.split()) <= _MAX_LABEL_WORDS and len(rest.split()) >= _MIN_LABELLED_WORDS
    )


def _is_link(text: str, line: Span, low: str, words: FurnitureWords) -> bool:
    """Tell a link or a call from a sentence of news that happens to begin alike."""
    tokens = _words(low)
    closed = text[line.start : line.end].rstrip("\"'”’)").endswith((".", "!", "?"))
    # 'Sign up at the town hall, the council said.', 'More: the harbour needs it.'
    if closed and (
        not load_page_words().says.isdisjoint(tokens[-3:]) or _GOES_ON.match(text[line.start : line.end])
    ):
        return False
    ended = closed and len(tokens) > 8
    if not ended or (low.endswith("?") and ":" in low[:_MAX_LABEL_CHARS]):
        return True
    return not words.news.intersection(tokens) and bool(
        words.pronouns.intersection(tokens) or tokens[0] in words.verbs
    )


def _words(low: str) -> list[str]:
    """List the words of a line, a stop behind the last one left out: 'said.' is 'said'."""
    return [word.rstrip(".'-") for word in _WORD.findall(low)]


def _find_inline(
    text: str, hits: Sequence[tuple[int, int, str]], words: FurnitureWords
) -> Iterator[Furniture]:
    for start, end, phrase in hits:
        # A button is written with a capital; a sentence may say the same words.
        if phrase in words.inline and not text[start].islower():
            yield Furniture(start, end, words.inline[phrase])


def _find_site_sentences(
    text: str,
    folded: str,
    lines: Sequence[Span],
    hits: Sequence[tuple[int, int, str]],
    words: FurnitureWords,
) -> Iterator[Furniture]:
    places = [(start, words.site[phrase]) for start, _, phrase in hits if phrase in words.site]
    for line in lines if places else ():
        inside = places[bisect_left(places, (line.start, "")) : bisect_left(places, (line.end, ""))]
        if inside:
            yield from _judge_sentences(text, folded, line, inside, words)


def _judge_sentences(
    text: str, folded: str, line: Span, hits: Sequence[tuple[int, str]], words: FurnitureWords
) -> Iterator[Furniture]:
    """Judge the sentences of a line that has words of the site, and then those beside them."""
    sentences = list(split_sentences(text, line))
    reasons: list[str | None] = []
    named: list[bool] = []
    for sentence in sentences:
        place = bisect_left(hits, (sentence.start, ""))
        reason = hits[place][1] if place < len(hits) and hits[place][0] < sentence.end else None
        named.append(reason is not None)
        reasons.append(reason if reason and _is_address(folded, line, sentence, words) else None)
    for steps in (range(1, len(sentences)), range(len(sentences) - 2, -1, -1)):
        for place in steps:
            beside = place - 1 if steps.step > 0 else place + 1
            if reasons[place] is not None or reasons[beside] is None:
                continue
            if _is_address(folded, line, sentences[place], words, beside=named[place]):
                reasons[place] = reasons[beside]
    for place in range(1, len(sentences) - 1):
        between = reasons[place - 1] and reasons[place + 1] and not reasons[place]
        low = folded[sentences[place].start : sentences[place].end]
        if between and not _tells(low.rstrip("."), words):
            reasons[place] = reasons[place - 1]
    for sentence, reason in zip(sentences, reasons, strict=True):
        if reason:
            yield Furniture(sentence.start, sentence.end, reason)


def _is_address(
    folded: str, line: Span, sentence: Span, words: FurnitureWords, *, beside: bool = False
) -> bool:
    """Tell whether a sentence commands or speaks to the reader and neither quotes nor tells news.

    Where it stands beside furniture (`beside`), a word of the site is enough.
    """
    if len(sentence) > _MAX_SITE_SENTENCE_CHARS or quote_depth_at(folded, line.start, sentence.start):
        return False
    low = folded[sentence.start : sentence.end]
    if low.startswith('"') or low.count('"') % 2:
        return False
    tokens = _words(low)
    if not tokens or words.news.intersection(tokens):
        return False
    speaks = tokens[0] in words.verbs or bool(words.pronouns.intersection(tokens))
    return (
        speaks
        or beside
        or "recaptcha" in low
        or "all rights reserved" in low
        or any(word in low for word in _UNSPOKEN)
    )


def _fill_lines(
    text: str, folded: str, lines: Sequence[Span], found: list[Furniture], words: FurnitureWords
) -> Iterable[Furniture]:
    """Take in the rest of a line most of which is furniture, unless the rest tells news."""
    ordered = sorted(found, key=lambda f: (f.start, -f.end, f.reason))
    starts = [f.start for f in ordered]
    whole: list[Furniture] = []
    for line in lines:
        here = ordered[bisect_left(starts, line.start) : bisect_left(starts, line.end)]
        inside = [f for f in here if f.reason not in _OWN_ENDS]
        if not inside:
            continue
        covered = _covered(inside)
        rests = [folded[a:b].strip() for a, b in _gaps(line, inside)]
        tells = any(_tells(rest, words) for rest in rests)
        if len(line) > covered >= _LINE_SHARE * len(line) and not tells:
            whole.append(Furniture(line.start, line.end, inside[0].reason))
    return [*ordered, *whole]


def _tells(rest: str, words: FurnitureWords) -> bool:
    """Tell whether what is left between furniture is more than a scrap of it."""
    tokens = _words(rest)
    whole = len(tokens) >= 3 and rest.endswith((".", "!", "?", '"'))
    return whole or '"' in rest or len(tokens) > _MAX_SCRAP_WORDS or bool(words.news.intersection(tokens))


def _covered(pieces: Sequence[Furniture]) -> int:
    total = end = 0
    for piece in pieces:
        total += max(0, piece.end - max(end, piece.start))
        end = max(end, piece.end)
    return total


def _gaps(line: Span, pieces: Sequence[Furniture]) -> Iterator[tuple[int, int]]:
    at = line.start
    for piece in pieces:
        if piece.start > at:
            yield at, piece.start
        at = max(at, piece.end)
    if at < line.end:
        yield at, line.end


def _join(text: str, found: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """Join what overlaps or nearly touches in a line; the first reason stands for the whole."""
    joined: list[Furniture] = []
    for piece in sorted(found, key=lambda f: (f.start, -f.end, f.reason)):
        last = joined[-1] if joined else None
        between = text[last.end : piece.start] if last else ""
        near = len(between) <= _MAX_GAP_CHARS and "\n" not in between and not re.search(r"[.!?]", between)
        if last and (piece.start <= last.end or (near and not re.search(r"\w{3,}", between))):
            joined[-1] = Furniture(last.start, max(last.end, piece.end), last.reason)
        else:
            joined.append(piece)
    return tuple(joined)
