"""What the template is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dossiers import make_dossier

from samestory.records import TimelineEntry
from samestory.render.html.views import StoryView, cited_places, view_story
from samestory.render.shelf import shelve


def view_with(*entries: tuple[date, date]) -> StoryView:
    """View the story with a timeline of these intervals."""
    dossier = make_dossier()
    timeline = tuple(TimelineEntry(first, last, "x", ()) for first, last in entries)
    story = replace(dossier.stories[0], timeline=timeline)
    return view_story(dossier, story, shelve(dossier))


def test_reports_stand_in_the_timeline() -> None:
    """The days on which reports came out stand among the happenings."""
    moments = view_with((date(2031, 3, 3), date(2031, 3, 3))).moments
    assert [(m.when, m.published) for m in moments] == [
        ("3 March 2031", ()), ("3 March 2031", ("r-one",)), ("4 March 2031", ("r-two", "r-three")),
    ]  # fmt: skip
    assert [moment.repeated for moment in moments] == [False, True, False]


def test_silence_is_counted_as_readers_count() -> None:
    """From 1984 to 1990 it is six years; two weeks need no word."""
    years = [(date(year, 1, 1), date(year, 12, 31)) for year in (1984, 1990)]
    moments = view_with(*years, (date(1991, 1, 8), date(1991, 1, 8))).moments
    assert [moment.gap for moment in moments[:3]] == ["", "6 years", ""]


def test_same_wordings_are_one() -> None:
    """Variants with the same words are shown once, with all their reports."""
    dossier = make_dossier()
    quote = dossier.stories[0].quotes[0]
    doubled = replace(quote, variants=(*quote.variants, quote.variants[1]))
    story = replace(dossier.stories[0], quotes=(doubled,))
    [(_, variants)] = view_story(dossier, story, shelve(dossier)).quotes
    assert [len(variant.variants) for variant in variants] == [1, 2]
    assert [variant.against for variant in variants] == [None, "r-one"]


def test_strip_shows_who_tells() -> None:
    """The strip has a cell for each report, filled where it tells the statement, parted by family."""
    strip = view_with().strips["t-hall"]
    assert [(cell.number, cell.tells, cell.first) for cell in strip] == [
        (1, True, True), (2, True, False), (3, False, True),
    ]  # fmt: skip


def test_cited_places_are_found_however_deep() -> None:
    """Places of citations, supports, values and variants are all found."""
    dossier = make_dossier()
    found = cited_places([dossier.stories[0].statements, dossier.stories[0].quotes])
    assert (found["r-two"]) >= {(v.start, v.end) for v in dossier.stories[0].quotes[0].variants[1:]}
    assert set(found) == {"r-one", "r-two", "r-three"}
