"""Bytes to characters: what encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

from samestory.sources.settings import IntakeSettings
from samestory.text.language import UNDETERMINED, tell_language

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a file is by its first bytes, where it is no text.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a packed file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
_PAIRS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What hardly stands beside letters, and shows that the encoding is another.
_TEXT_BYTES = re.compile(rb"[^\x81\x83\x88\x90\x98]*\Z")
_STRAY = re.compile(r"[\x80-\x9f\ufffd¤¦¨¬¯±²³µ¶¸¹¼½¾¿×÷ˇ˘˙˛˝]\w|\w[\x80-\x9f\ufffd¤¦¨¬¯±¶¸¿×÷ˇ˘˙˛˝]")
# The encodings of one byte a letter that news still comes in, and the languages that are written in them.
# A text that reads as one of these in the encoding is in it: detectors waver on short texts.
_ENCODINGS = (
    ("cp1252", ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "id")),
    ("cp1250", ("pl", "cs", "hu", "ro")),
    ("iso8859-2", ("pl", "cs", "hu", "ro")),
    ("cp1254", ("tr",)),
    ("cp1258", ("vi",)),
)
# Enough to tell an encoding by; more costs a second a megabyte.
_SAMPLE_BYTES = 60_000


class NotTextError(ValueError):
    """The bytes are no text, or in no encoding that can be told."""


class UnknownEncodingError(NotTextError):
    """The bytes may be text, but in no encoding that can be told."""


def decode(data: bytes, settings: IntakeSettings, *, hint: str = "") -> str:
    """Decode bytes by their byte order mark, as UTF-8, as `hint` says, or by their looks, in this order.

    A byte order mark of UTF-8 stays in the text as U+FEFF, as Python's own 'utf-8' leaves it. Bytes
    broken in a text that is UTF-8 otherwise become U+FFFD.

    Raises:
        NotTextError: no encoding fits, or what comes out is not text.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise NotTextError(f"it is {kind}, not text")
    text = _decode_somehow(data, hint)
    sample = text[:_SAMPLE_BYTES].encode("utf-8", "surrogatepass")
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > settings.max_control_share * min(len(text), _SAMPLE_BYTES):
        raise NotTextError("it is binary data, not text")
    return text


def _decode_somehow(data: bytes, hint: str) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked_utf16(data)
    if encoding:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _is_broken_utf8(data):
        return data.decode("utf-8", "replace")
    for name in (hint, _by_language(data), _by_looks(data)):
        text = _try_encoding(data, name)
        if text is not None:
            return text
    raise UnknownEncodingError("its encoding cannot be told")


def _unmarked_utf16(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every other byte."""
    sample = data[:2000]
    if len(sample) < 4 or sample.count(0) < 0.3 * len(sample):
        return None
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if min(odd, even) > 0.05 * len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_broken_utf8(data: bytes) -> bool:
    """Most letters beyond ASCII are whole; those of another encoding are hardly ever."""
    whole = sum(map(len, _PAIRS.findall(data[:_SAMPLE_BYTES])))
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE_BYTES])
    return whole > 0.5 * high


def _by_language(data: bytes) -> str | None:
    if not _TEXT_BYTES.match(data):
        return None
    for encoding, languages in _ENCODINGS:
        text = _try_encoding(data[:_SAMPLE_BYTES], encoding) or ""
        if tell_language(text) in languages and not _STRAY.search(text):
            return encoding
    return None


def _by_looks(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is None:
        return None
    # A detector finds some encoding for any bytes; noise reads as no language and in no script.
    text = str(best)
    return best.encoding if tell_language(text) != UNDETERMINED or text.isascii() else None


def _try_encoding(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    # What calls itself Latin-1 is Windows-1252 in practice, as every browser takes it.
    western = name.lower().replace("_", "-") in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii")
    try:
        return data.decode("cp1252" if western else name, "replace")
    except (LookupError, ValueError):
        return None
