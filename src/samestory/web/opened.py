"""Opened stories: their dossiers, what is written of them, and the way to where one is being made."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samestory.records import Dossier
from samestory.web.answers import answer_json, asks_for_data
from samestory.web.asking import read_anchor
from samestory.web.desk import desk_of
from samestory.web.keeping import KeptText


def opened_story(request: Request) -> Dossier | Response:
    """Give the dossier of the story that an address names, or the way to where it is being made."""
    found = _find_opened(request)
    return found if isinstance(found, Response) else found[1]


def write_opened(request: Request, form: str, write: Callable[[Dossier], str]) -> bytes | Response:
    """Give what is written of an opened story in a form, as it was written before if it still holds."""
    desk = desk_of(request)
    place = (form, request.path_params["story"])
    kept = desk.kept.find(place)
    if kept is not None and kept.follows == _name_kept(request):
        return kept.text
    found = _find_opened(request)
    if isinstance(found, Response):
        return found
    name, dossier = found
    text = write(dossier).encode("utf-8", "replace")
    desk.kept.keep(place, KeptText(name, text))
    return text


def _find_opened(request: Request) -> tuple[str, Dossier] | Response:
    """Find the kept dossier with the name of what it follows from, or the way to where it is being made."""
    story = request.path_params["story"]
    with desk_of(request).reading() as library:
        found = library.kept(story)
    if found is None:  # it changed, or what is kept is damaged: it is made again
        return _lead_to_job(request, story)
    now = found[1].stories[0].id
    if now != story:
        # A story that gained a report has another id; the one that it had leads to it.
        return RedirectResponse(request.url.path.replace(story, now, 1), 307)
    return found


def _name_kept(request: Request) -> str:
    """Name what a story's kept dossier follows from; '' where it would have to be made."""
    desk, story = desk_of(request), request.path_params["story"]

    def ask() -> str:
        with desk.reading() as library:
            return library.opened_key(story) or ""

    return desk.names.name(desk.settings.library, story, ask)


def _lead_to_job(request: Request, story: str) -> Response:
    job = desk_of(request).workers.open_story(story)
    if asks_for_data(request):
        return answer_json(request, {"job": f"/api/jobs/{job.id}"}, status=202)
    anchor = read_anchor(request)
    return RedirectResponse(f"/jobs/{job.id}" + (f"?at={anchor[1:]}" if anchor else ""), 303)
