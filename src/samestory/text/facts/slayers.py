"""Who reports say shot whoever did it: 'a SWAT officer', 'police', 'he shot himself'."""

from __future__ import annotations

from collections.abc import Iterator

from samestory.lexicon.happenings import load_happening_words
from samestory.text.facts.fact import Fact, Page

TOPIC = "who shot whoever did it"
# Who shoots stands so close before 'shot him': 'officers met the gunman and shot him'.
REACH_WORDS = 14
# What a noun's phrase holds before it: 'a SWAT team member'.
PHRASE_WORDS = 5


def find_slayers(page: Page) -> Iterator[Fact]:
    """Read who kills or shoots whoever did it, in the active and in the passive."""
    tokens = page.tokens
    for at, sentence in enumerate(page.sentences):
        for p in range(sentence.first, sentence.last):
            if (
                tokens[p].lemma in load_happening_words().slaying
                and tokens[p].pos == "VERB"
                and _is_of_doer(page, p, sentence.first)
            ):
                agent = _agent(page, p, sentence.first, sentence.last)
                if agent is not None:
                    start = next(
                        (
                            i
                            for i in range(max(sentence.first, agent - PHRASE_WORDS), agent)
                            if _leads(page, i, agent)
                        ),
                        agent,
                    )
                    key = _sort(page, start, agent)
                    if key:
                        yield Fact(page, TOPIC, key, tokens[start].start, tokens[agent].end, at)


def _leads(page: Page, i: int, agent: int) -> bool:
    return page.tokens[i].head == agent and page.tokens[i].dep in ("compound", "amod", "poss", "nmod")


def _is_of_doer(page: Page, verb: int, first: int) -> bool:
    """Tell whether the one who is shot is who did it, by a noun or as 'him' behind one."""
    tokens = page.tokens
    chain = [verb, tokens[verb].head] if tokens[verb].dep == "conj" else [verb]
    for p in range(max(first, verb - REACH_WORDS), min(len(tokens), verb + 5)):
        if tokens[p].head not in chain:
            continue
        if tokens[p].dep == "nsubjpass" and page.is_doer(p):
            return True
        if tokens[p].dep == "dobj" and tokens[p].head == verb:
            if page.is_doer(p):
                return True
            if tokens[p].text.lower() == "him":
                return any(page.is_doer(i) for i in range(max(first, verb - REACH_WORDS), verb))
    return False


def _agent(page: Page, verb: int, first: int, last: int) -> int | None:
    """The noun behind 'by', or the subject of the verb or of the one it is joined to."""
    tokens = page.tokens
    for p in range(verb + 1, min(last, verb + REACH_WORDS)):
        if tokens[p].dep == "pobj" and tokens[tokens[p].head].dep == "agent":
            return p
    chain = [verb, tokens[verb].head] if tokens[verb].dep == "conj" else [verb]
    passive = any(
        tokens[p].dep in ("nsubjpass", "auxpass") and tokens[p].head == verb for p in range(first, verb)
    )
    if passive:
        return None
    return next(
        (p for p in range(first, verb) if tokens[p].dep == "nsubj" and tokens[p].head in chain), None
    )


def _sort(page: Page, start: int, agent: int) -> str:
    words = [page.tokens[p].text.lower() for p in range(start, agent + 1)]
    if "swat" in words:
        return "swat"
    return load_happening_words().slayers.get(page.tokens[agent].lemma.lower(), "")
