"""Mastheads: the names that papers and stations set over their pages."""

from __future__ import annotations

import re

from samestory.lexicon.furniture import load_furniture_words
from samestory.records import Report
from samestory.text.page.lines import fold

# A name of a paper or station has few words; a headline with 'today' or 'post' in it has more.
_MAX_NAME_WORDS = 5
# An outlet's name has a programme's or an edition's behind it; more words than these are a headline.
_MAX_SUBTITLE_WORDS = 5
_SMALL = frozenset({"of", "the", "and", "du", "de", "la"})
_SEPARATOR = re.compile(r"\s+[-–—|•·:]\s+|\s{2,}")
_BESIDE_NAMES = re.compile(r"\band\b|^the\b|[\W_]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def count_words(raw: str) -> int:
    """Count the words of a line."""
    return len(_WORD.findall(raw))


def is_masthead(raw: str, named: frozenset[str]) -> bool:
    """Tell the name of a paper or station by a word such as 'Gazette', all its words capitalised."""
    words = _WORD.findall(raw)
    mastheads = load_furniture_words().mastheads
    # 'Port Ann Gazette', 'Radio Ann', 'Gazette Online': a headline may have a star or a sun inside.
    ends = [word.lower() for word in (*words[:1], *words[-2:])]
    short = 1 < len(words) <= _MAX_NAME_WORDS and not mastheads.isdisjoint(ends)
    if short and all(not word[0].islower() or word.lower() in _SMALL for word in words):
        return True
    return is_outlet(raw, named)


def is_outlet(raw: str, named: frozenset[str]) -> bool:
    """Tell the outlet's own name, alone or before a separator."""
    squeezed = _squeeze(raw)
    if not squeezed.startswith(tuple(named)):
        return False
    name, *more = _SEPARATOR.split(raw, maxsplit=1)
    if any(count_words(rest) > _MAX_SUBTITLE_WORDS for rest in more):
        return False
    return _squeeze(name) in named or squeezed in named


def outlet_names(report: Report) -> frozenset[str]:
    """Squeeze the outlet's name and the host of its address, by which a masthead is known."""
    host = re.sub(r"^\w+://(?:www\d?\.)?", "", report.url or "").partition("/")[0]
    squeezed = (_squeeze(name) for name in (report.outlet or "", host, host.split(".")[0]))
    return frozenset(name for name in squeezed if len(name) > 3)


def _squeeze(name: str) -> str:
    return _BESIDE_NAMES.sub("", fold(name).replace("&", ""))
