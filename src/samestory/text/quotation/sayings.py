"""Quotations compared: which are wordings of one utterance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from samestory.records import Attribution, Quote
from samestory.text.quotation.wordings import score_within, stems_of, words_of


@dataclass(frozen=True, slots=True)
class Measure:
    """When two quotations are one utterance."""

    # Content stems in order, as a share of the shorter quotation. Back-translated quotations share
    # about two thirds; two sentences of one speaker on one matter share under four tenths.
    alike: float = 0.55
    # The same where nobody, or only a role, is named in one of the two.
    alike_unnamed: float = 0.62
    # Two named speakers who differ: only nearly the same words make one utterance, misattributed.
    despite_speaker: float = 0.85
    # Plain words (most of them small) prove something from this number on, if this much is shared.
    many_words: int = 6
    plain: float = 0.75
    # The same letters but for a misprint, out of 100.
    misspelt: float = 88.0
    # A short quotation proves nothing by its words; the sentence around it must then agree as well.
    alike_in_context: float = 0.3
    context: float = 0.45
    # Beside its context a quotation is compared only with one of at most this many times its length.
    longest_by_context: float = 2.0
    # From here on a pair is joined though one of the two has a better partner in the same report.
    sure: float = 0.8
    # Below this many content stems a quotation is short.
    few_stems: int = 3
    # So many words may be a fragment, and so many stems of its sentence must be told with the whole.
    fragment_words: int = 2
    fragment_told: int = 2
    # A stem that more quotations share than this singles none of them out; it only costs time.
    common: int = 120


MEASURE = Measure()
KINDRED_LETTERS = 5
SHORT_LETTERS = 3  # shorter words in capitals are names of bodies
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation with what is needed to compare it."""

    account: int
    report: str
    quote: Quote
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    around: frozenset[str]
    speaker: str
    attribution: Attribution | None
    nested: bool = False
    # The name's id in the story, '' where the speaker is nobody of it.
    name: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell words that were said from a word at arm's length and from a part of another quotation."""
        return self.quote.kind in ("direct", "mixed") and not self.nested


def cluster_sayings(sayings: Sequence[Saying], measure: Measure) -> list[list[int]]:
    """Join the likeliest pairs first; a weak pair only if each is the other's best in its report."""
    scores = {
        (i, j): score
        for i, j in _candidates(sayings, measure)
        if (score := score_sayings(sayings[i], sayings[j], measure)) > 0
    }
    best = _best_partners(scores, sayings)
    home = {i: [i] for i in range(len(sayings))}
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        rivals = max(best[i, sayings[j].report], best[j, sayings[i].report])
        if home[i] is home[j] or (score < measure.sure and score < rivals):
            continue
        joined = sorted([*home[i], *home[j]])
        for member in joined:
            home[member] = joined
    unique = {tuple(cluster) for cluster in home.values()}
    return [list(cluster) for cluster in sorted(unique)]


def _candidates(sayings: Sequence[Saying], measure: Measure) -> list[tuple[int, int]]:
    """List the pairs that share a stem or a run of three words; all others score nothing."""
    places: dict[str, list[int]] = {}
    for i, saying in enumerate(sayings):
        runs = zip(saying.words, saying.words[1:], saying.words[2:], strict=False)
        keys = {stem[:KINDRED_LETTERS] for stem in saying.stems} | {" ".join(run) for run in runs}
        keys |= _shouted(saying.text)
        for key in sorted(keys or {" ".join(saying.words)}):
            places.setdefault(key, []).append(i)
    shared = [held for held in places.values() if 1 < len(held) <= measure.common]
    return sorted({pair for held in shared for pair in combinations(held, 2)})


def _best_partners(
    scores: Mapping[tuple[int, int], float], sayings: Sequence[Saying]
) -> dict[tuple[int, str], float]:
    """For each quotation and report, the score of its best partner there."""
    best: dict[tuple[int, str], float] = {}
    for (i, j), score in scores.items():
        for one, other in ((i, j), (j, i)):
            key = (one, sayings[other].report)
            best[key] = max(score, best.get(key, 0.0))
    return best


