"""What the brief warns of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dossiers import make_story

from samestory.records import BriefSentence, Citation, Difference, Statement, Story, Support, Value
from samestory.render.wording import tell_caution


def story_of(status: str) -> Story:
    """Make a story whose one statement differs in a weight."""
    values = tuple(
        Value(value, (report,), (Citation(report, 0, 9),))
        for value, report in (("40 tonnes", "r-a"), ("140 tonnes", "r-b"))
    )
    difference = Difference("quantity", "how much it weighs", status, "", values)  # type: ignore[arg-type]
    statement = Statement("t-1", "x", (Support("r-a", 0, 9),), differences=(difference,))
    return replace(make_story(), statements=(statement,))


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("The hall held 140 tonnes of salt.", True),
        ("The hall held 40 tons of salt.", True),
        ("The hall belongs to the harbour.", False),
        ("The hall held 14 tonnes of salt.", False),
    ],
)
def test_a_sentence_is_warned_of_where_it_has_a_side(text: str, warned: bool) -> None:
    """What else its statement tells is no matter of dispute."""
    sentence = BriefSentence(text, (Citation("r-a", 0, 9), Citation("r-b", 0, 9)), "t-1")
    assert bool(tell_caution(sentence, story_of("conflict"))) is warned


@pytest.mark.parametrize(
    ("text", "value", "at", "warned"),
    [
        ("Of the guests one died.", "one", 0, True),
        ("He phoned the guests.", "one", 0, False),
        ("On 3 May the hall burned.", "3 dead", 20, False),
    ],
)
def test_a_side_is_met_in_whole_words_at_its_own_place(
    text: str, value: str, at: int, warned: bool
) -> None:
    """Letters inside a word say nothing of it, and a day's figure nothing of the dead."""
    values = tuple(Value(told, ("r-a",), (Citation("r-a", at, at + 9),)) for told in (value, "six"))
    difference = Difference("quantity", "the dead", "conflict", "", values)
    statement = Statement("t-1", "x", (Support("r-a", 0, 9),), differences=(difference,))
    sentence = BriefSentence(text, (Citation("r-a", 0, 9),), "t-1")
    assert bool(tell_caution(sentence, replace(make_story(), statements=(statement,)))) is warned


def test_nobody_is_warned_of_what_can_both_be_right() -> None:
    """A refinement is no contradiction."""
    sentence = BriefSentence("The hall held 40 tonnes of salt.", (Citation("r-a", 0, 9),), "t-1")
    assert not tell_caution(sentence, story_of("refinement"))


def test_a_sentence_of_another_statement_is_warned_of_too() -> None:
    """What is disputed may hang on a narrower statement than the one that the sentence was chosen for."""
    sentence = BriefSentence("The hall held 40 tonnes of salt.", (Citation("r-a", 0, 9),), "t-2")
    assert tell_caution(sentence, story_of("conflict"))
