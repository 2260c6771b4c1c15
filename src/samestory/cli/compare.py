"""`samestory compare`: two reports of the library, read as one story."""

from __future__ import annotations

from pathlib import Path

import click

from samestory.cli.dossiers import Outputs, output_options, put_out
from samestory.cli.library_option import library_option, open_to_keep
from samestory.cli.output import check_targets
from samestory.cli.progress import show_progress


@click.command("compare", no_args_is_help=True)
@click.argument("first", metavar="REPORT")
@click.argument("second", metavar="REPORT")
@library_option
@output_options
def compare_command(
    *,
    first: str,
    second: str,
    library: Path,
    outputs: Outputs,
) -> int:
    r"""Compare two reports as if they were a story of their own, whatever stories they are in.

    \b
    Examples:
      samestory compare r-82e585fb5704 r-1579e1c96e67
          show who has it from whom, and where they differ
      samestory compare r-82e585fb5704 r-1579e1c96e67 --html two.html
          write both side by side as a page
      samestory read a.txt b.txt --one-story
          compare two files without a library

    Exit codes: 0 all fine; 1 there is no such report, or it failed; 2 wrong usage.
    """
    if first == second:
        raise click.UsageError("Give two different reports: a report says what it says.")
    check_targets(outputs.targets, [str(library)])
    with show_progress(wanted=not outputs.quiet) as progress, open_to_keep(library) as opened:
        dossier = opened.compare(first, second, progress=progress)
    put_out(dossier, outputs)
    return 0
