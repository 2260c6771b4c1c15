"""The description of the API, made from its routes and from the words beside them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from starlette.routing import Route

from samestory.library import CopyRow, JudgementRow, SearchHit, StoredReport, StoryRow
from samestory.library.rows import KINDS, STORY_SORTS
from samestory.records import Dossier
from samestory.version import VERSION
from samestory.web.asking import MAX_OFFSET, MAX_ROWS
from samestory.web.shapes import Schema, describe_record, list_of, object_of
from samestory.web.workers import Kind, State

_PLACE = re.compile(r"\{(\w+)\}")
_PAGED = ("limit", "offset")
QUERIES: dict[str, tuple[str, ...]] = {
    "/api/stories": ("about", "since", "until", "outlet", "name", "place", "outlets", "sort", *_PAGED),
    "/api/search": ("q", "kind", "since", "until", "outlet", "story", *_PAGED),
    "/api/copies": ("report", *_PAGED),
    "/api/judgements": _PAGED,
}
MEANINGS = {
    "about": "words that the story's reports hold",
    "q": 'words, "exact words", begin*, -without, this OR that',
    "kind": "only reports, statements, quotations or names; may be given again",
    "since": "the first day, as 2031-05-04",
    "until": "the last day, as 2031-05-04",
    "outlet": "a part of an outlet's name or address",
    "name": "a name that a report of it has, its words one after the other",
    "place": "a place that a report of it names, its words one after the other",
    "outlets": "told by so many outlets or more",
    "sort": "what comes first",
    "story": "a story's id",
    "report": "a report's id",
    "limit": "rows on a page",
    "offset": "rows before the page",
}
NUMBERS = {"outlets": (0, 10_000), "limit": (1, MAX_ROWS), "offset": (0, MAX_OFFSET)}
DAYS = frozenset(("since", "until"))
CHOICES: Mapping[str, Sequence[str]] = {"sort": STORY_SORTS, "kind": KINDS}
ERROR = object_of(error=object_of(code={"type": "string"}, message={"type": "string"}))
JOB = object_of(
    id={"type": "string"},
    kind={"enum": list(get_args(Kind))},
    about={"type": "string"},
    state={"enum": list(get_args(State))},
    what={"type": "string"},
    done={"type": "integer"},
    total={"type": "integer"},
    result={"description": "the id of the opened story, or an AddSummary; null before"},
    error={"type": "string"},
)
_NEXT: Schema = {"type": ["string", "null"], "description": "the address of the next page"}
# What refuses a request, and when.
REFUSALS = {
    "400": "what is asked makes no sense",
    "403": "another site asks, or the token is missing where it is needed",
    "404": "there is no such thing",
    "421": "the Host is not one of the room's names",
    "503": "the library cannot be read just now",
}


def describe(routes: Sequence[Route]) -> dict[str, Any]:
    """Describe the routes in OpenAPI 3.1."""
    named: dict[str, Schema] = {"Error": ERROR, "Job": JOB}
    answers = _answers(named)
    described = [route for route in routes if ":" not in route.path]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "samestory",
            "version": VERSION,
            "description": "What one library holds; dossiers are as docs/dossier.md says. Lists lead on by "
            "`next`; what is answered carries an `ETag`.",
        },
        "paths": {route.path: {"get": _describe(route, answers)} for route in described},
        "components": {
            "schemas": dict(sorted(named.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        # On this machine whoever can ask may read; from elsewhere with the token.
        "security": [{}, {"token": []}],
    }


def _answers(named: dict[str, Schema]) -> dict[str, Schema]:
    """Give the shape of each address's answer."""

    def listed(name: str, row: type) -> Schema:
        return object_of(**{name: list_of(describe_record(row, named)), "next": _NEXT})

    return {
        "/api/stories": listed("stories", StoryRow),
        "/api/stories/{story}": describe_record(Dossier, named),
        "/api/reports/{report}": describe_record(StoredReport, named),
        "/api/search": listed("hits", SearchHit),
        "/api/copies": listed("copies", CopyRow),
        "/api/judgements": listed("judgements", JudgementRow),
        "/api/jobs/{job}": {"$ref": "#/components/schemas/Job"},
        "/api/openapi.json": {"type": "object"},
    }


def _describe(route: Route, answers: Mapping[str, Schema]) -> dict[str, Any]:
    summary = (inspect.getdoc(route.endpoint) or "").split("\n")[0]
    responses = {"200": _response("what was asked for", answers[route.path])}
    responses["200"]["headers"] = {"ETag": {"schema": {"type": "string"}}}
    responses["304"] = {"description": "the asker still has it, by its `If-None-Match`"}
    if route.path == "/api/stories/{story}":
        job = object_of(job={"type": "string", "description": "the address of the work"})
        responses["202"] = _response("the story is being opened", job)
        responses["307"] = {"description": "the story has another id now"}
    refused: Schema = {"$ref": "#/components/schemas/Error"}
    responses |= {status: _response(told, refused) for status, told in REFUSALS.items()}
    return {
        "operationId": getattr(route.endpoint, "__name__", route.path),
        "summary": summary,
        "parameters": [*_in_path(route.path), *map(_in_query, QUERIES.get(route.path, ()))],
        "responses": responses | {"default": _response("why it is not given", refused)},
    }


def _response(told: str, schema: Schema) -> dict[str, Any]:
    return {"description": told, "content": {"application/json": {"schema": schema}}}


def _in_path(path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PLACE.findall(path)
    ]


def _in_query(name: str) -> dict[str, Any]:
    schema: Schema = {"type": "string"}
    if name in NUMBERS:
        least, most = NUMBERS[name]
        schema = {"type": "integer", "minimum": least, "maximum": most}
    elif name in DAYS:
        schema = {"type": "string", "format": "date"}
    elif name in CHOICES:
        schema = {"enum": list(CHOICES[name])}
    if name == "kind":
        schema = list_of(schema)
    required = {"required": True} if name == "q" else {}
    return {"name": name, "in": "query", "description": MEANINGS[name], "schema": schema} | required
