"""What reports say that a person is: 'adviser to the envoy', 'head of Germany's police union'."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.happenings import load_happening_words
from samestory.text.facts.fact import Fact, Page

# What somebody is called in words stands so close behind the name, and is so long at most.
MAX_PHRASE_WORDS = 14
# 'Former' stands so close before the post: 'a former State Department official'.
FORMER_WORDS = 3


@cache
def post_nouns() -> frozenset[str]:
    """The nouns for what somebody does or did."""
    words = load_happening_words()
    return (load_contrast_words().offices - words.plain_posts) | words.posts


def find_posts(page: Page) -> Iterator[Fact]:
    """Read the posts that a phrase behind a full name gives: 'Jon Holm, a former adviser to the envoy,'."""
    tokens = page.tokens
    for at, sentence in enumerate(page.sentences):
        for p in range(sentence.first, sentence.last - 2):
            person = page.person(p)
            named = p > 0 and tokens[p].pos == "PROPN" and page.named.get(p - 1) == person
            if not person or not named or page.named.get(p + 1) == person or tokens[p + 1].text != ",":
                continue
            yield from _posts_behind(page, person, at, p)


def _posts_behind(page: Page, person: str, at: int, name: int) -> Iterator[Fact]:
    """The nouns of the apposition to a name, and those that 'and' joins to it."""
    tokens, sentence = page.tokens, page.account.annotation.sentences[at]
    heads = {name}
    end = min(sentence.last, name + MAX_PHRASE_WORDS * 2)
    for q in range(name + 2, end):
        token = tokens[q]
        if token.tag in ("VBD", "VBZ", "VBP", "MD") and q - name > 2:
            return
        hung = token.head in heads and token.dep in ("appos", "conj")
        # 'A fellow at the Holm Institute and former adviser': joined to the institute by mistake.
        before = {word.text.lower() for word in tokens[q - FORMER_WORDS : q]}
        former = token.dep == "conj" and bool(before & {"former", "onetime", "ex"})
        if not (hung or former) or token.tag != "NN":
            continue
        heads.add(q)
        if token.lemma.lower() not in post_nouns():
            continue
        start = q
        while start > name + 2 and tokens[start - 1].text not in (",", "and"):
            start -= 1
        last, lemma = _post_end(page, q, end), token.lemma.lower()
        yield Fact(
            page,
            person,
            load_happening_words().one_post.get(lemma, lemma),
            tokens[start].start,
            tokens[last].end,
            at,
        )


def _post_end(page: Page, noun: int, end: int) -> int:
    """The last word of what hangs on a post: 'adviser to the envoy' up to the next comma or 'and'."""
    tokens = page.tokens
    last = noun
    for p in range(noun + 1, min(end, noun + MAX_PHRASE_WORDS)):
        if tokens[p].text in (",", ";", ".", "(") or tokens[p].tag in ("CC", "WP"):
            break
        last = p
    return last
