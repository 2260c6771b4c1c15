"""What was written a moment ago, kept for whoever asks again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from samestory.library import DayCount, Library

State = tuple[tuple[int, ...], ...]

MAX_NAMED = 5_000
# Pages of the stories that are read just now: a long one has two million.
MAX_KEPT_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class KeptText:
    """What was written of a story, and the name of all that it follows from."""

    follows: str
    text: bytes


class Kept:
    """What was written of opened stories, each as it is now, those asked for last, within a bound."""

    def __init__(self, most: int = MAX_KEPT_BYTES) -> None:
        self._most = most
        self._size = 0
        self._texts: OrderedDict[tuple[str, ...], KeptText] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: tuple[str, ...]) -> KeptText | None:
        """Give what is kept under a key."""
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
            return self._texts.get(key)

    def forget(self) -> None:
        """Let go of all that is kept."""
        with self._lock:
            self._texts.clear()
            self._size = 0

    def keep(self, key: tuple[str, ...], kept: KeptText) -> None:
        """Keep a text, and let go of those that were not asked for the longest."""
        with self._lock:
            if key in self._texts:
                self._size -= len(self._texts.pop(key).text)
            self._size += len(kept.text)
            self._texts[key] = kept
            while self._size > self._most:
                self._size -= len(self._texts.popitem(last=False)[1].text)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a library holds in all: the stories that began on each day, and the reports."""

    days: tuple[DayCount, ...]
    reports: int


class Counter:
    """Counts what the library holds, again only when its file has changed: every list tells it."""

    def __init__(self) -> None:
        self._counted: tuple[State, Holdings] | None = None

    def count(self, library: Library) -> Holdings:
        """Count, or give what was counted while the library was as it is."""
        # Taken first: what changes from here on is counted next time.
        state = state_of(library.path)
        if self._counted is None or self._counted[0] != state:
            self._counted = state, Holdings(library.days(), library.count_reports())
        return self._counted[1]


class Names:
    """Names what the kept dossier of each story follows from; asked anew only when the file has changed."""

    def __init__(self) -> None:
        self._state: State = ()
        self._named: dict[str, str] = {}
        self._lock = threading.Lock()

    def name(self, file: Path, story: str, ask: Callable[[], str]) -> str:
        """Give the name, by asking if it is not known."""
        # Taken first: what changes while it is asked is asked again.
        state = state_of(file)
        with self._lock:
            if state != self._state or len(self._named) > MAX_NAMED:
                self._state = state
                self._named.clear()
            elif story in self._named:
                return self._named[story]
        name = ask()
        with self._lock:
            if state == self._state:
                self._named[story] = name
        return name


def state_of(library: Path) -> State:
    """Tell the state of a library's file, and of what was written and not yet put into it."""
    return tuple(map(_state_of_file, (library, library.with_name(library.name + "-wal"))))


def _state_of_file(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns
