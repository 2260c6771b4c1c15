"""JSON Lines: a report a line, under whatever names people give to its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from samestory.records import Declared
from samestory.sources.blobs import Blob
from samestory.sources.decoding import NotTextError, decode
from samestory.sources.drafts import Draft, Readings, Refusal
from samestory.sources.entries import read_entry
from samestory.sources.packing import UnpackingError
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import too_long
from samestory.sources.web_ngrams import gather_rows, is_word_row, rebuild_report

_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SKIP_BYTES = 1 << 20
_WHERE = Declared(where="the JSON line")

# How the kinds of JSON that are no object are called to a reader.
_KINDS: Mapping[type, str] = {type(None): "null", str: "a text", list: "a list", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file as it stands, so that another process can read it."""

    path: str
    number: int
    data: bytes


def read_lines(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the reports of a file line by line; a line that is none is set aside and the next one read."""
    for item in cut_lines(blob, settings):
        yield (
            read_line(item.path, item.data, settings, number=item.number)
            if isinstance(item, Line)
            else item
        )


def cut_lines(blob: Blob, settings: IntakeSettings) -> Iterator[Line | Refusal]:
    """Part a file into its lines without reading them; one that is too long is set aside."""
    path = blob.path
    try:
        with blob.open() as stream:
            for number, line in gather_rows(number_lines(stream, settings)):
                if line is None:
                    size = f"more than {settings.max_line_bytes:,} bytes in one line"
                    yield Refusal(path, too_long(size, settings), number)
                elif line.strip():
                    yield Line(path, number, line)
    except UnpackingError as error:
        reason = (
            f"the packed file is broken ({error}). Expected gzip. Fetch it again; what was read is kept."
        )
        yield Refusal(path, reason)


def number_lines(stream: IO[bytes], settings: IntakeSettings) -> Iterator[tuple[int, bytes | None]]:
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
    """Read one line as a report: title, blank line, body; the body alone where it begins with its title.

    Rows of Web NGrams, a word each, come as the lines of one page.
    """
    if is_word_row(line):
        return rebuild_report(Draft(path, line, "", number), settings)
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
    return read_object(Draft(path, line, "", number, declared=_WHERE), record, settings)


def read_object(draft: Draft, value: Any, settings: IntakeSettings) -> Draft | Refusal:
    """Read what a line or a place in a list holds, which ought to be an object."""
    if isinstance(value, dict):
        return read_entry(draft, value, settings)
    kind = _KINDS.get(type(value), "a number")
    reason = f"it holds {kind}. Expected an object with a report's text."
    return Refusal(draft.path, reason, draft.line, draft.unit)
