"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def align_passages(a: Account, b: Account) -> tuple[Passage, ...]:
    return ()
