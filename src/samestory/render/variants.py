"""The wordings of a quotation for a reader: the same words once, and long omissions told in short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samestory.records import QuoteGroup, QuoteVariant
from samestory.render.edits import Piece, order_variants, show_edits
from samestory.render.shelf import Shelf

# What is left out of a wording stands in full in the one above: beyond this, its ends are enough.
MAX_OMITTED_WORDS, SHOWN_ENDS = 16, 5
# A comma or stop inside the marks is the style of a house, no other wording.
_HOUSE_STYLE = " ,.;"


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording, with all variants that have it; `pieces` show how it differs from that of `against`."""

    variants: tuple[QuoteVariant, ...]
    text: str
    pieces: tuple[Piece, ...]
    against: str | None


def list_wordings(quote: QuoteGroup, shelf: Shelf) -> tuple[Wording, ...]:
    """List the wordings of a quotation, the one that the others are compared with first."""
    wordings: dict[str, Wording] = {}
    for variant in order_variants(quote):
        text = shelf.read(variant)
        key = text.rstrip(_HOUSE_STYLE).casefold()
        same = wordings.get(key)
        if same:
            wordings[key] = replace(same, variants=(*same.variants, variant))
            continue
        base = next((v for v in quote.variants if v.report == variant.against and v is not variant), None)
        wordings[key] = Wording(
            (variant,), text, _compare(base, variant, shelf), base.report if base else None
        )
    return tuple(wordings.values())


def _compare(base: QuoteVariant | None, variant: QuoteVariant, shelf: Shelf) -> tuple[Piece, ...]:
    text = shelf.read(variant)
    if base is None:
        return (Piece("same", text),)
    old, new = (words.rstrip(_HOUSE_STYLE) for words in (shelf.read(base), text))
    return shorten_omissions(show_edits(old, new, variant.edits))


def shorten_omissions(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Show of a long omission how it begins and ends.

    >>> shorten_omissions([Piece("del", " ".join("abcdefghijklmnopqrstuvw"))])[0].text
    'a b c d e … s t u v w'
    """
    return tuple(Piece(p.op, _shorten(p.text)) if p.op == "del" else p for p in pieces)


def _shorten(text: str) -> str:
    words = text.split()
    if len(words) <= MAX_OMITTED_WORDS:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    kept = [*words[:SHOWN_ENDS], "…", *words[-SHOWN_ENDS:]]
    return lead + " ".join(kept) + tail
