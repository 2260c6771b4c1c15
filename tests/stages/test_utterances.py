"""Quotations and their translations."""

from __future__ import annotations

from samestory.records import QuoteGroup, QuoteVariant
from samestory.stages.utterances import join_quotations
from tests.stages.test_translations import lineage_of


def quotation(report: str, start: int, end: int, speaker: str = "") -> QuoteGroup:
    """A quotation that one report has."""
    variant = QuoteVariant(report, start, end, "direct", None, None, None, ())
    return QuoteGroup(f"q-{report}{start}", speaker, None, "single", (variant,))


def test_a_quotation_and_its_translation_are_one_utterance() -> None:
    """Quotations that fill translated sentences are joined; the speaker is the one that is named."""
    quotes = [quotation("en", 1, 20), quotation("de", 1, 24, "the miller"), quotation("de", 27, 44)]
    joined, alone = join_quotations(quotes, lineage_of())
    assert (joined.wording, joined.speaker) == ("translated", "the miller")
    assert [(v.report, v.against) for v in joined.variants] == [("en", None), ("de", "en")]
    assert alone == quotes[2]


def test_a_few_quoted_words_in_a_sentence_are_not_joined() -> None:
    """A fragment does not fill its sentence."""
    quotes = (quotation("en", 1, 6), quotation("de", 1, 24))
    assert join_quotations(quotes, lineage_of()) == quotes
