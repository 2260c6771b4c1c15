"""Addresses as reports."""

from __future__ import annotations

from pathlib import Path

from servers import say, serve

from eval.source_samples import PAGE, PARAGRAPHS, make_samples
from samestory.records import SetAside
from samestory.sources import Draft
from samestory.sources.fetching.addresses import refuse_none
from samestory.sources.fetching.fetcher import Fetcher, Network
from samestory.sources.fetching.settings import FetchSettings
from samestory.sources.fetching.urls import iter_urls, read_url_list

BARE = PAGE.replace('rel="canonical"', 'rel="x"')


def test_pages_feeds_and_documents_are_read_and_failures_set_aside(tmp_path: Path) -> None:
    """Each under its address, with its bytes; a wrong charset in the head does no harm."""
    samples = make_samples()
    network = Network(lambda *_: ["127.0.0.1"], refuse_none)
    with serve() as server:
        server.answers |= {
            "/page": say(BARE.encode(), media="text/html; charset=utf-16"),
            "/feed": say(samples["feed.rss"], media="application/rss+xml"),
            "/download": say(samples["note.docx"], media="application/octet-stream"),
        }
        urls = [server.url(path) for path in ("/page", "/feed", "/download", "/gone", "/page")]
        found = list(iter_urls(urls, Fetcher(FetchSettings(seconds_between=0), network)))
        reports = {item.source: item for item in found if isinstance(item, Draft)}
        (gone,) = [item for item in found if isinstance(item, SetAside)]
        page = reports[server.url("/page")]
        assert page.data == BARE.encode()
        assert PARAGRAPHS[0] in page.text
        assert (page.url, page.outlet) == (server.url("/page"), "Velma Times")
        assert server.url("/feed") + "#item 1" in reports
        assert PARAGRAPHS[0] in reports[server.url("/download")].text
        assert gone.source == server.url("/gone")
        assert "the server answers 404. Expected" in gone.reason
        assert server.paths.count("/page") == 1


def test_a_list_of_addresses_is_read(tmp_path: Path) -> None:
    """A line each; notes and repeats passed over."""
    (tmp_path / "urls.txt").write_bytes(
        b"\xef\xbb\xbfhttp://a.example/1\r\n\r\n# later\nhttp://a.example/2 \nhttp://a.example/1\n"
    )
    assert read_url_list(tmp_path / "urls.txt") == ("http://a.example/1", "http://a.example/2")
