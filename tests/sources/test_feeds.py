"""Feeds: each item a report, a summary called so, whose it is and where it is from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from arrivals import names, read_bytes, reasons

from eval.source_samples import BODY, MAIL_DATE, PARAGRAPHS, TITLE, make_samples
from samestory.records import Intake, Report
from samestory.sources import Draft, iter_paths

HOME = "https://www.velmatimes.example"
LONG = "The ferry lay aground off Port Velma for two days before a tug came. " * 20


def read_items(folder: Path, *items: str, head: str = "") -> Intake:
    """Read items as an RSS feed of one outlet."""
    channel = f"<title>Velma Times</title><link>{HOME}/</link>{head}"
    feed = f'<rss version="2.0" xmlns:content="urn:c" xmlns:dc="urn:d"><channel>{channel}{"".join(items)}</channel></rss>'
    return read_bytes(folder, feed.encode(), "feed.xml")


def read_item(folder: Path, **fields: str) -> Report:
    """Read one item with these elements."""
    inner = "".join(
        f"<{name.replace('_', ':')}>{text}</{name.replace('_', ':')}>" for name, text in fields.items()
    )
    (report,) = read_items(folder, f"<item>{inner}</item>").reports
    return report


def test_an_item_is_a_report_with_all_that_the_feed_says(tmp_path: Path) -> None:
    """Title above text, date as ISO, outlet and author."""
    report = read_item(
        tmp_path,
        title=TITLE,
        link=f"{HOME}/ferry",
        pubDate=MAIL_DATE,
        dc_creator="Jo Carr",
        content_encoded="<![CDATA[" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "]]>",
    )
    assert report.text == f"{TITLE}\n\n{BODY}"
    assert (report.url, report.outlet) == (f"{HOME}/ferry", "Velma Times")
    assert report.declared.published == "2031-05-07T21:40:00+02:00"
    assert report.declared.authors == ("Jo Carr",)
    assert report.declared.extent == ""


@pytest.mark.parametrize(
    ("text", "extent"), [(PARAGRAPHS[0], "summary"), (LONG, ""), (LONG + "The mayor …", "summary")]
)
def test_a_description_is_a_summary_unless_it_is_long_and_whole(
    tmp_path: Path, text: str, extent: str
) -> None:
    """Some feeds put whole reports there."""
    assert read_item(tmp_path, title=TITLE, description=text).declared.extent == extent


@pytest.mark.parametrize(
    "text",
    [
        "&lt;p&gt;Tom &amp;amp; Ana’s café burned.&lt;/p&gt;",
        "&amp;lt;p&amp;gt;Tom &amp;amp;amp; Ana’s café burned.&amp;lt;/p&amp;gt;",
        "<![CDATA[<p>Tom &amp; Ana&rsquo;s caf&eacute; burned.</p><script>x()</script>]]>",
        "<p>Tom &amp; Ana&#8217;s café burned.</p>",
        "Tom &amp;amp; Ana&amp;rsquo;s café burned.",
    ],
)
def test_what_is_escaped_once_or_twice_reads_the_same(tmp_path: Path, text: str) -> None:
    """Feeds escape HTML, and some escape it again."""
    assert read_item(tmp_path, title="Fire", description=text).text == "Fire\n\nTom & Ana’s café burned."


def test_a_source_elsewhere_is_where_the_text_is_from(tmp_path: Path) -> None:
    """An outlet that prints another's item says so."""
    item = f'<item><title>{TITLE}</title><link>{HOME}/a</link><source url="http://soundpost.example/rss">Sound Post</source>'
    (report,) = read_items(tmp_path, f"{item}<description>{BODY}</description></item>").reports
    assert report.outlet == "Velma Times"
    assert report.declared.taken_from == ("Sound Post",)


