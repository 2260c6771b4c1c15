"""Stories as reports come and go: only the regions that they touch are clustered again.

The stories are those that grouping all reports at once would give, whatever the order in which they
came and however they were cut into batches (tests/library/test_grouping.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from samestory.library.aliases import find_heir, move_aliases, write_aliases, write_grown
from samestory.library.fetching import read_body
from samestory.library.graph import (
    Graph,
    Placed,
    is_vague,
    join_graph,
    leave_graph,
    read_between,
    read_traits,
)
from samestory.library.preparing import Arrival
from samestory.records import Declared, Report
from samestory.text.reuse.following import FOLLOW, link_clusters
from samestory.text.reuse.regions import find_loosened, find_regions, find_touched
from samestory.text.reuse.stories import describe_report, group_members, name_group

_SIZES = """
    SELECT w.value, (SELECT count(*) FROM membership AS m WHERE m.story = w.value) FROM json_each(?) AS w
"""
Progress = Callable[[str, int, int], None]
# Reports that `regroup` compares at once.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What `regroup` did: how many stories there are, and how many of them were not there before."""

    stories: int
    changed: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A story as clustering gives it."""

    id: str
    members: tuple[int, ...]

    @property
    def number(self) -> int:
        """The story's number: that of its first report, whatever came between."""
        return self.members[0]


def group_arrivals(
    connection: sqlite3.Connection, arrivals: Sequence[Arrival], gone: Sequence[int]
) -> None:
    """Bring the stories up to date: some reports have come, others are replaced or about to go."""
    _regroup(connection, sorted(arrival.number for arrival in arrivals), sorted(set(gone)))


def regroup_judged(connection: sqlite3.Connection, reports: Iterable[str]) -> None:
    """Bring the stories up to date after a judgement on some reports was made or undone."""
    numbers = {
        row[0]
        for report in reports
        for row in connection.execute("SELECT number FROM report WHERE id = ? AND newer IS NULL", (report,))
    }
    graph = Graph(connection)
    loosened = numbers | find_loosened(numbers, graph.neighbours)
    regions = [region for report in sorted(loosened) if (region := graph.region_of(report))]
    _cluster(connection, graph, loosened | {member for region in regions for member in region.members})


