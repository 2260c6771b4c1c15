"""The brief: what to know first, in the reports' own sentences, each with its citations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samestory.records import Account, BriefSentence, Citation, Sentence, Statement
from samestory.text.propositions.units import is_telling


@dataclass(frozen=True, slots=True)
class Settings:
    """How long the brief is, and what may stand in it."""

    # The brief ends before it grows longer than this; a story's eight widest statements fit.
    max_words: int = 240
    # Up to here sentences of one report alone are taken up, where there are not enough shared ones.
    enough_words: int = 150
    # Shorter sentences lean on the one before; longer ones tire.
    min_sentence_words: int = 7
    max_sentence_words: int = 45
    # Two sentences that share so much of the shorter one's telling words say the same.
    max_shared_words: float = 0.5
    # A sentence of length 25 costs nothing; each further word takes this much off its worth.
    cost_per_word: float = 0.02
    # The brief opens with one of so many first sentences of a report, where one is fit to stand in it.
    lead_sentences: int = 4
    # What a further report adds to a statement's worth, and what a report of the same line adds.
    weight_of_line: float = 1.0
    weight_of_report: float = 0.5
    # What the first sentence of a report is worth by its place, in shared statements told by two lines;
    # the second is worth half of it, and so on. Reporters put first what matters.
    weight_of_place: float = 10.0
    # What a sentence is worth for words that the reports have in common, all of them being 1; and how
    # much more a word counts that stands in a headline.
    weight_of_words: float = 12.0
    weight_of_headline: float = 2.0


SETTINGS = Settings()
# A sentence that opens like this cannot be read by itself.
_LEANING = re.compile(
    r"(?:he|she|it|they|him|his|her|hers|its|their|theirs|this|that|these|those|there|such|so|but|and|or|"
    r"(?:many|some|most|all|none|few|each|any) of (?:them|these|those)|"
    r"however|also|meanwhile|then|instead|still|yet|another|others|both|neither|one|we|i|our|my)\b",
    re.IGNORECASE,
)
# Titles and forms of address, after whose full stop no sentence ends.
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Drs|Sgt|Lt|Col|Gen|Capt|Cmdr|Maj|Det|Ofc|Rep|Sen|Gov|Rev|Hon|Prof|St|Jr|Sr|No|vs)\.$"
)
# 'LIMA, Peru (AP) — ': where an agency wrote it, cut off the front.
_DATELINE = re.compile(r"^[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w. ]{1,30})?(?: ?\([^)]{1,40}\))? ?[-–—]+ ")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that could stand in the brief, and the statements it tells."""

    account: int
    start: int
    end: int
    text: str
    words: frozenset[str]
    length: int
    leads: bool
    told: tuple[int, ...]
    report: str
    worth: float = 0.0


def compose_brief(
    statements: Sequence[Statement], accounts: Sequence[Account]
) -> tuple[BriefSentence, ...]:
    """Choose sentences that tell most of what most independent lines agree on, in few words.

    The brief opens with a report's lead; where a figure grew, with the latest, and what it was before
    comes next. Then come the weightiest sentences, and up to the length of a short brief also what one
    report alone has. A sentence is a report's own, cut only at the front; it cites
    every place of every shared statement it tells. No two sentences say the same, but for the two
    sides of an update.
    """
    weights = [_weight(statement) for statement in statements]
    candidates = _candidates(statements, accounts, weights)
    updates = _find_updates(statements, accounts)
    chosen = _open(candidates, weights, updates)
    # What was said of a figure before it grew stands beside what it is now, or nowhere; and once both
    # are told, nothing more is said of it.
    settled = {_main(c, weights) for c in chosen} if len(chosen) > 1 else set[int]()
    candidates = [
        c for c in candidates if not _is_outdated(c, updates) and _main(c, weights) not in settled
    ]
    told = {index for candidate in chosen for index in candidate.told}
    length = sum(candidate.length for candidate in chosen)
    while True:
        limit = SETTINGS.max_words - length
        fitting = [c for c in candidates if c.length <= limit and not _repeats(c, chosen)]
        if length >= SETTINGS.enough_words:
            fitting = [c for c in fitting if _new_weight(c, weights, told) > 0]
        worth = {c: _worth(c, weights, told) for c in fitting}
        best = max(fitting, key=lambda c: (worth[c], -c.account, -c.start), default=None)
        if best is None or worth[best] <= 0:
            break
        chosen.append(best)
        told.update(best.told)
        length += best.length
    return tuple(_sentence(c, accounts[c.account].id, statements, weights) for c in chosen)


