"""JSON Lines: a report a line, under whatever names people give to its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from samestory.sources.blobs import Blob
from samestory.sources.decoding import NotTextError, decode
from samestory.sources.drafts import Draft, Readings, Refusal, plain_newlines
from samestory.sources.fields import BODY, PAGE, TITLE, fold_keys, pick_line, pick_metadata, pick_text
from samestory.sources.html import find_stub, read_page_text
from samestory.sources.packing import UnpackingError
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import refuse_text, too_long

_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SKIP_BYTES = 1 << 20

# How the kinds of JSON that are no object are called to a reader.
_KINDS: Mapping[type, str] = {type(None): "null", str: "a text", list: "a list", bool: "true or false"}


def read_lines(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the reports of a file line by line; a line that is none is set aside and the next one read."""
    path = blob.path
    try:
        with blob.open() as stream:
            for number, line in _lines(stream, settings):
                if line is None:
                    size = f"more than {settings.max_line_bytes:,} bytes in one line"
                    yield Refusal(path, too_long(size, settings), number)
                elif line.strip():
                    yield read_line(path, line, settings, number=number)
    except UnpackingError as error:
        reason = (
            f"the packed file is broken ({error}). Expected gzip. Fetch it again; what was read is kept."
        )
        yield Refusal(path, reason)


def _lines(stream: IO[bytes], settings: IntakeSettings) -> Iterator[tuple[int, bytes | None]]:
    """Number the lines of a stream; None for one that is too long, of which no more is held than a part."""
    number = 0
    while line := stream.readline(settings.max_line_bytes + 1):
        number += 1
        if number == 1:
            if line.startswith(_OTHER_MARKS):
                yield 1, line + stream.read(settings.max_line_bytes - len(line))
                return
            line = line.removeprefix(_UTF8_MARK)
        if len(line) <= settings.max_line_bytes:
            yield number, line.rstrip(b"\r\n")
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_SKIP_BYTES)):
            pass
        yield number, None


def read_line(path: str, line: bytes, settings: IntakeSettings, *, number: int) -> Draft | Refusal:
    """Read one line as a report: title, blank line, body; the body alone where it begins with its title."""
    try:
        record = json.loads(decode(line, settings))
    except NotTextError as error:
        return Refusal(path, f"{error}. Expected JSON in UTF-8. Convert the file.", number)
    except RecursionError:
        return Refusal(
            path, "its JSON is nested too deeply. Expected one flat object. Mend the line.", number
        )
    except ValueError as error:
        return Refusal(
            path, f"it is not JSON ({error}). Expected one object a line. Mend the line.", number
        )
    if not isinstance(record, dict):
        kind = _KINDS.get(type(record), "a number")
        return Refusal(path, f"it holds {kind}. Expected an object with a report's text.", number)
    return _draft(path, line, record, settings, number=number)


def _draft(
    path: str, line: bytes, record: dict[str, Any], settings: IntakeSettings, *, number: int
) -> Draft | Refusal:
    folded = fold_keys(record)
    body = pick_text(folded, BODY)
    if body is None and (page := pick_text(folded, PAGE)):
        body = read_page_text(page)
    if body is None:
        names = ", ".join(sorted(folded)[:8]) or "nothing"
        reason = (
            f"no text in it, only {names[:120]}. Expected a field 'text', 'body' or 'content'. Name it so."
        )
        return Refusal(path, reason, number)
    text = join_title(pick_line(folded, TITLE), plain_newlines(body))
    if refusal := refuse_text(path, text, settings, line=number):
        return refusal
    if stub := find_stub(body, settings):
        return Refusal(path, stub, number)
    return pick_metadata(record, where="the JSON line").added_to(Draft(path, line, text, number))


def join_title(title: str | None, body: str) -> str:
    r"""Put a title above its body, unless the body begins with it.

    >>> join_title("A fire", "It burned."), join_title("A fire", "A fire\nIt burned.")
    ('A fire\n\nIt burned.', 'A fire\nIt burned.')
    """
    if not title or " ".join(body[: 2 * len(title) + 20].split()).startswith(title):
        return body
    return f"{title}\n\n{body}"
