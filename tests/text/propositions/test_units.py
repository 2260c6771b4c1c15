"""What a clause brings to being compared: what it tells, without who says it."""

from __future__ import annotations

import pytest

from samestory.text.propositions.units import read_units


@pytest.mark.parametrize(
    "sentence",
    [
        "Rescuers pulled five passengers from the water, according to the head of the hospital, Ida Holm.",
        "Rescuers pulled five passengers from the water, mayor Ida Holm said.",
        "Mayor Ida Holm said rescuers pulled five passengers from the water.",
    ],
)
def test_who_says_it_is_no_part_of_what_a_clause_tells(account_of, sentence):
    """A source and its cue are nothing that clauses share, wherever in the sentence they stand."""
    units = [unit for unit in read_units([account_of(f"News\n\n{sentence}")]) if "water" in unit.text]
    assert units
    for unit in units:
        assert not {"holm", "ida"} & {*unit.terms, *unit.names, *unit.persons}
        assert "Holm" not in unit.text
        assert not any("holm" in link for link in unit.links)


def test_what_a_source_does_beside_speaking_is_kept(account_of):
    """'Spoke of forty tonnes' is no clause without the one who spoke: the words stay together."""
    units = read_units([account_of("News\n\nThe owner, Brand and Sons, has spoken of 40 tonnes.")])
    assert any("owner" in unit.text and "tonnes" in unit.text for unit in units)


def test_a_clause_that_only_introduces_is_marked(account_of):
    """'Fire chief Ida Holm said' tells nothing; what she said does."""
    text = "News\n\nRescuers pulled five passengers from the water, fire chief Ida Holm said."
    introduces = {unit.text: unit.introduces for unit in read_units([account_of(text)])}
    assert introduces == {
        "Rescuers pulled five passengers from the water": False,
        "fire chief Ida Holm said": True,
    }


def test_a_dateline_is_no_clause(account_of):
    """Where an agency wrote it is told by every report of that place."""
    text = "News\n\nPORT BERGEN, May 14 (AP) —\n\nRescuers pulled five passengers from the water on Friday."
    units = read_units([account_of(text)])
    assert [unit.text for unit in units] == ["Rescuers pulled five passengers from the water on Friday"]
