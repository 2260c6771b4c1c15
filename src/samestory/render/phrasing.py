"""A report's words as the dossier takes them up: repaired, and marked where they stop in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from samestory.records import Statement, Story
from samestory.render.safety import show_line
from samestory.render.shelf import Place, Shelf

ELLIPSIS = "…"
# What closes a quotation that a clause has cut off from its mark.
_PAIRS: Mapping[str, str] = {"“": "”", "‘": "’", "«": "»"}
_CLOSING = re.compile(r"[.,!?…]{0,2}[”\"»]")
_OPENING = '“"«'


class Spot(NamedTuple):
    """A place worked out here, of a report and its offsets."""

    report: str
    start: int
    end: int


def phrase(text: str, places: Iterable[Place], shelf: Shelf) -> str:
    """Show a clause that comes from one of the places, marked where it begins in mid-sentence."""
    return frame(reread(text, places, shelf))


def reread(text: str, places: Iterable[Place], shelf: Shelf) -> str:
    """Show words that come from one of the places, repaired where they are found there.

    Words that stand at none of the places as they are, or that a stage has put together, are shown as
    they came.
    """
    for place in places:
        if place.report in shelf.entries:
            found = _find(text, place, shelf)
            if found is not None:
                return shelf.read(found)
    return show_line(text)


def frame(text: str) -> str:
    """Put '…' before words that begin in mid-sentence, and before a mark that is closed for them.

    >>> frame("the hall burned"), frame("The hall burned"), frame("he said “never again")
    ('…the hall burned', 'The hall burned', '…he said “never again…”')
    """
    text = text.strip(" ,;:")
    for opening, closing in _PAIRS.items():
        # An apostrophe may be one: single marks are closed only where none closes.
        missing = text.rfind(opening) > text.rfind(closing)
        text = text + ELLIPSIS + closing if missing and text.count(opening) == 1 else text
    if text.count('"') == 1:
        text = text.removesuffix('"') if text.endswith('"') else text + (ELLIPSIS + '"')
    return ELLIPSIS + text if text[:1].islower() else text


def phrase_statements(story: Story, shelf: Shelf) -> Mapping[str, str]:
    """Give each statement words of its own, by its id.

    Statements that share a long sentence would all be shown by it: the first keeps it, the others are
    shown by the fullest of their wordings that none before has.
    """
    told: dict[str, str] = {}
    used: set[str] = set()
    for statement in story.statements:
        own = phrase(statement.text, statement.support, shelf)
        if own.casefold() in used:
            own = next((w for w in _wordings(statement, shelf) if w.casefold() not in used), own)
        used.add(own.casefold())
        told[statement.id] = own
    return told


def _wordings(statement: Statement, shelf: Shelf) -> list[str]:
    read = [shelf.read(whole(support, shelf)) for support in statement.support]
    return [frame(words) for words in sorted(dict.fromkeys(read), key=lambda words: -len(words))]


def whole(place: Place, shelf: Shelf) -> Spot:
    """Take in the quotation mark that stands next to a place and belongs to the words in it."""
    text = shelf.entries[place.report].text
    start, end = place.start, place.end
    inside = text[start:end]
    if inside.count("“") > inside.count("”") or inside.count('"') % 2:
        closing = _CLOSING.match(text, end)
        end = closing.end() if closing else end
    inside = text[start:end]
    if start and text[start - 1] in _OPENING:
        lacking = inside.count("”") > inside.count("“") or inside.count('"') % 2
        start -= bool(lacking)
    return Spot(place.report, start, end)


def _find(text: str, place: Place, shelf: Shelf) -> Spot | None:
    """Find a text in the stretch a place names, by its stored words, or the stretch in the text."""
    stored = shelf.entries[place.report].text
    if show_line(text) == show_line(stored[place.start : place.end]):
        return whole(place, shelf)
    at = stored.find(text.strip(), place.start, place.end)
    return (
        whole(Spot(place.report, at, at + len(text.strip())), shelf) if at >= 0 and text.strip() else None
    )
