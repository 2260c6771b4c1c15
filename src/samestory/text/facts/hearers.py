"""To which paper or station reports say that somebody spoke: 'a regional paper', 'the Holm Times'."""

from __future__ import annotations

from collections.abc import Iterator

from samestory.lexicon.happenings import load_happening_words
from samestory.text.facts.fact import Fact, Page

UNNAMED = "unnamed"
# Who is told stands so close behind the verb.
REACH_WORDS = 7


def find_hearers(page: Page) -> Iterator[Fact]:
    """Read whom a person by name told something: a body by its name, or a paper that is not named."""
    tokens = page.tokens
    for at, sentence in enumerate(page.sentences):
        for verb in range(sentence.first + 1, sentence.last):
            if tokens[verb].lemma != "tell":
                continue
            speaker = next(
                (page.person(p) for p in range(sentence.first, verb) if _is_subject(page, p, verb)), ""
            )
            for p in range(verb + 1, min(sentence.last, verb + REACH_WORDS)):
                if speaker and tokens[p].head == verb and tokens[p].dep in ("dobj", "dative"):
                    key = _hearer(page, p)
                    start = p
                    while tokens[start - 1].head in (start, p) and start - 1 > verb:
                        start -= 1
                    if key:
                        yield Fact(page, speaker, key, tokens[start].start, tokens[p].end, at)


def _is_subject(page: Page, p: int, verb: int) -> bool:
    return page.tokens[p].head == verb and page.tokens[p].dep == "nsubj"


def _hearer(page: Page, p: int) -> str:
    token = page.tokens[p]
    if token.lemma.lower() in load_happening_words().media:
        before = [page.tokens[i] for i in range(max(0, p - REACH_WORDS), p) if page.tokens[i].head == p]
        # 'The Holm daily' is named before, 'the paper' was named above.
        open_ = any(word.text.lower() in ("a", "an", "local") for word in before)
        return UNNAMED if open_ and not any(word.pos == "PROPN" for word in before) else ""
    id = page.named.get(p, "")
    return id if id and page.cast.names[id].type == "organisation" else ""
