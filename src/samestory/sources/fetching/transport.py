"""One request to one pinned address, within a time and a size."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from samestory.sources.fetching.addresses import Target
from samestory.sources.fetching.settings import FetchSettings

_CHUNK_BYTES = 1 << 16


class TransportError(Exception):
    """No whole answer came; another try may help."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: status, the fields of its head in small letters, and its body as sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    target: Target,
    address: str,
    headers: Mapping[str, str],
    settings: FetchSettings,
    clock: Callable[[], float],
) -> Answer:
    """Ask for a page at an address that was looked up and checked; the name is only for the server.

    Raises:
        TransportError: no connection, no time left, too large, or the answer breaks off.
    """
    deadline = _Deadline(clock() + settings.total_seconds, settings.idle_seconds, clock)
    connection = _PinnedConnection(target, address, deadline)
    try:
        connection.request("GET", target.path, headers={"Host": target.netloc, **headers})
        response = connection.getresponse()
        fields = {name.lower(): value for name, value in reversed(response.getheaders())}
        return Answer(response.status, fields, _read_body(response, fields, settings.max_body_bytes))
    except TransportError:
        raise
    except http.client.IncompleteRead as error:
        raise TransportError("the answer breaks off before its end") from error
    except TimeoutError as error:
        raise TransportError("the server takes too long") from error
    except ssl.SSLCertVerificationError as error:
        raise TransportError(f"its certificate is not to be trusted ({error.verify_message})") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise TransportError(f"no answer came ({type(error).__name__}: {str(error)[:100]})") from error
    finally:
        connection.hang_up()


def _read_body(response: http.client.HTTPResponse, fields: Mapping[str, str], limit: int) -> bytes:
    promised = fields.get("content-length", "")
    if promised.isascii() and promised.isdecimal() and int(promised[:18]) > limit:
        raise TransportError(f"the answer has more than {limit:,} bytes")
    pieces, size = [], 0
    while piece := response.read(_CHUNK_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise TransportError(f"the answer has more than {limit:,} bytes")
    if response.length:
        raise TransportError("the answer breaks off before its end")
    return b"".join(pieces)


class _Deadline:
    """How long the next wait may be: until the end of all, and never longer than a server may be silent."""

    def __init__(self, end: float, idle: float, clock: Callable[[], float]) -> None:
        self._end, self._idle, self._clock = end, idle, clock

    def left(self) -> float:
        """Give the seconds that are left.

        Raises:
            TimeoutError: none are.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError
        return min(left, self._idle)


class _PinnedConnection(http.client.HTTPConnection):
    """A connection to one address, whatever the name would be looked up as now."""

    def __init__(self, target: Target, address: str, deadline: _Deadline) -> None:
        super().__init__(target.host, target.port)
        self._target, self._address, self._deadline = target, address, deadline
        self._plain: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the pinned address; over TLS the certificate is held against the name."""
        plain = socket.create_connection((self._address, self._target.port), timeout=self._deadline.left())
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            try:
                plain = context.wrap_socket(plain, server_hostname=self._target.host)
            except BaseException:
                plain.close()
                raise
        self._plain = plain
        self.sock = _TimedSocket(plain, self._deadline)

    def hang_up(self) -> None:
        """Close the connection, whatever is still to come."""
        if self._plain is not None:
            self._plain.close()


class _TimedSocket:
    """A socket that looks at the deadline before each wait: a byte now and then does not prolong it."""

    def __init__(self, plain: socket.socket, deadline: _Deadline) -> None:
        self._plain, self._deadline = plain, deadline

    def sendall(self, data: Any) -> None:
        """Send."""
        self._plain.settimeout(self._deadline.left())
        self._plain.sendall(data)

    def makefile(self, _mode: str, *_: Any) -> io.BufferedReader:
        """Give the stream of what arrives."""
        return io.BufferedReader(_Arriving(self._plain, self._deadline), _CHUNK_BYTES)

    def close(self) -> None:
        """Leave the connection open: an answer without a length is still to be read when this is called."""


class _Arriving(io.RawIOBase):
    """The bytes that arrive on a socket."""

    def __init__(self, plain: socket.socket, deadline: _Deadline) -> None:
        self._plain, self._deadline = plain, deadline

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for bytes, no longer than there is time."""
        self._plain.settimeout(self._deadline.left())
        return self._plain.recv_into(buffer)
