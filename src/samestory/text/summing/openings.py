"""How well each sentence tells what the reports of a story open with: what a brief should begin with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one report tells: its sentences as words and as telling lemmas, its opening, its headline."""

    sentences: tuple[tuple[str, ...], ...]
    lemmas: tuple[Counter[str], ...]
    whole: Counter[str]
    lead: tuple[str, ...]
    headline: tuple[str, ...]


def weigh_openings(accounts: Sequence[Account], lines: Mapping[str, int]) -> list[list[float]]:
    """Weigh the body sentences of every report, in order, by how well they would open a brief.

    `lines` says of which line of text a report is. A line of ten reports speaks once, by the one of them
    with the smallest id, and is no second voice for its own. Weights lie between 0 and about 0.5;
    sentences far down have none.
    """
    told = [_read(account) for account in accounts]
    rarity = _weigh_words(told)
    line = [lines.get(account.id, -1 - at) for at, account in enumerate(accounts)]
    voices: dict[int, int] = {}
    for at in sorted(range(len(accounts)), key=lambda at: accounts[at].id):
        voices.setdefault(line[at], at)
    if len(voices) == 1:
        # One text in many reports: how they open is what they agree on all the same.
        voices = dict(enumerate(sorted(range(len(accounts)), key=lambda at: accounts[at].id)))
        line = [next(n for n, voice in voices.items() if voice == at) for at in range(len(accounts))]
    weights = []
    for at, telling in enumerate(told):
        others = [told[voice] for n, voice in voices.items() if n != line[at]][: SETTINGS.max_leads]
        weights.append(_weigh_report(telling, others, rarity))
    return weights


def _read(account: Account) -> _Telling:
    tokens = account.annotation.tokens
    body = [s for s in account.annotation.sentences if s.kind == "body"]
    words = [_read_words(tokens[s.first : s.last]) for s in body]
    lemmas = [Counter(t.lemma for t in tokens[s.first : s.last] if is_telling(t)) for s in body]
    headlines = (s for s in account.annotation.sentences if s.kind == "title")
    headline = [word for s in headlines for word in _read_words(tokens[s.first : s.last])]
    lead = [word for sentence in words[: SETTINGS.lead_words] for word in sentence]
    whole: Counter[str] = Counter()
    for counts in lemmas:
        whole.update(counts)
    kept = SETTINGS.sentences
    return _Telling(
        tuple(words[:kept]),
        tuple(lemmas[:kept]),
        whole,
        tuple(lead[: SETTINGS.lead_words]),
        tuple(headline[: SETTINGS.lead_words]),
    )


def _read_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.text.lower() for token in tokens if any(map(str.isalnum, token.text)))


def _weigh_words(told: Sequence[_Telling]) -> Mapping[str, float]:
    """Weigh each word by its rarity over the sentences that are weighed."""
    sentences = [counts for telling in told for counts in telling.lemmas]
    seen = Counter(word for counts in sentences for word in counts)
    return {word: math.log(1 + len(sentences) / count) for word, count in seen.items()}


def _weigh_report(
    telling: _Telling, others: Sequence[_Telling], rarity: Mapping[str, float]
) -> list[float]:
    wholes = [_Vector(other.whole, rarity) for other in others]
    own = _Vector(telling.whole, rarity)
    weights = []
    for place, (words, lemmas) in enumerate(zip(telling.sentences, telling.lemmas, strict=True)):
        vector = _Vector(lemmas, rarity)
        length = min(len(words), 2 * SETTINGS.fullest - len(words))
        weights.append(
            SETTINGS.shared_words * _mean(_share(words, other.lead) for other in others)
            + SETTINGS.shared_order * _mean(_share_in_order(words, other.lead) for other in others)
            + SETTINGS.own_headline * _share(words, telling.headline)
            + SETTINGS.other_headlines * _mean(_share(words, other.headline) for other in others)
            + SETTINGS.others_telling * _mean(vector.likeness(whole) for whole in wholes)
            + SETTINGS.own_telling * vector.likeness(own)
            + SETTINGS.place / (1 + place)
            + SETTINGS.word * length
        )
    return weights


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


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else 0.0


def _share(a: Sequence[str], b: Sequence[str]) -> float:
    """The words that two stretches have in common, as F."""
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b)) if a and b else 0.0


def _share_in_order(a: Sequence[str], b: Sequence[str]) -> float:
    """The words that they have in common in the same order, as F."""
    return 2 * LCSseq.similarity(a, b) / (len(a) + len(b)) if a and b else 0.0
