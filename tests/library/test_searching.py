"""Searching: whatever is typed, what has the words is found, shown where it stands, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samestory.library import Library, SearchQuery, open_library
from samestory.library.queries import fold, read_query, write_match
from tests.shelving import fill_library, ids_of, make_report, write_lines


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Six reports and one with accents, broken characters and a menu."""
    folder = tmp_path_factory.mktemp("search")
    file = fill_library(folder)
    odd = make_report(30) | {
        "title": "Zürich: café closed",
        "text": "The café in Zürich was closed.\n\nIt had 100% of <b>nothing</b> to hide, \x1b[31mhe said.\n\nRead also: Ten ferries",
    }
    with open_library(file) as made:
        made.add([write_lines(folder / "odd.jsonl", [odd])], processes=1)
        yield made


def _found(library: Library, text: str, **filters: object) -> list[str]:
    query = SearchQuery(text, kinds=("report",), **filters)  # type: ignore[arg-type]
    return [hit.title or "" for hit in library.search(query)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("anholm", ["Ferry of Anholm closed, case 1"]),
        ('"ferry of velm"', ["Ferry of Velm closed, case 2"]),
        ('"velm ferry"', []),
        ("anh* OR orsk", ["Ferry of Anholm closed, case 1", "Ferry of Orsk closed, case 3"]),
        ("case -anholm -velm -orsk -tarn -brede", ["Ferry of Lisse closed, case 0"]),
        ("ZURICH cafe", ["Zürich: café closed"]),
        ("nothing", ["Zürich: café closed"]),
        ("", []),
        ("-velm", []),
        ('" * OR', []),
    ],
)
def test_words_phrases_beginnings_choices_and_what_must_not_be(
    library: Library, text: str, titles: list[str]
) -> None:
    """A person's ways of asking, with nothing to learn first."""
    assert sorted(_found(library, text)) == titles


def test_a_snippet_shows_what_was_sought_where_it_stands(library: Library) -> None:
    """Its marks cover the words, its place in the report's text holds it."""
    (hit,) = library.search(SearchQuery('cafe "nothing to"', kinds=("report",)))
    marked = [hit.snippet[start:end] for start, end in hit.marks]
    assert marked == ["café"]
    text = library.report(hit.report).report.text
    assert 0 <= hit.start < hit.end <= len(text)
    assert text[hit.start : hit.end].split()[0] == hit.snippet.split()[0]


def test_filters_by_day_and_outlet(library: Library) -> None:
    """Days are those of the reports, an outlet is any part of its name, in small letters or large."""
    assert _found(library, "ferry", since=date(2031, 5, 5)) == [
        "Ferry of Tarn closed, case 4",
        "Ferry of Brede closed, case 5",
    ]
    assert _found(library, "ferry", until=date(2031, 5, 1)) == ["Ferry of Lisse closed, case 0"]
    assert _found(library, "ferry", outlet="anholm") == ["Ferry of Anholm closed, case 1"]
    assert _found(library, "ferry", outlet="%") == []
    assert _found(library, "ferry", story="s-none") == []


def test_limits_and_offsets_part_one_list(library: Library) -> None:
    """Pages follow one another without gap or overlap."""
    whole = _found(library, "closed", limit=7)
    assert _found(library, "closed", limit=3) + _found(library, "closed", limit=4, offset=3) == whole


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text("\"*-()^:+{}ANDORNEAR\x00, '%_;ab", max_size=40))
def test_no_query_is_an_error(text: str) -> None:
    """Whatever a person types is a question or nothing, never a syntax error."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (body)")
    match = write_match(read_query(text))
    if match:
        connection.execute("SELECT * FROM words WHERE words MATCH ?", (match,)).fetchall()
    connection.close()


@given(st.text())
def test_folding_keeps_the_count_of_characters(text: str) -> None:
    """A place in the folded text is the same place in the text."""
    assert len(fold(text)) == len(text)


def test_an_older_version_is_not_found(tmp_path: Path) -> None:
    """Search shows what stands now."""
    report = make_report(1)
    edited = report | {"text": report["text"].replace("Monday", "Sunday"), "modified": "2031-06-01"}
    with open_library(tmp_path / "news.samestory") as library:
        library.add([write_lines(tmp_path / "a.jsonl", [report, edited])], processes=1)
        assert [hit.report for hit in library.search(SearchQuery("anholm"))] == ids_of(library)[1:]


@pytest.mark.parametrize(
    ("text", "open_"), [("s*", False), ("st*", True), ("橋*", True), ('"a s*"', False)]
)
def test_a_single_letter_is_no_beginning(text: str, *, open_: bool) -> None:
    """Every report has words that begin with it: it finds nothing, and takes long."""
    assert [term.open for term in read_query(text).words] == [open_]
