"""Repairs: what is broken is mended in the view, what is right is left alone in every language."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.records import Repair, Span
from samestory.text.reading import PLAIN_FORMS, read_span
from samestory.text.repairs.repair import find_repairs

CASES = Path(__file__).parents[2] / "cases" / "repair"


def load(name: str) -> list[Any]:
    """The cases of a table, each named by its label."""
    cases = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case["text"], case.get("read", case["text"]), id=case["label"]) for case in cases]


def apply(text: str) -> str:
    """Replay the edits."""
    pieces, at = [], 0
    for repair in find_repairs(text):
        pieces += [text[at : repair.start], repair.to]
        at = repair.end
    return "".join([*pieces, text[at:]])


@pytest.mark.parametrize(("text", "read"), load("synthetic"))
def test_what_is_broken_is_read_as_it_was_meant(text: str, read: str) -> None:
    """Replaying the edits gives the readable text, and the view gives it in plain forms."""
    assert apply(text) == read
    assert read_span(text, Span(0, len(text)), find_repairs(text)).text == read.translate(PLAIN_FORMS)


@pytest.mark.parametrize(("text", "read"), load("negative"))
def test_what_is_right_is_left_alone(text: str, read: str) -> None:
    """No edit at all: not in French, not in Vietnamese, not inside well-set marks."""
    assert find_repairs(text) == ()


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("text", "read"), load("known_failures"))
def test_known_failures(text: str, read: str) -> None:
    """What is known and not mended yet."""
    assert apply(text) == read


@pytest.mark.parametrize(("text", "read"), load("synthetic"))
def test_the_right_words_around_a_repair_stay_as_they_are(text: str, read: str) -> None:
    """An edit in a long line reaches no further than what is broken."""
    before, after = "“Où est-il ?” asked João. ", " – said Łukasz’s café.\nNext “line”."
    assert apply(before + text + after) == before + read + after


@pytest.mark.parametrize(("text", "read"), load("synthetic"))
def test_what_was_read_needs_no_second_repair(text: str, read: str) -> None:
    """Mending once is enough."""
    assert find_repairs(read) == ()


def test_edits_are_as_small_as_what_is_broken() -> None:
    """The words between two broken marks can be cited apart."""
    assert find_repairs("a â€œcafÃ© barâ€\x9d b") == (
        Repair(2, 5, "“", "mojibake"),
        Repair(8, 10, "é", "mojibake"),
        Repair(14, 17, "”", "mojibake"),
    )


HOSTILE = (
    st.text(st.sampled_from(list('ab â€œ\x9dÂÃ"“”&#;amp8217\u00ad\u200b\ufffd\\u201c\n\x00ﬁ\x92é')))
    | st.text()
)


@given(HOSTILE)
def test_edits_stand_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    """Whatever the text: a stage that replays them never trips."""
    at = 0
    for repair in find_repairs(text):
        assert at <= repair.start < repair.end <= len(text)
        assert repair.to != text[repair.start : repair.end]
        at = repair.end


@pytest.mark.parametrize(
    "piece", ["â€œ", "Ã ", 'Â "', '" ', "&amp;", "&", "\\", "\u00ad", "é", "â € ", "“ ", "Ã¢â‚¬"]
)
def test_a_long_hostile_text_takes_no_more_than_seconds(piece: str) -> None:
    """Time grows with the length, not with its square."""
    start = time.process_time()
    find_repairs(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 10
