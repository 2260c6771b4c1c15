"""What one report alone has, of the reports held, the weightiest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samestory.records import Account, OnlyIn, Statement
from samestory.text.propositions.units import is_telling

# A figure or a name weighs as much as so many other telling words.
NAME_WEIGHT = 1.5
FIGURE_WEIGHT = 2.0


def list_exclusives(statements: Sequence[Statement], accounts: Sequence[Account]) -> tuple[OnlyIn, ...]:
    """List, for each report, the statements that it alone supports, the weightiest first.

    Names and figures that no other report has weigh most. With one report held there is nothing to be
    alone among, and nothing is listed.
    """
    if len(accounts) < 2:
        return ()
    holders = Counter(word for account in accounts for word in _words(account))
    found = []
    for account in accounts:
        alone = [s for s in statements if s.reports == (account.id,)]
        ranked = sorted(alone, key=lambda s: (-_weight(s, account, holders), s.support[0].start, s.id))
        if ranked:
            found.append(OnlyIn(account.id, tuple(statement.id for statement in ranked)))
    return tuple(found)


def _words(account: Account) -> set[str]:
    return {token.lemma for token in account.annotation.tokens if is_telling(token)}


def _weight(statement: Statement, account: Account, holders: Counter[str]) -> float:
    """Count the telling words that stand in this report only."""
    support = statement.support[0]
    weight = 0.0
    seen: set[str] = set()
    for token in account.annotation.tokens:
        if support.start <= token.start and token.end <= support.end and is_telling(token):
            if holders[token.lemma] == 1 and token.lemma not in seen:
                weight += {"PROPN": NAME_WEIGHT, "NUM": FIGURE_WEIGHT}.get(token.pos, 1.0)
            seen.add(token.lemma)
    return round(weight, 3)
