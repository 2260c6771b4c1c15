"""The dossier in a terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from dossiers import make_dossier, make_hostile

from samestory.render.terminal import TerminalSettings, render_terminal

HOSTILE = json.loads((Path(__file__).parents[1] / "cases/render/hostile.json").read_text(encoding="utf-8"))


def test_everything_has_its_section() -> None:
    """Brief, reports, statements, differences, quotations, families, lone facts, timeline and names are told."""
    text = render_terminal(make_dossier())
    for words in ("IN BRIEF", "REPORTS HELD", "STATEMENTS", "WHERE THEY DIFFER", "WORDING CHANGED",
                  "WHO HAS IT FROM WHOM", "IN ONE REPORT ALONE", "TIMELINE", "NAMES"):  # fmt: skip
        assert words in text


def test_plain_text_has_no_escapes_and_fits() -> None:
    """Without colour there is no escape sequence and no line wider than told."""
    text = render_terminal(make_dossier(), TerminalSettings(width=60))
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 60


def test_evidence_is_numbered() -> None:
    """A brief sentence ends with the numbers of the reports that say it."""
    assert "Saltmere [1, 2]" in " ".join(render_terminal(make_dossier()).split())


def test_lines_are_told_with_their_reason() -> None:
    """A statement says how many lines stand behind it, and why."""
    text = " ".join(render_terminal(make_dossier()).split())
    assert "one origin, 1–2 lines: The hall was lost" in text
    assert "both quote the harbour master." in text


def test_edits_of_a_quotation_are_marked_without_colour() -> None:
    """What came into a quotation stands in braces, what went in brackets."""
    assert "{+whole +}" in render_terminal(make_dossier())


def test_absence_is_worded_with_care() -> None:
    """What one report has is 'not seen' in those held, never 'nobody else reports'."""
    assert "NOT SEEN IN THE OTHER 2 REPORTS HELD" in render_terminal(make_dossier())


def test_agency_credited_but_not_held_hangs_on_dashes() -> None:
    """The family tree names the agency that nobody here holds."""
    assert "┄ credited, not held: Ferrywire by 1" in render_terminal(make_dossier())


def test_limit_counts_the_rest() -> None:
    """What the limit leaves out is counted, and the way to see it is named."""
    text = render_terminal(make_dossier(), TerminalSettings(limit=1))
    assert "and 2 more: --html shows all" in text
    assert "more: --html" not in render_terminal(make_dossier(), TerminalSettings(limit=None))


def test_stories_are_counted() -> None:
    """Two stories each get a section of their own."""
    dossier = make_dossier()
    twice = replace(dossier, stories=(dossier.stories[0], replace(dossier.stories[0], id="s-2")))
    assert "Story 2 of 2" in render_terminal(twice)


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("payload", HOSTILE)
def test_no_report_steers_the_terminal(payload: str, colour: bool) -> None:
    """No control character of a report reaches the terminal; only colours of our own do."""
    text = render_terminal(make_hostile(payload), TerminalSettings(colour=colour, limit=None))
    left = re.sub(r"\x1b\[[0-9;]{1,12}m", "", text)
    assert not any((ord(char) < 0x20 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in left)
    assert "\x1b]" not in text
    assert "\u202e" not in text


def test_a_brief_sentence_whose_reports_differ_says_so() -> None:
    """Who cites an earlier toll for a later one is warned where the sentence stands."""
    text = " ".join(render_terminal(make_dossier()).split())
    assert "Saltmere [1, 2] (reports differ: the figure or day moved on)" in text


def test_what_hangs_below_a_statement_is_printed() -> None:
    """A statement that says a part of another stands under it with its own count of lines."""
    dossier = make_dossier()
    story = dossier.stories[0]
    whole = story.statements[1]
    part = replace(whole, id="t-part", support=tuple(replace(s, start=s.start + 3) for s in whole.support))
    again = replace(dossier, stories=(replace(story, statements=(whole, part)),))
    text = " ".join(render_terminal(again).split())
    assert "– ◐ one origin, 1–2 lines: …lost the whole hall in twenty minutes" in text


def test_a_lone_report_shows_what_it_states() -> None:
    """A story of one report has nothing in common with another and is shown all the same."""
    dossier = make_dossier()
    story = replace(dossier.stories[0], reports=("r-two",), statements=dossier.stories[0].statements[3:4])
    text = render_terminal(replace(dossier, stories=(story,)))
    assert "1 report · 1 statement, with no other report held to set beside" in text
    assert "The hall was built in 1911" in text.partition("STATEMENTS")[2]
