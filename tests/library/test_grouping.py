"""Stories as reports come and go: the same as all at once."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samestory.errors import UnknownError
from samestory.library import Library, open_library
from samestory.library.adding import write_batch
from samestory.library.codec import unpack
from samestory.library.preparing import Facts, Prepared, prepare_report
from samestory.library.stories import find_group
from samestory.records import Declared, Judgement
from samestory.sources.drafts import Draft
from samestory.stages.grouping import group_reports
from tests.shelving import make_report, write_lines

PLACES = ("Norvik", "Lundby", "Tarn", "Velm", "Orsk", "Brede")
HAPPENINGS = (
    ("ferry", "A ferry with {n} passengers ran aground off {place} harbour in thick fog. Captain {who} stayed aboard."),
    ("bridge", "The old bridge of {place} was closed after {n} cracks were found, engineer {who} said."),
    ("strike", "Bakers in {place} walked out over night shifts for {n} days, union leader {who} said."),
)  # fmt: skip
PEOPLE = ("Ida Holm", "Per Aas", "Tove Berg", "Nils Dahl", "Siri Moe", "Odd Lie")


def invent_reports(count: int, seed: int = 7) -> list[Prepared]:
    """Invent reports of a few happenings, told by several outlets on several days, some without a day."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    made = []
    for number in range(count):
        place = chance.choice(PLACES)
        name, body = chance.choice(HAPPENINGS)
        who = PEOPLE[PLACES.index(place)]
        text = body.format(place=place, n=20 + PLACES.index(place), who=who)
        more = chance.sample(
            ("Rain fell.", f"{who} spoke late.", f"The mayor of {place} was told.", "Ships waited."), 2
        )
        title = f"{name.title()}: {chance.choice(('trouble', 'questions', 'relief'))} in {place}"
        day = f"2031-05-{1 + chance.randrange(28):02}" if chance.random() < 0.85 else None
        declared = Declared(title=title, published=day)
        words = f"{title}\n\n{text} {' '.join(more)}"
        made.append(prepare_report(Draft(f"{number}.txt", words.encode(), words, 0, None, f"outlet {number % 5}", declared)))  # fmt: skip
    return made


REPORTS = invent_reports(40)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with nothing in it."""
    with open_library(tmp_path / "news.samestory") as opened:
        yield opened


def fill(library: Library, reports: Sequence[Prepared], sizes: Sequence[int]) -> None:
    """Write reports in batches of some sizes."""
    waiting = list(reports)
    for size in sizes:
        write_batch(library.connection, waiting[:size])
        waiting = waiting[size:]
    write_batch(library.connection, waiting)


def state(connection: sqlite3.Connection) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Every story's reports and the stories that it follows."""
    stories: dict[str, tuple[set[str], set[str]]] = {}
    for story, report in connection.execute(
        "SELECT s.id, r.id FROM membership AS m JOIN story AS s ON s.number = m.story"
        " JOIN report AS r ON r.number = m.report"
    ):
        stories.setdefault(story, (set(), set()))[0].add(report)
    for story, earlier in connection.execute(
        "SELECT a.id, b.id FROM follows AS f JOIN story AS a ON a.number = f.story"
        " JOIN story AS b ON b.number = f.earlier"
    ):
        stories[story][1].add(earlier)
    return {
        story: (frozenset(reports), frozenset(follows)) for story, (reports, follows) in stories.items()
    }


