"""`samestory compare`: two reports of the library, read as one story."""

from __future__ import annotations

from pathlib import Path

import click

from samestory.cli.dossiers import put_out
from samestory.cli.library_option import library_option, open_to_keep
from samestory.cli.output import check_targets
from samestory.cli.progress import show_progress


@click.command("compare", no_args_is_help=True)
@click.argument("first", metavar="REPORT")
@click.argument("second", metavar="REPORT")
@library_option
@click.option("--json", "json_file", metavar="FILE", help="Write all of it as JSON ('-': to stdout).")
@click.option("--html", "html_file", metavar="FILE", help="Write one page that needs no network.")
@click.option("--markdown", "markdown_file", metavar="FILE", help="Write Markdown ('-': to stdout).")
@click.option("--all", "show_all", is_flag=True, help="Show everything, not the first of each section.")
@click.option("-q", "--quiet", is_flag=True, help="Show nothing but what failed.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def compare_command(  # noqa: PLR0913 - one parameter for each option
    *,
    first: str,
    second: str,
    library: Path,
    json_file: str | None,
    html_file: str | None,
    markdown_file: str | None,
    show_all: bool,
    quiet: bool,
    debug: bool,
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
    targets = [target for target in (json_file, html_file, markdown_file) if target is not None]
    check_targets(targets, [str(library)])
    with show_progress(wanted=not quiet) as progress, open_to_keep(library) as opened:
        dossier = opened.compare(first, second, progress=progress)
    files = (("json", json_file), ("html", html_file), ("markdown", markdown_file))
    put_out(dossier, files, everything=show_all, quiet=quiet)
    return 0
