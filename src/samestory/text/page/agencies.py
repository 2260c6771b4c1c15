"""The news agencies that a report credits for its text; those quoted, or credited for photos, are not."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from samestory.lexicon.agencies import Agencies, load_agencies
from samestory.lexicon.common_words import load_common_words
from samestory.records import Credit, Declared, Span

# 'GAZA CITY, Gaza Strip (AP) -', '(Reuters) -', 'WASHINGTON, June 3 (Xinhua) --'
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w .,'’/-]{0,70}?\s)?"
    r"\((?P<name>[A-Z][\w ./’'-]{1,40}|dpa)\)(?P<dash>\s?(?:—|–|-{1,2}|:))?"
)
# A day before the brackets, in any language: ', Feb. 3', ', 3 marzo 2025'.
_DATED = re.compile(
    r",\s(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?)(?:,?\s(?:de\s)?\d{4})?,?\s*$"
)
_MIN_NAME_CHARS = 4
_CONTRIBUTED = re.compile(r"contribut(?:ed|ing)\b")
_FROM_WORDS = (
    r"(?:[Ww]ith|[Ff]rom|[Cc]ompiled from|[Bb]ased (?:in part )?on|[Cc]ontributing:"
    r"|[Ss]ources?:"
    r"|(?:[Ii]nputs?|[Ii]nformation|[Mm]aterial|[Cc]ontent) from|[Ss]tory (?:by|from)|VIA|[Vv]ia"
    r"|[Tt]h(?:is|e) (?:report|story|article) (?:includes|contains|uses|is based (?:in part )?on)"
    r"|[Tt]h(?:is|e) (?:story|article|report) (?:was|is) (?:originally |first )?"
    r"(?:published|distributed|provided|written) by)"
    r"(?: (?:reporting|inputs?|material|information|files|contributions?|reports?|additional reporting"
    r"|agency|agencies)(?: (?:by|from))?)?:? "
)
_FROM = re.compile(_FROM_WORDS)
# Inside a line it stands behind a mark; with that before the words, nothing else is tried.
_FROM_INSIDE = re.compile(rf"[(\[.•*_—–-]\s?{_FROM_WORDS}")
_UNLISTED = re.compile(
    r"(?<![\w’'])(?:[A-Z][\w-]+ ){0,3}(?:News|Press|Media|Wire) ?(?:Agency|Service|Wire)\b"
    r"|(?<![\w(])[A-Z]{3,5}(?= (?:has |also )?$)"
)
# Capitals that stand in credits for a service or a corps, not for an agency of news.
_UNIT_OF_STATE = re.compile(
    r"NASA|NATO|USGS|NOAA|FBI|CIA|WHO|FAA|NTSB|CDC|USAF|ATF|DEA|PDF|FAQ|RSS|USA|HBO|ESPN"
)
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")
_SIGN_OFF = re.compile(
    r"\(?(?:Additional )?[Rr]eporting by [^()\n]{3,400}?[;,.]\s?(?:[Ww]riting|[Ee]diting) by\b"
)
_BYLINE = re.compile(r"^(?:By|by|BY)\s|^[—–-]{1,2}\s?|^From our\b")
# A line of its own that is nothing but a credit: 'With XYZ', '(with XYZ and AFP)', 'Material from XYZ',
# '© XYZ'. Only in such a line are bare capital letters taken for an agency that is not listed.
_LONE_CREDIT = re.compile(
    r"[\[(*•—–-]{0,2}\s?(?:(?:[Ww]ith|[Ff]rom|[Vv]ia|VIA|[Aa]gency:|[Aa]gencies:|[Ww]ire:|©)"
    r"|[Ww]ritten with)"
    r"(?: (?:additional |some )?(?:reporting|inputs?|materials?|information|files|reports?|content|copy"
    r"|agency|agencies|wire)(?: (?:by|from|of))?)?\s(?:the\s)?"
    r"(?P<names>[A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30}){0,3}"
    r"(?:(?:, |/| and | & )[A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30}){0,3}){0,4})\s?[\])]?\.?$"
)
_MATERIAL = re.compile(r"^[\[(*•—–-]{0,2}\s?(?=(?:[Ii]nputs?|[Mm]aterial|[Ii]nformation|[Ff]iles) from )")
_SEVERAL = re.compile(r", |/| and | & ")
# Initials of one desk or another that no agency has for a name.
_MIN_ACRONYM_CHARS = 3
_RIGHTS = re.compile(r"©|[Cc]opyright|COPYRIGHT|\([Cc]\) ?(?=20)")
_RIGHTS_CUES = ("©", "opyright", "OPYRIGHT", "(C)", "(c)")
_RIGHTS_END = re.compile(r"[.;]\s|\n")
# A page has a handful; a text made of them is no report.
_MAX_RIGHTS_LINES = 40
_IMAGE = re.compile(r"(?i)\b(?:photo|image|picture|video|file)\b[^.]{0,30}$|\bimage\s*$")
_CREDIT_END = re.compile(r"\.\s|[)\]]")
_CLOSING = re.compile(r"(?:\(|[—–-]{1,2}\s?)(?P<name>[A-Z][\w. -]{1,30}|dpa)\)?\.?$")
_MAX_NAMED_CHARS = 90
# A credit at the foot stands in a short line; a longer one tells news.
_MAX_CREDIT_CHARS = 240
_MAX_DATELINE_CHARS, _MAX_CLOSING_CHARS = 130, 40
_FOOT_LINES, _HEAD_LINES, _DATELINE_LINES = 6, 5, 14


def find_credits(
    text: str, lines: Sequence[Span], *, outlet: str | None, url: str | None, declared: Declared
) -> tuple[Credit, ...]:
    """Find the agencies that a report names as the source of its text, each once, where first credited.

    `lines` are the report's lines without captions. Datelines, 'contributed to this report', rights,
    bylines, '(With AFP)', and the sign-off that one agency's desk alone uses. An agency quoted in a
    sentence ('told Reuters') is a source of a statement, not of the text.
    """
    known = load_agencies()
    own = _squeeze(f"{outlet or ''} {url or ''}")
    found = [*_find_datelines(text, lines, known, own), *_find_contributions(text, lines, known)]
    found += [*_find_rights(text, lines, known), *_find_short_lines(text, lines, known, own)]
    found += _find_sign_offs(text, lines, own)
    found += _read_declared(text, declared, known)
    return _once(found)


def _find_datelines(text: str, lines: Sequence[Span], known: Agencies, own: str) -> Iterator[Credit]:
    for line in lines[:_DATELINE_LINES]:
        end = min(line.end, line.start + _MAX_DATELINE_CHARS)
        match = _DATELINE.match(text, line.start, end) if text.find("(", line.start, end) >= 0 else None
        if match is None:
            continue
        name, place = match["name"].strip(), match["place"]
        shown = next((known.names[part] for part in (name, *name.split("/")) if part in known.names), None)
        if shown and (match["dash"] or place is None or _is_place(place)):
            yield Credit(shown, match.start("name"), match.end("name"))
        elif shown is None and match["dash"] and place and _is_unlisted(name, place, known, own):
            yield Credit(name, match.start("name"), match.end("name"))


def _is_place(place: str) -> bool:
    """Tell a dateline's place: its first word stands in capitals."""
    word = re.match(r"[^\W\d_.'’-]+", place)
    return word is not None and word.group().isupper() and len(word.group()) > 1


