"""What every page is given: the settings, the workers, and the library opened for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.requests import Request

from samestory.errors import LibraryError, NoLibraryError, UnknownError
from samestory.library import Library, open_library
from samestory.web.refusals import Refused
from samestory.web.settings import WebSettings
from samestory.web.workers import Workers


@dataclass(frozen=True, slots=True)
class Desk:
    """One reading room at work."""

    settings: WebSettings
    workers: Workers

    @contextmanager
    def reading(self) -> Iterator[Library]:
        """Open the library for one request; what it lacks or refuses becomes an answer."""
        try:
            with open_library(self.settings.library, read_only=True) as library:
                yield library
        except UnknownError as error:
            raise Refused(404, "not-found", f"There is no report or story {error.name}.") from error
        except NoLibraryError as error:
            raise Refused(404, "no-library", "There are no reports yet. Add some.") from error
        except LibraryError as error:
            raise Refused(503, "library", str(error)) from error


def desk_of(request: Request) -> Desk:
    """Give the desk that serves a request."""
    desk = request.app.state.desk
    if not isinstance(desk, Desk):
        raise TypeError("the app was made without a desk")
    return desk
