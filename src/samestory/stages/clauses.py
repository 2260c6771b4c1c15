"""Clauses: the smallest stretches that say one thing, with what merely says who says it taken off."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.cues import load_cue_words
from samestory.records import Annotation, Attribution, Clause, Report, Sentence, Token
from samestory.text.propositions.clausal import ClauseTree, grow_clauses


@dataclass(frozen=True, slots=True)
class Settings:
    """What is long enough to say something."""

    # 'he left' names nothing that a reader could find in another report.
    min_words: int = 3
    # A clause of function words alone ('as it has done') says nothing by itself.
    min_telling_words: int = 2
    # 'officials said Monday' only introduces; 'the rabbi wrote on the temple's page' is a fact of its own.
    min_frame_telling_words: int = 4
    # A longer 'sentence' is a list or a table that the parser could not cut.
    max_sentence_words: int = 150


SETTINGS = Settings()
# Words at the edge of a clause that join it to another and say nothing.
JOINTS = frozenset({"punct", "cc", "mark"})


@dataclass(frozen=True, slots=True)
class _Said:
    """For each word the innermost attribution whose content holds it; and the words of sources and cues."""

    content: Mapping[int, int]
    frames: frozenset[int]

    def attribution(self, words: Sequence[int]) -> int | None:
        """Name the attribution that most of these words stand under."""
        votes = Counter(self.content[word] for word in words if word in self.content)
        best = max(votes, key=lambda index: (votes[index], -index), default=None)
        return best if best is not None and votes[best] * 2 > len(words) else None


def find_clauses(
    report: Report, annotation: Annotation, attributions: Sequence[Attribution]
) -> tuple[Clause, ...]:
    """Find what a report says, clause by clause, in reading order.

    A main clause reaches over the clauses that hang on it, which are also found by themselves: other
    reports may tell either. Verb phrases that share a subject are told apart. A source and its cue
    are cut off the edges of what they introduce; a frame that tells something itself (where it was
    said, and how) is a clause of its own. Nothing is found in a report that could not be parsed.
    """
    tokens = annotation.tokens
    said = _read_attributions(tokens, attributions)
    found: dict[tuple[int, int], Clause] = {}
    for index, sentence in enumerate(annotation.sentences):
        for kept, own in _take_apart(tokens, sentence, said):
            start, end = tokens[kept[0]].start, tokens[kept[-1]].end
            clause = Clause(report.id, start, end, index, tuple(own), said.attribution(kept))
            found.setdefault((start, end), clause)
    return tuple(found[span] for span in sorted(found))


def _read_attributions(tokens: Sequence[Token], attributions: Sequence[Attribution]) -> _Said:
    starts = [token.start for token in tokens]
    content: dict[int, int] = {}
    frames: set[int] = set()
    # The widest first, so that an inner attribution has the last word.
    for index in sorted(range(len(attributions)), key=lambda i: -sum(map(len, attributions[i].contents))):
        attribution = attributions[index]
        for span in attribution.contents:
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            content.update((word, index) for word in range(first, last))
        for edge in (attribution.source, attribution.cue):
            if edge is not None:
                frames.update(range(bisect_left(starts, edge.start), bisect_left(starts, edge.end)))
    return _Said(content, frozenset(frames - content.keys()))


def _take_apart(
    tokens: Sequence[Token], sentence: Sentence, said: _Said
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield each clause of a sentence: the words from its first to its last, and its own among them."""
    if sentence.last - sentence.first > SETTINGS.max_sentence_words:
        return
    tree = grow_clauses(tokens, sentence.first, sentence.last)
    for head in tree.heads:
        words, own = tree.whole(head), tree.own(head)
        frame = said.frames.intersection(words) | _frame_by_verb(tree, head)
        kept = _trim(tokens, words, frame)
        rest = [word for word in own if word in set(kept)]
        if kept and _tells(tokens, rest, SETTINGS.min_telling_words):
            yield kept, rest
        if frame.intersection(own) and len(kept) < len(words):
            named = _trim(tokens, own, frozenset())
            if named and _tells(tokens, named, SETTINGS.min_frame_telling_words):
                yield named, own


def _frame_by_verb(tree: ClauseTree, head: int) -> frozenset[int]:
    """Find the words of 'officials said' and 'according to officials' by the parse alone."""
    frame: set[int] = set()
    contents = [c for c in tree.children.get(head, ()) if tree.tokens[c].dep == "ccomp" and c in tree.heads]
    if contents and tree.tokens[head].lemma in load_cue_words().verbs:
        frame.update(tree.own(head))
    for child in tree.children.get(head, ()):
        if tree.tokens[child].lemma in ("according", "accord") and tree.tokens[child].dep in (
            "prep",
            "advmod",
        ):
            frame.update(tree.below(child))
    return frozenset(frame)


def _trim(tokens: Sequence[Token], words: Sequence[int], frame: frozenset[int]) -> list[int]:
    """Cut punctuation, conjunctions and frames off both edges."""
    first, last = 0, len(words)
    while first < last and (tokens[words[first]].dep in JOINTS or words[first] in frame):
        first += 1
    while first < last and (tokens[words[last - 1]].dep in JOINTS or words[last - 1] in frame):
        last -= 1
    return list(words[first:last])


def _tells(tokens: Sequence[Token], words: Sequence[int], needed: int) -> bool:
    told = [tokens[i] for i in words if any(map(str.isalnum, tokens[i].text))]
    common = load_common_words()
    telling = sum(token.lemma not in common and token.pos not in ("PRON", "DET", "ADP") for token in told)
    return len(told) >= SETTINGS.min_words and telling >= needed
