"""Translations: where a report that is not parsed says in its language what another states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samestory.records import Account, Lineage, Statement, Support
from samestory.text.reuse.translations import Side, list_figures, list_translated_sides

# So much of a support must lie in a passage for the passage to carry it.
MIN_CARRIED_SHARE = 0.5
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
    for here, there in list_translated_sides(lineage):
        if not by_id[there[0]].annotation.tokens:
            sides.setdefault(here[0], []).append((here, there))
    return tuple(_carry(statement, by_id, sides) for statement in statements)


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
