"""Long work beside the room: stories are opened and reports added in processes of their own.

A page is never kept waiting by a parser: it is told which job does the work and asks after it. The
process that opens stories keeps the models, so that only the first story waits for them.
"""

from __future__ import annotations

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
from samestory.web.settings import WebSettings

# Of jobs that are over, so many are remembered.
MAX_REMEMBERED = 200

Kind = Literal["open", "compare", "add"]
State = Literal["waiting", "running", "done", "failed"]


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
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._pools: dict[str, ProcessPoolExecutor] = {}
        self._news: SimpleQueue[Any] = self._context.SimpleQueue()
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
        return self._begin(
            "add", about, tasks.add_reports, library, str(folder) if folder else None, list(addresses)
        )

    def find(self, id: str) -> Job | None:
        """Give a job as it stands."""
        with self._lock:
            return self._jobs.get(id)

    def close(self) -> None:
        """End the processes; work that was not finished is done again another time."""
        self._news.put(None)
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def _begin(self, kind: Kind, about: str, task: Callable[..., Any], *given: Any) -> Job:
        job = Job(secrets.token_hex(8), kind, about)
        with self._lock:
            self._jobs[job.id] = job
            for old in [id for id, each in self._jobs.items() if each.is_over][:-MAX_REMEMBERED]:
                del self._jobs[old]
            future = self._submit(kind, task, job.id, *given)
        future.add_done_callback(lambda done: self._finish(job.id, done))
        return job

    def _submit(self, kind: Kind, task: Callable[..., Any], *given: Any) -> Future[Any]:
        """Hand a task to its process; one that died (of too little memory, or killed) is replaced."""
        # What needs the models is done by one process, which keeps them.
        place = "add" if kind == "add" else "read"
        try:
            return self._pool(place).submit(task, *given)
        except BrokenProcessPool:
            del self._pools[place]
            return self._pool(place).submit(task, *given)

    def _pool(self, place: str) -> ProcessPoolExecutor:
        if place not in self._pools:
            self._pools[place] = ProcessPoolExecutor(
                1, mp_context=self._context, initializer=tasks.prepare, initargs=(self._news,)
            )
        return self._pools[place]

    def _finish(self, id: str, future: Future[Any]) -> None:
        if future.cancelled():
            self._change(id, state="failed", error="The room was closed before it was done.")
            return
        error = future.exception()
        if error is None:
            self._change(id, state="done", result=future.result())
        else:
            self._change(id, state="failed", error=str(error) or type(error).__name__)

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
