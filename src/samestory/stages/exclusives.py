"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def list_exclusives(statements: Sequence[Statement], accounts: Sequence[Account]) -> tuple[OnlyIn, ...]:
    return ()
