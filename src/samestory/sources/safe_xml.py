"""XML from strangers: no entities of its own, no network, no more elements than a document of news has."""

from __future__ import annotations

import html
import re
from typing import Any

from samestory.sources.decoding import NotTextError, decode
from samestory.sources.settings import IntakeSettings

_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,300}\?>\s*")
_CHARSET = re.compile(rb"""<\?xml[^<>]{1,200}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_:.-]{2,40})""")
_CHARSET_BYTES = 300
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_NAMES = frozenset(("lt", "gt", "amp", "quot", "apos"))
# What XML cannot hold: a parser that recovers would drop the rest of the text with it.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# An element takes about 150 bytes; feeds have a few thousand, long documents fifty thousand.
_MAX_ELEMENTS = 1_000_000


class NotXmlError(ValueError):
    """No tree can be made of the bytes, or none that is safe to make."""


def parse_xml(data: bytes, settings: IntakeSettings) -> Any:
    """Parse bytes to the root of an lxml tree, mending what can be mended.

    Names of characters that HTML knows ('&nbsp;') are put in; a document that defines entities of its own
    is refused, since that is how a kilobyte becomes a gigabyte or a local file.

    Raises:
        NotXmlError: it is no XML, defines entities or has far too many elements.
    """
    from lxml import etree

    hint = _CHARSET.search(data, 0, _CHARSET_BYTES)
    try:
        text = decode(data, settings, hint=hint.group(1).decode("ascii") if hint else "")
    except NotTextError as error:
        raise NotXmlError(str(error)) from error
    if "<!ENTITY" in text:
        raise NotXmlError("it defines entities of its own, which are never expanded")
    if text.count("<") > 2 * _MAX_ELEMENTS:
        raise NotXmlError(f"it has more than {_MAX_ELEMENTS:,} elements")
    text = text.lstrip("\ufeff \t\r\n")
    declaration = _DECLARATION.match(text)
    text = _NO_XML.sub("\ufffd", text[declaration.end() :] if declaration else text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(_NAMED.sub(_put_in, text).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotXmlError(str(error)[:200] or "it is no XML") from error
    if root is None:
        raise NotXmlError("it is no XML")
    return root


def local_name(element: Any) -> str:
    """Give an element's name in small letters without its namespace; empty for comments and the like.

    >>> from lxml import etree
    >>> local_name(etree.fromstring('<a:Item xmlns:a="urn:x"/>'))
    'item'
    """
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _put_in(match: re.Match[str]) -> str:
    if match.group(1) in _XML_NAMES:
        return match.group()
    plain = html.unescape(match.group())
    # A name that HTML does not know stays, as text.
    return plain if plain != match.group() else f"&amp;{match.group(1)};"
