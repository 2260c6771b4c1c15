"""What a page says of itself beside its text: JSON-LD, Open Graph, meta elements, microdata, its head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samestory.records import Declared
from samestory.sources.drafts import Metadata, domain_of
from samestory.sources.fields import one_line, pick_metadata
from samestory.sources.json_ld import read_article_node
from samestory.sources.page_head import read_head
from samestory.sources.page_origin import find_taken_from, tell_kind

_OPEN_GRAPH = {
    "og:title": "title",
    "og:site_name": "sitename",
    "og:url": "url",
    "og:locale": "language",
    "og:article:published_time": "published",
    "article:published_time": "published",
    "article:modified_time": "modified",
    "article:author": "author",
    "article:section": "section",
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
    "parsely-section": "section", "section": "section", "dcterms.issued": "published",
    "og:updated_time": "modified",
    "article.published": "published", "article_date_original": "published", "dcterms.date": "published",
    "cxenseparse:recs:publishtime": "published", "copyright": "rights",
}  # fmt: skip
# Microdata: the property of an element, and the attribute or text that holds its value.
_MICRODATA = {
    "headline": "title", "datepublished": "published", "datemodified": "modified", "inlanguage": "language",
    "articlesection": "section", "sourceorganization": "agency",
}  # fmt: skip
_FIELDS = ("title", "published", "modified", "language", "authors", "agencies", "section")
_MAX_TIMES = 40


@dataclass(frozen=True, slots=True)
class PageReading:
    """What is declared of a page, its first-rank headings as shown, and what it says of its origin."""

    metadata: Metadata
    headings: tuple[str, ...]
    node: Mapping[str, Any]
    addresses: tuple[str | None, ...]

    def with_origin(self, lines: Sequence[str], headline: str | None) -> Metadata:
        """Add, now that the text is known, whom it is taken from and what kind of page it is."""
        found, declared = self.metadata, self.metadata.declared
        taken = find_taken_from(lines, self.addresses, self.node, found.outlet)
        kind = tell_kind(self.node, headline or declared.title, declared.section, found.url)
        return replace(found, declared=replace(declared, taken_from=taken, kind=kind))


def read_page_metadata(tree: Any) -> PageReading:
    """Read what a page declares, and its first-rank headings, which are the headline as shown.

    JSON-LD outweighs Open Graph, and that the older meta elements: the more it was made for machines,
    the more exactly it is kept. What a page only shows at its head comes last.
    """
    node = read_article_node(tree)
    title = next((one_line(title.text) for title in tree.iter("title")), None)
    head = read_head(tree, title)
    layers = [
        _json_ld(node),
        _named(tree, _OPEN_GRAPH, "Open Graph"),
        _named(tree, _META, "meta elements"),
        _microdata(tree),
        _plain_page(tree, title),
        _shown(head.headline, head.outlet, head.published),
    ]
    merged = layers[0]
    for layer in layers[1:]:
        merged = _under(merged, layer)
    canonical, shared = layers[4].url, layers[1].url
    # The canonical address is the page's own unless it lies with another outlet; what JSON-LD calls so
    # may name an object on the page.
    elsewhere = canonical and shared and _site(canonical) != _site(shared)
    url = shared if elsewhere else canonical or shared or merged.url
    outlet = _first_named(layers)
    merged = replace(merged, url=url, outlet=outlet or (domain_of(url) if elsewhere else merged.outlet))
    if head.headline and head.outlet:
        # The title that a page shows once more without its outlet is better than any that carries it.
        merged = replace(
            merged, declared=replace(merged.declared, title=_better_title(merged, head.headline))
        )
    headings = tuple(line for h1 in tree.iter("h1") if (line := one_line(h1.text_content())))[:3]
    return PageReading(_tidy(merged), headings, node, (canonical, shared))


def _first_named(layers: Sequence[Metadata]) -> str | None:
    """The outlet as a layer names it; a domain only where none has a name."""
    named = (layer.outlet for layer in layers if layer.outlet and layer.outlet != domain_of(layer.url))
    return next(named, None)


def _better_title(merged: Metadata, headline: str) -> str | None:
    title = merged.declared.title
    return headline if title is None or headline in title else title


def _site(url: str) -> list[str]:
    return (domain_of(url) or "").split(".")[-2:]


def _under(above: Metadata, below: Metadata) -> Metadata:
    """Fill what is missing above from below, and note where each value was found."""
    upper, lower = above.declared, below.declared
    values = {name: getattr(upper, name) or getattr(lower, name) for name in _FIELDS}
    noted = dict(upper.found) or _note(above)
    found = tuple(sorted((_note(below) | noted).items()))
    where = upper.where if upper.published or not lower.published else lower.where
    return Metadata(
        above.url or below.url, above.outlet or below.outlet, Declared(**values, where=where, found=found)
    )


def _note(layer: Metadata) -> dict[str, str]:
    values = {name: getattr(layer.declared, name) for name in _FIELDS}
    values |= {"url": layer.url, "outlet": layer.outlet}
    return {name: layer.declared.where for name, value in values.items() if value}


def _json_ld(node: Mapping[str, Any]) -> Metadata:
    if not node:
        return Metadata()
    own = {key: value for key, value in node.items() if key not in ("source", "name")}
    own.setdefault("url", node.get("mainEntityOfPage"))
    own.setdefault("headline", node.get("name"))
    return _picked(own, "JSON-LD", one_line(node.get("articleSection")))


def _picked(record: Mapping[str, Any], where: str, section: str | None) -> Metadata:
    found = pick_metadata(record, where=where)
    return replace(found, declared=replace(found.declared, section=section))


def _named(tree: Any, table: Mapping[str, str], where: str) -> Metadata:
    record: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        )
        field = table.get(name.strip().lower())
        if field and (value := one_line(meta.get("content"))):
            record.setdefault(field, value)
    return _picked(record, where, record.pop("section", None))


def _microdata(tree: Any) -> Metadata:
    """What elements say by 'itemprop'; the name within a publisher or an author is its name."""
    record: dict[str, Any] = {}
    for element in tree.iter():
        prop = element.get("itemprop") if isinstance(element.tag, str) else None
        if not prop:
            continue
        name = prop.strip().lower()
        value = one_line(element.get("content") or element.get("datetime"))
        if name in _MICRODATA:
            value = value or one_line("".join(element.itertext())[:400])
            record.setdefault(_MICRODATA[name], value) if value else None
        elif name in ("publisher", "author"):
            inner = next((e for e in element.iter() if e.get("itemprop") == "name"), element)
            value = one_line(inner.get("content") or "".join(inner.itertext())[:200])
            record.setdefault("publisher" if name == "publisher" else "author", value) if value else None
    return _picked(record, "microdata", record.pop("section", None))


def _plain_page(tree: Any, title: str | None) -> Metadata:
    """What any page has: a title, a language, a canonical address, the first time element."""
    times = (t.get("datetime") for t in list(tree.iter("time"))[:_MAX_TIMES] if t.get("datetime"))
    marked = (a.get("title") for a in tree.iter("abbr") if "published" in (a.get("class") or ""))
    found = pick_metadata(
        {
            "title": title,
            "url": next((a.get("href") for a in tree.iter("link") if a.get("rel") == "canonical"), None),
            "published": next(times, None) or next(marked, None),
        },
        where="the page",
    )
    return replace(found, declared=replace(found.declared, language=one_line(tree.get("lang"))))


def _shown(headline: str | None, outlet: str | None, published: str | None) -> Metadata:
    return Metadata(None, outlet, Declared(title=headline, published=published, where="the page's head"))


def _tidy(found: Metadata) -> Metadata:
    """Take the site's name off the title, and what is no address or no agency out."""
    address = re.match(r"https?://[^\s#]+", found.url or "")
    url = address.group() if address else None
    title = found.declared.title
    outlet = found.outlet if found.outlet and "/" not in found.outlet else None
    outlet = outlet if outlet and outlet != title else domain_of(url)
    for site in filter(None, (outlet, domain_of(url))):
        name = re.escape(site)
        title = (
            re.sub(
                rf"\s*[|–—·:•-]\s*{name}\s*$|^{name}\s*(?:[|–—·:•]|\s-\s)\s*", "", title or "", flags=re.I
            )
            or title
        )
    agencies = tuple(
        name for name in found.declared.agencies if name.casefold() != (outlet or "").casefold()
    )
    return Metadata(url, outlet, replace(found.declared, title=title, agencies=agencies))
