"""`meta.json` beside reports: what a person declares of text and HTML files, which cannot say it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from samestory.sources.drafts import Metadata, Refusal
from samestory.sources.fields import pick_metadata
from samestory.sources.packing import read_bounded
from samestory.sources.settings import IntakeSettings

SIDECAR = "meta.json"
NEVER_REPORTS = frozenset((SIDECAR, "gold.json"))
# What people lay beside data to explain it, often as text; read as a report only when named outright.
_ABOUT_THE_FOLDER = frozenset(("readme", "license", "licence", "changelog", "contributing"))
_EXPECTED = "Expected a list of objects, each with 'report' (a file's name) and what is known of it."


def is_about_the_folder(name: str) -> bool:
    """Whether a file explains those beside it.

    >>> is_about_the_folder("README.md"), is_about_the_folder("fire.md")
    (True, False)
    """
    return PurePosixPath(name).stem.lower() in _ABOUT_THE_FOLDER


class Sidecars:
    """The sidecars met on one reading, each read once; those that cannot be read are kept in `refusals`."""

    def __init__(self, settings: IntakeSettings) -> None:
        self._settings = settings
        self._tables: dict[Path, dict[str, Metadata]] = {}
        self.refusals: list[Refusal] = []

    def find(self, file: Path, path: str) -> Metadata | None:
        """Find what is declared of a file, named as `path`: beside it first, else in the folder above."""
        beside = Path(path).parent
        above = beside.parent if beside.name not in ("", "..") else beside / ".."
        for folder, shown in ((file.parent, beside), (file.parent.parent, above)):
            if folder not in self._tables:
                self._tables[folder] = self._read(folder / SIDECAR, (shown / SIDECAR).as_posix())
            found = self._tables[folder].get(file.name)
            if found is not None:
                return found
        return None

    def _read(self, file: Path, shown: str) -> dict[str, Metadata]:
        try:
            if not file.is_file():
                return {}
            with file.open("rb") as stream:
                return parse_sidecar(stream, self._settings)
        except (OSError, ValueError, RecursionError) as error:
            self.refusals.append(refuse_sidecar(shown, error))
            return {}


def parse_sidecar(stream: IO[bytes], settings: IntakeSettings) -> dict[str, Metadata]:
    """Read what is declared of each file, by its name.

    Raises:
        ValueError: it is no JSON or no list, or far too long.
        RecursionError: it is nested too deeply.
    """
    data = read_bounded(stream, settings.max_sidecar_bytes)
    return dict(_entries(json.loads(data.decode("utf-8-sig"))))


def refuse_sidecar(shown: str, error: Exception) -> Refusal:
    """Say why a sidecar cannot be read."""
    return Refusal(shown, f"{_say(error)}. {_EXPECTED} Mend it, or its reports stay without metadata.")


def _say(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, OSError):
        return error.strerror or "it cannot be opened"
    return str(error) or "it is not JSON"


def _entries(loaded: Any) -> Iterator[tuple[str, Metadata]]:
    if isinstance(loaded, dict):
        loaded = loaded.get(
            "reports", [{"report": name, **v} for name, v in loaded.items() if isinstance(v, dict)]
        )
    if not isinstance(loaded, list):
        raise ValueError(f"it holds {type(loaded).__name__}, not a list")
    for entry in loaded:
        if isinstance(entry, dict) and isinstance(entry.get("report"), str):
            name = Path(entry["report"]).name
            yield name, pick_metadata({k: v for k, v in entry.items() if k != "report"}, where=SIDECAR)
