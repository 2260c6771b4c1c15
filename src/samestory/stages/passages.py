"""Passages that two reports share: word for word, edited, or the same sentence in other words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.lexicon.common_words import load_common_words
from samestory.records import Account, Passage
from samestory.records.dossier import PassageKind
from samestory.text.reuse.alignment import Stretch, align_words, chain_runs, find_runs, measure_stretch
from samestory.text.reuse.body import Body, read_body
from samestory.text.reuse.chains import Link, chain_links
from samestory.text.reuse.fingerprints import find_ngrams
from samestory.text.reuse.ngrams import weigh_ngrams
from samestory.text.reuse.translations import Encoder, find_translations


@dataclass(frozen=True, slots=True)
class Settings:
    """What counts as shared text."""

    # Four words anchor: light editing seldom leaves runs of five, and three are idiom.
    anchor_words: int = 4
    # More words than this between two runs, and they are two passages.
    max_gap_words: int = 8
    # Shorter shared stretches are idiom of the trade ('was pronounced dead at the scene').
    min_matched_words: int = 8
    # So many of the matched words must be neither common nor written with a capital, or the passage is
    # made of names and titles.
    min_telling_words: int = 3
    # Unquoted words that a passage must have; under it, only a speaker is shared.
    min_unquoted_words: int = 5
    # From this likeness on a passage is verbatim; a comma or an article may differ.
    verbatim_likeness: float = 0.97
    # Under this likeness the chain is a coincidence of short runs.
    min_likeness: float = 0.55
    # A sentence of which this part of the words is kept in order is edited, under it retold.
    edited_likeness: float = 0.7
    # Sentences alike to this degree by their characters are taken for one sentence in other words.
    retold_likeness: float = 0.42
    # A sentence shorter than this in words cannot be told from a stock phrase when reworded.
    min_sentence_words: int = 7
    # In a telling that keeps its order, so little likeness will do: what is faint alone is plain in a row.
    ordered_likeness: float = 0.25
    # A shorter sentence has its place in no telling.
    min_ordered_words: int = 4
    # Fewer sentences in a row, or a smaller part of the shorter report (each word counted by how alike its
    # sentence is), and the order is that of the events, or of the trade: the toll, the police, the
    # background. Retellings and translations had 9 sentences and .22 and more; of 600 pairs of unrelated
    # reports of one event two came to .20 with 8, and most to less than .15.
    min_ordered_sentences: int = 8
    min_ordered_share: float = 0.2
    # Quoted words keep their order wherever a speaker is quoted at length: they weigh a part.
    quoted_weight: float = 0.25


SETTINGS = Settings()
# Pairs of sentences that are compared at once: bounds the memory, not the result.
MOST_CELLS = 1_000_000


@dataclass(frozen=True, slots=True)
class PassageIndex:
    """One report made ready for comparing."""

    report: str
    body: Body
    ngrams: Mapping[tuple[str, ...], Sequence[int]]
    # The weight of each sentence in a telling, and whether (1 or 0) one not yet shared may be reworded.
    weights: Sequence[float]
    free: NDArray[np.float64]


def align_accounts(
    accounts: Sequence[Account], *, encoder: Encoder | None = None
) -> dict[tuple[str, str], tuple[Passage, ...]]:
    """Align every two reports of a story: body text only, wherever in each the shared text stands.

    Reports in different languages are aligned by what their sentences mean, where there is an encoder
    that has both languages.

    Furniture, lines of agencies and rights, names alone and quotations alone are no passages. Words
    that both reports quote show a shared speaker, so a passage needs words of the writer's own. Each
    report is made ready once; keys are pairs of ids in the order given.
    """
    indexes = [_index(account) for account in accounts]
    vectors = _weigh_sentences(indexes)
    passages = {
        (a.report, b.report): _align(a, b, likeness)
        for a, b, likeness in _compare_sentences(indexes, vectors)
    }
    if encoder is not None:
        bodies = {index.report: index.body for index in indexes}
        for pair, told in find_translations(accounts, bodies, encoder).items():
            same = (passage for passage in passages[pair] if passage.kind != "retold")
            passages[pair] = tuple(sorted([*same, *told], key=lambda passage: (passage.a, passage.b)))
    return passages


def _index(account: Account) -> PassageIndex:
    body = read_body(account, load_common_words())
    ngrams = find_ngrams(body.words.folded, SETTINGS.anchor_words)
    return PassageIndex(account.id, body, ngrams, _weights(body), _free(body, ()))


def _weigh_sentences(indexes: Sequence[PassageIndex]) -> list[Any]:
    """Weigh each report's sentences by the characters that are rare in this story (TF-IDF, 3-5-grams)."""
    sentences = [
        [" ".join(index.body.words.folded[slice(*sentence)]) for sentence in index.body.sentences]
        for index in indexes
    ]
    rows = weigh_ngrams([sentence for report in sentences for sentence in report])
    ends = list(itertools.accumulate(len(report) for report in sentences))
    return [rows[end - len(report) : end] for end, report in zip(ends, sentences, strict=True)]


