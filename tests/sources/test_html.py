"""HTML pages: the report without what stands around it, and what the page says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samestory.records import Intake, Report
from samestory.sources import read_paths

P1 = "PORT VELMA (NNA) — A ferry with 84 people aboard ran aground off Port Velma on Tuesday, the coast guard said."
P2 = "“We had everyone off within an hour,” harbour master Ilsa Dorn told reporters on the quay in the afternoon."
P3 = "Four passengers were taken to hospital with minor injuries, and the ferry was towed to port at night."
NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li><li><a href='/w'>Weather</a></li></ul></nav>"
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "Page"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferry runs aground",
            "datePublished": "2031-05-06T18:00:00Z",
            "dateModified": "2031-05-06T19:00:00Z",
            "author": [{"@type": "Person", "name": "Ana Bell"}],
            "publisher": {"@type": "Organization", "name": "Velma Times"},
            "sourceOrganization": {"name": "Norwave News Agency"},
            "inLanguage": "en",
        },
    ],
}


def page(head: str = "", body: str | None = None, lang: str = "en") -> str:
    """Make a page with navigation, an article, related links and a footer."""
    article = (
        body
        if body is not None
        else f"<h1>Ferry runs aground</h1><p>{P1}</p><h2>The rescue</h2><p>{P2}</p><p>{P3}</p>"
    )
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>Ferry runs aground | Velma Times</title>{head}</head><body>"
        f"<div id='cookie-banner'>We use cookies. <button>Accept all</button></div>{NAV}<article>{article}</article>"
        "<aside><h3>Most read</h3><a href='/x'>Ten things to do in May</a></aside>"
        "<footer>© 2031 Velma Times. All rights reserved.</footer><script>document.write('hacked')</script></body></html>"
    )


def read_bytes(folder: Path, data: bytes, name: str = "a.html") -> Intake:
    """Write a page and read it."""
    (folder / name).write_bytes(data)
    return read_paths([folder / name])


def read_page(folder: Path, text: str) -> Report:
    """Read a page as one report."""
    (report,) = read_bytes(folder, text.encode()).reports
    return report


def test_the_report_is_taken_and_the_page_around_it_left(tmp_path: Path) -> None:
    """Headline, blank line, then headings and paragraphs a line each; no script, no menu, no footer."""
    assert read_page(tmp_path, page()).text == f"Ferry runs aground\n\n{P1}\nThe rescue\n{P2}\n{P3}"


def test_json_ld_says_most(tmp_path: Path) -> None:
    """The article's own object in the graph, not that of the page."""
    head = f"<script type='application/ld+json'>{json.dumps(LD)}</script><link rel='canonical' href='https://v.example/1#top'>"
    report = read_page(tmp_path, page(head))
    assert (report.outlet, report.url) == ("Velma Times", "https://v.example/1")
    declared = report.declared
    assert (declared.title, declared.published, declared.where) == (
        "Ferry runs aground",
        "2031-05-06T18:00:00Z",
        "JSON-LD",
    )
    assert (declared.authors, declared.agencies, declared.language) == (
        ("Ana Bell",),
        ("Norwave News Agency",),
        "en",
    )


def test_open_graph_and_meta_fill_in(tmp_path: Path) -> None:
    """What one layer lacks the next gives; the site's name is taken off the title."""
    head = (
        "<meta property='og:title' content='Ferry runs aground - Velma Times'><meta property='og:site_name' content='Velma Times'>"
        "<meta name='date' content='2031-05-06'><meta property='og:url' content='https://v.example/1'><meta name='author' content='Ana Bell'>"
    )
    report = read_page(tmp_path, page(head))
    assert (report.outlet, report.url, report.declared.title) == (
        "Velma Times",
        "https://v.example/1",
        "Ferry runs aground",
    )
    assert (report.declared.published, report.declared.where) == ("2031-05-06", "meta elements")
    assert report.declared.authors == ("Ana Bell",)


def test_the_domain_stands_in_for_an_outlet_without_a_name(tmp_path: Path) -> None:
    """An address is better than nothing; a relative one is no address."""
    nameless = page("<link rel='canonical' href='https://www.v.example/1'>").replace(" | Velma Times", "")
    assert read_page(tmp_path, nameless).outlet == "v.example"
    assert read_page(tmp_path, page("<link rel='canonical' href='/1'>")).url is None


