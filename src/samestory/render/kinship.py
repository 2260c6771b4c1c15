"""The families of a story as trees: for each report its strongest tie, and who is credited but not held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samestory.records import Pair, Story
from samestory.render.shelf import Shelf
from samestory.text.reuse.outlets import name_credit, read_outlet

# The strongest tie first. A pair that is independent ties nothing.
STRENGTH: Mapping[str, int] = {
    "copy": 4,
    "edited-copy": 3,
    "common-source": 2,
    "unsure": 1,
    "shared-quotes": 1,
}
MAX_LOOSE_TIES = 8


@dataclass(frozen=True, slots=True)
class Branch:
    """A report, its tie to the report above it (None at the root or where none is known), those below."""

    report: str
    tie: Pair | None
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class CreditedAgency:
    """An agency that reports of a family credit and that is not itself among the reports held."""

    name: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that depend on one another, as a tree, with the ties the tree is made of."""

    trunk: Branch
    reports: tuple[str, ...]
    ties: tuple[Pair, ...]
    agencies: tuple[CreditedAgency, ...]


def taker_of(pair: Pair) -> str | None:
    """Say which of a pair has it from the other, if that is known."""
    return {"a-from-b": pair.a, "b-from-a": pair.b}.get(pair.direction)


def draw_families(story: Story, shelf: Shelf) -> tuple[Family, ...]:
    """Arrange a story's reports in families, the largest first, reports alone as families of one."""
    seen: set[str] = set()
    groups: list[tuple[str, ...]] = []
    for family in (*story.lineage.families, *((report,) for report in story.reports)):
        fresh = tuple(report for report in family if report not in seen and report in shelf.entries)
        seen.update(fresh)
        if fresh:
            groups.append(fresh)
    groups.sort(key=lambda group: (-len(group), min(shelf.numbers[report] for report in group)))
    held = _names_held(shelf)
    return tuple(_draw_family(group, story, shelf, held) for group in groups)


def find_loose_ties(story: Story, families: Sequence[Family]) -> tuple[Pair, ...]:
    """Choose the ties between families worth drawing, strongest first: unsure, or quotations in common."""
    home = {report: at for at, family in enumerate(families) for report in family.reports}
    loose = [
        pair for pair in story.lineage.pairs
        if pair.relation in ("unsure", "shared-quotes") and pair.passages
        and home.get(pair.a) != home.get(pair.b)
    ]  # fmt: skip
    return tuple(sorted(loose, key=lambda pair: (-pair.share, pair.a, pair.b))[:MAX_LOOSE_TIES])


def _draw_family(reports: tuple[str, ...], story: Story, shelf: Shelf, held: frozenset[str]) -> Family:
    inside = set(reports)
    pairs = [pair for pair in story.lineage.pairs if pair.a in inside and pair.b in inside]
    ties = _strongest_ties(pairs)
    root = min(reports, key=lambda report: _first_first(report, ties, shelf))
    credited = _credited(reports, shelf, held)
    return Family(_grow(root, None, reports, ties, shelf), reports, tuple(ties), credited)


def _strongest_ties(pairs: Iterable[Pair]) -> list[Pair]:
    """Keep, strongest first, the ties that join what was not joined yet (Kruskal's tree).

    Of ties alike, one that says who took from whom comes first: it leads to the parent.
    """
    parent: dict[str, str] = {}

    def top(report: str) -> str:
        while parent.setdefault(report, report) != report:
            report = parent[report]
        return report

    kept: list[Pair] = []

    def weight(pair: Pair) -> tuple[int, bool, float, str, str]:
        return (-STRENGTH.get(pair.relation, 0), taker_of(pair) is None, -pair.share, pair.a, pair.b)

    for pair in sorted(pairs, key=weight):
        if pair.relation in STRENGTH and top(pair.a) != top(pair.b):
            parent[top(pair.a)] = top(pair.b)
            kept.append(pair)
    return kept


def _first_first(report: str, ties: Sequence[Pair], shelf: Shelf) -> tuple[bool, int, date, int]:
    """Order for the root: takes from nobody, gives to most, published first."""
    takes = sum(taker_of(tie) == report for tie in ties)
    gives = sum(report in (tie.a, tie.b) and taker_of(tie) not in (None, report) for tie in ties)
    published = shelf.entries[report].published
    return (takes > 0, -gives, published.latest or published.earliest or date.max, shelf.numbers[report])


def _grow(
    report: str, tie: Pair | None, reports: Sequence[str], ties: Sequence[Pair], shelf: Shelf
) -> Branch:
    """Hang every other report of the family below `report`; what no tie reaches hangs from the root."""
    reached = {report}
    level = [report]
    edges: dict[str, list[tuple[str, Pair | None]]] = {}
    while level:
        following: list[str] = []
        for above in level:
            for link in ties:
                if above in (link.a, link.b):
                    other = link.b if link.a == above else link.a
                    if other not in reached:
                        reached.add(other)
                        following.append(other)
                        edges.setdefault(above, []).append((other, link))
        level = following
    for left in reports:
        if left not in reached:
            edges.setdefault(report, []).append((left, None))

    def branch(at: str, link: Pair | None) -> Branch:
        below = sorted(edges.get(at, ()), key=lambda edge: shelf.numbers[edge[0]])
        return Branch(at, link, tuple(branch(other, inner) for other, inner in below))

    return branch(report, tie)


def _names_held(shelf: Shelf) -> frozenset[str]:
    """List every name of the outlets held; of no use, and not worked out, where nobody is credited."""
    entries = shelf.entries.values()
    if not any(entry.agencies for entry in entries):
        return frozenset()
    return frozenset(name for entry in entries for name in read_outlet(entry.outlet or "", entry.url).names)


def _credited(reports: Sequence[str], shelf: Shelf, held: frozenset[str]) -> tuple[CreditedAgency, ...]:
    crediting: dict[str, list[str]] = {}
    for report in reports:
        for name in dict.fromkeys(credit.name for credit in shelf.entries[report].agencies):
            if not name_credit(name) & held:
                crediting.setdefault(name, []).append(report)
    return tuple(CreditedAgency(name, tuple(of)) for name, of in sorted(crediting.items()))
