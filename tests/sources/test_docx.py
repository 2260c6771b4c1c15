"""Word documents: paragraphs as lines, what was struck out left out, macros never opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from arrivals import read_bytes, reasons

from eval.source_samples import PARAGRAPHS, make_docx, make_zip

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read_body(folder: Path, inner: str) -> str:
    """Read a document of these paragraphs."""
    data = make_zip(
        {"word/document.xml": f"<w:document {SPACE}><w:body>{inner}</w:body></w:document>".encode()}
    )
    return read_bytes(folder, data, "a.docx").reports[0].text


def test_paragraphs_are_lines_and_what_was_struck_out_is_gone(tmp_path: Path) -> None:
    """With who wrote it and when it was last changed."""
    (report,) = read_bytes(tmp_path, make_docx(PARAGRAPHS), "a.docx").reports
    assert report.text.split("\n") == [*PARAGRAPHS, "The end"]
    assert (report.declared.authors, report.declared.modified) == (("Jo Carr",), "2031-05-08T08:00:00Z")


def test_tabs_breaks_and_links_keep_their_words(tmp_path: Path) -> None:
    """Runs are joined without spaces, as they stand."""
    inner = (
        "<w:p><w:r><w:t>The </w:t></w:r><w:hyperlink><w:r><w:t>fer</w:t><w:t>ry</w:t></w:r></w:hyperlink>"
        "<w:r><w:br/><w:t>ran</w:t><w:tab/><w:t>aground</w:t></w:r></w:p><w:p/>"
    )
    assert read_body(tmp_path, inner) == "The ferry\nran\taground"


def test_text_in_shapes_is_read_once(tmp_path: Path) -> None:
    """Word writes it twice, the second time for older programs."""
    shape = "<w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
    inner = (
        f"<w:p><w:r><w:t>Out.</w:t></w:r><w:Choice>{shape}</w:Choice><w:Fallback>{shape}</w:Fallback></w:p>"
    )
    assert read_body(tmp_path, inner).count("In a box.") == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 broken", "the packed file is broken"),
        (make_zip({"other.xml": b"<x/>"}), "Expected a Word document"),
        (
            make_zip({"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}),
            "entities of its own",
        ),
        (make_zip({"word/document.xml": bytes(80_000_000)}), "more than"),
    ],
)
def test_what_is_no_document_is_said(tmp_path: Path, data: bytes, reason: str) -> None:
    """Broken, another archive, hostile, or a bomb."""
    assert reason in reasons(read_bytes(tmp_path, data, "a.docx"))
