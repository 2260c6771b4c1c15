"""On which side of a thing: 'a bar next to the bakery' and 'a bar across the street'."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, Token
from samestory.text.contrasts.tellings import Side, Telling, make_difference, read_once

# How far behind a thing its position is told: 'a bar right across the street'.
REACH_WORDS = 4
_POSITIONS = {
    ("next", "to"): "beside", ("next", "door"): "beside", ("beside",): "beside", ("adjacent",): "beside",
    ("alongside",): "beside", ("across", "the"): "across", ("across", "from"): "across",
    ("opposite",): "across", ("behind",): "behind", ("in", "front"): "front", ("outside",): "outside",
    ("inside",): "inside",
}  # fmt: skip

_Key = tuple[str, str]


def contrast_positions(sentences: Sequence[Telling]) -> list[Difference]:
    """Compare on which side of something each report puts the same thing or the same doing."""
    told = {telling.report: read_once(telling, _positions) for telling in sentences}
    sides: list[Side] = []
    for a, b in itertools.combinations(sentences, 2):
        ours, theirs = told[a.report], told[b.report]
        for key in sorted(ours.keys() & theirs.keys()):
            if not {x.key for x in ours[key]} & {y.key for y in theirs[key]}:
                sides += [ours[key][0], theirs[key][0]]
                break
    if not sides:
        return []
    because = "the reports put it on two sides of something"
    return [make_difference("place", "on which side", "unsure", because, list(dict.fromkeys(sides)))]


def _positions(telling: Telling) -> dict[_Key, list[Side]]:
    """The positions that a telling gives, by what they are of: a place and what lies there, or a doing."""
    tokens = telling.tokens
    found: dict[_Key, list[Side]] = {}
    for at in telling.places:
        position = _read(tokens, at)
        if not position:
            continue
        last = min(at + REACH_WORDS, telling.places[-1])
        ground = next((p for p in range(at + 1, last + 1) if tokens[p].pos in ("NOUN", "PROPN")), None)
        if ground is None:
            continue
        while ground + 1 <= telling.places[-1] and tokens[ground].dep == "compound":
            ground += 1
        for key in _keys(tokens, at, ground, position):
            first = min(at, ground)
            thing = at - 1 if key[0] == "thing" else first
            span = tokens[thing].start, tokens[ground].end
            found.setdefault(key, []).append(Side(telling.report, position, telling.text(*span), *span))
    return found


def _read(tokens: Sequence[Token], at: int) -> str:
    words = tuple(token.text.lower() for token in tokens[at : at + 2])
    return _POSITIONS.get(words, "") or _POSITIONS.get(words[:1], "")


def _keys(tokens: Sequence[Token], at: int, ground: int, position: str) -> list[_Key]:
    """What a position is of: the place right before it, or the doing that it hangs on, of its ground."""
    before = tokens[at - 1] if at else tokens[at]
    if position not in ("inside", "outside"):
        return [("thing", read_term(before.lemma))] if before.lemma in load_contrast_words().places else []
    head = tokens[tokens[at].head]
    if head.pos != "VERB":
        return []
    return [(read_term(head.lemma), read_term(tokens[ground].lemma))]
