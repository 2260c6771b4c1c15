"""What the tests of sources share: bytes read as a file of a name, and the reasons for refusals."""

from __future__ import annotations

from pathlib import Path

from samestory.records import Intake
from samestory.sources import IntakeSettings, read_paths


def read_bytes(folder: Path, data: bytes, name: str, settings: IntakeSettings | None = None) -> Intake:
    """Read bytes as a file of that name."""
    (folder / name).write_bytes(data)
    return read_paths([folder / name], settings or IntakeSettings())


def names(intake: Intake) -> list[str]:
    """The last part of each report's source."""
    return [report.source.rpartition("/")[2] for report in intake.reports]


def reasons(intake: Intake) -> str:
    """All reasons as one text."""
    return "\n".join(f"{item.source}: {item.reason}" for item in intake.set_aside)
