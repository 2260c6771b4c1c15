"""Who has it from whom over all pairs of a story: no text can come, by any way round, from itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samestory.records import Pair

LEFT_OPEN = "the direction is left open, since together with stronger signs it would run in a circle"


def taker_and_giver(pair: Pair) -> tuple[str, str] | None:
    """Say which report of a pair has it from which, None where that is not known."""
    return {"a-from-b": (pair.a, pair.b), "b-from-a": (pair.b, pair.a)}.get(pair.direction)


def break_circles(pairs: Sequence[Pair], strengths: Mapping[tuple[str, str], int]) -> tuple[Pair, ...]:
    """Leave open the weakest directions that would make a circle, and say so in the reason.

    The strongest directions are taken first, of equally strong ones those of the larger share; one that
    leads back to where it began is given up. `strengths` are by the ids of a pair. The order of the
    pairs is kept and does not change the result.
    """
    directed = [pair for pair in pairs if taker_and_giver(pair)]
    directed.sort(key=lambda p: (-strengths.get((p.a, p.b), 0), -p.share, *sorted((p.a, p.b))))
    givers: dict[str, list[str]] = {}
    circular = set()
    for pair in directed:
        taker, giver = taker_and_giver(pair) or ("", "")
        if _leads_to(giver, taker, givers):
            circular.add((pair.a, pair.b))
        else:
            givers.setdefault(taker, []).append(giver)
    return tuple(_left_open(pair) if (pair.a, pair.b) in circular else pair for pair in pairs)


def _leads_to(start: str, goal: str, givers: Mapping[str, Sequence[str]]) -> bool:
    """Whether `start` has its text, directly or through others, from `goal`."""
    seen, waiting = {start}, [start]
    while waiting:
        report = waiting.pop()
        if report == goal:
            return True
        fresh = [giver for giver in givers.get(report, ()) if giver not in seen]
        seen.update(fresh)
        waiting += fresh
    return False


def _left_open(pair: Pair) -> Pair:
    return replace(pair, direction="unknown", because="; ".join(filter(None, (pair.because, LEFT_OPEN))))
