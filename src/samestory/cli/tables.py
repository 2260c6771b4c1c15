"""Tables: ruled for people in a terminal, separated by tabs for whatever reads a pipe, JSON when asked."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from samestory.cli.output import show
from samestory.render.safety import show_line


def is_terminal() -> bool:
    """Say whether a person looks at standard output."""
    return sys.stdout.isatty()


def has_colour() -> bool:
    """Say whether what is shown may have colours."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    """Show rows under the names of their columns; what reports say cannot steer the terminal.

    In a pipe each row is a line and each cell has no tab in it: `cut -f2` gives the second column.
    """
    plain = [[show_line("" if cell is None else str(cell)) for cell in row] for row in rows]
    if not is_terminal():
        lines = ["\t".join(column.lower() for column in columns), *("\t".join(row) for row in plain)]
        show("".join(f"{line}\n" for line in lines))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for row in plain:
        table.add_row(*(Text(cell) for cell in row))
    written = io.StringIO()
    console = Console(
        file=written,
        width=shutil.get_terminal_size().columns,
        force_terminal=has_colour(),
        no_color=not has_colour(),
        highlight=False,
    )
    console.print(table)
    show(written.getvalue())


def show_json(values: Any) -> None:
    """Show plain values as JSON, indented."""
    text = json.dumps(values, ensure_ascii=False, indent=1)
    show(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def tell_days(earliest: str | None, latest: str | None) -> str:
    """Write the days of a report shortly.

    >>> tell_days("2019-08-06", "2019-08-06"), tell_days("2019-08-06", None), tell_days(None, None)
    ('2019-08-06', '2019-08-06 –', 'unknown')
    """
    if earliest is None and latest is None:
        return "unknown"
    if earliest == latest:
        return earliest or ""
    return f"{earliest or ''} – {latest or ''}".strip()
