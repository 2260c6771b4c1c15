"""Opened stories: their dossiers, what is written of them, and the way to where one is being made."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samestory.pipeline import Models
from samestory.records import Dossier
from samestory.web.answers import answer_json, asks_for_data
from samestory.web.asking import read_anchor
from samestory.web.desk import desk_of


class NotKeptError(Exception):
    """The dossier of a story would have to be made."""


def opened_story(request: Request) -> Dossier | Response:
    """Give the dossier of the story that an address names, or the way to where it is being made."""
    desk = desk_of(request)
    story = request.path_params["story"]
    try:
        with desk.reading() as library:
            if not library.is_opened(story):
                return _lead_to_job(request, story)
            dossier = library.story(story, load_models=_no_models)
    except NotKeptError:  # it changed at this moment, or what is kept is damaged: it is made again
        return _lead_to_job(request, story)
    now = dossier.stories[0].id
    if now != story:
        # A story that gained a report has another id; the one that it had leads to it.
        return RedirectResponse(request.url.path.replace(story, now, 1), 307)
    return dossier


def write_opened(request: Request, form: str, write: Callable[[Dossier], str]) -> bytes | Response:
    """Give what is written of an opened story in a form, as it was written before if it still holds."""
    desk = desk_of(request)
    key = (form, request.path_params["story"], _state_of(request))
    if key[-1] and (kept := desk.kept.find(key)) is not None:
        return kept
    dossier = opened_story(request)
    if not isinstance(dossier, Dossier):
        return dossier
    text = write(dossier).encode("utf-8", "replace")
    if key[-1] and key[-1] == _state_of(request):
        desk.kept.keep(key, text)
    return text


def _state_of(request: Request) -> str:
    with desk_of(request).reading() as library:
        return library.opened_key(request.path_params["story"]) or ""


def _lead_to_job(request: Request, story: str) -> Response:
    job = desk_of(request).workers.open_story(story)
    if asks_for_data(request):
        return answer_json(request, {"job": f"/api/jobs/{job.id}"}, status=202)
    anchor = read_anchor(request)
    return RedirectResponse(f"/jobs/{job.id}" + (f"?at={anchor[1:]}" if anchor else ""), 303)


def _no_models() -> Models:
    raise NotKeptError
