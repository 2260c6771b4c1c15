"""The wording that stands for a statement: the clause most like all others, fit to be read by itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from samestory.records import Account
from samestory.text.propositions.units import Unit

# A longer wording is a paragraph, not a statement.
MAX_CHARS = 240
# What each flaw takes off a wording's cosine with the group: a whole clause somewhat less alike is
# better to read than a fragment; beyond half a cosine it would tell something else.
COST_OF_FLAW = 0.2
# Words that lean on what stood before, and marks that belong to it.
_LEANING = re.compile(
    r"(?:that|which|who|whom|whose|them|it|he|she|they|this|these|those|his|her|its|their|my|our|and|but|or|"
    r"as|to)\b|[^\w\"“'‘$£€]",
    re.IGNORECASE,
)
# So few words are a stump: a reader cannot tell what they are about.
MIN_WORDS = 6
# A wording that ends in saying that something is said.
_FRAME = re.compile(
    r"\b(?:said|says|added|announced|wrote|tweeted|told(?: \w+){1,3})\W{0,3}$", re.IGNORECASE
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def weigh_terms(units: Sequence[Unit]) -> Mapping[str, float]:
    """Weigh each term by its rarity over the sentences of the story."""
    inside: dict[tuple[int, int], set[str]] = {}
    for unit in units:
        inside.setdefault((unit.account, unit.sentence), set()).update(unit.terms)
    seen = Counter(term for terms in inside.values() for term in terms)
    return {term: math.log(1 + len(inside) / count) for term, count in seen.items()}


def rank_wordings(
    accounts: Sequence[Account], members: Sequence[Unit], rarity: Mapping[str, float]
) -> list[str]:
    """Rank the wordings of a group of clauses, the one that says what all say and little else first.

    Likeness is the cosine with what the other reports say, each counted once; flaws count against it:
    no subject with a verb, a beginning that leans on what went before, unpaired marks, great length.
    """
    reports: dict[int, set[str]] = {}
    for unit in members:
        reports.setdefault(unit.account, set()).update(unit.terms)
    share = Counter(term for terms in reports.values() for term in terms)

    def rank(unit: Unit) -> tuple[float, int, int]:
        own = reports[unit.account]
        centre = {term: rarity[term] * (share[term] - (term in own)) for term in sorted(share)}
        worth = _cosine(unit, centre, rarity) - COST_OF_FLAW * _count_flaws(accounts[unit.account], unit)
        return (-round(worth, 9), unit.account, unit.start)

    return list(dict.fromkeys(_read(accounts, unit) for unit in sorted(members, key=rank)))


def _read(accounts: Sequence[Account], unit: Unit) -> str:
    return " ".join(accounts[unit.account].report.text[unit.start : unit.end].split())


def _cosine(unit: Unit, centre: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    own = sorted(set(unit.terms))
    lengths = math.hypot(*(rarity[term] for term in own)) * math.hypot(*centre.values())
    return math.fsum(rarity[term] * centre[term] for term in own) / lengths if lengths else 0.0


def _count_flaws(account: Account, unit: Unit) -> int:
    text = account.report.text[unit.start : unit.end]
    sentence = account.annotation.sentences[unit.sentence]
    inside = [
        token
        for token in account.annotation.tokens[sentence.first : sentence.last]
        if unit.start <= token.start and token.end <= unit.end
    ]
    has_subject = any(token.dep in _SUBJECTS for token in inside)
    has_verb = any(token.pos in ("VERB", "AUX") for token in inside)
    unpaired = (
        text.count('"') % 2 or text.count("“") != text.count("”") or text.count("(") != text.count(")")
    )
    stump = len(text.split()) < MIN_WORDS or unit.framing or _FRAME.search(text)
    flaws = (not (has_subject and has_verb), _LEANING.match(text), unpaired, len(text) > MAX_CHARS, stump)
    return sum(map(bool, flaws))


def is_stump(text: str) -> bool:
    """Whether a wording says too little to stand first: a few words, or only that somebody spoke.

    >>> is_stump("Her cousin was hurt"), is_stump("Mayor Ida Holm of Bergen told reporters")
    (True, True)
    """
    return len(text.split()) < MIN_WORDS or bool(_FRAME.search(text) or _LEANING.match(text))
