"""PDF: columns, parted words, running heads; and a process apart for what is hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from arrivals import read_bytes, reasons

from eval.source_samples import make_pdf, make_samples
from samestory.sources import IntakeSettings, pdf

pytest.importorskip("pdfminer")


def test_columns_follow_one_another_and_words_are_whole(tmp_path: Path) -> None:
    """As a reader reads them."""
    (report,) = read_bytes(tmp_path, make_samples()["paper.pdf"], "a.pdf").reports
    first, second, third, *_ = report.text.split("\n")
    assert first == "Velma Times, page 1"
    assert second.endswith("aground off Port Velma on Tuesday night, the coast guard said.")
    assert third.startswith("All of them were taken ashore in lifeboats")


def test_a_running_head_is_kept_once(tmp_path: Path) -> None:
    """Whatever number it bears; what stands in the middle of pages may repeat."""
    pages = tuple(((250, 775, f"Port Velma Post {n}"), (50, 400, "No comment.")) for n in range(5))
    (report,) = read_bytes(tmp_path, make_pdf(pages), "a.pdf").reports
    assert report.text.count("Port Velma Post") == 1
    assert report.text.count("No comment.") == 5


def test_a_sentence_that_goes_on_in_the_next_column_is_joined() -> None:
    """It ends without a stop and goes on small."""
    blocks = [[(100, 200, "The ferry ran a-\n"), (100, 200, "ground off Port\n"), (300, 400, "Velma.\n")]]
    assert list(pdf._join_pages(blocks)) == ["The ferry ran aground off Port", "Velma."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a PDF", "it is no PDF"),
        (b"%PDF-1.7 ...", "it is broken or locked"),
        (make_pdf(((),)), "no text is in its 1 pages"),
    ],
)
def test_what_holds_no_text_is_said(tmp_path: Path, data: bytes, reason: str) -> None:
    """Broken, or only pictures."""
    assert reason in reasons(read_bytes(tmp_path, data, "a.pdf"))


def test_one_that_takes_for_ever_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads it ends."""
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pdf, "_APART", slow)
    said = reasons(read_bytes(tmp_path, b"%PDF-1.4", "a.pdf", IntakeSettings(pdf_seconds=1)))
    assert "it takes more than 1 seconds to read" in said
