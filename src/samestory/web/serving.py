"""Running the reading room: a socket that is ours, a server on it, and the address told."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from urllib.parse import quote

import uvicorn

from samestory.errors import ServeError
from samestory.library import open_library
from samestory.web.app import make_app
from samestory.web.guard import ENTRANCE
from samestory.web.settings import WebSettings


def serve(settings: WebSettings, *, announce: Callable[[str], None], open_browser: bool = False) -> None:
    """Serve a library until interrupted; it is made if there is none.

    Raises:
        LibraryError: the library cannot be used.
        ServeError: the port cannot be had.
    """
    open_library(settings.library).close()
    listener = _listen(settings)
    address = entrance(settings)
    announce(
        f"The reading room of {settings.library} is open at\n  {address}\n"
        "This address holds the key for adding and correcting: keep it to yourself. Ctrl-C closes the room."
    )
    if open_browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        make_app(settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        # Nothing is asked of the room in this way.
        ws="none",
        # Requests are few and a page is quick: what hangs on longer is not a reader.
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=64 * 1024,
    )
    uvicorn.Server(config).run(sockets=[listener])


def entrance(settings: WebSettings) -> str:
    """Write the address that holds the token."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - not bound
    shown = f"[{host}]" if ":" in host else host
    # Behind TLS browsers reach it under the name of the server before it.
    site = f"https://{settings.known_as[0]}" if settings.behind_tls else f"http://{shown}:{settings.port}"
    return f"{site}{ENTRANCE}?token={quote(settings.token, safe='')}"


def _listen(settings: WebSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise ServeError(settings.host, settings.port, error.strerror or str(error)) from error
    return listener
