"""How likely two clauses of two reports say the same: features that can be read, and a weight for each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from samestory.text.propositions.contexts import Array
from samestory.text.propositions.pairing import Index, Pairs
from samestory.text.propositions.spaces import Spaces, Weighed, multiply_rows
from samestory.text.propositions.units import Unit


def measure_pairs(spaces: Spaces, pairs: Pairs) -> dict[str, Array]:
    """Measure every pair by every feature, each an array over the pairs.

    `characters`, `sense`, `covered` and `around_words` are likeness from 0 to 1, of the clauses or of
    the sentences around them; `shared`, `links` and `rarest` count what both have by its rarity;
    `anchors` counts most what each report says once. `fates` and `counts` are of figures that count
    the same: the killed, and as many. `other_times`: both tell a time, and no part of it is the same.
    `apart`, `higher` and `lower` are of where they stand in their reports. `plain_sense`, `news_least`
    and the like hold also what the whole story is about, which the others leave out or count little: two
    headlines that give the news in brief have nothing else to share.
    """
    i, j = pairs.first, pairs.second
    si, sj = spaces.sentence[i], spaces.sentence[j]
    shared = spaces.terms.overlap(i, j)
    around, sizes = spaces.sentence_terms.overlap(si, sj), spaces.sentence_terms.sizes
    times = spaces.times.overlap(i, j)
    links = spaces.links.overlap(i, j)
    met = spaces.context.meet(i, j)
    return {
        "characters": multiply_rows(spaces.characters, i, j),
        "sense": np.einsum("ij,ij->i", spaces.sense[i], spaces.sense[j]),
        "met_least": met[:, 0],
        "met_most": met[:, 1],
        "met_rarest": met[:, 2],
        "news_least": met[:, 3],
        "news_most": met[:, 4],
        "news_rarest": met[:, 5],
        "plain_sense": np.einsum("ij,ij->i", spaces.plain_sense[i], spaces.plain_sense[j]),
        "around_plain": np.einsum(
            "ij,ij->i", spaces.sentence_plain_sense[si], spaces.sentence_plain_sense[sj]
        ),
        "around_characters": multiply_rows(spaces.sentence_characters, si, sj),
        "around_sense": np.einsum("ij,ij->i", spaces.sentence_sense[si], spaces.sentence_sense[sj]),
        "around_words": around / np.maximum(1.0, sizes[si] + sizes[sj] - around),
        "around_shared": around,
        "around_anchors": multiply_rows(spaces.sentence_anchors, si, sj),
        "covered": shared / _lesser(spaces.terms, i, j),
        "shared": shared,
        "rarest": spaces.terms.rarest(i, j),
        "anchors": multiply_rows(spaces.anchors, i, j),
        "links": links,
        "links_covered": links / _lesser(spaces.links, i, j),
        "same_names": _of_both(spaces.names, i, j),
        "figures": np.minimum(spaces.figures.overlap(i, j), 2.0),
        "fates": np.minimum(spaces.fates.overlap(i, j), 1.0),
        "counts": np.minimum(spaces.counts.overlap(i, j), 1.0),
        "times": np.minimum(times, 2.0),
        "other_times": ((times == 0) & (_lesser(spaces.times, i, j, least=0.0) > 0)).astype(np.float64),
        "best": pairs.best,
        "same_day": np.minimum(spaces.days.overlap(i, j), 1.0),
        **_flags(spaces, i, j),
        **_lengths(spaces, i, j),
        **_places(spaces.units, i, j),
    }


def _places(units: Sequence[Unit], i: Index, j: Index) -> dict[str, Array]:
    """Where in their reports the two stand, 0 at the first word and 1 at the last.

    News is written from the weightiest down: what stands high in two reports is told by both more often
    than what stands low in either, and what stands at one height more often than at two.
    """
    length = np.zeros(1 + max(unit.account for unit in units))
    for unit in units:
        length[unit.account] = max(length[unit.account], unit.end)
    place = np.array([unit.start / length[unit.account] for unit in units])
    return {
        "apart": np.abs(place[i] - place[j]),
        "higher": np.minimum(place[i], place[j]),
        "lower": np.maximum(place[i], place[j]),
    }


def _flags(spaces: Spaces, i: Index, j: Index) -> dict[str, Array]:
    """What the two clauses are: headlines, quotations, mere frames of what somebody says."""
    units = spaces.units

    def flag(read: Callable[[Unit], bool]) -> Array:
        return np.array([read(unit) for unit in units], dtype=np.float64)

    def other(read: Callable[[Unit], Sequence[str]]) -> Array:
        """Whether both have some, and none of the same."""
        said = [frozenset(read(unit)) for unit in units]
        pairs = zip(i.tolist(), j.tolist(), strict=True)
        return np.array([bool(said[a] and said[b] and not said[a] & said[b]) for a, b in pairs], np.float64)

    title, framing = flag(lambda u: u.kind == "title"), flag(lambda u: u.framing)
    heading, quoted = flag(lambda u: u.kind in ("caption", "heading")), flag(lambda u: u.quoted)
    negated, verbless = flag(lambda u: u.negated), flag(lambda u: not u.has_verb)
    credit, figures = flag(lambda u: u.is_credit), flag(lambda u: bool(u.figures))
    predicates = np.unique([unit.predicate for unit in units], return_inverse=True)[1]
    return {
        "predicate": (predicates[i] == predicates[j]).astype(np.float64),
        "titles": title[i] * title[j],
        "one_title": np.abs(title[i] - title[j]),
        "headings": heading[i] + heading[j],
        "framing": framing[i] + framing[j],
        "quoted": quoted[i] * quoted[j],
        "one_quoted": np.abs(quoted[i] - quoted[j]),
        "negation": np.abs(negated[i] - negated[j]),
        "verbless": verbless[i] + verbless[j],
        "credits": np.maximum(credit[i], credit[j]),
        "no_figures": (1 - figures[i]) * (1 - figures[j]),
        "other_persons": other(lambda u: u.persons),
        "other_subjects": other(lambda u: u.subjects),
    }


def _lengths(spaces: Spaces, i: Index, j: Index) -> dict[str, Array]:
    """How long the clauses are, how many terms they share, and of how many clauses the reports are.

    A clause says the same as one or two of another report, however many that has: of all pairs of two
    long reports fewer are the same.
    """
    chars = np.log([max(1, len(unit.text)) for unit in spaces.units])
    own = np.asarray(spaces.terms.rows.sum(axis=1), dtype=np.float64).ravel()
    both = np.asarray(spaces.terms.rows[i].multiply(spaces.terms.rows[j]).sum(axis=1), np.float64).ravel()
    fewer, more = np.minimum(own[i], own[j]), np.maximum(own[i], own[j])
    accounts = np.array([unit.account for unit in spaces.units])
    clauses = np.log(np.maximum(1, np.bincount(accounts)))[accounts]
    return {
        "shorter": np.minimum(chars[i], chars[j]),
        "longer": np.maximum(chars[i], chars[j]),
        "unshared": np.log1p(own[i] + own[j] - 2 * both),
        "terms": np.minimum(both, 6.0),
        "terms_least": both / np.maximum(1.0, more),
        "terms_most": both / np.maximum(1.0, fewer),
        "clauses": (clauses[i] + clauses[j]) / 2,
    }


def _lesser(weighed: Weighed, i: Index, j: Index, least: float = 1.0) -> Array:
    sizes = weighed.sizes
    lesser: Array = np.maximum(least, np.minimum(sizes[i], sizes[j]))
    return lesser


def _of_both(names: Weighed, i: Index, j: Index) -> Array:
    """How far the names of one clause are the other's; a little under 0 where one names nobody."""
    sizes = names.sizes
    both = np.minimum(sizes[i], sizes[j]) > 0
    share: Array = np.where(both, names.overlap(i, j) / _lesser(names, i, j), -0.3)
    return share


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature, and of 'constant', at the first look at a pair and at the second."""

    first: Mapping[str, float]
    second: Mapping[str, float]


@cache
def load_weights() -> Weights:
    """Load the weights as training/likeness.py wrote them."""
    text = files("samestory.text.propositions").joinpath("likeness.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return Weights(tables["first"], tables["second"])


def score_pairs(features: Mapping[str, Array], weights: Mapping[str, float]) -> Array:
    """Score every pair from 0 to 1: logistic regression over the features."""
    total = np.full(len(features["characters"]), weights["constant"])
    for name, values in features.items():
        total = total + weights[name] * values
    scores: Array = np.round(1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0))), 9)
    return scores
