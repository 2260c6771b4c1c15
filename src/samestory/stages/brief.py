"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def compose_brief(statements: Sequence[Statement], accounts: Sequence[Account]) -> tuple[BriefSentence, ...]:
    return ()
