"""The sentences that could stand in a brief: whole, readable by themselves, and telling a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.records import Account, Citation, Sentence, Statement
from samestory.text.propositions.units import is_telling
from samestory.text.propositions.wholeness import has_pairs, is_cut_off, leans, skip_dateline
from samestory.text.summing.openings import weigh_openings


@dataclass(frozen=True, slots=True)
class Settings:
    """What a sentence must be to stand in a brief."""

    # Shorter sentences lean on the one before; longer ones tire.
    min_words: int = 7
    max_words: int = 45
    # The brief opens with one of so many first sentences of a report.
    lead_sentences: int = 3
    # So many words in capitals are a line of a page, not a sentence of a report.
    max_capitals: int = 3


SETTINGS = Settings()
# A word in capitals that is longer than most initials ('NATO', 'FEMA').
_LONG_CAPITALS = 5
# The line under a picture: its day, or who is not in it.
_CAPTION = re.compile(
    r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}[;:]|.{0,400}\b(?:pictured|file photo)\)", re.DOTALL
)
# Pronouns that, as a part of a main clause, stand for what the sentence before has named.
_PRONOUNS = frozenset({"it", "they", "them", "he", "him", "she", "her"})
_SUBJECTS, _OBJECTS = frozenset({"nsubj", "nsubjpass"}), frozenset({"dobj", "dative"})
# What somebody says is told in quotation marks; outside them the writer speaks to the reader.
_QUOTED = re.compile(r"[\"“][^\"“”]{0,600}[\"”]")
_SPOKEN = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Yy]ou|[Yy]our|[Hh]ere(?: is|’s|'s| are))\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could stand in the brief, the statements it tells, and how well it would open it.

    It has a flaw where its characters need a repair, and one where its report tells another in other words.
    """

    account: int
    report: str
    start: int
    end: int
    text: str
    words: frozenset[str]
    length: int
    told: tuple[int, ...]
    opening: float
    leads: bool = False
    flaws: int = 0

    def holds(self, spans: Sequence[Citation]) -> bool:
        """Whether one of these places is in the sentence."""
        return any(
            span.report == self.report and self.start <= span.start and span.end <= self.end
            for span in spans
        )


def find_candidates(
    statements: Sequence[Statement],
    accounts: Sequence[Account],
    lines: Mapping[str, int],
    reworded: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """Find the sentences of all reports that are fit for a brief, in reading order.

    A sentence tells the shared statements whose support it holds, or else one that its report alone has.
    """
    telling: dict[str, list[tuple[int, int, int]]] = {}
    for index, statement in enumerate(statements):
        for support in statement.support:
            telling.setdefault(support.report, []).append((support.start, support.end, index))
    openings = weigh_openings(accounts, lines)
    found = []
    for place, account in enumerate(accounts):
        body = [sentence for sentence in account.annotation.sentences if sentence.kind == "body"]
        for order, sentence in enumerate(body):
            if order and is_cut_off(account.report.text[body[order - 1].start : body[order - 1].end]):
                continue
            told = sorted(
                {
                    index
                    for start, end, index in telling.get(account.id, ())
                    if sentence.start <= start and end <= sentence.end
                }
            )
            shared = tuple(i for i in told if len(statements[i].reports) > 1) or tuple(told[:1])
            opening = openings[place][order] if order < len(openings[place]) else 0.0
            if shared:
                leads = order < SETTINGS.lead_sentences and not _points_back(account, sentence)
                flaws = (account.id in reworded) + _is_broken(account, sentence)
                read = _read(place, account, sentence, shared, opening)
                found += [replace(candidate, leads=leads, flaws=flaws) for candidate in read]
    return found


def _read(
    place: int, account: Account, sentence: Sentence, told: tuple[int, ...], opening: float
) -> Iterator[Candidate]:
    """Yield a sentence as a candidate, without its dateline, if it is fit to be one."""
    raw = account.report.text[sentence.start : sentence.end]
    start = sentence.start + skip_dateline(raw)
    text = " ".join(account.report.text[start : sentence.end].split())
    if _is_fit(text):
        tokens = account.annotation.tokens[sentence.first : sentence.last]
        words = frozenset(token.lemma for token in tokens if is_telling(token))
        length = len(text.split())
        yield Candidate(
            place, account.id, start, sentence.end, text, words, length, told, round(opening, 6)
        )


def _is_broken(account: Account, sentence: Sentence) -> bool:
    return any(
        sentence.start < repair.end and repair.start < sentence.end for repair in account.cleaning.repairs
    )


def _points_back(account: Account, sentence: Sentence) -> bool:
    """Whether what a sentence is about is called by a pronoun: 'Police said a woman saw it on Friday'."""
    tokens = account.annotation.tokens
    parts = [t for t in tokens[sentence.first : sentence.last] if t.text.lower() in _PRONOUNS]
    return any(
        (token.dep in _SUBJECTS and tokens[token.head].dep == "ROOT")
        or (token.dep in _OBJECTS and tokens[token.head].dep in ("ROOT", "ccomp"))
        for token in parts
    )


def _is_fit(text: str) -> bool:
    """Whether a sentence is whole, neither a stump nor a paragraph, and leans on nothing."""
    words = text.split()
    capitals = sum(word.isupper() and len(word) >= _LONG_CAPITALS for word in words)
    whole = has_pairs(text) and text[:1].isupper() and text[-1:] in ".!”\"’'" and not is_cut_off(text)
    fits = SETTINGS.min_words <= len(words) <= SETTINGS.max_words
    spoken = _SPOKEN.search(_QUOTED.sub("", text)) is not None
    if spoken or leans(text) or _CAPTION.match(text):
        return False
    return whole and fits and capitals < SETTINGS.max_capitals
