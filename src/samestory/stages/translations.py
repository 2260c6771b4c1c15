"""Translations: where one report says in another language what a second states, or whom it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from samestory.records import Account, Lineage, QuoteGroup, Statement, Support, content_id
from samestory.text.reuse.families import DEPENDENT
from samestory.text.reuse.translations import TRANSLATION, list_figures

# So much of a support must lie in a passage for the passage to carry it, and so much of a sentence in
# quotation marks for the sentence to be a quotation.
MIN_CARRIED_SHARE = 0.5
Side = tuple[str, int, int]
"""A sentence: its report and where it stands there."""
Sides = Mapping[str, Sequence[tuple[Side, Side]]]


def carry_statements(
    statements: Sequence[Statement], accounts: Sequence[Account], lineage: Lineage
) -> tuple[Statement, ...]:
    """Add to each statement the sentences of unparsed reports that translate a sentence stating it.

    Without them a statement would pass for one report's own although another has it in its language.
    Only sentences that are plainly translated count, and none whose figures are others.
    """
    by_id = {account.id: account for account in accounts}
    sides: dict[str, list[tuple[Side, Side]]] = {}
    for here, there in _translated_sides(lineage):
        if not by_id[there[0]].annotation.tokens:
            sides.setdefault(here[0], []).append((here, there))
    return tuple(_carry(statement, by_id, sides) for statement in statements)


def _translated_sides(lineage: Lineage) -> Iterator[tuple[Side, Side]]:
    """Give each plainly translated sentence with its translation, both ways round.

    Between reports that may be independent a sentence must be surer: each tells its own story.
    """
    for pair in lineage.pairs:
        needed = TRANSLATION.alone if pair.relation in DEPENDENT else TRANSLATION.sure
        for passage in pair.passages:
            if passage.kind == "translated" and passage.likeness >= needed:
                a, b = (pair.a, *passage.a), (pair.b, *passage.b)
                yield a, b
                yield b, a


def _carry(statement: Statement, accounts: Mapping[str, Account], sides: Sides) -> Statement:
    added: dict[str, Support] = {}
    for support in statement.support:
        for here, there in sides.get(support.report, ()):
            taken = there[0] in added or there[0] in statement.reports
            if not taken and _lies_in(support, here) and _may_agree(support, there, accounts):
                added[there[0]] = Support(*there)
    if not added:
        return statement
    return replace(statement, support=(*statement.support, *(added[report] for report in sorted(added))))


def _lies_in(support: Support, side: Side) -> bool:
    shared = min(support.end, side[2]) - max(support.start, side[1])
    return shared >= MIN_CARRIED_SHARE * (support.end - support.start)


def _may_agree(support: Support, translation: Side, accounts: Mapping[str, Account]) -> bool:
    """Whether the figures stated are in the translation, or it writes all figures out."""
    stated = list_figures(accounts[support.report].report.text[support.start : support.end])
    translated = list_figures(accounts[translation[0]].report.text[translation[1] : translation[2]])
    return not translated or stated <= translated


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
    for here, there in _translated_sides(lineage):
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
        if min(last, end) - max(first, start) >= MIN_CARRIED_SHARE * max(end - start, last - first)
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
