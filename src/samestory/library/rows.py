"""What the library's verbs give back: one record for each kind of row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from samestory.records import Cleaning, Published, Report, SetAside


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What came of adding: how many reports are new, were there, replaced an earlier version.

    A new version is not counted among `added`.
    """

    added: int
    already: int
    new_versions: int
    set_aside: tuple[SetAside, ...]
    seconds: float

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Count what was set aside by its reason, the most frequent first."""
        counted = Counter(_first_clause(item.reason) for item in self.set_aside)
        return tuple(sorted(counted.items(), key=lambda found: (-found[1], found[0])))


@dataclass(frozen=True, slots=True)
class AddProgress:
    """How far an `add` has come: reports so far, of which new; bytes read, of how many."""

    reports: int
    added: int
    bytes_done: int
    bytes_total: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two versions: `old` became `new`, which stands at character `at` of the later."""

    at: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the library has it. `versions` are the ids of all that stood at its address, in order.

    `newer` is the version that took its place; `story` the story that it is in, None if it is in none.
    """

    report: Report
    cleaning: Cleaning
    published: Published
    story: str | None
    versions: tuple[str, ...]
    newer: str | None


def _first_clause(reason: str) -> str:
    """Cut a reason to what happened, without the values that differ from item to item."""
    return reason.split(". ", 1)[0].split(" (", 1)[0]
