"""Showing stories: made once, kept, made again only as far as something changed; reports removed leave nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from samestory.errors import ReadOnlyError, UnknownError
from samestory.library import Library, SearchQuery, dossiers, open_library
from samestory.pipeline import Models
from tests.shelving import ids_of, make_report, write_lines

SAYINGS = (
    'The ferry ran aground on Sunday. "We heard a loud bang," said Ana Brandt, a passenger. Seven people were hurt.',
    'A ferry ran aground off Lisse. Six people were hurt, the police said. "We heard a bang," Ana Brandt said.',
)


def _no_models() -> Models:
    return Models(None, None)


def _story(library: Library) -> str:
    """Put all newest reports into one story by hand: grouping is tested elsewhere."""
    for table in ("follows", "membership", "story"):
        library.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    library.connection.execute("INSERT INTO story (number, id) VALUES (1, 's-ferry')")
    library.connection.execute(
        "INSERT INTO membership SELECT number, 1, 1, 0 FROM report WHERE newer IS NULL"
    )
    return "s-ferry"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library with two reports of one happening."""
    reports = [
        make_report(number) | {"title": f"Ferry aground {number}", "text": text}
        for number, text in enumerate(SAYINGS)
    ]
    with open_library(tmp_path / "news.samestory") as library:
        library.add([write_lines(tmp_path / "a.jsonl", reports)], processes=1)
    return tmp_path / "news.samestory"


def test_a_dossier_is_made_once_and_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked again, it comes as it was, and no model is loaded."""
    with open_library(file) as library:
        story = _story(library)
        assert not library.is_opened(story)
        first = library.story(story, load_models=_no_models)
        assert library.is_opened(story)
        monkeypatch.setattr(dossiers, "compare_reports", None)
        assert library.story(story, load_models=lambda: pytest.fail("loaded")) == first
    assert [entry.outlet for entry in first.reports] == ["Lisse Courier", "Anholm Courier"]


def test_only_what_changed_is_read_again(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A story that gains a report reads that one; an id of its own says that it is another story."""
    read: list[str] = []
    real = dossiers.read_report

    def note(report, *arguments, **options):  # type: ignore[no-untyped-def]
        read.append(report.source.rpartition("#")[2])
        return real(report, *arguments, **options)

    monkeypatch.setattr(dossiers, "read_report", note)
    with open_library(file) as library:
        library.story(_story(library), load_models=_no_models)
        third = make_report(2) | {
            "title": "Ferry free again",
            "text": "The ferry off Lisse was pulled free on Tuesday.",
        }
        library.add([write_lines(tmp_path / "b.jsonl", [third])], processes=1)
        dossier = library.story(_story(library), load_models=_no_models)
    assert read == ["1", "2", "1"]
    assert len(dossier.reports) == 3


def test_a_story_can_be_shown_where_nothing_may_be_written(file: Path) -> None:
    """It is made and not kept."""
    with open_library(file) as library:
        story = _story(library)
    with open_library(file, read_only=True) as library:
        assert library.story(story, load_models=_no_models).stories[0].id == story
        assert not library.is_opened(story)
        with pytest.raises(ReadOnlyError):
            library.remove(ids_of(library)[0])


def test_two_reports_are_compared_whatever_their_stories(file: Path) -> None:
    """The dossier of the two holds the two, and is not kept as a story."""
    with open_library(file) as library:
        one, two = ids_of(library)
        dossier = library.compare(one, two, load_models=_no_models)
        assert {entry.id for entry in dossier.reports} == {one, two}
        assert library.connection.execute("SELECT count(*) FROM dossier").fetchone() == (0,)
        with pytest.raises(UnknownError, match="r-none"):
            library.compare(one, "r-none", load_models=_no_models)


def test_what_an_opened_story_holds_is_found(file: Path, parser: object) -> None:
    """Statements, quotations and names by their words, each with its place in a report."""
    with open_library(file) as library:
        library.story(_story(library), load_models=lambda: Models(parser, None))  # type: ignore[arg-type]
        for kind, words in (("quotation", "bang"), ("name", "brandt"), ("statement", "aground")):
            hits = library.search(SearchQuery(words, kinds=(kind,)))  # type: ignore[arg-type]
            assert hits, kind
            text = library.report(hits[0].report).report.text
            assert text[hits[0].start : hits[0].end]
        (quotation, *_) = library.search(SearchQuery("bang", kinds=("quotation",)))
        assert quotation.who == "Ana Brandt"
        assert quotation.story == "s-ferry"


def test_a_removed_report_leaves_nothing_behind(file: Path, parser: object) -> None:
    """Its original, its words, and the dossiers and findings that it was part of are gone."""
    with open_library(file) as library:
        library.story(_story(library), load_models=lambda: Models(parser, None))  # type: ignore[arg-type]
        one, two = ids_of(library)
        library.remove(one)
        assert ids_of(library) == [two]
        assert library.check() == ()
        for table in ("dossier", "finding", "opened"):
            assert library.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
        assert library.connection.execute("SELECT count(*) FROM original").fetchone() == (1,)
        assert library.search(SearchQuery("passenger")) == ()
        with pytest.raises(UnknownError):
            library.remove(one)


def test_an_earlier_version_takes_the_place_of_a_removed_one(tmp_path: Path) -> None:
    """What was replaced stands again, and is found."""
    report = make_report(1)
    edited = report | {"text": report["text"].replace("Monday", "Sunday"), "modified": "2031-06-01"}
    with open_library(tmp_path / "news.samestory") as library:
        library.add([write_lines(tmp_path / "a.jsonl", [report, edited])], processes=1)
        old, new = ids_of(library)
        library.remove(new)
        assert library.report(old).newer is None
        assert [hit.report for hit in library.search(SearchQuery("monday"))] == [old]
        assert library.check() == ()