def _compare_sentences(
    indexes: Sequence[PassageIndex], vectors: Sequence[Any]
) -> Iterator[tuple[PassageIndex, PassageIndex, NDArray[np.float64]]]:
    """Yield every two reports with how alike each sentence of the one is to each of the other.

    A report is multiplied with as many others at once as MOST_CELLS has room for.
    """
    from scipy import sparse

    for place, (a, own) in enumerate(zip(indexes, vectors, strict=True)):
        start = place + 1
        while start < len(indexes):
            end, width = start + 1, vectors[start].shape[0]
            while end < len(indexes) and (width + vectors[end].shape[0]) * own.shape[0] <= MOST_CELLS:
                width += vectors[end].shape[0]
                end += 1
            likeness = (own @ sparse.vstack(vectors[start:end]).T).toarray()
            ends = list(itertools.accumulate(rows.shape[0] for rows in vectors[start:end]))
            for b, part in zip(indexes[start:end], np.split(likeness, ends[:-1], axis=1), strict=True):
                yield a, b, part
            start = end


def _align(a: PassageIndex, b: PassageIndex, likeness_of: NDArray[np.float64]) -> tuple[Passage, ...]:
    stretches = _shared_stretches(a, b)
    passages = [_passage(a, b, stretch) for stretch in stretches]
    for i, j, likeness in _alike_sentences(a, b, stretches, likeness_of):
        passages.append(_reworded(a, b, (a.body.sentences[i], b.body.sentences[j]), likeness))
    return tuple(sorted(passages, key=lambda passage: (passage.a, passage.b)))


def _shared_stretches(a: PassageIndex, b: PassageIndex) -> list[Stretch]:
    runs = find_runs(a.body.words.folded, b.body.words.folded, (a.ngrams, b.ngrams), SETTINGS.anchor_words)
    if not runs:
        return []
    chains = chain_runs(runs, max_gap=SETTINGS.max_gap_words)
    return [
        s for s in align_words(a.body.words.folded, b.body.words.folded, chains) if _is_telling(a, b, s)
    ]


def _is_telling(a: PassageIndex, b: PassageIndex, stretch: Stretch) -> bool:
    """A passage needs enough words, words that tell something, and words outside quotation marks."""
    if stretch.matched < SETTINGS.min_matched_words or stretch.likeness < SETTINGS.min_likeness:
        return False
    side_a, side_b = slice(stretch.a_first, stretch.a_last), slice(stretch.b_first, stretch.b_last)
    unquoted = max(
        a.body.quoted[side_a].count(0),
        b.body.quoted[side_b].count(0),
    )
    telling = min(sum(a.body.telling[side_a]), sum(b.body.telling[side_b]))
    return unquoted >= SETTINGS.min_unquoted_words and telling >= SETTINGS.min_telling_words


