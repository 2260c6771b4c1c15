"""Cleaning: what in a text is the report, part by part, and what is the page's furniture."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from samestory.records import Cleaning, Furniture, Repair, Report, Span, Title
from samestory.text.agencies import find_credits
from samestory.text.furniture import find_furniture
from samestory.text.language import tell_language
from samestory.text.lines import fold, split_lines
from samestory.text.repair import find_repairs


@dataclass(frozen=True, slots=True)
class CleaningSettings:
    """When a line is a title, a heading or a caption."""

    # The longest headlines of news sites run to about 200 characters; a paragraph seldom ends so soon
    # without a full stop.
    max_title_chars: int = 220
    # One or two words above a headline are a section's name ('World', 'US politics').
    min_title_words: int = 3
    # How many lines may stand above a headline that the record declares.
    max_lines_above_title: int = 8
    # Subheads are short; longer lines without a full stop are mostly paragraphs cut off.
    max_heading_chars: int = 100
    max_heading_words: int = 14
    # A caption's credit stands at its end; captions longer than this are paragraphs.
    max_caption_chars: int = 700
    # What is left of a paragraph around furniture, if shorter than this, is nothing to read.
    min_piece_chars: int = 2
    # A hundred and fifty words tell a language as well as a thousand, in a tenth of the time.
    language_sample_chars: int = 900


_SETTINGS = CleaningSettings()
_CREDIT_CUES = (
    "Photo", "photo", "Getty", "REUTERS", "Reuters", "AP", "AFP", "PA", "Image", "EPA", "ourtesy", "PHOTO"
)  # fmt: skip
_WHO = r"[\w.’' -]"
_CAPTION = re.compile(
    rf"""(?:
    \(\s?(?:[^()]{{0,90}}(?:/|via\ |[Pp]hoto:?\ ?|by\ )[^()]{{0,60}}
        |AP|AFP|PA|Reuters|EPA|Getty(?:\ Images)?)\)
  | (?:REUTERS|Reuters|AP|AFP|EPA)\s?/\s?[A-Z]{_WHO}{{2,40}}
  | {_WHO}{{3,40}}/\s?(?:AP|AFP|EPA|Reuters|REUTERS|Getty\ Images|AFP/Getty\ Images)
  | \b{_WHO}{{0,40}}via\ (?:AP|Reuters|AFP|Getty\ Images)
  | \bAP\ Photo(?:/{_WHO}{{2,40}})? | Getty\ Images | [Cc]ourtesy\ (?:of|photo){_WHO}{{0,40}}
  | Photo(?:graph(?:er)?)?(?:\ by|:)\ ?[A-Z][\w.’'/\ -]{{2,60}}
    )\s*[.)]?\s*$""",
    re.VERBOSE,
)
_CAPTION_HEAD = re.compile(
    r"(?:FILE PHOTO|FILE PICTURE|FILE -|Image copyright|Image caption|Media caption|File photo"
    r"|\(?Photo:|Photograph:)"
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'-]{2,40}(?:, [\w. ]{2,20})? ?\([\w ]{2,20}\) ?[-–—]"
    r"|[A-Z]{3,}[A-Z .]*, [A-Z][\w.]+ ?(?:[-–—]{1,2}|\()"
)
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,2}$")
_WORD = re.compile(r"[^\W_]+")


def clean_report(report: Report, settings: CleaningSettings = _SETTINGS) -> Cleaning:
    """Mark title, headings, captions, paragraphs, furniture, repairs and credits; cut nothing.

    Cheap enough for every report that comes in: no parser, one pass over the lines.
    """
    text = report.text
    furniture = find_furniture(text, outlet=report.outlet)
    repairs = find_repairs(text)
    lines = split_lines(text)
    pieces = _cut_out(text, lines, furniture, settings)
    title = _find_title(report, pieces, repairs, settings)
    cues = [cue for cue in _CREDIT_CUES if cue in text]
    rest = [p for p in pieces if title is None or p.end <= title.start or title.end <= p.start]
    captions = tuple(piece for piece in rest if cues and _is_caption(text, piece, cues, settings))
    pictured = {piece.start for piece in captions}
    rest = [piece for piece in rest if piece.start not in pictured]
    headings = _find_headings(text, rest, lines, settings)
    taken = {piece.start for piece in headings}
    paragraphs = tuple(piece for piece in rest if piece.start not in taken)
    told = [line for line in lines if line.start not in pictured]
    return Cleaning(
        report=report.id,
        title=title,
        headings=headings,
        paragraphs=paragraphs,
        furniture=furniture,
        repairs=repairs,
        agencies=find_credits(text, told, outlet=report.outlet, url=report.url, declared=report.declared),
        language=tell_language(_sample(text, paragraphs, settings)),
        captions=captions,
    )


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
        for piece in furniture[place:]:
            if piece.start >= line.end:
                break
            pieces.append(Span(at, min(piece.start, line.end)))
            at = max(at, min(piece.end, line.end))
        pieces.append(Span(at, line.end))
    trimmed = (_trim(text, piece) for piece in pieces if piece.end > piece.start)
    return [p for p in trimmed if len(p) >= settings.min_piece_chars and _WORD.search(text, p.start, p.end)]


def _trim(text: str, piece: Span) -> Span:
    raw = text[piece.start : piece.end]
    start = piece.start + len(raw) - len(raw.lstrip())
    return Span(start, start + len(raw.strip()))


def _find_title(
    report: Report, pieces: Sequence[Span], repairs: Sequence[Repair], settings: CleaningSettings
) -> Title | None:
    """Find the headline: the one declared, where the text has it, else the first line that is one."""
    declared = _WORD.findall((report.declared.title or "").lower())
    above = pieces[: settings.max_lines_above_title]
    found = next((p for p in above if declared and _says(report.text, p, declared)), None)
    if found is None:
        found = next((p for p in above[:3] if _is_headline(report.text, p, pieces, settings)), None)
        first = pieces[0] if pieces else None
        if found is not None and first is not None and found != first:
            # Only a section's name may stand above a headline that nothing declares.
            above_it = pieces[: pieces.index(found)]
            if any(
                len(_WORD.findall(report.text[p.start : p.end])) >= settings.min_title_words
                for p in above_it
            ):
                found = None
    if found is None:
        return None
    return Title(_repaired(report.text, found, repairs), found.start, found.end)


def _repaired(text: str, span: Span, repairs: Sequence[Repair]) -> str:
    """Read a stretch with its repairs, its own quotation marks kept."""
    read, at = [], span.start
    for repair in repairs:
        if at <= repair.start and repair.end <= span.end:
            read += [text[at : repair.start], repair.to]
            at = repair.end
    return " ".join("".join([*read, text[at : span.end]]).split())


def _says(text: str, piece: Span, declared: Sequence[str]) -> bool:
    words = _WORD.findall(text[piece.start : min(piece.end, piece.start + 400)].lower())
    return bool(words) and (
        list(declared) == words or (len(words) >= 4 and words == list(declared)[: len(words)])
    )


def _is_headline(text: str, piece: Span, pieces: Sequence[Span], settings: CleaningSettings) -> bool:
    raw = text[piece.start : piece.end]
    if len(raw) > settings.max_title_chars or piece == pieces[-1] or _DATELINE.match(raw):
        return False
    words = _WORD.findall(raw)
    ended = raw.endswith((".", ":", ";", ",")) and not raw.endswith(("...", "U.S.", "U.K.", "D.C.", "Jr."))
    return len(words) >= settings.min_title_words and not ended and any(char.isalpha() for char in raw)


def _is_caption(text: str, piece: Span, cues: Sequence[str], settings: CleaningSettings) -> bool:
    if len(piece) > settings.max_caption_chars:
        return False
    raw = text[piece.start : piece.end]
    if not any(cue in raw for cue in cues):
        return False
    return bool(_CAPTION.search(raw[-120:]) and not raw.startswith("(Reporting")) or bool(
        _CAPTION_HEAD.match(raw)
    )


def _find_headings(
    text: str, pieces: Sequence[Span], lines: Sequence[Span], settings: CleaningSettings
) -> tuple[Span, ...]:
    """Find short lines without a full stop that a longer paragraph follows."""
    whole = {(line.start, line.end) for line in lines}
    return tuple(
        piece
        for piece, after in itertools.pairwise(pieces)
        if (piece.start, piece.end) in whole
        and len(after) > len(piece)
        and _is_heading(text, piece, settings)
    )


def _is_heading(text: str, piece: Span, settings: CleaningSettings) -> bool:
    raw = text[piece.start : piece.end]
    if len(raw) > settings.max_heading_chars or len(_WORD.findall(raw)) > settings.max_heading_words:
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
