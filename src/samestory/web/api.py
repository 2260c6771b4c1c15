"""The same for programs: JSON under /api, described in OpenAPI, with one shape for what is refused."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samestory.library import SearchHit, SearchQuery
from samestory.library.rows import KINDS
from samestory.records import Dossier, to_plain
from samestory.web.adding import find_job
from samestory.web.answers import answer_json, answer_text
from samestory.web.asking import MAX_OFFSET, MAX_ROWS, read_day, read_number, read_words
from samestory.web.desk import desk_of
from samestory.web.listing import find_stories
from samestory.web.openapi import describe
from samestory.web.opened import write_opened
from samestory.web.refusals import Refused
from samestory.web.workers import Job


def list_stories(request: Request) -> Response:
    """Stories, page by page: `next` is the address of the next page, null on the last."""
    limit, offset = _read_page(request, 50)
    with desk_of(request).reading() as library:
        rows = find_stories(library, request, limit=limit + 1, offset=offset)
    return answer_json(request, _page(request, rows, limit, offset, "stories"))


def give_story(request: Request) -> Response:
    """The dossier of a story; 202 with its job where it has yet to be made."""
    text = write_opened(request, "json", Dossier.to_json)
    return text if isinstance(text, Response) else answer_text(request, text, "application/json")


def give_report(request: Request) -> Response:
    """A report with its text, its cleaning and its date."""
    with desk_of(request).reading() as library:
        stored = library.report(request.path_params["report"])
    return answer_json(request, stored)


def search(request: Request) -> Response:
    """What is found of some words."""
    limit, offset = _read_page(request, 20)
    with desk_of(request).reading() as library:
        found = library.search(_read_query(request, limit + 1, offset))
    # The limit counts for each kind: another page follows while one of them goes on.
    by_kind: dict[str, list[SearchHit]] = {}
    for hit in found:
        by_kind.setdefault(hit.kind, []).append(hit)
    hits = [hit for hits in by_kind.values() for hit in hits[:limit]]
    more = any(len(hits) > limit for hits in by_kind.values())
    return answer_json(
        request, {"hits": hits, "next": _following(request, limit, offset) if more else None}
    )


def _read_query(request: Request, limit: int, offset: int) -> SearchQuery:
    """Read what is sought.

    Raises:
        Refused: there are no words, or a kind is none.
    """
    kinds = request.query_params.getlist("kind")
    text = read_words(request, "q")
    if not text.strip():
        raise Refused(400, "no-words", "Give the words to seek: /api/search?q=…")
    if not set(kinds) <= set(KINDS):
        raise Refused(400, "wrong-kind", f"A kind is one of {', '.join(KINDS)}.")
    return SearchQuery(
        text,
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        since=read_day(request, "since"),
        until=read_day(request, "until"),
        outlet=read_words(request, "outlet"),
        story=read_words(request, "story"),
        limit=limit,
        offset=offset,
    )


def list_copies(request: Request) -> Response:
    """Reports of different outlets that share passages, page by page."""
    limit, offset = _read_page(request, 50)
    with desk_of(request).reading() as library:
        asked = request.query_params.get("report") or None
        rows = library.copies(asked, limit=limit + 1, offset=offset)
    return answer_json(request, _page(request, rows, limit, offset, "copies"))


def list_judgements(request: Request) -> Response:
    """What people decided, the latest first, page by page."""
    limit, offset = _read_page(request, 50)
    with desk_of(request).reading() as library:
        rows = library.judgements()[offset : offset + limit + 1]
    return answer_json(request, _page(request, rows, limit, offset, "judgements"))


def give_job(request: Request) -> Response:
    """How far a piece of long work is."""
    return answer_json(request, plain_job(find_job(request)))


def plain_job(job: Job) -> dict[str, Any]:
    """Write a job for a program; what came of it stands at its own address."""
    result = None if isinstance(job.result, Dossier) else to_plain(job.result)
    return {"id": job.id, "kind": job.kind, "about": job.about, "state": job.state, "what": job.what,
            "done": job.done, "total": job.total, "result": result, "error": job.error}  # fmt: skip


def give_description(request: Request) -> Response:
    """The API described in OpenAPI 3.1."""
    return answer_json(request, describe(ROUTES))


def refuse_unknown(request: Request) -> Response:
    """No such address."""
    raise Refused(404, "not-found", "There is no such address. /api/openapi.json lists them.")


def _read_page(request: Request, rows: int) -> tuple[int, int]:
    """Read how many rows are asked for, and how many stand before them."""
    # A page of none would lead to itself for ever.
    limit = read_number(request, "limit", rows, least=1, most=MAX_ROWS)
    return limit, read_number(request, "offset", 0, most=MAX_OFFSET)


def _page(request: Request, rows: Any, limit: int, offset: int, name: str) -> dict[str, Any]:
    more = len(rows) > limit
    return {name: rows[:limit], "next": _following(request, limit, offset) if more else None}


def _following(request: Request, limit: int, offset: int) -> str:
    following = request.url.include_query_params(limit=limit, offset=offset + limit)
    return f"{following.path}?{following.query}"


ROUTES = (
    Route("/api/stories", list_stories),
    Route("/api/stories/{story}", give_story),
    Route("/api/reports/{report}", give_report),
    Route("/api/search", search),
    Route("/api/copies", list_copies),
    Route("/api/judgements", list_judgements),
    Route("/api/jobs/{job}", give_job),
    Route("/api/openapi.json", give_description),
    Route("/api/{anything:path}", refuse_unknown),
)
