"""Rows of links: menus, breadcrumbs and footers, which a page sets side by side in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.lexicon.furniture import load_furniture_words
from samestory.records import Furniture, Span
from samestory.text.page.stamps import is_day_line, is_stamp

# Longer rows than this are a site's whole map glued into a line, or a paragraph with a bar in it.
_MAX_ROW_CHARS = 400
_MAX_ITEM_CHARS = 32
# A menu's items have one to three words; headlines set side by side have more, with a bar between.
_MAX_ITEM_WORDS = 4
_MIN_ITEMS = 3
_MAX_BARE_ROW_CHARS = 80
_SPLIT = re.compile(r"\s*[|│•·›»▸→]\s*|\s+[>/]\s+|\s{2,}|\t")
_BARS = re.compile(r"[|│•·›»▸→\t>/]")
_GAP = re.compile(r"\s\s")
_LISTED = re.compile(r"\s*[|│]\s*")
_CRUMBS = re.compile(r"(?:you are here\b|home\s*[>»›/|▸→])", re.IGNORECASE)
_WORDS = re.compile(r"\w+")


def find_rows(text: str, folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find lines of three links and more, of two where both are known, and breadcrumbs.

    A byline with bars is no row; nor is a line that ends as a sentence does, nor a table of figures.
    """
    for line in lines:
        if len(line) > _MAX_ROW_CHARS or text[line.end - 1] in ".!?":
            continue
        short = len(line) <= _MAX_BARE_ROW_CHARS and text.find(" ", line.start, line.end) > 0
        if not short and not any(cue.search(text, line.start, line.end) for cue in (_BARS, _GAP)):
            continue
        if _is_row(text[line.start : line.end], folded[line.start : line.end]):
            yield Furniture(line.start, line.end, "navigation")


def _is_row(raw: str, low: str) -> bool:
    if is_stamp(raw) or is_day_line(raw):
        return False
    if _CRUMBS.match(raw):
        return True
    items = [item for item in _SPLIT.split(low) if item]
    if len(items) == 1:
        # 'Menu Sections Search': a menu whose bars are lost.
        words, known = low.split(), load_furniture_words()
        return len(words) >= _MIN_ITEMS and all(word in known.menu or word in known.lines for word in words)
    if not all(_WORDS.search(item) for item in items):
        items = [item for item in items if _WORDS.search(item)]
    return _is_menu(raw, items) or _is_list_of_headlines(raw)


def _is_menu(raw: str, items: Sequence[str]) -> bool:
    if len(items) < 2 or any(len(item) > _MAX_ITEM_CHARS for item in items):
        return False
    if any(len(_WORDS.findall(item)) > _MAX_ITEM_WORDS for item in items):
        return False
    known = _count_known(items)
    if known == len(items) or (known >= 2 and known * 2 >= len(items)):
        return True
    figures = sum(any(char.isdigit() for char in item) for item in items)
    barred = "|" in raw or "│" in raw
    short = sum(len(_WORDS.findall(item)) <= 2 for item in items) * 3 >= 2 * len(items)
    # Without a bar, a row that holds no link we know may be a table, a verse, a list of names.
    return len(items) >= _MIN_ITEMS and figures == 0 and short and (barred or known > 0)


def _is_list_of_headlines(raw: str) -> bool:
    """Tell 'Older posts: Plums | The heron | A walk', a label with headlines between bars."""
    label, colon, rest = raw.partition(":")
    items = _LISTED.split(rest)
    known = label.strip().lower() in load_furniture_words().lines
    return bool(colon) and known and len(items) >= _MIN_ITEMS


def _count_known(items: Sequence[str]) -> int:
    words = load_furniture_words()
    bare = (re.sub(r"\d[\d.,]*k?", "#", item.strip(" :.…+×")) for item in items)
    return sum(item in words.lines or item in words.menu for item in bare)
