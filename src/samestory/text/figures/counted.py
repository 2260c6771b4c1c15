"""The noun that a figure counts, found after it by the parse and by the look of the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from samestory.lexicon.casualties import load_casualty_words
from samestory.lexicon.figures import load_figure_words
from samestory.records import Token
from samestory.text.figures.numerals import HYPHENS

# 'Four active-duty St. Paul police officers' is as far as a noun ever stood from its figure.
REACH_WORDS = 9
_PRONOUNS = frozenset(("them", "us", "those", "these", "whom", "which", "you"))
_WHOLES = frozenset(("the", "his", "her", "its", "their", "our", "those", "these", "my"))
_POSSESSIVES = frozenset(("'s", "’s", "'"))
_STATES = frozenset(
    ("dead", "killed", "injured", "wounded", "hurt", "shot", "missing", "hospitalized", "arrested")
)


def takes_part(words: Sequence[str]) -> bool:
    """Tell whether a figure's words count out of a known whole: 'nine of the dead', 'two of whom'.

    >>> takes_part(["dozens", "of", "people"]), takes_part(["nine", "of", "the", "dead"])
    (False, True)
    """
    return any(a == "of" and (b in _WHOLES or b in _PRONOUNS) for a, b in pairwise(words))


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: the token that heads it and where its phrase ends. `joined` by a hyphen."""

    at: int
    end: int
    joined: bool = False


def find_noun(tokens: Sequence[Token], last: int, stop: int) -> Noun | None:
    """Find the noun that the figure ending at `last` counts, before `stop`; None where it has none.

    'Nine of the dead' and '170 of them' count out of a whole that is known: the whole is the noun.
    """
    if last < stop and tokens[last].text.lower() == "of":
        return _whole(tokens, last + 1, stop)
    joined = last + 1 < stop and tokens[last].text in HYPHENS and tokens[last].start == tokens[last - 1].end
    return _run(tokens, last + 1 if joined else last, stop, joined)


def _whole(tokens: Sequence[Token], at: int, stop: int) -> Noun | None:
    if at >= stop:
        return None
    if tokens[at].text.lower() in _PRONOUNS:
        return Noun(at, at + 1)
    if tokens[at].text.lower() in _WHOLES:
        noun = _run(tokens, at + 1, stop, False)
        if noun is None and at + 1 < stop and tokens[at + 1].text.lower() in _STATES:
            return Noun(at + 1, at + 2)
        return noun
    # 'Dozens of people', 'thousands of the faithful'.
    return _run(tokens, at, stop, False)


def _run(tokens: Sequence[Token], at: int, stop: int, joined: bool) -> Noun | None:
    """Follow adjectives and compounds to the noun that ends the phrase."""
    best: int | None = None
    for i in range(at, min(stop, at + REACH_WORDS)):
        token = tokens[i]
        if best is not None and not _goes_on(tokens, best, i, stop):
            break
        if token.text.lower() in _STATES and not (i + 1 < stop and tokens[i + 1].pos in ("NOUN", "PROPN")):
            break
        if token.pos in ("NOUN", "PROPN") or token.text == "%":
            best = i
            if joined:
                break
        elif not (_describes(tokens, i, stop) or token.text.lower() in _POSSESSIVES):
            break
    return None if best is None else Noun(best, best + 1, joined)


def _goes_on(tokens: Sequence[Token], noun: int, at: int, stop: int) -> bool:
    """Tell whether the noun found is only part of a compound that goes on at `at`."""
    token, following = tokens[noun], tokens[at]
    if following.text in HYPHENS and at + 1 < stop:
        return following.start == token.end
    if following.text.lower() in _POSSESSIVES:
        return at + 1 < stop and tokens[at + 1].pos in ("NOUN", "PROPN", "ADJ")
    if tokens[at - 1].text in HYPHENS or tokens[at - 1].text.lower() in _POSSESSIVES:
        return following.pos in ("NOUN", "PROPN", "ADJ") or following.tag == "VBN"
    if following.pos == "ADJ" and token.pos == "PROPN":
        return True
    if following.pos not in ("NOUN", "PROPN") or following.text.lower() in _STATES:
        return False
    # A plural closes its phrase ('12 people Monday'); a name or a singular may lead on.
    return token.tag not in ("NNS",) or (token.dep == "compound" and token.head > noun)


def _describes(tokens: Sequence[Token], at: int, stop: int) -> bool:
    token = tokens[at]
    if token.text.lower() in ("more", "other", "new", "fewer", "such"):
        return True
    if token.tag == "VBN" or token.text.lower() in _STATES:
        # 'Two wounded men' goes on; 'two wounded' and 'two killed in a crash' do not.
        return at + 1 < stop and tokens[at + 1].pos in ("NOUN", "PROPN") and token.dep == "amod"
    if token.text in HYPHENS or token.text in ('"', "'", "“", "”"):
        return at + 1 < stop
    following = tokens[at + 1].pos if at + 1 < stop else ""
    return token.pos in ("ADJ", "ADV") or (
        token.tag == "VBG" and (token.dep == "amod" or following == "NOUN")
    )


def find_unit(tokens: Sequence[Token], noun: Noun | None, role: str) -> str:
    """Name what is counted, in plain lower-case words; 'people' where a fate says so, '' if unknown."""
    if noun is None:
        return "people" if role else ""
    token = tokens[noun.at]
    word = token.text if token.pos == "PROPN" else token.text.lower()
    words = load_casualty_words()
    if (
        word.lower() in _PRONOUNS
        or word.lower() in _STATES
        or (role and word.lower() in ("others", "lives", "victims", "more"))
    ):
        return "people"
    known = word.lower() in load_figure_words().measures or word.lower() in words.people
    return word.lower() if known and token.pos != "PROPN" else word


def counts_people(tokens: Sequence[Token], noun: Noun | None) -> bool:
    """Tell whether the noun is a word for people."""
    return noun is not None and tokens[noun.at].text.lower() in load_casualty_words().people
