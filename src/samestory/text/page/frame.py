"""The frame of a report on its page: what stands above it, its headline, its stamps, what stands below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.furniture import load_furniture_words
from samestory.records import Furniture, Report, Span
from samestory.text.page._foot import OF_THE_REPORT, judge_foot
from samestory.text.page._mastheads import count_words, is_masthead, is_outlet, outlet_names
from samestory.text.page.captions import is_caption
from samestory.text.page.lines import fold
from samestory.text.page.stamps import is_day_line, is_label, is_stamp

# The longest headlines of news sites run to about 200 characters; a paragraph seldom ends so soon
# without a full stop.
_MAX_TITLE_CHARS = 220
# One or two words above a headline are a section's name ('World', 'US politics').
_MIN_TITLE_WORDS = 3
# A line shares so many telling words with the report whose headline it is.
_MIN_SHARED = 2
# 'Port Ann and surroundings' shares a word with every report of the place.
_MIN_SHARING_WORDS = 5
# A page's head rarely runs longer before its report begins.
_MAX_HEAD_LINES = 18
# A sentence of so many words begins the report; headlines that end in a full stop are shorter.
_MIN_SENTENCE_WORDS = 9
# How far into the report a headline's words are looked for: the opening tells what the headline says.
_OPENING_CHARS = 3000
# Two or three writers before their paper's name.
_MAX_SIGNED_WORDS = 8
# 'Port Ann 14°C Light rain'.
_MAX_WEATHER_WORDS = 8
# A line that stands twice in a page: shorter ones may be what two people said.
_MIN_REPEATED_CHARS, _MAX_REPEATED_CHARS = 40, 400
_MAX_STANDFIRSTS, _MAX_MARKS = 1, 12
_MAX_BETWEEN_CHARS = 60
# Empty lines between two lines.
_MAX_GAP_CHARS = 12
_TELLING = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'-]{2,40}(?:, [\w. ]{2,20})? ?\([\w ]{2,20}\) ?[-–—]"
    r"|[A-Z]{3,}[A-Z .]*, [A-Z][\w.]+ ?(?:[-–—]{1,2}|\()"
)
_DEGREES = re.compile(r"-?\d{1,3}\s?°\s?[CF]?\b")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the headline stands, or None; lines of the page; lines that say who and when."""

    title: Span | None
    furniture: tuple[Furniture, ...]
    stamps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the first sentence of a report: its lines, stamps and furniture left out."""

    lines: tuple[Span, ...]
    stamps: tuple[Span, ...]
    opening: frozenset[str]


def read_frame(report: Report, pieces: Sequence[Span], furniture: Sequence[Furniture]) -> Frame:
    """Choose the headline and tell from the report what else stands above, between and below.

    `pieces` are the lines without the furniture already found. The declared headline comes first;
    else the first line above the report whose words the opening takes up. What stands over it and
    shares no word with the report is the page's. Where no sentence ends the head, nothing is judged.
    """
    text = report.text
    head = _read_head(text, pieces, _telling(report.outlet or ""))
    title = _find_declared(report, pieces)
    named = outlet_names(report)
    if title is None and pieces:
        title = _choose_title(text, head, named) if head else _take_first(text, pieces, named)
    over = list(_judge_over(text, head, title, named)) if head and title else []
    stamps = [*head.stamps, *_find_labels(text, head, title)] if head and title else []
    if title:
        stamps += _find_repeats(text, pieces, title)
        over += _find_between(text, pieces, title, furniture, head)
    under, late = judge_foot(text, pieces, furniture)
    taken = {span.start for span in (*stamps, *([title] if title else ()))}
    cued = (p for p in pieces if p.start not in taken and _has_stamp(text, p))
    return Frame(title, (*over, *under), tuple(sorted({*stamps, *late, *cued})))


def _find_repeats(text: str, pieces: Sequence[Span], title: Span) -> Iterator[Span]:
    """Find the headline set a second time, and the standfirst under it if the page sets that twice."""
    shown = {" ".join(_words(text[title.start : title.end]))}
    lengths = [len(title)]
    under = 0
    for piece in pieces:
        size = piece.end - piece.start
        if piece.start == title.start or size > _MAX_REPEATED_CHARS:
            continue
        # Most lines need no closer look: what is the same but for marks is about as long.
        like = abs(size - lengths[0]) <= _MAX_MARKS or abs(size - lengths[-1]) <= _MAX_MARKS
        if not like and (under == _MAX_STANDFIRSTS or piece.start < title.end):
            continue
        line = " ".join(_words(text[piece.start : piece.end]))
        if line in shown and line:
            yield piece
        elif piece.start > title.end and len(line) >= _MIN_REPEATED_CHARS and under < _MAX_STANDFIRSTS:
            shown.add(line)
            lengths.append(size)
            under += 1


def _find_between(
    text: str, pieces: Sequence[Span], title: Span, furniture: Sequence[Furniture], head: _Head | None
) -> Iterator[Furniture]:
    """Find short lines between two lines of furniture that say nothing of what the report says."""
    if head is None or not furniture:
        return
    ends, starts = {piece.end for piece in furniture}, {piece.start for piece in furniture}
    for piece in pieces:
        if (
            piece.end - piece.start > _MAX_BETWEEN_CHARS
            or piece == title
            or text[piece.end - 1] in '.!?:"”’)'
        ):
            continue
        gap = text[max(0, piece.start - _MAX_GAP_CHARS) : piece.start]
        above = "\n" in gap[len(gap.rstrip()) :] and piece.start - len(gap) + len(gap.rstrip()) in ends
        gap = text[piece.end : piece.end + _MAX_GAP_CHARS]
        room = len(gap) - len(gap.lstrip())
        below = "\n" in gap[:room] and piece.end + room in starts
        if above and below and not _is_of_report(text, piece, head):
            yield Furniture(piece.start, piece.end, "links")


def _is_of_report(text: str, piece: Span, head: _Head) -> bool:
    raw = text[piece.start : piece.end]
    if is_stamp(raw) or is_day_line(raw) or is_label(raw) or is_caption(raw) or _is_signed(raw):
        return True
    if OF_THE_REPORT.search(raw) is not None:
        return True
    return any(char.isalpha() for char in raw) and (_shares(text, piece, head) or raw.isupper())


def _has_stamp(text: str, piece: Span) -> bool:
    return piece.end - piece.start <= 180 and is_stamp(text[piece.start : piece.end])


def _read_head(text: str, pieces: Sequence[Span], outlet: Iterable[str]) -> _Head | None:
    """List the lines above the first sentence; None where the text opens with one or none is near."""
    first = next((n for n, p in enumerate(pieces[:_MAX_HEAD_LINES]) if _begins_report(text, p)), None)
    if first is None:
        return None
    raws = [(piece, text[piece.start : piece.end]) for piece in pieces[:first]]
    stamps = tuple(piece for piece, raw in raws if is_stamp(raw) or is_day_line(raw))
    lines = tuple(piece for piece, raw in raws if piece not in stamps and not is_caption(raw))
    # A line alone needs nothing to compare it with. What the page says of itself tells nothing.
    told = (piece for piece in pieces[first:] if piece.start < pieces[first].start + _OPENING_CHARS)
    opening = "\n".join(text[p.start : p.end] for p in told)[:_OPENING_CHARS] if len(lines) > 1 else ""
    return _Head(lines, stamps, frozenset(_telling(opening)) - frozenset(outlet))


def _begins_report(text: str, piece: Span) -> bool:
    raw = text[piece.start : piece.end]
    if len(raw) > _MAX_TITLE_CHARS or _DATELINE.match(raw):
        return True
    if is_stamp(raw) or is_day_line(raw) or is_caption(raw):
        return False
    return (
        raw.rstrip("\"'”’»)]").endswith((".", "…", ":"))
        and not _is_short_form(raw)
        and (count_words(raw) >= _MIN_SENTENCE_WORDS)
    )


def _is_short_form(raw: str) -> bool:
    return raw.endswith(("...", "U.S.", "U.K.", "D.C.", "Jr."))


def _telling(raw: str) -> Iterator[str]:
    """Words that can tell a subject: not small, not common, plural and possessive endings cut."""
    common = load_common_words()
    for word in set(_TELLING.findall(fold(raw))) - common:
        yield word.rstrip("s")


def _find_declared(report: Report, pieces: Sequence[Span]) -> Span | None:
    declared = _words(report.declared.title or "")
    if not declared:
        return None
    near = (piece for piece in pieces[:_MAX_HEAD_LINES] if _says(report.text, piece, declared))
    return next(near, None)


def _words(raw: str) -> list[str]:
    return re.findall(r"[^\W_]+", raw.lower())


def _says(text: str, piece: Span, declared: list[str]) -> bool:
    words = _words(text[piece.start : min(piece.end, piece.start + 400)])
    return words == declared or (len(words) >= 4 and words == declared[: len(words)])


def _choose_title(text: str, head: _Head, named: frozenset[str]) -> Span | None:
    """Choose the first line whose words the report takes up, else the first long enough, else the last."""
    sited = _find_site_lines(text, head, named)
    others = [line for line in head.lines if line not in sited and _is_headline(text, line)]
    long = [line for line in others if count_words(text[line.start : line.end]) >= _MIN_TITLE_WORDS]
    # Nothing stands over most headlines, and not every headline's words come back in the opening.
    if long and _stands_first_alone(text, long[0]):
        return long[0]
    shared = [line for line in long if _is_taken_up(text, line, head)]
    if shared or long:
        return (shared or long)[0]
    # Two words under the paper's name are a headline if nothing else is.
    return others[-1] if others and len(others) < len(head.lines) else None


def _stands_first_alone(text: str, line: Span) -> bool:
    """Tell a text's very first line with an empty line after it, as headlines are handed on."""
    after = re.match(r"[^\S\n]*\r?\n[^\S\n]*\r?\n", text[line.end : line.end + 40])
    return not text[: line.start].strip() and after is not None


