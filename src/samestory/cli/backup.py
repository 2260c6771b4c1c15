"""`samestory backup`: a whole copy of the library."""

from __future__ import annotations

from pathlib import Path

import click

from samestory.cli.library_option import library_option, open_to_read
from samestory.cli.output import show
from samestory.cli.progress import show_progress


@click.command("backup", no_args_is_help=True)
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@library_option
@click.option("-q", "--quiet", is_flag=True, help="Show nothing but what failed.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def backup_command(*, target: Path, library: Path, quiet: bool, debug: bool) -> int:
    r"""Copy the library as it is at this moment, while others may go on adding to it.

    FILE is written whole or not at all, and checked before it takes the place of an older copy. A copy is
    a library like any other: name it with --library.

    \b
    Examples:
      samestory backup /media/stick/news.samestory
          copy your own library
      samestory show s-3f9a0c12d4e5 --library /media/stick/news.samestory
          use the copy

    Exit codes: 0 all fine; 1 it failed, and an older copy still stands; 2 wrong usage.
    """
    with show_progress(wanted=not quiet) as progress, open_to_read(library) as opened:
        opened.back_up(target, progress=progress)
    if not quiet:
        show(f"Copied to {target} ({target.stat().st_size / 1e6:,.1f} MB).\n")
    return 0
