"""Sentences that two reports in different languages have alike: by meaning, figures, names and order."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from samestory.records import Account, Lineage, Passage, Span
from samestory.records.dossier import Relation
from samestory.text.reading import read_span
from samestory.text.reuse.body import Body
from samestory.text.reuse.chains import Link, chain_links
from samestory.text.reuse.families import DEPENDENT
from samestory.text.reuse.sharing import QUOTED_WEIGHT

Side = tuple[str, int, int]
"""A sentence: its report and where it stands there."""
# The languages of the Universal Sentence Encoder, multilingual v3 (Yang et al. 2019), as ISO 639-1.
ENCODED_LANGUAGES = frozenset(
    {"ar", "zh", "en", "fr", "de", "it", "ja", "ko", "nl", "pl", "pt", "es", "th", "tr", "ru"}
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[\w,;:(\"'«“’] )[^\W\d_a-z][^\W\d_]{2,}")
_NAME_STEM = 5
# A report has some tens; each is compared with each of the other's.
MAX_SENTENCES = 600
# So long a text in English would have shown its language.
MIN_FOREIGN_WORDS = 80


class Encoder(Protocol):
    """Turns sentences into unit vectors that mean the same in every language."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode `texts` (n) as an array of shape (n, dimensions)."""
        ...


@dataclass(frozen=True, slots=True)
class TranslationSettings:
    """When a sentence is another's translation, and when many are one text's.

    Seen on news translated into three languages, on other news of the same subject, and on reports of
    one event by different reporters, whose sentences were compared by the same vectors.
    """

    # Nothing speaks for a translation at the first likeness, everything at the second: translated
    # sentences had .82 in the middle, those of two reporters who tell one event .60.
    floor: float = 0.55
    sure: float = 0.85
    # From here on a sentence is taken for a translation where few others are.
    alone: float = 0.7
    # Figures and names in common, or none of them where both have some, move the likeness so far.
    shared_names: float = 0.1
    differing_names: float = 0.05
    # A shorter sentence is a stock phrase in any language.
    min_sentence_words: int = 4
    # Sentences surer than half between `floor` and `sure` that show a translation, and the part of the
    # report they and the fainter ones make up: whole translations had 4 and .56 at the least, reporters
    # of one event .45 at the most where they had 4.
    min_sentences: int = 4
    translated_share: float = 0.5
    # Of a brief that is translated almost whole, fewer will do.
    whole_share: float = 0.75
    min_whole_sentences: int = 2
    # Where both credit one agency, or one the other.
    credited_share: float = 0.25
    # Less than this is no part of a report worth the name; more, and it cannot be told.
    unsure_share: float = 0.15


TRANSLATION = TranslationSettings()


def are_apart(a: Account, b: Account) -> bool:
    """Whether two reports are in different languages.

    A brief whose language cannot be told may be in the other's; a longer text is in one that is not known.
    """
    languages = {a.cleaning.language, b.cleaning.language}
    unknown = [account for account in (a, b) if account.cleaning.language == "und"]
    brief = any(len(account.report.text.split()) < MIN_FOREIGN_WORDS for account in unknown)
    return len(languages) == 2 and not brief


def find_translations(
    accounts: Sequence[Account], bodies: Mapping[str, Body], encoder: Encoder
) -> dict[tuple[str, str], list[Passage]]:
    """Find, for every two reports in different languages, the sentences that translate one another.

    Args:
        accounts: the reports of a story.
        bodies: their bodies, by id.
        encoder: what the sentences are compared by; reports in languages it does not have are left out.
    """
    known = [account for account in accounts if account.cleaning.language in ENCODED_LANGUAGES]
    pairs = [(a, b) for a, b in itertools.combinations(known, 2) if are_apart(a, b)]
    needed = {account.id: account for pair in pairs for account in pair}
    texts = {report: _read_sentences(account, bodies[report]) for report, account in needed.items()}
    vectors = {report: encoder.encode(sentences) for report, sentences in texts.items()}
    found: dict[tuple[str, str], list[Passage]] = {}
    for a, b in pairs:
        likeness = score_translations(texts[a.id], texts[b.id], (vectors[a.id], vectors[b.id]))
        body_a, body_b = bodies[a.id], bodies[b.id]
        found[a.id, b.id] = [
            Passage(
                body_a.span(*body_a.sentences[link.a]),
                body_b.span(*body_b.sentences[link.b]),
                "translated",
                round(link.weight, 3),
            )
            for link in chain_translations(body_a, body_b, likeness)
        ]
    return found


def _read_sentences(account: Account, body: Body) -> list[str]:
    """Give the first sentences of a body as they are to be read."""
    text, repairs = account.report.text, account.cleaning.repairs
    spans = (Span(*body.span(first, last)) for first, last in body.sentences[:MAX_SENTENCES])
    return [read_span(text, span, repairs).text for span in spans]


