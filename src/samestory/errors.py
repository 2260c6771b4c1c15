"""What can go wrong, as one tree.

    SamestoryError
    ├── InputError            a path or an item that cannot be read
    │   └── NoReportsError    nothing at all could be read as a report
    ├── ModelError            the English parser is missing or does not fit
    ├── ServeError            the reading room cannot be opened at its address
    └── LibraryError          a library that cannot be used as asked; `.path` is its file
        ├── NoLibraryError    there is none at the path
        ├── NotALibraryError  the file is something else
        ├── NewerLibraryError a later version of samestory made it
        ├── DamagedError      its bytes are not as they were written
        ├── BusyError         another process has it for longer than is waited for
        ├── FullDiskError     there is no room to write to
        ├── ReadOnlyError     it may be read and not written
        └── UnknownError      it holds no such report or story; `.name` is what was asked for

Every message says what happened and where, what was expected, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from samestory.records import SetAside


class SamestoryError(Exception):
    """The base of all that samestory raises on purpose."""


class InputError(SamestoryError):
    """Something given could not be read. `source` names it, `reason` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"Cannot read {source}: {reason}")
        self.source = source
        self.reason = reason


class NoReportsError(SamestoryError):
    """Nothing that was given could be read as a report. `set_aside` has each item and its reason."""

    def __init__(self, set_aside: Sequence[SetAside]) -> None:
        listed = "".join(f"\n  {item.source}: {item.reason}" for item in set_aside)
        super().__init__(
            f"No report could be read.{listed}\n"
            "Expected files of a kind that `samestory formats` lists, or folders of these."
        )
        self.set_aside = tuple(set_aside)


class ModelError(SamestoryError):
    """The parser or the sentence vectors could not be loaded."""


class LibraryError(SamestoryError):
    """A library that cannot be used as it was asked to be. `path` is its file."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.path = path


class NoLibraryError(LibraryError):
    """There is no library at the path, and none may be made."""


class NotALibraryError(LibraryError):
    """The file is there and is something else."""


class NewerLibraryError(LibraryError):
    """A later version of samestory made the library, in a form that this one does not know."""


class DamagedError(LibraryError):
    """The file's bytes are not as they were written."""


class BusyError(LibraryError):
    """Another process has been writing for longer than is waited for."""


class FullDiskError(LibraryError):
    """There is no room to write to; what was written before stands."""


class ReadOnlyError(LibraryError):
    """The library may be read and not written."""


class UnknownError(LibraryError):
    """The library holds no such report or story. `name` is what was asked for."""

    def __init__(self, path: str, name: str, what: str) -> None:
        super().__init__(path, what)
        self.name = name


class ServeError(SamestoryError):
    """The reading room cannot listen where it was told to."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"Cannot open the reading room at {host}, port {port}: {reason}. "
            "Expected an address of this machine and a port that is free. Choose another with --port."
        )
        self.host = host
        self.port = port
