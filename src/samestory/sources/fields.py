"""The names that people give to the same field of a record, and what is picked by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from samestory.records import Declared
from samestory.sources.drafts import Metadata, domain_of, without_surrogates

# Names are compared without case and separators: 'datePublished' is 'date_published'. The first wins.
BODY = (
    "text", "maintext", "body", "content", "articlebody", "articletext", "article", "fulltext", "bodytext",
    "contenttext", "plaintext", "rawtext", "storytext", "paragraphs",
)  # fmt: skip
PAGE = ("contenthtml", "articlehtml", "bodyhtml", "html", "rawhtml", "htmlcontent")
TITLE = ("title", "headline", "heading", "titletext")
_URL = (
    "url", "link", "canonicalurl", "articleurl", "weburl", "permalink", "sourceurl", "href", "uri",
)  # fmt: skip
_OUTLET = (
    "outlet", "sitename", "sourcename", "publisher", "publication", "newspaper", "medium", "media",
    "source", "site", "website", "domain", "sourcedomain", "provider", "medianame", "sourcehostname",
    "hostname", "mediaurl",
)  # fmt: skip
_PUBLISHED = (
    "published", "publishedat", "publishedtime", "publisheddate", "datepublished", "datepublish",
    "publishdate", "publicationdate", "publishingdate", "webpublicationdate", "pubdate", "pubtime",
    "firstpublished", "seendate", "date", "datetime", "timestamp", "time",
)  # fmt: skip
_MODIFIED = (
    "modified",
    "datemodified",
    "datemodify",
    "modifiedtime",
    "updated",
    "updatedat",
    "lastmodified",
)
_LANGUAGE = ("language", "lang", "inlanguage", "languagecode")
_AUTHORS = ("authors", "author", "byline", "creator", "creators")
_AGENCIES = ("agencies", "agency", "newsagency", "wire", "sourceorganization", "credittext")

_SECTION = ("section", "articlesection", "sectionname", "rubric", "newsdesk", "desk", "category")

_SEPARATORS = re.compile(r"[\s_.:\-]+")
_MAX_VALUE_CHARS = 2_000
_MAX_AUTHORS = 30
# How Fundus and others keep a body: sections with a headline and paragraphs each.
_SECTION_FIELDS = ("headline", "summary", "sections", "paragraphs", "text")
_MAX_SECTIONS_DEPTH = 3
# Between 1970 and 2100, in seconds; ten digits that are thousands of them are milliseconds.
_MAX_SECONDS = 4_102_444_800


# The fields that a person can name (`--field text=body.full`), with their usual names.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": BODY, "html": PAGE, "title": TITLE, "url": _URL, "outlet": _OUTLET, "published": _PUBLISHED,
    "modified": _MODIFIED, "language": _LANGUAGE, "authors": _AUTHORS, "agencies": _AGENCIES,
    "section": _SECTION,
}  # fmt: skip


def fold_key(key: object) -> str:
    """Fold one key.

    >>> fold_key("Date-Published")
    'datepublished'
    """
    return _fold(str(key)[:200])


@lru_cache(maxsize=1 << 10)
def _fold(key: str) -> str:
    """The keys of one line are those of the next."""
    return _SEPARATORS.sub("", key).lower()


def fold_keys(record: Mapping[str, Any]) -> dict[str, Any]:
    """Fold the keys of a record to letters without case and separators; of two alike the first stays."""
    folded: dict[str, Any] = {}
    for key, value in record.items():
        folded.setdefault(fold_key(key), value)
    return folded


def pick_metadata(record: Mapping[str, Any], *, where: str) -> Metadata:
    """Pick what a record declares of its report, under whatever usual names.

    >>> found = pick_metadata({"link": "http://a.example/1", "date_publish": "3 May"}, where="x")
    >>> found.outlet, found.declared.published
    ('a.example', '3 May')
    """
    folded = fold_keys(record)
    url = pick_line(folded, _URL)
    if not url and "sourcehostname" in folded:
        # So trafilatura names the address of the page; elsewhere a source is an outlet.
        url = pick_line(folded, ("source",))
    return Metadata(
        url=url,
        outlet=_outlet(folded) or domain_of(url),
        declared=Declared(
            title=pick_line(folded, TITLE),
            published=_moment(folded, _PUBLISHED),
            modified=_moment(folded, _MODIFIED),
            language=pick_line(folded, _LANGUAGE),
            authors=tuple(name for name in _several(folded, _AUTHORS) if "://" not in name),
            agencies=_several(folded, _AGENCIES),
            where=where,
            section=pick_line(folded, _SECTION),
        ),
    )


def pick_text(folded: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """Pick the first of the named fields that holds text; a list of paragraphs is joined."""
    for name in names:
        value = _join_parts(folded.get(name))
        if value.strip():
            return without_surrogates(value)
    return None


def _join_parts(value: Any, depth: int = 0) -> str:
    """Join paragraphs given as a list, and sections that are objects with a headline and paragraphs."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n\n".join(filter(None, (_join_parts(part, depth) for part in value)))
    if isinstance(value, Mapping) and depth < _MAX_SECTIONS_DEPTH:
        parts = (value.get(name) for name in _SECTION_FIELDS)
        return "\n\n".join(filter(None, (_join_parts(part, depth + 1) for part in parts)))
    return ""


def pick_line(folded: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """Pick the first of the named fields that holds a word, as one line."""
    return next((line for name in names if (line := one_line(folded.get(name)))), None)


def one_line(value: Any) -> str | None:
    """Make one line of a value: text, a number, or an object that has a name."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("main") or value.get("@id") or value.get("title")
    if isinstance(value, list) and value:
        return one_line(value[0])
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    line = " ".join(without_surrogates(value[: 2 * _MAX_VALUE_CHARS]).split())
    return line[:_MAX_VALUE_CHARS] or None


def _outlet(folded: Mapping[str, Any]) -> str | None:
    line = pick_line(folded, _OUTLET)
    return (domain_of(line) if line and "://" in line else None) or line


def _moment(folded: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """Pick a date as it was written; seconds since 1970 become a date, since they say no day."""
    line = pick_line(folded, names)
    try:
        seconds = float(line or "")
    except ValueError:
        return line
    seconds = seconds / 1000 if seconds > _MAX_SECONDS else seconds
    # Small figures are no moments: '2019' is a year, '20190806' a day.
    if not 100_000_000 <= seconds <= _MAX_SECONDS:
        return line
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _several(folded: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    for name in names:
        value = folded.get(name)
        values = value if isinstance(value, list) else [value]
        lines = dict.fromkeys(line for each in values[:_MAX_AUTHORS] if (line := one_line(each)))
        if lines:
            return tuple(lines)
    return ()
