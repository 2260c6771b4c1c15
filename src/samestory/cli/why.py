"""`samestory why`: why two reports were put together, or not."""

from __future__ import annotations

from pathlib import Path

import click

from samestory.cli.library_option import library_option, open_to_read
from samestory.cli.output import prepare_stdout, show
from samestory.cli.tables import show_json, show_table


@click.command("why", no_args_is_help=True)
@click.argument("a", metavar="REPORT")
@click.argument("b", metavar="REPORT")
@library_option
@click.option("--json", "as_json", is_flag=True, help="Write the answer as JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def why_command(*, a: str, b: str, library: Path, as_json: bool, debug: bool) -> int:
    r"""Say why two reports were put together into one story, or not.

    Shows how likely they are to be of one story by what they share, how many days lie between them, and
    the words that they have in common, each with its part of their likeness.

    \b
    Examples:
      samestory why r-82e585fb5704 r-0f3c91d2ab77
          are these of one story?
      samestory why r-82e585fb5704 r-0f3c91d2ab77 --json | jq '.shared[].term'
          the words that they share, for a program
      samestory read reports/
          read reports without a library

    Exit codes: 0 they are in one story; 1 they are not, or it failed; 2 wrong usage.
    """
    prepare_stdout()
    from samestory.records import to_plain

    with open_to_read(library) as opened:
        answer = opened.why(a, b)
    if as_json:
        show_json(to_plain(answer))
        return 0 if answer.together else 1
    show(f"{'One story' if answer.together else 'Two stories'}. {answer.verdict}\n")
    days = "unknown" if answer.days_apart is None else f"{answer.days_apart:,}"
    show(f"Days apart: {days}. Likeness of their words: {answer.likeness:.2f}, made of:\n")
    show_table(("Term", "Part"), [(term.term, f"{term.weight:.3f}") for term in answer.shared])
    return 0 if answer.together else 1
