"""Entries of the shapes that people have: each tool's own names, and a mapping for all others."""

from __future__ import annotations

from typing import Any

import pytest

from eval.source_samples import BODY, PUBLISHED, TITLE, URL
from samestory.records import Declared
from samestory.sources.drafts import Draft, Refusal
from samestory.sources.entries import guess_fields, map_fields, read_entry
from samestory.sources.settings import IntakeSettings

HALVES = BODY.split("\n", 1)
SHAPES: dict[str, dict[str, Any]] = {
    "news-please": {
        "authors": ["Jo Carr"], "date_publish": PUBLISHED, "description": "A ferry.", "filename": "x.html",
        "language": "en", "maintext": BODY, "source_domain": "velmatimes.example", "title": TITLE, "url": URL,
    },
    "newspaper4k": {
        "url": URL, "title": TITLE, "text": BODY, "authors": ["Jo Carr"], "publish_date": PUBLISHED,
        "meta_lang": "en", "source_url": "https://velmatimes.example", "summary": "A ferry.",
    },
    "Fundus": {
        "title": TITLE, "authors": ["Jo Carr"], "publishing_date": PUBLISHED, "publisher": "velmatimes.example",
        "body": {"summary": [HALVES[0]], "sections": [{"headline": [], "paragraphs": [HALVES[1]]}]}, "url": URL,
    },
    "Media Cloud": {
        "stories_id": 7, "title": TITLE, "url": URL, "publish_date": PUBLISHED, "language": "en",
        "media_name": "velmatimes.example", "story_text": BODY, "authors": "Jo Carr",
    },
    "CC-News": {
        "title": TITLE, "text": BODY, "domain": "velmatimes.example", "date": PUBLISHED, "description": "",
        "url": URL, "image_url": "", "author": "Jo Carr",
    },
    "GDELT Web NGrams, rebuilt": {
        "Text": BODY, "Date": PUBLISHED, "URL": URL, "Source": "velmatimes.example", "Title": TITLE,
        "Author": "Jo Carr",
    },
    "trafilatura": {
        "title": TITLE, "author": "Jo Carr", "hostname": "velmatimes.example", "date": PUBLISHED, "text": BODY,
        "source": URL, "source-hostname": "velmatimes.example", "excerpt": "A ferry.", "raw_text": "x",
    },
}  # fmt: skip


def read(entry: dict[str, Any], *fields: tuple[str, str]) -> Draft | Refusal:
    """Read an entry."""
    draft = Draft("x", b"", "", 1, declared=Declared(where="a test"))
    return read_entry(draft, entry, IntakeSettings(fields=fields))


@pytest.mark.parametrize("tool", SHAPES)
def test_what_a_tool_writes_is_read_as_it_comes(tool: str) -> None:
    """Text, title, address, outlet, day and author."""
    found = read(SHAPES[tool])
    assert isinstance(found, Draft)
    assert " ".join(found.text.split()) == " ".join(f"{TITLE} {BODY}".split())
    assert found.url == URL
    assert found.outlet is not None
    assert found.outlet.endswith("velmatimes.example")
    assert (found.declared.published, found.declared.authors) == (PUBLISHED, ("Jo Carr",))


def test_words_of_web_ngrams_are_told_from_reports() -> None:
    """They must be put together first."""
    found = read(
        {"date": PUBLISHED, "ngram": "ferry", "pre": "A", "post": "ran aground", "url": URL, "pos": 10}
    )
    assert "a word of GDELT's Web NGrams" in getattr(found, "reason", "")


def test_a_field_that_is_named_outweighs_the_usual_names() -> None:
    """By its path, through objects and lists."""
    entry = {
        "text": "Not this.",
        "body": {"full": [{"t": "A ferry ran aground."}]},
        "meta": {"ts": "2031-05-07"},
    }
    found = read(entry, ("text", "body.full.0.t"), ("published", "meta.ts"))
    assert isinstance(found, Draft)
    assert (found.text, found.declared.published) == ("A ferry ran aground.", "2031-05-07")


def test_a_page_that_is_named_outweighs_the_text_beside_it() -> None:
    """The one who names it knows why."""
    entry = {"text": "Teaser.", "page": f"<html><body><article><p>{BODY}</p></article></body></html>"}
    found = read(entry, ("html", "page"))
    assert isinstance(found, Draft)
    assert "Ana Bell" in found.text


@pytest.mark.parametrize("path", ["", ".", "a", "a.b.c", "a.99999999999999999999", "a.-1", "a.0.0.0.0"])
def test_a_path_that_leads_nowhere_gives_nothing(path: str) -> None:
    """Whatever it is."""
    assert map_fields({"a": [1]}, (("text", path),))["text"] in (None, 1, [1])


def test_a_text_that_is_found_by_its_looks_is_proposed_and_not_taken() -> None:
    """What looks like a report may be a comment on one."""
    entry = {"headline": TITLE, "doc": {"full": BODY}, "seen": "2031-05-07", "at": URL}
    assert guess_fields(entry) == {
        "text": ("doc.full", "by its looks; name it"),
        "title": ("headline", "by its name"),
        "url": ("at", "by its looks; name it"),
        "published": ("seen", "by its looks; name it"),
    }
    assert "Read again with --field text=doc.full." in getattr(read(entry), "reason", "")
