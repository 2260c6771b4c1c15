"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa
import re


def clean_report(report: Report) -> Cleaning:
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*[^\s][^\n]*", report.text)]
    title = Title(report.text[lines[0].start:lines[0].end], lines[0].start, lines[0].end) if lines else None
    return Cleaning(report.id, title, (), tuple(lines[1:]), (), (), (), "en")
