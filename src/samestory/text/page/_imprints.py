"""What a page says at its foot of who wrote the report and of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samestory.lexicon.furniture import load_furniture_words
from samestory.records import Furniture, Span

# Where bylines stand, and where a page says who they are.
_HEAD_LINES, _FOOT_LINES = 18, 12
_MAX_BYLINE_CHARS, _MAX_BIO_CHARS, _MAX_NAME_CHARS = 140, 500, 90
_MAX_NAME_WORDS, _MAX_LONE_NAME_CHARS = 6, 40
_AND = re.compile(r",? and |, ")
_BYLINE = re.compile(
    r"(?:(?:story |text |words |report |written )?by:?|author:|reporter:|writer:)\s{1,3}"
    r"([^\W\d_][\w.'-]{0,30}(?: [^\W\d_][\w.'-]{0,30}){1,3}?)(?=,| and |\s?[|•(]| in | for |$)"
)
_ABOUT_WRITER = re.compile(
    r"(?:,? (?:is|was|has been)\b.{0,120}?\b(?:editor|reporter|writer|correspondent|columnist|contributor"
    r"|producer|fellow|intern|blogger|journalist|presenter|host|author|freelancer|photographer)\b"
    r"|,? can be (?:reached|contacted|followed|e-?mailed)\b"
    r"|,? (?:writes|covers|reports|works|joined|(?:has )?(?:covered|reported|written|worked)) .{0,120}?"
    r"\b(?:for|about|on|at|since|as|from)\b)"
)
# 'The Port Gazette is a member of …': what a paper says of itself.
_OF_A_PAPER = re.compile(
    r" (?:is|are) (?:(?:an?|the) (?:[\w-]+ ){0,3}(?:member|part|trademark|publication|title|service|project"
    r"|product|company|division|subsidiary|brand|newspaper|station|magazine|website|site)\b|part of"
    r"|(?:[a-z]+ly |family-)?owned"
    r"|published|regulated|produced|funded|committed|printed|the trading)\b|adheres|subscribes to| abides"
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
            names.update(_AND.split(folded[match.start(1) : line.end]))
        elif len(line) <= _MAX_LONE_NAME_CHARS and 1 < folded.count(" ", line.start, line.end) + 1 <= 3:
            # A writer's name may stand alone under the headline.
            names.add(folded[line.start : line.end])
    names = {name for name in names if " " in name}
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
        if len(line) > _MAX_BIO_CHARS or mastheads.isdisjoint(
            folded[line.start : line.end].split()[:_MAX_NAME_WORDS]
        ):
            continue
        match = _OF_A_PAPER.search(folded, line.start, min(line.end, line.start + _MAX_NAME_CHARS))
        if match is None:
            continue
        name = folded[line.start : match.start()].split()
        if 1 < len(name) <= _MAX_NAME_WORDS and not mastheads.isdisjoint((name[0], *name[-2:])):
            yield Furniture(line.start, line.end, "promotion")
