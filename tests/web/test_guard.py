"""Who is let in: hosts, other sites' pages, the token, and how much may be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message

from samestory.web.answers import answer_refusal
from samestory.web.guard import Guard, cookie_name
from samestory.web.refusals import Refused
from samestory.web.settings import WebSettings

KEY = "the-key"
SETTINGS = WebSettings(Path("unused"), token=KEY, max_upload_bytes=1_000)
OURS = "http://127.0.0.1:8377"
BEARER = {"authorization": "Bearer the-key"}


async def change(request: Request) -> Response:
    """Something that is changed: gives back how much was sent."""
    return PlainTextResponse(str(len(await request.body())))


def read(request: Request) -> Response:
    """Something that is read."""
    return PlainTextResponse("read")


def make_client(settings: WebSettings = SETTINGS) -> TestClient:
    """A client of a small app behind the guard."""
    app = Starlette(
        routes=[
            Route("/", read),
            Route("/api/x", change, methods=["POST"]),
            Route("/x", change, methods=["POST"]),
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={Refused: answer_refusal},
    )
    return TestClient(app, base_url=OURS)


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client of the guarded app."""
    with make_client() as client:
        yield client


def test_reading_needs_no_key(client: TestClient) -> None:
    """On this machine the room is read by whoever sits at it."""
    assert client.get("/").text == "read"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:9999", "127.0.0.1.evil.example:8377", "", "localhost"]
)
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    """A name that some DNS points here is not the room's: nothing is answered to its pages."""
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8377", "localhost:8377", "[::1]:8377"])
def test_own_names_are_answered(client: TestClient, host: str) -> None:
    """The names of this machine with the room's port are its own."""
    assert client.get("/", headers={"host": host}).status_code == 200


def test_change_without_the_key_is_refused(client: TestClient) -> None:
    """A change needs the token; the answer to a program has the one shape."""
    answer = client.post("/api/x")
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "no-token"


@pytest.mark.parametrize("headers", [BEARER, {"cookie": f"{cookie_name(SETTINGS)}=the-key"}])
def test_change_with_the_key_is_done(client: TestClient, headers: dict[str, str]) -> None:
    """The token comes as a bearer or in the room's cookie."""
    assert client.post("/x", content=b"abc", headers=headers).text == "3"