@pytest.mark.parametrize(
    "block", ["{broken", "[" * 50_000, '{"@type": 5}', '{"@graph": {"@graph": []}}', "null", ""]
)
def test_broken_json_ld_does_no_harm(tmp_path: Path, block: str) -> None:
    """The text is read all the same."""
    assert P1 in read_page(tmp_path, page(f"<script type='application/ld+json'>{block}</script>")).text


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_the_page_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    """As it declares, as its marks say, or as it looks."""
    text = page("<meta charset='iso-8859-1'>" if encoding == "cp1252" else "")
    (report,) = read_bytes(tmp_path, text.encode(encoding)).reports
    assert P2 in report.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html><body></body></html>", "no text of a report"),
        ("<html><body><img src='a.jpg'></body></html>", "no text of a report"),
        ("<html><body><p>Please enable JavaScript and cookies to continue.</p></body></html>", "only a notice"),
        ("<html><body><h1>Ferry</h1><p>Already a subscriber? Sign in to read this story.</p></body></html>", "only a notice"),
        ("<html><body><h1>404 Not Found</h1></body></html>", "only a notice"),
    ],
)  # fmt: skip
def test_a_page_without_a_report_is_set_aside(tmp_path: Path, text: str, reason: str) -> None:
    """Nothing at all, a consent form, a paywall, an error."""
    intake = read_bytes(tmp_path, text.encode())
    assert intake.reports == ()
    assert reason in intake.set_aside[0].reason


@pytest.mark.parametrize(
    "text",
    ["<div>" * 50_000 + P1, "<" * 100_000, "<a b=" + "'" * 100_000, "<p>" + "&" * 100_000, "\x00" * 10 + page(),
     "<!DOCTYPE html>" + "<!--" * 50_000, "<html><body>" + "<p>a" * 250_000],
    ids=["deep", "open", "attribute", "ampersands", "zeros", "comments", "many"],
)  # fmt: skip
def test_hostile_pages_are_read_or_set_aside_soon(tmp_path: Path, text: str) -> None:
    """No page stops the rest, whatever is in it."""
    intake = read_bytes(tmp_path, text.encode())
    assert len(intake.reports) + len(intake.set_aside) == 1


def test_parts_say_how_the_page_marks_its_text(tmp_path: Path) -> None:
    """Headings, quotations and items, as offsets into the text."""
    body = (
        f"<h1>Ferry runs aground</h1><p class='standfirst'>The harbour master praised the crew of the ferry and the pilots.</p>"
        f"<p>{P1}</p><h2>The rescue</h2><p>{P2}</p><blockquote><p>We did what anybody would have done in that weather.</p></blockquote>"
        f"<p>{P3}</p><ul><li>84 people were aboard the ferry on Tuesday</li><li>Four of them went to hospital by boat</li></ul>"
    )
    report = read_page(tmp_path, page(body=body))
    marked = {report.text[p.start : p.end]: p.kind for p in report.declared.parts}
    assert marked["The rescue"] == "heading"
    assert marked["We did what anybody would have done in that weather."] == "quotation"
    assert marked["- Four of them went to hospital by boat"] == "item"
    assert "praised the crew" in report.text


def test_where_each_value_was_found_is_kept(tmp_path: Path) -> None:
    """By the name of its field."""
    head = f"<script type='application/ld+json'>{json.dumps(LD)}</script><meta property='article:section' content='Harbour'>"
    declared = read_page(tmp_path, page(head)).declared
    assert dict(declared.found)["published"] == "JSON-LD"
    assert (declared.section, dict(declared.found)["section"]) == ("Harbour", "Open Graph")


def test_the_opening_of_a_report_for_subscribers_is_marked(tmp_path: Path) -> None:
    """What the page itself says is not free to read, and is short, is not the whole."""
    closed = dict(LD["@graph"][1], isAccessibleForFree=False)  # type: ignore[call-overload,arg-type]
    head = f"<script type='application/ld+json'>{json.dumps(closed)}</script>"
    assert read_page(tmp_path, page(head)).declared.extent == "opening"
    assert read_page(tmp_path, page()).declared.extent == ""


def test_bytes_that_are_not_what_is_declared_are_read_as_they_look(tmp_path: Path) -> None:
    """A page that says UTF-8 and is Windows-1252."""
    text = page("<meta charset='utf-8'>").replace("on Tuesday", "à Café Velmá on Tuesday")
    (report,) = read_bytes(tmp_path, text.encode("cp1252")).reports
    assert "à Café Velmá" in report.text
