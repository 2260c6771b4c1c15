"""Under which names an outlet is credited by others."""

from __future__ import annotations

import pytest

from samestory.text.reuse.outlets import name_credit, read_outlet


@pytest.mark.parametrize(
    ("name", "url", "credit"),
    [
        ("Associated Press", None, "The Associated Press (AP)"),
        ("", "https://apnews.com/article/flood", "The Associated Press (AP)"),
        ("Reuters UK", None, "Reuters"),
        ("AFP.com", None, "Agence France-Presse (AFP)"),
        ("dpa International", None, "Deutsche Presse-Agentur (dpa)"),
        ("PA Media", None, "Press Association (PA)"),
        ("Southland News Agency", None, "SNA"),
        ("Southland News Agency", None, "Southland News Agency"),
        ("Lakes Wire (LKW)", None, "LKW"),
    ],
)
def test_an_agency_is_known_by_each_of_its_names(name: str, url: str | None, credit: str) -> None:
    """A credit meets the outlet's name, its site, its initials, an edition's name and bracketed letters."""
    assert name_credit(credit) & read_outlet(name, url).names


@pytest.mark.parametrize(
    ("name", "url", "credit"),
    [
        ("The Southland Courier", "https://southland.example/a", "SNA"),
        ("Apple Press", None, "The Associated Press (AP)"),
        ("", None, "Reuters"),
        ("", "http://[", "Reuters"),
    ],
)
def test_others_are_not_taken_for_an_agency(name: str, url: str | None, credit: str) -> None:
    """Two shared initials, an empty name or an address that is none meet no credit."""
    assert not name_credit(credit) & read_outlet(name, url).names


def test_an_agency_is_told_by_the_list_or_its_ending() -> None:
    """Listed agencies and those called so are agencies; a paper is none."""
    names = ("Reuters", "Southland News Agency", "Southland Courier")
    assert [read_outlet(name).is_agency for name in names] == [True, True, False]
