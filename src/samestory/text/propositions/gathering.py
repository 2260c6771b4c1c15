"""Clauses gathered into statements: groups that may overlap, grown from the surest pairs, never by chains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samestory.text.propositions.units import Unit

Likeness = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Limits:
    """When a clause belongs to a group."""

    # A pair less likely than this founds no group.
    found: float = 0.5
    # A clause joins if its likeness to the group's clauses of other reports is this much on average.
    join: float = 0.4
    # Two groups this alike on average are one.
    merge: float = 0.4
    # One clause may say so many things.
    max_groups: int = 2
    # A group beyond this is a topic.
    max_members: int = 200


@dataclass(slots=True)
class _Group:
    members: list[int] = field(default_factory=list)


def overlaps(a: Unit, b: Unit) -> bool:
    """Whether two clauses of one report share half of the shorter."""
    if a.account != b.account:
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared >= min(a.end - a.start, b.end - b.start)


def gather(units: Sequence[Unit], likeness: Likeness, limits: Limits) -> list[tuple[int, ...]]:
    """Gather clauses into groups. `likeness` holds, for i < j, how likely they say the same."""

    def like(i: int, j: int) -> float:
        return likeness.get((i, j) if i < j else (j, i), 0.0)

    near: dict[int, list[int]] = {}
    for i, unit in enumerate(units):
        near[i] = []
    by_account: dict[int, list[int]] = {}
    for i, unit in enumerate(units):
        by_account.setdefault(unit.account, []).append(i)
    for members in by_account.values():
        for a in members:
            near[a] = [b for b in members if units[b].sentence == units[a].sentence and overlaps(units[a], units[b])]

    groups: list[_Group] = []
    homes: dict[int, list[int]] = {}
    around: dict[int, set[int]] = {}  # groups that hold something that overlaps a unit

    def add(g: int, i: int) -> None:
        groups[g].members.append(i)
        homes.setdefault(i, []).append(g)
        for k in near[i]:
            around.setdefault(k, set()).add(g)

    def fit(g: int, i: int) -> float:
        others = [like(i, m) for m in groups[g].members if units[m].account != units[i].account]
        return sum(others) / len(others) if others else 0.0

    pairs = sorted(
        ((p, i, j) for (i, j), p in likeness.items() if p >= limits.join and units[i].account != units[j].account),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    for p, i, j in pairs:
        if around.get(i, set()) & around.get(j, set()):
            continue
        options = []
        for inside, outside in ((i, j), (j, i)):
            for g in sorted(homes.get(inside, ())):
                if g in around.get(outside, ()):
                    continue
                score = fit(g, outside)
                if score >= limits.join and len(homes.get(outside, ())) < limits.max_groups:
                    options.append((score, -g, outside))
        if options:
            score, g, outside = max(options)
            add(-g, outside)
        elif p >= limits.found and all(len(homes.get(k, ())) < limits.max_groups for k in (i, j)):
            groups.append(_Group())
            add(len(groups) - 1, i)
            add(len(groups) - 1, j)
    merged = _merge([g.members for g in groups], units, like, limits)
    return [tuple(sorted(members)) for members in merged]


def _merge(groups, units, like, limits):
    """Merge the two groups most alike, again and again."""
    groups = [list(g) for g in groups]

    def between(a, b):
        same = 0
        scores = []
        for x in a:
            for y in b:
                if overlaps(units[x], units[y]):
                    scores.append(1.0); 
                elif units[x].account != units[y].account:
                    scores.append(like(x, y))
        return sum(scores) / len(scores) if scores else 0.0

    score = {}
    n = len(groups)
    alive = set(range(n))
    touch = {}
    for g, members in enumerate(groups):
        for m in members:
            touch.setdefault(m, set()).add(g)
    for x in range(n):
        for y in range(x + 1, n):
            s = between(groups[x], groups[y])
            if s >= limits.merge:
                score[x, y] = s
    while score:
        (x, y), s = max(score.items(), key=lambda kv: (kv[1], -kv[0][0], -kv[0][1]))
        groups[x] += [m for m in groups[y] if m not in groups[x]]
        alive.discard(y)
        score = {k: v for k, v in score.items() if x not in k and y not in k}
        for z in sorted(alive):
            if z != x:
                s = between(groups[x], groups[z])
                if s >= limits.merge:
                    score[min(x, z), max(x, z)] = s
    return [groups[g] for g in sorted(alive)]