def score_sayings(one: Saying, other: Saying, measure: Measure) -> float:  # noqa: PLR0911
    """Score two quotations as one utterance: 0 where they are not."""
    same_report = one.report == other.report
    if same_report and not (one.is_whole and other.is_whole):
        return 0.0
    short, long = sorted((one, other), key=lambda s: (len(s.words), s.report, s.quote.start))
    shared = score_within(*_kindred(short.stems, long.stems))
    akin = _same_speaker(one, other)
    if akin is False and not _is_misattributed(short, long, shared, measure):
        return 0.0
    if len(short.stems) >= measure.few_stems and shared >= _threshold(len(short.stems), akin, measure):
        return shared
    if len(short.words) >= measure.many_words:
        plain = score_within(short.words, long.words)
        if plain >= (measure.plain if akin else measure.despite_speaker):
            return plain
    if len(short.words) > 2 and fuzz.ratio(" ".join(short.words), " ".join(long.words)) >= measure.misspelt:
        return 0.9
    if same_report:
        return 0.0
    return _score_short(short, long, shared, measure)


def _is_misattributed(short: Saying, long: Saying, shared: float, measure: Measure) -> bool:
    """Tell one utterance given to two people from two people who use the same few words."""
    if shared < measure.despite_speaker:
        return False
    return len(short.words) >= measure.many_words or _score_context(short, long) >= measure.context


def _threshold(stems: int, akin: bool | None, measure: Measure) -> float:
    """How much must be shared: all of three stems, nearly all of four, then what the settings say."""
    floor = measure.alike if akin else measure.alike_unnamed
    return max(floor, 1.0 - 0.25 * (stems - measure.few_stems))


def _score_short(short: Saying, long: Saying, shared: float, measure: Measure) -> float:
    """Score a few words: they prove little, so the sentences around them must agree as well."""
    context = _score_context(short, long)
    akin = _same_speaker(short, long)
    if short.words == long.words:
        return 1.0 if len(short.words) > 1 or context >= 0.2 or akin else 0.0
    size = len(long.stems) <= measure.longest_by_context * max(1, len(short.stems))
    if shared >= 0.99 and len(short.stems) > 1 and (akin or context >= 0.3):
        return 0.9
    if akin and len(short.words) <= measure.fragment_words:
        if len(short.words) == 1 and short.words[0] in _shouted(long.text):
            return measure.sure - 0.01
        if _is_fragment(short, long, measure):
            return measure.sure - 0.05  # of several that hold the word the best alone
    if size and shared >= measure.alike_in_context and context >= measure.context:
        return 0.4 * shared + 0.4 * context
    return 0.0


def _is_fragment(short: Saying, long: Saying, measure: Measure) -> bool:
    """Tell whether a word or two are taken from a longer wording by the same speaker.

    The sentence that sets them off must tell of what the longer wording, or the sentence around it,
    tells of.
    """
    if not short.stems or score_within(short.stems, long.stems) < 1.0:
        return False
    told = short.around & (frozenset(long.stems) | long.around)
    return (
        len(told - frozenset(stems_of(words_of(f"{short.speaker} {long.speaker}"))))
        >= measure.fragment_told
    )


def _shouted(text: str) -> frozenset[str]:
    """The words in capitals of a text that is not all in capitals."""
    words = [word for word in _LETTERS.findall(text) if len(word) > SHORT_LETTERS]
    loud = [word.casefold() for word in words if word.isupper()]
    return frozenset(loud) if len(loud) < len(words) else frozenset()


def _kindred(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Make stems that begin with the same five letters one ('resurfac', 'resurg')."""
    known = {s[:KINDRED_LETTERS]: s for s in reversed(one) if len(s) >= KINDRED_LETTERS}
    return tuple(one), tuple(known.get(s[:KINDRED_LETTERS], s) for s in other)


def _score_context(one: Saying, other: Saying) -> float:
    fewer = min(len(one.around), len(other.around))
    if fewer < 3:
        return 0.0
    return len(one.around & other.around) / fewer


def _same_speaker(one: Saying, other: Saying) -> bool | None:
    """Compare the speakers: None where one is not named, or where one may well be the other's role."""
    first, second = words_of(one.speaker), words_of(other.speaker)
    if not first or not second:
        return None
    if one.name and one.name == other.name:
        return True
    if first[-1] in second or second[-1] in first:
        return True
    return False if rank_name(one.speaker) == rank_name(other.speaker) == 2 else None


def rank_name(speaker: str) -> int:
    """Rank a speaker's wording: a name, a name after an article, a mere role."""
    words = speaker.split()
    return (
        2
        if words[-1][:1].isupper() and words[0][:1].isupper() and words[0].lower() not in ("the", "a", "an")
        else 1
        if words[-1][:1].isupper()
        else 0
    )
