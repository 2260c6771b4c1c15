"""The wording that stands for a statement: the clause most like all others, fit to be read by itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samestory.records import Account
from samestory.text.propositions.units import Unit, read_terms
from samestory.text.propositions.wholeness import has_pairs, is_cut_off, skip_dateline, tells_clause

# A longer wording is a paragraph, not a statement.
MAX_CHARS = 240
# What each flaw takes off a wording's cosine with the group: a whole clause somewhat less alike is
# better to read than a fragment; beyond half a cosine it would tell something else.
COST_OF_FLAW = 0.2
# Words and marks that a part of a sentence hangs on what stood before by; `leans` is of whole sentences.
_HANGING = re.compile(
    r"(?:that|which|who|whom|whose|them|it|he|she|they|this|these|those|his|her|its|their|my|our|and|but|or|"
    r"as|to|when|while|where|what|how|because|after|before|since|if|though|although|until)\b|[^\w\"“'‘$£€]",
    re.IGNORECASE,
)
# So few words are a stump: a reader cannot tell what they are about.
MIN_WORDS = 6
# A wording that ends in saying that something is said.
_FULL_STOP = re.compile(r"(?<!\.\w)(?<!\.)\.$")
_FRAME = re.compile(
    r"\b(?:said|says|added|announced|wrote|tweeted|told(?: \w+){1,3})\W{0,3}$", re.IGNORECASE
)
# Words from the midst of a sentence are shown with an ellipsis, which reads worse than a beginning.
MIDST = 0.5
# A headline says half of it, and the earliest one longest: a sentence of the report is better, if as good.
HEADLINE = 0.5
ORDINARY = 1.0


def weigh_terms(units: Sequence[Unit]) -> Mapping[str, float]:
    """Weigh each term by its rarity over the sentences of the story."""
    inside: dict[tuple[int, int], set[str]] = {}
    for unit in units:
        inside.setdefault((unit.account, unit.sentence), set()).update(unit.terms)
    seen = Counter(term for terms in inside.values() for term in terms)
    return {term: math.log(1 + len(inside) / count) for term, count in seen.items()}


@dataclass(frozen=True, slots=True)
class _Wording:
    """Words of a report that could stand for a statement: `[first, last)` are its tokens."""

    account: int
    start: int
    end: int
    text: str
    terms: tuple[str, ...]
    flaws: float


def rank_wordings(
    accounts: Sequence[Account], members: Sequence[Unit], rarity: Mapping[str, float]
) -> list[str]:
    """Rank the wordings of a group of clauses, the one that says what all say and little else first.

    A wording is a clause of the group; where several reports have it, also a clause or the sentence
    around one. Likeness is the cosine with what the other reports say, each counted once; flaws count
    against it: no finite verb with its subject, a beginning that leans on what went before or stands in
    mid-sentence, unpaired marks, great length.
    """
    reports: dict[int, set[str]] = {}
    for unit in members:
        reports.setdefault(unit.account, set()).update(unit.terms)
    share = Counter(term for terms in reports.values() for term in terms)
    options = {
        (w.account, w.start, w.end): w
        for unit in members
        for w in _wordings(accounts[unit.account], unit, widen=len(reports) > 1)
    }

    def rank(wording: _Wording) -> tuple[float, int, int, int]:
        own = reports[wording.account]
        centre = {term: rarity[term] * (share[term] - (term in own)) for term in sorted(share)}
        worth = _cosine(wording.terms, centre, rarity) - COST_OF_FLAW * wording.flaws
        return (-round(worth, 9), wording.account, wording.start, -wording.end)

    return list(dict.fromkeys(wording.text for wording in sorted(options.values(), key=rank)))


def _wordings(account: Account, unit: Unit, *, widen: bool) -> Iterator[_Wording]:
    """Yield a clause and, if wanted, what is around it in its sentence: clauses, and all of it."""
    yield _wording(account, unit, (unit.start, unit.end), framing=unit.framing)
    if not widen:
        return
    around = [c for c in account.clauses if c.sentence == unit.sentence]
    spans = [(c.start, c.end) for c in around if c.start <= unit.start and unit.end <= c.end]
    first, last = _uncut(account, unit.sentence)
    start, end = account.annotation.sentences[first].start, account.annotation.sentences[last].end
    spans.append((min(start + skip_dateline(account.report.text[start:end]), unit.start), end))
    for span in spans:
        if span != (unit.start, unit.end):
            yield _wording(account, unit, span)


def _uncut(account: Account, sentence: int) -> tuple[int, int]:
    """The sentences that a sentence was before the parser cut it at 'Sgt.' or the like: first and last."""
    sentences, text = account.annotation.sentences, account.report.text

    def goes_on(index: int) -> bool:
        """Whether a sentence goes on in the next one."""
        one, other = sentences[index], sentences[index + 1]
        return one.paragraph == other.paragraph and is_cut_off(text[one.start : one.end])

    first = last = sentence
    while first > 0 and goes_on(first - 1):
        first -= 1
    while last + 1 < len(sentences) and goes_on(last):
        last += 1
    return first, last


def _wording(account: Account, unit: Unit, span: tuple[int, int], *, framing: bool = False) -> _Wording:
    start, end = span
    sentences, tokens = account.annotation.sentences, account.annotation.tokens
    first, last = _uncut(account, unit.sentence)
    inside = [
        index
        for index in range(sentences[first].first, sentences[last].last)
        if start <= tokens[index].start < end
    ]
    low, high = (inside[0], inside[-1] + 1) if inside else (0, 0)
    text = _FULL_STOP.sub("", " ".join(account.report.text[start:end].split()))
    told = tells_clause(tokens, low, high)
    starts_late = first < unit.sentence and start == sentences[unit.sentence].start
    flaws = _weigh_flaws(text, framing=framing or starts_late, told=told)
    flaws += HEADLINE * (sentences[unit.sentence].kind != "body")
    return _Wording(unit.account, start, end, text, read_terms(tokens[low:high]), flaws)


def _cosine(terms: Sequence[str], centre: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    own = sorted(set(terms))
    # What stands in no clause is not weighed for the story; it counts as an ordinary word.
    weights = [rarity.get(term, ORDINARY) for term in own]
    lengths = math.hypot(*weights) * math.hypot(*centre.values())
    shared = (weight * centre.get(term, 0.0) for term, weight in zip(own, weights, strict=True))
    return math.fsum(shared) / lengths if lengths else 0.0


def _weigh_flaws(text: str, *, framing: bool, told: bool) -> float:
    """Weigh what keeps words from being read by themselves, a flaw each."""
    stump = len(text.split()) < MIN_WORDS or framing or _FRAME.search(text) or is_cut_off(f"{text}.")
    whole = (told, not _HANGING.match(text), has_pairs(text), len(text) <= MAX_CHARS, not stump)
    midst = MIDST * text[:1].islower()
    return sum(not good for good in whole) + midst


def is_stump(text: str) -> bool:
    """Whether a wording says too little to stand first: a few words, or only that somebody spoke.

    >>> is_stump("Her cousin was hurt"), is_stump("Mayor Ida Holm of Bergen told reporters")
    (True, True)
    """
    return len(text.split()) < MIN_WORDS or bool(_FRAME.search(text) or _HANGING.match(text))
