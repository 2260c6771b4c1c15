"""A verdict about two answers to one question, and what gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samestory.records.dossier import DifferenceStatus
from samestory.text.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two answers that are not the same, what they are to one another, and why."""

    status: DifferenceStatus
    because: str
    ours: Fact
    theirs: Fact


Judge = Callable[[Sequence[Fact], Sequence[Fact]], Verdict | None]
"""Judges all answers of one report against all of another; None where nothing differs."""
