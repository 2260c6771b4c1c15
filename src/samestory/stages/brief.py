"""The brief: what to know first, in the reports' own sentences, each with its citations."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samestory.records import Account, BriefSentence, Citation, Pair, Statement
from samestory.records.dossier import Verdict
from samestory.text.propositions.agreement import agree
from samestory.text.propositions.covering import MIN_BEARING_OUT, Terms, is_covered, read_shown
from samestory.text.summing.candidates import Candidate, find_candidates
from samestory.text.summing.updates import Side, Update, find_sides, find_updates


@dataclass(frozen=True, slots=True)
class Settings:
    """How long the brief is, and what may stand in it."""

    # The brief ends before it grows longer than this; a story's eight widest statements fit.
    max_words: int = 250
    # Up to here sentences of one report alone are taken up, where there are not enough shared ones.
    enough_words: int = 200
    # Two sentences that share so much of the shorter one's telling words say the same.
    max_shared_words: float = 0.5
    # A sentence of length 25 costs nothing; each further word takes this much off what its statements
    # are worth. What a sentence is worth as an opening has its length in it.
    cost_per_word: float = 0.04
    # What a further report adds to a statement's worth, and what a report of the same line adds.
    weight_of_line: float = 1.0
    weight_of_report: float = 0.5
    # Up to so many words the brief is opened: what the reports open with counts most, then what many
    # lines tell.
    opening_words: int = 50
    # What it is worth that a sentence tells what the reports open with, against statements told by
    # lines: the best sentences of a story have .25 of it, most have .1. Behind the opening it decides only
    # between sentences that tell nothing more of what is shared.
    weight_in_opening: float = 150.0
    weight_behind: float = 0.1
    # How much of that a sentence loses that has all its words with one that is chosen.
    cost_of_sharing: float = 0.2
    # A sentence whose characters are broken, or that is of a translation or a rewrite, gives way to one
    # without that tells so much of what it tells, by weight.
    min_told_too: float = 0.6


SETTINGS = Settings()
# Of more statements in one sentence the rest add nothing.
OVERLAPPING = 12
# Behind the opening comes what independent lines agree on, then what is disputed, then the rest.
_ORDER: Mapping[Verdict, int] = {
    "corroborated": 0,
    "disputed": 1,
    "unsure": 2,
    "one-origin": 3,
    "one-report": 4,
}


def compose_brief(
    statements: Sequence[Statement],
    accounts: Sequence[Account],
    families: Sequence[Sequence[str]] = (),
    pairs: Sequence[Pair] = (),
) -> tuple[BriefSentence, ...]:
    """Choose sentences that tell most of what most independent lines agree on, in few words.

    The brief opens with the lead of a report that agrees most with how the other lines open; where a
    figure grew, with the latest, and what it was before comes next. Then come the weightiest sentences,
    and up to the length of a short brief also what one report alone has: what independent lines agree
    on first, then what is disputed, both sides together, then what rests on one origin or one report. A
    sentence is a report's own, cut only at the front; it cites, of the statements it tells, the
    places that say it. No two sentences say the same, but for the two sides of an update or a conflict.
    """
    lines = {report: number for number, family in enumerate(families) for report in family}
    candidates = find_candidates(statements, accounts, lines, _find_reworded(pairs))
    choice = _Choice(statements, candidates)
    differing = find_sides(statements, accounts)
    conflicts = [sides for status, sides in differing if status == "conflict"]
    choice.open(find_updates(statements, accounts), conflicts)
    choice.fill(conflicts)
    against = [sides for _, sides in differing]
    terms = Terms(accounts)
    return tuple(
        BriefSentence(
            candidate.text,
            _cite(candidate, statements, against, terms),
            statements[_main(candidate, choice.weights)].id,
        )
        for candidate in choice.in_order()
    )


class _Choice:
    """The sentences chosen so far, in parts that stay together, and what is still to choose from."""

    def __init__(self, statements: Sequence[Statement], candidates: Sequence[Candidate]) -> None:
        self.statements = statements
        self.weights = [_weight(statement) for statement in statements]
        self.candidates = list(candidates)
        self.parts: list[tuple[Candidate, ...]] = []
        self.told: set[int] = set()
        self.length = 0
        self.opening = 0

    @property
    def opens(self) -> bool:
        """Whether the brief is still being opened."""
        return self.length < SETTINGS.opening_words

    def open(self, updates: Sequence[Update], conflicts: Sequence[Sequence[Side]]) -> None:
        """Choose the opening: the best lead, or the latest figure with what it was before.

        A lead that has one side of a conflict is followed by the other.
        """
        lead = self._best([c for c in self.candidates if c.leads]) or self._best(self.candidates)
        if lead is None:
            return
        other = self._gainsay(lead, conflicts, SETTINGS.max_words - lead.length)
        part: tuple[Candidate, ...] = (lead,) if other is None else (lead, other)
        for update in updates:
            if lead.holds(update.earlier) or lead.holds(update.latest):
                latest = self._best([c for c in self.candidates if c.holds(update.latest)])
                earlier = self._best(
                    [c for c in self.candidates if c.holds(update.earlier) and c is not latest]
                )
                part = tuple(c for c in (latest, earlier) if c is not None) or part
                break
        self._take(part)
        # What was said of a figure before it grew stands beside what it is now, or nowhere; and once both
        # are told, nothing more is said of it.
        settled = {_main(c, self.weights) for c in part} if len(part) > 1 else set[int]()
        self.candidates = [
            c
            for c in self.candidates
            if _main(c, self.weights) not in settled
            and not any(c.holds(u.earlier) and not c.holds(u.latest) for u in updates)
        ]

    def fill(self, conflicts: Sequence[Sequence[Side]]) -> None:
        """Take the worthiest sentence as long as one fits; with one side of a conflict the other."""
        while self.parts:
            limit = SETTINGS.max_words - self.length
            fitting = [c for c in self.candidates if c.length <= limit and not self._repeats(c)]
            if self.length >= SETTINGS.enough_words:
                fitting = [c for c in fitting if self._new_weight(c) > 0]
            best = self._best(fitting)
            if best is None or self._worth(best) <= 0:
                return
            other = self._gainsay(best, conflicts, limit - best.length)
            self._take((best, other) if other is not None else (best,))

    def in_order(self) -> list[Candidate]:
        """The opening, then what is agreed on, what is disputed, and what has one origin."""
        behind = sorted(self.parts[self.opening :], key=self._standing)
        return [candidate for part in (*self.parts[: self.opening], *behind) for candidate in part]

    def _standing(self, part: Sequence[Candidate]) -> int:
        verdict = self.statements[_main(part[0], self.weights)].verdict
        return _ORDER["disputed" if len(part) > 1 else verdict]

    def _gainsay(
        self, chosen: Candidate, conflicts: Sequence[Sequence[Side]], limit: int
    ) -> Candidate | None:
        """Find the best sentence with another side of a conflict of which the chosen alone has one."""
        for sides in conflicts:
            own = [side for side in sides if chosen.holds(side.spans)]
            if len(own) != 1:
                continue
            others = [side.spans for side in sides if side is not own[0]]
            if any(c.holds(spans) for part in self.parts for c in part for spans in others):
                continue
            found = [c for c in self.candidates if any(map(c.holds, others)) and not c.holds(own[0].spans)]
            fitting = [c for c in found if c.length <= limit]
            if fitting:
                return min(fitting, key=lambda c: (c.length, -self._worth(c), c.account, c.start))
        return None

    def _take(self, part: tuple[Candidate, ...]) -> None:
        self.opening += self.opens
        self.parts.append(part)
        for candidate in part:
            self.told.update(candidate.told)
            self.length += candidate.length
        self.candidates = [c for c in self.candidates if c not in part]

    def _best(self, options: Sequence[Candidate]) -> Candidate | None:
        """Find the worthiest sentence, or a better worded one that tells most of what it tells."""

        def rank(candidate: Candidate) -> tuple[float, int, int]:
            return self._worth(candidate), -candidate.account, -candidate.start

        best = max(options, key=rank, default=None)
        if best is None or not best.flaws:
            return best
        enough = SETTINGS.min_told_too * self._weigh(best.told)
        same = [
            c
            for c in options
            if c.flaws < best.flaws and self._weigh([i for i in c.told if i in best.told]) >= enough
        ]
        return max(same, key=rank, default=best)

    def _repeats(self, candidate: Candidate) -> bool:
        """Whether a sentence says mostly what is said: by its words, or by the statements it tells."""
        whole = self._weigh(candidate.told)
        return 2 * self._new_weight(candidate) < whole or any(
            len(candidate.words & other.words)
            > SETTINGS.max_shared_words * min(len(candidate.words), len(other.words))
            for part in self.parts
            for other in part
        )

    def _worth(self, candidate: Candidate) -> float:
        told = self._new_weight(candidate) * (1 - SETTINGS.cost_per_word * max(0, candidate.length - 25))
        shared = max((_share_words(candidate, other) for part in self.parts for other in part), default=0.0)
        opening = max(0.0, candidate.opening - SETTINGS.cost_of_sharing * shared)
        return round(
            told + opening * (SETTINGS.weight_in_opening if self.opens else SETTINGS.weight_behind), 6
        )

    def _new_weight(self, candidate: Candidate) -> float:
        return self._weigh([i for i in candidate.told if i not in self.told])

    def _weigh(self, told: Sequence[int]) -> float:
        """What statements are worth together: each further one half as much.

        Those of one sentence overlap, and a sentence that tells one wide thing shortly leaves room for
        another.
        """
        heaviest = sorted((self.weights[i] for i in told), reverse=True)
        return math.fsum(weight * 0.5**rank for rank, weight in enumerate(heaviest[:OVERLAPPING]))


def _find_reworded(pairs: Sequence[Pair]) -> frozenset[str]:
    """Find the reports that tell one that is held in other words; copies have its own."""
    ends = ((pair.a if pair.direction == "a-from-b" else pair.b, pair) for pair in pairs)
    return frozenset(
        report
        for report, pair in ends
        if pair.relation == "common-source" and pair.direction in ("a-from-b", "b-from-a")
    )


def _share_words(a: Candidate, b: Candidate) -> float:
    """How alike the telling words of two sentences are, as a cosine."""
    if not a.words or not b.words:
        return 0.0
    return len(a.words & b.words) / math.sqrt(len(a.words) * len(b.words))


def _weight(statement: Statement) -> float:
    """What a statement is worth: its lines first, then its reports; nothing if one report alone has it."""
    if len(statement.reports) < 2:
        return 0.0
    lines = (statement.independent.least + statement.independent.most) / 2
    reports = len(statement.reports)
    return SETTINGS.weight_of_line * (lines - 0.5) + SETTINGS.weight_of_report * (reports - 1)


def _main(candidate: Candidate, weights: Sequence[float]) -> int:
    return max(candidate.told, key=lambda i: (weights[i], -i))


def _cite(
    candidate: Candidate,
    statements: Sequence[Statement],
    differing: Sequence[Sequence[Side]],
    terms: Terms,
) -> tuple[Citation, ...]:
    """List the places to cite for a sentence: those of the statements it tells that say it themselves.

    A statement that the sentence does not bear out itself was found alike and tells something else: of its
    places only the sentence's own are cited. What says otherwise is not cited either.
    """
    against = _gainsaying(candidate, differing)
    own = Citation(candidate.report, candidate.start, candidate.end)
    said = terms.read(own)
    told = [statements[index] for index in candidate.told]
    shown = [read_shown(statement, terms) for statement in told]
    places = {
        Citation(support.report, support.start, support.end)
        for statement, words in zip(told, shown, strict=True)
        for support in statement.support
        if support.report not in against
        and (not words or agree(said, words) >= MIN_BEARING_OUT or support.report == candidate.report)
    }
    return tuple(
        sorted(place for place in places if candidate.holds([place]) or is_covered(said, terms.read(place)))
    )


def _gainsaying(candidate: Candidate, differing: Sequence[Sequence[Side]]) -> frozenset[str]:
    """The reports that say otherwise: a sentence that says seven is not theirs who say three.

    A difference is told on one statement, and the same words may support another; so what counts is
    whether the sentence holds the words of one of its sides.
    """
    others: set[str] = set()
    for sides in differing:
        held = {r for side in sides if candidate.holds(side.spans) for r in side.reports}
        if held:
            others |= {r for side in sides for r in side.reports} - held
    return frozenset(others - {candidate.report})
