"""What a reader hands over: a report in the making, before its id is set, or why there is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from samestory.records import Declared, Report, content_id

_SURROGATE = re.compile("[\ud800-\udfff]")

# Where pages lie as they were elsewhere: what these call their own address is, and is no syndication.
_MIRRORS = (
    "ampproject.org", "web.archive.org", "archive.ph", "archive.is", "archive.today",
    "googleusercontent.com", "translate.goog", "google.com",
)  # fmt: skip
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,3}/(https?://.{1,2000})")


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as read. `line` is its place in a file of many, 0 in a file of one.

    `data` are the bytes that it was read from: the file, the line, the page in a web archive; where a
    format has no bytes for one report (a row of a table), the row as JSON. `unit` is what is counted
    where it is not lines ('record ', 'item ').
    """

    path: str
    data: bytes
    text: str
    line: int = 0
    url: str | None = None
    outlet: str | None = None
    declared: Declared = field(default_factory=Declared)
    unit: str = ""

    @property
    def source(self) -> str:
        """The path, with the line where a file holds many reports."""
        return name_line(self.path, self.line, self.unit)

    def report(self) -> Report:
        """Set the id by what the report is: its bytes, where it stood and whose it is."""
        sha256 = hashlib.sha256(self.data).hexdigest()
        name = content_id("r", sha256, self.url or "", self.outlet or "")
        return Report(name, self.source, self.text, sha256, self.url, self.outlet, self.declared)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is no report, and why: what happened, what was expected, what to do."""

    path: str
    reason: str
    line: int = 0
    unit: str = ""

    @property
    def source(self) -> str:
        """The path, with the line where a file holds many reports."""
        return name_line(self.path, self.line, self.unit)


Readings = Iterator[Draft | Refusal]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is declared beside a text, each value cleaned to one line or None."""

    url: str | None = None
    outlet: str | None = None
    declared: Declared = field(default_factory=Declared)

    def added_to(self, draft: Draft) -> Draft:
        """Lay these values over those of a draft: what a person declared outweighs what a page says."""
        ours, theirs = self.declared, draft.declared
        return replace(
            draft,
            url=self.url or draft.url,
            outlet=self.outlet or draft.outlet,
            declared=Declared(
                title=ours.title or theirs.title,
                published=ours.published or theirs.published,
                modified=ours.modified or theirs.modified,
                language=ours.language or theirs.language,
                authors=ours.authors or theirs.authors,
                agencies=ours.agencies or theirs.agencies,
                where=" and ".join(dict.fromkeys(where for where in (ours.where, theirs.where) if where)),
                taken_from=ours.taken_from or theirs.taken_from,
                extent=ours.extent or theirs.extent,
                section=ours.section or theirs.section,
                kind=ours.kind or theirs.kind,
                parts=ours.parts or theirs.parts,
                found=ours.found or theirs.found,
                entries=ours.entries or theirs.entries,
            ),
        )


def place_at(draft: Draft, url: str | None) -> Draft:
    """Note the address at which a page was met; one elsewhere that it calls its own is where it is from.

    >>> page = Draft("x", b"", "", url="http://wire.example/fire")
    >>> placed = place_at(page, "http://velma.example/fire")
    >>> placed.url, placed.declared.taken_from
    ('http://velma.example/fire', ('wire.example',))
    """
    url = _original_of(url or "")
    own, met = domain_of(draft.url), domain_of(url)
    if not met or (own and any(is_same_site(met, mirror) for mirror in _MIRRORS)):
        return draft
    if not own or is_same_site(own, met):
        return replace(draft, url=draft.url or url, outlet=draft.outlet or met)
    declared = draft.declared
    from_there = tuple(dict.fromkeys((*declared.taken_from, own)))
    outlet = draft.outlet if draft.outlet and draft.outlet != own else met
    return replace(draft, url=url, outlet=outlet, declared=replace(declared, taken_from=from_there))


def _original_of(url: str) -> str:
    """Take the address of a page out of that of its copy in the Internet Archive."""
    copy = _ARCHIVED.match(url)
    return copy.group(1) if copy else url


def is_same_site(one: str, other: str) -> bool:
    """Whether two domains are one, or one is a part of the other's.

    >>> is_same_site("feeds.velma.example", "velma.example"), is_same_site("a.example", "b.example")
    (True, False)
    """
    return one == other or one.endswith("." + other) or other.endswith("." + one)


def name_line(path: str, line: int, unit: str = "") -> str:
    """Name a report in a file: 'x.jsonl#3', or the path alone.

    >>> name_line("x.jsonl", 3), name_line("x.warc", 12, "record "), name_line("x.txt", 0)
    ('x.jsonl#3', 'x.warc#record 12', 'x.txt')
    """
    return f"{path}#{unit}{line}" if line else path


def plain_newlines(text: str) -> str:
    r"""Turn every line end into '\n', as Python does when it opens a file as text."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def without_surrogates(text: str) -> str:
    """Put U+FFFD for halves of characters, which JSON can hold and UTF-8 cannot."""
    try:
        text.encode()  # what UTF-8 can hold has none, and that is soon seen
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def join_url(base: str | None, url: str) -> str | None:
    """Complete an address by that of what it stands in; None for one that is none.

    >>> join_url("https://velma.example/2031/", "fire"), join_url("https://velma.example/", "http://[x")
    ('https://velma.example/2031/fire', None)
    """
    try:
        return urljoin(base or "", url) or None
    except ValueError:
        return None


def domain_of(url: str | None) -> str | None:
    """Give the domain of an address, without 'www.'; None where there is none.

    >>> domain_of("https://www.portvelmatimes.example/a?b=1")
    'portvelmatimes.example'
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host else None
