"""`samestory formats`: what can be read, and what a file of many reports would be read as."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from samestory.cli.output import prepare_stdout, show
from samestory.cli.shell import say

if TYPE_CHECKING:
    from samestory.sources import FileGuess

_GAP = "  "


@click.command("formats")
@click.option("--guess", "file", metavar="FILE", help="Show which field of FILE is taken for what.")
@click.option("--field", "fields", multiple=True, metavar="NAME=PATH", help="Try a field by its path.")
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def formats_command(*, file: str | None, fields: tuple[str, ...], as_json: bool, debug: bool) -> int:
    r"""List the kinds of files that are read as reports, and what must be installed for some.

    With --guess, look into a file of many reports instead and show which of its fields is taken for the
    text, the title, the outlet and so on. Where a guess is wrong or missing, name the field with --field.

    \b
    Examples:
      samestory formats
          list the formats, their suffixes and the extras that some need
      samestory formats --guess export.jsonl
          show which field is taken for what, with an example of each
      samestory formats --guess export.jsonl --field text=body.full
          try a field by its path, as `samestory read` takes it

    Exit codes: 0 all fine; 1 the file cannot be looked into; 2 wrong usage.
    """
    prepare_stdout()
    if file is None:
        _list_formats(as_json=as_json)
        return 0
    return _guess(file, parse_fields(fields), as_json=as_json)


def parse_fields(fields: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Take 'text=body.full' apart.

    Raises:
        click.UsageError: a field is none that a report has, or no path follows it.
    """
    if not fields:
        return ()
    from samestory.sources import FIELDS

    parted = []
    for given in fields:
        name, _, path = given.partition("=")
        if name not in FIELDS or not path:
            raise click.UsageError(
                f"--field {given}: expected NAME=PATH with a name among {', '.join(FIELDS)}."
            )
        parted.append((name, path))
    return tuple(parted)


def _list_formats(*, as_json: bool) -> None:
    from samestory.sources import FORMATS

    if as_json:
        plain = [
            {"name": kind.name, "suffixes": kind.suffixes, "reads": kind.reads, "extra": kind.extra or None,
             "installed": kind.installed}
            for kind in FORMATS
        ]  # fmt: skip
        show(json.dumps(plain, indent=1) + "\n")
        return
    rows = [("format", "suffixes", "what is read")]
    for kind in FORMATS:
        install = f"pip install 'samestory[{kind.extra}]'"
        needs = "" if kind.installed else f" (needs: {install})"
        rows.append((kind.name, " ".join(kind.suffixes), kind.reads + needs))
    show(_table(rows) + "\n\nAll of them also packed: .gz .bz2 .xz\n")


def _guess(file: str, fields: tuple[tuple[str, str], ...], *, as_json: bool) -> int:
    from samestory.errors import InputError
    from samestory.sources import IntakeSettings, guess_file

    try:
        found = guess_file(file, IntakeSettings(fields=fields))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(file, f"{reason}. Expected a file that can be opened and is whole.") from error
    text = json.dumps(asdict(found), indent=1, ensure_ascii=False) if as_json else _describe(file, found)
    show(text + "\n")
    if not any(guess.field in ("text", "html") for guess in found.fields) and found.entries:
        say("No field is known to hold the text. Name it: --field text=PATH")
    return 0


def _describe(file: str, found: FileGuess) -> str:
    head = f"{file}: {found.format}"
    if not found.entries:
        return f"{head}, whose fields need no guessing"
    rows = [("field", "taken from", "why", "for example")]
    rows += [(guess.field, guess.path, guess.why, guess.example) for guess in found.fields]
    return f"{head}, by its first {found.entries} entries\n\n{_table(rows)}"


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    from samestory.render.safety import show_text

    shown = [[show_text(cell) for cell in row] for row in rows]
    widths = [max(len(row[place]) for row in shown) for place in range(len(shown[0]) - 1)]
    lines = [
        [cell.ljust(width) for cell, width in zip(row, widths, strict=False)] + [row[-1]] for row in shown
    ]
    return "\n".join(_GAP.join(line).rstrip() for line in lines)
