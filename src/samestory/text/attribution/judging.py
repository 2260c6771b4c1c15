"""A judge of frames: weights that say how likely a cue, its source and its content are right.

A logistic regression over what the parse shows of a frame, learnt by `python -m training.attributions`.
The table holds features and weights, no text; `docs/attribution-model.md` says what it was learnt from.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samestory.records import Annotation
from samestory.text.attribution.frames import Frame
from samestory.text.trees import Tree

_LENGTHS = (1, 2, 4, 8, 16, 32)


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights by feature, the lemmas worth a frame of stance, and the chance that a frame must reach."""

    weights: Mapping[str, float]
    stances: frozenset[str]
    floor: float
    stance_floor: float

    def score_frame(self, features: Sequence[str]) -> float:
        """Give the chance, from 0 to 1, that a frame is right; unknown features count nothing."""
        total = sum(self.weights.get(feature, 0.0) for feature in features)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_judge() -> Judge:
    """Load the weights.

    >>> judge = load_judge()
    >>> "VERB oppose" in judge.stances, 0 < judge.score_frame(["bias"]) < 1
    (True, True)
    """
    held = files("samestory.text.attribution").joinpath("judgement.json").read_text(encoding="utf-8")
    table = json.loads(held)
    return Judge(table["weights"], frozenset(table["stances"]), table["floor"], table["stance_floor"])


class Describer:
    """Says what the parse shows of a frame, as features: words in base form, tags and shapes."""

    def __init__(self, annotation: Annotation, tree: Tree, quoted: Mapping[int, int]) -> None:
        self._tree, self._quoted = tree, quoted
        self._sentences = annotation.sentences
        starts = [token.start for token in annotation.tokens]
        self._labels = {
            i: entity.label
            for entity in annotation.entities
            for i in range(bisect_left(starts, entity.start), bisect_left(starts, entity.end))
        }

    def describe(self, frame: Frame, quotes: int) -> tuple[str, ...]:
        """List the features of a frame that holds so many quotations."""
        return tuple(dict.fromkeys(self._features(frame, min(quotes, 2))))

    def _features(self, frame: Frame, quotes: int) -> Iterator[str]:
        token, kind = self._tree.tokens[frame.verb], frame.construction
        said = f"{kind} {token.lemma}"
        yield "bias"
        yield from (
            f"kind {kind}",
            f"cue {token.pos} {token.lemma}",
            f"said {said}",
            f"quotes {kind} {quotes}",
        )
        yield from (f"tag {token.tag}", f"dep {kind} {token.dep}", f"{token.tag} {token.dep}")
        yield f"in quote {frame.verb in self._quoted} {kind}"
        yield f"sentence {self._sentences[token.sentence].kind} {kind}"
        for at in self._tree.children[frame.verb]:
            child = self._tree.tokens[at]
            if child.dep in ("aux", "auxpass", "neg", "mark", "det", "prep", "prt", "dative", "advmod"):
                yield from (f"{child.dep} {child.lemma}", f"{child.dep} {child.lemma} {token.lemma}")
            yield f"child {kind} {child.dep} {at > frame.verb}"
        # Nothing of the cue above: PolNeAR marks the outer attribution alone, and a table that has seen
        # that drops the inner links of every chain ('the union believes …, the mayor said').
        yield from self._of_source(frame, token.lemma)
        yield from self._of_contents(frame, said)

    def _of_source(self, frame: Frame, lemma: str) -> Iterator[str]:
        kind, head = frame.construction, frame.source_head
        if head is None or not frame.source:
            yield from (f"no source {kind}", f"no source {lemma}")
            return
        token = self._tree.tokens[head]
        label = self._labels.get(head, token.tag)
        yield from (f"source {label}", f"source {kind} {label}", f"source {lemma} {token.pos}")
        yield f"source {kind} {lemma} {label}"
        yield from (f"source word {token.lemma.lower()}" if token.pos != "PROPN" else "source named",)
        yield from (f"source dep {kind} {token.dep}", f"source side {kind} {head > frame.verb}")
        yield f"source words {kind} {bisect_left(_LENGTHS, len(frame.source))}"
        yield f"source own {kind} {token.head == frame.verb}"
        yield f"source in quote {head in self._quoted}"

    def _of_contents(self, frame: Frame, said: str) -> Iterator[str]:
        kind = frame.construction
        yield f"runs {kind} {len(frame.contents)}"
        if not frame.contents:
            return
        first, last = frame.contents[0]
        token = self._tree.tokens[first]
        top = next((i for i in range(first, last) if not first <= self._tree.tokens[i].head < last), first)
        root = self._tree.tokens[top]
        yield f"content words {kind} {bisect_left(_LENGTHS, last - first)}"
        yield from (f"content opens {kind} {token.tag}", f"content top {kind} {root.dep} {root.pos}")
        yield f"content {said} {root.dep}"
        yield f"content words {said} {bisect_left(_LENGTHS, last - first) // 2}"
        yield f"content opens {said} {token.tag}"
        if token.pos not in ("PROPN", "NUM"):
            yield f"content word {token.lemma.lower()}"
