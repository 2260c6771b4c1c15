"""The list of stories: what is asked of the library, how its rows are told, and the calendar above them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from samestory.library import Library, StoryQuery, StoryRow
from samestory.library.rows import STORY_SORTS, StorySort
from samestory.render.wording import count, tell_interval
from samestory.web.answers import answer_page
from samestory.web.asking import MAX_OFFSET, page_links, read_day, read_number, read_words
from samestory.web.desk import desk_of
from samestory.web.keeping import Holdings
from samestory.web.refusals import Refused
from samestory.web.river import draw_river

SORTS = {
    "newest": "newest",
    "oldest": "oldest",
    "widest": "most outlets",
    "disputed": "most disputed",
    "copied": "most copied",
}
# The fields that stand folded where there is little room.
NARROWER = ("since", "until", "outlet", "name", "place", "outlets")
# The strip shows reports one by one up to so many.
MAX_CELLS = 40


@dataclass(frozen=True, slots=True)
class RowView:
    """A story in the list, worded. `lines` is empty while it has not been opened.

    `cells` draw its reports: each line of text, then what depends on one; or what is not known yet.
    """

    row: StoryRow
    days: str
    lines: str
    cells: tuple[str, ...]


def show_stories(request: Request) -> Response:
    """Show the stories that are asked for, under the calendar of all; only the rows to a script."""
    desk = desk_of(request)
    limit = desk.settings.page_rows
    offset = read_number(request, "offset", 0, most=MAX_OFFSET)
    query = read_query(request, limit=limit + 1, offset=offset)
    with desk.reading() as library:
        rows = library.stories(query)
        held = desk.counter.count(library)
    part = request.headers.get("x-part") == "rows"
    before, after = page_links(request, offset, limit, more=len(rows) > limit)
    return answer_page(
        request,
        "story_rows.html.j2" if part else "stories.html.j2",
        rows=[view_row(row) for row in rows[:limit]],
        river=draw_river(held.days),
        standfirst=tell_holdings(held),
        sorts=SORTS,
        sort=query.sort,
        asked=_asks(request),
        narrowed=any(request.query_params.get(name) for name in NARROWER),
        empty=_tell_empty(request, held.reports),
        before=before,
        after=after,
    )


def read_query(request: Request, *, limit: int, offset: int) -> StoryQuery:
    """Read from an address which stories are asked for."""
    wanted = request.query_params.get("sort")
    sort: StorySort = next((each for each in STORY_SORTS if each == wanted), "newest")
    return StoryQuery(
        since=read_day(request, "since"),
        until=read_day(request, "until"),
        about=read_words(request, "about"),
        outlet=read_words(request, "outlet"),
        name=read_words(request, "name"),
        place=read_words(request, "place"),
        outlets=read_number(request, "outlets", 1, most=10_000),
        sort=sort,
        limit=limit,
        offset=offset,
    )


def find_stories(library: Library, request: Request, *, limit: int, offset: int) -> tuple[StoryRow, ...]:
    """Find the stories that an address asks for; what is no sort is refused to a program.

    Raises:
        Refused: the address asks for an order that there is not.
    """
    sort = request.query_params.get("sort")
    if sort and sort not in STORY_SORTS:
        raise Refused(400, "wrong-sort", f"An order is one of {', '.join(STORY_SORTS)}.")
    return library.stories(read_query(request, limit=limit, offset=offset))


def view_row(row: StoryRow) -> RowView:
    """Word a row."""
    days = "date unknown"
    if row.first and row.last:
        days = tell_interval(date.fromisoformat(row.first), date.fromisoformat(row.last))
    lines = "" if row.lines is None else count(row.lines, "line of text", "lines of text")
    return RowView(row, days, lines, _cells(row))


def _cells(row: StoryRow) -> tuple[str, ...]:
    if row.reports > MAX_CELLS:
        return ()
    if row.lines is None:
        return ("unread",) * row.reports
    return ("line",) * row.lines + ("tied",) * (row.reports - row.lines)


def tell_holdings(held: Holdings) -> str:
    """Say in a sentence what the library holds."""
    stories = sum(each.stories for each in held.days)
    shared = sum(each.shared for each in held.days)
    told = f"{count(held.reports, 'report')} in {count(stories, 'dated story', 'dated stories')}"
    return f"{told}, {f'{shared:,}' if shared else 'none'} of them told by two outlets or more."


def _tell_empty(request: Request, reports: int) -> str:
    if not reports:
        return "There are no reports yet. Add some, and they are grouped into stories here."
    return "No story is like that. Ask for less." if _asks(request) else "No report is in a story yet."


def _asks(request: Request) -> bool:
    return any(value for key, value in request.query_params.items() if key not in ("sort", "offset"))
