"""XML from strangers: read where it is sloppy, refused where it is hostile."""

from __future__ import annotations

import time

import pytest

from samestory.sources.safe_xml import NotXmlError, local_name, parse_xml
from samestory.sources.settings import SETTINGS

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><item><title>&j;</title></item></channel></rss>"
)
LOCAL = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>'


def text_of(data: bytes) -> str:
    """All the text of a document."""
    return "".join(parse_xml(data, SETTINGS).itertext())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("document", [LAUGHS, LOCAL])
def test_entities_are_neither_expanded_nor_fetched(document: str, encoding: str) -> None:
    """A kilobyte stays one, in whatever encoding the definition hides."""
    began = time.monotonic()
    with pytest.raises(NotXmlError, match="defines entities of its own"):
        parse_xml(document.encode(encoding), SETTINGS)
    assert time.monotonic() - began < 1


def test_names_that_html_knows_are_put_in() -> None:
    """Feeds use them though XML has five of them only."""
    assert text_of(b"<rss>caf&eacute;&nbsp;&amp; &lt;b&gt; &nosuch;</rss>") == "café\u00a0& <b> &nosuch;"


def test_a_wrong_declaration_does_not_garble() -> None:
    """UTF-8 that calls itself Latin-1 is UTF-8."""
    data = '<?xml version="1.0" encoding="iso-8859-1"?><rss>café in Port Velma</rss>'.encode()
    assert text_of(data) == "café in Port Velma"


def test_an_encoding_that_is_declared_and_right_is_taken() -> None:
    """Where the bytes are not UTF-8."""
    data = '<?xml version="1.0" encoding="windows-1251"?><rss>Паром сел на мель</rss>'.encode("cp1251")
    assert text_of(data) == "Паром сел на мель"


def test_controls_that_xml_forbids_do_not_end_the_text() -> None:
    """What follows them is kept."""
    assert text_of(b"<rss>A fire\x01 broke out" + b" in the harbour" * 9 + b"</rss>").startswith(
        "A fire\ufffd broke"
    )


def test_an_old_document_type_without_entities_is_no_harm() -> None:
    """RSS 0.91 has one, and it is not fetched."""
    data = b'<!DOCTYPE rss PUBLIC "-//X//DTD RSS 0.91//EN" "http://x.example/rss.dtd"><rss>A fire</rss>'
    assert local_name(parse_xml(data, SETTINGS)) == "rss"


@pytest.mark.parametrize("data", [b"", b"   ", b"plain words", b"\x89PNG" * 20, b"<" * 3_000_000])
def test_what_is_no_xml_is_said(data: bytes) -> None:
    """Without a parser's own words for it leaking as a crash."""
    with pytest.raises(NotXmlError):
        parse_xml(data, SETTINGS)


def test_nesting_without_end_is_survived() -> None:
    """Nothing here recurses."""
    began = time.monotonic()
    root = parse_xml(b"<a>" * 100_000, SETTINGS)
    assert local_name(root) == "a"
    assert time.monotonic() - began < 3
