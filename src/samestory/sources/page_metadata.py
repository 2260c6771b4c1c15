"""What a page says of itself beside its text: JSON-LD, Open Graph and meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from samestory.records import Declared
from samestory.sources.drafts import Metadata, domain_of
from samestory.sources.fields import one_line, pick_metadata

# The article's own object among those on a page; 'WebPage' and 'Organization' say other things.
_ARTICLES = frozenset((
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
    "opinionnewsarticle", "reviewnewsarticle", "blogposting", "liveblogposting", "report",
    "socialmediaposting",
))  # fmt: skip
_OPEN_GRAPH = {
    "og:title": "title",
    "og:site_name": "sitename",
    "og:url": "url",
    "og:locale": "language",
    "og:article:published_time": "published",
    "article:published_time": "published",
    "article:modified_time": "modified",
    "article:author": "author",
}
_META = {
    "title": "title", "dc.title": "title", "parsely-title": "title", "twitter:title": "title",
    "author": "author", "dc.creator": "author", "parsely-author": "author", "byl": "author",
    "date": "published", "pubdate": "published", "publishdate": "published", "publish-date": "published",
    "dc.date": "published", "dc.date.issued": "published", "dcterms.created": "published",
    "parsely-pub-date": "published", "sailthru.date": "published", "datepublished": "published",
    "last-modified": "modified", "dcterms.modified": "modified", "datemodified": "modified",
    "application-name": "sitename", "dc.publisher": "publisher", "publisher": "publisher",
    "content-language": "language", "dc.language": "language",
    "news_agency": "agency", "newsagency": "agency",
}  # fmt: skip
_MAX_NODES = 5_000
_MAX_SCRIPT_CHARS = 2_000_000


def read_page_metadata(tree: Any) -> tuple[Metadata, tuple[str, ...]]:
    """Read what a page declares, and its first-rank headings, which are the headline as shown.

    JSON-LD outweighs Open Graph, and that the older meta elements: the more it was made for machines,
    the more exactly it is kept.
    """
    layers = [_json_ld(tree), _named(tree, _OPEN_GRAPH, "Open Graph"), _named(tree, _META, "meta elements")]
    layers.append(_plain_page(tree))
    merged = layers[0]
    for layer in layers[1:]:
        merged = _under(merged, layer)
    # The canonical address is the page's own; what JSON-LD calls so may name an object on the page.
    merged = replace(merged, url=layers[-1].url or layers[1].url or merged.url)
    headings = tuple(line for h1 in tree.iter("h1") if (line := one_line(h1.text_content())))[:3]
    return _tidy(merged), headings


def _under(above: Metadata, below: Metadata) -> Metadata:
    """Fill what is missing above from below."""
    upper, lower = above.declared, below.declared
    values = {
        name: getattr(upper, name) or getattr(lower, name)
        for name in ("title", "published", "modified", "language", "authors", "agencies")
    }
    where = upper.where if upper.published or not lower.published else lower.where
    return Metadata(above.url or below.url, above.outlet or below.outlet, Declared(**values, where=where))


def _json_ld(tree: Any) -> Metadata:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            loaded = json.loads((script.text or "")[:_MAX_SCRIPT_CHARS], strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(loaded):
            if _is_article(node):
                own = {key: value for key, value in node.items() if key not in ("source", "name")}
                own.setdefault("url", node.get("mainEntityOfPage"))
                own.setdefault("headline", node.get("name"))
                return pick_metadata(own, where="JSON-LD")
    return Metadata()


def _nodes(loaded: Any) -> Iterator[Mapping[str, Any]]:
    """Walk the objects of a JSON-LD block, outer ones first, a bounded number of them."""
    waiting = [loaded]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [value for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            waiting += node[:_MAX_NODES]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.rpartition("/")[2].lower() in _ARTICLES for kind in kinds)


def _named(tree: Any, table: Mapping[str, str], where: str) -> Metadata:
    record: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        )
        field = table.get(name.strip().lower())
        if field and (value := one_line(meta.get("content"))):
            record.setdefault(field, value)
    return pick_metadata(record, where=where)


def _plain_page(tree: Any) -> Metadata:
    """What any page has: a title, a language, a canonical address, the first time element."""
    time = next((t.get("datetime") for t in tree.iter("time") if t.get("datetime")), None)
    found = pick_metadata(
        {
            "title": next((one_line(title.text) for title in tree.iter("title")), None),
            "url": next((a.get("href") for a in tree.iter("link") if a.get("rel") == "canonical"), None),
            "published": time,
        },
        where="the page",
    )
    return replace(found, declared=replace(found.declared, language=one_line(tree.get("lang"))))


def _tidy(found: Metadata) -> Metadata:
    """Take the site's name off the title, and what is no address or no agency out."""
    address = re.match(r"https?://[^\s#]+", found.url or "")
    url = address.group() if address else None
    title = found.declared.title
    outlet = found.outlet if found.outlet and "/" not in found.outlet else None
    outlet = outlet if outlet and outlet != title else domain_of(url)
    for site in filter(None, (outlet, domain_of(url))):
        title = (
            re.sub(rf"\s*[|–—·-]\s*{re.escape(site)}\s*$", "", title or "", flags=re.IGNORECASE) or title
        )
    agencies = tuple(
        name for name in found.declared.agencies if name.casefold() != (outlet or "").casefold()
    )
    return Metadata(url, outlet, replace(found.declared, title=title, agencies=agencies))
