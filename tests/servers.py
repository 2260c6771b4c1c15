"""A server on this machine that says exactly what a test tells it to, byte for byte."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Handler = Callable[[socket.socket, str], None]


class Server:
    """What a test tells: an answer for each path; what it learns: the requests, whole."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Handler | list[bytes]] = {}
        self.requests: list[str] = []
        self.port = 0

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, without the rules of robots."""
        asked = [request.split(" ", 2)[1] for request in self.requests]
        return [path for path in asked if path != "/robots.txt"]

    def url(self, path: str, host: str = "velma.example") -> str:
        """Name a path by a host that only the test's own resolver knows."""
        return f"http://{host}:{self.port}{path}"

    def handle(self, connection: socket.socket) -> None:
        """Read one request and answer it as told."""
        with connection, suppress(OSError):
            connection.settimeout(5)
            data = b""
            while b"\r\n\r\n" not in data and (piece := connection.recv(65_536)):
                data += piece
            request = data.decode("latin-1")
            self.requests.append(request)
            path = request.split(" ", 2)[1]
            answer = self.answers.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            if isinstance(answer, list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
            if isinstance(answer, bytes):
                connection.sendall(answer)
            else:
                answer(connection, path)


@contextmanager
def serve(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server at a free port of 127.0.0.1 for as long as the block lasts, over TLS if told how."""
    server = Server()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    server.port = listener.getsockname()[1]
    over = threading.Event()

    def handle(connection: socket.socket) -> None:
        with suppress(OSError):
            server.handle(tls.wrap_socket(connection, server_side=True) if tls else connection)

    def run() -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                connection, _ = listener.accept()
                threading.Thread(target=handle, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        over.set()
        thread.join()
        listener.close()


def say(
    body: bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8"
) -> bytes:
    """Write an honest answer."""
    head = "".join(f"{line}\r\n" for line in (f"Content-Type: {media}", *headers))
    return f"HTTP/1.1 {status}\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
