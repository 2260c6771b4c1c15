"""Parsing: sentences, tokens and entities of a cleaned report, with offsets into its own text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from samestory.records import Annotation, Cleaning, Entity, Report, Sentence, Span, Token
from samestory.records.annotations import SentenceKind
from samestory.text.reading import Reading, read_span


class Parser(Protocol):
    """Parses blocks of English: a spaCy pipeline or anything that yields its documents."""

    def parse(self, blocks: Sequence[str]) -> Iterator[Any]:
        """Yield a document for each block, in order."""
        ...


# The parser's memory grows with the longest block, some 7 kB a word. No paragraph of a report comes
# near this; a page without line breaks does, and is parsed in pieces cut at a space.
MAX_BLOCK_CHARS = 20_000
# No word is so long; a row of quotation marks or dashes can be.
_ENDLESS_RUN = re.compile(r"\S{500}")


@dataclass(frozen=True, slots=True)
class _Block:
    """A title, heading, caption or paragraph, as the parser is to read it."""

    kind: SentenceKind
    view: Reading


def annotate_report(report: Report, cleaning: Cleaning, *, parser: Parser | None) -> Annotation:
    """Parse the report's title, headings and paragraphs, each apart, furniture left out.

    Blocks are parsed singly because a heading that runs into a paragraph breaks both. Without a
    parser, or in a language that it does not read, the annotation is empty: such a report is
    compared by its characters alone, never parsed as if it were English.
    """
    if parser is None or cleaning.language not in ("en", "und"):
        return Annotation(report.id, (), (), ())
    blocks = _blocks(report, cleaning)
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    entities: list[Entity] = []
    for number, (block, document) in enumerate(
        zip(blocks, parser.parse([block.view.text for block in blocks]), strict=True)
    ):
        _add_document(document, block, number, sentences, tokens)
        for entity in document.ents:
            span = block.view.source_span(entity.start_char, entity.end_char)
            entities.append(Entity(span.start, span.end, entity.text, entity.label_))
    return Annotation(report.id, tuple(sentences), tuple(tokens), tuple(entities))


def _blocks(report: Report, cleaning: Cleaning) -> list[_Block]:
    spans: list[tuple[Span, SentenceKind]] = [(span, "heading") for span in cleaning.headings]
    spans += [(span, "body") for span in cleaning.paragraphs]
    spans += [(span, "caption") for span in cleaning.captions]
    if cleaning.title is not None:
        spans.append((Span(cleaning.title.start, cleaning.title.end), "title"))
    views = (
        (kind, read_span(report.text, span, cleaning.repairs)) for span, kind in _pieces(report.text, spans)
    )
    return [_Block(kind, replace(view, text=_break_runs(view.text))) for kind, view in views
            if view.text.strip()]  # fmt: skip


def _break_runs(text: str) -> str:
    """Set a space into what runs on without one: the tokenizer is quadratic in such a run's length."""
    return _ENDLESS_RUN.sub(lambda run: run[0][:-1] + " ", text)


def _pieces(text: str, spans: Sequence[tuple[Span, SentenceKind]]) -> Iterator[tuple[Span, SentenceKind]]:
    """Give the spans in order, cut at a sentence's end or a space where they are too long to parse."""
    for span, kind in sorted(spans):
        start = span.start
        while span.end - start > MAX_BLOCK_CHARS:
            limit = start + MAX_BLOCK_CHARS
            half = limit - MAX_BLOCK_CHARS // 2
            cut = max(text.rfind(". ", half, limit) + 1, 0) or max(text.rfind(" ", half, limit), 0) or limit
            yield Span(start, cut), kind
            start = cut
        yield Span(start, span.end), kind


def _add_document(
    document: Any, block: _Block, number: int, sentences: list[Sentence], tokens: list[Token]
) -> None:
    base = len(tokens)
    # White space is kept by spaCy as tokens of its own; they carry nothing and would sit in spans.
    places = {token.i: base + place for place, token in enumerate(t for t in document if not t.is_space)}
    for found in document.sents:
        words = [token for token in found if not token.is_space]
        if not words:
            continue
        first, index = len(tokens), len(sentences)
        for token in words:
            span = block.view.source_span(token.idx, token.idx + len(token.text))
            tokens.append(
                Token(
                    start=span.start,
                    end=span.end,
                    text=token.text,
                    lemma=token.lemma_.lower(),
                    pos=token.pos_,
                    tag=token.tag_,
                    dep=token.dep_,
                    head=places.get(token.head.i, places[token.i]),
                    sentence=index,
                )
            )
        sentences.append(
            Sentence(tokens[first].start, tokens[-1].end, first, len(tokens), number, block.kind)
        )
