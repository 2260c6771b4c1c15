"""`samestory search`: words in reports, and in what the opened stories hold."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samestory.cli.library_option import library_option, open_to_read
from samestory.cli.output import prepare_stdout, show
from samestory.cli.tables import has_colour, is_terminal, show_json, show_table, tell_days

if TYPE_CHECKING:
    from samestory.library import SearchHit

KINDS = ("report", "statement", "quotation", "name")
_COLUMNS = ("Kind", "Report", "Story", "Days", "Outlet", "Who", "Title", "Found")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("search", no_args_is_help=True)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@library_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Find only this kind.")
@click.option("--since", type=_DAY, metavar="DAY", help="Only reports of this day or later.")
@click.option("--until", type=_DAY, metavar="DAY", help="Only reports of this day or earlier.")
@click.option(
    "--outlet", default="", metavar="NAME", help="Only outlets with this in their name or address."
)
@click.option("--story", default="", metavar="STORY", help="Only in this story.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, metavar="N",
              help="Show at most N of each kind.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def search_command(  # noqa: PLR0913 - one parameter for each option
    *,
    words: tuple[str, ...],
    library: Path,
    kinds: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    outlet: str,
    story: str,
    limit: int,
    as_json: bool,
    debug: bool,
) -> int:
    r"""Find reports by their words; statements, quotations and names in the stories that were opened.

    All WORDS must be there. "two words" stand one after the other, withdr* is any word that begins so,
    -word must not be there, and of this OR that one is enough. Case and accents make no difference.

    \b
    Examples:
      samestory search harbour fire
          reports, statements, quotations and names that have both words
      samestory search '"state of emergency" -drill' --kind report --since 2026-11-01
          reports of November that have the phrase
      samestory search mayor --kind quotation --json | jq '.[].snippet'
          what mayors said, for a program

    Exit codes: 0 something was found; 1 nothing was found, or it failed; 2 wrong usage.
    """
    prepare_stdout()
    from samestory.library import SearchQuery
    from samestory.records import to_plain

    query = SearchQuery(" ".join(words), kinds, _day(since), _day(until), outlet, story, limit)  # type: ignore[arg-type]
    with open_to_read(library) as opened:
        hits = opened.search(query)
    if as_json:
        show_json(to_plain(hits))
    elif is_terminal():
        show("".join(_block(hit, colour=has_colour()) for hit in hits) or "Nothing was found.\n")
    else:
        rows = [
            (
                h.kind,
                h.report,
                h.story,
                tell_days(h.earliest, h.latest),
                h.outlet,
                h.who,
                h.title,
                h.snippet,
            )
            for h in hits
        ]
        show_table(("Kind", "Report", "Story", "Days", "Outlet", "Who", "Title", "Found"), rows)
    return 0 if hits else 1


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _row(hit: SearchHit) -> tuple[str | None, ...]:
    days = tell_days(hit.earliest, hit.latest)
    return hit.kind, hit.report, hit.story, days, hit.outlet, hit.who, hit.title, hit.snippet


def _block(hit: SearchHit, *, colour: bool) -> str:
    """Show one hit as three lines: what and where, the words, which ids lead further."""
    from samestory.render.safety import show_line

    head = " · ".join(
        show_line(part)
        for part in (hit.kind, hit.who, hit.title, hit.outlet, tell_days(hit.earliest, hit.latest))
        if part
    )
    ids = " ".join(part for part in (hit.report, hit.story) if part)
    marked = _mark(hit, *(("\x1b[1;33m", "\x1b[0m") if colour else ("[", "]")))
    bold, faint, plain = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if colour else ("", "", "")
    return f"{bold}{head}{plain}\n    {marked}\n    {faint}{ids}{plain}\n\n"


def _mark(hit: SearchHit, before: str, after: str) -> str:
    from samestory.render.safety import show_text

    pieces, at = [], 0
    for start, end in hit.marks:
        if start >= at:
            pieces += [show_text(hit.snippet[at:start]), before, show_text(hit.snippet[start:end]), after]
            at = end
    return "".join([*pieces, show_text(hit.snippet[at:])]).replace("\n", " ")
