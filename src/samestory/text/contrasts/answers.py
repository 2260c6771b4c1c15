"""Differences between reports in what they tell of one person or of the happening, wherever they tell it.

A statement holds together what is worded alike. How old somebody is, where it happened, who shot the
gunman: each report tells that once, in its own words and in another connexion. Here each report's
answers to such questions are held against all others'. Where no statement of several reports holds
two of the answers, they make a statement of their own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from samestory.records import Account, Statement
from samestory.records.dossier import DifferenceKind
from samestory.text.contrasts.figures import tell_about
from samestory.text.contrasts.joining import Found, tell_found
from samestory.text.contrasts.tellings import SEVERITY, NameIndex, Side, make_difference
from samestory.text.facts import (
    ages,
    charges,
    conditions,
    counts,
    custody,
    hearers,
    hours,
    lists,
    posts,
    scenes,
    slayers,
    weapons,
)
from samestory.text.facts.fact import Cast, Fact, Page, find_cast, open_page
from samestory.text.facts.judging import (
    judge_ages,
    judge_charges,
    judge_conditions,
    judge_custody,
    judge_hearers,
    judge_lists,
    judge_places,
    judge_posts,
    judge_slayers,
    judge_streets,
    judge_weapons,
)
from samestory.text.facts.measuring import judge_counts, judge_hours
from samestory.text.facts.verdicts import Judge, Verdict

# Answers of one report to one question: more are a list, and every pair of reports compares them all.
MAX_ANSWERS = 8


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of every report: how its answers are found, judged and called."""

    kind: DifferenceKind
    about: str
    find: Callable[[Page], Iterable[Fact]]
    judge: Judge


_QUESTIONS = (
    _Question("quantity", "how old {} is", ages.find_ages, judge_ages),
    _Question("time", "at what time it happened", hours.find_hours, judge_hours),
    _Question("scope", "with what {} is charged", charges.find_charges, judge_charges),
    _Question("polarity", custody.TOPIC, custody.find_custody, judge_custody),
    _Question("quantity", "{}", counts.find_counts, judge_counts),
    _Question("scope", "with what weapon", weapons.find_weapons, judge_weapons),
    _Question("actor", "who shot whoever did it", slayers.find_slayers, judge_slayers),
    _Question("place", "where it happened", scenes.find_places, judge_places),
    _Question("place", "on which street", scenes.find_streets, judge_streets),
    _Question("scope", "how {} was hurt", conditions.find_conditions, judge_conditions),
    _Question("scope", "who or what is named", lists.find_lists, judge_lists),
    _Question("actor", "to whom {} said it", hearers.find_hearers, judge_hearers),
    _Question("actor", "what {} is or was", posts.find_posts, judge_posts),
)


def contrast_answers(
    statements: Sequence[Statement], accounts: Mapping[str, Account], names: NameIndex
) -> tuple[Statement, ...]:
    """Add what reports answer differently to statements that hold it, or as statements of their own."""
    cast = find_cast(names.by_id)
    pages = [open_page(accounts[id], names.named(id), cast) for id in sorted(accounts)]
    found = [
        difference
        for question in _QUESTIONS
        for topic, told in _by_topic(question, pages)
        for difference in _contrast(question, topic, told, cast)
    ]
    return tell_found(statements, found, accounts)


def _by_topic(question: _Question, pages: Sequence[Page]) -> list[tuple[str, list[list[Fact]]]]:
    """The answers to a question, by what it is asked of, one list for each report that has any."""
    topics: dict[str, dict[str, list[Fact]]] = {}
    for page in pages:
        for fact in question.find(page):
            told = topics.setdefault(fact.topic, {}).setdefault(page.account.id, [])
            if len(told) < MAX_ANSWERS:
                told.append(fact)
    return [(topic, list(topics[topic].values())) for topic in sorted(topics) if len(topics[topic]) > 1]


def _contrast(
    question: _Question, topic: str, told: Sequence[Sequence[Fact]], cast: Cast
) -> Iterable[Found]:
    verdicts = [
        verdict
        for ours, theirs in itertools.combinations(told, 2)
        if (verdict := question.judge(ours, theirs)) is not None
    ]
    if not verdicts:
        return
    worst = min(verdicts, key=lambda verdict: SEVERITY.index(verdict.status))
    facts = _gather(verdicts, told)
    who = cast.names[topic].name if topic in cast.names else _say(topic, facts)
    sides = [Side(f.account.id, f.key, f.words, f.start, f.end) for f in facts]
    difference = make_difference(
        question.kind, question.about.format(who), worst.status, worst.because, sides
    )
    yield Found(difference, tuple((f.account.id, f.told_in.start, f.told_in.end) for f in facts))


def _say(topic: str, facts: Sequence[Fact]) -> str:
    """Of a count what it is of, as the reports have it."""
    return next((tell_about(fact.figure.key) for fact in facts if fact.figure is not None), topic)


def _gather(verdicts: Sequence[Verdict], told: Sequence[Sequence[Fact]]) -> list[Fact]:
    """The answers that differ, one a report, and with them whoever answers the same."""
    chosen: dict[str, Fact] = {}
    for verdict in verdicts:
        for fact in (verdict.ours, verdict.theirs):
            chosen.setdefault(fact.account.id, fact)
    keys = {fact.key for fact in chosen.values()}
    for facts in told:
        same = next((fact for fact in facts if fact.key in keys), None)
        if same is not None:
            chosen.setdefault(same.account.id, same)
    return [chosen[id] for id in sorted(chosen)]
