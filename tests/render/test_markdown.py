"""The dossier as Markdown."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from dossiers import make_dossier, make_hostile

from samestory.render.markdown import escape_markdown, render_markdown

HOSTILE = json.loads((Path(__file__).parents[1] / "cases/render/hostile.json").read_text(encoding="utf-8"))


def test_every_support_is_quoted() -> None:
    """A statement lists the exact words of every report that says it."""
    text = render_markdown(make_dossier())
    assert (
        "2 The Northern Post: “Five people died when fire tore through the ferry hall at Saltmere”" in text
    )
    assert "“Seven people are dead after Monday’s fire in Saltmere” (the hospital said)" in text


def test_edits_are_struck_and_strong() -> None:
    """A quotation's edits show as strike-through and strong."""
    assert "We lost the **whole** hall" in render_markdown(make_dossier())


def test_set_aside_is_listed() -> None:
    """What could not be read is named with its reason."""
    assert "- reports/x.html: no text in it" in render_markdown(make_dossier())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"), ("- item", r"\- item"), ("2) item", r"2\) item"), ("===", r"\==="),
     ("[x](y)", r"\[x\](y)"), ("a & <b>", "a &amp; &lt;b&gt;"), ("# h", r"\# h"), ("co-op (5.5)", "co-op (5.5)")],
)  # fmt: skip
def test_specials_are_escaped(text: str, escaped: str) -> None:
    """What would be markup is escaped, and what would not is left readable."""
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize("payload", HOSTILE)
def test_no_html_and_no_foreign_link(payload: str) -> None:
    """No tag, no entity of a report's own, no link that the report chose but a plain web address."""
    text = render_markdown(make_hostile(payload))
    assert not re.search(r"<(?!https?://[^<>\s]*>)", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not re.search(r"&(?!amp;|lt;|gt;)", text)
    assert "\x1b" not in text
