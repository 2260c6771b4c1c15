"""`samestory read`: reports in, their dossier out."""

from __future__ import annotations

from pathlib import Path

import click

from samestory.cli.dossiers import Outputs, output_options, put_out
from samestory.cli.fetch_options import add_urls, fetch_options, make_fetch_settings
from samestory.cli.formats import parse_fields
from samestory.cli.output import check_targets, refuse_inputs
from samestory.cli.progress import show_progress
from samestory.cli.shell import FAILED, say


@click.command("read", no_args_is_help=True)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--one-story", is_flag=True, help="Take all reports as one story instead of grouping them.")
@click.option("--field", "fields", multiple=True, metavar="NAME=PATH", help="Name a field of an entry.")
@fetch_options
@output_options
def read_command(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: tuple[str, ...],
    one_story: bool,
    fields: tuple[str, ...],
    urls: str | None,
    keep: Path | None,
    allow_private: bool,
    outputs: Outputs,
) -> int:
    r"""Read reports and show who tells what, who has it from whom, and where they differ.

    PATH is a file of a kind that `samestory formats` lists, a folder that holds some at any depth, or an
    address (https://…), which is fetched.
    Reports of different stories are told apart unless --one-story says that they are one.

    \b
    Examples:
      samestory read reports/
          group the reports into stories and show each in the terminal
      samestory read reports/ --one-story --html dossier.html
          write a page that shows every report with its evidence side by side
      samestory read reports/ --json - | jq '.stories[0].brief'
          hand the dossier, with the exact characters it rests on, to a program
      samestory read a.txt b.html --markdown notes.md --quiet
          write Markdown and stay silent

    Exit codes: 0 all fine; 1 something was set aside or failed, the rest is done; 2 wrong usage.
    """
    paths = add_urls(paths, urls)
    check_targets(outputs.targets, paths)
    fetch = make_fetch_settings(keep=keep, allow_private=allow_private)
    with show_progress(wanted=not outputs.quiet) as progress:
        from samestory.api import read

        dossier = read(
            paths, one_story=one_story, fields=parse_fields(fields), fetch=fetch, progress=progress
        )
    for target in outputs.targets:
        refuse_inputs(target, [entry.source for entry in dossier.reports])
    put_out(dossier, outputs)
    for item in dossier.set_aside:
        say(f"Set aside {item.source}: {item.reason}")
    return FAILED if dossier.set_aside else 0
