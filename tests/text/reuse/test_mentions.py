"""Where a report names another outlet."""

from __future__ import annotations

import pytest

from samestory.text.reuse.mentions import find_mention, find_runs_of_names
from samestory.text.reuse.outlets import read_outlet


@pytest.mark.parametrize(
    ("text", "source", "mention"),
    [
        ("The dam held, the Valley Courier first reported.", "Valley Courier", "credited"),
        ("Copyright 2021 KVLY. All rights reserved.", "www.kvlynews.com", "credited"),
        ("MILLTOWN (KVLY) - The dam held.", "www.kvly.com", "credited"),
        ("According to the Valley Courier, the dam held.", "Valley Courier", "credited"),
        ("The dam held overnight, reports the Valley Courier.", "Valley Courier", "credited"),
        ("'It held,' she told the Valley Courier.", "Valley Courier", "named"),
        ("CVN has learned that the dam held.", "CVN", "credited"),
        ("She has watched CVN all night.", "CVN", ""),
        ("The state of the dam was known.", "thestate.com", ""),
        ("The dam held.", "Valley Courier", ""),
    ],
)
def test_a_mention_counts_by_how_it_stands(text: str, source: str, mention: str) -> None:
    """A credit is told from a mention, a name from common words, and a few letters count in credits only."""
    found = find_mention(text, find_runs_of_names(text), read_outlet("Hill Post"), read_outlet(source))
    assert found == mention


def test_a_report_names_itself_in_vain() -> None:
    """An outlet's own name shows nothing."""
    text = "The Valley Courier reported it."
    own = read_outlet("Valley Courier")
    assert find_mention(text, find_runs_of_names(text), own, own) == ""
