"""How far a doing went and whom it took in: 'partly destroyed', 'in Holm, Varde and Lund'."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, Token
from samestory.records.dossier import DifferenceStatus
from samestory.text.contrasts.tellings import Side, Telling, make_difference, read_once

# The words of a list stand at most so far apart.
MAX_LIST_WORDS = 40
# A member stands at most so many steps below its verb.
MAX_CLIMB = 3
# Words that share so many letters at their beginning are forms of one.
STEM_CHARS = 4
_LISTED = frozenset(("NOUN", "PROPN"))
# These name nobody: 'crew members' are the crew.
_VAGUE = frozenset(
    read_term(word) for word in ("member", "people", "person", "other", "thing", "man", "woman")
)
_FILLERS = frozenset(("dobj", "nsubjpass", "nsubj"))
_SHARES = frozenset(("part", "parts", "half", "most", "majority", "some", "portion"))
_WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class _Degree:
    """A verb and a noun of it with how far it went: an extent, or `whole` where nothing bounds it."""

    verb: str
    noun: str
    extent: str
    side: Side


def contrast_degrees(tellings: Sequence[Telling]) -> list[Difference]:
    """'Destroyed the market' and 'destroyed part of the market', 'partly destroyed' and 'destroyed'."""
    told = {telling.report: read_once(telling, _degrees) for telling in tellings}
    sides: list[Side] = []
    verbs: list[str] = []
    for a, b in itertools.combinations(tellings, 2):
        pairs = [
            (x, y) for x in told[a.report] for y in told[b.report] if x.verb == y.verb and x.noun == y.noun
        ]
        if any(x.extent == y.extent for x, y in pairs):
            continue
        for x, y in pairs[:1]:
            sides += [x.side, y.side]
            verbs.append(x.verb)
    if not sides:
        return []
    because = "one report bounds what another tells without a bound"
    return [
        make_difference("scope", f"how far: {verbs[0]}", "refinement", because, list(dict.fromkeys(sides)))
    ]


def _degrees(telling: Telling) -> list[_Degree]:
    tokens = telling.tokens
    found = []
    for at in telling.places:
        verb = tokens[at].head
        filler = tokens[at].dep in _FILLERS and tokens[verb].pos == "VERB" and verb in telling.places
        if not filler or not (tokens[at].pos in _LISTED or tokens[at].text.lower() in _SHARES):
            continue
        extent, noun = _extent(telling, verb, at)
        span = tokens[min(verb, at, noun)].start, tokens[max(verb, at, noun)].end
        side = Side(telling.report, extent, telling.text(*span), *span)
        found.append(_Degree(read_term(tokens[verb].lemma), read_term(tokens[noun].lemma), extent, side))
    return found


def _extent(telling: Telling, verb: int, filler: int) -> tuple[str, int]:
    """How far the verb goes, and the noun that it is said of: of 'part of the market' the market."""
    scope, tokens = load_contrast_words().scope, telling.tokens
    adverb = next(
        (
            scope[tokens[p].text.lower()]
            for p in telling.places
            if tokens[p].head == verb and tokens[p].dep == "advmod" and tokens[p].text.lower() in scope
        ),
        "",
    )
    if tokens[filler].text.lower() in _SHARES:
        whole = next((p for p in telling.places if p > filler and tokens[p].dep == "pobj"), None)
        if whole is not None and tokens[tokens[whole].head].head == filler:
            return scope.get(tokens[filler].text.lower(), "some"), whole
    if not adverb and tokens[filler].tag == "NNS":
        # 'Some flights were cancelled'; 'several' and 'many' are counts.
        bounds = (tokens[p].text.lower() for p in telling.places if tokens[p].head == filler)
        adverb = next((scope[word] for word in bounds if word in ("most", "some", "all", "certain")), "")
    return {"all": _WHOLE}.get(adverb, adverb) or _WHOLE, filler


def contrast_lists(tellings: Sequence[Telling]) -> list[Difference]:
    """Lists under one word of which one names more: 'murder and assault' and 'murder'."""
    told = {telling.report: read_once(telling, _lists) for telling in tellings}
    said = {telling.report: read_once(telling, _terms) for telling in tellings}
    sides: list[Side] = []
    status: DifferenceStatus = "refinement"
    for a, b in itertools.combinations(tellings, 2):
        pair = next(
            (
                (x, y)
                for x in told[a.report]
                for y in told[b.report]
                if x[0][:2] == y[0][:2]
                and not _are_two(x[0][2], y[0][2])
                and _names_more(x[1], y[1], said[a.report], said[b.report])
            ),
            None,
        )
        if pair is not None:
            (_, ours, one), (_, theirs, other) = pair
            sides += [one, other]
            if not (ours <= theirs or theirs <= ours):
                status = "compatible"
    if not sides:
        return []
    because = "one report names some whom or which the other leaves out"
    flat = list(dict.fromkeys(sides))
    return [make_difference("scope", "who or what is named", status, because, flat)]


def _names_more(
    ours: frozenset[str], theirs: frozenset[str], we_say: frozenset[str], they_say: frozenset[str]
) -> bool:
    """Tell whether two lists share a member and one has some that the other's report does not name here."""
    if not ours & theirs or ours == theirs or max(len(ours), len(theirs)) < 2:
        return False
    return any(_is_new(term, they_say) for term in ours - theirs) or any(
        _is_new(term, we_say) for term in theirs - ours
    )


