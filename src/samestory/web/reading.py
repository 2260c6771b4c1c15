"""The pages on which one reads: stories, a story, a name, a report, two side by side, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samestory.library import CopyRow, JudgementRow, Library, ReportName, SearchHit, SearchQuery
from samestory.library.rows import KINDS
from samestory.library.versions import compare_versions
from samestory.pipeline import bind_dossier
from samestory.records import Dossier, Intake, Name, content_id, judged_reports
from samestory.render.html import render_html
from samestory.render.html.bodies import body_of
from samestory.render.html.marks import Marks
from samestory.render.html.page import lay_out
from samestory.render.markdown import render_markdown
from samestory.render.safety import shorten, show_line
from samestory.web.amending import Amends
from samestory.web.answers import answer_page, answer_text
from samestory.web.asking import MAX_OFFSET, page_links, read_anchor, read_day, read_number, read_words
from samestory.web.desk import Desk, desk_of
from samestory.web.framing import fill_template
from samestory.web.guard import has_token
from samestory.web.naming import view_name
from samestory.web.opened import opened_story, write_opened
from samestory.web.refusals import Refused
from samestory.web.uploads import safe_name

MAX_COPY_CHARS = 600
# Places at which a name is sought in other stories.
MAX_ELSEWHERE = 60
# Judgements, and the names of the reports that they are about.
Judged = tuple[Sequence[JudgementRow], Mapping[str, ReportName]]
KIND_NAMES = {"report": "Reports", "statement": "Statements", "quotation": "Quotations", "name": "Names"}
WRITERS: Mapping[str, Callable[[Dossier], str]] = {
    "html": render_html,
    "md": render_markdown,
    "json": Dossier.to_json,
}
EXPORTS = {"html": "HTML page", "md": "Markdown", "json": "JSON", "csv": "Reports as CSV"}
MEDIA = {"html": "text/html", "md": "text/markdown", "json": "application/json", "csv": "text/csv"}


def show_story(request: Request) -> Response:
    """Show the dossier of a story, with its corrections for whoever may correct it."""
    desk = desk_of(request)
    may_write = has_token(request.headers, desk.settings)
    judged = _judged(desk, request.path_params["story"]) if may_write else None
    # The dossier's own state does not tell of judgements that put reports into stories.
    form = content_id("page", judged[0]) if judged else "page"
    page = write_opened(request, form, lambda dossier: _write_story(dossier, judged))
    if isinstance(page, Response):
        return page
    if anchor := read_anchor(request):
        return RedirectResponse(request.url.path + anchor, 303)
    return answer_text(request, page, "text/html")


def _judged(desk: Desk, story: str) -> Judged:
    with desk.reading() as library:
        rows = library.judgements(story=story)
        return rows, library.names(report for row in rows for report in judged_reports(row.judgement))


def _write_story(dossier: Dossier, judged: Judged | None = None) -> str:
    story = dossier.stories[0]
    exports = [(f"/stories/{story.id}/export.{form}", name) for form, name in EXPORTS.items()]
    laid_out = lay_out(dossier)
    amends = Amends(story, laid_out["shelf"], *judged) if judged else None
    return fill_template(
        "dossier_page.html.j2", path="", query={}, exports=exports, story_id=story.id,
        names_at=f"/stories/{story.id}/names", amends=amends, **laid_out,
    )  # fmt: skip


def export_story(request: Request) -> Response:
    """Give the dossier of a story as a file."""
    form = request.path_params["form"]
    if form not in EXPORTS:
        raise Refused(404, "not-found", f"A story is given as one of {', '.join(EXPORTS)}.")
    text = _write_reports(request) if form == "csv" else write_opened(request, form, WRITERS[form])
    if isinstance(text, Response):
        return text
    # The page brings a policy of its own, which allows only its own script; it is never opened here.
    name = safe_name(f"{request.path_params['story']}.{form}", set())
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=MEDIA[form], headers=headers)


def _write_reports(request: Request) -> bytes:
    with desk_of(request).reading() as library:
        table = "".join(library.export("csv", story=request.path_params["story"]))
    # With the mark by which spreadsheets know UTF-8.
    return table.encode("utf-8-sig", "replace")


def show_name(request: Request) -> Response:
    """Show one name of a story: who calls it what, what it said, what is said of it."""
    dossier = opened_story(request)
    if not isinstance(dossier, Dossier):
        return dossier
    view = view_name(dossier, request.path_params["name"])
    if view is None:
        raise Refused(404, "not-found", "The story has no such name.")
    story = dossier.stories[0]
    home = f"/stories/{story.id}"
    return answer_page(
        request, "name.html.j2", view=view, shelf=view.shelf, marks=Marks(view.shelf, home), home=home,
        story_title=story.title, elsewhere=_find_elsewhere(request, view.name, story.id),
    )  # fmt: skip


def _find_elsewhere(request: Request, name: Name, story: str) -> list[SearchHit]:
    """Find the name in other opened stories, each story once."""
    words = name.name.replace('"', " ")
    with desk_of(request).reading() as library:
        hits = library.search(SearchQuery(f'"{words}"', kinds=("name",), limit=MAX_ELSEWHERE))
    first = {hit.story: hit for hit in reversed(hits) if hit.story and hit.story != story}
    return sorted(first.values(), key=lambda hit: (hit.earliest or "", hit.story or ""))


def show_report(request: Request) -> Response:
    """Show one report as the library holds it, and what its last version changed."""
    with desk_of(request).reading() as library:
        stored = library.report(request.path_params["report"])
        earlier = [library.report(version) for version in stored.versions[-2:]]
    report = stored.report
    known = bind_dossier(
        Intake((report,), ()), {report.id: stored.cleaning}, {report.id: stored.published}, ()
    )
    entry = known.reports[0]
    changes = compare_versions(*(each.report.text for each in earlier)) if len(earlier) == 2 else ()
    return answer_page(
        request, "report.html.j2", stored=stored, entry=entry, body=body_of(entry, ()), changes=changes
    )


def compare_reports(request: Request) -> Response:
    """Show two reports of the library side by side, as if they were one story."""
    desk = desk_of(request)
    one, other = (request.query_params.get(side, "") for side in ("a", "b"))
    if not one or not other or one == other:
        raise Refused(400, "two-needed", "Two different reports are needed: /compare?a=r-…&b=r-…")
    with desk.reading() as library:
        for report in (one, other):
            library.report(report)
    job = desk.workers.compare(one, other)
    if not isinstance(job.result, Dossier):
        return RedirectResponse(f"/jobs/{job.id}", 303)
    return answer_page(request, "dossier_page.html.j2", exports=(), story_id=None, **lay_out(job.result))


def show_search(request: Request) -> Response:
    """Show what is found of some words: names, quotations, statements and reports."""
    asked = request.query_params
    text = read_words(request, "q")
    kinds = tuple(kind for kind in KINDS if kind in asked.getlist("kind"))
    hits: tuple[SearchHit, ...] = ()
    if text.strip():
        query = SearchQuery(
            text,
            kinds=kinds,
            since=read_day(request, "since"),
            until=read_day(request, "until"),
            outlet=read_words(request, "outlet"),
            limit=desk_of(request).settings.page_rows if len(kinds) == 1 else 8,
        )
        with desk_of(request).reading() as library:
            hits = library.search(query)
    part = request.headers.get("x-part") == "rows"
    return answer_page(
        request, "hits.html.j2" if part else "search.html.j2",
        text=text, hits=hits, kinds=kinds, all_kinds=KINDS, kind_names=KIND_NAMES,
    )  # fmt: skip


def show_copies(request: Request) -> Response:
    """List the passages that outlets share across the library, each with the words of the first."""
    limit = desk_of(request).settings.page_rows
    offset = read_number(request, "offset", 0, most=MAX_OFFSET)
    with desk_of(request).reading() as library:
        asked = request.query_params.get("report") or None
        rows = library.copies(asked, limit=limit + 1, offset=offset)
        views = [_view_copy(library, row) for row in rows[:limit]]
    before, after = page_links(request, offset, limit, more=len(rows) > limit)
    return answer_page(request, "copies.html.j2", views=views, before=before, after=after)


def _view_copy(library: Library, row: CopyRow) -> dict[str, object]:
    start, end, *_ = max(row.passages, key=lambda passage: passage[4])
    words = library.report(row.report).report.text[start:end]
    return {"row": row, "text": shorten(show_line(words), MAX_COPY_CHARS)}
