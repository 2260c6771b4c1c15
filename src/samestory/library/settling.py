"""What follows, in the same transaction, from reports that come and reports that go."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from samestory.library.copies import find_copies
from samestory.library.findings import forget_dossiers
from samestory.library.grouping import group_arrivals
from samestory.library.preparing import Arrival

FollowUp = Callable[[sqlite3.Connection, Sequence[Arrival], Sequence[int]], None]
"""Is told who came and the numbers of who went: replaced by a newer version, or about to be removed."""

FOLLOW_UPS: tuple[FollowUp, ...] = (group_arrivals, find_copies)


def settle(connection: sqlite3.Connection, arrivals: Sequence[Arrival], gone: Sequence[int]) -> None:
    """Bring everything that depends on which reports there are up to date."""
    forget_dossiers(connection, gone)
    for follow_up in FOLLOW_UPS:
        follow_up(connection, arrivals, gone)
