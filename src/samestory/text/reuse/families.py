"""Families: which reports depend on one another, also through a third."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samestory.records import Pair

DEPENDENT = ("copy", "edited-copy", "common-source")


def tie_families(reports: Sequence[str], pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """Gather the reports that dependent pairs tie together, each family in the order given.

    Reports that nothing ties are in no family.
    """
    family = {report: report for report in reports}

    def head(report: str) -> str:
        while family[report] != report:
            report = family[report]
        return report

    for pair in pairs:
        if pair.relation in DEPENDENT:
            family[head(pair.b)] = head(pair.a)
    tied: dict[str, list[str]] = {}
    for report in reports:
        tied.setdefault(head(report), []).append(report)
    return tuple(tuple(members) for members in tied.values() if len(members) > 1)
