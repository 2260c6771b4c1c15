"""Whose text a page carries and what kind of page it is: evidence for lineage, and for reading it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from samestory.lexicon.months import MONTH, WEEKDAY
from samestory.lexicon.origins import load_origin_words
from samestory.sources.drafts import domain_of
from samestory.sources.fields import one_line
from samestory.sources.json_ld import kinds_of
from samestory.text.page.lines import fold
from samestory.text.page.live import is_live_headline

# The name after 'first published by': capitals and small words between, up to a mark.
_NAME = re.compile(
    r"\s{0,9}(?:the\s|our partners?\s|[:\"“«]\s?)?"
    r"(?P<name>[^\W\d_][^.,;:()\[\]\"”»\n]{1,60})"
)
_NAME_END = re.compile(
    r"\s(?:on|under|with|and is|and was|and has|in|le|am|el|em|il|op|with|as part|by|\d)\b.*$|\s\d.*$"
)
_DAY = re.compile(rf"(?:{MONTH}|{WEEKDAY})\b")
_MAX_NOTE_CHARS = 400
_MAX_NAME_WORDS = 6
_MAX_PLACES = 6
# What schema.org calls articles that are no reports.
_KINDS = {
    "opinionnewsarticle": "opinion",
    "analysisnewsarticle": "analysis",
    "satiricalarticle": "satire",
    "advertisercontentarticle": "advertising",
}


def find_taken_from(
    lines: Sequence[str], addresses: Sequence[str | None], node: Mapping[str, Any], outlet: str | None
) -> tuple[str, ...]:
    """Find outlets that a page says had its text first: in a note, by its canonical address, in JSON-LD.

    `addresses` are the canonical one first, then those that the page gives for itself.
    """
    found = [*_find_notes(lines), *_find_based_on(node)]
    canonical, *own = (domain_of(address) for address in addresses)
    if canonical and own and all(own) and not any(_same_site(canonical, other or "") for other in own):
        found.append(canonical)
    ours = {_squeeze(outlet or "")} | {_squeeze(name or "") for name in own}
    return tuple(_once(name for name in found if _squeeze(name) and _squeeze(name) not in ours))


def _find_notes(lines: Sequence[str]) -> Iterator[str]:
    ends = dict.fromkeys(
        [*range(min(_MAX_PLACES, len(lines))), *range(max(0, len(lines) - _MAX_PLACES), len(lines))]
    )
    for place in ends:
        line = lines[place]
        folded = fold(line)
        if len(line) > _MAX_NOTE_CHARS:
            continue
        for phrase in load_origin_words().first:
            at = folded.find(phrase)
            match = _NAME.match(line, at + len(phrase)) if at >= 0 else None
            if match is not None:
                name = _NAME_END.sub("", match["name"]).strip(" -–—")
                if name[:1].isupper() and len(name.split()) <= _MAX_NAME_WORDS and not _DAY.match(name):
                    yield name
                break


def _find_based_on(node: Mapping[str, Any]) -> Iterator[str]:
    for field in ("isBasedOn", "isBasedOnUrl"):
        value = node.get(field)
        if isinstance(value, Mapping):
            value = value.get("publisher") or value.get("url") or value.get("@id") or value.get("name")
        line = one_line(value)
        if line:
            yield domain_of(line) or line


def _once(names: Iterable[str]) -> Iterator[str]:
    """Keep one name of each outlet: its name rather than its address."""
    kept: list[str] = []
    for name in names:
        squeezed = _squeeze(name)
        if not any(squeezed in _squeeze(other) or _squeeze(other) in squeezed for other in kept):
            kept.append(name)
    yield from kept


def _same_site(a: str, b: str) -> bool:
    return a.split(".")[-2:] == b.split(".")[-2:]


def _squeeze(name: str) -> str:
    return re.sub(r"[\W_]|^the\b", "", name.casefold())


def tell_kind(node: Mapping[str, Any], headline: str | None, section: str | None, url: str | None) -> str:
    """Tell a live page, which grows as things happen, a letter, a comment and the like; '' for a report.

    >>> tell_kind({}, "Storm Edda: live updates", None, None), tell_kind({}, "Storm kills two", None, None)
    ('live', '')
    """
    kinds, words = kinds_of(node), load_origin_words()
    if "liveblogposting" in kinds or is_live_headline(headline or ""):
        return "live"
    if re.search(r"/(?:live|liveblog|live-updates|liveticker|en-direct|en-vivo)/", url or ""):
        return "live"
    rubric = fold(section or "").strip()
    if rubric in words.letters or re.match(r"letters?(?: to the editor)?[:|]", fold(headline or "")):
        return "letter"
    named = next((_KINDS[kind] for kind in sorted(kinds) if kind in _KINDS), "")
    return named or ("opinion" if rubric in words.opinion else "")
