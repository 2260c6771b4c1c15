"""The second of those who attack: 'a second gunman', 'another shooter', 'that second assailant'."""

from __future__ import annotations

from collections.abc import Iterator

from samestory.records import Annotation
from samestory.text.naming.phrases import PHRASE_TAGS, Described

ATTACKERS = frozenset({"gunman", "shooter", "attacker", "assailant", "killer", "suspect"})
ANYBODY = frozenset({"man", "person", "individual"})
# Beside these anybody is one of those who attack, or was taken for one.
SIGNS = ATTACKERS | {"arm", "armed", "gun", "weapon", "rifle", "knife", "arrest", "custody", "suspect"}
OPENERS = frozenset({"a", "the", "this", "that"})
LONGEST = 4


def list_seconds(annotation: Annotation) -> Iterator[Described]:
    """Yield the phrases for a second attacker; none where the report speaks of a third."""
    tokens = annotation.tokens
    found: list[Described] = []
    for at in range(len(tokens) - 2):
        word, after = tokens[at].text.lower(), tokens[at + 1].text.lower()
        if word in OPENERS and after == "third" and _head_from(annotation, at + 2) is not None:
            return
        if word != "another" and not (word in OPENERS and after == "second"):
            continue
        head = _head_from(annotation, at + 1 + (word != "another"))
        if head is not None and (tokens[head].lemma in ATTACKERS or word != "another"):
            modifiers = frozenset(token.lemma for token in tokens[at + 1 : head])
            found.append(Described(at, head + 1, tokens[head].lemma, modifiers))
    yield from found


def _head_from(annotation: Annotation, first: int) -> int | None:
    """The noun of a phrase, if it is an attacker, or anybody in a sentence that tells of one."""
    tokens = annotation.tokens
    last = first
    while last < len(tokens) and last - first < LONGEST and tokens[last].tag in PHRASE_TAGS:
        last += 1
    if last == first or tokens[last - 1].tag != "NN" or tokens[last - 1].sentence != tokens[first].sentence:
        return None
    noun = tokens[last - 1]
    sentence = annotation.sentences[noun.sentence]
    around = {token.lemma for token in tokens[sentence.first : sentence.last]}
    is_meant = noun.lemma in ATTACKERS or (noun.lemma in ANYBODY and bool(around & SIGNS))
    return last - 1 if is_meant else None
