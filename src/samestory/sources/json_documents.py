"""JSON in one piece: a list of reports, an object that holds such a list, or one report."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from samestory.records import Declared
from samestory.sources.blobs import Blob, as_buffered
from samestory.sources.decoding import NotTextError, decode
from samestory.sources.drafts import Draft, Readings, Refusal
from samestory.sources.entries import read_entry
from samestory.sources.feeds import read_json_feed
from samestory.sources.fields import BODY, PAGE, fold_keys, pick_text
from samestory.sources.jsonl import number_lines, read_line, read_object
from samestory.sources.packing import PackingError, read_bounded
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import EMPTY, too_long
from samestory.sources.web_ngrams import gather_rows

_UNIT = "entry "
_WHERE = Declared(where="the JSON file")
_CHUNK_CHARS = 1 << 16
_START_BYTES = 1_000
# Under these, in this order, exports and services hold their reports.
_LISTS = (
    "articles", "stories", "items", "results", "docs", "documents", "entries", "reports", "news", "data",
    "hits", "response", "records", "rows",
)  # fmt: skip
_MAX_WRAPPERS = 3
_EXPECTED = "Expected an object with a report's text, or a list of such. Mend it or leave it out."


def read_json(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read a JSON file: a list is read entry by entry, however long; lines of JSON are taken as such."""
    with blob.open() as raw:
        stream = as_buffered(raw)
        if _is_list(stream):
            yield from _read_list(blob.path, stream, settings)
        else:
            yield from _read_rest(blob.path, stream, settings)


def iter_json(blob: Blob, settings: IntakeSettings) -> Iterator[Any]:
    """Give the entries of a JSON file as they are.

    Raises:
        ValueError: it is not JSON.
    """
    with blob.open() as raw:
        stream = as_buffered(raw)
        if _is_list(stream):
            yield from (value for value, _ in _elements(stream, settings.max_line_bytes))
            return
        data = read_bounded(stream, settings.max_document_bytes)
    loaded = _load(data, settings)
    if isinstance(loaded, dict):
        yield from find_entries(loaded) or [loaded]
    elif isinstance(loaded, Exception):
        yield from (_load(line, settings) for line in data.splitlines())


