"""What was written a moment ago, kept for whoever asks again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from samestory.library import DayCount, Library

# Pages of the stories that are read just now: a long one has two million.
MAX_KEPT_BYTES = 64_000_000


class Kept:
    """What was written of opened stories, those asked for last, within a bound."""

    def __init__(self, most: int = MAX_KEPT_BYTES) -> None:
        self._most = most
        self._size = 0
        self._texts: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: tuple[str, ...]) -> bytes | None:
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

    def keep(self, key: tuple[str, ...], text: bytes) -> None:
        """Keep a text, and let go of those that were not asked for the longest."""
        with self._lock:
            self._size += len(text) - len(self._texts.pop(key, b""))
            self._texts[key] = text
            while self._size > self._most:
                self._size -= len(self._texts.popitem(last=False)[1])


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a library holds in all: the stories that began on each day, and the reports."""

    days: tuple[DayCount, ...]
    reports: int


class Counter:
    """Counts what the library holds, again only when its file has changed: every list tells it."""

    def __init__(self) -> None:
        self._counted: tuple[tuple[tuple[int, ...], ...], Holdings] | None = None

    def count(self, library: Library) -> Holdings:
        """Count, or give what was counted while the library was as it is."""
        # Taken first: what changes from here on is counted next time.
        state = tuple(map(_state_of, (library.path, library.path.with_name(library.path.name + "-wal"))))
        if self._counted is None or self._counted[0] != state:
            self._counted = state, Holdings(library.days(), library.count_reports())
        return self._counted[1]


def _state_of(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns
