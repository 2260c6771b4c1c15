"""Grouping: which reports tell of one happening, and which stories take up an earlier one.

Made of steps that need no view of the whole: what a report is compared by is told from it alone
(`describe_report`), how likely two are to be of one story from the two alone, and clusters are formed
in small regions. A library takes the same steps as reports arrive, and comes to the same groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from samestory.records import Cleaning, Group, Published, Report
from samestory.text.reuse.following import FOLLOW, link_clusters
from samestory.text.reuse.stories import describe_report, group_traits, name_group


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


def _order(report: Report, dates: Mapping[str, Published]) -> tuple[date, str, str]:
    published = dates.get(report.id)
    day = published.earliest or published.latest if published else None
    return (day or date.max, report.source, report.id)
