"""How well each sentence tells what the reports of a story open with: what a brief should begin with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from rapidfuzz.distance import LCSseq

from samestory.records import Account, Token
from samestory.text.propositions.units import is_telling


@dataclass(frozen=True, slots=True)
class Settings:
    """What speaks for a sentence. Fitted on stories with an editor's summary beside them, and rounded."""

    # Only so many first sentences of a report are weighed.
    sentences: int = 15
    # A report's opening: so many of its words. Editors sum up from openings, and reporters put first what
    # matters.
    lead_words: int = 70
    # Openings of so many other lines are compared, those of the story's smallest ids: of a thousand
    # reports a few dozen say what is common.
    max_leads: int = 24
    # The words that a sentence shares with another line's opening, and those of them in the same order,
    # as F, the mean over the lines: by far the best sign of all.
    shared_words: float = 0.15
    shared_order: float = 0.17
    # The words that it shares with its own headline, and with those of other lines.
    own_headline: float = 0.11
    other_headlines: float = 0.11
    # Its likeness with all that the other lines tell, and with all that its own report tells, rare
    # words first.
    others_telling: float = 0.16
    own_telling: float = 0.07
    # Its place, the first sentence 1, the second 1/2 and so on.
    place: float = 0.04
    # Of a few words no sentence tells enough; each adds so much up to the fullest length, and costs as
    # much beyond it.
    word: float = 0.0006
    fullest: int = 35


SETTINGS = Settings()


class _Words:
    """Words in their order, counted once."""

    def __init__(self, words: Iterable[str]) -> None:
        self.order = tuple(words)
        self.counts = Counter(self.order)

    def share(self, other: _Words) -> float:
        """The words that two stretches have in common, as F."""
        if not self.order or not other.order:
            return 0.0
        shared = sum(min(count, other.counts[word]) for word, count in self.counts.items())
        return 2 * shared / (len(self.order) + len(other.order))

    def share_in_order(self, other: _Words) -> float:
        """The words that they have in common in the same order, as F."""
        if not self.order or not other.order:
            return 0.0
        return 2 * LCSseq.similarity(self.order, other.order) / (len(self.order) + len(other.order))


class _Vector:
    """Counted words, weighed by their rarity."""

    def __init__(self, counts: Mapping[str, int], rarity: Mapping[str, float]) -> None:
        self.weights = {word: counts[word] * rarity.get(word, 1.0) for word in sorted(counts)}
        self.length = math.hypot(*self.weights.values())

    def likeness(self, other: _Vector) -> float:
        """The cosine of the two; none where one is empty."""
        if not self.length or not other.length:
            return 0.0
        shared = (weight * other.weights.get(word, 0.0) for word, weight in self.weights.items())
        return math.fsum(shared) / (self.length * other.length)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one report tells: its sentences as words and as telling lemmas, its opening, its headline."""

    sentences: tuple[_Words, ...]
    lemmas: tuple[Counter[str], ...]
    whole: Counter[str]
    lead: _Words
    headline: _Words


def weigh_openings(accounts: Sequence[Account], lines: Mapping[str, int]) -> list[list[float]]:
    """Weigh the body sentences of every report, in order, by how well they would open a brief.

    `lines` says of which line of text a report is. A line of ten reports speaks once, by the one of them
    with the smallest id, and is no second voice for its own. Weights lie between 0 and about 0.5;
    sentences far down have none.
    """
    told = [_read(account) for account in accounts]
    rarity = _weigh_words(told)
    wholes = [_Vector(telling.whole, rarity) for telling in told]
    order = sorted(range(len(accounts)), key=lambda at: accounts[at].id)
    line = [lines.get(account.id, -1 - at) for at, account in enumerate(accounts)]
    if len(set(line)) == 1:
        # One text in many reports: how they open is what they agree on all the same.
        line = list(range(len(accounts)))
    voices: dict[int, int] = {}
    for at in order:
        voices.setdefault(line[at], at)
    weights = []
    for at in range(len(accounts)):
        others = [voice for number, voice in voices.items() if number != line[at]][: SETTINGS.max_leads]
        weights.append(_weigh_report(at, others, told, wholes, rarity))
    return weights


def _read(account: Account) -> _Telling:
    tokens, kept, lead = account.annotation.tokens, SETTINGS.sentences, SETTINGS.lead_words
    body = [s for s in account.annotation.sentences if s.kind == "body"]
    headlines = [s for s in account.annotation.sentences if s.kind == "title"]
    words = [_read_words(tokens[s.first : s.last]) for s in body[: max(kept, lead)]]
    lemmas = [Counter(t.lemma for t in tokens[s.first : s.last] if is_telling(t)) for s in body]
    whole: Counter[str] = Counter()
    for counts in lemmas:
        whole.update(counts)
    return _Telling(
        tuple(map(_Words, words[:kept])),
        tuple(lemmas[:kept]),
        whole,
        _Words(islice(chain.from_iterable(words), lead)),
        _Words(islice(chain.from_iterable(_read_words(tokens[s.first : s.last]) for s in headlines), lead)),
    )


def _read_words(tokens: Sequence[Token]) -> list[str]:
    return [token.text.lower() for token in tokens if any(map(str.isalnum, token.text))]


def _weigh_words(told: Sequence[_Telling]) -> Mapping[str, float]:
    """Weigh each word by its rarity over the sentences that are weighed."""
    sentences = [counts for telling in told for counts in telling.lemmas]
    seen = Counter(word for counts in sentences for word in counts)
    return {word: math.log(1 + len(sentences) / count) for word, count in seen.items()}


def _weigh_report(
    at: int,
    others: Sequence[int],
    told: Sequence[_Telling],
    wholes: Sequence[_Vector],
    rarity: Mapping[str, float],
) -> list[float]:
    """Weigh the sentences of one report by the others."""
    own = told[at]
    voices = [told[other] for other in others]
    weights = []
    for place, (words, lemmas) in enumerate(zip(own.sentences, own.lemmas, strict=True)):
        vector = _Vector(lemmas, rarity)
        length = min(len(words.order), 2 * SETTINGS.fullest - len(words.order))
        weights.append(
            SETTINGS.shared_words * _mean(words.share(voice.lead) for voice in voices)
            + SETTINGS.shared_order * _mean(words.share_in_order(voice.lead) for voice in voices)
            + SETTINGS.own_headline * words.share(own.headline)
            + SETTINGS.other_headlines * _mean(words.share(voice.headline) for voice in voices)
            + SETTINGS.others_telling * _mean(vector.likeness(wholes[other]) for other in others)
            + SETTINGS.own_telling * vector.likeness(wholes[at])
            + SETTINGS.place / (1 + place)
            + SETTINGS.word * length
        )
    return weights


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else 0.0
