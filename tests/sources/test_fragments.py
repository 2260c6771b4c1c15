"""Pieces of HTML: their blocks as lines, whatever is wrong with them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.sources.fragments import read_fragment, read_inline


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("A fire.<br>It is out.", "A fire.\nIt is out."),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<p>A\n  <i>big</i>\nfire</p>", "A big fire"),
        ("<p>A</p><script>x()</script><style>b</style><p>B</p>", "A\nB"),
        ("<p>3 < 4 & 5</p>", "3 < 4 & 5"),
        ("no markup &amp; all", "no markup & all"),
        ("<p>open <b>never closed", "open never closed"),
        ("<!-- hidden --><p>A<!-- x --> fire</p>", "A fire"),
        ("", ""),
        ("<", "<"),
    ],
)
def test_blocks_are_lines(fragment: str, text: str) -> None:
    """And what is not shown is not read."""
    assert read_fragment(fragment) == text


def test_a_title_is_one_line() -> None:
    """Whatever stands in it."""
    assert read_inline("Fire &amp; <b>smoke</b><br>in town") == "Fire & smoke in town"
    assert read_inline("") is None


@given(st.text(alphabet="<>/&;\"'=apbrdiv \n\x00é!-", max_size=300))
def test_anything_is_survived(fragment: str) -> None:
    """And can be written."""
    read_fragment(fragment).encode("utf-8")


@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "&amp;", "<p", "<!--", "&lt;p&gt;", "<a href='", "<table><tr><td>"]
)
def test_no_piece_takes_more_than_its_length(piece: str) -> None:
    """A hundred thousand of them."""
    began = time.monotonic()
    read_fragment(piece * 100_000)
    assert time.monotonic() - began < 5
