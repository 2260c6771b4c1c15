"""Where one report tells as done, or as going on, what another tells as still to come."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, Token
from samestory.records.dossier import DifferenceStatus
from samestory.text.contrasts.tellings import Side, Telling, make_difference, read_once

# How far before a doing its being planned or going on is said: 'would begin an investigation'.
REACH_WORDS = 6
# What is done stands at most so far behind the doing: 'recovering the victims' bodies'.
OBJECT_WORDS = 4
# 'Is focused on recovering': the doing, its preposition, its governor.
MOST_GOVERNORS = 3
STAGES = ("planned", "under way", "done")
_FLAT = frozenset(
    ("be", "have", "do", "say", "tell", "get", "go", "make", "take", "come", "see", "know", "think")
)
_STARTS = frozenset(("begin", "start", "continue", "focus", "launch", "open", "conduct"))
# 'Focused on recovering' goes on; 'conducted a search after agreeing' says nothing of how far that is.
_TURNED_TO = frozenset(("on", "with"))


def contrast_progress(tellings: Sequence[Telling]) -> list[Difference]:
    """Compare how far each report says that the same doing had come."""
    told = {telling.report: read_once(telling, _stages) for telling in tellings}
    sides: list[Side] = []
    later = finished = False
    for a, b in itertools.combinations(tellings, 2):
        for term in sorted(told[a.report].keys() & told[b.report].keys()):
            x, y = told[a.report][term], told[b.report][term]
            if x.key == y.key:
                continue
            planned = "planned" in (x.key, y.key)
            early, late = (a, b) if STAGES.index(x.key) < STAGES.index(y.key) else (b, a)
            if not planned and _is_earlier(late, early):
                # 'Searched' on Monday, 'the search goes on' on Wednesday: the search was not over.
                continue
            if _have_other_doers(a, b, x, y):
                continue
            courses = _is_course(a, x) and _is_course(b, y)
            shared = _object(a, x) & _object(b, y)
            if planned or courses or shared:
                sides += [x, y]
                # Without one object the two may be two doings, and 'would' the past's own future.
                later = later or bool(_is_earlier(early, late) and shared)
                finished = finished or not planned
                break
    if not sides:
        return []
    status: DifferenceStatus = "update" if later or finished else "compatible"
    because = "what one report tells as to come another tells as begun or done"
    return [make_difference("time", "how far it had come", status, because, list(dict.fromkeys(sides)))]


def _have_other_doers(a: Telling, b: Telling, x: Side, y: Side) -> bool:
    """'The governor offered a reward' and 'the club is offering a reward' are two."""
    ours, theirs = (
        {id for p, id in t.names.items() if side.start <= t.tokens[p].start < side.end}
        for t, side in ((a, x), (b, y))
    )
    return bool(ours and theirs and not ours & theirs)


def _is_course(telling: Telling, side: Side) -> bool:
    """Tell whether a side is of a noun that a verb says the course of: one noun is one doing."""
    at = next(p for p in telling.places if telling.tokens[p].end >= side.end)
    return telling.tokens[at].pos == "NOUN" and bool(_course(telling.tokens, at))


def _object(telling: Telling, side: Side) -> frozenset[str]:
    """The terms of the nouns right after a doing: under way and done are told of one thing."""
    tokens = telling.tokens
    after = [p for p in telling.places if side.end <= tokens[p].start][:OBJECT_WORDS]
    return frozenset(read_term(tokens[p].lemma) for p in after if tokens[p].pos == "NOUN")


def _is_earlier(early: Telling, late: Telling) -> bool:
    """Tell whether one report is known to be of an earlier day than another."""
    first, second = early.account.published.latest, late.account.published.earliest
    return first is not None and second is not None and first < second


def _stages(telling: Telling) -> dict[str, Side]:
    """The doings of a telling by term, each with how far it had come; those told twice are left out."""
    tokens, inside = telling.tokens, set(telling.places)
    found: dict[str, Side] = {}
    twice: set[str] = set()
    for place in telling.places:
        token = tokens[place]
        if (
            token.pos not in ("VERB", "NOUN")
            or token.lemma in _FLAT | _STARTS | load_contrast_words().saying
        ):
            continue
        before = [p for p in range(place - REACH_WORDS, place) if p in inside]
        stage = _stage(telling, place, before)
        term = read_term(token.lemma)
        if stage and term in found and found[term].key != stage:
            twice.add(term)
        if stage and term not in found:
            span = tokens[_opening(tokens, place, before)].start, token.end
            found[term] = Side(telling.report, stage, telling.text(*span), *span)
    return {term: side for term, side in found.items() if term not in twice}


def _opening(tokens: Sequence[Token], place: int, before: Sequence[int]) -> int:
    """The first of the words before a doing that go with it: subject, auxiliaries, governors."""
    above = [place]
    while len(above) <= MOST_GOVERNORS and tokens[above[-1]].head in before:
        above.append(tokens[above[-1]].head)
    return min([place, *(p for p in before if p in above or tokens[p].head in above)])


def _course(tokens: Sequence[Token], place: int) -> str:
    """'The search was called off', 'the search continued': how far on its noun's verb says a doing is."""
    token = tokens[place]
    verb = tokens[token.head]
    words = load_contrast_words()
    if token.dep in ("dobj", "nsubjpass", "nsubj") and verb.lemma in words.over:
        future = any(tokens[p].text.lower() in ("will", "would", "'ll") for p in range(place, token.head))
        off = verb.lemma != "call" or any(
            t.text.lower() == "off" for t in tokens[token.head : token.head + 3]
        )
        return "" if future or not off else "done"
    if token.dep == "nsubj" and verb.lemma in words.goes_on:
        return "under way"
    return ""


def _stage(  # noqa: PLR0911 - one return for each way of saying how far on
    telling: Telling, place: int, before: Sequence[int]
) -> str:
    tokens = telling.tokens
    token = tokens[place]
    governors = [p for p in before if tokens[p].pos in ("VERB", "AUX")]
    words = {tokens[p].text.lower() for p in governors}
    future = bool({"will", "would", "'ll", "plans", "planned", "expected", "scheduled", "due"} & words)
    if token.pos == "NOUN":
        course = _course(tokens, place)
        if course:
            return course
        # 'Would begin an investigation': the noun is as far on as the verb that it is the object of. Of
        # several ('had conducted 17 raids') none need be going on.
        if token.dep != "dobj" or token.tag != "NN" or tokens[token.head].lemma not in _STARTS:
            return ""
        return "planned" if future else "under way"
    aux = {tokens[p].text.lower() for p in governors if tokens[p].head == place}
    if {"will", "would", "'ll"} & aux:
        return "planned"
    # 'Was working' is told of what is over, too.
    if token.tag == "VBG" and {"are", "is"} & aux:
        return "under way"
    head = tokens[token.head]
    if head.dep == "prep" and head.lemma in _TURNED_TO:
        head = tokens[head.head]
    # 'The barge continued to steer' and 'it steered' say the same.
    started = head.lemma in _STARTS and not (head.lemma == "continue" and head.tag in ("VBD", "VBN"))
    if started and token.dep in ("xcomp", "pcomp"):
        return "under way"
    return "done" if token.tag == "VBD" or (token.tag == "VBN" and aux) else ""
