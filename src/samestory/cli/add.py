"""`samestory add`: reports into the library, each once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from samestory.cli.fetch_options import add_urls, fetch_options, make_fetch_settings
from samestory.cli.formats import parse_fields
from samestory.cli.library_option import library_option
from samestory.cli.output import prepare_stdout, show
from samestory.cli.progress import show_share
from samestory.cli.shell import FAILED, say
from samestory.cli.tables import show_json

if TYPE_CHECKING:
    from samestory.library import AddSummary
    from samestory.sources import IntakeSettings

# More lines are no longer read; the reasons are counted anyway.
MAX_NAMED = 20


@click.command("add", no_args_is_help=True)
@click.argument("paths", nargs=-1, metavar="PATH...")
@library_option
@click.option("--field", "fields", multiple=True, metavar="NAME=PATH", help="Name a field by its path.")
@fetch_options
@click.option("--processes", type=click.IntRange(1, 256), metavar="N", help="Read in N processes.")
@click.option("--json", "as_json", is_flag=True, help="Write what came of it as JSON.")
@click.option("--all", "name_all", is_flag=True, help="Name everything that was set aside.")
@click.option("-q", "--quiet", is_flag=True, help="Show nothing but what failed.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def add_command(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: tuple[str, ...],
    library: Path,
    fields: tuple[str, ...],
    urls: str | None,
    keep: Path | None,
    allow_private: bool,
    processes: int | None,
    as_json: bool,
    name_all: bool,
    quiet: bool,
    debug: bool,
) -> int:
    r"""Add reports to the library, which is made on first use.

    PATH is a file, a folder or an address, as for `samestory read`. A report is kept once, however often
    it is added; another text at the same address is a new version of it. Stopped at any moment and run
    again, nothing is lost and nothing is there twice.

    \b
    Examples:
      samestory add reports/
          add a folder to your own library
      samestory add --library news.samestory today.jsonl.gz
          add a file to a library of that name
      samestory add reports/ --json | jq '.set_aside[].reason'
          see why something was set aside
      samestory read reports/ --one-story
          read reports without a library

    Exit codes: 0 all fine; 1 something was set aside or failed, the rest is done; 2 wrong usage.
    """
    prepare_stdout()
    paths = add_urls(paths, urls)
    from samestory.sources import IntakeSettings

    fetch = make_fetch_settings(keep=keep, allow_private=allow_private)
    settings = IntakeSettings(fields=parse_fields(fields), fetch=fetch)
    summary = _add(paths, library, settings, processes=processes, quiet=quiet)
    if as_json:
        show_json(_plain(summary, library))
    elif not quiet:
        show(_tell(summary, library))
    named = summary.set_aside if name_all else summary.set_aside[:MAX_NAMED]
    for item in named:
        say(f"Set aside {item.source}: {item.reason}")
    if len(named) < len(summary.set_aside):
        say(f"… and {len(summary.set_aside) - len(named):,} more; --all names them.")
    return FAILED if summary.set_aside else 0


def _add(
    paths: tuple[str, ...],
    file: Path,
    settings: IntakeSettings,
    *,
    processes: int | None,
    quiet: bool,
) -> AddSummary:
    with show_share(wanted=not quiet) as progress:
        from samestory.library import open_library

        with open_library(file) as library:
            return library.add(paths, settings=settings, processes=processes, progress=progress)


def _tell(summary: AddSummary, library: Path) -> str:
    parts = [f"{_count(summary.added, 'report')} added"]
    if summary.new_versions:
        parts.append(f"{_count(summary.new_versions, 'new version')}")
    if summary.already:
        parts.append(f"{summary.already:,} there already")
    if summary.set_aside:
        parts.append(f"{len(summary.set_aside):,} set aside")
    read = summary.added + summary.new_versions + summary.already
    rate = f" ({read / summary.seconds:,.0f} a second)" if summary.seconds >= 1 and read else ""
    lines = [f"{', '.join(parts)} in {summary.seconds:.1f} s{rate}.", f"Library: {library}"]
    lines += [f"  {number:>7,}  {reason}" for reason, number in summary.reasons()]
    return "\n".join(lines) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _plain(summary: AddSummary, library: Path) -> dict[str, object]:
    from samestory.records import to_plain

    return {"library": str(library), **to_plain(summary)}
