"""The objects in a page's JSON-LD: the article's own, with what it refers to put in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

# The article's own object among those on a page; 'WebPage' and 'Organization' say other things.
_ARTICLES = frozenset((
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
    "opinionnewsarticle", "reviewnewsarticle", "blogposting", "liveblogposting", "report",
    "socialmediaposting", "satiricalarticle", "advertisercontentarticle", "askpublicnewsarticle",
))  # fmt: skip
_MAX_NODES = 5_000
_MAX_SCRIPTS = 40
_MAX_SCRIPT_CHARS = 2_000_000
_REFERRED = ("publisher", "author", "sourceOrganization", "provider", "creator", "copyrightHolder")


def read_article_node(tree: Any) -> dict[str, Any]:
    """Read the article's object of a page's JSON-LD; empty where there is none.

    A page may hold several: the first that has a headline and a date is the page's own.
    """
    nodes: list[Mapping[str, Any]] = []
    for script in _scripts(tree):
        try:
            nodes += _nodes(json.loads(script[:_MAX_SCRIPT_CHARS], strict=False))
        except (ValueError, RecursionError):
            continue
    articles = [node for node in nodes if kinds_of(node) & _ARTICLES]
    if not articles:
        return {}
    full = (node for node in articles if "datePublished" in node and ("headline" in node or "name" in node))
    return _resolve(next(full, articles[0]), nodes)


def kinds_of(node: Mapping[str, Any]) -> frozenset[str]:
    """The types of an object, without their namespace, in small letters."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str))


def _scripts(tree: Any) -> Iterator[str]:
    found = 0
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and found < _MAX_SCRIPTS:
            found += 1
            text = (script.text or "").strip()
            yield text.removeprefix("<!--").removesuffix("-->").strip().removesuffix(";")


def _nodes(loaded: Any) -> list[Mapping[str, Any]]:
    """List the objects of a JSON-LD block, outer ones first, a bounded number of them."""
    waiting: list[Any] = [loaded]
    found: list[Mapping[str, Any]] = []
    place = 0
    while place < len(waiting) and place < _MAX_NODES:
        node = waiting[place]
        place += 1
        if isinstance(node, dict):
            found.append(node)
            waiting += [value for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            waiting += node[:_MAX_NODES]
    return found


def _resolve(article: Mapping[str, Any], nodes: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Put in the place of a reference by '@id' the object that bears it."""
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    own = dict(article)
    for field in _REFERRED:
        value = own.get(field)
        several = value if isinstance(value, list) else [value]
        full = [_refer(each, named) for each in several]
        if any(each is not None for each in full):
            own[field] = full if isinstance(value, list) else full[0]
    return own


def _refer(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Any:
    if not isinstance(value, dict) or "name" in value:
        return value
    reference = value.get("@id")
    return named.get(reference, value) if isinstance(reference, str) else value
