"""Fetching one page: manners, redirects, tries, and what is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from samestory.sources.fetching.addresses import (
    AddressError,
    Checker,
    Resolver,
    Target,
    choose_address,
    parse_target,
    refuse_none,
    refuse_private,
    resolve,
)
from samestory.sources.fetching.keeping import Page, keep_page, load_page
from samestory.sources.fetching.robots import EVERYTHING, NOTHING, Robots, parse_robots
from samestory.sources.fetching.settings import SETTINGS, FetchSettings
from samestory.sources.fetching.transport import Answer, TransportError, ask
from samestory.sources.http_bodies import BodyError, decode_body

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_TRY_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_NOT_CHANGED = 304
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.8,text/plain;q=0.8,*/*;q=0.5"
_SECONDS_AN_HOUR = 3600


class FetchError(Exception):
    """A page that was not had, and why."""


@dataclass(frozen=True, slots=True)
class Network:
    """What fetching needs of the world, so that a test can stand in for it."""

    resolver: Resolver = resolve
    check: Checker = refuse_private
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class Fetcher:
    """Fetches pages one after another; remembers each host's rules and when it was last asked."""

    def __init__(self, settings: FetchSettings = SETTINGS, network: Network | None = None) -> None:
        self._settings = settings
        network = network or Network()
        self._network = replace(network, check=refuse_none) if settings.allow_private else network
        self._robots: dict[str, Robots] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, url: str) -> Page:
        """Fetch a page, or give what is kept of it if that is fresh or did not change.

        Raises:
            FetchError: it may not be fetched, is not there, or no whole answer came.
        """
        settings = self._settings
        kept = load_page(settings.keep, url) if settings.keep else None
        if kept and self._network.now() - kept.fetched < settings.fresh_hours * _SECONDS_AN_HOUR:
            return kept
        page = self._follow(url, kept)
        if settings.keep:
            keep_page(settings.keep, url, page)
        return page

    def _follow(self, url: str, kept: Page | None) -> Page:
        """Go where redirects lead, each checked like the first address."""
        seen: list[str] = []
        while True:
            target = self._parse(url)
            if target.url in seen:
                raise FetchError("its redirects lead in a circle")
            seen.append(target.url)
            if len(seen) > self._settings.max_redirects + 1:
                raise FetchError(f"it leads on more than {self._settings.max_redirects} times")
            self._respect(target)
            answer = self._try(target, _conditions(kept) if kept and kept.url == target.url else {})
            if answer.status == _NOT_CHANGED and kept:
                return replace(kept, fetched=self._network.now())
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                url = self._join(target.url, answer.headers["location"])
                continue
            return self._page(target, answer)

    def _page(self, target: Target, answer: Answer) -> Page:
        if not 200 <= answer.status < 300:
            raise FetchError(f"the server answers {answer.status}")
        try:
            # Chunks are joined already.
            body = decode_body(answer.body, _less_chunks(answer.headers), self._settings.max_body_bytes)
        except BodyError as error:
            raise FetchError(str(error)) from error
        return Page(target.url, answer.headers, body, self._network.now())

    def _try(self, target: Target, conditions: Mapping[str, str]) -> Answer:
        """Ask again after a pause where that may help, a few times."""
        settings = self._settings
        reason = ""
        for number in range(1, settings.max_tries + 1):
            pause = 2.0**number
            try:
                answer = self._ask(target, conditions)
            except TransportError as error:
                reason = str(error)
            else:
                if answer.status not in _TRY_AGAIN:
                    return answer
                reason = f"the server answers {answer.status}"
                pause = max(pause, self._retry_after(answer))
            if pause > settings.max_retry_after:
                break
            if number < settings.max_tries:
                self._network.sleep(pause)
        raise FetchError(reason)

    def _ask(self, target: Target, conditions: Mapping[str, str]) -> Answer:
        """Wait for the host's turn, look it up, check and pin its address, and ask once."""
        network = self._network
        delay = max(self._settings.seconds_between, self._robots.get(target.origin, EVERYTHING).delay)
        last = self._asked.get(target.host)
        if last is not None and (wait := last + delay - network.clock()) > 0:
            network.sleep(wait)
        try:
            address = choose_address(target, network.resolver, network.check)
        except AddressError as error:
            raise FetchError(str(error)) from error
        headers = {
            "User-Agent": self._settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **conditions,
        }
        try:
            return ask(target, address, headers, self._settings, network.clock)
        finally:
            self._asked[target.host] = network.clock()

    def _respect(self, target: Target) -> None:
        """Ask a host for its rules before anything else.

        Raises:
            FetchError: they ask to leave the path, or for longer pauses than are kept.
        """
        if target.origin not in self._robots:
            self._robots[target.origin] = self._fetch_robots(target)
        robots = self._robots[target.origin]
        if not robots.allows(target.path):
            raise FetchError("the site asks programs to leave it (robots.txt)")
        if robots.delay > self._settings.max_crawl_delay:
            raise FetchError(f"the site asks for {robots.delay:.0f} seconds between requests (robots.txt)")

    def _fetch_robots(self, target: Target) -> Robots:
        """Fetch the rules: none are there with 4xx; with 5xx or no answer nothing may be asked for."""
        at = self._parse(f"{target.scheme}://{target.netloc}/robots.txt")
        for _ in range(self._settings.max_redirects):
            try:
                answer = self._ask(at, {})
            except TransportError as error:
                raise FetchError(f"{error}, asked for robots.txt") from error
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                break
            at = self._parse(self._join(at.url, answer.headers["location"]))
        if 200 <= answer.status < 300:
            try:
                body = decode_body(
                    answer.body, _less_chunks(answer.headers), self._settings.max_robots_bytes
                )
            except BodyError:
                return NOTHING
            return parse_robots(body.decode("utf-8", "replace"), self._settings.robots_name)
        return EVERYTHING if 300 <= answer.status < 500 and answer.status != 429 else NOTHING

    def _parse(self, url: str) -> Target:
        try:
            return parse_target(url)
        except AddressError as error:
            raise FetchError(str(error)) from error

    def _join(self, base: str, location: str) -> str:
        try:
            return urljoin(base, location.strip())
        except ValueError as error:
            raise FetchError(f"it leads to what is no address ({error})") from error

    def _retry_after(self, answer: Answer) -> float:
        """Seconds that a server asks to be left alone, given as such or as a moment."""
        value = answer.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdecimal():
            return float(value[:9])
        try:
            return parsedate_to_datetime(value).timestamp() - self._network.now()
        except (ValueError, TypeError, IndexError, OverflowError):
            return 0.0


def _conditions(kept: Page) -> dict[str, str]:
    """Ask only whether a page changed, as the server marked it when it was fetched."""
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {
        field: value for field, name in pairs if (value := kept.headers.get(name)) and value.isprintable()
    }


def _less_chunks(headers: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in headers.items() if name != "transfer-encoding"}
