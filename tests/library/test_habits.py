"""What an outlet repeats in its other stories is furniture in the one that is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from samestory.library import Library, dossiers, open_library
from samestory.library.habits import HabitSettings, find_neighbours
from samestory.pipeline import Models
from samestory.text.reuse.boilerplate import REASON
from tests.shelving import ids_of, write_lines

CALL = "The valley wakes with us: your morning begins at our kiosk by the old pump."

NEWS = (
    "A barn burned down near the mill at Lisse on Friday, and nine cows were led out alive.",
    "The choir won the county prize for the second year, with a song about a heron.",
    "Forty lorries queued for gravel after the quarry opened its northern gate.",
    "Two brothers found a chest of letters under the floor of the customs house.",
    "Apples will cost more this autumn, growers said, because of the frost in April.",
    "The night train stops at the harbour again from Sunday.",
    "A school for boat builders has taken its first eleven pupils.",
    "Snow closed the pass for three hours, the road office said.",
)


def _report(
    number: int, *, outlet: str = "Lisse Courier", line: str = CALL, day: int = 1
) -> dict[str, str]:
    return {
        "outlet": outlet,
        "url": f"https://courier.example/a/{number}",
        "published": f"2031-05-{day:02}",
        "title": NEWS[number][:30],
        "text": f"{NEWS[number]}\n{line}",
    }


def _fill(folder: Path, reports: list[dict[str, str]]) -> Path:
    file = folder / "news.samestory"
    with open_library(file) as library:
        library.add([write_lines(folder / "a.jsonl", reports)], processes=1)
        _part(library)
    return file


def _part(library: Library) -> None:
    """Put every report into a story of its own by hand: grouping is tested elsewhere."""
    for table in ("follows", "kinship", "membership", "story"):
        library.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    library.connection.execute("INSERT INTO story SELECT number, 's-' || id FROM report")
    library.connection.execute("INSERT INTO membership SELECT number, number, number, 0 FROM report")


def _furniture(library: Library, story: str) -> list[str]:
    (entry,) = library.story(story, load_models=lambda: Models(None, None)).reports
    return [entry.text[f.start : f.end] for f in entry.furniture if f.reason == REASON]


def test_a_line_of_three_stories_is_marked_when_one_is_opened(tmp_path: Path) -> None:
    """Two other stories of the outlet teach it; another outlet's do not."""
    others = [_report(number, day=number) for number in (1, 2)]
    foreign = [_report(number, outlet="Orsk Post", day=number) for number in (3, 4)]
    with open_library(_fill(tmp_path, [_report(0), *others, *foreign[:1]])) as library:
        ids = ids_of(library)
        assert _furniture(library, f"s-{ids[0]}") == [CALL]
        assert _furniture(library, f"s-{ids[3]}") == []


def test_kindred_stories_teach_nothing(tmp_path: Path) -> None:
    """What the earlier and later stories of one matter repeat is its background."""
    with open_library(_fill(tmp_path, [_report(n, day=1 + n) for n in range(3)])) as library:
        ids = ids_of(library)
        library.connection.execute("INSERT INTO kinship VALUES (2, 1, 0.5)")
        assert _furniture(library, f"s-{ids[0]}") == []


def test_background_that_the_report_takes_up_stays(tmp_path: Path) -> None:
    """A sentence in the report's own words is told, however often its outlet tells it."""
    told = "The barn of Lisse by the mill burned in 1998 too, when forty cows died."
    with open_library(_fill(tmp_path, [_report(n, line=told, day=1 + n) for n in range(3)])) as library:
        assert _furniture(library, f"s-{ids_of(library)[0]}") == []


def test_a_saga_takes_the_place_of_one_story(tmp_path: Path) -> None:
    """Its many reports stand nearest, and the stories before it still teach."""
    with open_library(_fill(tmp_path, [_report(n, day=9 - n) for n in range(8)])) as library:
        library.connection.execute("UPDATE membership SET story = 2 WHERE report BETWEEN 2 AND 5")
        ids = ids_of(library)
        found = find_neighbours(library.connection, ids[:1], HabitSettings(max_reports=3))
        assert [each.id for each in found.by_outlet["lisse courier"]] == [ids[1], ids[5], ids[6]]
        assert _furniture(library, f"s-{ids[0]}") == [CALL]


@pytest.mark.parametrize(
    "lost", ["DELETE FROM body WHERE report = 2", "DELETE FROM original WHERE number = 2"]
)
def test_a_neighbour_that_is_lost_teaches_nothing(tmp_path: Path, lost: str) -> None:
    """The stories of its outlet are opened as if it were not there."""
    with open_library(_fill(tmp_path, [_report(n) for n in range(4)])) as library:
        library.connection.execute("PRAGMA foreign_keys = OFF")
        library.connection.execute(lost)
        assert _furniture(library, f"s-{ids_of(library)[0]}") == [CALL]
        library.connection.execute(lost.replace("2", "3"))
        assert _furniture(library, f"s-{ids_of(library)[3]}") == []


def test_a_kept_dossier_stands_until_what_is_repeated_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new report of the outlet that repeats nothing leaves it; one that makes a line boilerplate does not."""
    file = _fill(tmp_path, [_report(0), _report(1, day=2)])
    with open_library(file) as library:
        story = f"s-{ids_of(library)[0]}"
        assert _furniture(library, story) == []
        before = library.opened_key(story)
        library.add([write_lines(tmp_path / "b.jsonl", [_report(2, line="Rain.", day=3)])], processes=1)
        _part(library)
        with monkeypatch.context() as patch:
            patch.setattr(dossiers, "compare_reports", None)
            assert _furniture(library, story) == []
        assert library.opened_key(story) == before
        library.add([write_lines(tmp_path / "c.jsonl", [_report(3, day=4)])], processes=1)
        _part(library)
        assert library.opened_key(story) is None
        assert _furniture(library, story) == [CALL]
        assert library.is_opened(story)


def test_a_kept_dossier_is_given_without_a_text_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which reports are near is asked; their texts are not."""
    with open_library(_fill(tmp_path, [_report(0), _report(1), _report(2)])) as library:
        story = f"s-{ids_of(library)[0]}"
        assert _furniture(library, story) == [CALL]
        monkeypatch.setattr(dossiers, "fetch_report", None)
        assert _furniture(library, story) == [CALL]


def test_neighbours_are_the_nearest_before_then_after_whatever_the_order_of_coming(tmp_path: Path) -> None:
    """At most so many of each outlet."""
    reports = [_report(n, day=1 + n) for n in range(8)]
    found = []
    for name, come in (("a", reports), ("b", reports[::-1])):
        (tmp_path / name).mkdir()
        with open_library(_fill(tmp_path / name, come)) as library:
            query = "SELECT id FROM report WHERE latest = '2031-05-04'"
            ((own,),) = library.connection.execute(query)
            neighbours = find_neighbours(library.connection, [own], HabitSettings(max_reports=5))
            select = "SELECT latest FROM report WHERE id = ?"
            days = [
                library.connection.execute(select, (each.id,)).fetchone()[0][-2:]
                for each in neighbours.by_outlet["lisse courier"]
            ]
            found.append((neighbours.key, days))
    assert found[0] == found[1]
    assert found[0][1] == ["03", "02", "01", "05", "06"]
