"""`samestory stories`: the stories of the library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from samestory.cli.library_option import library_option, open_to_read
from samestory.cli.output import prepare_stdout
from samestory.cli.tables import show_json, show_table, tell_days

SORTS = ("newest", "oldest", "widest", "disputed", "copied")
_DAY = click.DateTime(["%Y-%m-%d"])
_COLUMNS = ("Story", "Days", "Reports", "Outlets", "Lines", "Title")


@click.command("stories")
@library_option
@click.option("--since", type=_DAY, metavar="DAY", help="Only stories that were told on this day or later.")
@click.option("--until", type=_DAY, metavar="DAY", help="Only stories that began on this day or earlier.")
@click.option(
    "--about", default="", metavar="TEXT", help="Only stories with a report that has these words."
)
@click.option(
    "--outlet", default="", metavar="NAME", help="Only stories that an outlet of this name tells."
)
@click.option("--outlets", type=click.IntRange(1), default=1, metavar="N",
              help="Only stories that at least N outlets tell.")  # fmt: skip
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True,
              help="What comes first; disputed and copied rank the stories that were opened.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True, metavar="N",
              help="Show at most N.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write the stories as JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def stories_command(  # noqa: PLR0913 - one parameter for each option
    *,
    library: Path,
    since: datetime | None,
    until: datetime | None,
    about: str,
    outlet: str,
    outlets: int,
    sort: str,
    limit: int,
    as_json: bool,
    debug: bool,
) -> int:
    r"""List the stories: reports of one happening, put together as they were added.

    Lines of text, of which several reports may be copies, are counted once a story was opened with
    samestory show.

    \b
    Examples:
      samestory stories --since 2026-11-01 --outlets 3
          this month's stories that three outlets or more tell
      samestory stories --about "harbour fire" --sort widest
          the most widely told of the stories about a harbour fire
      samestory stories --json | jq -r '.[].id'
          their ids, for a program
      samestory read reports/
          read reports without a library

    Exit codes: 0 a story was found; 1 none was found, or it failed; 2 wrong usage.
    """
    prepare_stdout()
    from samestory.library import StoryQuery
    from samestory.records import to_plain

    query = StoryQuery(
        since=since.date() if since else None,
        until=until.date() if until else None,
        about=about,
        outlet=outlet,
        outlets=outlets,
        sort=sort,  # type: ignore[arg-type]
        limit=limit,
    )
    with open_to_read(library) as opened:
        found = opened.stories(query)
    if as_json:
        show_json(to_plain(found))
    else:
        rows = [
            (s.id, tell_days(s.first, s.last), s.reports, len(s.outlets), s.lines, s.title) for s in found
        ]
        show_table(_COLUMNS, rows)
    return 0 if found else 1
