"""When two names of people can be one person's, and when they cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from samestory.text.naming.forms import Form

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Shorter surnames differ by one letter too easily: 'Weiss' and 'Weise', 'Smith' and 'Smyth'.
MIN_FUZZY_LETTERS = 7
# Of letters that have changed places, and of a word used once, less is needed.
MIN_SLIP_LETTERS = 6


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts: given names and initials, then the surname, then 'Jr'."""

    parts: Form
    suffix: str = ""


def person_name(form: Form) -> PersonName:
    """Split off what follows a name.

    >>> person_name(("john", "hayden", "jr"))
    PersonName(parts=('john', 'hayden'), suffix='jr')
    """
    if len(form) > 1 and form[-1] in SUFFIXES:
        return PersonName(form[:-1], form[-1])
    return PersonName(form)


def is_same_person(a: Form, b: Form, nicknames: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether two names of two words or more can be one person's.

    The given names must agree (or be an initial, or a short form), the surname of one must be in
    the other, and nothing in between may contradict: 'Ann M. Vale' is not 'Ann Lee Vale'. A second
    surname may be left out. Surnames that differ by one letter agree where they are long.

    >>> is_same_person(("randall", "p", "henderson"), ("randy", "henderson"), {"randy": ("randall",)})
    True
    """
    one, other = person_name(a), person_name(b)
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    short, full = sorted((one.parts, other.parts), key=len)
    if len(short) < 2 or not _is_same_given(short[0], full[0], nicknames):
        return False
    if not _is_same_word(short[-1], full[-1]) and not (len(short[-1]) > 1 and short[-1] in full[1:]):
        return False
    surname = next(i for i in range(len(full) - 1, 0, -1) if _is_same_word(short[-1], full[i]))
    return _agree(short[1:-1], full[1:surname])


def _agree(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether the middle names of one are found, in order, in the other's, or one has none."""
    if not few or not many:
        return True
    if len(few[0]) == 1 and many[0][0] != few[0]:  # 'George W.' is no 'George H. W.'
        return False
    rest = iter(many)
    return all(any(x == y or x == y[0] or y == x[0] for y in rest) for x in few)


def _is_same_given(a: str, b: str, nicknames: Mapping[str, tuple[str, ...]]) -> bool:
    if a == b or (len(a) == 1 and b[0] == a) or (len(b) == 1 and a[0] == b):
        return True
    if {a, *nicknames.get(a, ())} & {b, *nicknames.get(b, ())}:
        return True
    return a[-1] == b[-1] and _is_same_word(a, b)  # Michael is no Michaela


def _is_same_word(a: str, b: str) -> bool:
    if a == b:
        return True
    long = min(len(a), len(b)) >= MIN_FUZZY_LETTERS or sorted(a) == sorted(b)
    return long and is_slip(a, b)


def is_slip(a: str, b: str) -> bool:
    """Tell whether two words of six letters and more differ as a slip of the keys makes them differ.

    >>> is_slip("marolwe", "marlowe"), is_slip("smith", "smyth")
    (True, False)
    """
    long = min(len(a), len(b)) >= MIN_SLIP_LETTERS
    return long and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) <= 1
