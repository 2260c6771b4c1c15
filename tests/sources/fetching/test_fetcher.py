"""Fetching from a server that misbehaves in every way; no test leaves this machine."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Server, say, serve

from eval.source_samples import PAGE
from samestory.sources.fetching.addresses import refuse_private
from samestory.sources.fetching.fetcher import Fetcher, FetchError, Network
from samestory.sources.fetching.settings import FetchSettings

BODY = PAGE.encode()
QUICK = FetchSettings(total_seconds=2, idle_seconds=1, max_body_bytes=200_000)


class World:
    """Time that passes only by sleeping, and names that lead where a test says."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.names: dict[str, list[str]] = {}

    def resolve(self, host: str, _port: int) -> list[str]:
        """Look a name up; of several answers each is given once."""
        answers = self.names.get(host, ["127.0.0.1"])
        return [answers.pop(0) if len(answers) > 1 else answers[0]]

    def clock(self) -> float:
        """The time, with what was slept."""
        return time.monotonic() + sum(self.slept)

    def network(self) -> Network:
        """The world as the fetcher sees it: of this machine only the test's own server may be asked."""

        def check(address: str) -> str | None:
            return None if address == "127.0.0.1" else refuse_private(address)

        return Network(
            self.resolve, check, self.clock, lambda: 1_000_000 + sum(self.slept), self.slept.append
        )


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that has one honest page."""
    with serve() as running:
        running.answers["/a"] = say(BODY)
        yield running


@pytest.fixture
def world() -> World:
    """A world in which every name leads to this machine."""
    return World()


def fetch(world: World, url: str, settings: FetchSettings = QUICK) -> bytes:
    """Fetch one page."""
    return Fetcher(settings, world.network()).fetch(url).body


def refused(world: World, url: str, settings: FetchSettings = QUICK) -> str:
    """Why a page was not had."""
    with pytest.raises(FetchError) as caught:
        fetch(world, url, settings)
    return str(caught.value)


def test_a_page_is_fetched_as_it_is(server: Server, world: World) -> None:
    """By a program that says what it is."""
    assert fetch(world, server.url("/a")) == BODY
    assert "User-Agent: samestory/" in server.requests[-1]
    assert f"Host: velma.example:{server.port}\r\n" in server.requests[-1]


@pytest.mark.parametrize(
    "answer",
    [
        say(gzip.compress(BODY), "Content-Encoding: gzip"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
        b"HTTP/1.0 200 OK\r\n\r\n" + BODY,
    ],
)
def test_whatever_form_an_answer_has_the_page_is_the_same(
    server: Server, world: World, answer: bytes
) -> None:
    """Packed, in chunks, or ended by hanging up."""
    server.answers["/a"] = answer
    assert fetch(world, server.url("/a")) == BODY


def _drip(connection: socket.socket, _path: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


def _drip_head(connection: socket.socket, _path: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-A: ")
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


def _endless(connection: socket.socket, _path: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 10_000)


def _silent(_connection: socket.socket, _path: str) -> None:
    time.sleep(3)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (_drip, "the server takes too long"),
        (_drip_head, "the server takes too long"),
        (_silent, "the server takes too long"),
        (_endless, "more than 200,000 bytes"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx", "more than 200,000 bytes"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + BODY[:900], "breaks off before its end"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nx", "breaks off before its end"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\nx", "breaks off before its end"),
        (say(gzip.compress(bytes(90_000_000), 1), "Content-Encoding: gzip"), "more than 200,000 bytes"),
        (say(b"\x1f\x8b broken", "Content-Encoding: gzip"), "packing is broken"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5_000 + b"\r\n", "no answer came (HTTPException"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000, "no answer came (LineTooLong"),
        (b"not a server at all\r\n\r\n", "no answer came (BadStatusLine"),
        (b"", "no answer came (RemoteDisconnected"),
        (say(b"", status="404 Not Found"), "the server answers 404"),
        (say(b"", status="503 Busy"), "the server answers 503"),
    ],
)
def test_a_server_that_misbehaves_is_left_and_named(
    server: Server, world: World, answer: bytes, reason: str
) -> None:
    """In bounded time and memory."""
    server.answers["/bad"] = answer
    settings = FetchSettings(total_seconds=0.6, idle_seconds=0.3, max_body_bytes=200_000, max_tries=1)
    began = time.monotonic()
    assert reason in refused(world, server.url("/bad"), settings)
    assert time.monotonic() - began < 3


def test_what_may_pass_is_tried_again_with_longer_pauses(server: Server, world: World) -> None:
    """And what the server asks to be left alone for is kept."""
    busy = say(b"", status="503 Busy")
    server.answers["/a"] = [busy, say(b"", "Retry-After: 30", status="429 Slow down"), say(BODY)]
    assert fetch(world, server.url("/a")) == BODY
    assert [pause for pause in world.slept if pause > 2] == [30.0]
    assert len(server.paths) == 3


def test_a_server_that_asks_for_an_hour_is_left(server: Server, world: World) -> None:
    """It is tried another time."""
    server.answers["/a"] = say(b"", "Retry-After: 3600", status="503 Busy")
    assert refused(world, server.url("/a")) == "the server answers 503"
    assert len(server.paths) == 1


def test_between_two_requests_to_a_host_it_is_waited(server: Server, world: World) -> None:
    """As long as is polite, or as the site asks; another host need not wait."""
    fetcher = Fetcher(FetchSettings(seconds_between=2), world.network())
    server.answers["/robots.txt"] = say(b"User-agent: *\nCrawl-delay: 7", media="text/plain")
    fetcher.fetch(server.url("/a"))
    assert 6 < sum(world.slept) <= 7
    fetcher.fetch(server.url("/a", host="sound.example"))
    assert sum(world.slept) < 14.1


@pytest.mark.parametrize("rules", [b"User-agent: *\nDisallow: /a", b"User-agent: samestory\nDisallow: /"])
def test_what_a_site_asks_to_leave_is_left(server: Server, world: World, rules: bytes) -> None:
    """Nothing but its rules is asked for."""
    server.answers["/robots.txt"] = say(rules, media="text/plain")
    assert "asks programs to leave it" in refused(world, server.url("/a"))
    assert server.paths == []


@pytest.mark.parametrize(
    ("status", "reads"), [("404 Not Found", True), ("403 No", True), ("500 Broken", False)]
)
def test_rules_that_are_not_there_allow_and_rules_that_fail_forbid(
    server: Server, world: World, status: str, reads: bool
) -> None:
    """As the standard has it."""
    server.answers["/robots.txt"] = say(b"", status=status)
    if reads:
        assert fetch(world, server.url("/a")) == BODY
    else:
        assert "robots.txt" in refused(world, server.url("/a"))


def _to(place: str) -> bytes:
    return say(b"", f"Location: {place}", status="302 Found")


def test_redirects_are_followed_to_a_bound(server: Server, world: World) -> None:
    """Not in circles, not for ever."""
    server.answers |= {
        "/r": _to("/a"),
        "/loop": _to("/loop2"),
        "/loop2": _to("loop"),
        "/none": _to("http://["),
    }
    server.answers |= {f"/{n}": _to(f"/{n + 1}") for n in range(20)}
    assert fetch(world, server.url("/r")) == BODY
    assert "lead in a circle" in refused(world, server.url("/loop"))
    assert "leads on more than 6 times" in refused(world, server.url("/0"))
    assert "no address" in refused(world, server.url("/none"))


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.2/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://0/",
        "http://[::ffff:10.0.0.1]/", "http://[fd00:ec2::254]/", "http://[64:ff9b::a00:1]/", "http://100.64.0.1/",
        "http://224.0.0.1/", "http://192.168.1.1:8080/", "http://inside.example/", "http://255.255.255.255/",
    ],
)  # fmt: skip
def test_a_redirect_to_an_address_inside_is_refused(server: Server, world: World, place: str) -> None:
    """Before anything is connected to."""
    host = place.split("/")[2].split(":8080", maxsplit=1)[0].strip("[]")
    world.names[host] = [{"inside.example": "10.1.2.3", "0": "0.0.0.0"}.get(host, host)]  # noqa: S104
    server.answers["/r"] = _to(place)
    assert "of this machine, its network or none that is public" in refused(world, server.url("/r"))


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "javascript:1"]
)
def test_a_redirect_to_another_scheme_is_refused(server: Server, world: World, place: str) -> None:
    """Only http and https are fetched."""
    server.answers["/r"] = _to(place)
    assert "only http and https" in refused(world, server.url("/r"))


def test_a_name_that_leads_elsewhere_the_next_time_is_refused_then(server: Server, world: World) -> None:
    """Every request looks its name up once, checks the answer and connects to that answer alone."""
    world.names["turn.example"] = ["127.0.0.1", "127.0.0.1", "10.0.0.1"]
    fetcher = Fetcher(QUICK, world.network())
    assert fetcher.fetch(server.url("/a", host="turn.example")).body == BODY
    with pytest.raises(FetchError, match=r"10\.0\.0\.1 is an address of this machine, its network"):
        fetcher.fetch(server.url("/a", host="turn.example"))


def test_a_name_with_one_address_inside_is_refused_whole(server: Server, world: World) -> None:
    """The other one would be taken next time."""
    network = world.network()
    both = Network(
        lambda *_: ["127.0.0.1", "10.0.0.1"], network.check, network.clock, network.now, network.sleep
    )
    with pytest.raises(FetchError, match="its network"):
        Fetcher(QUICK, both).fetch(server.url("/a"))


def test_nothing_of_this_machine_is_fetched_unless_allowed(server: Server) -> None:
    """The default refuses even the test's own server; the switch is explicit."""
    url = f"http://127.0.0.1:{server.port}/a"
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is an address of this machine"):
        Fetcher(QUICK).fetch(url)
    assert server.requests == []
    assert Fetcher(FetchSettings(allow_private=True, seconds_between=0)).fetch(url).body == BODY


