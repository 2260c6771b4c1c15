"""HTML pages: the report in them, without what stands around it. Nothing runs and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from samestory.lexicon.stubs import load_stub_phrases
from samestory.sources.decoding import NotTextError, decode
from samestory.sources.drafts import Draft, Readings, Refusal, plain_newlines, without_surrogates
from samestory.sources.page_metadata import read_page_metadata
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import refuse_text

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CHARSET_BYTES = 4_096
# Beyond this many nodes a page is a listing or an attack; long live blogs have under 30,000.
_MAX_NODES = 200_000
# A kicker, a section or a date may stand above a headline, no more.
_MAX_LINES_ABOVE = 4


def read_page(path: str, data: bytes, settings: IntakeSettings) -> Readings:
    """Read the bytes of a page as one report: headline, blank line, and its paragraphs a line each."""
    hint = _CHARSET.search(data, 0, _CHARSET_BYTES)
    try:
        page = decode(data, settings, hint=hint.group(1).decode("ascii") if hint else "")
    except NotTextError as error:
        yield Refusal(path, f"{error}. Expected an HTML page. Save the page again or leave it out.")
        return
    tree = _parse(page)
    if tree is None:
        yield Refusal(
            path, "no page can be made of it. Expected HTML. Save the page again or leave it out."
        )
        return
    shown = " ".join(tree.text_content().split()) if len(page) < settings.max_report_chars else ""
    metadata, headings = read_page_metadata(tree)
    body = _extract(tree)
    if refusal := _refuse_page(path, body, shown, settings):
        yield refusal
        return
    text = _with_headline(body, _choose_headline(body, metadata.declared.title, headings))
    yield refuse_text(path, text, settings) or metadata.added_to(Draft(path, data, text))


def read_page_text(page: str) -> str | None:
    """Read the text of a page given as characters; None where there is none."""
    tree = _parse(page)
    return (_extract(tree) or None) if tree is not None else None


def find_stub(text: str, settings: IntakeSettings) -> str | None:
    """Say why a text is only a notice, if it is so short and says so."""
    if len(text.split()) > settings.max_stub_words:
        return None
    folded = " ".join(text.replace("’", "'").casefold().split())
    phrase = next((phrase for phrase in load_stub_phrases() if phrase in folded), None)
    if phrase is None:
        return None
    return f"it holds only a notice ('{phrase}'). Expected the report. Fetch it signed in or leave it out."


def _refuse_page(path: str, body: str, shown: str, settings: IntakeSettings) -> Refusal | None:
    # A notice alone is often too little to count as text: then all that the page shows is asked.
    if stub := find_stub(body or shown, settings):
        return Refusal(path, stub)
    if not body.strip():
        return Refusal(
            path, "no text of a report is in the page. Expected an article. Save the page again."
        )
    return None


def _parse(page: str) -> Any:
    from lxml.etree import LxmlError
    from trafilatura import load_html

    try:
        tree = load_html(page)
    except (LxmlError, ValueError, RecursionError):
        return None
    return None if tree is None or sum(1 for _ in tree.iter()) > _MAX_NODES else tree


def _extract(tree: Any) -> str:
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    # A page that makes the extractor stumble is set aside like a page without text.
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False)
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return ""
    text = getattr(found, "text", None)
    return plain_newlines(without_surrogates(text)).strip() if isinstance(text, str) else ""


def _with_headline(body: str, headline: str | None) -> str:
    r"""Set the headline above the body, once, with a blank line between."""
    if not headline:
        return body
    lines = body.split("\n")
    places = [
        place for place, line in enumerate(lines[:_MAX_LINES_ABOVE]) if " ".join(line.split()) == headline
    ]
    for place in places[:1]:
        del lines[place]
    return "\n\n".join(filter(None, (headline, "\n".join(lines).strip())))


def _choose_headline(body: str, title: str | None, headings: Sequence[str]) -> str | None:
    """Choose the headline as the page shows it: of the first-rank headings the one that its title repeats.

    A heading of first rank may be the site's name or a section's; the title a page declares may be cut
    for search engines.
    """
    opening = {" ".join(line.split()) for line in body.split("\n")[:_MAX_LINES_ABOVE]}
    for heading in headings:
        if heading in opening or (title and (heading in title or title in heading)):
            return heading
    return title or next(iter(headings), None)
