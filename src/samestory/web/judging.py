"""The pages on which people correct the machine, and the list of what they decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samestory.library import JudgementRow, Library, ReportName
from samestory.records import (
    JUDGEMENT_KINDS,
    Dossier,
    Judgement,
    JudgementKind,
    Story,
    judged_reports,
    make_judgement,
)
from samestory.records.judgements import MAX_TOLD_CHARS, REPORT_ID
from samestory.render.safety import show_line
from samestory.render.shelf import shelve
from samestory.web.amending import link_report, link_reports
from samestory.web.answers import answer_json, answer_page
from samestory.web.asking import MAX_OFFSET, page_links, read_number
from samestory.web.desk import Desk, desk_of
from samestory.web.guard import has_token
from samestory.web.opened import opened_story
from samestory.web.refusals import Refused

# A difference has a key for each statement that shows it.
MAX_FIELDS = 200
MAX_AUTHOR_CHARS, MAX_NOTE_CHARS, MAX_SUBJECT_CHARS = 100, 1_000, 300
# What a form says that names the original first.
TURNED = "copy-turned"
# Only a story's own page is led back to, never another site's.
_BACK = re.compile(r"/stories/s-[0-9a-f]{1,64}(?:#[\w-]{1,200})?", re.ASCII)

PAIR_KINDS: tuple[tuple[JudgementKind, str], ...] = (
    ("two-stories", "They are not one story"),
    ("copy", "The first is a copy of the second"),
    ("independent", "Neither has it from the other"),
    ("one-story", "They are one story"),
)
OF_REPORTS = tuple(kind for kind, _ in PAIR_KINDS)
TOLD = {
    "one-story": "are one story",
    "two-stories": "are two stories",
    "copy": "is a copy of",
    "independent": "are independent of one another",
    "one-name": "are one name",
    "no-difference": "There is no difference in",
}


def show_corrections(request: Request) -> Response:
    """Show what can be corrected in a story."""
    desk = desk_of(request)
    dossier = opened_story(request)
    if not isinstance(dossier, Dossier):
        return dossier
    story = dossier.stories[0]
    with desk.reading() as library:
        decided = [row for row in library.judgements(story=story.id) if _bears_on(row, story)]
        told = tell_judgements(library, decided)
    return answer_page(
        request,
        "correct.html.j2",
        story=story,
        shelf=shelve(dossier),
        decided=told,
        pair_kinds=PAIR_KINDS,
        may_write=has_token(request.headers, desk.settings),
    )


def show_judgements(request: Request) -> Response:
    """List what people decided, the latest first."""
    desk = desk_of(request)
    limit, offset = desk.settings.page_rows, read_number(request, "offset", 0, most=MAX_OFFSET)
    with desk.reading() as library:
        rows = library.judgements()[offset : offset + limit + 1]
        told = tell_judgements(library, rows[:limit])
    may_write = has_token(request.headers, desk.settings)
    before, after = page_links(request, offset, limit, more=len(rows) > limit)
    return answer_page(
        request, "judgements.html.j2", rows=told, may_write=may_write, before=before, after=after
    )


def export_judgements(request: Request) -> Response:
    """Give all that people decided as a file."""
    with desk_of(request).reading() as library:
        rows = library.judgements()
    answer = answer_json(request, {"judgements": rows})
    answer.headers["content-disposition"] = 'attachment; filename="judgements.json"'
    return answer


def tell_judgements(library: Library, rows: Sequence[JudgementRow]) -> list[tuple[JudgementRow, Markup]]:
    """Put each judgement in words, with links to the reports that it is about."""
    names = library.names(report for row in rows for report in judged_reports(row.judgement))
    return [(row, _tell(row.judgement, names)) for row in rows]


def _tell(judgement: Judgement, names: Mapping[str, ReportName]) -> Markup:
    told = TOLD[judgement.kind]
    if judgement.kind == "no-difference":
        words = link_reports(show_line(judgement.second), names) if judgement.second else judgement.first
        return Markup("{} {}").format(told, words)
    if judgement.kind == "one-name":
        one, other = show_line(judgement.first), show_line(judgement.second)
        return Markup("“{}” and “{}” {}").format(one, other, told)
    first, second = link_report(judgement.first, names), link_report(judgement.second, names)
    joined = f"{told} " if judgement.kind == "copy" else "and "
    return Markup("{} {}{}{}").format(first, joined, second, "" if judgement.kind == "copy" else f" {told}")


async def judge(request: Request) -> Response:
    """Keep a judgement."""
    form = await request.form(max_files=0, max_fields=MAX_FIELDS)
    values = {name: str(form.get(name, "")).strip() for name in ("kind", "second", "author", "note")}
    if values["kind"] in OF_REPORTS:
        values["second"] = _read_report(values["second"])
    # A difference that several statements show has a key for each.
    firsts = [str(first).strip() for first in form.getlist("first")] or [""]
    if values["kind"] == TURNED:
        firsts, values = [values["second"]], values | {"kind": "copy", "second": firsts[0]}
    kind = next((kind for kind in JUDGEMENT_KINDS if kind == values["kind"]), None)
    if kind is None:
        raise Refused(400, "wrong-kind", f"A judgement is one of {', '.join(JUDGEMENT_KINDS)}.")
    for first in firsts:
        _check(kind, values | {"first": first})
    at = _now()
    judgements = [
        make_judgement(kind, first, values["second"], author=values["author"], at=at, note=values["note"])
        for first in dict.fromkeys(firsts)
    ]
    # Beside the loop that answers everybody: it may wait for reports that are being added.
    await run_in_threadpool(_keep, desk_of(request), judgements)
    return RedirectResponse(_way_back(form), 303)


async def undo(request: Request) -> Response:
    """Let a judgement stand no more."""
    form = await request.form(max_files=0, max_fields=MAX_FIELDS)
    ids, author = [str(id) for id in form.getlist("id")], str(form.get("author", "")).strip()
    if not author:
        raise Refused(400, "no-author", "Undoing needs a name: who decides?")
    await run_in_threadpool(_let_go, desk_of(request), ids, author[:MAX_AUTHOR_CHARS])
    return RedirectResponse(_way_back(form), 303)


def _read_report(told: str) -> str:
    """Read the id of a report, which a list of a story's reports puts behind its name."""
    found = REPORT_ID.findall(told)
    return found[-1] if found else told


