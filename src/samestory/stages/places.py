"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def locate_names(names: Sequence[Name], accounts: Sequence[Account]) -> tuple[Name, ...]:
    return tuple(names)
