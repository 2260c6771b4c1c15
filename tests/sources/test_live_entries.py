"""Live pages: one report, whose entries are marked with their moments."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from samestory.records import Report
from samestory.sources import read_paths
from samestory.sources.live_entries import _is_line

LINES = (
    ("2031-05-07T17:22:00Z", "Ferries cancelled until Sunday", "Ferries to the outer islands are cancelled until Sunday, the line says."),
    ("2031-05-07T16:40:00Z", "A van is struck", "Police have named the man who died when a tree fell on his van as Alan Treadgold."),
    ("2031-05-06T08:10:00Z", "Warning", "The warning for the coast has been raised to red, the weather office said, and yesterday was calm."),
)  # fmt: skip


def _page(*, told: str) -> str:
    blocks = "".join(
        f"<div><header>{f'<time datetime={at!r}>{at[11:16]}</time>' if told == 'times' else ''}</header>"
        f"<h2>{heading}</h2><p>{line}</p></div>"
        for at, heading, line in LINES
    )
    updates = [
        {"@type": "BlogPosting", "headline": heading, "articleBody": line, "datePublished": at}
        for at, heading, line in LINES
    ]
    node = {"@type": "LiveBlogPosting", "headline": "Storm Oda", "datePublished": LINES[-1][0]}
    script = json.dumps(node | {"liveBlogUpdate": updates}) if told == "JSON-LD" else "{}"
    return (
        f"<html lang='en'><head><title>Storm</title><script type='application/ld+json'>{script}</script></head>"
        "<body><main><article><h1>Storm Oda as it happened: thousands without power</h1>"
        "<p>Storm Oda has left thousands of homes without electricity across the north coast.</p>"
        f"{blocks}</article></main></body></html>"
    )


def _read(folder: Path, page: str) -> Report:
    (folder / "a.html").write_text(page)
    (report,) = read_paths([folder]).reports
    return report


@pytest.mark.parametrize("told", ["JSON-LD", "times"])
def test_entries_are_marked_with_their_moments(tmp_path: Path, told: str) -> None:
    """Each from its heading to the next, however short the heading is."""
    report = _read(tmp_path, _page(told=told))
    assert report.declared.kind == "live"
    found = [(entry.at, report.text[entry.start : entry.end]) for entry in report.declared.entries]
    assert found == [(at, f"{heading}\n{line}") for at, heading, line in LINES]


def test_a_page_that_tells_no_times_is_left_whole(tmp_path: Path) -> None:
    """It is a live page all the same."""
    report = _read(tmp_path, _page(told="nothing"))
    assert (report.declared.kind, report.declared.entries) == ("live", ())


@pytest.mark.parametrize("updates", [7, [7, None], [{}], [{"datePublished": [], "articleBody": {}}], "x"])
def test_broken_updates_do_no_harm(tmp_path: Path, updates: object) -> None:
    """What is no list of entries is passed over."""
    node = {
        "@type": "LiveBlogPosting",
        "headline": "Storm Oda",
        "datePublished": "2031-05-07",
        "liveBlogUpdate": updates,
    }
    page = _page(told="nothing").replace("{}</script>", f"{json.dumps(node)}</script>")
    assert _read(tmp_path, page).declared.entries == ()


def test_of_a_line_no_more_is_read_than_tells_it() -> None:
    """However much a box holds, its first words say that a line of text is in it."""
    node = html.fromstring("<p>" + "<b>Storm</b> <i>Oda</i> " * 5_000 + "</p>")
    read = []
    node_like = SimpleNamespace(
        text=None,
        tail=None,
        iter=lambda: (read.append(part) or part for part in node.iter()),
    )
    assert _is_line(node_like)
    assert len(read) < 20
    assert not _is_line(html.fromstring("<p>Summary<!-- --> </p>"))
    assert not _is_line(html.fromstring("<p>" + "<b></b>" * 5_000 + "</p>"))
