"""How reports become stories: what one is compared by, who hangs together, what a group is called.

The stage takes these steps for all reports at once, a library for those that come and go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samestory.records import Cleaning, Published, Report, content_id
from samestory.text.reuse.clustering import cluster_average
from samestory.text.reuse.regions import LEVELS, MOST, find_regions
from samestory.text.reuse.sameness import liken_reports, list_scores
from samestory.text.reuse.shelves import UNKNOWN, Traits, fill_shelf
from samestory.text.reuse.telling import find_terms


@dataclass(frozen=True, slots=True)
class Settings:
    """When reports are of one happening. One setting for political, local and world news."""

    # Average likelihood at which clusters join; the lowest level of regions is the same.
    join: float = LEVELS[0]
    # Of the likelihood inside two groups, the part that the likelihood across must reach: look-alikes
    # (two quakes in one country) reach less than half.
    coherence: float = 0.6


SETTINGS = Settings()
# Only texts that are nearly the same hang together beyond this at the last level.
MOST_CLUSTERED = 5 * MOST
Edges = Mapping[int, Mapping[int, float]]
_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.)?([^/:?#]+)", re.IGNORECASE)


def describe_report(report: Report, cleaning: Cleaning, published: Published | None) -> Traits:
    """Note what a report is compared by."""
    title = read_title(report, cleaning)
    lines = (report.text[span.start : span.end].strip() for span in cleaning.paragraphs)
    early = published.earliest if published else None
    late = published.latest if published else None
    return Traits(
        find_terms(title, lines).tobytes(),
        early.toordinal() if early else -UNKNOWN,
        late.toordinal() if late else UNKNOWN,
        name_outlet(report.outlet, report.url),
    )


def read_title(report: Report, cleaning: Cleaning) -> str:
    """Give the title of a report, the declared one where the text has none."""
    return cleaning.title.text if cleaning.title else report.declared.title or ""


def group_traits(described: Sequence[Traits]) -> list[list[int]]:
    """Form groups of reports, named by their places."""
    edges: dict[int, dict[int, float]] = {place: {} for place in range(len(described))}
    for first, second, score in list_scores(liken_reports(fill_shelf(described))):
        edges[first][second] = edges[second][first] = score
    regions = find_regions(edges, edges.__getitem__)
    return sorted(group for region in regions for group in group_members(region.members, edges))


def group_members(members: Sequence[int], edges: Edges) -> list[list[int]]:
    """Form the groups of one region; what lies outside it counts for nothing.

    The members must come in the order of their reports' ids, by which ties are broken.
    """
    if len(members) > MOST_CLUSTERED:  # all but identical: the last level holds them together
        return [list(members)]
    place = {member: number for number, member in enumerate(members)}
    inside = [
        (place[member], place[other], score)
        for member in members
        for other, score in edges[member].items()
        if other in place and place[member] < place[other]
    ]
    clusters = cluster_average(len(place), inside, threshold=SETTINGS.join, coherence=SETTINGS.coherence)
    return [[members[number] for number in cluster] for cluster in clusters]


def name_group(reports: Sequence[str]) -> str:
    """Name a group by its reports."""
    return content_id("s", *sorted(reports))


def name_outlet(outlet: str | None, url: str | None) -> str:
    """Name the outlet of a report by its name, else by the host of its address."""
    if outlet:
        return outlet.casefold()
    host = _HOST.match(url or "")
    return host.group(1).casefold() if host else ""
