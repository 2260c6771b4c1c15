"""Speakers: whom a report names, under the name all reports' names were resolved to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samestory.records import (
    Account,
    Alias,
    Annotation,
    Attribution,
    Citation,
    Cleaning,
    Name,
    Published,
    Report,
    Span,
)
from samestory.text.propositions.speakers import index_frames, index_speakers, name_source, only_introduces

TEXT = "Mayor Ida Holm said it. A fisherman from the town of Bergen said it."
HOLM = Name("n-1", "Ida Holm", "person", (Alias("Holm", {"r": 1}),), mentions=(Citation("r", 6, 14),))
BERGEN = Name("n-2", "Bergen", "place", (), mentions=(Citation("r", 53, 59),))


def account(source: Span, speaker: str) -> Account:
    """Make a report with one attribution."""
    said = Attribution("r", source, speaker, None, "said", (Span(0, 5),), "indirect")
    return Account(
        Report("r", "r", TEXT, "x"),
        Cleaning("r", None, (), (), (), (), (), "en"),
        Published(None, None),
        Annotation("r", (), (), ()),
        (),
        (said,),
        (),
        (),
        (),
    )


@pytest.mark.parametrize(
    ("source", "speaker", "text", "name"),
    [
        (Span(0, 14), "Ida Holm", "Ida Holm", "n-1"),
        (Span(0, 14), "", "Mayor Ida Holm", "n-1"),
        (Span(24, 59), "", "A fisherman from the town of Bergen", None),
        (Span(24, 59), "Bergen", "A fisherman from the town of Bergen", None),
    ],
)
def test_a_source_is_named_by_its_speaker_or_its_own_words(source, speaker, text, name):
    """A person is found under the name, a place never speaks."""
    found = name_source(account(source, speaker), 0, index_speakers([HOLM, BERGEN]))
    assert (found.source, found.name) == (text, name)


def test_nobody_is_named_where_nothing_is_attributed():
    """A clause of the reporter's own has no source."""
    assert name_source(account(Span(0, 14), ""), None, index_speakers([])) is None


@pytest.mark.parametrize("mark", ["'", "’"])
def test_whose_father_speaks_is_not_who_speaks(mark):
    """The name of an owner stands for nobody but the owner, however much of the words it is."""
    text = f"Holm{mark}s dad said so."
    said = replace(
        account(Span(0, 10), ""), report=Report("r", "r", text, "x"),
    )  # fmt: skip
    holm = replace(HOLM, mentions=(Citation("r", 0, 4),))
    assert name_source(said, 0, index_speakers([holm])).name is None


@pytest.mark.parametrize(
    ("part", "rest", "alone"),
    [
        ("Lisse County harbour police said", " the ferry had turned.", True),
        ("Ida Holm, a spokeswoman for the line, said", " the ferry had turned.", True),
        ("Ida Holm, who lives on the quay, said", " the ferry had turned.", False),
        ("The ferry turned in the harbour", " of Lisse.", False),
        ("Ida Holm, a spokeswoman for the line, said in a statement", " the ferry had turned.", True),
        ("Ida Holm wrote in a Facebook post on Sunday", " that the ferry had turned.", True),
        ("Ida Holm said at a news conference on Friday", " that the ferry had turned.", True),
        ("Ida Holm told reporters on the burnt pier", " that the ferry had turned.", False),
        ("Ida Holm denied a report on the leak", " and said the ferry had turned.", False),
    ],
)
def test_who_speaks_is_told_from_what_is_told(account_of, part, rest, alone):
    """A source and its cue tell nothing; where the source lives does."""
    account = account_of(f"Ferry turns\n\n{part}{rest}")
    start = account.report.text.index(part)
    assert only_introduces(index_frames(account), start, start + len(part)) is alone