def _way_back(form: FormData) -> str:
    """Lead back to the place in a story that was corrected, if the form stood in one."""
    back = str(form.get("back", ""))
    if not _BACK.fullmatch(back):
        return "/judgements"
    story, _, anchor = back.partition("#")
    return f"{story}?at={anchor}#{anchor}" if anchor else story


def _keep(desk: Desk, judgements: Iterable[Judgement]) -> None:
    with desk.writing() as library:
        for judgement in judgements:
            library.judge(judgement)
    desk.workers.forget_comparisons()


def _let_go(desk: Desk, ids: Sequence[str], author: str) -> None:
    with desk.writing() as library:
        undone = [library.undo(id, author=author, at=_now()) for id in ids]
    if not any(undone):
        raise Refused(404, "not-found", "This judgement does not stand.")
    desk.workers.forget_comparisons()


def _check(kind: JudgementKind, values: dict[str, str]) -> None:
    needs_two = kind != "no-difference"
    if not values["author"]:
        raise Refused(400, "no-author", "A judgement needs a name: who decides?")
    if not values["first"] or (needs_two and not values["second"]):
        raise Refused(400, "no-subject", "Choose what the judgement is about.")
    if kind in OF_REPORTS and not REPORT_ID.fullmatch(values["second"]):
        raise Refused(400, "no-report", "Choose a report from the list.")
    if values["first"] == values["second"]:
        raise Refused(400, "same-subject", "Choose two that are not the same.")
    bounds = {"author": MAX_AUTHOR_CHARS, "note": MAX_NOTE_CHARS}
    if kind == "no-difference":
        bounds["second"] = MAX_TOLD_CHARS
    for name, value in values.items():
        if len(value) > bounds.get(name, MAX_SUBJECT_CHARS):
            raise Refused(413, "too-large", f"'{name}' is too long.")


def _bears_on(row: JudgementRow, story: Story) -> bool:
    """Tell whether all that a judgement is about is in a story."""
    if row.judgement.kind == "one-name":
        known = {alias.text for name in story.names for alias in name.aliases}
        known.update(name.name for name in story.names)
        return {row.judgement.first, row.judgement.second} <= known
    reports = judged_reports(row.judgement)
    return bool(reports) and reports <= set(story.reports)


def _now() -> str:
    # The clock is asked here, at the edge; what is made of judgements only reads what was written.
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
