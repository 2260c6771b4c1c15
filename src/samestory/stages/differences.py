"""Differences: where the reports of one statement do not say the same, and what to make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samestory.records import Account, Difference, Name, Statement
from samestory.text.contrast_figures import contrast_figures
from samestory.text.tellings import NameIndex, Telling, gather_tellings


def compare_statements(
    statements: Sequence[Statement], accounts: Sequence[Account], names: Sequence[Name]
) -> tuple[Statement, ...]:
    """Compare, inside each statement of several reports, what they say of the same thing.

    Each difference names its sides with the reports and the places, and says what it is worth:
    a conflict only where both cannot be right; where that cannot be told, `unsure`.
    """
    by_id = {account.id: account for account in accounts}
    index = NameIndex(names, accounts)
    return tuple(
        replace(statement, differences=_compare(gather_tellings(statement, by_id, index), index))
        if len(statement.reports) > 1
        else statement
        for statement in statements
    )


def _compare(tellings: Sequence[Telling], names: NameIndex) -> tuple[Difference, ...]:
    return tuple(contrast_figures(tellings))
