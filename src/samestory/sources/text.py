"""Plain text files: one report each, the text exactly as decoded."""

from __future__ import annotations

from samestory.sources.decoding import NotTextError, decode
from samestory.sources.drafts import Draft, Readings, Refusal, plain_newlines
from samestory.sources.settings import IntakeSettings

EMPTY = "it holds no text. Expected the words of a report. Fetch it again or leave it out."


def read_text(path: str, data: bytes, settings: IntakeSettings) -> Readings:
    """Read the bytes of a text file as one report.

    The text is what `open(path, encoding="utf-8").read()` gives for UTF-8: nothing is stripped, and
    line ends are made one, as Python makes them.
    """
    try:
        text = plain_newlines(decode(data, settings))
    except NotTextError as error:
        yield Refusal(path, f"{error}. Expected text, best in UTF-8. Convert it or leave it out.")
        return
    refusal = refuse_text(path, text, settings)
    yield refusal or Draft(path, data, text)


def refuse_text(path: str, text: str, settings: IntakeSettings, *, line: int = 0) -> Refusal | None:
    """Say why a text is no report, if it is none: empty or far too long."""
    if not text.strip("\ufeff\u200b \t\n\x0b\x0c\x00\u00a0"):
        return Refusal(path, EMPTY, line)
    if len(text) > settings.max_report_chars:
        return Refusal(path, too_long(f"{len(text):,} characters", settings), line)
    return None


def too_long(size: str, settings: IntakeSettings) -> str:
    """Say that something is too long for a report."""
    return (
        f"it has {size}. Expected a report of at most {settings.max_report_chars:,} characters. "
        "Split it into its reports, or write them as JSON Lines."
    )
