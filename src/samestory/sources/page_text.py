"""The text of a page: what trafilatura takes for the report, its lead if that was lost, and no links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import Any

from samestory.sources.drafts import plain_newlines, without_surrogates
from samestory.sources.page_tree import flat_text, prune_page
from samestory.text.page.furniture import find_furniture

# What sites call the lines between the headline and the body.
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:teaser(?:[_-]?(?:text|intro|copy))?|teasertext|lead(?:[_-]?(?:text|in))?|lede|stand-?first|intro(?:[_-]?text)?"
    r"|introtext|chapo|dek|deck|sub-?head(?:line|ing)?|sub-?title|excerpt|entry-?summary|abstract|preface"
    r"|ingress|anriss|vorspann|perex|sapo|bajada|copete|entradilla|sottotitolo|catenaccio|summary|description"
    r"|article-?description|news-?description|documentdescription|headerabstract|kicker-?text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:img-?|image-?|photo-?|picture-?)?(?:caption|bildunterschrift|legende)s?(?:$|[\s_-])",
    re.I,
)
# A lead has a sentence at least, and is no article of its own.
_MIN_LEAD_CHARS, _MAX_LEAD_CHARS = 40, 900
_MAX_PARTS = 40
_MAX_LEADS = 2
_MAX_CANDIDATES = 40
# Where the body's first line is not found again, the lead lies within so many elements of the headline.
_MAX_NODES_TO_LEAD = 60
_NO_LEADS = frozenset(
    ("meta", "body", "html", "a", "head", "script", "style", "link", "title", "nav", "aside", "footer")
)
_TEXT_TAGS = frozenset(("p", "div", "span", "td", "b", "strong", "font", "blockquote", "section"))
# Shorter links are names and words in a sentence; a linked headline has more.
_MIN_LINK_CHARS = 18
_MAX_LINKS = 3_000
# Lines of these kinds of furniture are the page's; rights and credits may be evidence and stay.
_SITES_OWN = frozenset((
    "navigation", "read also", "advertisement", "share", "comments", "gallery", "subscription", "app",
    "notice", "links", "listen",
))  # fmt: skip
_WORD = re.compile(r"\w")
# Of a line that a page's blocks make up by this share, the rest is stamps and captions.
_MIN_RUN_CHARS, _MIN_RUN_SHARE = 60, 0.5
_BLOCKS = ("p", "h1", "h2", "h3", "li")
_MAX_BLOCKS, _MAX_BLOCK_CHARS = 2_000, 4_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's text and what it is: '' for a paragraph, else a kind of part."""

    text: str
    kind: str = ""


def extract_lines(tree: Any) -> tuple[str, tuple[Line, ...]]:
    """Extract what looks like text, and the lines of it that are the report; the tree is used up."""
    prune_page(tree)
    candidates = _find_leads(tree)
    copied = deepcopy(tree) if candidates else tree
    captions = frozenset(_find_captions(tree))
    links = frozenset(_find_links(tree))
    blocks = [flat_text(block, _MAX_BLOCK_CHARS) for block in islice(tree.iter(*_BLOCKS), _MAX_BLOCKS)]
    body, text = _extract(tree)
    text = _part_run(text, blocks)
    if not text:
        return "", ()
    kinds = dict.fromkeys(captions, "caption") | _read_kinds(body)
    lines = [Line(line, kinds.get(_bare(line), "")) for line in text.split("\n") if line.strip()]
    opening = [line.text for line in lines[:4] if line.kind != "heading"]
    leads = [lead for lead in _choose_leads(copied, candidates, opening) if lead not in captions]
    kept = _without_links(lines, links, leads)
    return text, tuple(_without_furniture(kept))


def _extract(tree: Any) -> tuple[Any, str]:
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    # A page that makes the extractor stumble is set aside like a page without text.
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False)
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return None, ""
    text = getattr(found, "text", None)
    if not isinstance(text, str):
        return None, ""
    return getattr(found, "body", None), plain_newlines(without_surrogates(text)).strip()


def _part_run(text: str, blocks: Sequence[str]) -> str:
    """Part a text that came out as one line, as short ones do, into the blocks that it was made of."""
    if "\n" in text or len(text) < _MIN_RUN_CHARS:
        return text
    inside: list[str] = []
    at = 0
    for block in blocks:
        found = text.find(block, at) if block else -1
        if found >= 0:
            inside.append(block)
            at = found + len(block)
    whole = sum(map(len, inside)) >= _MIN_RUN_SHARE * len(text) and len(inside) > 1
    return "\n".join(inside) if whole else text


def _read_kinds(body: Any) -> dict[str, str]:
    """Map the lines that the extractor marks as more than paragraphs to their kinds."""
    kinds: dict[str, str] = {}
    if body is None:
        return kinds
    for tag, kind in (("quote", "quotation"), ("item", "item"), ("head", "heading")):
        for element in body.iter(tag):
            for part in (element, *islice(element.iter("p"), _MAX_PARTS)):
                if line := flat_text(part):
                    kinds[line] = kind
    return kinds


