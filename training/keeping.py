"""The parser and the encoder with a memory on disk, so that what was read once is not read again."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samestory.models import SpacyParser, WordEncoder


@dataclass(slots=True)
class KeptToken:
    """What annotation reads of a spaCy token."""

    i: int
    idx: int
    text: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    is_space: bool
    head: Any = None


@dataclass(slots=True)
class KeptEntity:
    """What annotation reads of a spaCy entity."""

    start_char: int
    end_char: int
    text: str
    label_: str


@dataclass(slots=True)
class KeptDocument:
    """What annotation reads of a spaCy document."""

    sents: list[list[KeptToken]]
    ents: list[KeptEntity]

    def __iter__(self) -> Iterator[KeptToken]:
        return (token for sentence in self.sents for token in sentence)


class Memory:
    """A parser and an encoder that remember; `save` writes down what they were asked."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "samestory-read.pickle"
        known = pickle.loads(self._file.read_bytes()) if self._file.exists() else ({}, {})  # noqa: S301 - our own
        self._documents, self._vectors = known
        self._models: tuple[SpacyParser, WordEncoder] | None = None

    def parse(self, blocks: Sequence[str]) -> Iterator[Any]:
        """Parse blocks, those that are new by spaCy."""
        new = [block for block in dict.fromkeys(blocks) if block not in self._documents]
        if new:
            parsed = map(_keep, self._load()[0].parse(new))
            self._documents |= dict(zip(new, parsed, strict=True))
        return iter([self._documents[block] for block in blocks])

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[Any]:
        """Encode sentences, those that are new by the encoder."""
        asked = [tuple(words) for words in sentences]
        new = [words for words in dict.fromkeys(asked) if words not in self._vectors]
        if new:
            self._vectors |= dict(zip(new, self._load()[1].encode(new), strict=True))
        return [self._vectors[words] for words in asked]

    def save(self) -> None:
        """Write all that is known to disk, if any of it is new."""
        if self._models is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(pickle.dumps((self._documents, self._vectors)))

    def _load(self) -> tuple[SpacyParser, WordEncoder]:
        if self._models is None:
            self._models = (SpacyParser(), WordEncoder())
        return self._models


def _keep(document: Any) -> KeptDocument:
    tokens = [KeptToken(t.i, t.idx, t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.is_space) for t in document]
    for token, source in zip(tokens, document, strict=True):
        token.head = tokens[source.head.i]
    return KeptDocument(
        [tokens[sentence.start : sentence.end] for sentence in document.sents],
        [KeptEntity(e.start_char, e.end_char, e.text, e.label_) for e in document.ents],
    )