def _is_list(stream: io.BufferedReader) -> bool:
    return stream.peek(_START_BYTES)[:_START_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def _read_list(path: str, stream: io.BufferedReader, settings: IntakeSettings) -> Readings:
    number = 0
    try:
        for value, text in _elements(stream, settings.max_line_bytes):
            number += 1
            draft = Draft(path, text.encode("utf-8", "replace"), "", number, declared=_WHERE, unit=_UNIT)
            yield read_object(draft, value, settings)
    except PackingError:
        raise
    except (ValueError, RecursionError) as error:
        reason = f"{_say(error)}. Expected a list of objects. Mend it; what was read is kept."
        yield Refusal(path, reason, number + 1, _UNIT)
        return
    if not number:
        yield Refusal(path, f"the list is empty. {_EXPECTED}")


def _elements(stream: io.BufferedReader, limit: int) -> Iterator[tuple[Any, str]]:
    """Decode the elements of a list one after another, each with its text, holding no more than one.

    What is read is doubled while an element is not whole, so that a long one is decoded few times.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    decoder = json.JSONDecoder(strict=False)
    buffer, place, at_end = text.read(_CHUNK_CHARS), 0, False
    place = buffer.index("[") + 1
    while True:
        place = _skip(buffer, place)
        try:
            if buffer[place : place + 1] == "]":
                return
            value, end = decoder.raw_decode(buffer, place)
            # A number at the end of what was read may go on.
            whole = at_end or end < len(buffer)
        except json.JSONDecodeError:
            if at_end:
                raise
            whole, end = False, place
        if whole:
            yield value, buffer[place:end]
            place = end
            continue
        if len(buffer) - place > limit:
            raise ValueError(f"an entry has more than {limit:,} characters")
        more = text.read(max(_CHUNK_CHARS, len(buffer) - place))
        buffer, place, at_end = buffer[place:] + more, 0, not more


def _skip(buffer: str, place: int) -> int:
    while place < len(buffer) and buffer[place] in " \t\r\n,":
        place += 1
    return place


def _read_rest(path: str, stream: io.BufferedReader, settings: IntakeSettings) -> Readings:
    """Read an object: one that spans lines is a document, one on a line may be one of many."""
    first = stream.readline(settings.max_line_bytes + 1)
    if not first.strip() and not stream.peek(1):
        yield Refusal(path, EMPTY)
        return
    loaded = _load(first, settings)
    rest = stream.readline(settings.max_line_bytes + 1)
    if isinstance(loaded, dict) and rest.strip():
        more = ((number + 2, line) for number, line in number_lines(stream, settings))
        yield from _read_lines(path, chain([(1, first), (2, rest)], more), settings)
        return
    if isinstance(loaded, Exception):
        data = read_bounded(
            io.BytesIO(first + rest + stream.read(settings.max_document_bytes + 1)),
            settings.max_document_bytes,
        )
        loaded, first = _load(data, settings), data
    if isinstance(loaded, Exception):
        yield Refusal(path, f"{_say(loaded)}. {_EXPECTED}")
        return
    yield from _read_document(path, first, loaded, settings)


def _read_lines(path: str, lines: Iterable[tuple[int, bytes | None]], settings: IntakeSettings) -> Readings:
    """Read numbered lines as JSON Lines."""
    for number, line in gather_rows(lines):
        if line is None:
            size = f"more than {settings.max_line_bytes:,} bytes in one line"
            yield Refusal(path, too_long(size, settings), number)
        elif line.strip():
            yield read_line(path, line.rstrip(b"\r\n"), settings, number=number)


def _load(data: bytes, settings: IntakeSettings) -> Any:
    """Give the value that bytes are the JSON of, or the error that says why they are none."""
    try:
        return json.loads(decode(data, settings).lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        return error


def _say(error: Exception) -> str:
    if isinstance(error, NotTextError):
        return str(error)
    return "it is nested too deeply" if isinstance(error, RecursionError) else f"it is not JSON ({error})"


def _read_document(path: str, data: bytes, loaded: Any, settings: IntakeSettings) -> Readings:
    if not isinstance(loaded, dict):
        yield read_object(Draft(path, data, "", declared=_WHERE), loaded, settings)
        return
    if str(loaded.get("format", "")).startswith("samestory/"):
        yield Refusal(path, "it is a dossier that samestory made. Expected reports. Leave it out.")
        return
    if str(loaded.get("version", "")).startswith("https://jsonfeed.org/"):
        yield from read_json_feed(path, loaded, settings)
        return
    folded = fold_keys(loaded)
    entries = None if pick_text(folded, (*BODY, *PAGE)) or settings.fields else find_entries(loaded)
    if entries is None:
        yield read_entry(Draft(path, data, "", declared=_WHERE), loaded, settings)
        return
    for number, entry in enumerate(entries, start=1):
        part = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        yield read_object(Draft(path, part, "", number, declared=_WHERE, unit=_UNIT), entry, settings)


def find_entries(loaded: Mapping[str, Any], depth: int = 0) -> list[Any] | None:
    """Find the list of entries in an object: under a usual name, under an address each, or nested so.

    >>> find_entries({"status": "ok", "response": {"docs": [{"text": "A fire."}]}})
    [{'text': 'A fire.'}]
    """
    for name in _LISTS:
        inner = loaded.get(name)
        if isinstance(inner, list) and any(isinstance(entry, dict) for entry in inner):
            # A search engine wraps each of its hits.
            return [entry.get("_source", entry) if isinstance(entry, dict) else entry for entry in inner]
        if isinstance(inner, dict) and depth < _MAX_WRAPPERS:
            found = find_entries(inner, depth + 1)
            if found is not None:
                return found
    values = list(loaded.values())
    if len(values) > 1 and all(isinstance(value, dict) for value in values):
        return [{"url": key, **value} if "://" in key else value for key, value in loaded.items()]
    return None
