"""Where a report names another outlet, and whether as the source of its text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from samestory.text.reuse.outlets import Outlet

Mention = Literal["credited", "named", ""]
Runs = Mapping[str, Sequence[tuple[int, int]]]
"""Squeezed runs of words, each with its places in a text."""

_MAX_NAME_WORDS = 5
# A shorter form ('cbs', 'ap') is a word or another's initials unless it stands in capitals in a credit.
_MIN_NAME_CHARS = 4
_MAX_MENTIONS = 8
# No report is longer; a page that is would fill the memory with runs.
_MAX_WORDS = 40_000
_CONTEXT_CHARS = 60
# What a station adds to its letters: 'wmbfnews', 'kens5'.
_STATION = re.compile(r"^([kw][a-z]{3})(?:tv|news|online|live|now|\d+)*$")
_WORD = re.compile(r"\w+(?:\.\w+)*")
# 'Copyright 2017 KXYZ', 'originally published by the Courier', '(WXYZ) –', 'via the Courier'
_CREDITED_BEFORE = re.compile(
    r"(?:(?:©|\(c\)|copyright)[\s,\d]{0,8}(?:by )?|"
    r"\b(?:published|appeared|reported|posted|broadcast) (?:by|in|on|at) |\bcourtesy(?: of)? |\bvia |"
    r"\baccording to (?:a report (?:by|from|in) )?|\bciting (?:a report (?:by|from|in) )?|"
    r"\breport(?:s|ed|ing)? (?:by|from|in) |\bstory (?:by|from|in) |"
    # 'The road was closed, reports the Courier.'
    r"[,”’'\"] (?:reports|reported|writes|wrote) )(?:the )?$",
    re.IGNORECASE,
)
_DATELINE_BEFORE, _DATELINE_AFTER = re.compile(r"\($"), re.compile(r"\)\s?[-–—]")
_CREDITED_AFTER = re.compile(
    r"[,’'\"”)]{0,2}(?:s [\w ]{1,30}?)? ?(?:first |also |has |have |is |was |had |exclusively )*"
    r"(?:report(?:s|ed|ing)|learned|wrote|writes|revealed|obtained|broke the|contributed|all rights)\b",
    re.IGNORECASE,
)


def find_runs_of_names(text: str) -> dict[str, list[tuple[int, int]]]:
    """Squeeze every run of up to five words that begins with a capital or a figure; give its first places.

    >>> sorted(find_runs_of_names("The Mail says"))
    ['mail', 'mailsays', 'the', 'themail', 'themailsays']
    """
    words = list(itertools.islice(_WORD.finditer(text), _MAX_WORDS))
    folded = [word.group().casefold().removesuffix(".com").replace(".", "") for word in words]
    runs: dict[str, list[tuple[int, int]]] = {}
    for place, word in enumerate(words):
        if word.group()[0].isupper() or word.group()[0].isdigit():
            squeezed = ""
            for last in range(place, min(place + _MAX_NAME_WORDS, len(words))):
                squeezed += folded[last]
                places = runs.setdefault(squeezed, [])
                if len(places) < _MAX_MENTIONS:
                    places.append((word.start(), words[last].end()))
    return runs


def find_mention(text: str, runs: Runs, teller: Outlet, source: Outlet) -> Mention:
    """Say how a report names another outlet: as the source of its text, otherwise, or not at all.

    A name of a few letters, which is a word or another's initials too, counts only in a credit.

    Args:
        text: the report's text.
        runs: what `find_runs_of_names` finds in it.
        teller: the report's own outlet, whose names count for nothing.
        source: the outlet that is sought.
    """
    stations = {match[1] for name in source.names if (match := _STATION.match(name))}
    best: Mention = ""
    for name in sorted((source.names | stations) - teller.names):
        for start, end in runs.get(name, ()):
            if not _is_a_name(text[start:end]):
                continue
            if _is_credit(text, start, end):
                return "credited"
            if len(name) >= _MIN_NAME_CHARS:
                best = "named"
    return best


def _is_credit(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _CONTEXT_CHARS) : start], text[end : end + _CONTEXT_CHARS]
    if _CREDITED_BEFORE.search(before) or _CREDITED_AFTER.match(after):
        return True
    return bool(_DATELINE_BEFORE.search(before) and _DATELINE_AFTER.match(after))


def _is_a_name(mention: str) -> bool:
    """Whether every word is written as a name's: 'The State', not 'The state'."""
    return all(word[0].isupper() or word[0].isdigit() for word in _WORD.findall(mention))