def _bare(line: str) -> str:
    return " ".join(line.removeprefix("- ").split())


def _find_leads(tree: Any) -> list[tuple[int, str]]:
    """Find what may be the lead, by the name of its element or as its description, each with its place."""
    found: list[tuple[int, str]] = []
    for place, element in enumerate(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _NO_LEADS:
            continue
        if element.get("itemprop") != "description":
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            if len(names) < 2 or _LEAD.search(names[:300]) is None:
                continue
        line = flat_text(element, 2 * _MAX_LEAD_CHARS)
        if _MIN_LEAD_CHARS <= len(line) <= _MAX_LEAD_CHARS and not _is_linked(element, line):
            found.append((place, line))
            if len(found) >= _MAX_CANDIDATES:
                break
    return found


def _choose_leads(tree: Any, candidates: Sequence[tuple[int, str]], opening: Sequence[str]) -> list[str]:
    """Choose the leads that stand between the headline and the first line of the body."""
    if not candidates:
        return []
    sought = {_squeeze(line)[:_MIN_LEAD_CHARS] for line in opening if len(line) >= _MIN_LEAD_CHARS}
    headline = body = None
    for place, element in enumerate(tree.iter()):
        if body is not None:
            break
        if element.tag == "h1":
            headline = place
        elif headline is not None and element.tag in _TEXT_TAGS:
            body = place if _squeeze(element.text or "")[:_MIN_LEAD_CHARS] in sought else None
    if headline is None:
        return []
    last = body if body is not None else headline + _MAX_NODES_TO_LEAD
    chosen: list[str] = []
    for place, line in candidates:
        if headline < place < last and not any(line in other for other in chosen):
            chosen = [*(other for other in chosen if other not in line), line]
    return chosen[:_MAX_LEADS]


def _is_linked(element: Any, line: str) -> bool:
    return sum(len(flat_text(a)) for a in element.iter("a")) > 0.4 * len(line)


def _find_captions(tree: Any) -> Iterator[str]:
    for element in tree.iter("figcaption", "p", "div", "span"):
        if element.tag == "figcaption" or _CAPTION.search((element.get("class") or "")[:300]):
            yield flat_text(element, 2 * _MAX_LEAD_CHARS)


def _find_links(tree: Any) -> Iterator[str]:
    for number, link in enumerate(tree.iter("a")):
        if number > _MAX_LINKS:
            return
        # A link within the page is an entry of its contents, and the heading there says the same.
        line = "" if (link.get("href") or "").startswith("#") else flat_text(link)
        if len(line) >= _MIN_LINK_CHARS:
            yield line


def _without_links(lines: Sequence[Line], links: Iterable[str], leads: Sequence[str]) -> list[Line]:
    """Leave out lines that are one link, at the end lists of links with their heads; put lost leads in."""
    linked = frozenset(links)
    kept = [line for line in lines if line.kind in ("item", "caption") or _bare(line.text) not in linked]
    while kept and (
        kept[-1].kind == "heading" or (kept[-1].kind == "item" and _bare(kept[-1].text) in linked)
    ):
        kept.pop()
    kept = kept or list(lines)
    shown = _squeeze("".join(line.text for line in kept))
    place = _place_of_lead(kept)
    for lead in reversed(leads):
        if _squeeze(lead)[:200] not in shown:
            kept.insert(place, Line(lead, "lead"))
    return kept


def _place_of_lead(lines: Sequence[Line]) -> int:
    """Set a lead after the first heading if that opens the text, else first."""
    return 1 if lines and lines[0].kind == "heading" else 0


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _without_furniture(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out lines that are the site's own by their words, in any language known."""
    text = "\n".join(line.text for line in lines)
    pieces = [piece for piece in find_furniture(text) if piece.reason in _SITES_OWN]
    at = place = 0
    for line in lines:
        start, end = at, at + len(line.text)
        at = end + 1
        while place < len(pieces) and pieces[place].end <= start:
            place += 1
        taken = text[start:end]
        if place < len(pieces) and pieces[place].start < end:
            piece = pieces[place]
            taken = text[start : max(start, piece.start)] + text[min(end, piece.end) : end]
        if _WORD.search(taken) is not None:
            yield line


def join_lines(lines: Sequence[Line]) -> Mapping[int, tuple[int, str]]:
    """Map where each marked line begins in the joined text to where it ends and what it is."""
    spans: dict[int, tuple[int, str]] = {}
    at = 0
    for line in lines:
        if line.kind:
            spans[at] = (at + len(line.text), line.kind)
        at += len(line.text) + 1
    return spans
