"""How old reports say that each person is: 'Jon Holm, 56', 'a man in his 50s was killed'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.text.facts.fact import Fact, Page

DEAD = "the dead"
# An age or a name stands at most so many words from the other: '56-year-old father of two Jon Holm'.
REACH_WORDS = 6
_DECADE = re.compile(
    r"\b(?:(?P<when>early|mid|late)[ -])?(?:to[ -])?(?:in )?(?:his|her|their) "
    r"(?:(?:early|mid|late)[ -])?(?P<decade>[2-9]0)['’]?s\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?P<age>\d{1,2})[ -]years?[ -]old\b", re.IGNORECASE)
_BARE = re.compile(r", (?:aged? )?(?P<age>[1-9]\d)(?=[,.;)]| ?,)")
_DIED = re.compile(
    r"\b(?:died|dead|killed|fatally|slain|deaths? of|to death|deceased|murdered)\b", re.IGNORECASE
)


def find_ages(page: Page) -> Iterator[Fact]:
    """Read the ages of persons by name, and of the dead: a decade as '50s', a number as itself."""
    text = page.account.report.text
    for at, sentence in enumerate(page.sentences):
        dead = _DIED.search(text, sentence.start, sentence.end) is not None
        for pattern in (_DECADE, _YEARS, _BARE):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                key = f"{match['decade']}s" if pattern is _DECADE else match["age"]
                span = match.span() if pattern is not _BARE else match.span("age")
                person = _person_beside(page, at, *match.span(), before=pattern is _BARE)
                if person:
                    yield Fact(page, person, key, *span, at)
                if dead and pattern is not _BARE and (not person or person not in page.cast.doers):
                    yield Fact(page, DEAD, key, *span, at)


def _person_beside(page: Page, at: int, start: int, end: int, *, before: bool) -> str:
    """The person whose age it is: named right before ', 56,', or right behind '56-year-old'."""
    sentence, tokens = page.account.annotation.sentences[at], page.tokens
    places = range(sentence.first, sentence.last)
    if before:
        last = next((p for p in reversed(places) if tokens[p].end <= start), None)
        return page.person(last) if last is not None and _is_in_full(page, last) else ""
    behind = [p for p in places if tokens[p].start >= end][:REACH_WORDS]
    for p in behind:
        if tokens[p].text in (",", ".", ";", ":") or tokens[p].pos in ("VERB", "AUX", "ADP"):
            break
        if tokens[p].pos == "PROPN" and page.person(p):
            return page.person(p)
    return _subject(page, places, start)


def _subject(page: Page, places: range, start: int) -> str:
    """'Jon Holm is 56 years old', 'Holm was in his 50s'."""
    tokens = page.tokens
    near = [p for p in places if tokens[p].end <= start][-REACH_WORDS:]
    verb = next((p for p in reversed(near) if tokens[p].lemma == "be"), None)
    if verb is None or near[-1] - verb > 1:
        return ""
    return page.person(verb - 1) if verb > places.start and tokens[verb - 1].pos == "PROPN" else ""


def _is_in_full(page: Page, last: int) -> bool:
    """Tell whether a name is told with a first name: 'Holm, 56, …' may be a place and a road."""
    tokens = page.tokens
    return tokens[last].pos == "PROPN" and last > 0 and page.named.get(last - 1) == page.named.get(last)
