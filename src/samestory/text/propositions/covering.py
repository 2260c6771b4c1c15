"""Whether a place says what a sentence says: what must hold before the one is cited for the other."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice, takewhile

from samestory.records import Account, Citation, Statement, Support
from samestory.text.propositions.agreement import agree, weigh
from samestory.text.propositions.places import find_citation
from samestory.text.propositions.units import read_terms

# How alike a place and the sentence must be, as the cosine of their terms by rarity in the story. Read on
# sixteen stories: of the places cited unchecked 22 in 100 did not say the sentence by gold, at .13 11, at
# .2 7. Beyond .13 the brief loses places that say in other words what they share.
MIN_LIKENESS = 0.13

# How alike a place must be to what is shown to bear it out: calling it borne out when it is not is worse
# than leaving it open. Read on eight stories: of those that fall below most were wrongly called so.
MIN_BEARING_OUT = 0.16


class Terms:
    """The terms of places in a story's reports, each weighed by its rarity over the sentences."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.accounts = {account.id: account for account in accounts}
        sentences = [(a.annotation.tokens, s) for a in accounts for s in a.annotation.sentences]
        seen = Counter(
            term for tokens, s in sentences for term in set(read_terms(tokens[s.first : s.last]))
        )
        self._rarity = {term: math.log(1 + len(sentences) / count) for term, count in seen.items()}

    def read(self, place: Citation) -> Mapping[str, float]:
        """The terms between two offsets of a report, and what each weighs."""
        tokens = self.accounts[place.report].annotation.tokens
        first = bisect_left(tokens, place.start, key=lambda token: token.start)
        inside = list(takewhile(lambda token: token.end <= place.end, islice(tokens, first, None)))
        names = read_terms([token for token in inside if token.pos == "PROPN"])
        return weigh(read_terms(inside), frozenset(names), self._rarity)


def find_sayers(statement: Statement, terms: Terms) -> frozenset[str]:
    """Find the reports of which a place says the words that a statement is shown by; all if unknown.

    A group of clauses may hold one that was found alike and tells something else; nobody should count it.
    """
    told = read_shown(statement, terms)
    if not told:
        return frozenset(statement.reports)
    return frozenset(
        support.report
        for support in statement.support
        if agree(told, terms.read(_sentence(terms.accounts[support.report], support))) >= MIN_BEARING_OUT
    )


def read_shown(statement: Statement, terms: Terms) -> Mapping[str, float]:
    """The terms of the words that a statement is shown by; none where they stand in none of its places."""
    homes = (_locate(statement.text, terms.accounts[s.report], s) for s in statement.support)
    home = next((home for home in homes if home is not None), None)
    return terms.read(home) if home is not None else {}


def _locate(text: str, account: Account, support: Support) -> Citation | None:
    """Find the words of a statement in the sentence of one of its places."""
    around = _sentence(account, support)
    pattern = r"\s+".join(map(re.escape, text.split()))
    found = re.compile(pattern).search(account.report.text, around.start, around.end)
    return Citation(account.id, found.start(), found.end()) if found else None


def _sentence(account: Account, support: Support) -> Citation:
    start, end = find_citation(account, support.start, support.end)
    return Citation(account.id, start, end)


def is_covered(sentence: Mapping[str, float], place: Mapping[str, float]) -> bool:
    """Whether a place says enough of a sentence to be cited for it."""
    return agree(sentence, place) >= MIN_LIKENESS
