"""Who took the picture, and how to write to the writer: lines that say nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.lexicon.furniture import load_furniture_words
from samestory.records import Furniture, Span

_MAX_CREDIT_CHARS, _MAX_CONTACT_CHARS = 100, 220
# Writers give their addresses at the foot.
_FOOT_LINES = 5
_CUES = re.compile(
    r"/|Getty|[Pp]hoto|PHOTO|[Cc]ourtesy|COURTESY|[Ii]mage|[Cc]redit|llustration|raphic|icture|[Vv]ideo"
    r"|creen"
)
_PICTURE = re.compile(
    r"[(\[]?\s?(?:(?:file|stock|handout|submitted|provided|family|screen ?grab|undated)\s)?"
    r"(?:photo(?:graph(?:er|y|s)?)?s?|image|picture|graphic|illustration|video|screen ?shot|screengrab)s?"
    r"(?:\s(?:credits?|sources?|courtesy|provided|submitted|used with permission))?"
    r"(?:\s?[:/|]\s?|\s(?:by|from|via|of|courtesy(?: of)?)\s|\s?/\s?)"
    r"(?:the |of |from |by |via |courtesy of |courtesy |©\s?){0,2}([^\n]{2,80}?)\s?[)\].]?$",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"[(\[]?\s?(?:photo |image |picture )?(?:courtesy|credit)s?(?: of| by|:"
    r"|\s?/)?\s{1,2}(?:the )?([^\n]{2,60}?)\s?[)\].]?$",
    re.IGNORECASE,
)
_AGENCY_PHOTO = re.compile(
    r"[(\[]?\s?(?:AP|AFP|EPA|Reuters|REUTERS|PA) (?:Photo|PHOTO|photo"
    r"|Images?)(?:\s?/\s?[^()\n]{2,60})?[)\].]?$"
)
_HELD = re.compile(r"(?:REUTERS|AFP|EPA)/[A-Z][\w.'’ -]{2,40}(?:/[\w ]{3,20})?$|Getty Images$")
_SLASHED = re.compile(
    r"[(\[]?([A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){1,3})\s?/\s?([A-Z][\w .&'’/-]{1,50}?)[)\].]?$"
)
_HOLDERS = re.compile(
    r"\b(?:AP|AFP|EPA|PA|UPI|Reuters|REUTERS|Getty|Bloomberg|Invision|Staff|staff|Sipa|Shutterstock"
    r"|Alamy|Pool|Rex"
    r"|Zuma|ZUMA|NurPhoto|Anadolu|Agencies|Redux|Photo|Photographer|photographer|Contributor"
    r"|[KW][A-Z]{2,3})\b"
)
_SMALL = frozenset({
    "of", "the", "and", "for", "via", "by", "from", "at", "in", "courtesy", "file", "staff", "photo",
    "handout", "photographer",
    "images", "provided", "de", "van", "von", "le", "la", "special", "to", "with", "permission",
    "family",
    "video", "screenshot", "surveillance", "still", "screen", "grab", "security", "camera",
    "police", "department", "office", "county", "sheriff", "sheriff's", "sheriff’s", "city", "school",
    "image",
})  # fmt: skip
_TOKEN = re.compile(r"[^\W_][\w.'’&-]*")
_BUTTONS = re.compile(
    r"(?:View Full Caption|Hide Caption|Show Caption|Caption Close"
    r"|Back to Gallery)\b(?: [\w.'’ /-]{2,60})?$"
    r"|Play slideshow(?: [\w ]{2,25}?)? \d{1,3} of \d{1,3}"
    r"|Previous Next .{3,80} \d{1,3} of \d{1,3}(?: i)? View slideshow$"
    r"|(?:Image|Photo|Slide) \d{1,3} of\s?/\s?\d{1,3}(?: Caption)?(?: Close)?(?: (?:Image"
    r"|Photo) \d{1,3} of \d{1,3})?|\d{1,3} / \d{1,3} Back to Gallery"
)
# The labels over a caption, with the holder between them; the caption stays.
_CAPTION_LABELS = re.compile(
    r"(?:(?:Image|Media) copyright (?!of\b|law)[A-Z][^\n]{1,60}?\s)?(?:Image|Media) caption(?=\s[A-Z“‘\"])"
    r"|Image copyright [A-Z][\w./ &-]{1,40}$"
)
_BUTTON_CUES = ("Full Caption", "of / ", "to Gallery", " slideshow")
_BUY = re.compile(r"Buy (?:this )?[Pp]hoto(?=\s?[A-Z“\"(]|$)")
_BOUGHT = re.compile(r"(?<=[)\].\"”])\s?Buy (?:this )?[Pp]hoto$")
_OPENING = (("Buy ", _BUY), ("Image c", _CAPTION_LABELS), ("Media c", _CAPTION_LABELS))
_CLOSING = (("Buy ", _BOUGHT),)
_MAX_BUTTON_CHARS = 130
_PRINT = re.compile(
    r"\([A-Z][\w.&' -]{2,40}\s\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s?,?\s?(?:page|p\.|pg\.?)\s?[A-Z]?\d{1,3}\)",
    re.IGNORECASE,
)
_WRITER = (
    r"[-–—•*\s]{0,4}(?:(?:[Rr]each|[Cc]ontact|E-?mail|[Cc]all|[Ff]ollow)\s)?"
    r"(?:(?:[Ss]taff )?(?:[Ww]riter|[Rr]eporter|[Ee]ditor)\s)?"
    r"[A-Z][\w.'’-]{0,20}(?:\s[A-Z][\w.'’-]{0,20}){0,3}"
    r"(?:[:,]|\scan be (?:reached|contacted|e-?mailed)(?: at| by| via| on| through)?|\sat)?\s{0,2}"
)
_CHANNEL = (
    r"(?:(?:at|or|and|on|via|by|cell|e-?mail|phone|tel|call|text|twitter|x|facebook|instagram"
    r"|ext\.?\s?\d{1,5})\b[:.]?|[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}|@\w{2,30}"
    r"|\(?\d{3}\)?[-. /]{1,2}\d{3}[-.]\d{4})[\s,;:|/•·]{0,4}"
)
_REACHED = re.compile(rf"(?:{_WRITER})?(?i:{_CHANNEL}){{1,12}}\.?\s?$")
_NUMBER = re.compile(r"\d{3}[-.]\d{4}")
# Those who ask for help or give news have an address as well.
_NO_WRITER = re.compile(
    r"\b(?:crime|stoppers?|police|sheriff|detective|det|sgt|sergeant|lt|lieutenant|capt|captain|officer"
    r"|department|dept|hospital"
    r"|hot ?line|help ?line|fund|county|city|office|church|center|centre|school|investigators?|agent"
    r"|fbi|unit|bureau|line"
    r"|information|tips?|donations?|shelter|chief|coroner|university|court|district|services?)\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"@[\w.-]*(?:police|sheriff|\.gov|\.mil|pd\.|county|city|state)", re.IGNORECASE)


def find_credits_alone(text: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find a picture's credit without its caption, a gallery's buttons, and the writer's address.

    A caption keeps its credit, and a credit of a text is the report's: 'With AFP', '(Reuters)'.
    """
    cued = _CUES.search
    for line in lines[1:]:
        if len(line) > _MAX_CREDIT_CHARS or cued(text, line.start, line.end) is None:
            continue
        if _is_credit(text[line.start : line.end]):
            yield Furniture(line.start, line.end, "credit of a picture")
    yield from _find_buttons(text, lines)
    if "page" in text or "Page" in text:
        yield from (Furniture(m.start(), m.end(), "notice") for m in _PRINT.finditer(text))
    for line in lines[max(1, len(lines) - _FOOT_LINES) :]:
        if len(line) <= _MAX_CONTACT_CHARS and is_writers_address(text[line.start : line.end]):
            yield Furniture(line.start, line.end, "contact the newsroom")


