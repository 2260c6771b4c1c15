"""Who is named by one report only, and who did what others did too."""

from __future__ import annotations

import pytest

from samestory.records import Account, Citation, Name, Statement, Support
from samestory.text.contrasts.actors import contrast_actors
from samestory.text.contrasts.tellings import NameIndex, gather_tellings
from tests.conftest import AccountMaker


def person(id: str, text: str, *accounts: Account) -> Name:
    """Make the name of a person with every mention of it."""
    found = [(a, a.report.text.find(text)) for a in accounts]
    mentions = tuple(Citation(a.id, at, at + len(text)) for a, at in found if at >= 0)
    return Name(id, text, "person", (), None, mentions)


def compare(a: Account, b: Account, *people: str) -> list[tuple[str, list[str]]]:
    """The status and values of the actors that differ between two whole texts."""
    names = NameIndex([person(f"n-{text}", text, a, b) for text in people], (a, b))
    supports = tuple(Support(x.id, 0, len(x.report.text)) for x in (a, b))
    tellings = gather_tellings(Statement("t-1", "…", supports), {a.id: a, b.id: b}, names)
    return [(d.status, [value.value for value in d.values]) for d in contrast_actors(tellings, names)]


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("Jon Marsh shot the mayor.", "Ada Lund shot the mayor.",
         [("conflict", ["Jon Marsh", "Ada Lund"])]),
        ("Jon Marsh praised the mayor.", "Ada Lund praised the mayor.",
         [("unsure", ["Jon Marsh", "Ada Lund"])]),
        ("Jon Marsh fired 12 rounds.", "He fired 12 rounds.",
         [("refinement", ["Jon Marsh", "He"])]),
        ("Jon Marsh fired 12 rounds.", "A man fired 12 rounds. His name was Jon Marsh.", []),
        ("Jon Marsh won the cup.", "Ada Lund won a medal for the choir of her town.", []),
    ],
)  # fmt: skip
def test_compares_who_did_one_thing(
    account_of: AccountMaker, ours: str, theirs: str, found: list[tuple[str, list[str]]]
) -> None:
    """Two who cannot both have done it are a conflict; one unnamed is a name short; two doings are none."""
    a, b = account_of(ours, source="a.txt"), account_of(theirs, source="b.txt")
    assert compare(a, b, "Jon Marsh", "Ada Lund") == found
