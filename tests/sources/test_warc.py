"""Web archives: pages that were fetched, one by one, whatever stands between them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from arrivals import names, read_bytes, reasons

from eval.source_samples import PAGE, PARAGRAPHS, URL, make_record, make_response, make_warc, pack_warc
from samestory.sources import Draft, IntakeSettings, iter_paths

BARE = PAGE.replace(
    '<meta property="article:published_time" content="2031-05-07T21:40:00+02:00">', ""
).replace(f'<link rel="canonical" href="{URL}">', "")


def test_only_pages_that_were_fetched_are_read(tmp_path: Path) -> None:
    """Requests, pictures, errors and the archive's own notes are passed over in silence."""
    intake = read_bytes(tmp_path, pack_warc(make_warc()), "crawl.warc.gz")
    assert names(intake) == ["crawl.warc.gz#record 2", "crawl.warc.gz#record 4"]
    assert intake.set_aside == ()


def test_a_page_has_the_address_and_at_latest_the_day_of_its_record(tmp_path: Path) -> None:
    """What it says of itself comes first."""
    record = make_record("response", "https://velmatimes.example/x", make_response(BARE.encode()))
    (report,) = read_bytes(tmp_path, record, "x.warc").reports
    assert report.url == "https://velmatimes.example/x"
    assert (report.declared.published, report.declared.modified) == (None, "2031-05-08T06:00:00Z")
    assert report.declared.where.endswith("the web archive")


def test_a_page_that_names_an_address_elsewhere_is_taken_from_there(tmp_path: Path) -> None:
    """What syndicated pages declare as canonical is whose text it is."""
    record = make_record("response", "https://soundpost.example/x", make_response(PAGE.encode()))
    (report,) = read_bytes(tmp_path, record, "x.warc").reports
    assert report.url == "https://soundpost.example/x"
    assert report.declared.taken_from == ("velmatimes.example",)


def test_the_bytes_of_a_report_are_those_of_its_page(tmp_path: Path) -> None:
    """So that they can be kept and read again."""
    (tmp_path / "x.warc").write_bytes(make_warc())
    first = next(iter_paths([tmp_path / "x.warc"]))
    assert isinstance(first, Draft)
    assert first.data == PAGE.encode()


def test_what_is_broken_is_named_and_the_next_record_is_found(tmp_path: Path) -> None:
    """A record that is none, one whose length is none, and junk between them."""
    page = make_record("response", URL, make_response(PAGE.encode()))
    data = (
        b"junk\n" * 9
        + page
        + b"WARC/1.0\r\nContent-Length: -5\r\n\r\nmore junk\r\n"
        + page.replace(b"212", b"213")
    )
    intake = read_bytes(tmp_path, data, "x.warc")
    assert names(intake) == ["x.warc#record 2", "x.warc#record 4"]
    assert reasons(intake).count("the web archive is broken here") == 2


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_cut_short_gives_what_it_has(tmp_path: Path, packed: bool) -> None:
    """The cut is named."""
    data = make_warc()
    data = data[: data.rindex(b"HTTP/1.1 404") + 300]
    intake = read_bytes(
        tmp_path, gzip.compress(data)[:-9] if packed else data, "x.warc.gz" if packed else "x.warc"
    )
    assert len(intake.reports) >= 1
    assert "the packed file is broken" in reasons(intake) or "ends too early" in reasons(intake)


def test_a_page_too_large_is_set_aside_by_its_number(tmp_path: Path) -> None:
    """The next one is read."""
    large = make_record("response", URL, make_response(PAGE.encode() + b" " * 200_000))
    data = large + make_record("response", URL, make_response(PAGE.encode()))
    intake = read_bytes(tmp_path, data, "x.warc", IntakeSettings(max_page_bytes=10_000))
    assert names(intake) == ["x.warc#record 2"]
    assert "x.warc#record 1: it holds more than 10,000 bytes" in reasons(intake)


def test_texts_made_of_pages_are_read(tmp_path: Path) -> None:
    """As the archives of text alone have them."""
    record = make_record("conversion", URL, "\n".join(PARAGRAPHS).encode(), media="text/plain")
    (report,) = read_bytes(tmp_path, record, "x.warc").reports
    assert report.text == "\n".join(PARAGRAPHS)
    assert report.outlet == "velmatimes.example"


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    """It is most likely the wrong one."""
    record = make_record("response", URL, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx")
    assert "no page is in it" in reasons(read_bytes(tmp_path, record, "x.warc"))


@pytest.mark.parametrize(
    ("beside", "inside", "right"),
    [
        ("windows-1257", "", True),
        ("", "windows-1257", True),
        ("koi8-r", "windows-1257", True),
        ("", "", False),
    ],
)
def test_a_page_is_decoded_as_itself_or_its_server_says(
    tmp_path: Path, *, beside: str, inside: str, right: bool
) -> None:
    """What the page declares comes first, then what its server said; without either its looks mislead here."""
    words = "Ministrs piektdien teica, ka šoseju slēgs līdz jūnija beigām."
    meta = f'<meta charset="{inside}">' if inside else ""
    page = f"<html><head>{meta}<title>Šoseju slēgs</title></head><body><p>{words} Ceļš ir šaurs.</p></body></html>"
    kind = f"text/html; charset={beside}" if beside else "text/html"
    sent = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + page.encode("windows-1257")
    (report,) = read_bytes(tmp_path, make_record("response", URL, sent), "x.warc").reports
    assert (words in report.text) is right