def test_an_item_that_lies_at_its_source_is_the_sources(tmp_path: Path) -> None:
    """A feed that only gathers is not the outlet."""
    item = (
        "<item><link>http://www.soundpost.example/a</link>"
        '<source url="http://soundpost.example/rss">Sound Post</source>'
    )
    (report,) = read_items(tmp_path, f"{item}<description>{BODY}</description></item>").reports
    assert (report.outlet, report.declared.taken_from) == ("Sound Post", ())


def test_an_item_elsewhere_without_a_source_is_its_addresses(tmp_path: Path) -> None:
    """Its domain is all that is known."""
    assert (
        read_item(tmp_path, link="http://soundpost.example/a", description=BODY).outlet
        == "soundpost.example"
    )


@pytest.mark.parametrize(
    ("link", "url"),
    [("/a?b=1&amp;c=2", f"{HOME}/a?b=1&c=2"), ("  https://x.example/a\n", "https://x.example/a")],
)
def test_links_are_completed_and_tidied(tmp_path: Path, link: str, url: str) -> None:
    """As every reader of feeds takes them."""
    assert read_item(tmp_path, link=link, description=BODY).url == url


def test_xml_base_lies_under_links(tmp_path: Path) -> None:
    """In Atom a feed may say once where all lies."""
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://velmatimes.example/2031/"><title>V</title>'
        f'<entry xml:base="05/"><link href="ferry"/><summary>{BODY}</summary></entry></feed>'
    )
    (report,) = read_bytes(tmp_path, feed.encode(), "a.atom").reports
    assert report.url == "https://velmatimes.example/2031/05/ferry"


def test_an_item_without_words_is_set_aside_and_the_next_is_read(tmp_path: Path) -> None:
    """It is named by its number."""
    intake = read_items(
        tmp_path, "<item><title>Fire</title></item>", f"<item><description>{BODY}</description></item>"
    )
    assert names(intake) == ["feed.xml#item 2"]
    assert "feed.xml#item 1: it holds no text" in reasons(intake)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><p>A page</p></body></html>", "XML of another kind (html), no feed"),
        (b"<rss><channel><title>x</title></channel></rss>", "no item is in the feed"),
        (b"not xml", "Expected RSS or Atom"),
    ],
)
def test_what_is_no_feed_is_said(tmp_path: Path, data: bytes, reason: str) -> None:
    """With what was expected."""
    assert reason in reasons(read_bytes(tmp_path, data, "x.xml"))


@pytest.mark.parametrize(
    ("item", "extent"),
    [
        ({"content_html": f"<p>{PARAGRAPHS[0]}</p>"}, ""),
        ({"content_text": PARAGRAPHS[0]}, ""),
        ({"summary": PARAGRAPHS[0]}, "summary"),
    ],
)
def test_a_json_feed_is_read(tmp_path: Path, item: dict[str, Any], extent: str) -> None:
    """HTML, text or a summary; old and new ways to name an author."""
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": "Velma Times",
        "home_page_url": HOME,
        "items": [{"id": f"{HOME}/1", "title": TITLE, "author": {"name": "Jo Carr"}, **item}, 7],
    }
    intake = read_bytes(tmp_path, json.dumps(feed).encode(), "feed.json")
    (report,) = intake.reports
    assert report.text == f"{TITLE}\n\n{PARAGRAPHS[0]}"
    assert (report.outlet, report.declared.authors, report.declared.extent) == (
        "Velma Times",
        ("Jo Carr",),
        extent,
    )
    assert "feed.json#item 2: it is no object" in reasons(intake)


def test_an_item_that_was_kept_alone_is_read_again(tmp_path: Path) -> None:
    """The bytes of a report are those of its item."""
    (tmp_path / "feed.xml").write_bytes(make_samples()["feed.rss"])
    first, *_ = iter_paths([tmp_path / "feed.xml"])
    assert isinstance(first, Draft)
    (again,) = read_bytes(tmp_path, first.data, "item.rss").reports
    assert again.text == first.text
    assert read_bytes(tmp_path, first.data, "bare").reports[0].text == first.text
