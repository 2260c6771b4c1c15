"""What the reading room is told when it opens: whom it serves, from which library, and its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


@dataclass(frozen=True, slots=True)
class WebSettings:
    """One reading room. `token` is the key for everything that is not reading."""

    library: Path
    token: str
    host: str = "127.0.0.1"
    port: int = 8377
    # Names beside its own under which the room may be asked for, when it stands behind another server.
    known_as: tuple[str, ...] = ()
    # A folder of pages dropped at once; more goes through `samestory add`.
    max_upload_bytes: int = 50_000_000
    max_uploads: int = 2_000
    # Of what is being sent the next piece must come within so long, and all of it within so long: what
    # stalls holds a place that others wait for.
    max_silence_seconds: float = 30
    max_upload_seconds: float = 600
    # A server with TLS stands before the room, and browsers reach it through that alone, by a name in
    # `known_as`.
    behind_tls: bool = False
    # Rows on one page of a list.
    page_rows: int = 30

    def __post_init__(self) -> None:
        if self.behind_tls and not self.known_as:
            raise ValueError("behind TLS a room needs a name in known_as, by which browsers reach it")

    @property
    def is_private(self) -> bool:
        """Tell whether only this machine can reach the room."""
        return self.host in LOOPBACK

    @property
    def hosts(self) -> frozenset[str]:
        """The values of the Host header that are answered; any other is another site's trick."""
        names = {self.host, "127.0.0.1", "localhost", "::1"} - {"0.0.0.0", "::"}  # noqa: S104 - not bound
        bare = {f"[{name}]" if ":" in name else name for name in names}
        with_port = {f"{name}:{self.port}" for name in bare}
        return frozenset(with_port | set(self.known_as) | (bare if self.port == 80 else set()))
