"""How much is read before it is taken for something else than news."""

from __future__ import annotations

from dataclasses import dataclass

from samestory.sources.fetching.settings import SETTINGS as FETCHING
from samestory.sources.fetching.settings import FetchSettings


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """Bounds of what is read. They guard the memory and the time of everything that comes after."""

    # Live blogs reach 300,000; the parser itself refuses a paragraph of more than a million.
    max_report_chars: int = 1_000_000
    # A text of that length in any encoding.
    max_text_bytes: int = 4_000_000
    # Pages with pictures written into them reach 5 MB; lxml takes about ten times a page's size.
    max_page_bytes: int = 10_000_000
    # A line of JSON may carry its page beside the text.
    max_line_bytes: int = 16_000_000
    # A feed, a JSON document that is one object, a letter with its pictures: held whole, and taken
    # apart at three to eight times its size.
    max_document_bytes: int = 32_000_000
    # What lies packed in another file and must be held to be read: an archive in an archive, a PDF.
    max_held_bytes: int = 64_000_000
    # Everything that comes out of one file. The web archive of a crawl unpacks to 5 GB.
    max_unpacked_bytes: int = 20_000_000_000
    # Text packs to a third, lists that repeat themselves to a hundredth; a bomb to a thousandth. Below
    # the grace nothing is asked: a small file of one repeated line is no attack.
    max_ratio: int = 250
    ratio_grace_bytes: int = 32_000_000
    # Files in an archive, those in archives in it counted with it.
    max_entries: int = 1_000_000
    # An archive in an archive in an archive: deeper, someone is playing.
    max_depth: int = 3
    # A ZIP archive's table of contents is read at once; 16 MB name a hundred thousand files.
    max_directory_bytes: int = 16_000_000
    # A PDF of a hundred pages takes ten seconds.
    pdf_seconds: int = 30
    # A table of metadata with ten thousand reports is 3 MB.
    max_sidecar_bytes: int = 20_000_000
    # Of a text, this share may be control characters: sloppy exports hold one here and there, binary
    # data more than one in ten.
    max_control_share: float = 0.02
    # A page with fewer words that speaks of cookies or subscriptions holds nothing else.
    max_stub_words: int = 60
    # How addresses among the paths are fetched.
    fetch: FetchSettings = FETCHING
    # Which field of an entry is what, where its names do not tell: (("text", "body.full"), …).
    fields: tuple[tuple[str, str], ...] = ()


SETTINGS = IntakeSettings()