@pytest.mark.parametrize("key", ["the-keyy", "", "THE-KEY", "the-ke\u00fd"])
def test_wrong_keys_are_refused(client: TestClient, key: str) -> None:
    """Nothing but the token itself opens."""
    assert client.post("/x", headers={"authorization": f"Bearer {key}".encode()}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_changes_asked_for_by_other_pages_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    """Even with the key: another site's page may not make the browser change anything here."""
    answer = client.post("/x", headers=BEARER | headers)
    assert answer.status_code == 403


def test_own_page_may_change(client: TestClient) -> None:
    """A form of the room's own page is let through."""
    headers = BEARER | {"origin": OURS, "sec-fetch-site": "same-origin"}
    assert client.post("/x", headers=headers).status_code == 200


def test_only_its_own_page_over_tls_may_change_a_room_behind_tls() -> None:
    """Whoever can put a page at the room's plain HTTP address changes nothing, and sets no cookie for it."""
    settings = replace(SETTINGS, behind_tls=True, known_as=("room.example",))
    assert cookie_name(settings) == "__Host-samestory-8377"
    key = {"host": "room.example", "cookie": f"{cookie_name(settings)}={KEY}"}
    with make_client(settings) as client:
        for origin, status in (("https://room.example", 200), ("http://room.example", 403)):
            assert client.post("/x", headers=key | {"origin": origin}).status_code == status
        beside = {"host": "room.example", "cookie": f"{cookie_name(SETTINGS)}={KEY}"}
        assert client.post("/x", headers=beside).status_code == 403


def test_body_over_the_bound_is_refused_before_it_is_read(client: TestClient) -> None:
    """A length that is claimed too large is not waited for."""
    assert client.post("/x", content=b"a" * 1_001, headers=BEARER).status_code == 413


def test_body_without_a_length_is_bounded_too(client: TestClient) -> None:
    """What is sent in pieces ends at the bound."""
    answer = client.post("/x", content=(b"a" * 100 for _ in range(50)), headers=BEARER)
    assert answer.status_code == 413


def test_room_open_to_others_is_read_with_the_key_only() -> None:
    """Where other machines can reach it, reading needs the token as well."""
    settings = WebSettings(Path("unused"), token=KEY, host="0.0.0.0", known_as=("desk.example",))  # noqa: S104
    with make_client(settings) as client:
        assert client.get("/", headers={"host": "desk.example"}).status_code == 403
        assert client.get("/", headers={"host": "desk.example"} | BEARER).status_code == 200


def test_every_answer_says_what_a_page_may_do(client: TestClient) -> None:
    """The policy and its companions stand on pages and on refusals alike."""
    for answer in (client.get("/"), client.get("/", headers={"host": "evil.example"})):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_loads_nothing(client: TestClient, site: str) -> None:
    """It may lead here, and not load: how long an answer takes would tell what is held."""
    loaded = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}
    led = {"sec-fetch-site": site, "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=loaded).status_code == 403
    assert client.get("/", headers=led).status_code == 200


def test_own_origin_from_elsewhere_is_refused(client: TestClient) -> None:
    """What the browser calls another site is none of ours, whatever else it says."""
    headers = BEARER | {"origin": OURS, "sec-fetch-site": "cross-site"}
    assert client.post("/x", headers=headers).status_code == 403


def test_key_is_found_among_cookies_of_other_programs(client: TestClient) -> None:
    """Programs on one machine share their cookies, and not all of them write them well."""
    cookie = f'{{"a": 1}}; b=[x@y]; {cookie_name(SETTINGS)}={KEY}; c'
    assert client.post("/x", headers={"cookie": cookie}).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer "}, {"cookie": "samestory-8377="}])
def test_room_without_a_key_lets_nobody_change_it(headers: dict[str, str]) -> None:
    """An empty key fits nothing, not even nothing."""
    with make_client(WebSettings(Path("unused"), token="")) as client:
        assert client.post("/x", headers=headers).status_code == 403


def test_endless_length_is_refused(client: TestClient) -> None:
    """A length of thousands of digits is no number to be read."""
    headers = BEARER | {"content-length": "9" * 5_000}
    assert client.post("/x", headers=headers).status_code == 413


async def ask_slowly(settings: WebSettings, pieces: list[float]) -> int:
    """Send a body piece by piece, each after so many seconds; gives the status of the answer."""
    waits = iter(pieces)
    answers: list[int] = []

    async def receive() -> Message:
        await asyncio.sleep(next(waits, 60))
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answers.append(message["status"])

    headers = [(b"host", b"127.0.0.1:8377"), (b"authorization", b"Bearer the-key")]
    scope = {"type": "http", "method": "POST", "path": "/api/x", "raw_path": b"/api/x", "query_string": b"",
             "headers": headers, "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 8377)}  # fmt: skip
    await make_client(settings).app(scope, receive, send)
    return answers[0]


@pytest.mark.parametrize(
    ("silence", "whole", "pieces"),
    [(0.05, 60, [0, 0.01]), (60, 0.1, [0.03] * 90)],
    ids=["silent", "dripping"],
)
def test_upload_that_stalls_is_ended(silence: float, whole: float, pieces: list[float]) -> None:
    """What falls silent, and what drips for ever, is told so instead of being waited for."""
    settings = replace(SETTINGS, max_silence_seconds=silence, max_upload_seconds=whole)
    # In a thread of its own: a browser that other tests drive keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, ask_slowly(settings, pieces)).result() == 408
