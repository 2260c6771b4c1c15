"""Who is said to have said what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samestory.records import Account, Annotation, Attribution, Quote, Span
from samestory.stages.attributions import find_attributions
from tests.conftest import AccountMaker, report_of

CASES = Path(__file__).parent.parent / "cases" / "attributions"


def cases(name: str) -> list[Any]:
    """Read a table of cases: a text, the cue, and what is expected of the attribution that has it."""
    rows = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row["text"], row["cue"], row["expect"], id=row["why"]) for row in rows]


def by_cue(account: Account, cue: str) -> Attribution:
    """Find the attribution with a cue."""
    return next(a for a in account.attributions if a.cue_text == cue)


def shown(account: Account, attribution: Attribution) -> dict[str, Any]:
    """Write an attribution out."""
    text = account.report.text
    source = attribution.source
    return {
        "source": text[source.start : source.end] if source else None,
        "speaker": attribution.speaker,
        "content": [text[span.start : span.end] for span in attribution.contents],
        "kind": attribution.kind,
        "via": list(attribution.via),
    }


@pytest.mark.parametrize(("text", "cue", "expect"), cases("synthetic"))
def test_attributions(account_of: AccountMaker, text: str, cue: str, expect: dict[str, Any]) -> None:
    """Source, speaker, content and those who hand it on are found in every common construction."""
    account = account_of(f"News from the harbour\n\n{text}")
    found = shown(account, by_cue(account, cue))
    assert {key: found[key] for key in expect} == expect


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at noon.",
        "A wave hit the quay and the lamps went out.",
        "He told the time by the sun.",
    ],
)
def test_narration_has_no_source(account_of: AccountMaker, text: str) -> None:
    """What the writer tells in his own voice is attributed to nobody."""
    assert account_of(f"News from the harbour\n\n{text}").attributions == ()


def test_a_chain_of_sources_is_nested(account_of: AccountMaker) -> None:
    """'The union believes …, the mayor said': the inner attribution names the outer."""
    text = "News\n\nThe union believes the quay is unsafe, the mayor said."
    attributions = account_of(text).attributions
    inner = next(a for a in attributions if a.cue_text == "believes")
    assert inner.inside is not None
    assert attributions[inner.inside].cue_text == "said"


def test_a_second_quotation_in_a_paragraph_has_the_same_speaker(account_of: AccountMaker) -> None:
    """'"A," he said. "B."' is one attribution with two stretches."""
    text = 'News\n\n"It was dark and cold," Ann Lee said. "Nobody could see the quay."'
    (attribution,) = (a for a in account_of(text).attributions if a.cue_text == "said")
    assert len(attribution.contents) == 2
    assert attribution.kind == "direct"


def test_a_paragraph_after_a_colon_belongs_to_its_announcement(account_of: AccountMaker) -> None:
    """A quotation that stands alone is given to the line before that announces it."""
    text = 'News\n\nThe Quay Club posted the following statement on Monday:\n\n"We are very sorry for what happened."'
    (attribution,) = account_of(text).attributions
    assert attribution.speaker == "The Quay Club"


def test_a_full_stop_ends_what_a_speaker_says(account_of: AccountMaker) -> None:
    """'He said: "A." Ben Cole said: "B."': the second cue does not reach back."""
    text = 'News\n\nAnn Lee said: "The water rose fast." Ben Cole said: "We ran up the hill."'
    account = account_of(text)
    said = {
        a.speaker: [account.report.text[s.start : s.end] for s in a.contents] for a in account.attributions
    }
    assert said == {"Ann Lee": ['"The water rose fast."'], "Ben Cole": ['"We ran up the hill."']}


def test_no_tokens_no_attributions() -> None:
    """A report that no parser reads has none, rather than guesses."""
    report = report_of('"Le port est fermé", a dit le maire.')
    quote = Quote(1, 18, Span(0, 19), "direct")
    assert find_attributions(report, Annotation(report.id, (), (), ()), (quote,)) == ()


def test_spans_reproduce_the_text(account_of: AccountMaker) -> None:
    """Every cue's words are what stands at its span."""
    account = account_of("News\n\nPolice have repeatedly said the road is open, according to the mayor.")
    for attribution in account.attributions:
        assert attribution.cue is not None
        stored = account.report.text[attribution.cue.start : attribution.cue.end]
        assert stored == attribution.cue_text


def test_a_quotation_after_a_sentence_about_somebody_is_hers(account_of: AccountMaker) -> None:
    """Without a cue a whole quotation is whose the sentence right before it is about."""
    account = account_of('News from the harbour\n\nAnn Lee fears the worst. "It will cost lives."')
    assert [a.speaker for a in account.attributions if a.kind == "direct"] == ["Ann Lee"]


def test_a_headline_names_the_speaker_after_a_colon(account_of: AccountMaker) -> None:
    """In a headline the words after the marks and a colon say whose the quotation is."""
    account = account_of('"We were not told": the fire chief on the night\n\nThe mill burnt down.')
    assert [a.speaker for a in account.attributions] == ["the fire chief"]


def test_a_headline_in_capitals_is_no_body_that_speaks(account_of: AccountMaker) -> None:
    """'The team' is not taken up by a headline that is one run of capitals."""
    account = account_of(
        "Oslo Team Officially Drops Redhawks Team Name\n\n"
        'The name was old, they say. The team said it was "retiring the name and the logo" on Monday.'
    )
    assert by_cue(account, "said").speaker == "The team"


def test_a_cue_is_written_as_the_report_writes_it(account_of: AccountMaker) -> None:
    """What the parser takes apart is put together again."""
    account = account_of(
        "Ferry delayed\n\nThe skipper doesn't think that the ferry will sail before Monday."
    )
    assert [a.cue_text for a in account.attributions] == ["doesn't think"]
