"""A dossier on its way out: to files, standard output, the terminal; for every command that has one."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from samestory.cli.output import STDOUT, prepare_stdout, show, write_output

if TYPE_CHECKING:
    from samestory.records import Dossier

PLAIN_WIDTH = 80
MAX_WIDTH = 110


_OPTIONS = (
    click.option("--json", "json_file", metavar="FILE", help="Write all of it as JSON ('-': to stdout)."),
    click.option("--html", "html_file", metavar="FILE", help="Write one page that needs no network."),
    click.option("--markdown", "markdown_file", metavar="FILE", help="Write Markdown ('-': to stdout)."),
    click.option("--all", "show_all", is_flag=True, help="Show everything, not the first of each section."),
    click.option("-q", "--quiet", is_flag=True, help="Show nothing but what failed."),
    click.option("--debug", is_flag=True, help="Show the traceback of a failure."),
)


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where a dossier is to go: to files by their kinds, and to the terminal unless `quiet`."""

    json: str | None
    html: str | None
    markdown: str | None
    everything: bool
    quiet: bool

    @property
    def targets(self) -> list[str]:
        """The files that are named."""
        return [target for target in (self.json, self.html, self.markdown) if target is not None]


def output_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say where its dossier goes, as its argument `outputs`."""

    @functools.wraps(command)
    def gather(  # noqa: PLR0913 - one parameter for each option
        *,
        json_file: str | None,
        html_file: str | None,
        markdown_file: str | None,
        show_all: bool,
        quiet: bool,
        debug: bool,
        **others: Any,
    ) -> int:
        # What --debug asks for is done by the shell, which finds it among the options.
        outputs = Outputs(json_file, html_file, markdown_file, show_all, quiet)
        return command(outputs=outputs, **others)

    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), gather)


def put_out(dossier: Dossier, outputs: Outputs) -> None:
    """Write a dossier to the files that are named, and show it."""
    prepare_stdout()
    files = (("json", outputs.json), ("html", outputs.html), ("markdown", outputs.markdown))
    for kind, target in files:
        if target is not None:
            write_output(target, _render(dossier, kind))
    if not outputs.quiet and STDOUT not in outputs.targets:
        show(_show(dossier, everything=outputs.everything))


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
