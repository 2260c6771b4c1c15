"""The map of a story's places."""

from __future__ import annotations

from samestory.records import Alias, Name, Place
from samestory.render.html.map_drawing import HEIGHT_PX, WIDTH_PX, draw_map


def place(id: str, text: str, latitude: float, longitude: float, *, certainty: float = 0.9) -> Name:
    """A place that one report names twice."""
    where = Place(latitude, longitude, "GeoNames", certainty)
    return Name(id, text, "place", (Alias(text, {"r-1": 2}),), where)


def test_story_without_places_has_no_map() -> None:
    """Where nothing has a position there is nothing to draw."""
    assert draw_map([Name("n-1", "Ola Reyn", "person", ())], "s-1") is None


def test_places_lie_as_on_the_globe() -> None:
    """East is right, north is up, and all of it within the frame."""
    drawing = draw_map([place("n-1", "Lisbon", 38.7, -9.1), place("n-2", "Warsaw", 52.2, 21.0)], "s-1")
    assert drawing is not None
    lisbon, warsaw = drawing.spots
    assert lisbon.x < warsaw.x
    assert lisbon.y > warsaw.y
    assert all(0 < spot.x < WIDTH_PX and 0 < spot.y < HEIGHT_PX for spot in drawing.spots)


def test_one_place_is_shown_with_the_land_around_it() -> None:
    """A single town is no dot in the void: coasts and borders stand around it."""
    drawing = draw_map([place("n-1", "Naples", 40.8, 14.3)], "s-1")
    assert drawing is not None
    assert len(drawing.lines) > 3


def test_labels_never_lie_on_one_another() -> None:
    """Of two neighbours the more named one is labelled; the other keeps its dot and its name."""
    near = [
        place("n-1", "Old Harbour Quarter", 40.80, 14.30),
        place("n-2", "New Harbour Quarter", 40.85, 14.6),
    ]
    drawing = draw_map(near, "s-1")
    assert drawing is not None
    assert sum(bool(spot.label) for spot in drawing.spots) <= 1
    assert {spot.name for spot in drawing.spots} == {"Old Harbour Quarter", "New Harbour Quarter"}


def test_unsure_place_is_hollow() -> None:
    """A place that may be another of its name says so."""
    drawing = draw_map([place("n-1", "Springfield", 39.8, -89.6, certainty=0.3)], "s-1")
    assert drawing is not None
    assert not drawing.spots[0].sure


def test_ends_of_the_earth_do_not_break_it() -> None:
    """The poles and both sides of 180° are places like others."""
    far = [place("n-1", "A", 90, 180), place("n-2", "B", -90, -180), place("n-3", "C", 0, 0)]
    assert draw_map(far, "s-1") is not None
