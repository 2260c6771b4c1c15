"""Whether reports of one happening agree about its toll, from what each counts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from samestory.records import Quantity
from samestory.text.figures.fitting import fit_figures
from samestory.text.figures.tolls import TOTAL_SHARE, Count, Toll, size_of

# A count that another report calls its total is held against this share of the first one's weight.
LEAST_SHARE = 0.3
# A lead, or two sentences lower down, makes a total that a conflict may rest on.
SETTLED_WEIGHT = 0.7

LEAST_CONFLICTING = 2
# Parts that are tried for adding up to a whole: more, and chance alone would do it.
MAX_ADDENDS = 4

TollVerdict = Literal["agree", "compatible", "refinement", "update", "conflict", "silent"]


def compare_tolls(tolls: Sequence[Toll], what: Literal["killed", "hurt"]) -> tuple[TollVerdict, str]:
    """Judge whether reports agree about the killed or the hurt, and say why.

    `silent` where fewer than two give a count. Of several pairs the one that differs most decides;
    a pair in which nobody wrote the number decides nothing.
    """
    stated: list[tuple[Toll, tuple[Count, ...]]] = [
        (toll, counts) for toll in tolls if (counts := toll.killed if what == "killed" else toll.hurt)
    ]
    if len(stated) < 2:
        return "silent", "fewer than two reports give a count"
    judged = [_judge(a, b, what) for a, b in itertools.combinations(stated, 2)]
    order: tuple[TollVerdict, ...] = ("conflict", "update", "compatible", "refinement", "agree")
    return min(judged, key=lambda one: order.index(one[0]))


def _judge(  # noqa: PLR0911 - one return for each way in which both can be right
    a: tuple[Toll, tuple[Count, ...]], b: tuple[Toll, tuple[Count, ...]], what: str
) -> tuple[TollVerdict, str]:
    """Judge two reports' counts of the killed or the hurt."""
    (one, ours), (two, theirs) = a, b
    dated = one.published is not None and two.published is not None and one.published != two.published
    if one.published and two.published and one.published > two.published:
        (one, ours), (two, theirs) = (two, theirs), (one, ours)
    x, y = ours[0], theirs[0]
    # A later report repeats the early count beside its own; an early one cannot know the later.
    if (
        x.bounds == y.bounds
        or _gives(ours, y)
        or (_gives(theirs, x) and not (dated and _is_settled(theirs)))
    ):
        return "agree", "both give the same count"
    if x.implied or y.implied:
        return _judge_named((one, x), (two, y), what)
    if x.low is not None and x.low == y.low and {x.low, None} >= {x.high, y.high}:
        return "agree", "'at least' as many as the other counts"
    explained = _explain((one, ours), (two, theirs), what)
    if fit_figures(_quantity(x), _quantity(y)) != "apart":
        return "refinement", "one count allows what the other gives"
    if explained:
        return "compatible", explained
    same_day = one.published is not None and not dated
    # One person hurt is as often one of several, told by itself.
    exact = x.low == x.high and y.low == y.high and min(size_of(x), size_of(y)) >= LEAST_CONFLICTING
    if _passed_on((one, two)) or _knows(ours, y) or _knows(theirs, x):
        return (
            "update",
            "one report has the other's count as an earlier one, or counts as dead who was hurt",
        )
    # The dead of one day mostly grew between two reports; the hurt are as often counted by two sources.
    if same_day and what == "hurt" and exact and _is_settled(ours) and _is_settled(theirs):
        return "conflict", "two exact counts of one day that nothing explains"
    return "update", "a later count, or one of counts that were still growing"


def _judge_named(a: tuple[Toll, Count], b: tuple[Toll, Count], what: str) -> tuple[TollVerdict, str]:
    """Judge a count against those whom a report names one by one, who are a floor only."""
    (one, x), (two, y) = a, b
    named, stated = (x, y) if x.implied else (y, x)
    if (x.implied and y.implied) or named.low is None or stated.low is None or named.low == stated.low:
        return "agree", "one report names them singly, and nothing speaks against the other's count"
    if named.low > stated.low and stated.high is None:
        return "refinement", "one report names more than the least that the other counts"
    if what == "killed" and stated.low - named.low == 1 and (one.doer_fell or two.doer_fell):
        return "compatible", "one count takes in the gunman"
    if what == "hurt":
        return "compatible", "one report tells of some of those whom the other counts, one by one"
    return "agree", "one report names them singly, and nothing speaks against the other's count"


def _quantity(count: Count) -> Quantity:
    return replace(count.told, low=count.low, high=count.high)


def _gives(counts: Sequence[Count], other: Count) -> bool:
    """Tell whether a report gives the other's count anywhere with some weight."""
    least = counts[0].weight * LEAST_SHARE
    return any(count.bounds == other.bounds and count.weight >= least for count in counts)


def _knows(counts: Sequence[Count], other: Count) -> bool:
    """Tell whether a report gives the other's count anywhere: as an early one, or of a part."""
    return any(count.bounds == other.bounds for count in counts)


def _passed_on(tolls: tuple[Toll, Toll]) -> bool:
    """Two dead and two hurt, three dead and one hurt: of four casualties one more has died."""
    firsts = [(toll.killed[0], toll.hurt[0]) for toll in tolls if toll.killed and toll.hurt]
    if len(firsts) < 2 or any(c.low is None or c.low != c.high for pair in firsts for c in pair):
        return False
    (dead, hurt), (more_dead, fewer_hurt) = firsts
    return dead.low != more_dead.low and _total(dead, hurt) == _total(more_dead, fewer_hurt)


def _total(dead: Count, hurt: Count) -> Decimal:
    return (dead.low or Decimal(0)) + (hurt.low or Decimal(0))


def _is_settled(counts: Sequence[Count]) -> bool:
    """Tell whether a report clearly has one total: stated more than once, or high up and alone."""
    first = counts[0]
    rivals = [c.weight for c in counts[1:] if c.low == c.high and size_of(c) >= size_of(first) / 2]
    return first.weight >= SETTLED_WEIGHT and max(rivals, default=0.0) <= first.weight * TOTAL_SHARE


def _explain(a: tuple[Toll, tuple[Count, ...]], b: tuple[Toll, tuple[Count, ...]], what: str) -> str:
    """Say how two counts may both be right: with the gunman, with those hurt otherwise, or as a sum."""
    (one, ours), (two, theirs) = a, b
    x, y = ours[0], theirs[0]
    if x.low is None or y.low is None:
        return ""
    gap = abs(x.low - y.low)
    doers = (x.doers if x.low > y.low else y.doers) or one.doer_fell or two.doer_fell
    if what == "killed" and gap == 1 and doers:
        return "one count takes in the gunman"
    if one.otherwise or two.otherwise:
        return "one count takes in those hurt by other means"
    if what == "killed":
        return ""
    total, parts = (x.low, theirs) if x.low > y.low else (y.low, ours)
    # 'Two critical and six others' are eight: the smaller report itself gives the rest.
    rest = [c.low for c in parts[1:MAX_ADDENDS] if c.low is not None and c.low == c.high]
    if parts[0].low is not None and total - parts[0].low in _sums(rest):
        return "the larger count is a sum of the other report's parts"
    return ""


def _sums(counts: Sequence[Decimal]) -> frozenset[Decimal]:
    """What one or several of a few counts come to."""
    return frozenset(
        sum(some, Decimal(0))
        for size in range(1, len(counts) + 1)
        for some in itertools.combinations(counts, size)
    )
