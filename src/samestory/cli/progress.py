"""A bar on stderr for work that takes longer than a second, in a terminal only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("Reading reports", total=None)
    timer = threading.Timer(PATIENCE_SECONDS, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
