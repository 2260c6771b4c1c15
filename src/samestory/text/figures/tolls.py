"""What a whole report counts as killed and as hurt.

A report gives many figures for one happening: the total, parts of it, early counts, figures of
other happenings. Its toll is the one that it says first and most often, parts and asides weighed
down. Where it counts those shot and those killed, the hurt are the one less the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from samestory.records import Account, Quantity
from samestory.text.figures.roundups import is_roundup, weigh_sentences
from samestory.text.figures.singly import find_singly
from samestory.text.figures.toll_marks import is_aside, tells_doer_fell, tells_otherwise
from samestory.text.figures.toll_mentions import Mention, find_mentions, take_off

# A sentence so far down weighs half as much as the first: totals stand in the lead.
HALF_WEIGHT_SENTENCES = 8
# Those shot are the hurt only less the dead; those taken to hospital are often only some of them.
SHOT_WEIGHT = 0.9
HOSPITAL_WEIGHT = 0.5
SEVERAL = (Decimal(3), None)
# Of counts that weigh at least this share of the heaviest, the largest is taken for the total.
TOTAL_SHARE = 0.5
# Told one by one in the lead or near it.
CLEAR_WEIGHT = 0.5
# A count that weighs less than this of those told one by one is of another happening.
FAINT_SHARE = 0.2


Bounds = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Count:
    """A count that a report gives for one fate, with how much it weighs over all its places.

    `told` is the first figure that gives it. `implied`: nobody wrote the number; persons were
    named one by one. `doers`: its sentence tells of the gunman among the dead.
    """

    low: Decimal | None
    high: Decimal | None
    weight: float
    told: Quantity
    implied: bool = False
    doers: bool = False

    @property
    def bounds(self) -> Bounds:
        """Low and high."""
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Toll:
    """What one report counts, the heaviest count first; empty where it is silent.

    `doer_fell`: it tells that who did it is dead too. `otherwise`: it tells of somebody hurt or
    dead by other means than the rest.
    """

    report: str
    published: date | None
    killed: tuple[Count, ...]
    hurt: tuple[Count, ...]
    doer_fell: bool = False
    otherwise: bool = False


def count_tolls(accounts: Sequence[Account]) -> tuple[Toll, ...]:
    """Read the tolls of reports of one happening, a round-up's by what stands near what the others tell."""
    single = [account for account in accounts if not is_roundup(account)]
    tolls = []
    for account in accounts:
        # Two round-ups have in common what both tell: very likely the happening that is meant.
        others = [other for other in single or accounts if other is not account]
        weights = weigh_sentences(account, others) if account not in single and others else None
        tolls.append(count_toll(account, weights))
    return tuple(tolls)


def count_toll(account: Account, weights: Sequence[float] | None = None) -> Toll:
    """Read a report's toll from its figures and from those it names one by one.

    Args:
        account: the report.
        weights: how near each sentence of a round-up stands to the happening; None for a report of it
            alone, whose first sentences weigh most.
    """
    mixed = weights is not None
    weights = weights or [
        1 / (1 + at / HALF_WEIGHT_SENTENCES) for at in range(len(account.annotation.sentences))
    ]
    mentions = find_mentions(account, weights)
    # In a round-up the largest count is of another happening, or of all.
    share, faint = (1.0, 1.0) if mixed else (TOTAL_SHARE, FAINT_SHARE)
    killed = _weigh([m for m in mentions if m.quantity.role == "killed"], share)
    killed = _named(account, "killed", weights, killed, faint)
    # Those told one by one further down may have died of another thing.
    dead = killed[0].low if killed and (not killed[0].implied or killed[0].weight >= CLEAR_WEIGHT) else None
    day = account.published
    return Toll(
        report=account.id,
        published=day.latest if day.latest == day.earliest else None,
        killed=killed,
        hurt=_named(account, "injured", weights, _weigh(_hurt(mentions, dead), share), faint),
        doer_fell=tells_doer_fell(account),
        otherwise=tells_otherwise(account),
    )


def _hurt(mentions: Sequence[Mention], dead: Decimal | None) -> list[Mention]:
    """The counts of those hurt: the injured, those shot less the dead, those taken to hospital."""
    hurt = [m for m in mentions if m.quantity.role == "injured"]
    for mention in mentions:
        if mention.quantity.role == "shot":
            if _are_the_dead(mention, dead):
                continue
            rest = mention.quantity if mention.added else take_off(mention.quantity, dead)
            hurt.append(replace(mention, quantity=rest, weight=mention.weight * SHOT_WEIGHT))
        if mention.quantity.role == "hospitalised":
            hurt.append(replace(mention, weight=mention.weight * HOSPITAL_WEIGHT))
    return hurt


def _weigh(mentions: Sequence[Mention], share: float) -> tuple[Count, ...]:
    """Add up the weights of each count; of those with that share of the most weight the largest first."""
    counts: dict[Bounds, Count] = {}
    for mention in mentions:
        q = mention.quantity
        old = counts.get((q.low, q.high))
        counts[q.low, q.high] = Count(
            q.low, q.high, mention.weight + (old.weight if old else 0), old.told if old else q,
            doers=mention.doers or (old is not None and old.doers),
        )  # fmt: skip
    # 'Several' says nothing against any other count.
    telling = [c for c in counts.values() if c.bounds != SEVERAL] or list(counts.values())
    heaviest = max((c.weight for c in telling), default=0.0)
    # A total is larger than its parts, which may be told as often.
    return tuple(sorted(telling, key=lambda c: (c.weight < heaviest * share, -size_of(c), -c.weight)))


def size_of(count: Count) -> Decimal:
    """The most that a count allows, or the least where it has no bound above."""
    return count.high if count.high is not None else count.low or Decimal(0)


def _are_the_dead(mention: Mention, dead: Decimal | None) -> bool:
    """'He shot his two sons', and two were killed."""
    return not mention.added and mention.quantity.low == dead is not None


def _named(
    account: Account, role: str, weights: Sequence[float], stated: tuple[Count, ...], faint: float
) -> tuple[Count, ...]:
    """Put in those told one by one, where nobody wrote a number or only of other happenings."""
    found = find_singly(account, role, weights, lambda sentence: is_aside(account, sentence))
    if found is None:
        return stated
    at, told = found
    weight = weights[at]
    if stated and stated[0].weight >= weight * faint:
        return stated
    return (Count(told.low, told.high, weight, told, implied=True), *stated)
