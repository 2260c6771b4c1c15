"""Report text made harmless to look at: what hides, steers or reorders is shown as a mark.

Escaping for HTML or Markdown is the business of those renderers; this is about characters that do
harm even when escaped. Every replacement keeps the count of characters, so offsets stay true.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup

MARK = "·"

# Explicit marks, embeddings, overrides and isolates: they make shown text read in another order.
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
# Fillers and invisible operators in which words can be hidden. The joiners U+200C and U+200D stay:
# Persian, Hindi and many emoji need them.
_INVISIBLE = (0x115F, 0x1160, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0x206A, 0x2070), 0x3164,
              0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))  # fmt: skip
_CONTROL = (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))

_VISIBLE: dict[int, str] = {
    **dict.fromkeys((*_CONTROL, *_BIDI, *_INVISIBLE), MARK),
    0x2028: "\n",
    0x2029: "\n",
    # Half a pair is not a character: no file can hold it.
    **dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"),
}
# Letters to Python, that show as nothing: all else that is replaced is not printable to it.
_EMPTY_LETTERS = re.compile("[\u115f\u1160\u3164\uffa0]")


def show_text(text: str) -> str:
    r"""Replace control, bidirectional and invisible characters, one for one; line breaks stay.

    >>> show_text("a\x1b[31mb\u202ec\r\nd")
    'a·[31mb·c \nd'
    """
    # Most lines hold nothing of the kind, and to tell so takes a tenth of the time.
    if text.isprintable() and (text.isascii() or not _EMPTY_LETTERS.search(text)):
        return text
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_VISIBLE)


def show_line(text: str) -> str:
    r"""Show a text on one line, with single spaces.

    >>> show_line("  Two\n lines ")
    'Two lines'
    """
    return " ".join(show_text(text).split())


def shorten(text: str, limit: int) -> str:
    """Cut a line at a word to at most `limit` characters, with an ellipsis where it was cut.

    >>> shorten("one two three", 9)
    'one two…'
    """
    if len(text) <= limit:
        return text
    cut = text[: max(1, limit - 1)]
    at_word = cut.rfind(" ")
    # A word is cut only where giving it up would lose more than a third of the line.
    kept = cut[:at_word] if at_word > max(0, min(limit * 2 // 3, limit - 12)) else cut
    return kept.rstrip(" ,;:–-") + "…"


def as_written(html: str) -> Markup:
    """Take HTML as it is written; whoever put it together has escaped all that came from elsewhere."""
    return Markup(html)  # noqa: S704


def safe_link(url: str | None) -> str | None:
    """Pass an address only if it is http or https with a host, and nothing hides in it.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if not url or any(char.isspace() for char in url) or show_text(url) != url:
        return None
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url if known and "@" not in parts.netloc else None
