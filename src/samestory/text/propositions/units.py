"""What a clause brings to being compared: its terms, names, figures, predicate and roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.kindred import read_term
from samestory.records import Account, Clause, Token
from samestory.records.annotations import SentenceKind

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december jan feb mar apr aug sept sep oct nov dec today yesterday
    tonight morning afternoon evening night noon midnight a.m. p.m. am pm early late""".split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause ready for comparing. `account` is its report's place among the story's accounts."""

    account: int
    report: str
    start: int
    end: int
    sentence: int
    attribution: int | None
    kind: SentenceKind
    text: str
    terms: tuple[str, ...]
    names: tuple[str, ...]
    figures: tuple[str, ...]
    times: tuple[str, ...]
    predicate: str
    subject: tuple[str, ...]
    negated: bool
    quoted: bool
    depth: float


def read_units(accounts: Sequence[Account]) -> list[Unit]:
    """Make every clause of a story ready, report by report, in reading order."""
    return [
        unit
        for place, account in enumerate(accounts)
        for clause in account.clauses
        for unit in [_unit(place, account, clause)]
    ]


def _unit(place: int, account: Account, clause: Clause) -> Unit:
    tokens = account.annotation.tokens
    sentence = account.annotation.sentences[clause.sentence]
    inside = [t for t in tokens[sentence.first : sentence.last] if clause.start <= t.start and t.end <= clause.end]
    own = [tokens[index] for index in clause.tokens]
    head = _head(tokens, clause)
    return Unit(
        account=place,
        report=account.id,
        start=clause.start,
        end=clause.end,
        sentence=clause.sentence,
        attribution=clause.attribution,
        kind=sentence.kind,
        text=" ".join(token.text for token in inside),
        terms=tuple(read_term(_fold(t)) for t in inside if is_telling(t)),
        names=tuple(read_term(_fold(t)) for t in inside if t.pos == "PROPN" and is_telling(t)),
        figures=tuple(read_term(t.text.lower()) for t in inside if t.pos == "NUM" and _is_figure(t, tokens)),
        times=tuple(_fold(t) for t in inside if _fold(t) in _CALENDAR),
        predicate=read_term(_fold(head)) if head is not None else "",
        subject=tuple(
            read_term(_fold(t)) for t in own if is_telling(t) and _stands_in(tokens, t, _SUBJECTS, own)
        ),
        negated=any(t.dep == "neg" or t.lemma in ("no", "never", "without", "nobody") for t in own),
        quoted=any(q.start <= clause.start and clause.end <= q.end + 1 for q in account.quotes),
        depth=sentence.start / max(1, len(account.report.text)),
    )


def is_telling(token: Token) -> bool:
    """Whether a word shows something when two clauses share it."""
    if token.pos not in _TELLING or not any(map(str.isalnum, token.text)):
        return False
    if token.pos in ("PROPN", "NUM"):
        return True
    return token.lemma not in load_common_words()


def _fold(token: Token) -> str:
    return token.text.lower().strip(".'’") if token.pos == "PROPN" else token.lemma.strip(".'’")


def _is_figure(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a numeral counts something: not the day of a month, an hour or a year."""
    head = tokens[token.head]
    return not (head.lemma.strip(".") in _CALENDAR or head.pos == "PROPN" or ":" in token.text)


def _head(tokens: Sequence[Token], clause: Clause) -> Token | None:
    """The own word of a clause whose head lies outside it."""
    own = set(clause.tokens)
    for index in clause.tokens:
        token = tokens[index]
        if (token.head == index or token.head not in own) and token.pos in ("VERB", "NOUN", "AUX", "PROPN", "ADJ"):
            return token
    return None


def _stands_in(tokens: Sequence[Token], token: Token, roles: frozenset[str], own: Sequence[Token]) -> bool:
    """Whether a word belongs to a phrase with one of these roles, looking a few heads up."""
    at = token
    for _ in range(4):
        if at.dep in roles:
            return True
        above = tokens[at.head]
        if above is at or above.pos in ("VERB", "AUX"):
            return False
        at = above
    return False
