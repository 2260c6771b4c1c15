"""Places: located where a reason decides, left alone where none does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samestory.records import Account, Place
from samestory.stages.names import resolve_names
from samestory.stages.places import locate_names

AccountMaker = Callable[..., Account]


def _place(account_of: AccountMaker, text: str, name: str) -> Place | None:
    accounts = [account_of(text)]
    names = locate_names(resolve_names(accounts), accounts)
    return next(n for n in names if name in {a.text for a in n.aliases}).place


@pytest.mark.parametrize(
    ("text", "name", "latitude", "longitude"),
    [
        ("The storm hit Norway on Friday.", "Norway", 62, 10),
        ("A ferry sank off Bergen, Norway, on Friday.", "Bergen", 60.4, 5.3),
        ("Two died in Portland, Maine, on Friday.", "Portland", 43.7, -70.3),
        ("Two died in Portland, Oregon, on Friday.", "Portland", 45.5, -122.7),
        ("A bus overturned in Enfield, London, on Friday.", "Enfield", 51.7, -0.1),
        ("A ferry left Aberdeen, Scotland, on Friday.", "Aberdeen", 57.1, -2.1),
        (
            "Canada, Mexico and Britain met in Washington. The United States was silent.",
            "Washington",
            38.9,
            -77,
        ),
        ("SPRINGFIELD, Mo. A fire broke out in Springfield, Mo., on Friday.", "Springfield", 37.2, -93.3),
    ],
)
def test_what_holds_a_place_decides_where_it_is(
    account_of: AccountMaker, text: str, name: str, latitude: float, longitude: float
) -> None:
    """The country, state or city named behind a place chooses among places of one name."""
    place = _place(account_of, text, name)
    assert place is not None
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=0.6)
    assert 0 < place.certainty <= 1
    assert place.source == "GeoNames"


def test_a_name_that_many_places_bear_is_left_alone(account_of: AccountMaker) -> None:
    """Nothing says which Springfield: no position is better than a wrong one."""
    assert _place(account_of, "A fire broke out in Springfield on Friday.", "Springfield") is None


def test_people_are_not_located(account_of: AccountMaker) -> None:
    """Jordan the surname is no country."""
    accounts = [account_of("Mr Paul Jordan sang. Mr Jordan left.")]
    assert all(n.place is None for n in locate_names(resolve_names(accounts), accounts))


def test_a_country_named_in_passing_draws_no_city_to_it(account_of: AccountMaker) -> None:
    """A small Tripoli in the country the story is about beats a large one elsewhere named once."""
    text = (
        "Lebanon buried its dead. Lebanon was in mourning, and ministers of Lebanon spoke. "
        "Libya sent help. A blast in Lebanon shook the city of Tripoli."
    )
    place = _place(account_of, text, "Tripoli")
    assert place is not None
    assert (place.latitude, place.longitude) == pytest.approx((34.4, 35.8), abs=0.6)
