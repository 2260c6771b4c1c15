"""What two reports' counts, sums and hours are to one another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from samestory.text.contrasts.figures import are_described_apart
from samestory.text.facts.fact import Fact
from samestory.text.facts.verdicts import Verdict
from samestory.text.figures.fitting import fit_figures
from samestory.text.times.clock import LOOSE_MINUTES

# So many terms told beside both make two counts of one noun counts of one thing.
LEAST_NEAR = 2
# Any two sums of money, shares or lengths may be of two things: more must be told beside them.
LEAST_MEASURE_NEAR = 4
# Times of day that lie further apart are of two things.
MAX_MINUTES_APART = 90
# 'Hundreds' and 1,200 may be one count, 'several' and 212 are a part and the whole.
MAX_VAGUE_RATIO = 20
MAX_COUNT_RATIO = 2
# Counts that do not meet are of one thing only where they are nearly alike.
MAX_CLASH_RATIO = Decimal("1.5")


def judge_counts(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """Two counts of one noun are of one thing where much else is told beside both."""
    if {x.key for x in ours} & {y.key for y in theirs}:
        return None
    pairs = [(len(x.near & y.near), -i, -j) for i, x in enumerate(ours) for j, y in enumerate(theirs)]
    shared, i, j = max(pairs)
    return _judge_counts(ours[-i], theirs[-j], shared)


def _judge_counts(x: Fact, y: Fact, shared: int) -> Verdict | None:
    if x.figure is None or y.figure is None:
        return None
    least = LEAST_NEAR if x.figure.quantity.kind == "count" else LEAST_MEASURE_NEAR
    worded = x.figure.exact_word or y.figure.exact_word
    if shared < least or not worded or are_described_apart(x.figure, y.figure):
        return None
    vague = x.figure.exact_word != y.figure.exact_word
    small, large = sorted((x.figure.size, y.figure.size))
    ratio = large / small if small else MAX_VAGUE_RATIO + 1
    if fit_figures(x.figure.quantity, y.figure.quantity) == "apart":
        # What stands in two statements is never surely one thing: no conflict is made of it.
        because = "the two counts do not meet, but may be of two days or two extents"
        return Verdict("unsure", because, x, y) if ratio <= MAX_CLASH_RATIO and not vague else None
    if ratio > (MAX_VAGUE_RATIO if vague else MAX_COUNT_RATIO):
        return None
    return Verdict("refinement", "one report counts more exactly what the other counts too", x, y)


def judge_hours(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """A time that is rounded, or told with 'about', allows one close to it."""
    x, y = ours[0], theirs[0]
    (low, high, day), (least, most, other) = (fact.key.split(" ") for fact in (x, y))
    if (low, high) == (least, most) or (day and other and day != other):
        return None
    gap = max(int(low), int(least)) - min(int(high), int(most))
    if gap <= LOOSE_MINUTES // 2:
        return Verdict("refinement", "one of the times is rounded, or told with 'about'", x, y)
    close = gap <= MAX_MINUTES_APART
    return Verdict("unsure", "the times of day may be those of two moments", x, y) if close else None
