"""How pages, data and refusals are answered: one shape for programs, one frame for people."""

from __future__ import annotations

import hashlib
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from samestory.records import to_json
from samestory.web.framing import fill_template
from samestory.web.refusals import Refused

API = "/api/"


def answer_page(request: Request, template: str, **values: Any) -> Response:
    """Answer with a page, or with 'not modified' where the asker still has it."""
    page = fill_template(template, path=request.url.path, query=request.query_params, **values)
    return answer_text(request, page.encode(), "text/html")


def answer_json(request: Request, value: Any, *, status: int = 200) -> Response:
    """Answer with JSON whose keys stand in the order of the records."""
    return answer_text(request, to_json(value).encode(), "application/json", status=status)


def answer_text(request: Request, text: bytes, media_type: str, *, status: int = 200) -> Response:
    """Answer with what is written already, or with 'not modified' where the asker still has it."""
    return _tagged(request, Response(text, status, media_type=media_type))


def asks_for_data(request: Request) -> bool:
    """Tell whether a program asks."""
    return request.url.path.startswith(API)


def answer_refusal(request: Request, refusal: Refused) -> Response:
    """Answer in the shape that whoever asked can read."""
    if asks_for_data(request):
        error = {"error": {"code": refusal.code, "message": refusal.message}}
        answer = answer_json(request, error, status=refusal.status)
    else:
        page = fill_template("refusal.html.j2", path="", query={}, refusal=refusal)
        answer = HTMLResponse(page, refusal.status)
    answer.headers["cache-control"] = "no-store"
    return answer


def _tagged(request: Request, response: Response) -> Response:
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return response
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:24]}"'
    # A server that stands before this one, and packs what passes, calls the tags weak.
    kept = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if tag in kept:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