@dataclass(frozen=True, slots=True)
class _Update:
    """A figure that grew: where its latest value stands, and where the earlier ones do."""

    latest: tuple[Citation, ...]
    earlier: tuple[Citation, ...]
    reports: int


def _find_updates(statements: Sequence[Statement], accounts: Sequence[Account]) -> list[_Update]:
    """List the figures that reports updated, those that most reports have first."""
    days = {a.id: (a.published.latest or a.published.earliest or date.min) for a in accounts}
    found = []
    for difference in (d for s in statements for d in s.differences):
        if difference.status != "update" or difference.kind != "quantity":
            continue
        sides = sorted(difference.values, key=lambda v: max((days[r] for r in v.reports), default=date.min))
        earlier = tuple(span for value in sides[:-1] for span in value.spans)
        reports = sum(len(value.reports) for value in sides)
        found.append(_Update(sides[-1].spans, earlier, reports))
    return sorted(found, key=lambda update: -update.reports)


def _holds(candidate: _Candidate, spans: Sequence[Citation]) -> bool:
    return any(
        span.report == candidate.report and candidate.start <= span.start and span.end <= candidate.end
        for span in spans
    )


def _is_outdated(candidate: _Candidate, updates: Sequence[_Update]) -> bool:
    return any(_holds(candidate, u.earlier) and not _holds(candidate, u.latest) for u in updates)


def _open(
    candidates: Sequence[_Candidate], weights: Sequence[float], updates: Sequence[_Update]
) -> list[_Candidate]:
    """Choose the opening: the weightiest lead, or the latest figure with what it was before."""

    def best(options: Sequence[_Candidate]) -> _Candidate | None:
        return max(options, key=lambda c: (_worth(c, weights, set()), -c.account, -c.start), default=None)

    lead = best([c for c in candidates if c.leads]) or best(candidates)
    if lead is None:
        return []
    for update in updates:
        if _holds(lead, update.earlier) or _holds(lead, update.latest):
            latest = best([c for c in candidates if _holds(c, update.latest)])
            earlier = best([c for c in candidates if _holds(c, update.earlier) and c is not latest])
            return [c for c in (latest, earlier) if c is not None] or [lead]
    return [lead]


def _weight(statement: Statement) -> float:
    """What a statement is worth: its lines first, then its reports; nothing if one report alone has it."""
    if len(statement.reports) < 2:
        return 0.0
    lines = (statement.independent.least + statement.independent.most) / 2
    reports = len(statement.reports)
    return SETTINGS.weight_of_line * (lines - 0.5) + SETTINGS.weight_of_report * (reports - 1)


def _candidates(
    statements: Sequence[Statement], accounts: Sequence[Account], weights: Sequence[float]
) -> list[_Candidate]:
    telling: dict[str, list[tuple[int, int, int]]] = {}
    for index, statement in enumerate(statements):
        for support in statement.support:
            telling.setdefault(support.report, []).append((support.start, support.end, index))
    common = _common_words(accounts)
    found = []
    for place, account in enumerate(accounts):
        body = [sentence for sentence in account.annotation.sentences if sentence.kind == "body"]
        for order, sentence in enumerate(body):
            cut = order > 0 and _is_cut_off(
                account.report.text[body[order - 1].start : body[order - 1].end]
            )
            told = {
                i
                for start, end, i in telling.get(account.id, ())
                if sentence.start <= start and end <= sentence.end
            }
            shared = tuple(sorted(i for i in told if weights[i] > 0)) or tuple(sorted(told))[:1]
            candidate = _candidate(place, account, sentence, shared) if told and not cut else None
            if candidate is not None:
                words = sum(common.get(word, 0.0) for word in candidate.words) / max(1, candidate.length)
                worth = SETTINGS.weight_of_place / (1 + order) + SETTINGS.weight_of_words * words
                leads = order < SETTINGS.lead_sentences
                found.append(replace(candidate, leads=leads, worth=round(worth, 6)))
    return found


