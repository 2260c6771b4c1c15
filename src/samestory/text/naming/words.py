"""One report's words as the finding of names reads them: tokens, the recogniser's votes, text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from samestory.records import Annotation, Token
from samestory.text.naming.forms import Form, WordLists, fold, form_of

ARABIC_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ad", "at", "ul", "ur"})
NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: tokens `[first, last)`, `label` the recogniser's vote, '' if it has none.

    `titled` is how many tokens directly before it belong to a title ('former President').
    """

    report: str
    first: int
    last: int
    start: int
    end: int
    text: str
    label: str
    sentence: int
    titled: int = 0

    @property
    def form(self) -> Form:
        """The name as folded words."""
        return form_of(self.text)


class ReportWords:
    """A parsed report with what the steps of finding names ask of it."""

    def __init__(
        self, annotation: Annotation, lists: WordLists, demonyms: frozenset[str], known: frozenset[Form]
    ):
        self.annotation = annotation
        self.tokens = annotation.tokens
        self.lists = lists
        self.demonyms = demonyms
        self.known = known
        self.labels = _labels(annotation)
        self.starts = [token.start for token in annotation.tokens]
        self.lower = frozenset(t.text for t in annotation.tokens if t.text.islower())

    def word(self, index: int) -> str:
        """A token, folded, without its full stop."""
        return fold(self.tokens[index].text).rstrip(".")

    def text(self, first: int, last: int) -> str:
        """The tokens as text."""
        return token_text(self.tokens, first, last)

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital, an Arabic article aside."""
        text = self.tokens[index].text
        if text[0].isupper():
            return True
        prefix, mark, rest = text.partition("-")
        return bool(mark) and prefix in ARABIC_ARTICLES and rest[:1].isupper()

    def is_given(self, index: int) -> bool:
        """Whether a token is a common given name."""
        return self.word(index) in self.lists.words["given_names"]

    def is_saint(self, index: int) -> bool:
        """Whether a token is 'St', as in "St Mary's"."""
        return self.word(index) in ("st", "saint")

    def is_one_entity(self, left: int, right: int) -> bool:
        """Whether the recogniser has both tokens in one name."""
        return any(left in span and right in span for span in self._spans_at(left))

    def _spans_at(self, index: int) -> list[range]:
        token = self.tokens[index]
        return [
            range(bisect_left(self.starts, e.start), bisect_left(self.starts, e.end))
            for e in self.annotation.entities
            if e.label in NAME_LABELS and e.start <= token.start < e.end
        ]


def token_text(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """Write tokens as text, with a space wherever the report has something between them."""
    pieces = []
    for index in range(first, last):
        if index > first and tokens[index].start > tokens[index - 1].end:
            pieces.append(" ")
        pieces.append(tokens[index].text)
    return "".join(pieces)


def _labels(annotation: Annotation) -> Mapping[int, str]:
    labels: dict[int, str] = {}
    index = 0
    for entity in sorted(annotation.entities, key=lambda e: (e.start, e.end)):
        while index < len(annotation.tokens) and annotation.tokens[index].end <= entity.start:
            index += 1
        at = index
        while at < len(annotation.tokens) and annotation.tokens[at].start < entity.end:
            labels[at] = entity.label
            at += 1
    return labels
