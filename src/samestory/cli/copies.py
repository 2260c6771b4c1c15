"""`samestory copies`: passages that reports of different outlets have in common."""

from __future__ import annotations

from pathlib import Path

import click

from samestory.cli.library_option import library_option, open_to_read
from samestory.cli.output import prepare_stdout
from samestory.cli.tables import show_json, show_table, tell_days

_COLUMNS = (
    "Words", "Report", "Outlet", "Days", "Characters",
    "Other", "Its outlet", "Its days", "Its characters", "Title",
)  # fmt: skip


@click.command("copies")
@library_option
@click.option("--report", metavar="REPORT", help="Only what this report has in common with others.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=30, show_default=True, metavar="N",
              help="Show at most N pairs.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write the pairs and their passages as JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def copies_command(*, library: Path, report: str | None, limit: int, as_json: bool, debug: bool) -> int:
    r"""List reports of different outlets that share passages of 25 words or more.

    They are found as reports are added, in the whole library, not in a story alone. A few changed words
    are bridged; what very many reports have is boilerplate and left out. The pairs with the most words in
    common come first, with the characters where each passage begins and ends.

    \b
    Examples:
      samestory copies --limit 100
          the hundred pairs that share most
      samestory copies --report r-82e585fb5704
          who has passages of this report, or it of theirs
      samestory copies --json | jq '.[] | [.report, .other, .words]'
          the pairs, for a program
      samestory read reports/
          read reports without a library

    Exit codes: 0 a copy was found; 1 none was found, or it failed; 2 wrong usage.
    """
    prepare_stdout()
    from samestory.records import to_plain

    with open_to_read(library) as opened:
        found = opened.copies(report, limit=limit)
    if as_json:
        show_json(to_plain(found))
        return 0 if found else 1
    rows = [
        (
            row.words,
            row.report,
            row.outlet,
            tell_days(row.earliest, row.latest),
            ", ".join(f"{start}–{end}" for start, end, _, _, _ in row.passages),
            row.other,
            row.other_outlet,
            tell_days(row.other_earliest, row.other_latest),
            ", ".join(f"{start}–{end}" for _, _, start, end, _ in row.passages),
            row.title,
        )
        for row in found
    ]
    show_table(_COLUMNS, rows)
    return 0 if found else 1
