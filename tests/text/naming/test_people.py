"""Names of people: which two can be one person's."""

from __future__ import annotations

import pytest

from samestory.text.naming.people import is_same_person


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("carl w brandt", "carl brandt", True),
        ("carl w brandt", "carl h w brandt", False),
        ("ana garcia lopez", "ana isabel garcia lopez", True),
        ("michael brandt", "michaela brandt", False),
        ("muhammed brandt", "muhammad brandt", True),
        ("carl brandt jr", "carl brandt sr", False),
    ],
)
def test_given_names_and_initials_must_agree(one: str, other: str, same: bool) -> None:
    """An initial too many, or the other sex's form of a name, makes two of one surname two."""
    assert is_same_person(tuple(one.split()), tuple(other.split()), {}) is same
