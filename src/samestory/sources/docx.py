"""Word documents (DOCX): their paragraphs, and what they declare. Macros and all else are never opened."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from samestory.records import Declared
from samestory.sources.archives import open_member, open_zip
from samestory.sources.blobs import Blob
from samestory.sources.drafts import Draft, Metadata, Readings, Refusal, without_surrogates
from samestory.sources.fields import one_line
from samestory.sources.packing import read_bounded
from samestory.sources.safe_xml import NotXmlError, local_name, parse_xml
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import refuse_text

_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "‑"}
# What was struck out, and the text of fields and shapes that is there twice.
_SKIPPED = frozenset(("del", "deltext", "instrtext", "fallback", "movefrom"))


def read_docx(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read a document as one report, a line for each paragraph; text that was struck out is left out."""
    data = blob.read(settings.max_held_bytes)
    archive = open_zip(io.BytesIO(data), settings)
    try:
        body = _part(archive, _BODY, blob, settings)
        lines = list(_paragraphs(parse_xml(body, settings)))
        properties = _part(archive, _PROPERTIES, blob, settings)
        metadata = _read_properties(properties, settings) if properties else Metadata()
    except NotXmlError as error:
        yield Refusal(blob.path, f"{error}. Expected a Word document (.docx). Save it anew.")
        return
    text = without_surrogates("\n".join(lines)).strip()
    yield refuse_text(blob.path, text, settings) or metadata.added_to(Draft(blob.path, data, text))


def _part(archive: ZipFile, name: str, blob: Blob, settings: IntakeSettings) -> bytes:
    """Read one part of the document; nothing where it has none of that name."""
    try:
        member = archive.getinfo(name)
    except KeyError:
        return b""
    with open_member(archive, member, blob) as stream:
        return read_bounded(stream, settings.max_document_bytes)


def _paragraphs(root: Any) -> Iterator[str]:
    """Give the text of each paragraph; one inside another (in a shape) comes after it."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        name = local_name(node)
        if name in _SKIPPED:
            continue
        if name == "p" and (line := "".join(_pieces(node)).strip()):
            yield line
        waiting.extend(reversed(node))


def _pieces(paragraph: Any) -> Iterator[str]:
    """Walk a paragraph, passing by what is skipped and paragraphs in it."""
    waiting = list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        name = local_name(node)
        if name == "t":
            yield node.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _SKIPPED and name != "p":
            waiting.extend(reversed(node))


def _read_properties(data: bytes, settings: IntakeSettings) -> Metadata:
    """Who wrote the document and when. Its title is often that of an older one, and is left."""
    values = {local_name(node): one_line(node.text) for node in parse_xml(data, settings)}
    author = values.get("creator")
    declared = Declared(
        modified=values.get("modified"),
        language=values.get("language"),
        authors=(author,) if author else (),
        where="the document",
    )
    return Metadata(declared=declared)
