"""What a page shows at its head without saying it to machines: headline, outlet, day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from samestory.text.times.dates import find_dates
from samestory.text.times.foreign_days import find_foreign_day

_PARTED = re.compile(r"\s{1,9}[|–—·•»~-]{1,9}\s{1,9}|\s{0,9}[|»]\s{0,9}|:\s{1,9}")
_MAX_OUTLET_WORDS = 6
_MAX_HEADLINE_CHARS = 220
# A stamp has a day and little else: a weekday, an hour, a word such as 'Published'.
_MAX_STAMP_CHARS, _MAX_BESIDE_CHARS = 110, 60
# The day stands near the headline, under it as a rule.
_STRINGS_UNDER, _STRINGS_OVER = 45, 14
_MAX_STRINGS = 20_000
_SILENT = frozenset(("script", "style", "noscript", "template", "title", "head", "option"))


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the head of a page shows, each None where it does not."""

    headline: str | None = None
    outlet: str | None = None
    published: str | None = None


def read_head(tree: Any, title: str | None) -> PageHead:
    """Read the headline and the outlet by what a page repeats of its title, and the day near them."""
    shown = list(islice(_strings(tree), _MAX_STRINGS))
    headings = [" ".join("".join(h1.itertext()).split()) for h1 in tree.iter("h1")]
    headline, outlet = _part_title(title or "", frozenset(shown), headings)
    sought = headline or next((h for h in headings if h), None)
    return PageHead(headline, outlet, _find_day(shown, sought))


def _strings(tree: Any) -> Iterator[str]:
    """Give the strings of a page in order, each as one line."""
    for element in tree.iter():
        silent = not isinstance(element.tag, str) or element.tag in _SILENT
        for string in (None if silent else element.text, element.tail):
            line = " ".join(string.split()) if string else ""
            if line:
                yield line


def _part_title(title: str, shown: frozenset[str], headings: list[str]) -> tuple[str | None, str | None]:
    """Part a title into headline and outlet where the page shows one of the two again."""
    for match in _PARTED.finditer(title[:400]):
        left, right = title[: match.start()].strip(), title[match.end() :].strip()
        for headline, outlet in ((left, right), (right, left)):
            if not headline or not 0 < len(outlet.split()) <= _MAX_OUTLET_WORDS:
                continue
            other = headline if outlet in headings and headline not in headings else None
            if headline in headings or (
                headline in shown and other is None and len(headline) > len(outlet)
            ):
                return headline, outlet
    return (title if title in headings or title in shown else None), None


def _find_day(shown: list[str], headline: str | None) -> str | None:
    """Find the day in a short string under the headline, else over it."""
    place = shown.index(headline) if headline in shown else None
    if place is None:
        near = shown[:_STRINGS_UNDER]
    else:
        near = [
            *shown[place + 1 : place + 1 + _STRINGS_UNDER],
            *reversed(shown[max(0, place - _STRINGS_OVER) : place]),
        ]
    for string in near:
        if len(string) <= _MAX_STAMP_CHARS and (day := _day_alone(string)) is not None:
            return day
    return None


def _day_alone(string: str) -> str | None:
    """Read a full day that fills most of a string."""
    for mention in find_dates(string):
        if mention.is_full and len(string) - (mention.end - mention.start) <= _MAX_BESIDE_CHARS:
            return string[mention.start : mention.end]
    foreign = find_foreign_day(string)
    if foreign is not None and len(string) - (foreign[2] - foreign[1]) <= _MAX_BESIDE_CHARS:
        return string[foreign[1] : foreign[2]]
    return None
