"""The parse of a sentence as clauses that hang on one another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from samestory.records import Token

# ClearNLP dependencies whose head opens a clause, if it is a verb.
_CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
# Of these, the ones that tell nothing as an infinitive ('a plan to leave').
_NO_INFINITIVE = frozenset({"ccomp", "acl", "advcl", "pcomp"})
_VERBAL = frozenset({"VERB", "AUX"})
# An apposition must be a phrase, not a second word of a name.
MIN_APPOSITION_WORDS = 3
# A chain of coordinations this long is a broken parse; following it would only cost.
MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class ClauseTree:
    """One sentence: `children` by head, `heads` the words that open a clause, in reading order."""

    tokens: Sequence[Token]
    children: Mapping[int, Sequence[int]]
    heads: tuple[int, ...]

    def below(self, head: int, *, stop: Collection[int] = ()) -> list[int]:
        """List the words under `head`, itself included, without the branches that start in `stop`."""
        found, open_words = [], [head]
        while open_words:
            word = open_words.pop()
            found.append(word)
            open_words += [child for child in self.children.get(word, ()) if child not in stop]
        return sorted(found)

    def whole(self, head: int) -> list[int]:
        """List a clause's words with the clauses that hang on it, without those coordinated to it."""
        beside = {h for h in self.heads if h != head and self.tokens[h].dep in ("conj", "parataxis")}
        return self._with_governor(head, self.below(head, stop=beside))

    def own(self, head: int) -> list[int]:
        """List the words of a clause that are in no clause below it."""
        stop = {h for h in self.heads if h != head and self.tokens[h].dep != "appos"}
        return self._with_governor(head, self.below(head, stop=stop))

    def _with_governor(self, head: int, words: list[int]) -> list[int]:
        """Take in the noun that an apposition explains, or the preposition that brings a participle in."""
        governor = self.tokens[head].head
        if self.tokens[head].dep == "pcomp":
            return sorted({*words, governor})
        if self.tokens[head].dep != "appos":
            return words
        left = [child for child in self.children.get(governor, ()) if child < governor]
        extra = [word for child in left for word in self.below(child, stop=set(self.heads))]
        return sorted({*words, governor, *extra})


def grow_clauses(tokens: Sequence[Token], first: int, last: int) -> ClauseTree:
    """Grow the clauses of the sentence that is made of the tokens `[first, last)`."""
    children: dict[int, list[int]] = {}
    for index in range(first, last):
        head = tokens[index].head
        # A head outside the sentence, or itself, makes a root.
        if head != index and first <= head < last:
            children.setdefault(head, []).append(index)
    bare = ClauseTree(tokens, children, ())
    heads = tuple(
        index
        for index in range(first, last)
        if tokens[index].head == index or not first <= tokens[index].head < last or _opens(bare, index)
    )
    return ClauseTree(tokens, children, heads)


def _opens(tree: ClauseTree, index: int) -> bool:
    """Whether a word below the root is the head of a clause of its own."""
    token = tree.tokens[index]
    if token.dep == "appos":
        # Name beside name is a place in a region or a list cut short; a noun beside a name tells who it is.
        kinds = {token.pos, tree.tokens[token.head].pos}
        return "NOUN" in kinds and len(tree.below(index)) >= MIN_APPOSITION_WORDS
    if token.pos not in _VERBAL:
        return False
    if token.dep == "conj":
        return _joins_clauses(tree, index)
    return token.dep in _CLAUSAL and not (token.dep in _NO_INFINITIVE and _is_infinitive(tree, index))


def _is_infinitive(tree: ClauseTree, index: int) -> bool:
    return any(tree.tokens[child].tag == "TO" for child in tree.children.get(index, ()))


def _joins_clauses(tree: ClauseTree, index: int) -> bool:
    """Whether a coordinated verb goes with a clause's verb, not with an infinitive ('to come and see')."""
    at = index
    for _ in range(MAX_DEPTH):
        if tree.tokens[at].dep != "conj" or tree.tokens[at].head == at:
            break
        at = tree.tokens[at].head
    first = tree.tokens[at]
    return first.pos in _VERBAL and first.dep in _CLAUSAL and not _is_infinitive(tree, at)