def _common_words(accounts: Sequence[Account]) -> dict[str, float]:
    """Weigh each telling word by the share of the other reports that have it, and by the headlines."""
    holders: Counter[str] = Counter()
    headlines: set[str] = set()
    for account in accounts:
        tokens = account.annotation.tokens
        holders.update({token.lemma for token in tokens if is_telling(token)})
        for sentence in account.annotation.sentences:
            if sentence.kind == "title":
                headlines.update(token.lemma for token in tokens[sentence.first : sentence.last])
    others = max(1, len(accounts) - 1)
    return {
        word: (count - 1) / others + SETTINGS.weight_of_headline * (word in headlines)
        for word, count in holders.items()
    }


def _candidate(
    place: int, account: Account, sentence: Sentence, told: tuple[int, ...]
) -> _Candidate | None:
    raw = account.report.text[sentence.start : sentence.end]
    dateline = _DATELINE.match(raw)
    start = sentence.start + (dateline.end() if dateline else 0)
    text = " ".join(account.report.text[start : sentence.end].split())
    length = len(text.split())
    whole = sentence.kind == "body" and _is_whole(text) and not _is_cut_off(text)
    fits = SETTINGS.min_sentence_words <= length <= SETTINGS.max_sentence_words
    if not whole or not fits or _LEANING.match(text):
        return None
    tokens = account.annotation.tokens[sentence.first : sentence.last]
    words = frozenset(token.lemma for token in tokens if is_telling(token))
    return _Candidate(place, start, sentence.end, text, words, length, False, told, account.id)


def _is_whole(text: str) -> bool:
    """Whether a sentence begins and ends like one, with quotation marks and brackets in pairs."""
    marks = (
        text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("(") == text.count(")")
    )
    return marks and text[0].isupper() and text[-1] in ".!?”\"’'"


def _is_cut_off(text: str) -> bool:
    """Whether a 'sentence' ends in a title or a like abbreviation: the parser cut it there."""
    return _ABBREVIATION.search(text.rstrip()) is not None


def _repeats(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    return any(
        len(candidate.words & other.words)
        > SETTINGS.max_shared_words * min(len(candidate.words), len(other.words))
        for other in chosen
    )


def _worth(candidate: _Candidate, weights: Sequence[float], told: set[int]) -> float:
    worth = _new_weight(candidate, weights, told) + candidate.worth
    return round(worth * (1 - SETTINGS.cost_per_word * max(0, candidate.length - 25)), 6)


def _new_weight(candidate: _Candidate, weights: Sequence[float], told: set[int]) -> float:
    return sum(weights[i] for i in candidate.told if i not in told)


def _main(candidate: _Candidate, weights: Sequence[float]) -> int:
    return max(candidate.told, key=lambda i: (weights[i], -i))


def _sentence(
    candidate: _Candidate, report: str, statements: Sequence[Statement], weights: Sequence[float]
) -> BriefSentence:
    against = _gainsaying(candidate, report, statements)
    cites: Mapping[Citation, None] = {
        Citation(support.report, support.start, support.end): None
        for index in candidate.told
        for support in statements[index].support
        if support.report not in against
    }
    return BriefSentence(candidate.text, tuple(sorted(cites)), statements[_main(candidate, weights)].id)


def _gainsaying(candidate: _Candidate, report: str, statements: Sequence[Statement]) -> frozenset[str]:
    """The reports that say otherwise: a sentence that says seven is not theirs who say three.

    A difference is told on one statement, and the same words may support another; so what counts is
    whether the sentence holds the words of one of its sides.
    """
    others: set[str] = set()
    for difference in (d for s in statements for d in s.differences if d.status in ("conflict", "update")):
        sides = [
            value
            for value in difference.values
            for span in value.spans
            if span.report == report and candidate.start <= span.start < candidate.end
        ]
        with_it = {r for side in sides for r in side.reports}
        if with_it:
            others |= {r for value in difference.values for r in value.reports} - with_it
    return frozenset(others)
