"""The reading room as one app: which address leads where, behind the guard."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samestory.web import adding, api, judging, listing, reading
from samestory.web.answers import answer_refusal
from samestory.web.assets import serve_asset
from samestory.web.desk import Desk
from samestory.web.framing import compile_templates
from samestory.web.guard import ALWAYS, ENTRANCE, Guard
from samestory.web.refusals import Refused
from samestory.web.settings import WebSettings
from samestory.web.workers import Workers

GARBAGE_THRESHOLD = 500_000

ROUTES = (
    Route("/", listing.show_stories),
    Route("/stories/{story}", reading.show_story),
    Route("/stories/{story}/export.{form}", reading.export_story),
    Route("/stories/{story}/names/{name}", reading.show_name),
    Route("/stories/{story}/correct", judging.show_corrections),
    Route("/reports/{report}", reading.show_report),
    Route("/compare", reading.compare_reports),
    Route("/search", reading.show_search),
    Route("/copies", reading.show_copies),
    Route("/jobs/{job}", adding.show_job),
    Route("/add", adding.show_form),
    Route("/add/files", adding.add_files, methods=["POST"]),
    Route("/add/text", adding.add_text, methods=["POST"]),
    Route("/add/addresses", adding.add_addresses, methods=["POST"]),
    Route("/judgements", judging.show_judgements, methods=["GET"]),
    Route("/judgements", judging.judge, methods=["POST"]),
    Route("/judgements/export.json", judging.export_judgements),
    Route("/judgements/undo", judging.undo, methods=["POST"]),
    Route(ENTRANCE, adding.enter),
    Route("/assets/{name}", serve_asset),
    *api.ROUTES,
)


def make_app(settings: WebSettings) -> Starlette:
    """Make the app that serves one library."""
    workers = Workers(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        compile_templates()
        # What stands until the room is closed need not be looked through for garbage while a page waits,
        # and a page makes as many records as would have all of them looked through several times.
        before = gc.get_threshold()
        gc.collect()
        gc.freeze()
        gc.set_threshold(GARBAGE_THRESHOLD, 10, 10)
        try:
            yield
        finally:
            gc.set_threshold(*before)
            gc.unfreeze()
            workers.close()

    app = Starlette(
        routes=list(ROUTES),
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={
            Refused: _refuse,
            HTTPException: _refuse_unknown,
            500: _tell_fault,
        },
        lifespan=lifespan,
    )
    app.state.desk = Desk(settings, workers)
    return app


def _refuse(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    return answer_refusal(request, error)


def _refuse_unknown(request: Request, error: Exception) -> Response:
    """Answer what Starlette itself refuses: an address that is none, a method that is not meant."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {404: ("not-found", "There is nothing here."), 405: ("wrong-method", "Not in this way.")}
    code, message = words.get(status, ("refused", "The request could not be understood."))
    return answer_refusal(request, Refused(status, code, message))


def _tell_fault(request: Request, error: Exception) -> Response:
    """Say that something went wrong, and nothing of what: that stands in the server's log."""
    message = "Something went wrong in samestory. The terminal in which it runs says what."
    answer = answer_refusal(request, Refused(500, "fault", message))
    # This answer alone is given outside the guard.
    answer.headers.update(ALWAYS)
    return answer
