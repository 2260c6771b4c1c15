"""Feeds: RSS 0.9x to 2.0, Atom and JSON Feed. An item with its text is a report; a mere summary says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any

from samestory.records import Declared
from samestory.sources.blobs import Blob
from samestory.sources.drafts import Draft, Metadata, Readings, Refusal, domain_of, is_same_site, join_url
from samestory.sources.entries import join_title
from samestory.sources.fields import one_line
from samestory.sources.fragments import read_fragment, read_inline
from samestory.sources.html import find_stub
from samestory.sources.safe_xml import NotXmlError, local_name, parse_xml
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import refuse_text

_UNIT = "item "
_NO_FEED = "Expected RSS or Atom. Save the feed again or leave it out."
# A description of fewer words is a summary; some feeds put whole reports there.
_MIN_WHOLE_WORDS = 150
_CUT_SHORT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue) (?:more|reading)\W{0,5})\s*\Z", re.IGNORECASE
)
_MAX_AUTHORS = 30
_IN_BRACKETS = re.compile(r"[^()\s]{1,100}@[^()\s]{1,100}\s{0,5}\(([^()]{1,200})\)")


def read_feed(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the items of an RSS or Atom feed, each a report."""
    data = blob.read(settings.max_document_bytes)
    try:
        root = parse_xml(data, settings)
    except NotXmlError as error:
        yield Refusal(blob.path, f"{error}. {_NO_FEED}")
        return
    if local_name(root) not in ("rss", "rdf", "feed", "channel", "item", "entry"):
        yield Refusal(
            blob.path, f"it is XML of another kind ({local_name(root)[:60]}), no feed. {_NO_FEED}"
        )
        return
    alone = local_name(root) in ("item", "entry")
    channel = Metadata() if alone else _describe_channel(root)
    number = 0
    for number, item in enumerate(_items(root), start=1):
        yield _read_item(blob.path, item, channel, number, settings)
    if not number:
        yield Refusal(blob.path, f"no item is in the feed. {_NO_FEED}")


def read_json_feed(path: str, feed: Mapping[str, Any], settings: IntakeSettings) -> Readings:
    """Read the items of a JSON Feed (version 1 and 1.1), given as the object that it is."""
    channel = Metadata(one_line(feed.get("home_page_url")), one_line(feed.get("title")))
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        if not isinstance(item, Mapping):
            yield Refusal(
                path, "it is no object. Expected an item of a JSON Feed. Mend the feed.", number, _UNIT
            )
            continue
        fields = {name: value for name, value in item.items() if isinstance(value, str) and value.strip()}
        whole = read_fragment(fields.get("content_html", "")) or fields.get("content_text", "")
        authors = item.get("authors") or [item.get("author")]
        declared = Declared(
            title=read_inline(fields.get("title")),
            published=fields.get("date_published"),
            modified=fields.get("date_modified"),
            language=one_line(item.get("language") or feed.get("language")),
            authors=_names(authors if isinstance(authors, list) else []),
            where="the feed",
        )
        url = one_line(item.get("url") or item.get("id"))
        data = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        draft = Draft(path, data, "", number, url, unit=_UNIT, declared=declared)
        yield _finish(draft, whole, fields.get("summary", ""), channel, settings)


def _names(values: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for value in values[:_MAX_AUTHORS] if (name := one_line(value))))


def _describe_channel(root: Any) -> Metadata:
    """What the feed says of itself: its address, its name, its language."""
    head = next((child for child in root if local_name(child) == "channel"), root)
    language = _child_text(head, "language") or head.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Metadata(
        _link(head), read_inline(_child_text(head, "title")), Declared(language=one_line(language))
    )


def _items(root: Any) -> Iterator[Any]:
    """Items stand in the channel, or beside it in RSS 1.0; entries stand in the feed, or alone as kept."""
    if local_name(root) in ("item", "entry"):
        yield root
        return
    for child in root:
        if local_name(child) in ("item", "entry"):
            yield child
        elif local_name(child) == "channel":
            yield from (inner for inner in child if local_name(inner) == "item")