def at_once(reports: Sequence[Prepared]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The stories as grouping makes them of all reports."""
    facts = {item.report.id: unpack(Facts, item.facts) for item in reports}
    groups = group_reports(
        [item.report for item in reports],
        {report: known.cleaning for report, known in facts.items()},
        {report: known.published for report, known in facts.items()},
    )
    return {group.id: (frozenset(group.reports), frozenset(group.follows)) for group in groups}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(REPORTS), st.lists(st.integers(1, 12), max_size=8))
def test_stories_do_not_depend_on_the_order_of_arrival(
    tmp_path: Path, order: list[Prepared], sizes: list[int]
) -> None:
    """In any order, in batches of any size, the stories are those of grouping all at once."""
    file = tmp_path / "news.samestory"
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    with open_library(file) as library:
        fill(library, order, sizes)
        found = state(library.connection)
        assert found == at_once(order)
        assert 1 < len(found) < len(order)


def test_stories_are_those_of_what_is_left(library: Library) -> None:
    """Whatever is removed, the stories are those of the reports that are left."""
    fill(library, REPORTS, [40])
    left = list(REPORTS)
    random.Random(3).shuffle(left)  # noqa: S311 - no secret
    for _ in range(12):
        library.remove(left.pop().report.id)
        assert state(library.connection) == at_once(left)


def test_grouping_again_changes_nothing(library: Library) -> None:
    """`regroup` comes to what is there."""
    fill(library, REPORTS, [5, 9, 2])
    before = state(library.connection)
    done = library.regroup()
    assert (done.stories, done.changed) == (len(before), 0)
    assert state(library.connection) == before


def test_grouping_again_repairs_a_wrong_story(library: Library) -> None:
    """Stories that are not as they should be are made again, and their ids lead on."""
    fill(library, REPORTS, [40])
    before = state(library.connection)
    some = sorted(before)[0]
    library.connection.execute("UPDATE story SET id = 's-wrong' WHERE id = ?", (some,))
    assert library.regroup().changed == 1
    assert state(library.connection) == before
    assert library.connection.execute("SELECT count(*) FROM alias WHERE old = 's-wrong'").fetchone() == (1,)


def test_an_old_id_leads_to_the_story_that_holds_its_reports(library: Library) -> None:
    """A story that gains a report has another id; the old one still finds it."""
    story = next(reports for reports, _ in at_once(REPORTS).values() if len(reports) > 2)
    members = [item for item in REPORTS if item.report.id in story]
    fill(library, members[:2], [2])
    old = sorted(state(library.connection))[0]
    fill(library, members[2:], [1])
    assert old not in state(library.connection)
    home = library.connection.execute(
        "SELECT s.id FROM alias AS a JOIN membership AS m ON m.report = a.report"
        " JOIN story AS s ON s.number = m.story WHERE a.old = ?",
        (old,),
    ).fetchone()
    assert home[0] in state(library.connection)


def test_the_id_of_a_story_leads_on_when_a_report_of_it_is_replaced(
    library: Library, tmp_path: Path
) -> None:
    """Whatever it was called in between, with a version of each time, it is found by that name."""
    first = make_report(1)
    other = first | {
        "outlet": "Herald",
        "url": "https://herald.example/1",
        "text": first["text"] + " It rained.",
    }
    second = first | {"text": first["text"] + " A third is missing.", "modified": "2031-05-03"}
    third = second | {"text": second["text"] + " A fourth is too.", "modified": "2031-05-04"}
    late = first | {"text": first["text"] + " Nobody is missing.", "modified": "2031-05-01"}
    names = set()
    for number, report in enumerate((first, second, other, late, third)):
        library.add([write_lines(tmp_path / f"{number}.jsonl", [report])])
        names |= set(state(library.connection))
    (story,) = state(library.connection)
    assert len(names) == 4
    found = {find_group(library.connection, name, library=library.path).id for name in names}
    assert found == {story}
    aliases = "SELECT old, report, grown FROM alias ORDER BY old"
    rows = library.connection.execute(aliases).fetchall()
    with open_library(tmp_path / "at_once.samestory") as at_once:
        at_once.add([tmp_path / f"{number}.jsonl" for number in range(5)])
        assert at_once.connection.execute(aliases).fetchall() == rows


def test_why_says_what_two_reports_share(library: Library) -> None:
    """Reports of one story and of two: the verdict, the days, the words that they share."""
    fill(library, REPORTS, [40])
    stories = sorted((sorted(reports) for reports, _ in state(library.connection).values()), key=len)
    together = library.why(*stories[-1][:2])
    assert together.together
    assert together.shared
    assert together.likeness == pytest.approx(sum(term.weight for term in together.shared), abs=0.02)
    apart = library.why(stories[-1][0], stories[0][0])
    assert not apart.together
    assert apart.verdict.endswith(".")
    with pytest.raises(UnknownError):
        library.why(stories[-1][0], "r-nowhere")


def court_case(number: int, day: int, story: str) -> Prepared:
    """Make a report of a ship's loss, or years later of its captain's trial."""
    texts = {
        "loss": "The ferry Isbjorn with 41 aboard ran aground off Norvik in fog. Captain Ida Holm stayed aboard. "
        "The ferry Isbjorn belongs to Holm Lines of Tarn.",
        "trial": "In Lundby court, captain Ida Holm pleaded guilty over the ferry Isbjorn, aground off Norvik. "
        "Judge Tove Berg spoke of negligence by Holm Lines.",
    }
    title = {
        "loss": "Ferry Isbjorn aground off Norvik",
        "trial": "Court hears captain of the ferry Isbjorn",
    }
    when = (date(2031, 1, 1) + timedelta(days=day)).isoformat()
    words = f"{title[story]}\n\n{texts[story]} Day {number}: divers went down."
    declared = Declared(title=title[story], published=when)
    return prepare_report(
        Draft(f"{number}.txt", words.encode(), words, 0, None, f"outlet {number}", declared)
    )


def test_a_story_of_years_is_followed_as_it_is_read_whole(library: Library) -> None:
    """People made one story of reports of two years: what follows it is what `regroup` would say."""
    long = [court_case(number, 90 * number, "loss") for number in range(9)]
    write_batch(library.connection, long)
    for number, (one, other) in enumerate(itertools.combinations(long, 2)):
        first, second = sorted((one.report.id, other.report.id))
        library.judge(Judgement(f"j-{number}", "one-story", first, second, "Ana", "2033-01-01T00:00:00Z"))
    trial = [court_case(number, 1420, "trial") for number in (20, 21)]
    write_batch(library.connection, trial)
    kinship = "SELECT * FROM kinship ORDER BY story, earlier"
    found = library.connection.execute(kinship).fetchall()
    assert len(state(library.connection)) == 2
    assert len(found) == 1
    library.regroup()
    assert library.connection.execute(kinship).fetchall() == found
