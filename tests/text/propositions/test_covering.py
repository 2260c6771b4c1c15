"""Whether a place says what a sentence says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from samestory.records import Citation, Statement, Support
from samestory.text.propositions.covering import Terms, find_sayers, is_covered

TEXT = """Ferry sinks off Bergen

A passenger ferry sank near the port of Bergen on Friday after it struck a rock.
Harbour master Jan Moor said the ferry had carried too many cars.
The company that runs the ferry from Bergen will pay for hotels.
A rock tore the hull of the vessel open, divers found, and it sank within minutes.
The ferry had sailed from Bergen every Friday for ten years.
"""


@pytest.mark.parametrize(
    ("place", "covers"),
    [
        ("A rock tore the hull of the vessel open, divers found, and it sank within minutes", True),
        ("The company that runs the ferry from Bergen will pay for hotels", False),
        ("Harbour master Jan Moor said the ferry had carried too many cars", False),
    ],
)
def test_what_all_sentences_name_shows_nothing(account_of, place, covers):
    """A place is cited for a sentence by what it says, not for the ship and the town of the story."""
    account = account_of(TEXT)
    terms = Terms([account])

    def read(words: str) -> Mapping[str, float]:
        start = TEXT.index(words)
        return terms.read(Citation(account.id, start, start + len(words)))

    sentence = read("A passenger ferry sank near the port of Bergen on Friday after it struck a rock.")
    assert is_covered(sentence, read(place)) is covers


def test_only_who_says_what_is_shown_counts(account_of):
    """Of three reports in a statement two tell of the roof, and one only of the same mayor."""
    reports = [
        account_of(f"Storm\n\n{text}\n", source=f"{number}.txt")
        for number, text in enumerate(
            (
                "The storm tore the roof off the school in Bergen, mayor Ida Holm said.",
                "The roof of the school was torn off by the wind, said mayor Ida Holm.",
                "Mayor Ida Holm of Bergen would stand again next year, she said.",
            )
        )
    ]
    spans = [(a, next(s for s in a.annotation.sentences if s.kind == "body")) for a in reports]
    shown = "The storm tore the roof off the school in Bergen"
    statement = Statement("t-1", shown, tuple(Support(a.id, s.start, s.end) for a, s in spans))
    sayers = find_sayers(statement, Terms(reports))
    assert sayers == {reports[0].id, reports[1].id}


def test_where_nothing_can_be_judged_all_are_taken_to_say_it(account_of):
    """A wording that stands in none of the places, or without a word that tells, is no ground for doubt."""
    report = account_of(TEXT)
    statement = Statement("t-1", "Of another place", (Support(report.id, 0, 6),))
    assert find_sayers(statement, Terms([report])) == {report.id}
