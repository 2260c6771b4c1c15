"""Preparing reports on every core: pieces go out, results come back in the order in which they went.

No more pieces are out than keep the cores busy, so that memory does not grow with what is added. A
report that kills the process which reads it is found and set aside; it does not stop the others.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import sqlite3
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from samestory.library.preparing import Prepared, prepare_reports
from samestory.library.store import connect
from samestory.records import Report, SetAside
from samestory.sources import Draft
from samestory.sources.jsonl import Line
from samestory.sources.pieces import Item, NamedFile, Piece, read_piece
from samestory.sources.settings import IntakeSettings
from samestory.sources.sidecar import Sidecars

# With fewer pieces than this, starting processes (half a second) costs more than it saves.
WORTH_PIECES = 4
# While a batch is written the cores work on; a batch is about sixteen pieces.
OUT_PER_PROCESS = 16
# Reports that the library is asked for in one question.
ASKED_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Into which library reports are read, and within which bounds."""

    library: Path
    settings: IntakeSettings


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the library already had when it was read."""

    id: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a piece: every report prepared, known or set aside, and the bytes it took."""

    items: tuple[Prepared | Known | SetAside, ...]
    size: int


def count_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def prepare_pieces(pieces: Iterable[Piece], place: Place, *, processes: int) -> Iterator[Outcome]:
    """Prepare all pieces, in order, in so many processes; in this one if there are few pieces."""
    stream = iter(pieces)
    first = list(islice(stream, WORTH_PIECES))
    if processes < 2 or len(first) < WORTH_PIECES:
        yield from _prepare_here(chain(first, stream), place)
        return
    yield from _prepare_there(chain(first, stream), place, processes)


def _prepare_here(pieces: Iterable[Piece], place: Place) -> Iterator[Outcome]:
    preparer = Preparer(place)
    try:
        for piece in pieces:
            yield preparer.prepare(piece)
    finally:
        preparer.close()


def _prepare_there(pieces: Iterator[Piece], place: Place, processes: int) -> Iterator[Outcome]:
    out: deque[tuple[Piece, Future[Outcome]]] = deque()
    pool = _start_pool(place, processes)
    if pool is None:
        yield from _prepare_here(pieces, place)
        return
    try:
        more = True
        while more or out:
            while more and len(out) < processes * OUT_PER_PROCESS:
                piece = next(pieces, None)
                more = piece is not None
                if piece is not None:
                    out.append((piece, _submit(pool, piece)))
            if not out:
                break
            piece, future = out.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=True, cancel_futures=True)
                yield from _search_killer([piece, *(waiting for waiting, _ in out)], place)
                out.clear()
                pool = _start_pool(place, processes) or pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, piece: Piece) -> Future[Outcome]:
    try:
        return pool.submit(_prepare_piece, piece)
    except BrokenProcessPool as error:
        failed: Future[Outcome] = Future()
        failed.set_exception(error)
        return failed


def _search_killer(pieces: Iterable[Piece], place: Place) -> Iterator[Outcome]:
    """Read pieces one by one, and one that kills its process item by item: it holds what does it."""
    for piece in pieces:
        outcome = _try_alone(piece, place)
        if outcome is not None:
            yield outcome
            continue
        for item in piece.items:
            alone = Piece((item,), 0)
            yield _try_alone(alone, place) or Outcome((SetAside(_name(item), _KILLER),), 0)
        yield Outcome((), piece.size)


_KILLER = (
    "the process that read it was killed by it, or for want of memory. Expected a report. Leave it out, "
    "or read it alone with: samestory read"
)


def _try_alone(piece: Piece, place: Place) -> Outcome | None:
    pool = _start_pool(place, 1)
    if pool is None:
        return None
    with pool:
        try:
            return pool.submit(_prepare_piece, piece).result()
        except BrokenProcessPool:
            return None


def _name(item: Item) -> str:
    if isinstance(item, Line):
        return f"{item.path}#{item.number}"
    return item.path if isinstance(item, NamedFile) else item.source


def _start_pool(place: Place, processes: int) -> ProcessPoolExecutor | None:
    """Start processes; None where a script without `if __name__ == "__main__"` forbids them."""
    context = multiprocessing.get_context(_start_method())
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(processes, context, _begin, (place,))
    try:
        pool.submit(os.getpid).result()
    except (BrokenProcessPool, OSError):
        pool.shutdown(wait=False)
        return None
    return pool


def _start_method() -> str:
    # A forked copy of a process with threads can hang; a server that forks has none.
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class Preparer:
    """Prepares pieces, with an eye on the library for what it already has."""

    def __init__(self, place: Place) -> None:
        self._connection = connect(place.library, read_only=True)
        self._settings = place.settings
        self._sidecars = Sidecars(place.settings)

    def prepare(self, piece: Piece) -> Outcome:
        """Read the reports of a piece and prepare those that the library has not."""
        readings = read_piece(piece, self._sidecars, self._settings)
        items: list[Prepared | Known | SetAside] = []
        while some := list(islice(readings, ASKED_AT_ONCE)):
            items += self._prepare(some)
        return Outcome(tuple(items), piece.size)

    def close(self) -> None:
        """Let go of the library."""
        self._connection.close()

    def _prepare(self, readings: Sequence[Draft | SetAside]) -> Iterator[Prepared | Known | SetAside]:
        reports = [reading.report() if isinstance(reading, Draft) else None for reading in readings]
        there = self._find_known([report.id for report in reports if report])
        fresh = [
            (report, reading.data)
            for report, reading in zip(reports, readings, strict=True)
            if report is not None and report.id not in there and isinstance(reading, Draft)
        ]
        prepared = iter(_prepare_all(fresh))
        for reading, report in zip(readings, reports, strict=True):
            if isinstance(reading, SetAside):
                yield reading
            elif report is not None:
                yield Known(report.id, report.source) if report.id in there else next(prepared)

    def _find_known(self, names: Sequence[str]) -> frozenset[str]:
        # Whatever keeps the library from being asked, the writer will ask again.
        with contextlib.suppress(sqlite3.OperationalError):
            query = "SELECT r.id FROM json_each(?) AS w CROSS JOIN report AS r ON r.id = w.value"
            rows = self._connection.execute(query, (json.dumps(names),)).fetchall()
            return frozenset(name for (name,) in rows)
        return frozenset()


# What a fault of ours can raise on a report that nobody foresaw.
_FAULTS = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError)


def _prepare_all(read: Sequence[tuple[Report, bytes]]) -> Sequence[Prepared | SetAside]:
    """Prepare reports together; one by one where one of them cannot be: it never stops the others."""
    try:
        return prepare_reports(read)
    except _FAULTS as error:
        if len(read) > 1:
            return [one for each in read for one in _prepare_all([each])]
        reason = f"it could not be read ({type(error).__name__}: {error}). This is a fault in samestory."
        return [SetAside(read[0][0].source, reason)]


_preparer: Preparer | None = None


def _begin(place: Place) -> None:
    """Make a process ready: it ends with its parent, however that ends."""
    global _preparer  # noqa: PLW0603 - the only way to keep something in a process of a pool
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _preparer = Preparer(place)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _prepare_piece(piece: Piece) -> Outcome:
    if _preparer is None:
        raise RuntimeError("the process was not made ready")
    return _preparer.prepare(piece)
