"""Who may ask for what: the host that was meant, the page that asks, the token, and how much is sent.

A page of another site can make a browser send requests here. It is held off four times: the Host must
be ours (against DNS that changes), it may lead here but not load anything from here (how long an answer
takes would tell what is held), a request that changes something must come from our own page, and it must
bring the token, in a cookie that other sites cannot send or as a bearer.
"""

from __future__ import annotations

import asyncio
import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samestory.web.answers import answer_refusal
from samestory.web.refusals import Refused
from samestory.web.settings import WebSettings

READING = frozenset(("GET", "HEAD", "OPTIONS"))
# The one address that is given the token in the open, to turn it into a cookie.
ENTRANCE = "/enter"

# What a browser says of a request by our own page, or by the reader's own hand; a program says nothing.
_OURS = (None, "same-origin", "none")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not 'no-referrer': with it a browser says of its own forms, too, that they come from nowhere.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def write_cookie(answer: Response, settings: WebSettings) -> None:
    """Give the browser the key to keep: no script reads it, no other site sends it."""
    # Over plain HTTP a browser would not take a cookie that is marked for TLS alone.
    answer.set_cookie(
        cookie_name(settings), settings.token, httponly=True, samesite="strict", path="/",
        secure=settings.behind_tls,
    )  # fmt: skip


def cookie_name(settings: WebSettings) -> str:
    """Name the cookie by the port: cookies do not tell the ports of one machine apart.

    Over TLS its name binds it to this very host: neither plain HTTP nor a host beside it can set another.
    """
    return f"{'__Host-' if settings.behind_tls else ''}samestory-{settings.port}"


class Guard:
    """Stands before the whole app: refuses what is not allowed, bounds bodies, and sets safe headers."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a refusal."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        try:
            self._check(scope["method"], scope["path"], headers)
            bounded = _bounded(receive, headers, self.settings)
        except Refused as refusal:
            await answer_refusal(Request(scope), refusal)(scope, receive, send_safely)
            return
        await self.app(scope, bounded, send_safely)

    def _check(self, method: str, path: str, headers: Headers) -> None:
        if headers.get("host", "") not in self.settings.hosts:
            raise Refused(421, "wrong-host", "This name is not one of the reading room's.")
        reading = method in READING
        if reading and _is_loaded_elsewhere(headers):
            raise Refused(
                403, "other-site", "Another site's page may lead here, but load nothing from here."
            )
        if not reading and not _is_own_page(headers, self.settings):
            raise Refused(
                403, "other-site", "A change may only be asked for by the reading room's own page."
            )
        needs_token = not reading or not self.settings.is_private
        if needs_token and path != ENTRANCE and not has_token(headers, self.settings):
            raise Refused(
                403, "no-token", "The token is missing. Open the address that `samestory serve` printed."
            )


def _is_own_page(headers: Headers, settings: WebSettings) -> bool:
    """Believe the browser where it says who asks; a program says nothing and brings its token."""
    if (origin := headers.get("origin")) is not None:
        scheme, _, host = origin.partition("://")
        if host != headers["host"] or (settings.behind_tls and scheme != "https"):
            return False
    return headers.get("sec-fetch-site") in _OURS


def _is_loaded_elsewhere(headers: Headers) -> bool:
    return headers.get("sec-fetch-site") not in _OURS and headers.get("sec-fetch-mode") != "navigate"


def has_token(headers: Headers, settings: WebSettings) -> bool:
    """Tell whether a request brings the token, as a bearer or in the cookie."""
    scheme, _, bearer = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return is_token(bearer.strip(), settings)
    # Other programs on this machine set cookies, too, and not all of them well: each is read by itself.
    return is_token(cookie_parser(headers.get("cookie", "")).get(cookie_name(settings), ""), settings)


def is_token(given: str, settings: WebSettings) -> bool:
    """Compare in a time that tells nothing; a room without a token has no key that fits."""
    return bool(settings.token) and hmac.compare_digest(
        given.encode("utf-8", "replace"), settings.token.encode("utf-8", "replace")
    )


def _bounded(receive: Receive, headers: Headers, settings: WebSettings) -> Receive:
    """Stop a body at its bound, whatever length it claims, and one that stalls."""
    claimed = headers.get("content-length", "0")
    # Longer numbers are no lengths, and cost time to read.
    if not claimed.isdecimal() or len(claimed) > 15 or int(claimed) > settings.max_upload_bytes:
        raise _too_large(settings)
    got, whole = 0, False
    ends: float | None = None

    async def receive_bounded() -> Message:
        nonlocal got, whole, ends
        if whole:  # what is awaited now is that the asker goes away
            return await receive()
        now = asyncio.get_running_loop().time()
        ends = now + settings.max_upload_seconds if ends is None else ends
        try:
            async with asyncio.timeout_at(min(ends, now + settings.max_silence_seconds)):
                message = await receive()
        except TimeoutError:
            raise Refused(
                408, "too-slow", "What was being sent did not come in time. Send it again."
            ) from None
        whole = not message.get("more_body", False)
        got += len(message.get("body", b""))
        if got > settings.max_upload_bytes:
            raise _too_large(settings)
        return message

    return receive_bounded


def _too_large(settings: WebSettings) -> Refused:
    most = f"{settings.max_upload_bytes:,}"
    return Refused(413, "too-large", f"More than {most} bytes at once. Use `samestory add` for more.")
