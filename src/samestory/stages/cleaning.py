"""Cleaning: what in a text is the report, part by part, and what is the page's furniture."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samestory.records import Cleaning, Furniture, LiveEntry, Part, Repair, Report, Span, Title
from samestory.text.language import tell_language
from samestory.text.page.agencies import find_credits
from samestory.text.page.captions import find_picture_cues, is_caption
from samestory.text.page.frame import read_frame
from samestory.text.page.furniture import find_furniture
from samestory.text.page.lines import fold, split_lines
from samestory.text.page.live import find_live_entries
from samestory.text.repairs.repair import find_repairs


@dataclass(frozen=True, slots=True)
class CleaningSettings:
    """When a line is a heading, and how much is read to tell a language."""

    # Subheads are short; longer lines without a full stop are mostly paragraphs cut off.
    max_heading_chars: int = 100
    max_heading_words: int = 14
    # What is left of a paragraph around furniture, if shorter than this, is nothing to read.
    min_piece_chars: int = 2
    # A hundred and fifty words tell a language as well as a thousand, in a tenth of the time.
    language_sample_chars: int = 900


_SETTINGS = CleaningSettings()
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,2}$")
# What stands between a page's label and the caption that it announces.
_CAPTION_LABELS = ("Image caption ", "Media caption ")
_WORD = re.compile(r"[^\W_]+")
_RIGHTS = re.compile(r"©|\([Cc]\)|[Cc]opyright|COPYRIGHT")


def clean_report(report: Report, settings: CleaningSettings = _SETTINGS) -> Cleaning:
    """Mark title, headings, captions, paragraphs, furniture, repairs and credits; cut nothing.

    Cheap enough for every report that comes in: no parser, one pass over the lines.
    """
    text = report.text
    lines = split_lines(text)
    on_page = find_furniture(text, outlet=report.outlet, lines=lines)
    repairs = find_repairs(text)
    pieces = _cut_out(text, lines, on_page, settings)
    frame = read_frame(report, pieces, on_page)
    furniture = tuple(sorted([*on_page, *frame.furniture], key=lambda piece: piece.start))
    title = _read_title(text, frame.title, repairs)
    entries, clocks = _find_entries(report, lines, title)
    stamps = [*frame.stamps, *clocks, *([frame.title] if frame.title else [])]
    kept = _leave_out(pieces, [*frame.furniture, *stamps])
    parts = report.declared.parts
    captions = _find_captions(text, kept, parts)
    rest = _leave_out(kept, captions)
    headings = _marked(rest, parts, "heading") if parts else _find_headings(text, rest, lines, settings)
    paragraphs = tuple(_leave_out(kept, [*captions, *headings]))
    return Cleaning(
        report=report.id,
        title=title,
        headings=headings,
        paragraphs=paragraphs,
        furniture=furniture,
        repairs=repairs,
        agencies=find_credits(
            text,
            _told_lines(text, lines, captions, furniture),
            outlet=report.outlet,
            url=report.url,
            declared=report.declared,
        ),
        language=tell_language(_sample(text, paragraphs, settings)),
        captions=captions,
        entries=entries,
    )


def _find_entries(
    report: Report, lines: Sequence[Span], title: Title | None
) -> tuple[tuple[LiveEntry, ...], tuple[Span, ...]]:
    """Give the entries of a live page, declared or by its clock times, and lines that hold a time alone."""
    if report.declared.entries:
        return report.declared.entries, ()
    headline = (title.text if title else None) or report.declared.title
    return find_live_entries(report.text, lines, headline) if headline else ((), ())


def _leave_out(spans: Iterable[Span], taken: Iterable[Span | Furniture]) -> list[Span]:
    starts = {piece.start for piece in taken}
    return [span for span in spans if span.start not in starts]


def _marked(pieces: Iterable[Span], parts: Sequence[Part], kind: str) -> tuple[Span, ...]:
    """List the pieces that the page itself marks as of a kind."""
    spans = {part.start: part.end for part in parts if part.kind == kind}
    return tuple(piece for piece in pieces if spans.get(piece.start) == piece.end)


def _find_captions(text: str, pieces: Sequence[Span], parts: Sequence[Part]) -> tuple[Span, ...]:
    marked = _marked(pieces, parts, "caption")
    cues = find_picture_cues(text)
    if not cues:
        return marked
    return tuple(
        p
        for p in pieces
        if p in marked
        or is_caption(text[p.start : p.end], cues)
        or text.endswith(_CAPTION_LABELS, max(0, p.start - 15), p.start)
    )


def _told_lines(
    text: str, lines: Sequence[Span], captions: Sequence[Span], furniture: Sequence[Furniture]
) -> list[Span]:
    """Leave out captions and the page's lines, but for those about rights, which may name an agency."""
    kept, place = [], 0
    for line in _leave_out(lines, captions):
        while place < len(furniture) and furniture[place].end <= line.start:
            place += 1
        told = place == len(furniture) or not furniture[place].start <= line.start < furniture[place].end
        if told or furniture[place].end < line.end or _RIGHTS.search(text, line.start, line.end):
            kept.append(line)
    return kept


