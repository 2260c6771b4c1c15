"""`samestory regroup`: all reports grouped again from nothing."""

from __future__ import annotations

from pathlib import Path

import click

from samestory.cli.library_option import library_option, open_to_write
from samestory.cli.output import show
from samestory.cli.progress import show_progress


@click.command("regroup")
@library_option
@click.option("-q", "--quiet", is_flag=True, help="Show nothing but what failed.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def regroup_command(*, library: Path, quiet: bool, debug: bool) -> int:
    r"""Group all reports of the library again, from their texts.

    Reports are grouped as they are added, and the order in which they come does not change the stories:
    this is needed only where a newer samestory groups by other rules. Ids of stories that change lead on
    to the stories that now hold their reports.

    \b
    Examples:
      samestory regroup
          group all again
      samestory read reports/
          read reports without a library

    Exit codes: 0 all fine; 1 it failed, nothing was changed; 2 wrong usage.
    """
    with open_to_write(library) as opened, show_progress(wanted=not quiet) as progress:
        done = opened.regroup(progress=progress)
    if not quiet:
        show(f"{done.stories:,} stories, {done.changed:,} of them new or changed.\n")
    return 0
