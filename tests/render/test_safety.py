"""Text from outside is made visible without losing its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.render.safety import safe_link, shorten, show_line, show_text


@given(st.text())
def test_length_is_kept(text: str) -> None:
    """Making a text visible keeps its count of characters, so offsets stay true."""
    assert len(show_text(text)) == len(text)


@given(st.text())
def test_nothing_steers(text: str) -> None:
    """What is left holds no control but the line break and the tab, and can be written as UTF-8."""
    shown = show_text(text)
    assert all(char in "\n\t" or ord(char) >= 0x20 for char in shown)
    assert not set(shown) & {"\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff"}
    shown.encode("utf-8")


def test_joiners_stay() -> None:
    """Emoji and scripts that need the zero-width joiner keep it."""
    assert show_text("👩\u200d🚒") == "👩\u200d🚒"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " https://a.example", "https://a.example/\u202ex", "//a.example", "ftp://a.example",
     "https://user@a.example/", "https://", "data:text/html,x", "http://[", "java\tscript:x", "", None],
)  # fmt: skip
def test_unsafe_addresses_are_no_links(url: str | None) -> None:
    """Only a plain http or https address with a host becomes a link."""
    assert safe_link(url) is None


def test_shortening_keeps_words() -> None:
    """A cut falls between words unless that would lose much."""
    assert shorten("the harbour master", 16) == "the harbour…"
    assert shorten("x" * 40, 10) == "x" * 9 + "…"
    assert show_line(" a \n b ") == "a b"
