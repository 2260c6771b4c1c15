"""What a page says at its foot of who wrote the report and of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.lexicon.furniture import load_furniture_words
from samestory.records import Furniture, Span

# Where bylines stand, and where a page says who they are.
_HEAD_LINES, _FOOT_LINES = 18, 12
_MAX_BYLINE_CHARS, _MAX_BIO_CHARS, _MAX_NAME_CHARS = 140, 500, 90
_MAX_NAME_WORDS = 6
_BYLINE = re.compile(
    r"(?:(?:story |text |words |report |written )?by:?|author:|reporter:|writer:)\s{1,3}"
    r"([^\W\d_][\w.'-]{0,30}(?: [^\W\d_][\w.'-]{0,30}){1,3}?)(?=,| and |\s?[|•(]| in | for |$)"
)
_ABOUT_WRITER = re.compile(
    r"(?:,? (?:is|was|has been)\b.{0,120}?\b(?:editor|reporter|writer|correspondent|columnist|contributor"
    r"|producer|fellow|intern|blogger|journalist|presenter|host|author|freelancer|photographer)\b"
    r"|,? (?:writes|covers|reports|works|joined|(?:has )?(?:covered|reported|written|worked)) .{0,120}?"
    r"\b(?:for|about|on|at|since|as|from)\b)"
)
# 'The Port Gazette is a member of …': what a paper says of itself.
_OF_A_PAPER = re.compile(
    r" (?:is|are) (?:a (?:member|part|trademark|publication|title|proud|registered)|part of|owned|published"
    r"|regulated|produced|funded|committed|printed|the trading)\b|adheres|subscribes to| abides"
)


def find_imprints(folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find who the writer is that the byline names, and whose the paper is."""
    yield from _find_bios(folded, lines)
    yield from _find_own_praise(folded, lines)


def _find_bios(folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find at the foot what is said of a writer whom the byline names, with the name alone above it."""
    names: set[str] = set()
    for line in lines[:_HEAD_LINES]:
        match = _BYLINE.match(folded, line.start, line.end) if len(line) <= _MAX_BYLINE_CHARS else None
        if match is not None:
            names.add(match[1])
    first = max(1, len(lines) - _FOOT_LINES)
    for place in range(first, len(lines)) if names else ():
        line = lines[place]
        name = next((n for n in sorted(names) if folded.startswith(n, line.start)), None)
        if name is None or len(line) > _MAX_BIO_CHARS or " said" in folded[line.start : line.end]:
            continue
        if _ABOUT_WRITER.match(folded, line.start + len(name), line.end):
            above = lines[place - 1]
            alone = folded[above.start : above.end].strip(" :") in names
            yield Furniture(above.start if alone else line.start, line.end, "about the writer")


def _find_own_praise(folded: str, lines: Sequence[Span]) -> Iterator[Furniture]:
    """Find at the foot what a paper says of itself: who owns it, whose member it is."""
    mastheads = load_furniture_words().mastheads
    for line in lines[max(1, len(lines) - _FOOT_LINES) :]:
        match = _OF_A_PAPER.search(folded, line.start, min(line.end, line.start + _MAX_NAME_CHARS))
        if match is None or len(line) > _MAX_BIO_CHARS:
            continue
        name = folded[line.start : match.start()].split()
        if 1 < len(name) <= _MAX_NAME_WORDS and not mastheads.isdisjoint(name[1:]):
            yield Furniture(line.start, line.end, "promotion")
