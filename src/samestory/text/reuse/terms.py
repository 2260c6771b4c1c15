"""Reports as weighted terms: what a story's reports share is in their titles, names and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.text.reading import PLAIN_FORMS
from samestory.text.reuse.fingerprints import WORD, fold_word

# The characters after which a capital is due to the sentence and not to a name.
_SENTENCE_MARKS = frozenset(".!?:")
CHUNK = 1000


@dataclass(frozen=True, slots=True)
class TermWeights:
    """How much a term counts, by where it stands and what it is.

    Chosen by average-link clustering of four sets of news (political, local crime, world events,
    look-alike events), one setting for all. A higher weight for names joins stories of one politician.
    """

    title: float = 2.0
    body: float = 1.0
    # Words after the first `lead_words` say less of what the report is about.
    rest: float = 0.5
    lead_words: int = 200
    max_words: int = 400
    name_pair: float = 0.5
    figure: float = 1.5
    # Power of the inverse document frequency: rare terms tell stories of one topic apart.
    rarity_power: float = 1.4
    # As many reports are taken to have gone before that had none of these words, so that in a folder of
    # ten reports a word that five have is still rare.
    reports_before: int = 1000
    # A term that no other report has only lengthens the vector.
    hapax: float = 0.6
    # Terms in more reports than this share, and this number, are left out when neighbours are sought.
    common_share: float = 0.05
    common_least: int = 200
    common_most: int = 2000


def find_terms(
    title: str, paragraphs: Iterable[str], common: Set[str], weights: TermWeights
) -> dict[str, float]:
    """Weigh the terms of one report: words, and pairs of neighbouring names."""
    found: dict[str, float] = {}
    kinds: dict[str, tuple[float, int]] = {}
    body = " \n ".join(paragraphs)[: weights.max_words * 12]
    for zone, text in ((0, title), (1, body)):
        for place, term, kind in _read_terms(text, common, weights):
            weight = weights.title if zone == 0 else weights.body
            if zone == 1 and place >= weights.lead_words:
                weight = weights.rest
            found[term] = found.get(term, 0.0) + weight
            total, count = kinds.get(term, (0.0, 0))
            kinds[term] = (total + kind, count + 1)
    return {
        term: float(np.log1p(weight)) * kinds[term][0] / kinds[term][1] for term, weight in found.items()
    }


def _read_terms(text: str, common: Set[str], weights: TermWeights) -> Iterator[tuple[int, str, float]]:
    """Each word that tells something: its place, the term, its weight as word, figure or pair of names."""
    before, end = "", 0
    if not text.isascii():  # most of a long text is, and translating it costs as much as reading it
        text = text.translate(PLAIN_FORMS)
    for place, match in enumerate(WORD.finditer(text)):
        if place >= weights.max_words:
            break
        word, gap = match.group(), text[end : match.start()]
        initial = end == 0 or not _SENTENCE_MARKS.isdisjoint(gap)
        end = match.end()
        folded = fold_word(word)
        if folded in common or (len(folded) < 2 and not folded.isdigit()):
            before = ""
            continue
        name = word[0].isupper() and not initial and not folded[0].isdigit()
        yield place, folded, weights.figure if folded[0].isdigit() else 1.0
        if name and before:
            yield place, f"{before} {folded}", weights.name_pair
        before = folded if name else ""


def weigh_terms(reports: Sequence[dict[str, float]], weights: TermWeights) -> Any:
    """Turn terms into unit rows of a sparse matrix, rare terms weighted up (TF-IDF).

    Columns are in the order of the terms' first report, so the same reports in the same order give
    the same matrix. Terms too common to seek neighbours by have weight 0, but count in the length.
    """
    from scipy import sparse

    frequency = Counter(term for terms in reports for term in terms)
    columns = {term: number for number, term in enumerate(frequency)}
    seen = np.fromiter(frequency.values(), dtype=np.float64, count=len(frequency))
    rarity = np.log((len(reports) + weights.reports_before) / (seen + 1)) ** weights.rarity_power
    rarity[seen < 2] *= weights.hapax
    starts = np.cumsum([0, *(len(terms) for terms in reports)])
    indices = np.fromiter((columns[t] for terms in reports for t in terms), np.int64, int(starts[-1]))
    values = np.fromiter((v for terms in reports for v in terms.values()), np.float64, int(starts[-1]))
    matrix = sparse.csr_matrix((values * rarity[indices], indices, starts), (len(reports), len(columns)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    limit = min(weights.common_most, max(weights.common_least, weights.common_share * len(reports)))
    matrix.data *= np.repeat(1 / np.maximum(lengths, 1e-9), np.diff(starts))
    matrix.data[seen[matrix.indices] > limit] = 0
    matrix.eliminate_zeros()
    return matrix


def find_neighbours(
    matrix: Any, least: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Find every two rows, the first above the second, whose cosine is at least `least`."""
    firsts, seconds, cosines = [], [], []
    turned = matrix.T.tocsr()
    for start in range(0, matrix.shape[0], CHUNK):
        block = (matrix[start : start + CHUNK] @ turned).tocoo()
        kept = (block.data >= least) & (block.row + start < block.col)
        firsts.append(block.row[kept].astype(np.int64) + start)
        seconds.append(block.col[kept].astype(np.int64))
        cosines.append(block.data[kept])
    if not firsts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float64)
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    order = np.lexsort((second, first))
    return first[order], second[order], np.concatenate(cosines)[order]
