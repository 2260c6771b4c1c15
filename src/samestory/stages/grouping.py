"""Grouping: which reports tell of one happening, and which stories take up an earlier one.

Made of steps that need no view of the whole: what a report is compared by is told from it alone
(`describe_report`), how likely two are to be of one story from the two alone, and clusters are formed
in small regions. A library takes the same steps as reports arrive, and comes to the same groups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samestory.records import Cleaning, Group, Published, Report, content_id
from samestory.text.reuse.clustering import cluster_average
from samestory.text.reuse.following import FOLLOW, link_clusters
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


def group_reports(
    reports: Sequence[Report], cleanings: Mapping[str, Cleaning], dates: Mapping[str, Published]
) -> tuple[Group, ...]:
    """Group reports into stories, without a parser and whatever their order.

    Terms of title and lead are compared, names in pairs, figures weighted up, with the days between;
    average-link clusters are formed of what is likely to be one story. A report like no other is a
    story of its own.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    described = [describe_report(r, cleanings[r.id], dates.get(r.id)) for r in ordered]
    clusters = group_traits(described)
    ids = [name_group([ordered[member].id for member in members]) for members in clusters]
    follows = _choose_followed(link_clusters(described, clusters), ids)
    groups = [
        Group(
            ids[number],
            tuple(r.id for r in sorted((ordered[m] for m in members), key=lambda r: _order(r, dates))),
            tuple(sorted(follows.get(number, ()))),
        )
        for number, members in enumerate(clusters)
    ]
    by_id = {report.id: report for report in ordered}
    return tuple(sorted(groups, key=lambda group: (_order(by_id[group.reports[0]], dates), group.id)))


def _choose_followed(links: Sequence[tuple[int, int, float]], ids: Sequence[str]) -> dict[int, list[str]]:
    """Choose for each group the few earlier ones that it is most alike to."""
    ranked: dict[int, list[tuple[float, str]]] = {}
    for later, earlier, likeness in links:
        ranked.setdefault(later, []).append((-likeness, ids[earlier]))
    return {
        later: [name for _, name in sorted(found)[: FOLLOW.most_followed]]
        for later, found in ranked.items()
    }


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


def _order(report: Report, dates: Mapping[str, Published]) -> tuple[date, str, str]:
    published = dates.get(report.id)
    day = published.earliest or published.latest if published else None
    return (day or date.max, report.source, report.id)


def name_outlet(outlet: str | None, url: str | None) -> str:
    """Name the outlet of a report by its name, else by the host of its address."""
    if outlet:
        return outlet.casefold()
    host = _HOST.match(url or "")
    return host.group(1).casefold() if host else ""