def _is_taken_up(text: str, line: Span, head: _Head) -> bool:
    """Tell a line whose words the report takes up; a short one must do so with two, or it is a place."""
    raw = text[line.start : line.end]
    shared = len(head.opening.intersection(_telling(raw)))
    return shared >= _MIN_SHARED or (shared == 1 and count_words(raw) >= _MIN_SHARING_WORDS)


def _take_first(text: str, pieces: Sequence[Span], named: frozenset[str]) -> Span | None:
    """Take the first line that can be a headline where no sentence near it begins a report."""
    for piece in pieces[:3]:
        raw = text[piece.start : piece.end]
        if count_words(raw) >= _MIN_TITLE_WORDS and not is_outlet(raw, named):
            able = piece != pieces[-1] and _is_headline(text, piece) and not _begins_report(text, piece)
            return piece if able else None
    return None


def _is_headline(text: str, line: Span) -> bool:
    raw = text[line.start : line.end]
    if len(raw) > _MAX_TITLE_CHARS or not any(char.isalpha() for char in raw):
        return False
    return not raw.endswith((".", ":", ";", ",")) or _is_short_form(raw)


def _shares(text: str, line: Span, head: _Head) -> bool:
    return any(word in head.opening for word in _telling(text[line.start : line.end]))


def _find_site_lines(text: str, head: _Head, named: frozenset[str]) -> list[Span]:
    """Find a paper's name, its motto and its weather, where another line can be the headline."""
    found: list[Span] = []
    for place, line in enumerate(head.lines):
        raw = text[line.start : line.end]
        motto = bool(found) and place > 0 and found[-1] == head.lines[place - 1] and raw[0].islower()
        weather = count_words(raw) <= _MAX_WEATHER_WORDS and _DEGREES.search(raw) is not None
        last = line == head.lines[-1]
        shared = head.opening.intersection(_telling(raw)) - load_furniture_words().mastheads
        name = is_masthead(raw, named) and len(shared) < _MIN_SHARED
        if is_outlet(raw, named) or (not last and (motto or weather or name)):
            found.append(line)
    return found


