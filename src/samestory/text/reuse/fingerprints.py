"""Words and word n-grams of a text: the cheap marks by which shared text is found."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samestory.lexicon.small_numbers import SMALL_NUMBERS
from samestory.records import Repair, Span
from samestory.text.reading import Reading, read_span, read_stretches
from samestory.text.reuse.tokens import WORD, TokenTable, cut_tokens

_AS_DIGITS = {word: str(value) for value, word in enumerate(SMALL_NUMBERS)}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, folded, with where each stands in the stored text."""

    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.folded)


def fold_word(word: str) -> str:
    """Take case, compatibility forms and a possessive off a word, and write small numbers as figures.

    >>> fold_word("Pentagon's"), fold_word("Seven")
    ('pentagon', '7')
    """
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word)
    word = word.casefold()
    word = word.removesuffix("'s")
    return _AS_DIGITS.get(word, word)


def fold_words_of(text: str) -> list[str]:
    """Fold the words of a short text.

    >>> fold_words_of("Two dead, she said.")
    ['2', 'dead', 'she', 'said']
    """
    return [fold_word(word) for word in WORD.findall(text)]


def read_words(text: str, spans: Iterable[Span], repairs: Sequence[Repair] = ()) -> Words:
    """Read the words of some stretches of a text, in order, through its repairs.

    >>> read_words("Two dead, she said.", [Span(0, 9)])
    Words(folded=('2', 'dead'), starts=(0, 4), ends=(3, 8))
    """
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for span in spans:
        within = [repair for repair in repairs if span.start <= repair.start and repair.end <= span.end]
        view = read_span(text, span, within)
        plain = not within
        for match in WORD.finditer(view.text):
            where = _source(view, span, match, plain)
            folded.append(fold_word(match.group()))
            starts.append(where.start)
            ends.append(where.end)
    return Words(tuple(folded), tuple(starts), tuple(ends))


def _source(view: Reading, span: Span, match: re.Match[str], plain: bool) -> Span:
    if plain:  # nothing repaired: the view runs in step with the text
        return Span(span.start + match.start(), span.start + match.end())
    return view.source_span(match.start(), match.end())


def find_ngrams(words: Sequence[str], size: int) -> dict[tuple[str, ...], list[int]]:
    """Say for every n-gram of words at which words it begins.

    >>> find_ngrams(["a", "b", "a", "b"], 2)
    {('a', 'b'): [0, 2], ('b', 'a'): [1]}
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for place, gram in enumerate(zip(*(words[shift:] for shift in range(size)), strict=False)):
        places.setdefault(gram, []).append(place)
    return places


def hash_ngrams(words: Sequence[str], size: int) -> NDArray[np.uint64]:
    """Hash every n-gram of words to 64 bits, the same on every machine and in every run."""
    return _hash_runs(np.array([_hash_word(word) for word in words], dtype=np.uint32), size)


def pick_fingerprints(words: Sequence[str], *, size: int = 5, modulus: int = 4) -> NDArray[np.uint64]:
    """Keep the n-grams whose hash is 0 modulo `modulus`: the same choice in every text that has them.

    Unlike winnowing or MinHash, the choice does not depend on what stands beside: a passage of 60
    words copied into a long text keeps about 14 of its marks (Manber's sampling, `modulus` 4).
    """
    return _pick(hash_ngrams(words, size), modulus)


def mark_text(
    text: str, spans: Iterable[Span], repairs: Sequence[Repair] = (), *, size: int = 5, modulus: int = 4
) -> NDArray[np.uint64]:
    """Give the fingerprints of some stretches of a text, for keeping: those of its words, sooner.

    Where the words stand is not noted, and a word that was met before is not folded again. Of each hash the
    upper 48 bits are given, which tell a million reports' marks apart and take six bytes instead of eight.

    >>> text = "One two three four five six seven eight nine ten."
    >>> words = read_words(text, [Span(0, 49)]).folded
    >>> bool((mark_text(text, [Span(0, 49)]) == pick_fingerprints(words) >> 16).all())
    True
    """
    return mark_stretches(read_stretches(text, spans, repairs), size=size, modulus=modulus)


def mark_stretches(read: Iterable[str], *, size: int = 5, modulus: int = 4) -> NDArray[np.uint64]:
    """Give the fingerprints of stretches that were read already, as `mark_text` does."""
    return mark_words(hash_words(read), size=size, modulus=modulus)


def mark_words(hashes: NDArray[np.uint32], *, size: int = 5, modulus: int = 4) -> NDArray[np.uint64]:
    """Give the fingerprints of words that were hashed already, as `mark_text` does."""
    return _pick(_hash_runs(hashes, size), modulus) >> np.uint64(16)


def hash_words(read: Iterable[str]) -> NDArray[np.uint32]:
    """Hash each word of stretches that were read already, in order.

    >>> hash_words(["Two dead,", "2"]).tolist() == [zlib.crc32(word) for word in (b"2", b"dead", b"2")]
    True
    """
    return np.frombuffer(b"".join(map(_HASHES.__getitem__, cut_tokens("\n".join(read)))), dtype="<u4")


def _hash_token(token: str) -> bytes:
    """Hash the words of a token: one as a rule, none or several where apostrophes are astray."""
    hashes = (_hash_word(fold_word(word)) for word in WORD.findall(token))
    return b"".join(hash_.to_bytes(4, "little") for hash_ in hashes)


_HASHES = TokenTable(_hash_token)


def _pick(hashes: NDArray[np.uint64], modulus: int) -> NDArray[np.uint64]:
    kept = np.sort(hashes[hashes % np.uint64(modulus) == 0])
    # What `np.unique` gives, in a third of its time on so few.
    return kept[np.append(True, kept[1:] != kept[:-1])] if len(kept) else kept


def _hash_word(folded: str) -> int:
    return zlib.crc32(folded.encode("utf-8", "surrogatepass"))


def _hash_runs(keys: NDArray[np.uint32], size: int) -> NDArray[np.uint64]:
    if len(keys) < size:
        return np.zeros(0, dtype=np.uint64)
    numbers = keys.astype(np.uint64)
    hashes = np.zeros(len(keys) - size + 1, dtype=np.uint64)
    for shift in range(size):
        hashes = _mix(hashes ^ numbers[shift : len(keys) - size + 1 + shift])
    return hashes


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser, which spreads every bit over all; overflow is wanted."""
    mixed: NDArray[np.uint64] = values + np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed
