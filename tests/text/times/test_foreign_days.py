"""Days in other languages than English."""

from __future__ import annotations

import pytest

from samestory.text.times.dates import read_day
from samestory.text.times.foreign_days import find_foreign_day


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("Publié le 6 août 2019 à 10h22", "2019-08-06"),
        ("1er février 2020", "2020-02-01"),
        ("Stand: 6. März 2021, 10:30 Uhr", "2021-03-06"),
        ("14 de julio de 2004", "2004-07-14"),
        ("3 de março de 2026", "2026-03-03"),
        ("28 ottobre 2027", "2027-10-28"),
        ("22 октября 2030 г., 14:05", "2030-10-22"),
        ("1 вересня 2031 р.", "2031-09-01"),
        ("11 listopada 2030", "2030-11-11"),
        ("16 يناير 2029", "2029-01-16"),
        ("١٦ يناير ٢٠٢٩", "2029-01-16"),
        ("2028年7月12日", "2028-07-12"),
        ("22.10.2030, 10:44", "2030-10-22"),
    ],
)
def test_a_day_is_read_in_its_language(raw: str, day: str) -> None:
    """With what stands around it."""
    found = find_foreign_day(raw)
    assert found is not None
    assert [str(each) for each in found[0]] == [day, day]
    assert [str(each) for each in read_day(raw) or ()] == [day, day]


@pytest.mark.parametrize(
    "raw", ["", "août 2019", "31 février 2020", "le 6 août", "version 3.14.2", "1" * 5000]
)
def test_what_is_no_full_day_is_none(raw: str) -> None:
    """A month, a day that is not, a number."""
    assert find_foreign_day(raw) is None
