"""How pages, data and refusals are answered: one shape for programs, one frame for people."""

from __future__ import annotations

import hashlib
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from samestory.records import to_json
from samestory.web.framing import fill_template
from samestory.web.refusals import Refused

API = "/api"


def answer_page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """Answer with a page, or with 'not modified' where the asker still has it."""
    page = fill_template(template, path=request.url.path, query=request.query_params, **values)
    return _tagged(request, HTMLResponse(page, status))


def answer_json(request: Request, value: Any, *, status: int = 200) -> Response:
    """Answer with JSON whose keys stand in the order of the records."""
    body = value if isinstance(value, str) else to_json(value)
    return _tagged(request, Response(body, status, media_type="application/json"))


def answer_refusal(request: Request, refusal: Refused) -> Response:
    """Answer in the shape that whoever asked can read."""
    if request.url.path.startswith(API):
        error = {"error": {"code": refusal.code, "message": refusal.message}}
        return answer_json(request, error, status=refusal.status)
    return HTMLResponse(
        fill_template("refusal.html.j2", path="", query={}, refusal=refusal), refusal.status
    )


def _tagged(request: Request, response: Response) -> Response:
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return response
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:24]}"'
    kept = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
    headers = {"etag": tag, "cache-control": "no-cache"}
    if tag in kept:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
