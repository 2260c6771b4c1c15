"""The pages on which people correct the machine, and the list of what they decided."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samestory.library import JudgementRow
from samestory.records import (
    JUDGEMENT_KINDS,
    Dossier,
    Judgement,
    JudgementKind,
    Story,
    difference_key,
    make_judgement,
)
from samestory.render.shelf import shelve
from samestory.web.answers import answer_page
from samestory.web.desk import Desk, desk_of
from samestory.web.guard import has_token
from samestory.web.opened import opened_story
from samestory.web.refusals import Refused

MAX_AUTHOR_CHARS, MAX_NOTE_CHARS, MAX_SUBJECT_CHARS = 100, 1_000, 300

PAIR_KINDS: tuple[tuple[JudgementKind, str], ...] = (
    ("two-stories", "They are not one story"),
    ("copy", "The first is a copy of the second"),
    ("independent", "Neither has it from the other"),
    ("one-story", "They are one story"),
)
TOLD = {
    "one-story": "are one story",
    "two-stories": "are two stories",
    "copy": "is a copy of",
    "independent": "are independent of one another",
    "one-name": "are one name",
    "no-difference": "is no difference",
}


def show_corrections(request: Request) -> Response:
    """Show what can be corrected in a story."""
    desk = desk_of(request)
    dossier = opened_story(request)
    if not isinstance(dossier, Dossier):
        return dossier
    with desk.reading() as library:
        decided = [row for row in library.judgements() if row.stands and _bears_on(row, dossier.stories[0])]
    return answer_page(
        request,
        "correct.html.j2",
        story=dossier.stories[0],
        shelf=shelve(dossier),
        decided=decided,
        told=TOLD,
        pair_kinds=PAIR_KINDS,
        differing=_differing(dossier),
        may_write=has_token(request.headers, desk.settings),
    )


def show_judgements(request: Request) -> Response:
    """List what people decided, the latest first."""
    desk = desk_of(request)
    with desk.reading() as library:
        rows = library.judgements()
    may_write = has_token(request.headers, desk.settings)
    return answer_page(request, "judgements.html.j2", rows=rows, told=TOLD, may_write=may_write)


async def judge(request: Request) -> Response:
    """Keep a judgement."""
    form = await request.form(max_files=0, max_fields=10)
    values = {
        name: str(form.get(name, "")).strip() for name in ("kind", "first", "second", "author", "note")
    }
    kind = next((kind for kind in JUDGEMENT_KINDS if kind == values["kind"]), None)
    if kind is None:
        raise Refused(400, "wrong-kind", f"A judgement is one of {', '.join(JUDGEMENT_KINDS)}.")
    _check(kind, values)
    judgement = make_judgement(
        kind, values["first"], values["second"], author=values["author"], at=_now(), note=values["note"]
    )
    # Beside the loop that answers everybody: it may wait for reports that are being added.
    await run_in_threadpool(_keep, desk_of(request), judgement)
    return RedirectResponse("/judgements", 303)


async def undo(request: Request) -> Response:
    """Let a judgement stand no more."""
    form = await request.form(max_files=0, max_fields=10)
    id, author = str(form.get("id", "")), str(form.get("author", "")).strip()[:MAX_AUTHOR_CHARS]
    if not author:
        raise Refused(400, "no-author", "Undoing needs a name: who decides?")
    await run_in_threadpool(_let_go, desk_of(request), id, author)
    return RedirectResponse("/judgements", 303)


def _keep(desk: Desk, judgement: Judgement) -> None:
    with desk.writing() as library:
        library.judge(judgement)
    desk.workers.forget_comparisons()


def _let_go(desk: Desk, id: str, author: str) -> None:
    with desk.writing() as library:
        if not library.undo(id, author=author, at=_now()):
            raise Refused(404, "not-found", "This judgement does not stand.")
    desk.workers.forget_comparisons()


def _check(kind: JudgementKind, values: dict[str, str]) -> None:
    needs_two = kind != "no-difference"
    if not values["author"]:
        raise Refused(400, "no-author", "A judgement needs a name: who decides?")
    if not values["first"] or (needs_two and not values["second"]):
        raise Refused(400, "no-subject", "Choose what the judgement is about.")
    if values["first"] == values["second"]:
        raise Refused(400, "same-subject", "Choose two that are not the same.")
    bounds = {"author": MAX_AUTHOR_CHARS, "note": MAX_NOTE_CHARS}
    for name, value in values.items():
        if len(value) > bounds.get(name, MAX_SUBJECT_CHARS):
            raise Refused(413, "too-large", f"'{name}' is too long.")


def _bears_on(row: JudgementRow, story: Story) -> bool:
    """Tell whether both that a judgement is about are in a story; a difference that is none is in none."""
    known = set(story.reports)
    if row.judgement.kind == "one-name":
        known = {alias.text for name in story.names for alias in name.aliases}
        known.update(name.name for name in story.names)
    return {row.judgement.first, row.judgement.second} <= known


def _differing(dossier: Dossier) -> list[tuple[str, str, str]]:
    """List each difference once: its key, what it is about, and its values."""
    found: dict[str, tuple[str, str, str]] = {}
    for statement in dossier.stories[0].statements:
        for difference in statement.differences:
            key = difference_key(difference)
            values = " / ".join(value.value for value in difference.values)
            found.setdefault(key, (key, f"{difference.about} ({difference.status})", values))
    return list(found.values())


def _now() -> str:
    # The clock is asked here, at the edge; what is made of judgements only reads what was written.
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
