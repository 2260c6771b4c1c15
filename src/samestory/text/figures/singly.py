"""Casualties told one by one: 'a man was killed', 'Ann and Bo died', 'the gunman was shot dead'."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from decimal import Decimal

from samestory.lexicon.casualties import load_casualty_words
from samestory.records import Account, Quantity, Sentence, Token
from samestory.text.figures.fates import find_fate

_BEFORE_NOUN = frozenset(("det", "amod", "compound", "nummod", "punct"))
_PRONOUNS = frozenset(("he", "she", "who"))
_ORDINALS = frozenset(
    ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
)
_FILLERS = frozenset(("nsubj", "nsubjpass", "dobj", "conj", "attr", "ROOT"))
# 'Whether he was killed': nobody has said that he was.
_DOUBTS = frozenset(("whether", "if", "unless", "until", "could", "would", "might", "may", "should"))
DOUBT_REACH_WORDS = 6
# In a round-up a passage that lies further off than this tells another happening. Where the weights
# only fall with the place in the report, nearly all of it is near enough.
NEAR_SHARE = 0.05
_FOUND = frozenset(("find", "discover", "recover", "remove", "locate"))
_BODIES = frozenset(("body", "corpse"))
# Whose fate was met so long before the report is no casualty of what it reports.
LONG_AGO = timedelta(days=90)


def find_singly(
    account: Account, role: str, weights: Sequence[float], aside: Callable[[Sentence], bool]
) -> tuple[int, Quantity] | None:
    """Count those who are told one by one to have met a fate: the most that one sentence tells of.

    A floor, never a total: the next sentence may tell of others, or of the same by other words. Those
    of different names are different persons; 'a man' may be any of them.

    Args:
        account: the report.
        role: 'killed' or 'injured'.
        weights: how much each sentence belongs to the happening: of a round-up only the nearest count.
        aside: tells which sentences speak of other happenings.

    Returns:
        The index of the sentence and the figure as if it had been written; None where nobody is told of.
    """
    tokens = account.annotation.tokens
    words = load_casualty_words()
    # A death is told of whoever died; 'his brother was hurt' as often of one who was told of before.
    people = words.persons if role == "killed" else words.people
    past = _past_sentences(account)
    least = max(weights, default=0.0) * NEAR_SHARE
    told = [
        (at, found)
        for at, sentence in enumerate(account.annotation.sentences)
        if at not in past and weights[at] >= least and not aside(sentence)
        if (found := _list_joined(tokens, sentence, role) or list_single(tokens, sentence, role, people))
        if role == "killed" or not _tells_death(tokens, sentence)
    ]
    if not told:
        return None
    persons = [i for _, found in told for i in found]
    names = {tokens[i].text.lower() for i in persons if tokens[i].tag == "NNP"}
    at, found = max(told, key=lambda one: (len(one[1]), weights[one[0]]))
    number = Decimal(max(len(found), len(names)))
    start, end = tokens[min(found)].start, tokens[max(found)].end
    return at, Quantity(account.id, start, end, number, number, "people", role, role=role)


def _list_joined(tokens: Sequence[Token], sentence: Sentence, role: str) -> list[int]:
    """'Wounding his girlfriend and her son': two that 'and' joins are two, by whatever word."""
    found = list_single(tokens, sentence, role, load_casualty_words().persons)
    joined = any(tokens[i].dep == "conj" and tokens[i].head in found for i in found)
    return found if joined else []


def _tells_death(tokens: Sequence[Token], sentence: Sentence) -> bool:
    """'He was taken to hospital, where he died'."""
    words = load_casualty_words()
    return any(
        words.states.get(token.text.lower()) == "killed" or words.undergone.get(token.lemma) == "killed"
        for token in tokens[sentence.first : sentence.last]
    )


def _past_sentences(account: Account) -> frozenset[int]:
    """The sentences that name a time long before the report."""
    written = account.published.earliest
    if written is None:
        return frozenset()
    starts = [sentence.start for sentence in account.annotation.sentences]
    past = (time.start for time in account.times if time.latest < written - LONG_AGO)
    return frozenset(bisect_right(starts, start) - 1 for start in past)


def list_single(
    tokens: Sequence[Token], sentence: Sentence, role: str, people: Collection[str]
) -> list[int]:
    """The tokens of a sentence that name one person each who met a fate, pronouns only for want of a name.

    `people` are the nouns that are taken for persons: a brother or an officer who was hurt is as often
    told of before, by another word, as not.
    """
    places = range(sentence.first, sentence.last)
    named = [i for i in places if _is_person(tokens, i, role, people) and _meets(tokens, i, sentence, role)]
    # 'Arturo Diaz, a bystander' is one.
    named = [i for i in named if not (tokens[i].dep == "appos" and tokens[i].head in named)]
    bodies = [i for i in places if _is_found_body(tokens, i)] if role == "killed" else []
    others = (i for i in places if _is_pronoun(tokens[i]) and _meets(tokens, i, sentence, role))
    return named or bodies or [i for i in [next(others, None)] if i is not None]


def list_others(tokens: Sequence[Token], sentence: Sentence) -> list[int]:
    """The tokens by which a sentence adds one more: 'another was hurt', 'injured a fourth'."""
    return [
        i
        for i in range(sentence.first, sentence.last)
        if tokens[i].dep in _FILLERS
        and (
            tokens[i].text.lower() == "another"
            or (tokens[i].text.lower() in _ORDINALS and i > 0 and tokens[i - 1].text.lower() == "a")
        )
    ]


def _is_person(tokens: Sequence[Token], at: int, role: str, people: Collection[str]) -> bool:
    token = tokens[at]
    if token.tag == "NN" and token.dep != "compound":
        word = token.text.lower()
        # Who did it counts among the dead; that he was hurt is told of his arrest.
        return role == "killed" if word in load_casualty_words().doers else word in people
    return token.tag == "NNP" and token.dep in ("nsubj", "nsubjpass", "dobj", "conj")


def _is_pronoun(token: Token) -> bool:
    return token.text.lower() in _PRONOUNS and token.dep in ("nsubj", "nsubjpass")


def _is_found_body(tokens: Sequence[Token], at: int) -> bool:
    """'A body was found'."""
    token = tokens[at]
    return (
        token.text.lower() in _BODIES
        and token.dep in ("dobj", "nsubjpass")
        and tokens[token.head].lemma in _FOUND
    )


def _meets(tokens: Sequence[Token], at: int, sentence: Sentence, role: str) -> bool:
    start = at
    while (
        start > sentence.first and tokens[start - 1].dep in _BEFORE_NOUN and tokens[start - 1].text != ","
    ):
        start -= 1
    near = tokens[
        max(sentence.first, start - DOUBT_REACH_WORDS) : min(sentence.last, at + DOUBT_REACH_WORDS)
    ]
    if any(token.text.lower() in _DOUBTS for token in near):
        return False
    fate = find_fate(tokens, start, at + 1, (sentence.first, sentence.last))
    return fate == role or (role == "injured" and fate == "hospitalised")
