"""PDF with text in it, read in a process apart: paragraphs made whole again, running heads said once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from samestory.sources.blobs import Blob
from samestory.sources.drafts import Draft, Readings, Refusal, without_surrogates
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import refuse_text

_APART = Path(__file__).with_name("pdf_pages.py")
_START = b"%PDF-"
# The mark may stand behind a few bytes that some mail programs put before it.
_START_BYTES = 1_024
# In thousandths of a page: above the first and below the second stand running heads and page numbers.
_HEAD, _FOOT = 80, 920
_MIN_REPEATS = 3
_DIGITS = re.compile(r"\d+")
# Only letters on both sides: 'COVID-' and '19' keep their hyphen, as does 'Franco-' before 'German'.
_PARTED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010][ \t]?\n(?=[a-zß-öø-ÿ])")
_KEPT = re.compile(r"(?<=\w[-\u2010])[ \t]?\n(?=\w)")
_EXPECTED = "Expected a PDF with text in it. Open it and save its text, or leave it out."

_ENDS = (".", "!", "?", ":", '."', ".”", ".’", "»")

Block = tuple[int, int, str]


def read_pdf(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read a PDF as one report, a line for each block of text, column after column.

    A word parted at a line's end is put together. A head or foot that stands on three pages or more is
    kept where it stands first. Pictures of text hold no text and are refused.
    """
    data = blob.read(settings.max_held_bytes)
    if _START not in data[:_START_BYTES]:
        yield Refusal(blob.path, f"it is no PDF. {_EXPECTED}")
        return
    command = [sys.executable, "-P", str(_APART), str(settings.pdf_seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - this program's own file, run by its own interpreter
            command, input=data, capture_output=True, timeout=settings.pdf_seconds, check=False
        )
    except subprocess.TimeoutExpired:
        yield Refusal(blob.path, f"it takes more than {settings.pdf_seconds} seconds to read. {_EXPECTED}")
        return
    pages = _load_pages(done.stdout)
    text = without_surrogates("\n".join(_join_pages(pages)))
    if done.returncode and not text:
        said = (
            done.stderr.decode("utf-8", "replace")
            .strip()
            .rpartition("\n")[2]
            .partition(":")[0]
            .rpartition(".")[2][:80]
        )
        yield Refusal(
            blob.path, f"it is broken or locked ({said or 'it needs too much memory'}). {_EXPECTED}"
        )
        return
    if not text.strip():
        yield Refusal(
            blob.path, f"no text is in its {len(pages)} pages, perhaps only pictures of it. {_EXPECTED}"
        )
        return
    yield refuse_text(blob.path, text, settings) or Draft(blob.path, data, text)
    if done.returncode:
        reason = f"it breaks off after page {len(pages)}. {_EXPECTED} What was read is kept."
        yield Refusal(f"{blob.path}#page {len(pages) + 1}", reason)


def _load_pages(output: bytes) -> list[list[Block]]:
    pages: list[list[Block]] = []
    for line in output.splitlines():
        try:
            pages.append([(int(top), int(bottom), str(text)) for top, bottom, text in json.loads(line)])
        except ValueError:
            break
    return pages


def _join_pages(pages: Sequence[Sequence[Block]]) -> Iterator[str]:
    """Give the text of each block on a line; what repeats at the heads and feet of pages comes once."""
    held = ""
    for text in _blocks(pages):
        if held and not _goes_on(held, text):
            yield join_lines(held)
            held = ""
        held = f"{held}\n{text}" if held else text
    if held:
        yield join_lines(held)


def _goes_on(before: str, after: str) -> bool:
    """Whether a block begins within the sentence that ends the one before: at the foot of a column."""
    return not before.endswith(_ENDS) and after[:1].islower()


def _blocks(pages: Sequence[Sequence[Block]]) -> Iterator[str]:
    repeats = Counter(key for page in pages for key in {_key(block) for block in page if _at_edge(block)})
    seen: set[str] = set()
    for page in pages:
        for block in page:
            key = _key(block)
            if _at_edge(block) and repeats[key] >= _MIN_REPEATS:
                if key in seen:
                    continue
                seen.add(key)
            if text := block[2].strip():
                yield text


def _at_edge(block: Block) -> bool:
    return block[1] < _HEAD or block[0] > _FOOT


def _key(block: Block) -> str:
    """What stays the same of a head from page to page: not its number."""
    return _DIGITS.sub("#", " ".join(block[2].split()))


def join_lines(text: str) -> str:
    r"""Join the lines of a block, and words that were parted at their ends.

    >>> join_lines("The fire de-\nstroyed the COVID-\n19 ward.\n")
    'The fire destroyed the COVID-19 ward.'
    """
    return " ".join(_KEPT.sub("", _PARTED.sub("", text)).split())
