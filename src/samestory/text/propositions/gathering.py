"""Clauses gathered into statements: groups that may overlap, grown from sure pairs, never by chains."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.text.propositions.units import Unit, overlaps

Likeness = Mapping[tuple[int, int], float]
Index = NDArray[np.int64]
Array = NDArray[np.float64]

# Pairs whose company is looked at together: bounds the memory, not the result.
BLOCK = 16_384
# Sums of likeness are as exact as that.
SLACK = 1e-6


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
    """The clauses, what each is like, and which of its own sentence it overlaps (itself included).

    `near` is symmetrical and holds pairs of different reports; `beside` and `alike` are its rows as
    arrays, for adding up many at once, and `most` the greatest of each.
    """

    accounts: Index
    near: Sequence[Mapping[int, float]]
    beside: Sequence[Index]
    alike: Sequence[Array]
    most: Sequence[float]
    over: Sequence[frozenset[int]]

    def fit(self, unit: int, group: Collection[int], of_report: Mapping[int, int]) -> float:
        """The mean likeness of a clause to the group's clauses of other reports; unknown ones count 0.

        `of_report` says how many of the group's clauses each report has.
        """
        known = self.near[unit]
        others = len(group) - of_report.get(int(self.accounts[unit]), 0)
        return round(sum([known[m] for m in group if m in known]) / max(1, others), 9)

    def count_reports(self, group: Collection[int]) -> Mapping[int, int]:
        """How many of a group's clauses each report has."""
        return Counter(self.accounts[list(group)].tolist())


@dataclass(slots=True)
class _Gathering:
    """Groups in the making: `held` are, for each clause, the groups that hold it or one it overlaps."""

    web: _Web
    groups: list[list[int]] = field(default_factory=list)
    reports: list[dict[int, int]] = field(default_factory=list)
    held: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def found(self) -> int:
        self.groups.append([])
        self.reports.append({})
        return len(self.groups) - 1

    def put(self, group: int, unit: int) -> None:
        self.groups[group].append(unit)
        account = int(self.web.accounts[unit])
        self.reports[group][account] = self.reports[group].get(account, 0) + 1
        for other in self.web.over[unit]:
            self.held[other].add(group)

    def fit(self, unit: int, group: int) -> float:
        return self.web.fit(unit, self.groups[group], self.reports[group])


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
            _grow(made, i, j, limits)
    return [tuple(sorted(group)) for group in _drop_covered(web, _merge(web, made.groups, limits), limits)]


def temper(likeness: Likeness, company: float) -> dict[tuple[int, int], float]:
    """Temper each likeness by how far the two clauses are like the same third ones.

    Clauses that say one thing have one company; a vague clause is a little like everything, and its
    many neighbours are not those of any one of them.
    """
    if not likeness:
        return {}
    i, j = np.array(list(likeness), dtype=np.int64).T
    score = np.fromiter(likeness.values(), np.float64, len(likeness))
    near = _symmetrical(i, j, score, 1 + int(j.max()))
    total = np.asarray(near.sum(axis=1), np.float64).ravel()
    common = np.zeros(len(score))
    for start in range(0, len(score), BLOCK):
        rows = slice(start, start + BLOCK)
        met = near[i[rows]].minimum(near[j[rows]])
        common[rows] = np.asarray(met.sum(axis=1), np.float64).ravel()
    # The constants stand for company unseen: two reports alone still make a pair.
    agreement = (2 * common + 0.5) / (total[i] + total[j] - 2 * score + 1)
    tempered = score * np.minimum(1.0, agreement) ** company
    return dict(zip(likeness, tempered.tolist(), strict=True))


def _symmetrical(i: Index, j: Index, score: Array, size: int) -> Any:
    """Every clause's likeness to others as a sparse matrix, its columns in order."""
    from scipy import sparse

    cells = (np.r_[score, score], (np.r_[i, j], np.r_[j, i]))
    matrix = sparse.csr_matrix(cells, shape=(size, size))
    matrix.sort_indices()
    return matrix


def _weave(units: Sequence[Unit], likeness: Likeness) -> _Web:
    i, j = np.array(list(likeness), dtype=np.int64).reshape(-1, 2).T
    score = np.fromiter(likeness.values(), np.float64, len(likeness))
    rows = _symmetrical(i, j, score, len(units))
    bounds = rows.indptr[1:-1]
    beside, alike = np.split(rows.indices.astype(np.int64), bounds), np.split(rows.data, bounds)
    near = [dict(zip(a.tolist(), b.tolist(), strict=True)) for a, b in zip(beside, alike, strict=True)]
    sentences: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        sentences[unit.account, unit.sentence].append(index)
    over = [
        frozenset(j for j in sentences[unit.account, unit.sentence] if i == j or overlaps(unit, units[j]))
        for i, unit in enumerate(units)
    ]
    accounts = np.array([unit.account for unit in units], np.int64)
    most = [float(scores.max(initial=0.0)) for scores in alike]
    return _Web(accounts, near, beside, alike, most, over)


def _adopt(made: _Gathering, i: int, j: int, limits: Limits) -> bool:
    """Let a group that holds one of two clauses take in the other, the group that it fits best."""
    options = [
        (made.fit(outside, group), -group, outside)
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
    """Found a group on a pair: take in the clause most like it, as long as one is like enough."""
    web, place = made.web, made.found()
    sums, of_report = np.zeros(len(web.accounts)), np.zeros(1 + int(web.accounts.max()))
    open_to = np.zeros(len(sums), bool)
    taken: set[int] = set()

    def take(member: int) -> None:
        made.put(place, member)
        taken.update(web.over[member])
        of_report[web.accounts[member]] += 1
        sums[web.beside[member]] += web.alike[member]
        open_to[web.beside[member]] = True
        open_to[list(taken)] = False

    take(i)
    take(j)
    while open_to.any():
        others = np.flatnonzero(open_to)
        beside = len(made.groups[place]) - of_report[web.accounts[others]]
        means = np.round(sums[others] / np.maximum(1.0, beside), 9)
        best = int(means.argmax())
        if means[best] <= limits.join:
            return
        take(int(others[best]))


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
    return _fits(web, smaller, larger, limits.merge * len(smaller))


def _fits(web: _Web, members: Sequence[int], group: Sequence[int], least: float) -> bool:
    """Whether clauses fit a group by so much, all told; given up as soon as they no longer can."""
    possible = sum(web.most[member] for member in members)
    if possible < least - SLACK:
        return False
    reports, total = web.count_reports(group), 0.0
    for member in members:
        fit = web.fit(member, group, reports)
        total += fit
        possible += fit - web.most[member]
        if possible < least - SLACK:
            return False
    return total >= least


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
        pairs = [p for p in combinations(groups[place], 2) if web.accounts[p[0]] != web.accounts[p[1]]]
        told = sum(bool((holding[a] & holding[b]) - here) for a, b in pairs)
        if told >= limits.covered * len(pairs):
            dropped.add(place)
    return [group for place, group in enumerate(groups) if place not in dropped]
