"""Reports as weighed terms: what a story's reports share is in their titles, names and figures.

Everything here is told from one report and from shipped tables: a report's terms are the same whatever
else is in the folder or the library.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.rarity import STEPS, UNSEEN, load_rarity
from samestory.text.reading import read_plainly
from samestory.text.reuse.fingerprints import WORD, fold_word

# Where a term stands, or what it is; a term can be several of these.
TITLE, LEAD, NAME, FIGURE = 1, 2, 4, 8
TERM = np.dtype([("term", "<u4"), ("weight", "<f4"), ("rarity", "u1"), ("zones", "u1"), ("rank", "u1")])
"""One term of a report: the hash of its words, its weight (all weights of a report have unit length),
how rare it is (lexicon/rarity.py), its zones, and its place when terms are ordered by weight."""
# The characters after which a capital is due to the sentence and not to a name.
_SENTENCE_MARKS = frozenset(".!?:")


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


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that tells something: what it is folded to, and how rare that is."""

    folded: str
    rarity: int
    figure: bool


@dataclass(slots=True)
class _Term:
    """A term while its report is read."""

    rarity: int
    weight: float = 0.0
    kinds: float = 0.0
    count: int = 0
    zones: int = 0


def find_terms(title: str, paragraphs: Iterable[str], weights: TermWeights = WEIGHTS) -> NDArray[np.void]:
    """Weigh the terms of one report: words, and pairs of neighbouring names.

    Returns:
        Records of type `TERM`, in the order of their hashes; none for a text without telling words.
    """
    rows: dict[int, tuple[float, int, int]] = {}
    for name, weight, term in _weigh(title, paragraphs, weights):
        rows.setdefault(_hash(name), (weight, term.rarity, term.zones))
    ranked = sorted(rows, key=lambda key: (-rows[key][0], key))[: weights.max_terms]
    return np.array(
        sorted((key, *rows[key], rank) for rank, key in enumerate(ranked)),
        dtype=TERM,
    )


def share_terms(
    a: tuple[str, Iterable[str]], b: tuple[str, Iterable[str]], weights: TermWeights = WEIGHTS
) -> list[tuple[str, float]]:
    """Name the terms that two reports share, each with its part of their cosine, the weightiest first.

    >>> shared = share_terms(("Norvik ferry aground", []), ("Ferry to Norvik", []))
    >>> [(term, round(weight, 2)) for term, weight in shared]
    [('norvik', 0.51), ('ferry', 0.27)]
    """
    one, other = (
        {name: weight for name, weight, _ in _weigh(title, lines, weights)} for title, lines in (a, b)
    )
    shared = [(name, one[name] * other[name]) for name in one.keys() & other.keys()]
    return sorted(shared, key=lambda found: (-found[1], found[0]))


def _weigh(title: str, paragraphs: Iterable[str], weights: TermWeights) -> list[tuple[str, float, _Term]]:
    """Weigh the terms of a report, in alphabetical order; all weights have unit length."""
    found: dict[str, _Term] = {}
    body = " \n ".join(paragraphs)[: weights.max_words * 12]
    _read_zone(found, title, weights, title=True)
    _read_zone(found, body, weights, title=False)
    rows = []
    for name in sorted(found):
        term = found[name]
        weight = float(np.log1p(term.weight)) * term.kinds / term.count
        rows.append((name, weight * raise_rarity(term.rarity, weights), term))
    length = sum(weight * weight for _, weight, _ in rows) ** 0.5 or 1.0
    return [(name, weight / length, term) for name, weight, term in rows]


def _hash(term: str) -> int:
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


def raise_rarity(rarity: int, weights: TermWeights = WEIGHTS) -> float:
    """Give the weight of a step of rarity."""
    return float((rarity / STEPS) ** weights.rarity_power)


def list_words(title: str, paragraphs: Iterable[str], weights: TermWeights = WEIGHTS) -> set[str]:
    """List the folded words that `find_terms` reads, for counting how common they are."""
    body = " \n ".join(paragraphs)[: weights.max_words * 12]
    found = (word for text in (title, body) for _, word, _ in _read_words(text, weights.max_words))
    return {word.folded for word in found if word}


def _read_zone(found: dict[str, _Term], text: str, weights: TermWeights, *, title: bool) -> None:
    before: _Word | None = None
    for place, word, named in _read_words(text, weights.max_words):
        if word is None:
            before = None
            continue
        weight = weights.title if title else weights.body if place < weights.lead_words else weights.rest
        zone = TITLE if title else LEAD if place < weights.opening_words else 0
        zone |= (NAME if named and not title else 0) | (FIGURE if word.figure else 0)
        kind = weights.figure if word.figure else 1.0
        _note(found, word.folded, word.rarity, (weight, kind, zone))
        if named and before:  # two names together are as rare as the rarer: 'Judge Berg', 'New York'
            rarity = max(before.rarity, word.rarity)
            _note(found, f"{before.folded} {word.folded}", rarity, (weight, weights.name_pair, zone))
        before = word if named else None


def _note(found: dict[str, _Term], name: str, rarity: int, seen: tuple[float, float, int]) -> None:
    term = found.get(name)
    if term is None:
        term = found[name] = _Term(rarity)
    term.weight += seen[0]
    term.kinds += seen[1]
    term.count += 1
    term.zones |= seen[2]


def _read_words(text: str, most: int) -> Iterator[tuple[int, _Word | None, bool]]:
    """Each word, its place, and whether its capital marks a name; None for one that tells nothing."""
    end = 0
    if not text.isascii():  # most of a long text is, and translating it costs as much as reading it
        text = read_plainly(text)
    for place, match in enumerate(WORD.finditer(text)):
        if place >= most:
            break
        start = match.start()
        surface = match.group()
        word = _read_word(surface)
        named = False
        if word is not None and surface[0].isupper() and not word.figure and end:
            named = _SENTENCE_MARKS.isdisjoint(text[end:start])
        end = match.end()
        yield place, word, named


@lru_cache(maxsize=1 << 16)
def _read_word(surface: str) -> _Word | None:
    folded = fold_word(surface)
    if folded in load_common_words() or (len(folded) < 2 and not folded.isdigit()):
        return None
    return _Word(folded, load_rarity().get(folded, UNSEEN), folded[0].isdigit())
