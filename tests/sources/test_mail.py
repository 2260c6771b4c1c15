"""Letters and saved pages: the report in them, and nothing that is attached is opened."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from arrivals import read_bytes, reasons

from eval.source_samples import BODY, PARAGRAPHS, TITLE, URL, make_samples

HEAD = f"From: Jo Carr <jo@velmatimes.example>\r\nSubject: {TITLE}\r\n"
SAMPLES = make_samples()


def letter(kind: str, body: str, *, head: str = HEAD) -> bytes:
    """Write a letter of one part."""
    return f"{head}MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{body}".encode()


def test_a_newsletter_is_read_with_its_subject_day_and_place_on_the_web(tmp_path: Path) -> None:
    """The link that counts clicks is taken off the address."""
    (report,) = read_bytes(tmp_path, SAMPLES["letter.eml"], "a.eml").reports
    assert report.url == "https://www.velmatimes.example/evening"
    assert report.outlet == "Velma Times Evening"
    assert (report.declared.title, report.declared.published) == (TITLE, "2031-05-07T21:40:00+02:00")
    assert "View in your browser" not in report.text
    assert "|" not in report.text


def test_attachments_are_named_and_left_alone(tmp_path: Path) -> None:
    """Whatever they are."""
    said = reasons(read_bytes(tmp_path, SAMPLES["letter.eml"], "a.eml"))
    assert "a.eml!bill.pdf: it is attached to a letter and was not opened" in said


def test_a_letter_of_plain_text_is_read(tmp_path: Path) -> None:
    """Where there is no page in it."""
    (report,) = read_bytes(tmp_path, letter("text/plain", BODY), "a.eml").reports
    assert report.text == f"{TITLE}\n\n{BODY}"
    assert report.outlet == "Jo Carr"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it holds no text"),
        (b"no headers here, only words\n\nand more", "it is no letter"),
        (letter("image/png", "x"), "it holds no text"),
        (letter("text/html", "<p></p>"), "it holds no text"),
    ],
)
def test_what_is_no_letter_is_said(tmp_path: Path, data: bytes, reason: str) -> None:
    """With what was expected."""
    assert reason in reasons(read_bytes(tmp_path, data, "a.eml"))


@pytest.mark.parametrize(
    "data",
    [
        letter("text/html" + ";a=b" * 300_000, BODY),
        letter("text/plain", BODY, head="Subject: " + "=?utf-8?q?a?= " * 200_000 + "\r\n"),
        b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000)
        ),
        b"From: " + b"<" * 500_000 + b"\r\nContent-Type: text/html\r\n\r\n" + b"<a href='http://" * 20_000,
        letter("text/html", "<a " + "href='http://a" * 20_000 + "> view <span> view <b> view" * 200),
    ],
)
def test_hostile_headers_and_nesting_take_no_time(tmp_path: Path, data: bytes) -> None:
    """Python's own parser takes quadratic time for some, and recurses."""
    began = time.monotonic()
    read_bytes(tmp_path, data, "a.eml")
    assert time.monotonic() - began < 4


def test_a_saved_page_is_read_as_the_page_it_was(tmp_path: Path) -> None:
    """With the address that it was saved from."""
    data = SAMPLES["saved.mhtml"].replace(b'<link rel="canonical" href="' + URL.encode() + b'">', b"")
    (report,) = read_bytes(tmp_path, data, "a.mhtml").reports
    assert report.url == URL
    assert PARAGRAPHS[2] in report.text


def test_a_saved_page_without_a_page_says_so(tmp_path: Path) -> None:
    """Pictures alone are no report."""
    assert "no page is in it" in reasons(read_bytes(tmp_path, letter("image/png", "x"), "a.mht"))
