"""What every page is given: the settings, the workers, and the library opened for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.requests import Request

from samestory.errors import BusyError, LibraryError, NoLibraryError, UnknownError
from samestory.library import Library, open_library
from samestory.web.keeping import Counter, Kept, Names
from samestory.web.refusals import Refused
from samestory.web.settings import WebSettings
from samestory.web.workers import Workers


@dataclass(frozen=True, slots=True)
class Desk:
    """One reading room at work."""

    settings: WebSettings
    workers: Workers
    kept: Kept = field(default_factory=Kept)
    counter: Counter = field(default_factory=Counter)
    names: Names = field(default_factory=Names)

    @contextmanager
    def reading(self) -> Iterator[Library]:
        """Open the library for one request; what it lacks or refuses becomes an answer."""
        with _answered(), open_library(self.settings.library, read_only=True) as library:
            yield library

    @contextmanager
    def writing(self) -> Iterator[Library]:
        """Open the library for a change; it may wait for another who writes."""
        with _answered(), open_library(self.settings.library) as library:
            yield library


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except UnknownError as error:
        raise Refused(404, "not-found", f"There is no report or story {error.name[:80]}.") from error
    except NoLibraryError as error:
        raise Refused(404, "no-library", "There are no reports yet. Add some.") from error
    except BusyError as error:
        raise Refused(503, "busy", "Reports are being added just now. Try again in a moment.") from error
    except LibraryError as error:
        raise Refused(503, "library", str(error)) from error


def desk_of(request: Request) -> Desk:
    """Give the desk that serves a request."""
    desk = request.app.state.desk
    if not isinstance(desk, Desk):
        raise TypeError("the app was made without a desk")
    return desk