def _read_title(text: str, span: Span | None, repairs: Sequence[Repair]) -> Title | None:
    return Title(_repaired(text, span, repairs), span.start, span.end) if span else None


def _sample(text: str, paragraphs: Sequence[Span], settings: CleaningSettings) -> str:
    """Take enough of the body to tell its language; what stands around it may be in another."""
    taken: list[str] = []
    for span in paragraphs:
        taken.append(text[span.start : span.end])
        if sum(map(len, taken)) >= settings.language_sample_chars:
            break
    return " ".join(taken)[: 2 * settings.language_sample_chars] or text


def _cut_out(
    text: str, lines: Sequence[Span], furniture: Sequence[Furniture], settings: CleaningSettings
) -> list[Span]:
    """List the pieces of the lines that no furniture covers, in order, with something to read in them."""
    pieces: list[Span] = []
    place = 0
    for line in lines:
        at = line.start
        while place < len(furniture) and furniture[place].end <= line.start:
            place += 1
        if place == len(furniture) or furniture[place].start >= line.end:
            pieces.append(line)
            continue
        reach = place
        while reach < len(furniture) and furniture[reach].start < line.end:
            piece = furniture[reach]
            pieces.append(Span(at, min(piece.start, line.end)))
            at = max(at, min(piece.end, line.end))
            reach += 1
        pieces.append(Span(at, line.end))
    trimmed = (_trim(text, piece) for piece in pieces if piece.end > piece.start)
    return [p for p in trimmed if len(p) >= settings.min_piece_chars and _WORD.search(text, p.start, p.end)]


def _trim(text: str, piece: Span) -> Span:
    if not text[piece.start].isspace() and not text[piece.end - 1].isspace():
        return piece
    raw = text[piece.start : piece.end]
    start = piece.start + len(raw) - len(raw.lstrip())
    return Span(start, start + len(raw.strip()))


def _repaired(text: str, span: Span, repairs: Sequence[Repair]) -> str:
    """Read a stretch with its repairs, its own quotation marks kept."""
    read, at = [], span.start
    for repair in repairs:
        if at <= repair.start and repair.end <= span.end:
            read += [text[at : repair.start], repair.to]
            at = repair.end
    return " ".join("".join([*read, text[at : span.end]]).split())


def _find_headings(
    text: str, pieces: Sequence[Span], lines: Sequence[Span], settings: CleaningSettings
) -> tuple[Span, ...]:
    """Find short lines without a full stop that a longer paragraph follows."""
    whole = {(line.start, line.end) for line in lines}
    return tuple(
        piece
        for piece, after in itertools.pairwise(pieces)
        if piece.end - piece.start <= settings.max_heading_chars
        and (piece.start, piece.end) in whole
        and len(after) > len(piece)
        and _is_heading(text, piece, settings)
    )


def _is_heading(text: str, piece: Span, settings: CleaningSettings) -> bool:
    raw = text[piece.start : piece.end]
    if len(_WORD.findall(raw)) > settings.max_heading_words:
        return False
    if raw.endswith("?"):
        return len(_WORD.findall(raw)) <= 8 and raw[0] not in '"“'
    if raw.startswith(
        ("By ", "by ", "BY ", "With ", "—", "–", "-", "•", "(", '"', "“")
    ) and not raw.endswith(("’", "”")):
        return False
    return (
        not _ENDED.search(raw)
        and not raw.endswith((",", ";"))
        and not fold(raw).startswith(("http", "www."))
    )
