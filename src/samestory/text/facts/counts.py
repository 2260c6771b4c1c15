"""How many of a thing each report counts, in whatever connexion: 'hundreds of women', '1,200 women'."""

from __future__ import annotations

from collections.abc import Iterator

from samestory.lexicon.common_words import load_common_words
from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Sentence, Span
from samestory.text.contrasts.tellings import Telling
from samestory.text.facts.fact import MAX_SENTENCES, Fact, Page
from samestory.text.figures.placing import place_figures
from samestory.text.figures.told import Figure, figures_of

# The dead and the hurt are counted as a toll.
_TOLLS = frozenset(("killed", "hurt"))
# Words for anybody count anything; so do these.
_LOOSE = frozenset(
    ("time", "year", "month", "week", "day", "hour", "minute", "second", "thing", "way", "question",
     "reason", "point", "case", "part", "side", "percent", "count", "charge", "other", "person", "people",
     "block", "mile")
)  # fmt: skip


def find_counts(page: Page) -> Iterator[Fact]:
    """Read what a report counts, each with the terms of its sentence beside the noun."""
    account = page.account
    sentences = account.annotation.sentences[:MAX_SENTENCES]
    for at, (sentence, placed) in enumerate(zip(sentences, place_figures(account), strict=False)):
        counted = tuple(q for q in placed if q.kind != "age")
        places = tuple(range(sentence.first, sentence.last))
        telling = Telling(account, (Span(sentence.start, sentence.end),), places, counted, (), {}, {})
        for figure in figures_of(telling):
            noun = _noun(figure)
            if noun and not (figure.part or figure.rest):
                q = figure.quantity
                near = _near(page, sentence, figure)
                yield Fact(page, noun, f"{q.low}-{q.high}", q.start, q.end, at, figure, near)


def _noun(figure: Figure) -> str:
    """The term of what is counted, one for words of the same; '' for what is no thing of its own."""
    if figure.quantity.kind != "count":
        return figure.key
    if figure.key in _TOLLS or not figure.noun or figure.noun in _LOOSE:
        return ""
    alike = sorted(load_contrast_words().alike.get(figure.noun, ()))
    return f"alike {alike[0]}" if len(alike) == 1 else figure.noun


def _near(page: Page, sentence: Sentence, figure: Figure) -> frozenset[str]:
    common = load_common_words()
    return frozenset(
        term
        for token in page.tokens[sentence.first : sentence.last]
        if token.pos in ("NOUN", "VERB", "PROPN", "ADJ") and token.lemma.lower() not in common
        if not (figure.quantity.start <= token.start < figure.quantity.end)
        if not (term := read_term(token.lemma.lower())).isdigit()
    )
