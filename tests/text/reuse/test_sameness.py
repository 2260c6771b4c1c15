"""How likely two reports are to be of one story, by the two alone."""

from __future__ import annotations

import itertools

import numpy as np

from samestory.text.reuse.comparing import FEATURES, compare_pairs
from samestory.text.reuse.sameness import liken_reports, list_scores, score_two
from samestory.text.reuse.shelves import UNKNOWN, Traits, fill_shelf, find_candidates
from samestory.text.reuse.telling import find_terms, share_terms

DAY = 738_000
TEXTS = (
    ("Ferry runs aground off Norvik", "A ferry with 212 passengers ran aground off Norvik in fog. Captain Ida Holm stayed."),
    ("Passengers leave Norvik ferry", "All 212 passengers of a ferry stranded off Norvik were taken ashore. Captain Ida Holm was last."),
    ("Bakers strike in Lundby", "Bakers in Lundby walked out over night shifts, union leader Per Aas said."),
    ("No bread in Lundby", "Union leader Per Aas called the bakers of Lundby out on strike over night shifts."),
    ("Comet seen", "A green comet crossed the southern sky above the observatory at Tarn."),
)  # fmt: skip


def traits(number: int, day: int | None = DAY) -> Traits:
    """What one of the texts is compared by."""
    title, text = TEXTS[number]
    days = (day, day) if day else (-UNKNOWN, UNKNOWN)
    return Traits(find_terms(title, [text]).tobytes(), *days, f"outlet {number}")


def test_a_pair_is_as_likely_on_any_shelf() -> None:
    """The score of two reports does not change with what else is there, nor with their order."""
    scores: dict[frozenset[int], set[float]] = {}
    for size in (2, 3, 5):
        for order in itertools.permutations(range(5), size):
            found = liken_reports(fill_shelf([traits(number) for number in order]))
            for first, second, score in list_scores(found):
                scores.setdefault(frozenset((order[first], order[second])), set()).add(score)
    assert scores.keys() == {frozenset((0, 1)), frozenset((2, 3))}
    assert all(len(values) == 1 for values in scores.values())
    assert scores[frozenset((0, 1))] == {score_two(traits(0), traits(1))}


def test_features_are_symmetric() -> None:
    """Which report is named first makes no difference, to the last bit."""
    shelf = fill_shelf([traits(number) for number in range(5)])
    first, second = (np.array(side) for side in zip(*itertools.combinations(range(5), 2), strict=True))
    assert (compare_pairs(shelf, first, second) == compare_pairs(shelf, second, first)).all()
    assert compare_pairs(shelf, first, second).shape == (10, len(FEATURES))


def test_days_apart_make_reports_less_likely() -> None:
    """The same two texts are less likely of one story with a year between them."""
    near = score_two(traits(0), traits(1))
    assert near is not None
    assert near > 0.5
    later = score_two(traits(0), traits(1, DAY + 365))
    assert later is None or later < near


def test_pairs_too_many_days_apart_are_not_looked_at() -> None:
    """That keeps the cost of a report from growing with the years; a report without a day is looked at."""
    assert score_two(traits(0), traits(1, DAY + 121)) is None
    assert score_two(traits(0), traits(1, None)) is not None


def test_late_finds_only_the_pairs_of_newcomers() -> None:
    """Old reports are not compared with one another again."""
    shelf = fill_shelf([traits(number) for number in range(4)])
    both = list(zip(*find_candidates(shelf), strict=True))
    late = list(zip(*find_candidates(shelf, late=3), strict=True))
    assert late == [pair for pair in both if pair[1] == 3]


def test_a_text_without_words_is_like_nothing() -> None:
    """Empty reports make no pairs and no errors."""
    empty = Traits(find_terms("", []).tobytes(), DAY, DAY, "")
    assert len(liken_reports(fill_shelf([empty, empty])).first) == 0
    assert len(liken_reports(fill_shelf([])).first) == 0


def test_terms_have_names_and_weights() -> None:
    """What two reports share can be named, the weightiest first; parts add up to the likeness."""
    shared = share_terms((TEXTS[0][0], [TEXTS[0][1]]), (TEXTS[1][0], [TEXTS[1][1]]))
    assert {"norvik", "212", "ida holm"} <= {term for term, _ in shared}
    likeness = compare_pairs(fill_shelf([traits(0), traits(1)]), np.array([0]), np.array([1]))[0, 0]
    assert abs(sum(weight for _, weight in shared) - likeness) < 1e-6
