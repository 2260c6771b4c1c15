"""Frames of stance: what somebody wants, backs, fears or plans, which need never have been said.

PolNeAR counts them as attributions. A statement that carries a stance is still the writer's own, so
the stages that ask who says something leave these frames out.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from samestory.records import Annotation
from samestory.text.attribution.frames import Construction, Frame
from samestory.text.attribution.phrases import SUBJECTS, Phrases
from samestory.text.trees import Tree

# What hangs from the cue and is its content, and what hangs from it and is not.
_VERB_HELD = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr", "acomp"})
_TRAILING = frozenset({"prep", "advcl", "dative"})
_NOUN_HELD = frozenset({"acl", "ccomp", "relcl", "xcomp"})
_BRINGING = frozenset(
    {"for", "of", "about", "on", "with", "against", "in", "to", "at", "over", "from", "as"}
)
_OWNING = frozenset({"by", "from", "among", "of"})
_BE = frozenset({"be", "feel", "seem", "remain"})


def find_stances(
    annotation: Annotation, tree: Tree, lemmas: Container[str], *, quoted: frozenset[int], taken: set[int]
) -> Iterator[Frame]:
    """Offer a frame for every verb, noun and adjective of `lemmas` that has a content.

    `taken` are the heads of cues that are known already. The frames are offers: a judge decides.
    """
    finder = _Finder(tree, Phrases(tree, frozenset(), quoted))
    for index, token in enumerate(annotation.tokens):
        if index in taken or f"{token.pos} {token.lemma}" not in lemmas:
            continue
        if token.pos == "VERB":
            frame = finder.of_verb(index)
        elif token.pos == "NOUN":
            frame = finder.of_noun(index)
        else:
            frame = finder.of_adjective(index) if token.pos == "ADJ" else None
        if frame is not None:
            yield frame


class _Finder:
    def __init__(self, tree: Tree, phrases: Phrases) -> None:
        self._tree, self._phrases = tree, phrases

    def of_verb(self, verb: int) -> Frame | None:
        """'The union opposes the plan', 'voters want him to stay'."""
        tokens = self._tree.tokens
        source, head = self._phrases.source(verb)
        below = [c for c in self._tree.children[verb] if c > verb]
        held = [c for c in below if tokens[c].dep in _VERB_HELD]
        cue = self._phrases.cue(verb)
        if not held:
            held = [c for c in below if self._is_bringing(c)]
            if held and held[0] == cue[-1] + 1:
                cue, held = (*cue, held[0]), [c for c in self._tree.children[held[0]] if c > held[0]]
        else:
            held += [c for c in below if c > held[0] and tokens[c].dep in _TRAILING]
        return self._frame(verb, cue, (source, head), held, "stance") if source else None

    def of_noun(self, noun: int) -> Frame | None:
        """'His support for the bill', 'plans to sell', 'the belief that …'."""
        tokens, tree = self._tree.tokens, self._tree
        below = [c for c in tree.children[noun] if c > noun]
        owner = tree.child(noun, "poss")
        if owner is None:
            by = next((c for c in below if tokens[c].text.lower() in _OWNING), None)
            owner = tree.child(by, "pobj") if by is not None and tokens[by].text.lower() != "of" else None
        source = self._phrases.noun_phrase(owner) if owner is not None else []
        source = [i for i in source if tokens[i].dep != "case"]
        held = [c for c in below if tokens[c].dep in _NOUN_HELD]
        held = held or [c for c in below if self._is_bringing(c) and c not in tree.ancestors(owner or noun)]
        return self._frame(noun, (noun,), (tuple(source), owner), held[:1], "stance-noun")

    def of_adjective(self, adjective: int) -> Frame | None:
        """'She is confident that …', 'they are willing to …'."""
        tokens, tree = self._tree.tokens, self._tree
        verb = tree.head(adjective)
        if verb is None or tokens[verb].lemma not in _BE or verb > adjective:
            return None
        head = tree.child(verb, *SUBJECTS)
        if head is None or head > verb or adjective - verb > 3:
            return None
        held = [c for c in tree.children[adjective] if c > adjective]
        held += [c for c in tree.children[verb] if c > adjective and tokens[c].dep in ("ccomp", "xcomp")]
        held = [c for c in held if tokens[c].dep in _VERB_HELD or self._is_bringing(c)]
        cue = tuple(range(self._phrases.cue(verb)[0], adjective + 1))
        source = tuple(self._phrases.noun_phrase(head, beside=verb))
        return self._frame(adjective, cue, (source, head), held[:1], "stance")

    def _is_bringing(self, child: int) -> bool:
        token = self._tree.tokens[child]
        return token.dep in ("prep", "agent") and token.text.lower() in _BRINGING

    def _frame(
        self,
        verb: int,
        cue: tuple[int, ...],
        voice: tuple[tuple[int, ...], int | None],
        held: Sequence[int],
        construction: Construction,
    ) -> Frame | None:
        below = [i for c in held for i in self._tree.subtree(c) if i > cue[-1]]
        run = self._phrases.trim(min(below), max(below) + 1) if below else None
        return Frame(verb, cue, *voice, [run], construction) if run is not None else None
