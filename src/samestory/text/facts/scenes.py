"""Where reports say that it happened: the sort of place and the street."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.happenings import load_happening_words
from samestory.lexicon.kindred import read_term
from samestory.records import Token
from samestory.text.facts.fact import Fact, Page

PLACE = "the sort of place"
STREET = "the street"
# A place hangs on what happened by at most so many steps.
MAX_CLIMB = 3
# The lead of a report tells where it happened; lower down other places come in.
LEAD_SENTENCES = 12
_SUFFIX = (
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Drive|Dr\.?|Boulevard|Blvd\.?|Lane|Ln\.?|Highway|Hwy\.?"
    r"|Parkway|Pkwy\.?|Terrace|Freeway)(?![\w’'])"
)
_NAME = r"(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’]+(?:[ -][A-Z][\w'’]+)?)"
_SIDE = r"(?:(?:North|South|East|West|N\.?|S\.?|E\.?|W\.?|NE|NW|SE|SW)\s)?"
_STREET = re.compile(rf"\b(?:(?P<block>\d{{2,5}})(?:[- ]block of)?\s)?{_SIDE}(?P<name>{_NAME})\s{_SUFFIX}")
# 'The 400 block of Quay', '13200 Quay': a street without its kind, by a number of houses.
_BLOCK = re.compile(rf"\b(?P<block>\d{{3,5}})(?:[- ]block of)? {_SIDE}(?P<name>{_NAME})(?![\w’'])")


def find_places(page: Page) -> Iterator[Fact]:
    """Read the sorts of place at which what happened is said to have happened."""
    tokens, words = page.tokens, load_happening_words()
    for at, sentence in enumerate(page.sentences[:LEAD_SENTENCES]):
        for p in range(sentence.first, sentence.last):
            token = tokens[p]
            preposition = tokens[token.head]
            if token.dep != "pobj" or preposition.text.lower() not in words.at or token.pos != "NOUN":
                continue
            if (
                token.lemma in words.wide
                or not _is_place(tokens, p)
                or not _hangs_on_happening(tokens, token.head)
            ):
                continue
            start = p
            while (
                start > sentence.first
                and tokens[start - 1].head == p
                and tokens[start - 1].dep == "compound"
            ):
                start -= 1
            yield Fact(page, PLACE, read_term(token.lemma), tokens[start].start, token.end, at)


def _is_place(tokens: tuple[Token, ...], p: int) -> bool:
    return tokens[p].lemma in load_contrast_words().places


def _hangs_on_happening(tokens: tuple[Token, ...], preposition: int) -> bool:
    words = load_happening_words()
    at = tokens[preposition].head
    for _ in range(MAX_CLIMB):
        if tokens[at].lemma in words.happening:
            return True
        if tokens[at].lemma in words.occurs:
            return any(
                tokens[p].head == at
                and tokens[p].dep.startswith("nsubj")
                and tokens[p].lemma in words.happening
                for p in range(max(0, at - 12), at)
            )
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False


def find_streets(page: Page) -> Iterator[Fact]:
    """Read the streets that the lead names, by their own names; a block's number makes it more exact."""
    text, words = page.account.report.text, load_happening_words()
    for at, sentence in enumerate(page.sentences[:LEAD_SENTENCES]):
        lemmas = {token.lemma.lower() for token in page.tokens[sentence.first : sentence.last]}
        if not lemmas & (words.happening | words.called | words.occurs):
            continue
        found: set[int] = set()
        for pattern in (_STREET, _BLOCK):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                name = match["name"].lower().replace("-", " ")
                if match.start("name") in found or name.split()[0] in words.no_streets:
                    continue
                found.add(match.start("name"))
                yield Fact(page, STREET, f"{name}/{match['block'] or ''}", match.start(), match.end(), at)
