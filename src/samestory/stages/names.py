"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def resolve_names(accounts: Sequence[Account]) -> tuple[Name, ...]:
    return ()
