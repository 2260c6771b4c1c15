"""Why two reports were put together: what they share, how likely they are of one story, and the verdict."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from samestory.library.fetching import fetch_report
from samestory.library.rows import SharedTerm, StoredReport, Why
from samestory.text.reuse.sameness import score_two
from samestory.text.reuse.shelves import UNKNOWN, Traits
from samestory.text.reuse.stories import SETTINGS, describe_report, read_title
from samestory.text.reuse.telling import share_terms

# The rest adds little to a likeness, and nothing to an explanation.
MOST_TERMS = 20
_TOLD_BY_OTHERS = "They share little with each other; other reports of the story join them."
_JOINED = "too little alone, but other reports of the story join them"
_TOO_FAR = "They share too little, or lie too many days apart, to be compared."
_APART = "over all their reports they are too little alike, or much less than each is in itself"


def explain_pair(connection: sqlite3.Connection, a: str, b: str, *, library: Path) -> Why:
    """Say why two reports were put together, or not.

    Raises:
        UnknownError: one of them is not there.
    """
    one, other = (fetch_report(connection, report, library=library) for report in (a, b))
    shared = share_terms(_read(one), _read(other))
    traits = [describe_report(r.report, r.cleaning, r.published) for r in (one, other)]
    likelihood = score_two(*traits)
    together = one.story is not None and one.story == other.story
    return Why(
        together=together,
        verdict=_word(one, other, likelihood),
        likelihood=likelihood,
        likeness=round(sum(weight for _, weight in shared), 4),
        days_apart=_days_apart(traits),
        shared=tuple(SharedTerm(term, round(weight, 4)) for term, weight in shared[:MOST_TERMS]),
    )


def _read(report: StoredReport) -> tuple[str, list[str]]:
    lines = [report.report.text[span.start : span.end].strip() for span in report.cleaning.paragraphs]
    return read_title(report.report, report.cleaning), lines


def _days_apart(traits: list[Traits]) -> int | None:
    a, b = traits
    if any(abs(day) >= UNKNOWN for report in traits for day in (report.earliest, report.latest)):
        return None
    return max(0, a.earliest - b.latest, b.earliest - a.latest)


def _word(one: StoredReport, other: StoredReport, likelihood: float | None) -> str:
    """Put the verdict into words."""
    if one.story is None or other.story is None:
        return "One of them is an earlier version of a report: only the newest versions are grouped."
    together = one.story == other.story
    if likelihood is None:
        return _TOLD_BY_OTHERS if together else _TOO_FAR
    said = f"By what they share they are of one story with likelihood {likelihood:.2f}"
    bound = f"reports join at {SETTINGS.join:.2f} on average"
    joins = likelihood >= SETTINGS.join
    if together:
        return f"{said}; {bound}." if joins else f"{said}: {_JOINED} ({bound})."
    return f"{said}, but their stories stay apart: {_APART} ({bound})." if joins else f"{said}: {bound}."
