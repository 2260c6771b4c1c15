"""Clauses gathered into statements: groups that may overlap, grown from sure pairs, never by chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from samestory.text.propositions.units import Unit, overlaps

Likeness = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Limits:
    """When a clause belongs to a group. Measured on likeness tempered by company (see `temper`)."""

    # How much a pair's company counts: 0 leaves likeness as it is, and clauses that are a little like
    # everything pull groups together; beyond 1 what two reports alone have is lost.
    company: float = 1.0
    # A pair less likely than this founds no group: lower, and half of all groups are wrong.
    found: float = 0.05
    # A clause joins if its likeness to the group's clauses of other reports is this much on average.
    # Lower, and groups become topics; higher, and one proposition falls into several groups.
    join: float = 0.11
    # Before a pair founds a group of its own, a group that holds one of the two takes the other in at
    # this average. Without it one proposition is scattered over a group for each way of saying it.
    adopt: float = 0.05
    # Groups that share so much of the smaller, and are this alike, are one.
    shared: float = 0.5
    merge: float = 0.4
    # A group is dropped if so many of its pairs stand together in another. Lower, and propositions that
    # share their clauses with a wider one are lost; 1, and a reader meets one statement several times.
    covered: float = 0.8


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Web:
    """The clauses, what each is like, and which of its own sentence it overlaps (itself included)."""

    units: Sequence[Unit]
    near: Mapping[int, Mapping[int, float]]
    over: Mapping[int, frozenset[int]]

    def fit(self, unit: int, group: Iterable[int]) -> float:
        """The mean likeness of a clause to the group's clauses of other reports; unknown ones count 0."""
        others = [m for m in group if self.units[m].account != self.units[unit].account]
        known = self.near.get(unit, {})
        return round(sum(known.get(m, 0.0) for m in others) / max(1, len(others)), 9)


@dataclass(slots=True)
class _Gathering:
    """Groups in the making: `held` are, for each clause, the groups that hold it or one it overlaps."""

    web: _Web
    groups: list[list[int]] = field(default_factory=list)
    held: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def put(self, group: int, unit: int) -> None:
        self.groups[group].append(unit)
        for other in self.web.over[unit]:
            self.held[other].add(group)


def gather_units(units: Sequence[Unit], likeness: Likeness, limits: Limits) -> list[tuple[int, ...]]:
    """Gather clauses into groups; `likeness` holds, for i < j, how likely two say the same.

    The surest pair that no group holds yet joins a group that has one of the two, or founds one, which
    takes in the clause most like it as a whole until none is like enough. A clause can be in several
    groups, as it can say several things; of overlapping clauses of one sentence a group holds one.
    Groups that come out alike are merged, and a group that says nothing the others do not is dropped.
    """
    tempered = temper(likeness, limits.company)
    web = _weave(units, tempered)
    made = _Gathering(web)
    pairs = [(round(score, 9), i, j) for (i, j), score in tempered.items() if score >= limits.found]
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if not made.held[i] & made.held[j] and not _adopt(made, i, j, limits):
            made.groups.append([])
            _grow(made, i, j, limits)
    return [tuple(sorted(group)) for group in _drop_covered(web, _merge(web, made.groups, limits), limits)]


