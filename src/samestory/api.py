"""The library for Python: one verb that reads reports and gives back a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from samestory.errors import NoReportsError
from samestory.pipeline import Progress, load_models, make_dossier, no_progress
from samestory.records import Dossier
from samestory.sources import IntakeSettings, read_paths
from samestory.sources.fetching.settings import FetchSettings

__all__ = ["load_models", "read"]


def read(
    paths: Sequence[str | PathLike[str]],
    *,
    one_story: bool = False,
    fields: Sequence[tuple[str, str]] = (),
    fetch: FetchSettings | None = None,
    progress: Progress = no_progress,
) -> Dossier:
    """Read reports from files and folders and make their dossier.

    Args:
        paths: files of any kind that `samestory formats` lists, folders that hold some at any depth, or
            addresses, which are fetched.
        one_story: take all reports as one story instead of grouping them.
        fields: which field of an entry is what, where its names do not tell: `[("text", "body.full")]`.
        fetch: the manners and bounds of fetching.
        progress: called with what is being done, how many are done and of how many.

    Returns:
        The dossier. What could not be read is named, with its reason, in `set_aside`.

    Raises:
        NoReportsError: nothing that was given could be read as a report.
        ModelError: the English parser is not installed.
    """
    intake = read_paths(
        [str(path) for path in paths], IntakeSettings(fields=tuple(fields), fetch=fetch or FetchSettings())
    )
    if not intake.reports:
        raise NoReportsError(intake.set_aside)
    return make_dossier(intake, load_models=load_models, one_story=one_story, progress=progress)