def _passage(a: PassageIndex, b: PassageIndex, stretch: Stretch) -> Passage:
    kind: PassageKind = "verbatim" if stretch.likeness >= SETTINGS.verbatim_likeness else "edited"
    return Passage(
        a.body.span(stretch.a_first, stretch.a_last),
        b.body.span(stretch.b_first, stretch.b_last),
        kind,
        round(stretch.likeness, 3),
    )


def _reworded(
    a: PassageIndex, b: PassageIndex, places: tuple[tuple[int, int], tuple[int, int]], likeness: float
) -> Passage:
    """A sentence that two reports have alike: still the same words, or others."""
    stretch = measure_stretch(a.body.words.folded, b.body.words.folded, *places)
    if stretch.likeness >= SETTINGS.edited_likeness and _is_telling(a, b, stretch):
        return _passage(a, b, stretch)
    return Passage(a.body.span(*places[0]), b.body.span(*places[1]), "retold", round(likeness, 3))


def _alike_sentences(
    a: PassageIndex, b: PassageIndex, stretches: Sequence[Stretch], likeness: NDArray[np.float64]
) -> list[tuple[int, int, float]]:
    """Pair the sentences that are one in other words, outside what is shared word for word.

    They are each other's best match, or stand in their place in a telling that keeps its order.
    """
    if not likeness.size:
        return []
    free_a, free_b = a.free, b.free
    if stretches:
        free_a = _free(a.body, [(s.a_first, s.a_last) for s in stretches])
        free_b = _free(b.body, [(s.b_first, s.b_last) for s in stretches])
    open_likeness = likeness * free_a[:, None] * free_b[None, :]
    told = {(link.a, link.b) for link in _retelling(a, b, likeness) if free_a[link.a] and free_b[link.b]}
    rows, columns = {i for i, _ in told}, {j for _, j in told}
    for i, j in np.argwhere(open_likeness >= SETTINGS.retold_likeness).tolist():
        score = open_likeness[i, j]
        best = score >= open_likeness[i].max() and score >= open_likeness[:, j].max()
        if best and i not in rows and j not in columns:
            told.add((i, j))
    return [(i, j, float(likeness[i, j])) for i, j in sorted(told)]


def _retelling(a: PassageIndex, b: PassageIndex, likeness: NDArray[np.float64]) -> list[Link]:
    """Find the sentences that two reports tell alike in one order, where these are much of the shorter.

    Reporters of one happening each find an order, details and a background of their own; somebody who
    puts a text in other words keeps the text's. Nothing is given where the chain is short or thin.
    """
    weights_a, weights_b = a.weights, b.weights
    # The square favours the chain of fewer, closer partners over one of many faint ones.
    links = [
        Link(i, j, min(weights_a[i], weights_b[j]) * float(likeness[i, j]) ** 2)
        for i, j in np.argwhere(likeness >= SETTINGS.ordered_likeness).tolist()
        if min(weights_a[i], weights_b[j]) > 0
    ]
    chain = chain_links(links)
    kept = sum(
        min(weights_a[link.a], weights_b[link.b]) * float(likeness[link.a, link.b]) for link in chain
    )
    shorter = min(sum(weights_a), sum(weights_b))
    if len(chain) < SETTINGS.min_ordered_sentences or kept < SETTINGS.min_ordered_share * shorter:
        return []
    return chain


def _weights(body: Body) -> list[float]:
    """The writer's own words of each sentence; a stock phrase has none, quoted words count for a part."""
    weights = []
    for first, last in body.sentences:
        own = body.quoted[first:last].count(0)
        long_enough = last - first >= SETTINGS.min_ordered_words
        weights.append((own + SETTINGS.quoted_weight * (last - first - own)) * long_enough)
    return weights


def _free(body: Body, taken: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """1 for each sentence that is long enough, mostly the writer's own words and not yet shared."""
    used = bytearray(body.quoted)
    for first, last in taken:
        used[first:last] = b"\x01" * (last - first)
    return np.array(
        [
            float(
                last - first >= SETTINGS.min_sentence_words and used[first:last].count(0) * 2 > last - first
            )
            for first, last in body.sentences
        ]
    )
