"""At what time of day reports say that it happened, in the first sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator

from samestory.lexicon.happenings import load_happening_words
from samestory.text.facts.fact import Fact, Page
from samestory.text.reading import read_plainly
from samestory.text.times.clock import find_moments

TOPIC = "at what time it happened"
# Lower down the hours are those of vigils, hearings and calls.
LEAD_SENTENCES = 8


def find_hours(page: Page) -> Iterator[Fact]:
    """Read the first clock time that stands in a sentence of the lead about what happened."""
    words = load_happening_words()
    text = read_plainly(page.account.report.text)
    for at, sentence in enumerate(page.sentences[:LEAD_SENTENCES]):
        lemmas = {token.lemma.lower() for token in page.tokens[sentence.first : sentence.last]}
        if not lemmas & words.happening or lemmas & words.aftermath:
            continue
        for moment in find_moments(text, sentence.start, sentence.end):
            if moment.sort == "clock":
                key = f"{moment.earliest} {moment.latest} {'' if moment.day is None else moment.day}"
                yield Fact(page, TOPIC, key, moment.start, moment.end, at)
                return
