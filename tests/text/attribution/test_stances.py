"""What somebody wants, backs or fears, without having said it."""

from __future__ import annotations

from collections.abc import Callable

from samestory.records import Annotation, Attribution, Report
from samestory.stages.attributions import find_attributions
from tests.conftest import AccountMaker

Annotate = Callable[[str], tuple[Report, Annotation]]


def stances_of(annotate: Annotate, text: str) -> list[Attribution]:
    """Find the stances of a text."""
    report, annotation = annotate(text)
    return [a for a in find_attributions(report, annotation, ()) if a.stance]


def test_what_somebody_opposes_is_a_stance(annotate: Annotate) -> None:
    """The verb is the cue, its subject the source, its object the content."""
    text = "The council met in Harwick on Monday. Most residents oppose the new bypass.\n"
    stance = stances_of(annotate, text)[0]
    source = stance.source
    assert stance.cue_text == "oppose"
    assert source is not None
    assert text[source.start : source.end] == "Most residents"
    assert [text[s.start : s.end] for s in stance.contents] == ["the new bypass"]


def test_an_act_is_no_stance(annotate: Annotate) -> None:
    """A verb of doing brings no attribution."""
    assert stances_of(annotate, "The lorry hit a wall in Harwick. Firemen carried the driver out.\n") == []


def test_a_stance_makes_no_statement_somebodys_word(account_of: AccountMaker) -> None:
    """The pipeline leaves stances out, so that a clause that carries one stays the writer's own."""
    account = account_of("Most residents oppose the new bypass. The council opened it on Monday.\n")
    assert not any(a.stance for a in account.attributions)
    assert all(clause.attribution is None for clause in account.clauses)


def test_stances_stand_last(annotate: Annotate) -> None:
    """Leaving them out keeps the places that `inside` names."""
    text = "Residents oppose the bypass. Ann Lee said that the council supports the plan.\n"
    report, annotation = annotate(text)
    flags = [a.stance for a in find_attributions(report, annotation, ())]
    assert flags == sorted(flags)
    assert set(flags) == {True, False}