def temper(likeness: Likeness, company: float) -> dict[tuple[int, int], float]:
    """Temper each likeness by how far the two clauses are like the same third ones.

    Clauses that say one thing have one company; a vague clause is a little like everything, and its
    many neighbours are not those of any one of them.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), score in likeness.items():
        near[i][j] = near[j][i] = score
    total = {i: sum(scores.values()) for i, scores in near.items()}
    tempered = {}
    for (i, j), score in likeness.items():
        fewer, more = sorted((near[i], near[j]), key=len)
        common = 0.0
        for other, value in fewer.items():
            met = more.get(other)
            if met is not None:
                common += value if value < met else met
        # The constants stand for company unseen: two reports alone still make a pair.
        agreement = (2 * common + 0.5) / (total[i] + total[j] - 2 * score + 1)
        tempered[i, j] = score * min(1.0, agreement) ** company
    return tempered


def _weave(units: Sequence[Unit], likeness: Likeness) -> _Web:
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), score in likeness.items():
        near[i][j] = near[j][i] = score
    sentences: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        sentences[unit.account, unit.sentence].append(index)
    over = {
        i: frozenset(j for j in inside if i == j or overlaps(units[i], units[j]))
        for inside in sentences.values()
        for i in inside
    }
    return _Web(units, near, over)


def _adopt(made: _Gathering, i: int, j: int, limits: Limits) -> bool:
    """Let a group that holds one of two clauses take in the other, the group that it fits best."""
    options = [
        (made.web.fit(outside, made.groups[group]), -group, outside)
        for inside, outside in ((i, j), (j, i))
        for group in made.held[inside] - made.held[outside]
        if inside in made.groups[group]
    ]
    fit, group, outside = max(options, default=(0.0, 0, 0))
    if fit < limits.adopt or not options:
        return False
    made.put(-group, outside)
    return True


def _grow(made: _Gathering, i: int, j: int, limits: Limits) -> None:
    """Grow the last group from a pair: take in the clause most like it, as long as one is like enough."""
    web, group = made.web, made.groups[-1]
    blocked: set[int] = set()
    sums: dict[int, float] = defaultdict(float)
    of_report: dict[int, int] = defaultdict(int)

    def take(member: int) -> None:
        made.put(len(made.groups) - 1, member)
        blocked.update(web.over[member])
        of_report[web.units[member].account] += 1
        for other, score in web.near.get(member, {}).items():
            sums[other] += score

    take(i)
    take(j)
    while True:
        best, best_fit = -1, limits.join
        for other in sorted(sums.keys() - blocked):
            fit = round(sums[other] / max(1, len(group) - of_report[web.units[other].account]), 9)
            if fit > best_fit:
                best, best_fit = other, fit
        if best < 0:
            return
        take(best)


def _merge(web: _Web, groups: Sequence[Sequence[int]], limits: Limits) -> list[list[int]]:
    """Merge groups that mostly hold the same places, in the order in which they were founded."""
    kept: list[list[int]] = []
    holding: dict[int, set[int]] = defaultdict(set)
    for group in groups:
        beside = sorted(
            {place for member in group for other in web.over[member] for place in holding[other]}
        )
        home = next((place for place in beside if _are_one(web, kept[place], group, limits)), None)
        if home is None:
            home = len(kept)
            kept.append([])
        taken = {other for member in kept[home] for other in web.over[member]}
        kept[home] += [member for member in group if member not in taken]
        for member in kept[home]:
            holding[member].add(home)
    return kept


def _are_one(web: _Web, a: Sequence[int], b: Sequence[int], limits: Limits) -> bool:
    smaller, larger = sorted((a, b), key=len)
    taken = {other for member in larger for other in web.over[member]}
    if sum(member in taken for member in smaller) < limits.shared * len(smaller):
        return False
    return sum(web.fit(member, larger) for member in smaller) >= limits.merge * len(smaller)


def _drop_covered(web: _Web, groups: Sequence[Sequence[int]], limits: Limits) -> list[Sequence[int]]:
    """Drop, the smallest first, each group most of whose pairs stand together in others."""
    holding: dict[int, set[int]] = defaultdict(set)
    for place, group in enumerate(groups):
        for member in group:
            for other in web.over[member]:
                holding[other].add(place)
    dropped: set[int] = set()
    for place in sorted(range(len(groups)), key=lambda place: (len(groups[place]), -place)):
        here = dropped | {place}
        pairs = [
            p for p in combinations(groups[place], 2) if web.units[p[0]].account != web.units[p[1]].account
        ]
        told = sum(bool((holding[a] & holding[b]) - here) for a, b in pairs)
        if told >= limits.covered * len(pairs):
            dropped.add(place)
    return [group for place, group in enumerate(groups) if place not in dropped]
