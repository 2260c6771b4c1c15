"""What can go wrong, as one tree.

    SamestoryError
    ├── InputError            a path or an item that cannot be read
    │   └── NoReportsError    nothing at all could be read as a report
    └── ModelError            the English parser is missing or does not fit

Every message says what happened and where, what was expected, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from samestory.records import SetAside


class SamestoryError(Exception):
    """The base of all that samestory raises on purpose."""


class InputError(SamestoryError):
    """Something given could not be read. `source` names it, `reason` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"Cannot read {source}: {reason}")
        self.source = source
        self.reason = reason


class NoReportsError(SamestoryError):
    """Nothing that was given could be read as a report. `set_aside` has each item and its reason."""

    def __init__(self, set_aside: Sequence[SetAside]) -> None:
        listed = "".join(f"\n  {item.source}: {item.reason}" for item in set_aside)
        super().__init__(
            f"No report could be read.{listed}\n"
            "Expected text (.txt), HTML (.html, .htm) or JSON Lines (.jsonl), or folders of these."
        )
        self.set_aside = tuple(set_aside)


class ModelError(SamestoryError):
    """The parser or the sentence vectors could not be loaded."""
