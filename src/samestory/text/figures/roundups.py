"""Round-ups: reports that tell many happenings of a weekend or a city, and which part tells ours.

A round-up counts all its happenings in the lead and each of them below it. What it says of the one
that other reports tell stands near the words that it shares with them: streets, names, ages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from samestory.lexicon.kindred import read_term
from samestory.records import Account, Sentence
from samestory.text.figures.placing import place_figures

# What is said of a whole city or a long while, or of another happening.
SWEEPING = re.compile(
    r"\b(?:(?:so far )?this year|last (?:year|month|week|weekend)|(?:since|in) (?:19|20)\d\d"
    r"|(?:over|during|throughout|of) (?:the|this|a|an|another) (?:\w+ ){0,3}weekend|this weekend"
    r"|(?:in|over) the (?:past|last) (?:\w+ )?(?:days|weeks|months|years)"
    r"|since (?:early |late )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|since \d\d?(?::\d\d)? [ap]\.?m"
    r"|homicides|statistics|across (?-i:the (?:city|country|nation|state)|[A-Z])|city-?wide|per year"
    r"|on average|annual"
    r"|(?:pair|series|string|spate|rash|wave) of (?:\w+ )?(?:shootings|homicides|attacks|crashes|killings)"
    r"|in (?:other|another|separate|unrelated|different)"
    r"|(?:another|separate|unrelated|previous|other) (?:shooting|incident|attack|killing|crash|fire)s?)\b",
    re.IGNORECASE,
)
# What makes a whole report a round-up: it counts over a city, or several happenings of some days.
_HAPPENINGS = r"(?:shootings|homicides|killings|murders|attacks|incidents|crashes|fires|slayings)"
ROUNDUP = re.compile(
    r"\bacross (?-i:the (?:city|country|nation|state)|[A-Z])|\bcity-?wide\b"
    rf"|\b(?:pair|series|string|spate|rash|wave|number) of (?:\w+ )?{_HAPPENINGS}\b"
    rf"|\b(?:separate|different|unrelated|other) {_HAPPENINGS}\b"
    rf"|\b{_HAPPENINGS}\b.{{0,60}}\b(?:weekend|overnight|week|month|year|since)\b"
    rf"|\b(?:weekend|overnight|week|month|year|since)\b.{{0,60}}\b{_HAPPENINGS}\b"
    r"|\b(?:people|were|been) (?:shot|killed|wounded|injured)\b.{0,60}"
    r"\b(?:this year|in the (?:past|last) (?:\w+ )?(?:days|weeks|months)|since \w+day)\b",
    re.IGNORECASE,
)
# A sentence lends so much of what it shares with other reports to the next one, and on.
FADING = 0.5
REACH_SENTENCES = 2
# Only words of this few sentences place a passage; what more share is common to all that is told.
MOST_SENTENCES = 6
# Other reports' first sentences say which happening is meant; further down they tell others too.
LEAD_SENTENCES = 15


def is_roundup(account: Account) -> bool:
    """Tell whether a report counts casualties over a whole city or several happenings."""
    return any(
        any(q.role for q in figures) and ROUNDUP.search(account.report.text, sentence.start, sentence.end)
        for sentence, figures in zip(account.annotation.sentences, place_figures(account), strict=True)
    )


def weigh_sentences(account: Account, others: Sequence[Account]) -> list[float]:
    """Weigh each sentence of a round-up, 0 to 1, by how near it stands to what the others tell.

    All sentences weigh 1 where no word ties the report to another.
    """
    sentences = account.annotation.sentences
    known = frozenset[str]().union(
        *(_terms(o, s) for o in others for s in o.annotation.sentences[:LEAD_SENTENCES])
    )
    terms = [_terms(account, sentence) for sentence in sentences]
    spread = Counter(term for told in terms for term in told)
    shared = [
        sum(1 / spread[term] for term in sorted(told & known) if spread[term] <= MOST_SENTENCES)
        for told in terms
    ]
    near = [
        sum(
            shared[other] * FADING ** abs(other - at)
            for other in range(max(0, at - REACH_SENTENCES), min(len(shared), at + REACH_SENTENCES + 1))
        )
        for at in range(len(shared))
    ]
    most = max(near, default=0.0)
    # Squared: a passage that shares half as much is seldom half about it.
    return [(one / most) ** 2 for one in near] if most else [1.0] * len(near)


def _terms(account: Account, sentence: Sentence) -> frozenset[str]:
    """The terms of a sentence that place what it tells: its nouns, names and figures."""
    return frozenset(
        read_term(token.lemma)
        for token in account.annotation.tokens[sentence.first : sentence.last]
        if token.pos in ("NOUN", "PROPN", "NUM") and any(c.isalnum() for c in token.text)
    )
