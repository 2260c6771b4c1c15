"""Quotations in a report, and what sort of thing each is."""

from __future__ import annotations

import pytest

from samestory.records import Annotation, Cleaning, Repair, Span
from samestory.stages.quotes import find_quotes
from tests.conftest import AccountMaker, report_of


def kinds(account_of: AccountMaker, text: str) -> dict[str, str]:
    """Read each quotation with its kind."""
    account = account_of(text)
    return {account.report.text[q.start : q.end]: q.kind for q in account.quotes}


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ('"The ferry left at noon," Ann Lee said.', "The ferry left at noon,", "direct"),
        (
            'Ann Lee said the ferry had been "in a very bad state" for years.',
            "in a very bad state",
            "mixed",
        ),
        ('The so-called "experts" met again on Monday.', "experts", "scare"),
        ('Ann Lee called the plan "reckless" on Monday.', "reckless", "mixed"),
        ('She was a guest on "The Northern Voices Hour," and left.', "The Northern Voices Hour,", "title"),
        ('He starred in the film "A Night on the Quay" in 1990.', "A Night on the Quay", "title"),
        ('Joe "Tiny" Miller was arrested on Monday.', "Tiny", "title"),
    ],
)
def test_speech_is_told_from_titles_and_scare_quotes(
    account_of: AccountMaker, text: str, quote: str, kind: str
) -> None:
    """What stands in marks is speech, a name, or a word held at arm's length."""
    assert kinds(account_of, f"Harbour news\n\n{text}")[quote] == kind


def test_marks_are_read_repaired_and_cited_as_stored() -> None:
    """Mojibake is mended for reading; the span points at the characters that stand there."""
    text = "She spoke of â€œthe long wayâ€ home."
    repairs = (Repair(13, 16, "“", "mojibake"), Repair(28, 30, "”", "mojibake"))
    report = report_of(text)
    cleaning = Cleaning(report.id, None, (), (Span(0, len(text)),), (), repairs, (), "en")
    (quote,) = find_quotes(report, Annotation(report.id, (), (), ()), cleaning)
    assert text[quote.start : quote.end] == "the long way"
    assert text[quote.outer.start : quote.outer.end] == "â€œthe long wayâ€"


def test_a_language_without_a_parser_keeps_its_quotations() -> None:
    """No tokens are needed to see marks."""
    text = "« Nous ne savons rien de plus », a dit le maire."
    report = report_of(text)
    cleaning = Cleaning(report.id, None, (), (Span(0, len(text)),), (), (), (), "fr")
    (quote,) = find_quotes(report, Annotation(report.id, (), (), ()), cleaning)
    assert text[quote.start : quote.end] == "Nous ne savons rien de plus"


def test_a_quotation_over_two_paragraphs_is_found_in_both(account_of: AccountMaker) -> None:
    """Each paragraph opens with a mark of its own; only the last closes."""
    text = "Harbour news\n\n“We saw the smoke from the hill.\n\n“Then we ran,” Ann Lee said."
    assert list(kinds(account_of, text)) == ["We saw the smoke from the hill.", "Then we ran,"]
