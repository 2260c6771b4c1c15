"""Where a clause is cited: by itself, or as the sentence of which it is a good part."""

from __future__ import annotations

from dataclasses import dataclass

from samestory.records import Account, Sentence


@dataclass(frozen=True, slots=True)
class Settings:
    """When a clause is cited as its sentence."""

    # What is so much of its sentence is cited as the sentence, with who says it and when: a reader needs
    # both to judge it. At 0 every support is a sentence, and what a long one says besides is cited too; on
    # stories left out .3 found .006 fewer pairs, 0 .004 more.
    whole_share: float = 0.2


SETTINGS = Settings()


def find_citation(account: Account, start: int, end: int) -> tuple[int, int]:
    """Say where a clause is cited: its sentence, if it makes up enough of it."""
    for sentence in account.annotation.sentences:
        if sentence.start <= start and end <= sentence.end:
            return widen_clause(sentence, start, end)
    return (start, end)


def widen_clause(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Say where a clause of this sentence is cited."""
    whole = end - start >= SETTINGS.whole_share * (sentence.end - sentence.start)
    return (sentence.start, sentence.end) if whole else (start, end)
