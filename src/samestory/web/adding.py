"""The pages on which reports are added, and the door at which the token becomes a cookie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samestory.library import AddSummary
from samestory.render.wording import count
from samestory.sources.fetching.urls import is_url
from samestory.web.answers import answer_page
from samestory.web.asking import read_anchor
from samestory.web.desk import desk_of
from samestory.web.guard import has_token, is_token, write_cookie
from samestory.web.refusals import Refused
from samestory.web.uploads import new_folder, save_files, save_text
from samestory.web.workers import Job

MAX_TEXT_CHARS = 1_000_000
# What so many characters can take on their way.
MAX_FIELD_BYTES = 12_000_000
MAX_ADDRESSES = 500


def enter(request: Request) -> Response:
    """Turn the token into a cookie that only this room's own pages send, and go to the stories."""
    settings = desk_of(request).settings
    token = request.query_params.get("token", "")
    if not is_token(token, settings):
        raise Refused(403, "wrong-token", "This key does not fit. Use the address that was printed last.")
    answer = RedirectResponse("/", 303, headers={"cache-control": "no-store"})
    write_cookie(answer, settings)
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
    async with request.form(max_files=desk.settings.max_uploads, max_fields=10) as form:
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
        if not files:
            raise Refused(400, "nothing-sent", "No file was chosen.")
        with new_folder() as folder:
            await save_files(files, folder)
            return await _begin(request, count(len(files), "file"), folder)


async def add_text(request: Request) -> Response:
    """Take one pasted report."""
    form = await request.form(max_files=0, max_fields=10, max_part_size=MAX_FIELD_BYTES)
    text = _field(form, "text", MAX_TEXT_CHARS)
    if not text.strip():
        raise Refused(400, "nothing-sent", "There is no text.")
    declared = {name: _field(form, name, 2_000) for name in ("outlet", "published", "url")}
    if declared["url"] and not is_url(declared["url"]):
        raise Refused(400, "wrong-address", "An address begins with http:// or https://.")
    with new_folder() as folder:
        save_text(text, declared, folder)
        return await _begin(request, "a pasted report", folder)


async def add_addresses(request: Request) -> Response:
    """Take addresses to be fetched."""
    form = await request.form(max_files=0, max_fields=10)
    addresses = [line.strip() for line in _field(form, "addresses", 200_000).splitlines() if line.strip()]
    if not addresses:
        raise Refused(400, "nothing-sent", "There is no address.")
    # What is no address would be taken for a path on this machine.
    if wrong := [address for address in addresses if not is_url(address)]:
        raise Refused(
            400, "wrong-address", f"An address begins with http:// or https://, not '{wrong[0][:80]}'."
        )
    if len(addresses) > MAX_ADDRESSES:
        raise Refused(400, "too-many", f"At most {MAX_ADDRESSES} at once. Use `samestory add` for more.")
    return await _begin(request, count(len(addresses), "address", "addresses"), addresses=addresses)


def show_job(request: Request) -> Response:
    """Show how far a piece of work is, and what came of it; lead to that where it has a page."""
    job = find_job(request)
    following = _following(job)
    if following and job.state == "done":
        return RedirectResponse(following + read_anchor(request), 303)
    headings = {
        "open": "Opening the story",
        "compare": "Comparing two reports",
        "add": f"Adding {job.about}",
    }
    result = job.result if isinstance(job.result, AddSummary) else None
    # Named whole: a page that is reached with a '#' does not load itself again.
    again = request.url.path + "?" + urlencode({"at": read_anchor(request)[1:]})
    return answer_page(
        request, "job.html.j2", job=job, heading=headings[job.kind], result=result, again=again
    )


def _following(job: Job) -> str | None:
    if job.kind == "compare":
        one, _, other = job.about.partition(" ")
        return f"/compare?a={one}&b={other}"
    return f"/stories/{job.result}" if job.kind == "open" else None


def find_job(request: Request) -> Job:
    """Give the job that an address names."""
    job = desk_of(request).workers.find(request.path_params["job"])
    if job is None:
        raise Refused(404, "not-found", "This work is over, and long ago.")
    return job


async def _begin(
    request: Request, about: str, folder: Path | None = None, addresses: Sequence[str] = ()
) -> Response:
    # Beside the loop that answers everybody: the first job waits until its process is started.
    job = await run_in_threadpool(desk_of(request).workers.add, about, folder, addresses)
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _field(form: FormData, name: str, limit: int) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        raise Refused(400, "wrong-field", f"'{name}' is no file.")
    if len(value) > limit:
        raise Refused(413, "too-large", f"'{name}' is longer than {limit:,} characters.")
    return value