def score_translations(
    a: Sequence[str], b: Sequence[str], vectors: tuple[NDArray[np.float32], NDArray[np.float32]]
) -> NDArray[np.float64]:
    """Score every sentence of one report against every one of the other, as (len(a), len(b)), 0 to 1."""
    likeness = np.asarray(vectors[0] @ vectors[1].T, dtype=np.float64)
    for marks in (list_figures, _list_names):
        likeness += _score_marks([marks(text) for text in a], [marks(text) for text in b])
    clipped: NDArray[np.float64] = np.clip(likeness, 0.0, 1.0)
    return clipped


def _score_marks(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """Score what figures or names in common add, and take off where both have some and share none."""
    scores = np.zeros((len(a), len(b)))
    for i, in_a in enumerate(a):
        for j, in_b in enumerate(b):
            if in_a and in_b:
                share = len(in_a & in_b) / min(len(in_a), len(in_b))
                scores[i, j] = share * TRANSLATION.shared_names or -TRANSLATION.differing_names
    return scores


def list_figures(text: str) -> frozenset[str]:
    """The figures of a sentence, without the points and commas that each language sets otherwise."""
    return frozenset(re.sub(r"[.,]", "", figure) for figure in _FIGURE.findall(text))


def _list_names(text: str) -> frozenset[str]:
    """The beginnings of words that are written with a capital within the sentence, accents taken off."""
    stems = (unicodedata.normalize("NFKD", name.casefold()) for name in _NAME.findall(text))
    return frozenset(
        "".join(c for c in stem if not unicodedata.combining(c))[:_NAME_STEM] for stem in stems
    )


def chain_translations(a: Body, b: Body, likeness: NDArray[np.float64]) -> list[Link]:
    """Choose the sentences that translate one another, in the order of both; `weight` is the likeness.

    Where they are little of either report, only those that are plain by themselves are given.
    """
    weights_a, weights_b = _weigh(a), _weigh(b)
    links = [
        Link(i, j, min(weights_a[i], weights_b[j]) * weigh_likeness(float(likeness[i, j])))
        for i, j in np.argwhere(likeness > TRANSLATION.floor).tolist()
        if min(weights_a[i], weights_b[j]) > 0
    ]
    chain = [Link(link.a, link.b, float(likeness[link.a, link.b])) for link in chain_links(links)]
    told = max(
        sum(weights_a[link.a] * weigh_likeness(link.weight) for link in chain) / max(1.0, sum(weights_a)),
        sum(weights_b[link.b] * weigh_likeness(link.weight) for link in chain) / max(1.0, sum(weights_b)),
    )
    if told >= TRANSLATION.unsure_share:
        return chain
    return [link for link in chain if link.weight >= TRANSLATION.alone]


def weigh_likeness(likeness: float) -> float:
    """Say from 0 to 1 how much a likeness speaks for a translation."""
    span = TRANSLATION.sure - TRANSLATION.floor
    return min(1.0, max(0.0, (likeness - TRANSLATION.floor) / span))


def measure_translated(a: Body, b: Body, passages: Sequence[Passage]) -> tuple[float, int]:
    """Measure which part of the report that has more of it is translated, and count the plain sentences."""
    translated = [passage for passage in passages if passage.kind == "translated"]
    told_a = sum(weigh_likeness(p.likeness) * _own_words(a, p.a) for p in translated)
    told_b = sum(weigh_likeness(p.likeness) * _own_words(b, p.b) for p in translated)
    plain = sum(passage.likeness >= TRANSLATION.alone for passage in translated)
    return max(told_a / max(1.0, sum(_weigh(a))), told_b / max(1.0, sum(_weigh(b)))), plain


def judge_translated(share: float, plain: int, *, credited: bool) -> Relation:
    """Judge two reports in different languages by the part that is translated and its plain sentences."""
    settings = TRANSLATION
    enough = settings.credited_share if credited else settings.translated_share
    whole = share >= settings.whole_share and plain >= settings.min_whole_sentences
    if whole or (share >= enough and plain >= settings.min_sentences):
        return "common-source"
    return "unsure" if share >= settings.unsure_share else "independent"


def _own_words(body: Body, span: tuple[int, int]) -> float:
    return _weigh_words(body, *body.places(*span))


def _weigh(body: Body) -> list[float]:
    return [
        _weigh_words(body, first, last) if last - first >= TRANSLATION.min_sentence_words else 0.0
        for first, last in body.sentences
    ]


def _weigh_words(body: Body, first: int, last: int) -> float:
    """Count the writer's own words; quoted ones weigh a part, since many translate one speaker."""
    own = body.quoted[first:last].count(0)
    return own + QUOTED_WEIGHT * (last - first - own)


def list_translated_sides(lineage: Lineage) -> Iterator[tuple[Side, Side]]:
    """Give each plainly translated sentence with its translation, both ways round.

    Between reports that may be independent a sentence must be surer: each tells its own story.
    """
    for pair in lineage.pairs:
        needed = TRANSLATION.alone if pair.relation in DEPENDENT else TRANSLATION.sure
        for passage in pair.passages:
            if passage.kind == "translated" and passage.likeness >= needed:
                a, b = (pair.a, *passage.a), (pair.b, *passage.b)
                yield a, b
                yield b, a
