"""What a person types, as a question to the index: whatever it is, it is never a syntax error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# More is no question but a text, and costs the index a look-up for each.
MAX_TERMS = 32
MAX_CHARS = 1_000
# Whether a report's outlet or address has some words, as SQL over `report AS r`; the words are its value.
OUTLET_HAS = "instr(lower(coalesce(r.outlet, '') || ' ' || coalesce(r.address, '')), lower(?))"
_PART = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; `open` where the last may go on ('withdr*')."""

    words: tuple[str, ...]
    open: bool = False

    def written(self) -> str:
        """Write the term so that the index takes none of it for its own signs."""
        return '"' + " ".join(self.words) + '"' + (" *" if self.open else "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be there, each a choice of terms, and what must not."""

    all: tuple[tuple[Term, ...], ...]
    none: tuple[Term, ...]

    @property
    def words(self) -> tuple[Term, ...]:
        """All terms that are sought."""
        return tuple(term for choice in self.all for term in choice)


def read_query(text: str) -> Wanted:
    """Read words, "phrases", beginn*, -without and this OR that. A single letter is no beginning.

    >>> read_query('fire "port velma" -drill')
    Wanted(all=((Term(words=('fire',), open=False),), (Term(words=('port', 'velma'), open=False),)), \
none=(Term(words=('drill',), open=False),))
    """
    choices: list[list[Term]] = []
    none: list[Term] = []
    joined = False
    for part in list(_PART.finditer(text[:MAX_CHARS]))[:MAX_TERMS]:
        if part["word"] == "OR" and not part["minus"]:
            joined = bool(choices)
            continue
        raw = part["phrase"] if part["phrase"] is not None else part["word"]
        words = tuple(_WORD.findall(fold(raw).replace("_", " ")))
        term = Term(words, raw.endswith("*") and _can_begin(words))
        if not term.words:
            continue
        if part["minus"]:
            none.append(term)
        elif joined:
            choices[-1].append(term)
        else:
            choices.append([term])
        joined = False
    return Wanted(tuple(map(tuple, choices)), tuple(none))


def read_phrase(text: str) -> Wanted:
    """Read words as a name: all of them, one after the other, and no sign among them means anything.

    >>> write_match(read_phrase('-Port "Velma"'))
    '("port velma")'
    """
    words = tuple(_WORD.findall(fold(text[:MAX_CHARS]).replace("_", " ")))[:MAX_TERMS]
    return Wanted(((Term(words),),) if words else (), ())


def write_match(wanted: Wanted) -> str:
    """Write a question in FTS5's language; '' where nothing is sought.

    >>> write_match(read_query('fire OR "blaze* AND NEAR("'))
    '("fire" OR "blaze and near")'
    """
    if not wanted.all:
        return ""
    sought = " AND ".join("(" + " OR ".join(t.written() for t in choice) + ")" for choice in wanted.all)
    if not wanted.none:
        return sought
    return f"({sought}) NOT (" + " OR ".join(term.written() for term in wanted.none) + ")"


def fold(text: str) -> str:
    """Take case and accents off, character by character, as the index does.

    >>> fold("Brüssel")
    'brussel'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def _can_begin(words: Sequence[str]) -> bool:
    # Every report has words that begin with a given letter: to weigh them all takes long and finds nothing.
    # In Chinese or Japanese one sign is a word.
    return bool(words) and (len(words[-1]) > 1 or not words[-1].isascii())


class _Folds(dict[int, int]):
    """The plain form of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        plain = unicodedata.normalize("NFD", char.lower())[:1]
        self[code] = ord(plain) if plain and not unicodedata.combining(plain) else code
        return self[code]


_FOLDS = _Folds()
