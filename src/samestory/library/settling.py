"""What follows, in the same transaction, from reports that come and reports that go."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from samestory.library.dossiers import forget_dossiers
from samestory.library.preparing import Arrival

FollowUp = Callable[[sqlite3.Connection, Sequence[Arrival], Sequence[int]], None]
"""Is told who came and the numbers of who went: replaced by a newer version, or about to be removed."""

FOLLOW_UPS: tuple[FollowUp, ...] = ()


def settle(connection: sqlite3.Connection, arrivals: Sequence[Arrival], gone: Sequence[int]) -> None:
    """Bring everything that depends on which reports there are up to date."""
    forget_dossiers(connection, gone)
    for follow_up in FOLLOW_UPS:
        follow_up(connection, arrivals, gone)
