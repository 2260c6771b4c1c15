"""Grouping: which reports tell of one happening, and which stories take up an earlier one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.lexicon.common_words import load_common_words
from samestory.records import Cleaning, Group, Published, Report, content_id
from samestory.text.reuse.clustering import cluster_average
from samestory.text.reuse.terms import TermWeights, find_neighbours, find_terms, weigh_terms

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settings:
    """When reports are of one happening. One setting for political, local and world news."""

    weights: TermWeights = field(default_factory=TermWeights)
    # Average likeness, time taken off, at which reports join. Two reports of one happening that look at
    # different sides of it share little more; strangers in a folder of any size lie under .05.
    join: float = 0.06
    # Of the likeness inside two groups, the part that the likeness across must reach: look-alikes (two
    # quakes in one country) reach less than half.
    coherence: float = 0.6
    # Likeness taken off for days apart: a little at once, since most reports of a happening appear
    # within two days, and more over weeks. Raised, a trial months later leaves the crime it follows.
    early_penalty: float = 0.07
    early_days: float = 5.0
    late_penalty: float = 0.3
    late_days: float = 40.0
    # Taken off where the day of one report is unknown, or known no closer than this, for the days that
    # may lie between. 'Not before 2014' says too little to part two reports.
    undated_penalty: float = 0.05
    vague_days: int = 15
    # Pairs less alike than this are not looked at, and count as 0 in averages.
    floor: float = 0.05
    # A line that one outlet has in so many reports is its furniture.
    repeated_lines: int = 3
    # A later story takes up an earlier one when it begins so many days after the earlier one's last
    # report and is alike to it as closely as this.
    follow_days: int = 3
    follow: float = 0.2
    max_followed: int = 3


SETTINGS = Settings()
_UNKNOWN = 10**9
_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.)?([^/:?#]+)", re.IGNORECASE)


def group_reports(
    reports: Sequence[Report], cleanings: Mapping[str, Cleaning], dates: Mapping[str, Published]
) -> tuple[Group, ...]:
    """Group reports into stories, without a parser and whatever their order.

    Terms of title and lead are compared (TF-IDF, names in pairs, figures weighted up), days apart are
    taken off, and average-link clusters are formed. A report like no other is a story of its own.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    matrix = weigh_terms(_terms(ordered, cleanings), SETTINGS.weights)
    first, second, likeness = find_neighbours(matrix, SETTINGS.floor)
    early, late = _days(ordered, dates)
    lowered = likeness - _penalty(early, late, first, second)
    kept = lowered >= SETTINGS.floor
    edges = zip(first[kept].tolist(), second[kept].tolist(), lowered[kept].tolist(), strict=True)
    clusters = cluster_average(len(ordered), edges, threshold=SETTINGS.join, coherence=SETTINGS.coherence)
    follows = _followed(clusters, (first, second, likeness), early, late)
    ids = [content_id("s", *(ordered[member].id for member in members)) for members in clusters]
    groups = [
        Group(
            ids[number],
            tuple(r.id for r in sorted((ordered[m] for m in members), key=lambda r: _order(r, dates))),
            tuple(sorted(ids[earlier] for earlier in follows.get(number, ()))),
        )
        for number, members in enumerate(clusters)
    ]
    by_id = {report.id: report for report in ordered}
    return tuple(sorted(groups, key=lambda group: (_order(by_id[group.reports[0]], dates), group.id)))


def _order(report: Report, dates: Mapping[str, Published]) -> tuple[date, str, str]:
    published = dates.get(report.id)
    day = published.earliest or published.latest if published else None
    return (day or date.max, report.source, report.id)


def _terms(reports: Sequence[Report], cleanings: Mapping[str, Cleaning]) -> list[dict[str, float]]:
    paragraphs = [_paragraphs(report, cleanings[report.id]) for report in reports]
    outlets = [_outlet(report) for report in reports]
    repeated = Counter(
        (outlet, line)
        for outlet, lines in zip(outlets, paragraphs, strict=True)
        if outlet
        for line in set(lines)
    )
    common = load_common_words()
    return [
        find_terms(
            _title(report, cleanings[report.id]),
            (line for line in lines if repeated[outlet, line] < SETTINGS.repeated_lines),
            common,
            SETTINGS.weights,
        )
        for report, outlet, lines in zip(reports, outlets, paragraphs, strict=True)
    ]


def _paragraphs(report: Report, cleaning: Cleaning) -> list[str]:
    return [report.text[span.start : span.end].strip() for span in cleaning.paragraphs]


def _title(report: Report, cleaning: Cleaning) -> str:
    if cleaning.title is not None:
        return cleaning.title.text
    return report.declared.title or ""


def _outlet(report: Report) -> str:
    if report.outlet:
        return report.outlet.casefold()
    host = _HOST.match(report.url or "")
    return host.group(1).casefold() if host else ""


def _days(reports: Sequence[Report], dates: Mapping[str, Published]) -> tuple[Vector, Vector]:
    """The first and the last day on which each report can have appeared, open sides far away."""
    early, late = np.full(len(reports), -float(_UNKNOWN)), np.full(len(reports), float(_UNKNOWN))
    for number, report in enumerate(reports):
        published = dates.get(report.id)
        if published is None:
            continue
        if published.earliest is not None:
            early[number] = published.earliest.toordinal()
        if published.latest is not None:
            late[number] = published.latest.toordinal()
    return early, late


def _penalty(early: Vector, late: Vector, first: Any, second: Any) -> Vector:
    """What to take off the likeness of two reports for the days between them, or for not knowing."""
    gap = np.maximum(0, np.maximum(early[first] - late[second], early[second] - late[first]))
    apart: Vector = SETTINGS.late_penalty * (1 - np.exp(-gap / SETTINGS.late_days))
    apart += SETTINGS.early_penalty * (1 - np.exp(-gap / SETTINGS.early_days))
    vague = late - early > SETTINGS.vague_days
    return np.where(vague[first] | vague[second], SETTINGS.undated_penalty, apart)


def _followed(
    clusters: Sequence[Sequence[int]], neighbours: tuple[Any, Any, Vector], early: Vector, late: Vector
) -> dict[int, list[int]]:
    """Find for each story the earlier ones that it takes up, the most alike first."""
    home = np.zeros(len(early), dtype=np.int64)
    for number, members in enumerate(clusters):
        home[list(members)] = number
    begins = [min((early[m] for m in members if early[m] > 0), default=0.0) for members in clusters]
    ends = [
        max((late[m] for m in members if late[m] < _UNKNOWN), default=float(_UNKNOWN))
        for members in clusters
    ]
    sums: dict[tuple[int, int], float] = {}
    for one, other, likeness in zip(*neighbours, strict=True):
        pair = (int(home[one]), int(home[other]))
        if pair[0] == pair[1]:
            continue
        earlier, later = pair if begins[pair[0]] < begins[pair[1]] else pair[::-1]
        if begins[later] - ends[earlier] > SETTINGS.follow_days:
            sums[later, earlier] = sums.get((later, earlier), 0.0) + float(likeness)
    found: dict[int, list[tuple[float, int]]] = {}
    for (later, earlier), total in sums.items():
        average = total / (len(clusters[later]) * len(clusters[earlier]))
        if average >= SETTINGS.follow:
            found.setdefault(later, []).append((-average, earlier))
    return {
        later: [earlier for _, earlier in sorted(ranked)[: SETTINGS.max_followed]]
        for later, ranked in found.items()
    }
