"""Run apart from the program, with the bytes of a PDF: writes the lines of its pages as JSON.

A PDF is a program of sorts, and a hostile one runs for ever or asks for all memory. What happens here ends
with this process, which bounds itself where the system lets it. It imports nothing of samestory.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

MAX_PAGES = 500
MAX_CHARS = 3_000_000
_MAX_MEMORY_BYTES = 1_000_000_000


def main() -> int:
    """Read a PDF from standard input; the argument is how many seconds it may take."""
    _bound(int(sys.argv[1]))
    logging.disable(logging.CRITICAL)
    data = sys.stdin.buffer.read()
    out = sys.stdout
    # What a reader prints of a hostile file is no answer.
    with contextlib.redirect_stdout(io.StringIO()):
        written = 0
        for page in _pages(data):
            line = json.dumps(page)
            out.write(line + "\n")
            written += len(line)
            if written > MAX_CHARS:
                break
    return 0


def _bound(seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY_BYTES, _MAX_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _pages(data: bytes) -> Iterator[list[tuple[int, int, str]]]:
    """Give for each page its blocks: how high they begin and end, in thousandths of it, and their text."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextBox

    for page in extract_pages(io.BytesIO(data), laparams=LAParams(), maxpages=MAX_PAGES):
        height: Any = page.height or 1
        yield [
            (round(1000 * (1 - box.y1 / height)), round(1000 * (1 - box.y0 / height)), box.get_text())
            for box in page
            if isinstance(box, LTTextBox)
        ]


if __name__ == "__main__":
    sys.exit(main())
