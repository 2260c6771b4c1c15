"""Places of one thing, told apart from the places of two."""

from __future__ import annotations

import pytest

from samestory.records import Account, Citation, Name, Place, Statement, Support
from samestory.text.contrasts.settings import contrast_settings
from samestory.text.contrasts.tellings import NameIndex, Telling, gather_tellings
from tests.conftest import AccountMaker

BOSTON = Place(42.4, -71.1, "GeoNames", 0.9)
STATE = Place(42.3, -72.0, "GeoNames", 0.9)


def place(id: str, text: str, where: Place | None, *accounts: Account) -> Name:
    """Make the name of a place with every mention of it."""
    found = [(a, a.report.text.find(text)) for a in accounts]
    mentions = tuple(Citation(a.id, at, at + len(text)) for a, at in found if at >= 0)
    return Name(id, text, "place", (), where, mentions)


def tell(names: NameIndex, *accounts: Account) -> tuple[Telling, ...]:
    """Take whole texts as one statement's supports."""
    supports = tuple(Support(a.id, 0, len(a.report.text)) for a in accounts)
    return gather_tellings(Statement("t-1", "…", supports), {a.id: a for a in accounts}, names)


def compare(a: Account, b: Account) -> list[list[str]]:
    """The values of the differences between two texts."""
    names = NameIndex(
        [place("n-1", "Boston", BOSTON, a, b), place("n-2", "Massachusetts", STATE, a, b),
         place("n-3", "Holm County", None, a, b)], (a, b),
    )  # fmt: skip
    return [[value.value for value in d.values] for d in contrast_settings(tell(names, a, b), names)]


@pytest.mark.parametrize(
    ("ours", "theirs", "values"),
    [
        ("A fire broke out at a Boston bakery.", "A fire broke out at a Massachusetts bakery.",
         [["Boston", "Massachusetts"]]),
        ("A fire broke out at a Boston bakery.", "A fire broke out at a bakery in Holm County.",
         [["Boston", "Holm County"]]),
        ("Two bakers from Boston were hurt.", "Two bakers in Boston, Massachusetts were hurt.", []),
        ("The Boston police closed the road.", "The governor of Massachusetts closed the road.", []),
    ],
)  # fmt: skip
def test_compares_the_places_of_one_thing(
    account_of: AccountMaker, ours: str, theirs: str, values: list[list[str]]
) -> None:
    """A thing placed in a town here and in its land there; bodies of two places are two bodies."""
    a, b = account_of(ours, source="a.txt"), account_of(theirs, source="b.txt")
    assert compare(a, b) == values
