"""Pieces of HTML that hold nothing but a report's body: feeds, letters. A paragraph becomes a line."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from samestory.sources.drafts import without_surrogates

_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "br", "hr", "tr",
    "table", "figure", "figcaption", "section", "article", "header", "footer", "pre", "dt", "dd", "td",
    "th", "center", "main", "aside", "tbody",
))  # fmt: skip
_SILENT = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "svg", "form", "button", "head", "title",
))  # fmt: skip
_ESCAPED_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|img|ul|li|h[1-6]|blockquote)\b[^<>]{0,500}>", re.I
)
_ESCAPED_NAME = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip);", re.I
)
_MAX_NODES = 200_000
_MAX_LINKS = 5_000
_MAX_LINK_PIECES = 20
_MAX_ADDRESS_CHARS = 2_000


def read_fragment(fragment: str) -> str:
    r"""Give the text of a piece of HTML, a line for each block; what was escaped twice is undone twice.

    >>> read_fragment("<p>A <b>fire</b>.</p><p>Out.</p>"), read_fragment("&lt;p&gt;A &amp;amp; B&lt;/p&gt;")
    ('A fire.\nOut.', 'A & B')
    """
    text = _read_once(fragment)
    if _ESCAPED_TAG.search(text):
        text = _read_once(text)
    if _ESCAPED_NAME.search(text):
        text = html.unescape(text)
    return without_surrogates(text)


def read_inline(fragment: str | None) -> str | None:
    """Give a piece of HTML as one line: titles of feeds are escaped as bodies are."""
    return " ".join(read_fragment(fragment).split()) or None if fragment else None


def find_link(fragment: str, is_wanted: Callable[[str], bool]) -> str | None:
    """Find the address of the first link whose words are wanted.

    >>> find_link('<a href="http://a.example/1">View <b>online</b></a>', lambda words: "online" in words)
    'http://a.example/1'
    """
    tree = _parse(fragment)
    if tree is None:
        return None
    for link in islice(tree.iter("a"), _MAX_LINKS):
        address = (link.get("href") or "").strip()
        if address.startswith(("http://", "https://")):
            words = " ".join(" ".join(islice(link.itertext(), _MAX_LINK_PIECES)).split())
            if is_wanted(words):
                return without_surrogates(address[:_MAX_ADDRESS_CHARS])
    return None


def _read_once(fragment: str) -> str:
    if "<" not in fragment:
        return _tidy(html.unescape(fragment))
    tree = _parse(fragment)
    return _tidy("".join(_pieces(tree))) if tree is not None else ""


def _parse(fragment: str) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    page = f"<html><body>{fragment}</body></html>".replace("\x00", "")
    try:
        return etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _pieces(tree: Any) -> list[str]:
    """Walk the tree without recursion: its depth is the writer's choice."""
    from lxml import etree

    pieces: list[str] = []
    silent = 0
    for count, (event, node) in enumerate(etree.iterwalk(tree, events=("start", "end", "comment", "pi"))):
        if count > 2 * _MAX_NODES:
            break
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            silent += name in _SILENT
            pieces.append("\n" if name in _BLOCKS else "")
            pieces.append("" if silent else _flat(node.text))
            continue
        if event == "end":
            silent -= name in _SILENT
            pieces.append("\n" if name in _BLOCKS else "")
        pieces.append("" if silent else _flat(node.tail))
    return pieces


def _flat(text: str | None) -> str:
    """Line ends in HTML are spaces."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _tidy(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
