"""How much is read before it is taken for something else than news."""

from __future__ import annotations

from dataclasses import dataclass


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
    # Where a packed file has more to unpack than this, the rest is left: a bomb is stopped in seconds.
    max_unpacked_bytes: int = 1_000_000_000
    # A table of metadata with ten thousand reports is 3 MB.
    max_sidecar_bytes: int = 20_000_000
    # Of a text, this share may be control characters: sloppy exports hold one here and there, binary
    # data more than one in ten.
    max_control_share: float = 0.02
    # A page with fewer words that speaks of cookies or subscriptions holds nothing else.
    max_stub_words: int = 60


SETTINGS = IntakeSettings()