def _is_new(term: str, said: frozenset[str]) -> bool:
    """Tell whether a report names something that the other does not, by this word or one formed like it."""
    vague = {read_term(word) for word in _VAGUE}
    return term not in said | vague and not any(word[:STEM_CHARS] == term[:STEM_CHARS] for word in said)


def _are_two(ours: str, theirs: str) -> bool:
    """'Holm is charged with fraud and theft' and 'Marsh is charged with fraud' are of two persons."""
    return ours != theirs and "" not in (ours, theirs)


def _whose(telling: Telling, at: int) -> str:
    """The id of the name that is the subject of the verb above a member, '' if it is none."""
    tokens = telling.tokens
    verb = at
    for _ in range(MAX_CLIMB):
        verb = tokens[verb].head
        if tokens[verb].pos == "VERB":
            break
    subjects = (p for p in range(max(0, verb - MAX_LIST_WORDS), verb) if tokens[p].head == verb)
    named = (
        telling.all_names[p]
        for p in subjects
        if tokens[p].dep.startswith("nsubj") and p in telling.all_names
    )
    return next(named, "")


def _lists(telling: Telling) -> list[tuple[tuple[str, str, str], frozenset[str], Side]]:
    """What fills a place under a verb, with all that 'and' joins to it: place, terms, side."""
    tokens, inside = telling.tokens, set(telling.places)
    found = []
    for at in telling.places:
        place = _slot(tokens, at)
        # 'Call 555-HELP or the Harbor Office': a number's letters are no thing.
        hyphen = at > 0 and tokens[at - 1].text == "-" and tokens[at - 2].text[-1:].isdigit()
        if place is None or hyphen or tokens[at].pos not in _LISTED:
            continue
        slot = (*place, _whose(telling, at))
        members = [at]
        for p in range(at + 1, min(len(tokens), at + MAX_LIST_WORDS)):
            if p in inside and tokens[p].dep == "conj" and tokens[p].head in members:
                members.append(p)
        members = [p for p in members if tokens[p].pos in _LISTED]
        if len(members) > 1 and not _is_list(tokens, members, slot):
            members = [at]
        span = tokens[members[0]].start, tokens[members[-1]].end
        terms = frozenset(read_term(tokens[p].lemma) for p in members)
        found.append(
            (slot, terms, Side(telling.report, " ".join(sorted(terms)), telling.text(*span), *span))
        )
    return found


def _is_list(tokens: Sequence[Token], members: Sequence[int], slot: tuple[str, ...]) -> bool:
    """Tell whether 'and' joins things, and not two clauses or the words of a name.

    'They left the hall, Voss and Lund were given …' lists nobody left, 'Dale Ink & Paper' is one.
    """
    between = {token.text.lower() for token in tokens[members[0] : members[-1]]}
    after = tokens[members[-1] + 1 : members[-1] + 2]
    acts = any(t.pos == "AUX" or t.tag in ("VBD", "VBP", "VBZ", "VBG", "MD") for t in after)
    return bool({"and", "or", "nor"} & between) and not (acts and slot[1] != "subject")


def _slot(tokens: Sequence[Token], at: int) -> tuple[str, str] | None:
    """The word that a member hangs on, and how: a verb's object or subject, a preposition's noun."""
    token = tokens[at]
    head = tokens[token.head]
    if token.dep in ("dobj", "nsubj", "nsubjpass") and head.pos == "VERB":
        return read_term(head.lemma), "subject" if token.dep == "nsubj" else "object"
    if token.dep == "pobj" and head.dep == "prep":
        above = tokens[head.head]
        return (read_term(above.lemma), head.text.lower()) if above.pos in ("VERB", "NOUN") else None
    return None


def _terms(telling: Telling) -> frozenset[str]:
    return frozenset(read_term(telling.tokens[p].lemma) for p in telling.places)