def _find_buttons(text: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find a gallery's buttons anywhere, and a picture's at either end of a line."""
    opening = [pattern for cue, pattern in _OPENING if cue in text]
    closing = [pattern for cue, pattern in _CLOSING if cue in text]
    if any(cue in text for cue in _BUTTON_CUES):
        yield from (Furniture(m.start(), m.end(), "gallery") for m in _BUTTONS.finditer(text))
        closing.append(_BUTTONS)
    for line in lines[1:] if opening or closing else ():
        found = [pattern.match(text, line.start, line.end) for pattern in opening]
        low = max(line.start, line.end - _MAX_BUTTON_CHARS)
        found += [pattern.search(text, low, line.end) for pattern in closing]
        yield from (Furniture(m.start(), m.end(), "gallery") for m in found if m is not None)


def _is_credit(raw: str) -> bool:
    if _AGENCY_PHOTO.match(raw) or _HELD.match(raw):
        return True
    held = _PICTURE.match(raw) or _COURTESY.match(raw)
    if held is not None:
        return _are_names(held[1])
    slashed = _SLASHED.match(raw)
    if slashed is None:
        return False
    right = slashed[2].lower().split()
    return _HOLDERS.search(slashed[2]) is not None or not load_furniture_words().mastheads.isdisjoint(right)


def _are_names(raw: str) -> bool:
    """Tell a holder's name, of which all words are capitalised."""
    words = _TOKEN.findall(raw)
    named = [word for word in words if word.lower() not in _SMALL]
    return (
        0 < len(words) <= 10
        and all(not word[0].islower() for word in named)
        and bool(named or "file" in raw.lower())
    )


def is_writers_address(raw: str) -> bool:
    """Tell a name with how to reach it and nothing else: 'Ann Lee can be reached at …'.

    >>> is_writers_address("Ann Lee: alee@gazette.example"), is_writers_address("Hotline: 555-222-8477")
    (True, False)
    """
    if "@" not in raw and _NUMBER.search(raw) is None:
        return False
    if _NO_WRITER.search(raw) or _PUBLIC.search(raw):
        return False
    return _REACHED.match(raw) is not None
