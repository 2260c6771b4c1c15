"""What a report in another language says of a statement."""

from __future__ import annotations

import pytest

from samestory.records import (
    Account,
    Annotation,
    Cleaning,
    Lineage,
    Pair,
    Passage,
    Published,
    Report,
    Statement,
    Support,
    Token,
)  # fmt: skip
from samestory.records.dossier import Relation
from samestory.stages.translations import carry_statements

ENGLISH = "The mill burned down. 40 men fought the fire."
GERMAN = "Die Mühle ist abgebrannt. 40 Männer löschten."
WORD = Token(0, 3, "The", "the", "DET", "DT", "det", 0, 0)


def account(name: str, text: str, language: str) -> Account:
    """A report that is parsed if it is English."""
    tokens = (WORD,) if language == "en" else ()
    return Account(
        Report(name, name, text, "x"),
        Cleaning(name, None, (), (), (), (), (), language),
        Published(None, None), Annotation(name, (), tokens, ()), (), (), (), (), (),
    )  # fmt: skip


def lineage_of(likeness: float = 0.8, relation: Relation = "common-source") -> Lineage:
    """Each sentence of the English report beside the German one's."""
    passages = (
        Passage((0, 21), (0, 25), "translated", likeness),
        Passage((22, 45), (26, 45), "translated", likeness),
    )
    return Lineage((Pair("en", "de", relation, 0.9, "unknown", "", passages),), ())


def statement(start: int, end: int) -> Statement:
    """What the English report alone states."""
    return Statement("t-1", ENGLISH[start:end], (Support("en", start, end),))


def reports_of(german: str = GERMAN) -> list[Account]:
    """An English report and a German one."""
    return [account("en", ENGLISH, "en"), account("de", german, "de")]


def test_a_statement_is_carried_into_its_translation() -> None:
    """The sentence that translates a statement's supports it too."""
    (carried,) = carry_statements([statement(0, 20)], reports_of(), lineage_of())
    assert carried.support == (Support("en", 0, 20), Support("de", 0, 25))


@pytest.mark.parametrize(
    ("german", "likeness", "relation"),
    [
        (GERMAN.replace("40", "14"), 0.8, "common-source"),
        (GERMAN, 0.65, "common-source"),
        (GERMAN, 0.8, "independent"),
    ],
)
def test_what_is_not_plainly_the_same_is_not_carried(
    german: str, likeness: float, relation: Relation
) -> None:
    """Another figure, a faint likeness or, of independent reports, one that is not sure."""
    (same,) = carry_statements([statement(22, 44)], reports_of(german), lineage_of(likeness, relation))
    assert same == statement(22, 44)


def test_a_report_that_is_parsed_speaks_for_itself() -> None:
    """Supports are added to unparsed reports only."""
    reports = [account("en", ENGLISH, "en"), account("de", GERMAN, "en")]
    assert carry_statements([statement(0, 20)], reports, lineage_of()) == (statement(0, 20),)
