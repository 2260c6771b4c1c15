"""What many tests need: the parser, loaded once, and a short way from a text to its records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from samestory.models import SpacyParser
from samestory.pipeline import read_report
from samestory.records import Account, Annotation, Published, Report, content_id
from samestory.stages.annotation import annotate_report
from samestory.stages.cleaning import clean_report

AccountMaker = Callable[..., Account]


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The English parser, loaded once for all tests."""
    return SpacyParser()


def report_of(text: str, *, source: str = "a.txt", **fields: str | None) -> Report:
    """Make a report by hand; its id follows from its text and source."""
    return Report(content_id("r", text, source), source, text, content_id("x", text), **fields)  # type: ignore[arg-type]


@pytest.fixture
def annotate(parser: SpacyParser) -> Callable[[str], tuple[Report, Annotation]]:
    """Clean and parse a text."""

    def make(text: str) -> tuple[Report, Annotation]:
        report = report_of(text)
        return report, annotate_report(report, clean_report(report), parser=parser)

    return make


@pytest.fixture
def account_of(parser: SpacyParser) -> AccountMaker:
    """Read a text as a report published on a day (ISO), with all single-text stages."""

    def make(text: str, *, source: str = "a.txt", day: str | None = None, **fields: str | None) -> Account:
        report = report_of(text, source=source, **fields)
        published = (
            Published(date.fromisoformat(day), date.fromisoformat(day)) if day else Published(None, None)
        )
        return read_report(report, clean_report(report), published, parser=parser)

    return make
