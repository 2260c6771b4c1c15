"""Provisional."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from samestory.records import Intake, Report, content_id


def read_paths(paths: Sequence[str | Path]) -> Intake:
    """Provisional."""
    files = sorted(f for p in map(Path, paths) for f in ([p] if p.is_file() else p.rglob("*.txt")))
    reports = []
    for f in files:
        data = f.read_bytes()
        reports.append(Report(content_id("r", hashlib.sha256(data).hexdigest()), f.as_posix(), data.decode(), hashlib.sha256(data).hexdigest()))
    return Intake(tuple(reports), ())
