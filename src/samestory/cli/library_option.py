"""Which library is meant: `--library`, the environment, or the place where this system keeps such files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from samestory.library import Library

VARIABLE = "SAMESTORY_LIBRARY"
FILE_NAME = "library.samestory"
Command = TypeVar("Command", bound=Callable[..., Any])


def library_option(command: Command) -> Command:
    """Give a command the option `--library`; its argument `library` is the file that is meant."""
    option = click.option(
        "--library", "library", metavar="FILE", envvar=VARIABLE, default=None,
        type=click.Path(dir_okay=False, path_type=Path),
        callback=lambda context, parameter, value: value or usual_place(),
        help=f"The library's file; else ${VARIABLE}, else one in your own data folder.",
    )  # fmt: skip
    return option(command)


def usual_place() -> Path:
    """Name the file where this system keeps what belongs to a person."""
    from platformdirs import user_data_path

    return user_data_path("samestory", appauthor=False) / FILE_NAME


def open_to_read(file: Path) -> Library:
    """Open the library for reading; it must be there."""
    from samestory.library import open_library

    return open_library(file, read_only=True)


def open_to_write(file: Path) -> Library:
    """Open the library for writing; it must be there.

    Raises:
        NoLibraryError: it is not.
    """
    from samestory.errors import NoLibraryError
    from samestory.library import open_library

    if not file.exists():
        hint = f"Make it with: samestory add --library {file} PATH..."
        raise NoLibraryError(str(file), f"there is no library here. {hint}")
    return open_library(file)


def open_to_keep(file: Path) -> Library:
    """Open the library for writing where it can be, else for reading: what is made is then not kept."""
    from samestory.errors import ReadOnlyError

    try:
        return open_to_write(file)
    except ReadOnlyError:
        return open_to_read(file)
