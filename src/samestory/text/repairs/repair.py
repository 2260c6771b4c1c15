"""What is broken in a text's characters, as edits: mojibake, entities, hidden characters, odd spaces."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from samestory.records import Repair
from samestory.text.repairs._mojibake import find_cut_mojibake, find_mojibake, find_spaced_mojibake
from samestory.text.repairs._odd_spaces import REASON as ODD_SPACE
from samestory.text.repairs._odd_spaces import find_odd_spaces

_Finder = Callable[[str], Iterable[Repair]]

# 'AT&T;' and 'R&D;' are no entities: only names that HTML knows are undone, those escaped twice too.
_ENTITY = r"&(?:amp;){0,3}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_ENTITIES = re.compile(f"{_ENTITY}(?:{_ENTITY}){{0,5}}")
_ESCAPE = re.compile(r"\\u(?:20[0-3][0-9a-fA-F]|00[a-fA-F][0-9a-fA-F])|\\(?=[\"'])")
# Tags that feeds leave in their text; '<' before a figure or another word is no tag.
_TAG = re.compile(
    r"</?(p|br|hr|div|li|ul|ol|h[1-6]|blockquote|a|b|i|u|em|strong|span|font|small|sup|sub|img|figure)"
    r"(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
_LEADS = frozenset("ÂÃÄÅÎÏÐÑ")
_BREAKING_TAGS = frozenset(("p", "br", "hr", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"))
_NO_QUOTES = frozenset("–—…’•")
_HIDDEN = re.compile(r"[\u00ad\u200b\u2060\ufeff\u180e]")
# Joiners are letters' business in Persian, Hindi and emoji; between Latin letters they are litter.
_JOINER = re.compile(r"(?<=[\x00-\u024f])[\u200c\u200d](?=[\x00-\u024f])")
_DIRECTION = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_MARK = re.compile("[\u0085\u2028\u2029]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
# 'didn\ufffdt', 'mayor\ufffd\ufffd\ufffds': of all that can be lost there, only an apostrophe fits.
_LOST_APOSTROPHE = re.compile("(?<=[A-Za-z])\ufffd{1,3}(?=(?:s|t|re|ve|ll|d|m)\\b)")

# Signs of which alone nothing broken can be made; most English reports have no others and are done sooner.
_PLAIN = bytes([*range(32, 127), 9, 10, 13])
_HARMLESS = frozenset("\u00a0“”‘’–—…•éñüöáíóç£€")


def find_repairs(text: str) -> tuple[Repair, ...]:
    """Find what makes `text` unreadable, as edits in order that never overlap.

    Correct text in any language is left alone: where a doubt remains nothing is repaired, since the
    text is cited as it stands anyway. Each edit's `to` is to be read in place of its stretch.

    >>> find_repairs("the mayorâ€™s office")
    (Repair(start=9, end=12, to='’', reason='mojibake'),)
    """
    finders: list[_Finder] = [_find_entities, _find_escapes, _find_tags]
    if _has_strange(text):
        mojibake = [find_spaced_mojibake, find_mojibake, find_cut_mojibake]
        finders = [*mojibake, *finders, _find_hidden, _find_ligatures, _find_controls]
    finders.append(find_odd_spaces)
    taken: list[Repair] = []
    for find in finders:
        taken = _merge(taken, find(text))
    return tuple(taken)


def _has_strange(text: str) -> bool:
    signs = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    return not _HARMLESS.issuperset(signs)


def _merge(taken: list[Repair], found: Iterable[Repair]) -> list[Repair]:
    """Add to edits those that overlap none of them: an earlier finder knows more than a later one."""
    starts = [repair.start for repair in taken]
    merged = list(taken)
    at = 0
    for repair in sorted(found, key=lambda repair: (repair.start, -repair.end)):
        place = bisect_left(starts, repair.end)
        before = (
            taken[bisect_left(starts, repair.start) - 1] if starts and starts[0] < repair.start else None
        )
        # The mark that a space stands beside may itself have been mended: then it is no quotation mark.
        if before and before.end == repair.start and repair.reason == ODD_SPACE and before.to in _NO_QUOTES:
            continue
        if repair.start >= at and (place == 0 or taken[place - 1].end <= repair.start):
            merged.append(repair)
            at = repair.end
    return sorted(merged, key=lambda repair: repair.start)


def _find_entities(text: str) -> Iterator[Repair]:
    if "&" not in text:
        return
    for match in _ENTITIES.finditer(text):
        to = match.group()
        for _ in range(4):
            to = html.unescape(to)
        if to == match.group() or ("&" in to and ";" in to):
            continue
        if not to.isascii():
            from ftfy import fix_encoding

            to = fix_encoding(to)
            # The entity may be the second half of a letter: 'Î&frac14;'.
            lead = text[match.start() - 1 : match.start()]
            whole = fix_encoding(lead + to) if lead and lead in _LEADS else ""
            if len(whole) == 1:
                yield Repair(match.start() - 1, match.end(), whole, "HTML entity")
                continue
        yield Repair(match.start(), match.end(), _plain(to), "HTML entity")


def _plain(text: str) -> str:
    """Make what an entity stood for fit to be read in a line."""
    return _CONTROL.sub("", _HIDDEN.sub("", text)).replace("\n", " ").replace("\ufffd", "")


def _find_tags(text: str) -> Iterator[Repair]:
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        to = " " if match.group(1).lower() in _BREAKING_TAGS else ""
        yield Repair(match.start(), match.end(), to, "HTML tag")


def _find_escapes(text: str) -> Iterator[Repair]:
    if "\\" not in text:
        return
    for match in _ESCAPE.finditer(text):
        to = chr(int(match.group()[2:], 16)) if len(match.group()) > 1 else ""
        yield Repair(match.start(), match.end(), to, "escape sequence")


def _find_hidden(text: str) -> Iterator[Repair]:
    for match in _HIDDEN.finditer(text):
        reason = "soft hyphen" if match.group() == "\u00ad" else "zero-width character"
        yield Repair(match.start(), match.end(), "", reason)
    for match in _JOINER.finditer(text) if "\u200c" in text or "\u200d" in text else ():
        yield Repair(match.start(), match.end(), "", "zero-width character")
    if _DIRECTION.search(text) is not None and not _RIGHT_TO_LEFT.search(text):
        for match in _DIRECTION.finditer(text):
            yield Repair(match.start(), match.end(), "", "direction mark")


def _find_ligatures(text: str) -> Iterator[Repair]:
    for match in _LIGATURE.finditer(text):
        yield Repair(match.start(), match.end(), _LIGATURES[match.group()], "ligature")
    for match in _LOST_APOSTROPHE.finditer(text) if "\ufffd" in text else ():
        yield Repair(match.start(), match.end(), "’", "lost apostrophe")


def _find_controls(text: str) -> Iterator[Repair]:
    for match in _CONTROL.finditer(text):
        yield Repair(match.start(), match.end(), "", "control character")
    for match in _LINE_MARK.finditer(text):
        yield Repair(match.start(), match.end(), " ", "line mark")
