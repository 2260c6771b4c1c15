"""`samestory export`: the reports of the library, for other programs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import click

from samestory.cli.library_option import library_option, open_to_read
from samestory.cli.output import STDOUT, check_targets

KINDS = ("json", "jsonl", "csv")


@click.command("export")
@library_option
@click.option("--story", metavar="STORY", help="Only the reports of this story.")
@click.option("--format", "kind", type=click.Choice(KINDS), default=None,
              help="Which form; told by the file's name where this is left out.")  # fmt: skip
@click.option("-o", "--output", "target", default=STDOUT, metavar="FILE",
              help="Write to FILE; else to standard output.")  # fmt: skip
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def export_command(*, library: Path, story: str | None, kind: str | None, target: str, debug: bool) -> int:
    r"""Write reports with what is known of each: all of them, or those of one story.

    JSON Lines (the usual form) can be added to another library. In CSV a cell that a spreadsheet would
    run as a formula gets an apostrophe before it. A dossier is written by `samestory show --json`.

    \b
    Examples:
      samestory export -o reports.jsonl
          write all reports, one a line
      samestory export --story s-3f9a0c12d4e5 -o story.csv
          write the reports of a story as a table
      samestory export --format jsonl | jq -r '.outlet' | sort | uniq -c
          count reports by outlet
      samestory add --library other.samestory reports.jsonl
          put what was exported into another library

    Exit codes: 0 all fine; 1 it failed; 2 wrong usage.
    """
    check_targets([target], [str(library)])
    suffix = Path(target).suffix.lower().removeprefix(".")
    chosen = kind or ("jsonl" if suffix in ("ndjson", "") or suffix not in KINDS else suffix)
    with open_to_read(library) as opened:
        _write(target, opened.export(chosen, story=story))  # type: ignore[arg-type]
    return 0


def _write(target: str, pieces: Iterable[str]) -> None:
    """Write piece by piece: to a file whole or not at all."""
    if target == STDOUT:
        _pour(sys.stdout.buffer, pieces)
        return
    path = Path(os.path.realpath(target))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _pour(file, pieces)
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        part.replace(path)
    except OSError as error:
        raise click.ClickException(f"Cannot write {target}: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _pour(stream: IO[bytes], pieces: Iterable[str]) -> None:
    try:
        for piece in pieces:
            stream.write(piece.encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        # A reader who has gone (`| head`) has had what he wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
