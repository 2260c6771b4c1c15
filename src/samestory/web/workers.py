"""Long work beside the room: stories are opened and reports added in processes of their own.

A page is never kept waiting by a parser: it is told which job does the work and asks after it. The
process that opens stories keeps the models, so that only the first story waits for them.
"""

from __future__ import annotations

import logging
import multiprocessing
import secrets
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any, Literal

from samestory.web import tasks
from samestory.web.refusals import Refused
from samestory.web.settings import WebSettings
from samestory.web.uploads import remove_folder

# Of jobs that are over, so many are remembered; of those whose result is a dossier, some megabytes each,
# fewer.
MAX_REMEMBERED = {"open": 200, "add": 200, "compare": 16}
# More than these are not waited for by people.
MAX_WAITING = 100

Kind = Literal["open", "compare", "add"]
State = Literal["waiting", "running", "done", "failed"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of long work: what is being done, how far it is, and what came of it."""

    id: str
    kind: Kind
    about: str
    state: State = "waiting"
    what: str = ""
    done: int = 0
    total: int = 0
    result: Any = None
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.state in ("done", "failed")


class Workers:
    """Two processes, one that opens stories and one that adds; each is started when first needed."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._context = multiprocessing.get_context("spawn")
        # Held while a job is looked for and begun, so that two who ask at once share one.
        self._lock = threading.RLock()
        self._jobs: dict[str, Job] = {}
        self._pools: dict[str, ProcessPoolExecutor] = {}
        self._news: SimpleQueue[Any] = self._context.SimpleQueue()
        # The processes hold one end and end themselves when the other is closed, or gone with the room.
        self._watched, self._room = self._context.Pipe(duplex=False)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def open_story(self, story: str) -> Job:
        """Open a story, unless it is being opened already."""
        with self._lock:
            for job in self._jobs.values():
                if job.kind == "open" and job.about == story and not job.is_over:
                    return job
            return self._begin("open", story, tasks.open_story, str(self._settings.library), story)

    def compare(self, one: str, other: str) -> Job:
        """Compare two reports, unless that was done a moment ago; the result is their dossier."""
        about = f"{one} {other}"
        with self._lock:
            for job in self._jobs.values():
                if job.kind == "compare" and job.about == about and job.state != "failed":
                    return job
            return self._begin("compare", about, tasks.compare, str(self._settings.library), one, other)

    def add(self, about: str, folder: Path | None, addresses: Sequence[str]) -> Job:
        """Add what lies in a folder of uploads, which is then taken away, and what addresses lead to."""
        library = str(self._settings.library.resolve())
        given = (library, str(folder) if folder else None, list(addresses))
        return self._begin("add", about, tasks.add_reports, *given, folder=folder)

    def find(self, id: str) -> Job | None:
        """Give a job as it stands."""
        with self._lock:
            return self._jobs.get(id)

    def forget_comparisons(self) -> None:
        """Let every comparison be made again: a judgement may bear on it."""
        with self._lock:
            for old in [id for id, job in self._jobs.items() if job.kind == "compare" and job.is_over]:
                del self._jobs[old]

    def close(self) -> None:
        """End the processes; work that was not finished is done again another time."""
        self._news.put(None)
        self._room.close()
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def _begin(
        self, kind: Kind, about: str, task: Callable[..., Any], *given: Any, folder: Path | None = None
    ) -> Job:
        job = Job(secrets.token_hex(8), kind, about)
        with self._lock:
            if sum(not each.is_over for each in self._jobs.values()) >= MAX_WAITING:
                raise Refused(503, "busy", "Too much is waiting to be done. Ask again later.")
            self._jobs[job.id] = job
            self._forget(kind)
            future = self._submit(kind, tasks.explained, task, job.id, *given)
        future.add_done_callback(lambda done: self._finish(job, done, folder))
        return job

    def _forget(self, kind: Kind) -> None:
        over = [id for id, each in self._jobs.items() if each.kind == kind and each.is_over]
        for old in over[: -MAX_REMEMBERED[kind]]:
            del self._jobs[old]

    def _submit(self, kind: Kind, *call: Any) -> Future[Any]:
        """Hand a task to its process; one that died (of too little memory, or killed) is replaced."""
        # What needs the models is done by one process, which keeps them.
        place = "add" if kind == "add" else "read"
        try:
            return self._pool(place).submit(*call)
        except BrokenProcessPool:
            del self._pools[place]
            return self._pool(place).submit(*call)

    def _pool(self, place: str) -> ProcessPoolExecutor:
        if place not in self._pools:
            given = (self._news, self._watched)
            self._pools[place] = ProcessPoolExecutor(
                1, mp_context=self._context, initializer=tasks.prepare, initargs=given
            )
        return self._pools[place]

    def _finish(self, job: Job, future: Future[Any], folder: Path | None) -> None:
        # Here and not in the process: that may have died.
        remove_folder(folder)
        error = None if future.cancelled() else future.exception()
        if future.cancelled():
            self._change(job.id, state="failed", error="The room was closed before it was done.")
        elif error is None:
            self._change(job.id, state="done", result=future.result())
        else:
            self._change(job.id, state="failed", error=_explain(error))

    def _change(self, id: str, **values: Any) -> None:
        with self._lock:
            if id in self._jobs:
                self._jobs[id] = replace(self._jobs[id], **values)

    def _listen(self) -> None:
        while (news := self._news.get()) is not None:
            id, what, done, total = news
            with self._lock:
                job = self._jobs.get(id)
                if job is not None and not job.is_over:
                    self._jobs[id] = replace(job, state="running", what=what, done=done, total=total)


def _explain(error: BaseException) -> str:
    if isinstance(error, tasks.TaskError):
        return str(error)
    if isinstance(error, BrokenProcessPool):
        return "The process that did it was ended, perhaps for want of memory. Try again."
    _log.error("a job of the reading room failed", exc_info=error)
    return "Something went wrong in samestory. The terminal in which it runs says what."