def _is_unlisted(name: str, place: str, known: Agencies, own: str) -> bool:
    """Tell an unlisted agency by its form: 'KASSORO, 3 Feb (Veldnet) -', 'SARVONE (Adria Press) -'.

    A paper's own dateline has its place alone; with a day in it too, one word in brackets is an agency's
    name. Two may be a writer's, unless one of them is what agencies call themselves.
    """
    if _is_place(place) and _is_acronym(name, known, own):
        return True
    words = name.split()
    opens = re.split(r"\W", place.lower(), maxsplit=1)[0]
    dated = _DATED.search(place) is not None and opens not in load_common_words()
    if not (dated or _is_place(place)) or not all(word[:1].isupper() for word in words):
        return False
    if _squeeze(name) in own or name in known.broadcasters or known.asides & {w.lower() for w in words}:
        return False
    if any(word.lower() in known.called for word in words[1:]):
        return True
    return (
        dated and len(words) == 1 and name.isalpha() and name[1:].islower() and len(name) >= _MIN_NAME_CHARS
    )


def _is_acronym(name: str, known: Agencies, own: str) -> bool:
    """Tell an unlisted agency's letters from a broadcaster's, a call sign and the outlet's own."""
    if any(name.endswith(ending) for ending in known.endings):
        return True
    if not re.fullmatch(r"[A-Z]{2,6}", name) or name in known.broadcasters or name.lower() in own:
        return False
    return not _CALL_SIGN.fullmatch(name)


