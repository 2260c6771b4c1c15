"""Letters and saved pages in mail's form: newsletters (EML) and web archives of one page (MHTML)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from samestory.records import Declared
from samestory.sources.archives import show_name
from samestory.sources.blobs import Blob
from samestory.sources.decoding import NotTextError, decode
from samestory.sources.drafts import (
    Draft,
    Metadata,
    Readings,
    Refusal,
    place_at,
    plain_newlines,
    without_surrogates,
)
from samestory.sources.entries import join_title
from samestory.sources.fragments import find_link, read_fragment
from samestory.sources.html import find_stub, read_page
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import EMPTY, refuse_text

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_MAX_HEADER_CHARS = 2_000
_MAX_PARTS = 1_000
_MAX_UNWRAPPINGS = 4
# Under these a link that counts clicks carries the one it leads to.
_WRAPPED = frozenset((
    "url", "u", "q", "target", "to", "dest", "destination", "redirect", "redirect_url", "link",
))  # fmt: skip
_MAX_LINK_CHARS = 150
_SHOW_ONLINE = re.compile(
    r"(?:[^\W\d_]{1,12}[ ?]{1,2}){0,6}(?:view|read|open|see)\b.{0,40}\b(?:browser|online|web)\b.{0,20}",
    re.IGNORECASE,
)
# Of what the plain part says, the page's reader keeps at least this; less, and the layout misled it.
_MIN_KEPT_SHARE = 0.4


def read_letter(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read a newsletter: its HTML as a page, else its plain text. Attachments are named and left alone."""
    data = blob.read(settings.max_document_bytes)
    message = _parse(data)
    if message is None:
        yield Refusal(
            blob.path,
            "it is no letter. Expected mail with its headers. Save it again." if data.strip() else EMPTY,
        )
        return
    parts = list(_leaves(message))
    yield _read_bodies(Draft(blob.path, data, ""), message, parts, settings)
    for part in parts:
        if name := _file_name(part):
            reason = "it is attached to a letter and was not opened. Save it and name it to have it read."
            yield Refusal(f"{blob.path}!{name}", reason)


