"""Many phrases looked for at once, in a text that is gone over as bytes before any pattern is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

# A letter's last five bits tell small letters apart, and three letters fit a table that stays at hand.
_BITS = 5
_LETTERS = 1 << _BITS
_HEAD = 3
_SPACE = ord(" ")
# After these and a space a sentence may begin; what Latin-1 has not stands as a question mark.
_OPENERS = np.array([chr(code) in ".!?:\"')]}|\x95-\x96\x97>\xbb*([ \n" for code in range(256)])
_WORDLY = np.array([code < 128 and (chr(code).isalnum() or chr(code) == "_") for code in range(256)])


class Phrases:
    """Phrases in small letters, to be found where they begin a word.

    A pattern of all of them takes a fifth of a millisecond a report, nearly all of it where no phrase is.
    So it is tried only where a word's first three letters, and the next three, are those of a phrase.
    Those of `opening` are of use only where a sentence may begin, and need not be found elsewhere.
    """

    def __init__(self, phrases: Iterable[str], opening: Iterable[str] = ()) -> None:
        anywhere = sorted(set(phrases))
        listed = sorted({*anywhere, *opening})
        self._pattern = re.compile(rf"(?<!\w)({_branch(listed)})")
        self._heads, self._seconds = _tables(listed)
        self._anywhere, self._anywhere_seconds = _tables(anywhere)

    def find(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Find all that begin words, the longest of those that begin together: start, end, phrase.

        >>> list(Phrases(["click here", "click"]).find("so click here"))
        [(3, 13, 'click here')]
        """
        for place in self._begin(folded):
            match = self._pattern.match(folded, place)
            if match is not None:
                yield match.start(), match.end(), match[1]

    def _begin(self, folded: str) -> Sequence[int]:
        """List where a phrase may begin: everywhere that one does, and here and there besides."""
        raw = np.frombuffer(f" {folded}      ".encode("latin-1", "replace"), dtype=np.uint8)
        low = (raw & (_LETTERS - 1)).astype(np.uint16)
        codes = low[1:-2] << 2 * _BITS | low[2:-1] << _BITS | low[3:]
        places = np.flatnonzero(self._heads[codes])
        places = places[~_WORDLY[raw[places]]]
        seconds = codes[np.minimum(places + _HEAD, len(codes) - 1)]
        fits = self._seconds[seconds]
        places, seconds = places[fits], seconds[fits]
        opened = (raw[places] != _SPACE) | _OPENERS[raw[places - 1]]
        anywhere = self._anywhere[codes[places]] & self._anywhere_seconds[seconds]
        found: list[int] = places[opened | anywhere].tolist()
        return found


def _tables(phrases: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    return (
        _table(phrase[:_HEAD] for phrase in phrases),
        _table(phrase[_HEAD : 2 * _HEAD] for phrase in phrases),
    )


def _table(parts: Iterable[str]) -> NDArray[np.bool_]:
    """Mark the codes of some threes of letters; where a part is shorter, anything may follow."""
    marked = np.zeros(_LETTERS**_HEAD, dtype=bool)
    for part in set(parts):
        codes = [[code % _LETTERS] for code in part.encode("latin-1", "replace")]
        choices = [*codes, *[range(_LETTERS)] * (_HEAD - len(part))]
        for first, second, third in product(*choices):
            marked[first << 2 * _BITS | second << _BITS | third] = True
    return marked


def _branch(phrases: Sequence[str]) -> str:
    """Write sorted phrases as a pattern that shares what they begin with; the longest is tried first."""
    groups = {head: list(rest) for head, rest in groupby(filter(None, phrases), key=itemgetter(0))}
    parts: list[str] = [
        re.escape(head) + (_branch([phrase[1:] for phrase in group]) if group != [head] else "")
        for head, group in groups.items()
    ]
    ends = "" in phrases
    if len(parts) == 1 and not ends:
        return parts[0]
    return f"(?:{'|'.join(parts)})" + ("?" if ends else "")
