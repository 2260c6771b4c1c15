"""Parsing: what hostile lengths must not cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from samestory.models import BATCH_CHARS, SpacyParser
from samestory.records import Annotation, Report
from samestory.stages.annotation import MAX_BLOCK_CHARS


def test_a_page_without_breaks_is_parsed_in_pieces(
    annotate: Callable[[str], tuple[Report, Annotation]],
) -> None:
    """A paragraph longer than the parser should hold is cut, and every token still points to its word."""
    text = "Fire guts the hall\n\n" + "The hall burned down in the night. " * 900
    report, annotation = annotate(text)
    assert len({sentence.paragraph for sentence in annotation.sentences}) > len(text) // MAX_BLOCK_CHARS
    assert all(report.text[token.start : token.end] == token.text for token in annotation.tokens)


@pytest.mark.parametrize("run", ['"', "-", "x"])
def test_what_runs_on_without_a_space_is_broken(
    run: str, annotate: Callable[[str], tuple[Report, Annotation]]
) -> None:
    """No token is longer than any word, so that no row of marks can stall the tokenizer."""
    _, annotation = annotate("Fire guts the hall\n\nThe hall burned down. " + run * 3000 + " It was night.")
    assert max(token.end - token.start for token in annotation.tokens) <= 500


def test_batches_are_bounded_in_length(parser: SpacyParser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long blocks are handed over few at a time, and come back in order."""
    seen: list[int] = []
    pipe: Any = parser._language.pipe

    def spy(batch: list[str], **options: Any) -> Any:
        seen.append(sum(map(len, batch)))
        return pipe(batch, **options)

    monkeypatch.setattr(parser._language, "pipe", spy)
    blocks = [f"Hall {number} burned. " * 900 for number in range(4)]
    assert [str(document)[:6] for document in parser.parse(blocks)] == [b[:6] for b in blocks]
    assert len(seen) > 1
    assert max(seen) <= BATCH_CHARS
