"""Phrases of pages that hold a notice instead of a report."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_stub_phrases() -> tuple[str, ...]:
    """Load the phrases, folded, in the order of the list."""
    text = files("samestory.lexicon").joinpath("stubs.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
