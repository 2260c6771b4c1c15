"""A dossier on its way out: to files, standard output, the terminal; for every command that has one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from samestory.cli.output import STDOUT, prepare_stdout, show, write_output

if TYPE_CHECKING:
    from samestory.records import Dossier

PLAIN_WIDTH = 80
MAX_WIDTH = 110


def put_out(
    dossier: Dossier, files: Sequence[tuple[str, str | None]], *, everything: bool, quiet: bool
) -> None:
    """Write a dossier to the files that are named for 'json', 'html' and 'markdown', and show it."""
    prepare_stdout()
    for kind, target in files:
        if target is not None:
            write_output(target, _render(dossier, kind))
    if not quiet and STDOUT not in [target for _, target in files]:
        show(_show(dossier, everything=everything))


def _render(dossier: Dossier, kind: str) -> str:
    if kind == "json":
        return dossier.to_json()
    if kind == "html":
        from samestory.render.html import render_html

        return render_html(dossier)
    from samestory.render.markdown import render_markdown

    return render_markdown(dossier)


def _show(dossier: Dossier, *, everything: bool) -> str:
    from samestory.render.terminal import TerminalSettings, render_terminal

    terminal = sys.stdout.isatty()
    width = min(MAX_WIDTH, shutil.get_terminal_size().columns) if terminal else PLAIN_WIDTH
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    limits = {"limit": None} if everything else {}
    return render_terminal(dossier, TerminalSettings(width=width, colour=colour, **limits))
