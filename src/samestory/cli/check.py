"""`samestory check`: is the library whole? With --repair: make it so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samestory.cli.library_option import library_option, open_to_read, open_to_write
from samestory.cli.output import prepare_stdout, show
from samestory.cli.progress import Progress, show_progress
from samestory.cli.shell import FAILED, say
from samestory.cli.tables import show_json, show_table
from samestory.errors import DamagedError

if TYPE_CHECKING:
    from samestory.library import Problem

MAX_SHOWN = 100


@click.command("check")
@library_option
@click.option("--repair", is_flag=True, help="Put right what can be, and name what cannot.")
@click.option("--json", "as_json", is_flag=True, help="Write what is wrong as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Show nothing but what is wrong.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def check_command(*, library: Path, repair: bool, as_json: bool, quiet: bool, debug: bool) -> int:
    r"""Check the whole library: the file, every original, every text, every place in a text, the indexes.

    With --repair, texts are read again from their originals and indexes are made again. Of a file that
    cannot be followed any more, every report that can still be read goes into a new file in its place; the
    damaged one is kept beside it.

    \b
    Examples:
      samestory check
          say what is wrong, change nothing
      samestory check --repair
          put right what can be

    Exit codes: 0 all is well, or was put right; 1 something is wrong, or was lost; 2 wrong usage.
    """
    prepare_stdout()
    with show_progress(wanted=not quiet) as progress:
        try:
            with open_to_write(library) if repair else open_to_read(library) as opened:
                problems = opened.check(progress=progress)
                if repair and not any(problem.kind == "file" for problem in problems):
                    lost = opened.repair(problems) if problems else ()
                    left = opened.check(progress=progress) if problems else ()
                    return _tell_repair(problems, lost, left, as_json=as_json, quiet=quiet)
        except DamagedError as error:
            if not repair:
                raise
            say(f"{error}")
            return _salvage(library, progress, quiet=quiet)
        if repair and problems:
            _tell(problems, as_json=as_json)
            return _salvage(library, progress, quiet=quiet)
    return _tell(problems, as_json=as_json, quiet=quiet)


def _tell(problems: Sequence[Problem], *, as_json: bool, quiet: bool = False) -> int:
    if as_json:
        from samestory.records import to_plain

        show_json(to_plain(tuple(problems)))
    elif problems:
        rows = [(p.kind, p.where, p.what, p.remedy) for p in problems[:MAX_SHOWN]]
        show_table(("Kind", "Where", "What is wrong", "With --repair"), rows)
        if len(problems) > MAX_SHOWN:
            say(f"… and {len(problems) - MAX_SHOWN:,} more; --json lists them.")
    elif not quiet:
        show("All is well.\n")
    return FAILED if problems else 0


def _tell_repair(
    problems: Sequence[Problem],
    lost: Sequence[str],
    left: Sequence[Problem],
    *,
    as_json: bool,
    quiet: bool,
) -> int:
    _tell(problems, as_json=as_json, quiet=quiet)
    if problems and not quiet and not as_json:
        show(f"{len(problems) - len(left):,} of {len(problems):,} put right.\n")
    for source in lost:
        say(f"Lost: {source}. Add it again from its source.")
    for problem in left:
        say(f"Still wrong: {problem.where}: {problem.what}")
    return FAILED if lost or left else 0


def _salvage(library: Path, progress: Progress, *, quiet: bool) -> int:
    from samestory.library.salvaging import salvage_library

    saved, damaged = salvage_library(library, progress=progress)
    if not quiet:
        show(f"{saved:,} reports saved into {library}. The damaged file is kept as {damaged}.\n")
    say("Reports that could not be read are not among them: add your sources again to bring them back.")
    return FAILED