def _find_contributions(text: str, lines: Sequence[Span], known: Agencies) -> Iterator[Credit]:
    """Find 'The Associated Press contributed to this report' and 'AP writers X and Y contributed'."""
    at = text.find("ontribut")
    while at >= 0:
        line = _line_at(lines, at)
        if line is not None and _CONTRIBUTED.match(text[at - 1 : at + 16].lower()):
            low, high = max(line.start, at - _MAX_CREDIT_CHARS), min(line.end, at + _MAX_CREDIT_CHARS)
            breaks = [text.rfind(mark, low, at) for mark in (". ", "! ", "? ", ".” ")]
            start = max([low, *(place + 2 for place in breaks if place >= 0)])
            end = text.find(". ", at, high)
            yield from _named(text, start, high if end < 0 else end, known)
            yield from _unlisted(text, start, at, known)
        at = text.find("ontribut", at + 8)


def _unlisted(text: str, start: int, at: int, known: Agencies) -> Iterator[Credit]:
    """Find an agency that is not listed by its form before 'contributed to this report'."""
    if not re.match(r"ontributed (?:to|reporting)", text[at : at + 24]):
        return
    for match in _UNLISTED.finditer(text[start:at].removesuffix("c").removesuffix("C")):
        name = match.group()
        if name not in known.names and name not in known.broadcasters and not _CALL_SIGN.fullmatch(name):
            yield Credit(name, start + match.start(), start + match.end())


def _find_rights(text: str, lines: Sequence[Span], known: Agencies) -> Iterator[Credit]:
    first = min((at for cue in _RIGHTS_CUES if (at := text.find(cue)) >= 0), default=-1)
    if first < 0:
        return
    for match in itertools.islice(_RIGHTS.finditer(text, max(0, first - 1)), _MAX_RIGHTS_LINES):
        line = _line_at(lines, match.start())
        if line is None or _IMAGE.search(text[max(line.start, match.start() - 40) : match.start()]):
            continue
        end = min(line.end, match.end() + 90)
        stop = _RIGHTS_END.search(text, match.end() + 3, end)
        yield from _named(text, match.end(), stop.start() if stop else end, known)


def _find_short_lines(text: str, lines: Sequence[Span], known: Agencies, own: str) -> Iterator[Credit]:
    """Find credits that fill a line of their own at the head or the foot, or close the last line."""
    places = sorted(
        {*range(min(_HEAD_LINES, len(lines))), *range(max(0, len(lines) - _FOOT_LINES), len(lines))}
    )
    for place in places:
        line = lines[place]
        raw = text[line.start : line.end]
        bare = raw.strip(" ()[].•*_—–-|")
        # A long name shouted in a line of its own is the credit of a picture that is no longer there.
        shouted = bare.isupper() and len(bare) > 5 and raw.strip() == bare
        if bare in known.names and len(lines) > 1 and not shouted:
            at = line.start + raw.index(bare)
            yield Credit(known.names[bare], at, at + len(bare))
        elif place < _HEAD_LINES and len(raw) <= 90 and _BYLINE.match(raw):
            yield from _named(text, line.start, line.end, known)
            yield from _find_lone(text, line, known, own)
        elif place >= _HEAD_LINES or len(lines) <= _HEAD_LINES or (place > 0 and _LONE_CREDIT.match(raw)):
            yield from _find_foot(text, line, known, own)


