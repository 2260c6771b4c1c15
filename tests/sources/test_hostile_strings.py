"""Every regular expression of the sources takes time in proportion to what it reads."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

import samestory.sources

PIECES = (
    " ", "\n", "a", "A", "1", "a ", "A ", "a\n", "-\n", "a-\n", "'", '"', "(", ")", "a@a(", "<a ", "<a href='http://",
    "<p>", "<!--", "<!-- ", "&", "&a", "&#", "<?xml ", "<?xml encoding='", "=", "/", "http://a", "a.", ". ", "...", "…",
    "view ", "view a ", "a? ", "read more", ",", ";", "|", "[", "{", '{"', "[…", "\x80", "é", "\ufffd", "\u00a0", "charset=",
    "PK\x03\x04", "2031-05-", "12:", "Content-", "%PDF", "WARC/", "share-", "news-letter", "ad ",
)  # fmt: skip
LENGTH = 12_000
# A pattern that takes quadratic time needs ten times as long; the slowest of these takes a tenth.
MAX_SECONDS = 1.0


def find_patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Find every compiled pattern that a module of the sources holds, also in its tables."""
    for found in pkgutil.iter_modules(samestory.sources.__path__, "samestory.sources."):
        if found.name.endswith("pdf_pages"):
            continue
        for name, value in vars(importlib.import_module(found.name)).items():
            values = value if isinstance(value, tuple) else (value,)
            flat = [inner for each in values for inner in (each if isinstance(each, tuple) else (each,))]
            yield from ((f"{found.name}.{name}", item) for item in flat if isinstance(item, re.Pattern))


PATTERNS = {pattern: name for name, pattern in find_patterns()}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: PATTERNS[pattern])
def test_no_string_makes_a_pattern_slow(pattern: re.Pattern[Any]) -> None:
    """Wherever it starts to look."""
    for piece in PIECES:
        text = piece * (LENGTH // len(piece))
        began = time.process_time()
        for _ in pattern.finditer(text if isinstance(pattern.pattern, str) else text.encode()):
            pass
        assert time.process_time() - began < MAX_SECONDS, piece