def test_what_is_kept_is_not_asked_for_again_until_it_is_old(
    server: Server, world: World, tmp_path: Path
) -> None:
    """Then only whether it changed."""
    settings = FetchSettings(keep=tmp_path / "kept", fresh_hours=1)
    server.answers["/a"] = say(BODY, 'ETag: "7"', "Last-Modified: Wed, 07 May 2031 19:40:00 GMT")
    assert fetch(world, server.url("/a"), settings) == BODY
    assert fetch(world, server.url("/a"), settings) == BODY
    assert server.paths == ["/a"]
    world.slept.append(4_000)
    server.answers["/a"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    assert fetch(world, server.url("/a"), settings) == BODY
    assert 'If-None-Match: "7"' in server.requests[-1]
    assert "If-Modified-Since: Wed, 07 May 2031" in server.requests[-1]


def test_a_kept_page_that_was_damaged_is_fetched_again(
    server: Server, world: World, tmp_path: Path
) -> None:
    """It is known by its sum."""
    settings = FetchSettings(keep=tmp_path)
    fetch(world, server.url("/a"), settings)
    (body,) = tmp_path.glob("*.body")
    body.write_bytes(b"damaged")
    assert fetch(world, server.url("/a"), settings) == BODY


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://", "names no host"),
        ("http://user:secret@velma.example/", "carries a name or password"),
        ("http://a b.example/", "its host is no name"),
        ("http://velma.example:99999/", "no address"),
        ("http://" + "a" * 5_000, "far too long"),
        ("http://[::1", "no address"),
    ],
)
def test_what_is_no_address_is_said(world: World, url: str, reason: str) -> None:
    """Before anything is looked up."""
    assert reason in refused(world, url)
