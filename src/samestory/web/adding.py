"""The pages on which reports are added, and the door at which the token becomes a cookie."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samestory.library import AddSummary
from samestory.web.answers import answer_page
from samestory.web.desk import desk_of
from samestory.web.guard import cookie_name, has_token, is_token
from samestory.web.refusals import Refused
from samestory.web.uploads import make_folder, save_files, save_text
from samestory.web.workers import Job

MAX_TEXT_CHARS = 1_000_000
MAX_ADDRESSES = 500


def enter(request: Request) -> Response:
    """Turn the token into a cookie that only this room's own pages send, and go to the stories."""
    settings = desk_of(request).settings
    token = request.query_params.get("token", "")
    if not is_token(token, settings):
        raise Refused(403, "wrong-token", "This key does not fit. Use the address that was printed last.")
    answer = RedirectResponse("/", 303)
    answer.set_cookie(cookie_name(settings), token, httponly=True, samesite="strict", path="/")
    return answer


def show_form(request: Request) -> Response:
    """Show the ways in which reports can be added."""
    desk = desk_of(request)
    limit = f"{desk.settings.max_upload_bytes // 1_000_000} MB in {desk.settings.max_uploads:,} files"
    may_write = has_token(request.headers, desk.settings)
    return answer_page(request, "add.html.j2", limit=limit, may_write=may_write)


async def add_files(request: Request) -> Response:
    """Take uploaded files."""
    desk = desk_of(request)
    form = await request.form(max_files=desk.settings.max_uploads, max_fields=10)
    files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
    if not files:
        raise Refused(400, "nothing-sent", "No file was chosen.")
    folder = make_folder()
    try:
        await save_files(files, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return _begin(request, "1 file" if len(files) == 1 else f"{len(files)} files", folder)


async def add_text(request: Request) -> Response:
    """Take one pasted report."""
    form = await request.form(max_files=0, max_fields=10)
    text = _field(form, "text", MAX_TEXT_CHARS)
    if not text.strip():
        raise Refused(400, "nothing-sent", "There is no text.")
    declared = {name: _field(form, name, 2_000) for name in ("outlet", "published", "url")}
    if declared["url"] and urlsplit(declared["url"]).scheme not in ("http", "https"):
        raise Refused(400, "wrong-address", "An address begins with http:// or https://.")
    folder = make_folder()
    save_text(text, declared, folder)
    return _begin(request, "a pasted report", folder)


async def add_addresses(request: Request) -> Response:
    """Take addresses to be fetched."""
    form = await request.form(max_files=0, max_fields=10)
    addresses = [line.strip() for line in _field(form, "addresses", 200_000).splitlines() if line.strip()]
    wrong = [address for address in addresses if urlsplit(address).scheme not in ("http", "https")]
    if wrong or not addresses:
        raise Refused(
            400, "wrong-address", f"An address begins with http:// or https://: {wrong[:1] or ''}"
        )
    if len(addresses) > MAX_ADDRESSES:
        raise Refused(400, "too-many", f"At most {MAX_ADDRESSES} at once. Use `samestory add` for more.")
    job = desk_of(request).workers.add(f"{len(addresses)} addresses", None, addresses)
    return RedirectResponse(f"/jobs/{job.id}", 303)


def show_job(request: Request) -> Response:
    """Show how far a piece of work is, and what came of it."""
    job = find_job(request)
    headings = {
        "open": "Opening the story",
        "compare": "Comparing two reports",
        "add": f"Adding {job.about}",
    }
    follow = {"open": f"/stories/{job.result or job.about}", "compare": _comparison(job)}
    return answer_page(
        request,
        "job.html.j2",
        job=job,
        heading=headings[job.kind],
        next=follow.get(job.kind),
        result=job.result if isinstance(job.result, AddSummary) else None,
    )


def _comparison(job: Job) -> str:
    one, _, other = job.about.partition(" ")
    return f"/compare?a={one}&b={other}"


def find_job(request: Request) -> Job:
    """Give the job that an address names."""
    job = desk_of(request).workers.find(request.path_params["job"])
    if job is None:
        raise Refused(404, "not-found", "This work is over, and long ago.")
    return job


def _begin(request: Request, about: str, folder: Path) -> Response:
    job = desk_of(request).workers.add(about, folder, ())
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _field(form: FormData, name: str, limit: int) -> str:
    value = form.get(name, "")
    if not isinstance(value, str) or len(value) > limit:
        raise Refused(413, "too-large", f"'{name}' is longer than {limit:,} characters.")
    return value
