"""HTML pages: the report in them, without what stands around it. Nothing runs and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from samestory.lexicon.stubs import load_stub_phrases
from samestory.records import Part
from samestory.sources.decoding import NotTextError, UnknownEncodingError, decode
from samestory.sources.drafts import Draft, Readings, Refusal
from samestory.sources.live_entries import find_told_entries, place_entries
from samestory.sources.page_metadata import read_page_metadata
from samestory.sources.page_text import Line, extract_lines, join_lines
from samestory.sources.page_tree import parse_page
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import refuse_text

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CHARSET_BYTES = 4_096
# Fewer words than these are a headline at most.
_FEW_WORDS = 15
# The opening that is shown of a report for subscribers; longer texts with a call to subscribe are whole.
_MAX_TEASER_WORDS = 180
_TEASER_END_CHARS = 250
# A kicker, a section or a date may stand above a headline, no more.
_MAX_LINES_ABOVE = 4


def read_page(path: str, data: bytes, settings: IntakeSettings, *, charset: str = "") -> Readings:
    """Read the bytes of a page as one report: headline, blank line, and its paragraphs a line each.

    `charset` is what was said of its encoding beside it; what the page itself declares comes first.
    """
    try:
        page = _decode(data, settings, charset)
    except NotTextError as error:
        yield Refusal(path, f"{error}. Expected an HTML page. Save the page again or leave it out.")
        return
    tree = parse_page(page)
    if tree is None:
        yield Refusal(
            path, "no page can be made of it. Expected HTML. Save the page again or leave it out."
        )
        return
    shown = " ".join(tree.text_content().split()) if len(page) < settings.max_report_chars else ""
    reading = read_page_metadata(tree)
    # Asked before the body is taken: times stand outside of what is kept.
    told = find_told_entries(tree, reading.node)
    raw, lines = extract_lines(tree)
    if refusal := _refuse_page(path, raw, shown, settings):
        yield refusal
        return
    headline = _choose_headline(lines, reading.metadata.declared.title, reading.headings)
    text, parts = _set_text(lines, headline)
    metadata = reading.with_origin([line.text for line in lines], headline)
    extent = "opening" if _is_cut_short(reading.node, raw, settings) else ""
    entries = place_entries(told, text) if metadata.declared.kind == "live" else ()
    declared = replace(metadata.declared, parts=parts, extent=extent, entries=entries)
    metadata = replace(metadata, declared=declared)
    yield refuse_text(path, text, settings) or metadata.added_to(Draft(path, data, text))


def _decode(data: bytes, settings: IntakeSettings, charset: str) -> str:
    """Decode a page as it declares, as it looks, or, broken as it may be, as most pages are: in UTF-8."""
    hint = _CHARSET.search(data, 0, _CHARSET_BYTES)
    declared = hint.group(1).decode("ascii") if hint else charset
    # Bytes that are no UTF-8 are not in it, whatever the page declares.
    named = "" if declared.lower().replace("-", "") in ("utf8", "unicode") else declared
    try:
        return decode(data, settings, hint=named)
    except UnknownEncodingError:
        return data.decode("utf-8", "replace")


def read_page_text(page: str) -> str | None:
    """Read the text of a page given as characters; None where there is none."""
    tree = parse_page(page)
    return ("\n".join(line.text for line in extract_lines(tree)[1]) or None) if tree is not None else None


def find_stub(text: str, settings: IntakeSettings) -> str | None:
    """Say why a text is only a notice, if it is so short and says so."""
    # No more words are cut off than say that there are too many.
    if len(text.split(None, settings.max_stub_words)) > settings.max_stub_words:
        return None
    folded = " ".join(text.replace("’", "'").casefold().split())
    phrase = next((phrase for phrase in load_stub_phrases() if phrase in folded), None)
    if phrase is None:
        return None
    return f"it holds only a notice ('{phrase}'). Expected the report. Fetch it signed in or leave it out."


def _refuse_page(path: str, raw: str, shown: str, settings: IntakeSettings) -> Refusal | None:
    # A notice alone is often too little to count as text: then all that the page shows is asked.
    if stub := find_stub(shown if len(raw.split()) < _FEW_WORDS else raw, settings):
        return Refusal(path, stub)
    if not raw.strip():
        return Refusal(
            path, "no text of a report is in the page. Expected an article. Save the page again."
        )
    return None


def _is_cut_short(node: Mapping[str, Any], raw: str, settings: IntakeSettings) -> bool:
    """Tell the opening of a report whose rest is for subscribers: short, and the page says so."""
    words = len(raw.split())
    if words > _MAX_TEASER_WORDS:
        return False
    closed = str(node.get("isAccessibleForFree", "")).lower() in ("false", "no", "0")
    return closed or find_stub(raw[-_TEASER_END_CHARS:], settings) is not None


def _set_text(lines: Sequence[Line], headline: str | None) -> tuple[str, tuple[Part, ...]]:
    """Set the headline above the body, once, with a blank line between, and say where the parts stand."""
    body = list(lines)
    if headline:
        shown = (n for n, line in enumerate(lines[:_MAX_LINES_ABOVE]) if _flat(line.text) == headline)
        for place in list(shown)[:1]:
            del body[place]
    text = "\n".join(line.text for line in body)
    above = f"{headline}\n\n" if headline and text else headline or ""
    parts = tuple(
        Part(len(above) + start, len(above) + end, kind) for start, (end, kind) in join_lines(body).items()
    )
    return above + text, parts


def _flat(line: str) -> str:
    return " ".join(line.split())


def _choose_headline(lines: Sequence[Line], title: str | None, headings: Sequence[str]) -> str | None:
    """Choose the headline as the page shows it: of the first-rank headings the one that its title repeats.

    A heading of first rank may be the site's name or a section's; the title a page declares may be cut
    for search engines.
    """
    opening = {_flat(line.text) for line in lines[:_MAX_LINES_ABOVE]}
    for heading in headings:
        if heading in opening or (title and (heading in title or title in heading)):
            return heading
    return title or next(iter(headings), None)