def _judge_over(text: str, head: _Head, title: Span, named: frozenset[str]) -> Iterator[Furniture]:
    """Take what stands over the headline as the page's, unless it speaks of what the report speaks of."""
    sited = _find_site_lines(text, head, named)
    for line in head.lines:
        over = line.start < title.start
        if line in sited and line.start != title.start:
            if over or is_outlet(text[line.start : line.end], named):
                yield Furniture(line.start, line.end, "masthead")
        elif over and (_is_section(text, line) or not _shares(text, line, head)):
            yield Furniture(line.start, line.end, "navigation")


def _is_section(text: str, line: Span) -> bool:
    return count_words(text[line.start : line.end]) < _MIN_TITLE_WORDS


def _find_labels(text: str, head: _Head, title: Span) -> Iterator[Span]:
    """Find a writer's or a town's name, or a bare number, between the headline and the report."""
    for line in head.lines:
        raw = text[line.start : line.end]
        if line.start > title.start and (
            is_label(raw) or _is_signed(raw) or not re.search(r"[^\W\d_]", raw)
        ):
            yield line


def _is_signed(raw: str) -> bool:
    """Tell 'Ann Lee and Bo Ek, The Port Gazette': names, then a paper or an agency."""
    names, comma, paper = raw.rpartition(", ")
    words = names.split()
    if not comma or not 2 <= len(words) <= _MAX_SIGNED_WORDS:
        return False
    return all(word[0].isupper() or word == "and" for word in words) and is_masthead(paper, frozenset())
