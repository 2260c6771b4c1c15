"""What the room's worker processes do: open a story, add reports. Nothing here knows of the web."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any

from samestory.api import load_models
from samestory.errors import SamestoryError
from samestory.library import AddSummary, open_library
from samestory.pipeline import Models
from samestory.records import Dossier
from samestory.sources.sidecar import NEVER_REPORTS

Progress = Callable[[str, int, int], None]

# Set once in each worker process, by `prepare`; the room's own process never calls these tasks.
_news: list[SimpleQueue[Any]] = []


class TaskError(Exception):
    """Why a task could not be done, in words alone: not every error outlives the way between processes."""


def prepare(news: SimpleQueue[Any], room: Connection) -> None:
    """Take the queue on which progress is told, and end when the room does, however that ends."""
    # Ctrl-C reaches every process of the terminal; it is the room's to say what becomes of the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_room, args=(room,), daemon=True).start()
    _news.append(news)


def _end_with_room(room: Connection) -> None:
    # Nothing is ever sent: this returns when the other end is closed. A library may be left at any moment.
    room.poll(None)
    os._exit(0)


def explained(task: Callable[..., Any], *given: Any) -> Any:
    """Do a task; what samestory refuses is told as a `TaskError`."""
    try:
        return task(*given)
    except SamestoryError as error:
        raise TaskError(str(error)) from None


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
        os.chdir("/")


@cache
def _models() -> Models:
    return load_models()


def _teller(job: str) -> Progress:
    def tell(what: str, done: int, total: int) -> None:
        for news in _news:
            news.put((job, what, done, total))

    return tell