def read_saved_page(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read a page that a browser saved with all that belongs to it: of these only the page itself."""
    data = blob.read(settings.max_document_bytes)
    message = _parse(data)
    parts = list(_leaves(message)) if message is not None else []
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    if message is None or page is None:
        yield Refusal(blob.path, "no page is in it. Expected a page saved as MHTML. Save it again.")
        return
    place = _header(page, "content-location") or _header(message, "snapshot-content-location")
    url = place if place and place.startswith(("http://", "https://")) else None
    charset = page.get_content_charset() or ""
    for reading in read_page(blob.path, _payload(page), settings, charset=charset):
        if isinstance(reading, Draft):
            yield place_at(replace(reading, data=data), url)
        else:
            yield reading


def unwrap_link(url: str) -> str:
    """Take a link out of those that count clicks on it.

    >>> unwrap_link("https://track.example/c?id=7&url=https%3A%2F%2Fvelma.example%2Ffire")
    'https://velma.example/fire'
    """
    for _ in range(_MAX_UNWRAPPINGS):
        try:
            pairs = parse_qsl(urlsplit(url).query, max_num_fields=50)
        except ValueError:
            return url
        inner = (value for name, value in pairs if name.lower() in _WRAPPED)
        found = next((value for value in inner if value.startswith(("http://", "https://"))), None)
        if found is None:
            return url
        url = found
    return url


def _read_bodies(
    letter: Draft, message: Message, parts: Sequence[Message], settings: IntakeSettings
) -> Draft | Refusal:
    """Read the text of a letter, and what its headers say of it."""
    page = _first(parts, "text/html")
    if page is not None and len(_payload(page)) > settings.max_page_bytes:
        size = f"its page has more than {settings.max_page_bytes:,} bytes"
        return Refusal(letter.path, f"{size}. Expected a letter. Leave it out.")
    markup = _text(page, settings)
    body = _choose_body(page, markup, _text(_first(parts, "text/plain"), settings), settings)
    refusal = refuse_text(letter.path, body, settings)
    reason = refusal.reason if refusal else find_stub(body, settings)
    if reason:
        return Refusal(letter.path, reason)
    online = find_link(markup, _shows_online)
    name, address = parseaddr(_header(message, "from") or "")
    metadata = Metadata(
        url=unwrap_link(online) if online else None,
        outlet=name or address.rpartition("@")[2] or None,
        declared=Declared(title=_header(message, "subject"), published=_sent(message), where="the letter"),
    )
    text = join_title(metadata.declared.title, plain_newlines(body))
    return metadata.added_to(replace(letter, text=text))


def _choose_body(page: Message | None, markup: str, plain: str, settings: IntakeSettings) -> str:
    """Choose the report in the page; where layout misleads the page's reader, all of its blocks."""
    charset = page.get_content_charset() or "" if page is not None else ""
    readings = read_page("", _payload(page), settings, charset=charset) if page is not None else iter(())
    body = next((reading.text for reading in readings if isinstance(reading, Draft)), "")
    blocks = read_fragment(markup)
    # Letters are laid out in tables, which the page's reader takes for tables of figures.
    if (
        body
        and "<table" not in markup.lower()
        and len(body) >= _MIN_KEPT_SHARE * max(len(blocks), len(plain))
    ):
        return body
    return "\n".join(line for line in blocks.split("\n") if not _shows_online(line)) or plain


def _shows_online(line: str) -> bool:
    """Whether a line only leads to the letter on the web."""
    return len(line) <= _MAX_LINK_CHARS and _SHOW_ONLINE.fullmatch(line) is not None


class _BoundedHeaders(policy.Compat32):
    """Cuts headers short before anything takes them apart, which takes quadratic time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Part a header's name from its value."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_HEADER_CHARS]


def _parse(data: bytes) -> Message | None:
    """Parse a letter; None for what has no headers, which everything else is."""
    try:
        message = message_from_bytes(data.lstrip(), policy=_BoundedHeaders())
    except (MessageError, RecursionError, ValueError, LookupError):
        return None
    return message if message.keys() else None


def _leaves(message: Message) -> Iterator[Message]:
    """Give the parts that hold something, outer ones first, a bounded number of them."""
    waiting: deque[Any] = deque([message])
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.popleft()
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list):
            waiting.extend(inner[:_MAX_PARTS])
        elif isinstance(part, Message):
            yield part


def _first(parts: Sequence[Message], kind: str) -> Message | None:
    return next((part for part in parts if part.get_content_type() == kind and not _file_name(part)), None)


def _file_name(part: Message) -> str | None:
    """The name of an attachment; None for what is shown in the letter itself."""
    if part.get_content_disposition() != "attachment":
        return None
    try:
        name = part.get_filename() or "an attachment"
    except (ValueError, LookupError, TypeError):
        name = "an attachment"
    return show_name(" ".join(without_surrogates(name).split()))


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message | None, settings: IntakeSettings) -> str:
    if part is None:
        return ""
    try:
        charset = str(part.get_content_charset() or "")
        return decode(_payload(part), settings, hint=charset)
    except (NotTextError, ValueError, LookupError, TypeError):
        return ""


def _header(message: Message, name: str) -> str | None:
    """Give a header as one line, its encoded words decoded."""
    value = message.get(name)
    if value is None:
        return None
    raw = str(value)
    try:
        pieces = [
            piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in decode_header(raw)
        ]
    except (MessageError, LookupError, ValueError):
        pieces = [raw]
    return " ".join(without_surrogates("".join(pieces)).split()) or None


def _sent(message: Message) -> str | None:
    written = _header(message, "date")
    try:
        return parsedate_to_datetime((written or "")[:100]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return written
