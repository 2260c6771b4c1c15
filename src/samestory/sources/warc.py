"""Web archives (WARC, WACZ): the pages that a crawl fetched, with their addresses and days.

The format is simple enough to read here, as a stream and with a bound on all of it; the readers there are
either print what a hostile archive holds to the terminal or are written in C++.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import IO

from samestory.sources.archives import open_member, open_zip
from samestory.sources.blobs import Blob, blob_inside
from samestory.sources.drafts import Draft, Readings, Refusal, name_line, place_at
from samestory.sources.html import read_page
from samestory.sources.http_bodies import BodyError, charset_of, decode_body
from samestory.sources.packing import UnpackingError
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import read_text

_UNIT = "record "
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_TEXTS = frozenset(("text/plain",))
# A response holds what a server sent; a resource a page alone, a conversion the text made of one.
_WITH_HEAD, _BARE = "response", frozenset(("resource", "conversion"))
_MAX_HEADER_BYTES = 65_536
_MAX_HEADERS = 300
_SKIP_BYTES = 1 << 16
_BROKEN = "the web archive is broken here. Expected a record. Fetch it again; what else could be read is."
_NOTHING = "no page is in it. Expected a web archive with pages that were fetched. Look into it."


@dataclass(frozen=True, slots=True)
class Record:
    """A record: what its head says, and the bytes of its block; `cut` says that they are not all."""

    headers: Mapping[str, str]
    block: bytes
    cut: bool


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A record that holds a page or a text, not yet read, so that another process can read it."""

    path: str
    number: int
    record: Record

    @property
    def source(self) -> str:
        """How its report is named."""
        return name_line(self.path, self.number, _UNIT)

    @property
    def data(self) -> bytes:
        """Its bytes, with the head of the response."""
        return self.record.block


def read_warc(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the pages and texts in a web archive; requests, pictures and errors are passed over."""
    for item in cut_warc(blob, settings):
        if isinstance(item, PageRecord):
            yield from read_page_record(item, settings)
        else:
            yield item


def cut_warc(blob: Blob, settings: IntakeSettings) -> Iterator[PageRecord | Refusal]:
    """Part a web archive into the records of pages and texts without reading these."""
    found = False
    with blob.open() as stream:
        for number, record in enumerate(_records(stream, settings), start=1):
            if record is None:
                yield Refusal(blob.path, _BROKEN, number, _UNIT)
            elif _part_record(record)[0]:
                found = True
                yield PageRecord(blob.path, number, record)
    if not found:
        yield Refusal(blob.path, _NOTHING)


def read_page_record(page: PageRecord, settings: IntakeSettings) -> Readings:
    """Read the report in a record, with the record's address and day."""
    for reading in _read_record(page.record, settings):
        if isinstance(reading, Refusal):
            yield Refusal(page.path, reading.reason, page.number, _UNIT)
            continue
        placed = place_at(reading, page.record.headers.get("warc-target-uri", "").strip("<> ") or None)
        yield replace(_seen_on(placed, page.record), path=page.path, line=page.number, unit=_UNIT)


def read_wacz(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the web archives in a WACZ package."""
    with blob.open_seekable(settings.max_held_bytes) as stream:
        archive = open_zip(stream, settings)
        names = sorted(name for name in archive.namelist() if name.endswith((".warc", ".warc.gz")))
        for name in names:
            blob.allowance.enter()
            opener = partial(open_member, archive, archive.getinfo(name), blob)
            yield from read_warc(blob_inside(blob, name, opener), settings)
    if not names:
        yield Refusal(blob.path, _NOTHING)


def _part_record(record: Record) -> tuple[str, Mapping[str, str], bytes]:
    """Give the type, head and body of what is a page or a text of success; no type for anything else."""
    kind = record.headers.get("warc-type", "").lower()
    head: Mapping[str, str] = record.headers
    body = record.block
    if kind == _WITH_HEAD:
        status, head, body = part_response(record.block)
        kind = "" if not 200 <= status < 300 else kind
    media = head.get("content-type", "").partition(";")[0].strip().lower()
    fitting = kind in {_WITH_HEAD, *_BARE} and media in _PAGES | _TEXTS
    return (media if fitting else ""), head, body


def _read_record(record: Record, settings: IntakeSettings) -> Readings:
    media, head, body = _part_record(record)
    if record.cut:
        yield Refusal(
            "", f"it holds more than {settings.max_page_bytes:,} bytes. Expected a page. Leave it out."
        )
        return
    try:
        data = decode_body(body, head, settings.max_page_bytes)
    except BodyError as error:
        yield Refusal("", f"{error}. Expected a page as servers send them. Fetch it again.")
        return
    if data.strip():
        if media in _PAGES:
            yield from read_page("", data, settings, charset=charset_of(head))
        else:
            yield from read_text("", data, settings)


def _seen_on(draft: Draft, record: Record) -> Draft:
    """The day of the crawl: no page in it was changed later."""
    declared = draft.declared
    if declared.published or declared.modified:
        return draft
    day = record.headers.get("warc-date")
    where = " and ".join(filter(None, (declared.where, "the web archive")))
    return replace(draft, declared=replace(declared, modified=day, where=where)) if day else draft


def part_response(block: bytes) -> tuple[int, Mapping[str, str], bytes]:
    """Part a response into its status, the fields of its head, and its body."""
    line, _, rest = block.partition(b"\n")
    words = line[:200].split()
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() and len(words[1]) == 3 else 0
    headers: dict[str, str] = {}
    while rest and len(headers) < _MAX_HEADERS:
        line, _, rest = rest.partition(b"\n")
        if not line.strip():
            break
        _note(headers, line)
    return status, headers, rest


def _records(stream: IO[bytes], settings: IntakeSettings) -> Iterator[Record | None]:
    """Give the records of an archive; None for a stretch that is none of it."""
    lost = False
    while line := stream.readline(_MAX_HEADER_BYTES):
        if not line.startswith((b"WARC/0.", b"WARC/1.")):
            if line.strip() and not lost:
                lost = True
                yield None
            continue
        lost = False
        headers = _read_headers(stream)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal() and len(length) < 16):
            lost = True
            yield None
            continue
        left, limit = int(length), settings.max_page_bytes + _MAX_HEADER_BYTES
        wanted = headers.get("warc-type", "").lower() in {_WITH_HEAD, *_BARE}
        block = stream.read(min(left, limit)) if wanted else b""
        left -= len(block)
        while left > 0 and (passed := stream.read(min(left, _SKIP_BYTES))):
            left -= len(passed)
        if left:
            raise UnpackingError("it ends too early")
        yield Record(headers, block, int(length) > limit)


def _read_headers(stream: IO[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MAX_HEADERS):
        line = stream.readline(_MAX_HEADER_BYTES)
        if not line.strip():
            break
        _note(headers, line)
    return headers


def _note(headers: dict[str, str], line: bytes) -> None:
    name, colon, value = line[:_MAX_HEADER_BYTES].decode("utf-8", "replace").partition(":")
    if colon:
        headers.setdefault(name.strip().lower(), value.strip()[:2_000])
