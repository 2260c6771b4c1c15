"""Counts that a sentence gives in parts: 'a man and three women were shot', 'two badly, six more hurt'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samestory.lexicon.casualties import load_casualty_words
from samestory.records import Sentence, Token
from samestory.text.figures.singly import list_single

# Those taken to hospital are among the hurt, in whichever words a sentence has it.
_HURT = frozenset(("injured", "hospitalised"))
MAX_CONJUNCTS = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A figure in a sentence: the token of what it counts, its bounds and its fate.

    `others`: it counts others beside those told before it.
    """

    at: int
    low: Decimal | None
    high: Decimal | None
    role: str
    others: bool = False


def add_up(tokens: Sequence[Token], sentence: Sentence, part: Part, told: Sequence[Part]) -> Part | None:
    """Add to a figure what its sentence counts with it, one person at a time or in figures of their own.

    With it stand those of its fate that 'and' joins to it, and, where it counts others, those told
    before it. None where nobody does, or a bound is open.
    """
    roles = _HURT if part.role in _HURT else frozenset((part.role,))
    singles = [
        Part(at, Decimal(1), Decimal(1), role)
        for role in sorted(roles)
        for at in list_single(tokens, sentence, role, load_casualty_words().persons)
    ]
    figures = [other for other in told if other is not part and other.role in roles]
    taken = {other.at for other in (*figures, part)}
    beside = [
        other
        for other in (*figures, *(one for one in singles if one.at not in taken))
        if _joined(tokens, other.at, part.at) or (part.others and other.at < part.at and not other.others)
    ]
    bounds = [b for one in beside for b in (one.low, one.high)]
    if not beside or part.low is None or part.high is None or None in bounds:
        return None
    more_low = sum((one.low for one in beside if one.low is not None), Decimal(0))
    more_high = sum((one.high for one in beside if one.high is not None), Decimal(0))
    return Part(part.at, part.low + more_low, part.high + more_high, part.role)


def _joined(tokens: Sequence[Token], a: int, b: int) -> bool:
    return a != b and _first_conjunct(tokens, a) == _first_conjunct(tokens, b)


def _first_conjunct(tokens: Sequence[Token], at: int) -> int:
    for _ in range(MAX_CONJUNCTS):
        if tokens[at].dep != "conj":
            break
        at = tokens[at].head
    return at
