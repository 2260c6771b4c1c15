"""Reports as weighed terms: what a story's reports share is in their titles, names and figures.

Everything here is told from one report and from shipped tables: a report's terms are the same whatever
else is in the folder or the library.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.rarity import STEPS, UNSEEN, load_rarity
from samestory.text.reading import read_plainly
from samestory.text.reuse.fingerprints import fold_word
from samestory.text.reuse.tokens import WORD, TokenTable, cut_tokens

# Where a term stands, or what it is; a term can be several of these.
TITLE, LEAD, NAME, FIGURE = 1, 2, 4, 8
TERM = np.dtype([("term", "<u4"), ("weight", "<f4"), ("rarity", "u1"), ("zones", "u1"), ("rank", "u1")])
"""One term of a report: the hash of its words, its weight (all weights of a report have unit length),
how rare it is (lexicon/rarity.py), its zones, and its place when terms are ordered by weight."""
# The characters after which a capital is due to the sentence and not to a name.
_SENTENCE_MARKS = ".!?:"
# News has six characters a word, its space among them.
_NEAR_CHARS = 7


@dataclass(frozen=True, slots=True)
class TermWeights:
    """How much a term counts, by where it stands and what it is.

    Chosen by clustering four sets of news (political, local crime, world events, look-alike events),
    one setting for all. A higher weight for names joins stories of one politician.
    """

    title: float = 2.0
    body: float = 1.0
    # Words after the first `lead_words` say less of what the report is about.
    rest: float = 0.5
    opening_words: int = 60
    lead_words: int = 200
    max_words: int = 400
    name_pair: float = 0.5
    figure: float = 1.5
    # Power of the logarithm of rarity: rare terms tell stories of one topic apart.
    rarity_power: float = 1.4
    # The weightiest terms; the others add a tenth of the likeness and half of the cost.
    max_terms: int = 100


WEIGHTS = TermWeights()


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """A word that tells something: what it is folded to, how rare that is, and what its looks say."""

    folded: str
    rarity: int
    figure: int
    capital: bool


_END = _Word("", 0, 0, False)
"""Stands among the words where a sentence may end."""
# What most tokens are, kept once: the fewer places in memory, the sooner it is read.
_ONE_IDLE = (None,)
# A term as it is met: its words, how rare they are, which word of the body it is, and its looks.
_Sighting = tuple[str, int, int, int]
_IN_TITLE = -1
# Among the looks of a term, beside `NAME` and `FIGURE`.
_PAIR = 16


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The terms of a report in alphabetical order; all weights have unit length."""

    names: tuple[str, ...]
    weights: NDArray[np.float64]
    rarities: NDArray[np.uint8]
    zones: NDArray[np.uint8]


def find_terms(title: str, paragraphs: Iterable[str], weights: TermWeights = WEIGHTS) -> NDArray[np.void]:
    """Weigh the terms of one report: words, and pairs of neighbouring names.

    Returns:
        Records of type `TERM`, in the order of their hashes; none for a text without telling words.
    """
    found = _weigh(title, paragraphs, weights)
    # Of two terms with one hash the first in the alphabet stands.
    keys, first = np.unique(np.array(list(map(_hash, found.names)), dtype="<u4"), return_index=True)
    ranked = np.argsort(-found.weights[first], kind="stable")[: weights.max_terms]
    rank = np.zeros(len(keys), dtype="u1")
    rank[ranked] = np.arange(len(ranked))
    kept = np.sort(ranked)
    terms = np.zeros(len(kept), dtype=TERM)
    terms["term"], terms["rank"], first = keys[kept], rank[kept], first[kept]
    terms["weight"], terms["rarity"] = found.weights[first], found.rarities[first]
    terms["zones"] = found.zones[first]
    return terms


def share_terms(
    a: tuple[str, Iterable[str]], b: tuple[str, Iterable[str]], weights: TermWeights = WEIGHTS
) -> list[tuple[str, float]]:
    """Name the terms that two reports share, each with its part of their cosine, the weightiest first.

    >>> shared = share_terms(("Norvik ferry aground", []), ("Ferry to Norvik", []))
    >>> [(term, round(weight, 2)) for term, weight in shared]
    [('norvik', 0.51), ('ferry', 0.27)]
    """
    found = (_weigh(title, lines, weights) for title, lines in (a, b))
    one, other = (dict(zip(terms.names, terms.weights.tolist(), strict=True)) for terms in found)
    shared = [(name, one[name] * other[name]) for name in one.keys() & other.keys()]
    return sorted(shared, key=lambda found: (-found[1], found[0]))


