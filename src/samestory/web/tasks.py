"""What the room's worker processes do: open a story, add reports. Nothing here knows of the web."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any

from samestory.api import load_models
from samestory.library import AddSummary, open_library
from samestory.pipeline import Models
from samestory.records import Dossier
from samestory.sources.sidecar import NEVER_REPORTS

Progress = Callable[[str, int, int], None]

# Set once in each worker process, by `prepare`; the room's own process never calls these tasks.
_news: list[SimpleQueue[Any]] = []


def prepare(news: SimpleQueue[Any]) -> None:
    """Take the queue on which progress is told."""
    _news.append(news)


def open_story(job: str, library: str, story: str) -> str:
    """Make the dossier of a story and leave it in the library; gives the story's id as it is now."""
    with open_library(library) as opened:
        dossier = opened.story(story, load_models=_models, progress=_teller(job))
        return dossier.stories[0].id


def compare(job: str, library: str, one: str, other: str) -> Dossier:
    """Read two reports as one story."""
    with open_library(library, read_only=True) as opened:
        return opened.compare(one, other, load_models=_models, progress=_teller(job))


def add_reports(job: str, library: str, folder: str | None, addresses: Sequence[str]) -> AddSummary:
    """Add the uploads in a folder, named as they were there, and the pages at addresses."""
    paths: list[str] = list(addresses)
    if folder is not None:
        # So that reports are named by their files and not by where these lay for a moment.
        os.chdir(folder)
        paths += sorted(path.name for path in Path(folder).iterdir() if path.name not in NEVER_REPORTS)
    try:
        with open_library(library) as opened:
            return opened.add(paths, processes=1, progress=_teller(job))
    finally:
        if folder is not None:
            os.chdir("/")
            shutil.rmtree(folder, ignore_errors=True)


@cache
def _models() -> Models:
    return load_models()


def _teller(job: str) -> Progress:
    def tell(what: str, done: int, total: int) -> None:
        for news in _news:
            news.put((job, what, done, total))

    return tell
