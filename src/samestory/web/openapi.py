"""The description of the API, made from its routes and from the words beside them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from typing import Any

from starlette.routing import Route

from samestory.version import VERSION

_PLACE = re.compile(r"\{(\w+)\}")
_PAGED = ("limit", "offset")
QUERIES: dict[str, tuple[str, ...]] = {
    "/api/stories": ("about", "since", "until", "outlet", "name", "place", "outlets", "sort", *_PAGED),
    "/api/search": ("q", "kind", "since", "until", "outlet", "story", *_PAGED),
    "/api/copies": ("report", *_PAGED),
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
    "sort": "what comes first: newest, widest, disputed, copied",
    "story": "a story's id",
    "report": "a report's id",
    "limit": "rows on a page",
    "offset": "rows before the page",
}
NUMBERS = frozenset(("outlets", "limit", "offset"))
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        }
    },
}


def describe(routes: Sequence[Route]) -> dict[str, Any]:
    """Describe the routes in OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "samestory",
            "version": VERSION,
            "description": "What one library holds; dossiers are as docs/dossier.md says.",
        },
        "paths": {route.path: {"get": _describe(route)} for route in routes if ":" not in route.path},
        "components": {"schemas": {"Error": ERROR}},
    }


def _describe(route: Route) -> dict[str, Any]:
    wrong = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    inside = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PLACE.findall(route.path)
    ]
    asked = [
        {
            "name": name,
            "in": "query",
            "description": MEANINGS[name],
            "schema": {"type": "integer" if name in NUMBERS else "string"},
        }
        for name in QUERIES.get(route.path, ())
    ]
    return {
        "summary": (inspect.getdoc(route.endpoint) or "").split("\n")[0],
        "parameters": inside + asked,
        "responses": {
            "200": {"description": "what was asked for", "content": {"application/json": {}}},
            "default": {"description": "why it is not given", "content": wrong},
        },
    }