def _weigh(title: str, paragraphs: Iterable[str], weights: TermWeights) -> _Weighed:
    seen = [*_read_terms(title, weights, title=True), *_read_terms(_join(paragraphs, weights), weights)]
    if not seen:
        return _Weighed((), np.zeros(0), np.zeros(0, dtype="u1"), np.zeros(0, dtype="u1"))
    names, rarities, places, looks = zip(*seen, strict=True)
    rarity = dict(zip(names, rarities, strict=True))
    listed = sorted(rarity)
    number = {name: n for n, name in enumerate(listed)}
    which = np.array([number[name] for name in names])
    weight, kind, zone = _value(np.array(places), np.array(looks, dtype="u1"), weights)
    steps = np.array([rarity[name] for name in listed], dtype="u1")
    zones = np.zeros(len(listed), dtype="u1")
    np.bitwise_or.at(zones, which, zone)
    mean = np.log1p(np.bincount(which, weight)) * np.bincount(which, kind) / np.bincount(which)
    raised = mean * _raise_all(weights)[steps]
    length = sum((raised * raised).tolist()) ** 0.5 or 1.0
    return _Weighed(tuple(listed), raised / length, steps, zones)


def _value(
    places: NDArray[np.int64], looks: NDArray[np.uint8], weights: TermWeights
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8]]:
    """Say how much each sighting of a term weighs, by where it stands and by what it is, and its zones."""
    titled = places == _IN_TITLE
    weight = np.where(
        titled, weights.title, np.where(places < weights.lead_words, weights.body, weights.rest)
    )
    kind = np.where(looks & _PAIR, weights.name_pair, np.where(looks & FIGURE, weights.figure, 1.0))
    zone = np.where(titled, TITLE, np.where(places < weights.opening_words, LEAD, 0))
    # In a title most words are capitals.
    return weight, kind, (zone | looks & np.where(titled, FIGURE, NAME | FIGURE)).astype("u1")


def _hash(term: str) -> int:
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


def raise_rarity(rarity: int, weights: TermWeights = WEIGHTS) -> float:
    """Give the weight of a step of rarity."""
    return float((rarity / STEPS) ** weights.rarity_power)


@lru_cache(maxsize=8)
def _raise_all(weights: TermWeights) -> NDArray[np.float64]:
    return np.array([raise_rarity(rarity, weights) for rarity in range(256)])


def list_words(title: str, paragraphs: Iterable[str], weights: TermWeights = WEIGHTS) -> set[str]:
    """List the folded words that `find_terms` reads, for counting how common they are."""
    seen = [*_read_terms(title, weights, title=True), *_read_terms(_join(paragraphs, weights), weights)]
    return {name for name, _, _, looks in seen if not looks & _PAIR}


def _join(paragraphs: Iterable[str], weights: TermWeights) -> str:
    return " \n ".join(paragraphs)[: weights.max_words * 12]


def _read_terms(text: str, weights: TermWeights, *, title: bool = False) -> Iterator[_Sighting]:
    """Read the telling words, and two names side by side, in order."""
    place, ended = 0, True
    before: _Word | None = None
    for word in _read_words(text, weights.max_words):
        if word is _END:
            ended = True
            continue
        if place == weights.max_words:
            break
        named = word is not None and word.capital and not ended
        if word is not None:
            where, looks = _IN_TITLE if title else place, word.figure | (NAME if named else 0)
            yield word.folded, word.rarity, where, looks
            if named and before:  # two names together are as rare as the rarer: 'Judge Berg', 'New York'
                rarity = max(before.rarity, word.rarity)
                yield f"{before.folded} {word.folded}", rarity, where, looks | _PAIR
        before = word if named else None
        place, ended = place + 1, False


def _read_words(text: str, most: int) -> Iterable[_Word | None]:
    """Read so many words or more, or all that there are; None stands for one that tells nothing."""
    near = text[: most * _NEAR_CHARS]
    words = list(_read_tokens(near))
    if len(near) == len(text) or len(words) - words.count(_END) > most:
        return words
    return _read_tokens(text)


def _read_tokens(text: str) -> Iterator[_Word | None]:
    return chain.from_iterable(map(_WORDS.__getitem__, cut_tokens(read_plainly(text), _SENTENCE_MARKS)))


def _read_token(token: str) -> tuple[_Word | None, ...]:
    words = (_END,) if token in _SENTENCE_MARKS else tuple(map(_read_word, WORD.findall(token)))
    return _ONE_IDLE if words == _ONE_IDLE else words


_WORDS = TokenTable(_read_token)


def _read_word(surface: str) -> _Word | None:
    folded = fold_word(surface)
    if folded in load_common_words() or (len(folded) < 2 and not folded.isdigit()):
        return None
    figure = FIGURE if folded[0].isdigit() else 0
    return _Word(folded, load_rarity().get(folded, UNSEEN), figure, surface[0].isupper() and not figure)