def regroup_library(connection: sqlite3.Connection, progress: Progress) -> Regrouped:
    """Group all reports from nothing, from their texts; within a transaction.

    Gives what is there already, unless the rules of grouping are others than those it was made by.
    """
    before = {story for (story,) in connection.execute("SELECT id FROM story")}
    newest = "SELECT number FROM report WHERE newer IS NULL ORDER BY coalesce(latest, earliest), number"
    numbers = [number for (number,) in connection.execute(newest)]
    for done, number in enumerate(numbers):
        if done % BATCH == 0:
            progress("Reading reports", done, len(numbers))
        _describe_again(connection, number)
    homes = connection.execute(
        "SELECT s.id, min(m.report) FROM story AS s JOIN membership AS m ON m.story = s.number"
        " GROUP BY s.number"
    ).fetchall()
    for table in ("follows", "kinship", "membership", "story", "likeness"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    connection.execute("DELETE FROM alias WHERE grown")
    for start in range(0, len(numbers), BATCH):
        progress("Grouping reports", start, len(numbers))
        _regroup(connection, sorted(numbers[start : start + BATCH]), [], keep_names=False)
    after = {story for (story,) in connection.execute("SELECT id FROM story")}
    write_aliases(connection, [(story, report) for story, report in homes if story not in after])
    return Regrouped(len(after), len(after - before))


def _describe_again(connection: sqlite3.Connection, number: int) -> None:
    text, facts = read_body(connection, number)
    row = connection.execute(
        "SELECT id, source, url, outlet FROM report WHERE number = ?", (number,)
    ).fetchone()
    report = Report(row[0], row[1], text, "", row[2], row[3], facts.declared or Declared())
    terms = describe_report(report, facts.cleaning, facts.published).terms
    connection.execute("UPDATE body SET terms = ? WHERE report = ? AND terms <> ?", (terms, number, terms))


def _regroup(
    connection: sqlite3.Connection, come: Sequence[int], gone: Sequence[int], *, keep_names: bool = True
) -> None:
    touched = _leave(connection, gone)
    join_graph(connection, come, gone)
    graph = Graph(connection)
    touched |= find_touched(come, graph.neighbours, graph.region_of)
    touched -= set(gone) - set(come)
    # Where a report went for good its stories' names are kept. A newer version of one comes instead.
    replaced = bool(come) and (not gone or max(come) > min(gone))
    _cluster(connection, graph, touched, gone, keep_names=keep_names and not replaced)


def _cluster(
    connection: sqlite3.Connection,
    graph: Graph,
    touched: Collection[int],
    gone: Sequence[int] = (),
    *,
    keep_names: bool = True,
) -> None:
    """Form the stories of the regions that were touched, and write them in the place of those before."""
    ids = _read_ids(connection, touched)
    found: list[_Found] = []
    places: list[tuple[int, int, int, int]] = []
    for region in find_regions(touched, graph.neighbours):
        members = sorted(region.members, key=ids.__getitem__)
        edges = {member: graph.neighbours(member) for member in members}
        for cluster in group_members(members, edges):
            story = _Found(name_group([ids[member] for member in cluster]), tuple(sorted(cluster)))
            found.append(story)
            places += [(member, story.number, region.members[0], region.level) for member in cluster]
    changed = _write_stories(connection, found, places, gone, keep_names=keep_names)
    write_grown(connection, [story.members for story in changed], ids)
    _link_stories(connection, changed)


def _leave(connection: sqlite3.Connection, gone: Sequence[int]) -> set[int]:
    """Take reports out of their regions; gives those whose region may be another without them."""
    if not gone:
        return set()
    graph = Graph(connection)
    regions = [region for report in gone if (region := graph.region_of(report))]
    bereft = leave_graph(connection, gone) - set(gone)
    fresh = Graph(connection)
    loosened = find_loosened(bereft, fresh.neighbours)
    touched = {member for region in regions for member in region.members} | loosened
    for member in sorted(loosened):
        region = fresh.region_of(member)
        touched.update(region.members if region else ())
    return touched - set(gone)


def _read_ids(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, str]:
    select = "SELECT id FROM report WHERE number = ?"
    return {number: connection.execute(select, (number,)).fetchone()[0] for number in sorted(numbers)}


def _write_stories(
    connection: sqlite3.Connection,
    found: Sequence[_Found],
    places: Sequence[tuple[int, int, int, int]],
    gone: Sequence[int],
    *,
    keep_names: bool,
) -> list[_Found]:
    """Put the stories in the place of those that their reports were in; gives those that are new."""
    reports = [*(report for report, *_ in places), *gone]
    before = _read_stories(connection, reports)
    after = {story.number: story.id for story in found}
    ended = [number for number in sorted(before) if after.get(number) != before[number][0]]
    for number in ended:
        for table in ("follows", "kinship"):
            connection.execute(
                f"DELETE FROM {table} WHERE story = ? OR earlier = ?",  # noqa: S608 - our own names
                (number, number),
            )
    connection.executemany(
        "DELETE FROM membership WHERE report = ?", [(report,) for report in sorted(reports)]
    )
    connection.executemany("DELETE FROM story WHERE number = ?", [(number,) for number in ended])
    connection.executemany("DELETE FROM alias WHERE grown AND report = ?", [(number,) for number in ended])
    fresh = [story for story in found if before.get(story.number, ("", 0))[0] != story.id]
    connection.executemany("INSERT INTO story VALUES (?, ?)", sorted((s.number, s.id) for s in fresh))
    connection.executemany("INSERT INTO membership VALUES (?, ?, ?, ?)", sorted(places))
    if keep_names:
        kept = set(reports) - set(gone) | set(after)
        heirs = [(name, find_heir(members, kept)) for name, members in (before[number] for number in ended)]
        write_aliases(connection, [(name, heir) for name, heir in heirs if heir is not None])
    move_aliases(connection, gone, before)
    return fresh


def _read_stories(
    connection: sqlite3.Connection, reports: Iterable[int]
) -> dict[int, tuple[str, tuple[int, ...]]]:
    """Read the stories that some reports are in: number, id, members."""
    stories: dict[int, tuple[str, tuple[int, ...]]] = {}
    for report in reports:
        row = connection.execute(
            "SELECT s.number, s.id FROM membership AS m JOIN story AS s ON s.number = m.story"
            " WHERE m.report = ?",
            (report,),
        ).fetchone()
        if row and row[0] not in stories:
            members = connection.execute(
                "SELECT report FROM membership WHERE story = ? ORDER BY report", (row[0],)
            )
            stories[row[0]] = (row[1], tuple(member for (member,) in members))
    return stories


def _link_stories(connection: sqlite3.Connection, changed: Sequence[_Found]) -> None:
    """Find which stories the changed ones take up, and which take up them."""
    if not changed:
        return
    theirs = {member for story in changed for member in story.members}
    late = read_traits(connection, theirs)
    shelf = [*(report for report in _read_around(connection, late) if report.number not in theirs), *late]
    clusters: dict[int, list[int]] = {}
    for place, report in enumerate(shelf):
        clusters.setdefault(report.story or 0, []).append(place)
    numbers = sorted(clusters)
    links = link_clusters(
        [report.traits for report in shelf],
        [clusters[number] for number in numbers],
        late=len(shelf) - len(late),
    )
    rows = sorted((numbers[later], numbers[earlier], like) for later, earlier, like in links)
    connection.executemany("INSERT OR REPLACE INTO kinship VALUES (?, ?, ?)", rows)
    _choose_followed(connection, {later for later, _, _ in rows} | {story.number for story in changed})


def _read_around(connection: sqlite3.Connection, late: Sequence[Placed]) -> list[Placed]:
    """Read the reports of the years before and after, as far as one story may take up another.

    A story that is read is read whole, however long it goes on.
    """
    days = [report.traits for report in late if not is_vague(report.traits)]
    if not days:
        return []
    since = min(report.earliest for report in days) - FOLLOW.most_days
    until = max(report.latest for report in days) + FOLLOW.most_days
    found = read_between(connection, since, until)
    return sorted([*found, *_read_rest(connection, found)], key=lambda report: report.number)


def _read_rest(connection: sqlite3.Connection, found: Sequence[Placed]) -> list[Placed]:
    """Read the reports of other years that belong to the stories of some reports."""
    held = Counter(report.story for report in found)
    sizes = connection.execute(_SIZES, (json.dumps(sorted(filter(None, held))),))
    numbers = {report.number for report in found}
    partial = [story for story, size in sizes if size > held[story]]
    rest = [
        member
        for story in partial
        for (member,) in connection.execute("SELECT report FROM membership WHERE story = ?", (story,))
        if member not in numbers
    ]
    return read_traits(connection, rest)


def _choose_followed(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    for story in sorted(stories):
        connection.execute("DELETE FROM follows WHERE story = ?", (story,))
        connection.execute(
            "INSERT INTO follows SELECT k.story, k.earlier FROM kinship AS k JOIN story AS s"
            " ON s.number = k.earlier WHERE k.story = ? ORDER BY k.likeness DESC, s.id LIMIT ?",
            (story, FOLLOW.most_followed),
        )
