"""Addresses among the paths: `--urls`, `--keep`, `--allow-private`, for each command that reads reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from samestory.sources.fetching.settings import FetchSettings

Command = TypeVar("Command", bound=Callable[..., Any])


def fetch_options(command: Command) -> Command:
    """Give a command the options of fetching; its arguments are `urls`, `keep` and `allow_private`."""
    options = (
        click.option("--urls", metavar="FILE", help="Fetch the addresses in a file, one a line."),
        click.option(
            "--keep",
            metavar="FOLDER",
            type=click.Path(file_okay=False, path_type=Path),
            help="Keep what is fetched; what is there is not fetched again for a day.",
        ),
        click.option("--allow-private", is_flag=True, help="Fetch from this machine and its network too."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def add_urls(paths: Sequence[str], urls: str | None) -> tuple[str, ...]:
    """Put the addresses in a file after the paths.

    Raises:
        click.UsageError: there is neither a path nor a file, or no address is in it.
        InputError: the file cannot be read.
    """
    if urls is None:
        if not paths:
            raise click.UsageError("Missing argument 'PATH...': name a file, a folder or an address.")
        return tuple(paths)
    from samestory.errors import InputError
    from samestory.sources.fetching.urls import is_url, read_url_list

    try:
        listed = read_url_list(Path(urls))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(urls, f"{reason}. Expected a file of addresses, one a line.") from error
    for line in listed:
        if not is_url(line):
            raise InputError(
                urls, f"'{line[:80]}' is no address. Expected one that begins with http, one a line."
            )
    return (*paths, *listed)


def make_fetch_settings(*, keep: Path | None, allow_private: bool) -> FetchSettings:
    """Make the settings of fetching."""
    from samestory.sources.fetching.settings import FetchSettings

    return FetchSettings(keep=keep, allow_private=allow_private)
