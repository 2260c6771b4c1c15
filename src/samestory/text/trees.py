"""The dependency tree of an annotation, read downwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samestory.records import Annotation, Span, Token


@dataclass(frozen=True, slots=True)
class Tree:
    """All trees of a report: `children[i]` are the indices of the tokens whose head is token i."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def subtree(self, root: int, *, without: Callable[[int], bool] | None = None) -> list[int]:
        """List a token and all below it, in order; branches for which `without` holds are left out."""
        found, stack = [], [root]
        while stack:
            index = stack.pop()
            found.append(index)
            stack.extend(c for c in self.children[index] if c != index and not (without and without(c)))
        return sorted(found)

    def child(self, index: int, *deps: str) -> int | None:
        """Find the first child in one of these dependencies."""
        return next((c for c in self.children[index] if self.tokens[c].dep in deps), None)

    def head(self, index: int) -> int | None:
        """Name the head of a token, None at a root."""
        head = self.tokens[index].head
        return None if head == index else head

    def ancestors(self, index: int) -> list[int]:
        """List the heads above a token, the nearest first."""
        found: list[int] = []
        while (head := self.head(index)) is not None and len(found) < len(self.tokens):
            found.append(head)
            index = head
        return found

    def span(self, indices: Sequence[int]) -> Span:
        """Give the stretch from the first to the last of these tokens."""
        return Span(self.tokens[min(indices)].start, self.tokens[max(indices)].end)


def grow_tree(annotation: Annotation) -> Tree:
    """Turn the heads of an annotation about."""
    children: list[list[int]] = [[] for _ in annotation.tokens]
    for index, token in enumerate(annotation.tokens):
        if token.head != index:
            children[token.head].append(index)
    return Tree(annotation.tokens, tuple(tuple(below) for below in children))
