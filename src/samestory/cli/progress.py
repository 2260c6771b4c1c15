"""A bar on stderr for work that takes longer than a second, in a terminal only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

Progress = Callable[[str, int, int], None]

# Shorter work needs no bar: it would only flicker.
PATIENCE_SECONDS = 1.0


def _no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody."""


@contextmanager
def show_progress(*, wanted: bool) -> Iterator[Progress]:
    """Give a callback that shows what is being done, once it has taken longer than a second."""
    if not (wanted and sys.stderr.isatty()):
        yield _no_progress
        return
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    with _shown(columns, "Reading reports") as progress:
        yield progress


@contextmanager
def show_share(*, wanted: bool) -> Iterator[Progress]:
    """Give a callback for work whose parts are bytes: shows the share that is done, and the time left."""
    if not (wanted and sys.stderr.isatty()):
        yield _no_progress
        return
    from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
               TimeRemainingColumn())  # fmt: skip
    with _shown(columns, "Reading reports") as progress:
        yield progress


@contextmanager
def _shown(columns: Sequence[Any], what: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=None)
    timer = threading.Timer(PATIENCE_SECONDS, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
