"""Two wordings of a quotation as one readable line: what stays, what goes, what comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from samestory.records import Edit, QuoteGroup, QuoteVariant

# Beyond this many words a comparison would cost more than it tells; one replacement is shown instead.
MAX_WORDS = 1200

_WORD = re.compile(r"\w+|[^\w\s]|\s+")


def order_variants(quote: QuoteGroup) -> tuple[QuoteVariant, ...]:
    """Put the wording that the others are compared with first, the rest as they stand."""
    return tuple(sorted(quote.variants, key=lambda variant: variant.against is not None))


def order_quotes(quotes: Sequence[QuoteGroup]) -> tuple[QuoteGroup, ...]:
    """Put changed wordings first, then identical ones, then those of one report; the widest first."""
    weights = {"identical": 1, "single": 2}

    def weight(quote: QuoteGroup) -> tuple[int, int]:
        return (weights.get(quote.wording, 0), -len({variant.report for variant in quote.variants}))

    return tuple(sorted(quotes, key=weight))


class Piece(NamedTuple):
    """A stretch that both wordings have (same), only the older (del) or only the newer (ins)."""

    op: Literal["same", "del", "ins"]
    text: str


def show_edits(base: str, wording: str, edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """Lay the edits out in the wording they lead to; compare word by word where they do not fit.

    >>> edits = [Edit("replace", "partial", "full")]
    >>> [tuple(piece) for piece in show_edits("a partial exit", "a full exit", edits)]
    [('same', 'a '), ('del', 'partial'), ('ins', 'full'), ('same', ' exit')]
    """
    return _join(_replay(base, wording, edits) or _compare(base, wording))


def _replay(base: str, wording: str, edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """Walk both wordings in step; empty where an edit is not found or what lies between differs."""
    pieces: list[Piece] = []
    at = to = 0
    for edit in edits:
        ahead = base.find(edit.from_, at) - at if edit.from_ else wording.find(edit.to, to) - to
        if ahead < 0 or not _same(base[at : at + ahead], wording[to : to + ahead]):
            return ()
        pieces.append(Piece("same", wording[to : to + ahead]))
        at, to = at + ahead, to + ahead
        if not wording.startswith(edit.to, to):
            return ()
        pieces += [Piece("del", edit.from_), Piece("ins", edit.to)]
        at, to = at + len(edit.from_), to + len(edit.to)
    if not _same(base[at:], wording[to:]):
        return ()
    return tuple(piece for piece in (*pieces, Piece("same", wording[to:])) if piece.text)


def _join(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Make one change of neighbours that only a space parts: a reader sees a phrase replaced, not words."""
    gone: list[str] = []
    come: list[str] = []
    joined: list[Piece] = []

    def settle() -> None:
        # Spaces that both ends share belong to what stays.
        old, new = "".join(gone), "".join(come)
        tail = " " if old.endswith(" ") and new.endswith(" ") else ""
        old, new = old.removesuffix(tail), new.removesuffix(tail)
        joined.extend(piece for piece in (Piece("del", old), Piece("ins", new)) if piece.text)
        if tail:
            joined.append(Piece("same", tail))
        gone.clear()
        come.clear()

    for at, piece in enumerate(pieces):
        more = at + 1 < len(pieces)
        if piece.op == "del":
            gone.append(piece.text)
        elif piece.op == "ins":
            come.append(piece.text)
        elif piece.text.isspace() and gone and come and more:
            gone.append(piece.text)
            come.append(piece.text)
        else:
            settle()
            joined.append(piece)
    settle()
    return tuple(joined)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _compare(base: str, wording: str) -> tuple[Piece, ...]:
    old, new = _WORD.findall(base), _WORD.findall(wording)
    if len(old) > MAX_WORDS or len(new) > MAX_WORDS:
        return (Piece("del", base), Piece("ins", wording))
    pieces: list[Piece] = []
    # Bit-parallel: hostile repetition costs no more than prose does.
    steps = Indel.opcodes([word.casefold() for word in old], [word.casefold() for word in new])
    for step in steps:
        if step.tag == "equal":
            pieces.append(Piece("same", "".join(new[step.dest_start : step.dest_end])))
        else:
            pieces.append(Piece("del", "".join(old[step.src_start : step.src_end])))
            pieces.append(Piece("ins", "".join(new[step.dest_start : step.dest_end])))
    return tuple(piece for piece in pieces if piece.text)
