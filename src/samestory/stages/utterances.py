"""Utterances: quotations and their translations in other reports, joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samestory.records import Lineage, QuoteGroup, content_id
from samestory.text.reuse.translations import Side, list_translated_sides

# So much of a sentence in quotation marks makes the sentence a quotation.
MIN_QUOTED_SHARE = 0.5


def join_quotations(quotes: Sequence[QuoteGroup], lineage: Lineage) -> tuple[QuoteGroup, ...]:
    """Join quotations that fill translated sentences: one utterance, its wording `translated`.

    Groups are joined only where no report is in both; the place of the first is kept.
    """
    groups = dict(enumerate(quotes))
    home = {number: number for number in groups}
    held: dict[str, list[tuple[int, int, int]]] = {}
    for number, group in groups.items():
        for variant in group.variants:
            held.setdefault(variant.report, []).append((variant.start, variant.end, number))
    for here, there in list_translated_sides(lineage):
        first, second = (_quoted_in(side, held.get(side[0], ())) for side in (here, there))
        if first is None or second is None or home[first] == home[second]:
            continue
        keep, drop = sorted((home[first], home[second]))
        if not {v.report for v in groups[keep].variants} & {v.report for v in groups[drop].variants}:
            groups[keep] = _join(groups[keep], groups.pop(drop))
            home.update({number: keep for number, at in home.items() if at == drop})
    return tuple(group for _, group in sorted(groups.items()))


def _quoted_in(side: Side, quotes: Sequence[tuple[int, int, int]]) -> int | None:
    """Name the group of the one quotation that fills most of a sentence."""
    _, start, end = side
    filling = [
        number
        for first, last, number in quotes
        if min(last, end) - max(first, start) >= MIN_QUOTED_SHARE * max(end - start, last - first)
    ]
    return filling[0] if len(filling) == 1 else None


def _join(group: QuoteGroup, other: QuoteGroup) -> QuoteGroup:
    """Put two groups together; what is in another language is compared with the first's original."""
    original = next((v.against for v in group.variants if v.against), group.variants[0].report)
    fuller = group if group.speaker else other
    variants = (
        *group.variants,
        *(replace(variant, against=original, edits=()) for variant in other.variants),
    )
    return replace(
        group,
        id=content_id("q", *((v.report, v.start, v.end) for v in variants)),
        speaker=fuller.speaker,
        name=fuller.name,
        wording="translated",
        variants=variants,
    )
