"""How much is asked of others' servers, and how long they are waited for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Bounds and manners of fetching."""

    # Between two requests to one host: as long as a person takes to turn to the next page.
    seconds_between: float = 2.0
    # What robots.txt may ask for instead; some ask for an hour to keep all programs away, and mean it:
    # beyond this the address is left.
    max_crawl_delay: float = 60.0
    # To connect, and between two arrivals of bytes.
    idle_seconds: float = 15.0
    # For all of one request: a server that drips is left.
    total_seconds: float = 60.0
    # Pages of news with all their markup are 200 KB to 3 MB.
    max_body_bytes: int = 10_000_000
    max_robots_bytes: int = 512_000
    # News sites use one to three.
    max_redirects: int = 6
    # 429, 5xx and broken connections; with 2, 4 and 8 seconds between, or what Retry-After says.
    max_tries: int = 3
    max_retry_after: float = 120.0
    user_agent: str = "samestory/0.1 (reads single news pages on a person's behalf)"
    robots_name: str = "samestory"
    # Addresses of this machine and its network: for a newsroom's own archive, never for lists of strangers.
    allow_private: bool = False
    # Where what was fetched is kept, so that a list can be taken up again; None keeps nothing.
    keep: Path | None = None
    # What is younger is taken as kept; older, the server is asked whether it changed.
    fresh_hours: float = 24.0


SETTINGS = FetchSettings()