def _find_foot(text: str, line: Span, known: Agencies, own: str) -> Iterator[Credit]:
    """Find '(With inputs from PTI)', 'Source: Xinhua', 'From wire reports', and a last '- AFP'."""
    base = max(line.start, line.end - _MAX_CREDIT_CHARS)
    tail = text[base : line.end]
    opening = _FROM.match(tail)
    inside = _FROM_INSIDE.finditer(tail, opening.end() if opening else 0)
    for match in [opening, *inside] if opening else inside:
        if match.start() == 0 and base > line.start:
            continue
        stop = _CREDIT_END.search(tail, match.end())
        end = stop.start() if stop else len(tail)
        if end - match.end() <= _MAX_NAMED_CHARS:
            yield from _named(text, base + match.end(), base + end, known)
            yield from _unnamed(tail, base, match.end(), end, known)
    yield from _find_lone(text, line, known, own)
    closing = _CLOSING.search(tail, max(0, len(tail) - _MAX_CLOSING_CHARS))
    if closing and closing["name"] in known.names:
        yield Credit(known.names[closing["name"]], base + closing.start("name"), base + closing.end("name"))


def _find_lone(text: str, line: Span, known: Agencies, own: str) -> Iterator[Credit]:
    """Find agencies that are not listed in a line that is nothing but their credit."""
    if len(line) > _MAX_NAMED_CHARS:
        return
    raw = text[line.start : line.end]
    lead = _MATERIAL.match(raw)
    # 'Material from XYZ' reads as 'With material from XYZ'.
    match = _LONE_CREDIT.match(
        raw if lead is None else "with " + raw[lead.end()].lower() + raw[lead.end() + 1 :]
    )
    if match is None:
        return
    at = line.start + raw.rindex(match["names"])
    for name in _SEVERAL.split(match["names"]):
        at = text.index(name, at)
        if name not in known.names and _is_agency_name(name, known, own):
            yield Credit(name, at, at + len(name))


def _is_agency_name(name: str, known: Agencies, own: str) -> bool:
    """Tell an unlisted agency by three or more capitals, or an ending such as 'News Agency'."""
    if not _is_acronym(name, known, own) or len(name) < _MIN_ACRONYM_CHARS:
        return False
    return not _UNIT_OF_STATE.fullmatch(name)


def _unnamed(tail: str, base: int, start: int, end: int, known: Agencies) -> Iterator[Credit]:
    low = tail[start:end].lower()
    phrase = next((phrase for phrase in known.unnamed if phrase in low), None)
    if phrase is not None:
        at = base + start + low.index(phrase)
        yield Credit("wire services", at, at + len(phrase))


def _find_sign_offs(text: str, lines: Sequence[Span], own: str) -> Iterator[Credit]:
    """Find 'Reporting by X; Editing by Y', by which Reuters closes; on its own pages it is no credit."""
    if "eporting by" not in text or "reuters" in own:
        return
    for line in lines[-_FOOT_LINES:]:
        match = _SIGN_OFF.search(text, line.start, line.end)
        if match:
            yield Credit("Reuters", match.start(), match.end())


def _read_declared(text: str, declared: Declared, known: Agencies) -> Iterator[Credit]:
    """Read the agencies and authors that a page declares; where the text has the name, point at it."""
    for value in (*declared.agencies, *declared.authors, *declared.taken_from):
        match = known.pattern.search(value)
        named = value in declared.agencies or value in declared.taken_from
        shown = known.names[match.group()] if match else value if named else None
        if shown is None:
            continue
        at = text.find(match.group() if match else value)
        yield Credit(shown, max(at, 0), at + len(match.group() if match else value) if at >= 0 else 0)


def _named(text: str, start: int, end: int, known: Agencies) -> Iterator[Credit]:
    for match in known.pattern.finditer(text, start, end):
        yield Credit(known.names[match.group()], match.start(), match.end())


def _line_at(lines: Sequence[Span], at: int) -> Span | None:
    place = bisect_right(lines, at, key=lambda line: line.start) - 1
    return lines[place] if place >= 0 and at < lines[place].end else None


def _once(found: Iterable[Credit]) -> tuple[Credit, ...]:
    first: dict[str, Credit] = {}
    for credit in sorted(found, key=lambda c: (c.end == 0, c.start, c.end)):
        first.setdefault(credit.name, credit)
    return tuple(sorted(first.values(), key=lambda c: (c.start, c.end, c.name)))


def _squeeze(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