def _read_item(
    path: str, item: Any, channel: Metadata, number: int, settings: IntakeSettings
) -> Draft | Refusal:
    from lxml import etree

    link = join_url(channel.url, _link(item) or "")
    origin = _read_source(item)
    outlet = _outlet(link, channel, origin)
    elsewhere = origin.outlet or origin.url
    declared = Declared(
        title=read_inline(_child_text(item, "title")),
        published=_moment(item, "pubdate", "published", "date", "issued", "created"),
        modified=_moment(item, "updated", "modified"),
        language=_child_text(item, "language") or channel.declared.language,
        authors=_names([_author(child) for child in item if local_name(child) in ("creator", "author")]),
        where="the feed",
        taken_from=(elsewhere,) if elsewhere and elsewhere != outlet else (),
    )
    data = etree.tostring(item, encoding="utf-8", with_tail=False)
    draft = Draft(path, data, "", number, link, outlet, declared, _UNIT)
    whole, summary = _markup(item, "encoded", "content"), _markup(item, "description", "summary")
    return _finish(draft, read_fragment(whole), summary, channel, settings)


def _finish(
    draft: Draft, whole: str, summary: str, channel: Metadata, settings: IntakeSettings
) -> Draft | Refusal:
    """Choose the text, and say if it is a summary; refuse an item without words."""
    short = read_fragment(summary)
    # Some feeds put two lines under 'content' and the report under 'description'.
    body = whole if len(whole) >= len(short) else short
    text = join_title(draft.declared.title, body)
    refusal = refuse_text(draft.path, body and text, settings)
    reason = refusal.reason if refusal else find_stub(body, settings)
    if reason:
        return Refusal(draft.path, reason, draft.line, _UNIT)
    declared = replace(draft.declared, extent="" if whole and body == whole else _extent(body))
    outlet = draft.outlet or channel.outlet or domain_of(draft.url)
    return replace(draft, text=text, outlet=outlet, declared=declared)


def _extent(body: str) -> str:
    few = len(body.split()) < _MIN_WHOLE_WORDS
    return "summary" if few or _CUT_SHORT.search(body[-80:]) else ""


def _outlet(url: str | None, channel: Metadata, origin: Metadata) -> str | None:
    """The feed's own name where its items lie on its own site; else whose the item's address is.

    A feed of one site that gathers those of others names each item's own outlet in `<source>`.
    """
    home, place = domain_of(channel.url), domain_of(url)
    if not place or not home or is_same_site(home, place):
        return channel.outlet or place
    at_home = origin.url and is_same_site(origin.url, place)
    return origin.outlet if at_home and origin.outlet else place


def _read_source(item: Any) -> Metadata:
    """Who an item is said to come from: RSS's `<source url>`, Atom's `<source>` with a title and an id."""
    source = next((child for child in item if local_name(child) == "source"), None)
    if source is None:
        return Metadata()
    name = read_inline(_child_text(source, "title") or source.text)
    return Metadata(domain_of(source.get("url") or _link(source)), name)


def _child_text(element: Any, name: str) -> str | None:
    found = next((child for child in element if local_name(child) == name), None)
    return "".join(found.itertext()).strip() or None if found is not None else None


def _markup(item: Any, *names: str) -> str:
    """The HTML in the first of the named children that has any; XHTML is written out again."""
    from lxml import etree

    for name in names:
        for child in item:
            if local_name(child) != name:
                continue
            if len(child) and child.get("type") == "xhtml":
                return "".join(etree.tostring(inner, encoding="unicode") for inner in child)
            text = "".join(child.itertext())
            if text.strip():
                return text.replace("<", "&lt;") if child.get("type") == "text" else text
    return ""


def _link(element: Any) -> str | None:
    """An address: RSS has it as text, Atom as an attribute, and a permanent id may be one."""
    ids: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "link" and child.get("rel", "alternate") == "alternate":
            value = child.get("href") or (child.text or "").strip()
            if value:
                return join_url(_base(child), " ".join(value.split())[:2000])
        elif name in ("guid", "id", "origlink") and child.get("isPermaLink") != "false":
            ids.append((child.text or "").strip()[:2000])
    return next((value for value in ids if value.startswith(("http://", "https://"))), None)


def _base(element: Any) -> str:
    """The address that xml:base lays under an element's links."""
    try:
        return element.base or ""
    except (ValueError, UnicodeDecodeError):
        return ""


def _author(element: Any) -> str | None:
    """A name: in a child of Atom's author, in brackets after a mail address, or plain."""
    text = _child_text(element, "name") or read_inline("".join(element.itertext()))
    match = _IN_BRACKETS.fullmatch(text or "")
    return match.group(1) if match else text if text and "@" not in text else None


def _moment(item: Any, *names: str) -> str | None:
    """A date as ISO where it is written as mail writes it; else as it stands."""
    text = next((found for name in names if (found := _child_text(item, name))), None)
    if not text:
        return None
    try:
        return parsedate_to_datetime(text[:100]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return one_line(text)
