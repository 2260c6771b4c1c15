"""`samestory remove`: reports out of the library, for good."""

from __future__ import annotations

from pathlib import Path

import click

from samestory.cli.library_option import library_option, open_to_write
from samestory.cli.output import show
from samestory.cli.shell import FAILED, say


@click.command("remove", no_args_is_help=True)
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@library_option
@click.option("-q", "--quiet", is_flag=True, help="Show nothing but what failed.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def remove_command(*, reports: tuple[str, ...], library: Path, quiet: bool, debug: bool) -> int:
    r"""Remove reports, with their originals and all that was made of them.

    The stories that they were in are grouped and shown without them. If an earlier version of a report is
    there, it takes its place.

    \b
    Examples:
      samestory remove r-82e585fb5704
          remove a report
      samestory search casino --kind report --json | jq -r '.[].report' | xargs samestory remove
          remove what a search finds

    Exit codes: 0 all fine; 1 one is not there or it failed, the rest is done; 2 wrong usage.
    """
    from samestory.errors import UnknownError

    missing = 0
    with open_to_write(library) as opened:
        for report in reports:
            try:
                opened.remove(report)
            except UnknownError as error:
                missing += 1
                say(f"Error: {error}")
    if not quiet:
        done = len(reports) - missing
        show(f"{done:,} report{'' if done == 1 else 's'} removed.\n")
    return FAILED if missing else 0
