"""What two reports' answers about persons and a happening are to one another, by the question."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import timedelta

from samestory.lexicon.happenings import load_happening_words
from samestory.lexicon.kindred import read_term
from samestory.text.facts.ages import DEAD
from samestory.text.facts.conditions import GRADES, WHERE
from samestory.text.facts.custody import AT_LARGE
from samestory.text.facts.fact import Fact
from samestory.text.facts.hearers import UNNAMED
from samestory.text.facts.verdicts import Verdict

# Ages of one person that lie further apart are those of two of one name: father and son.
MAX_YEARS_APART = 10
# Lists that share one name are of two things.
LEAST_SHARED_NAMES = 2
# Reports of a trial tell the age on the day of the verdict.
MAX_DAYS_APART = timedelta(days=21)


def judge_ages(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """A decade allows any age within it; two ages of one person cannot both be right."""
    if {x.key for x in ours} & {y.key for y in theirs}:
        return None
    # An obituary and a court report tell several ages of the dead: each may be another's.
    for x, y in itertools.product(ours, theirs):
        vague, exact = (x, y) if x.key.endswith("s") else (y, x)
        if vague.key.endswith("s") and not exact.key.endswith("s"):
            if 0 <= int(exact.key) - int(vague.key[:-1]) < 10:
                return Verdict("refinement", "one report gives the decade, another the age", x, y)
        elif x.topic != DEAD and not vague.key.endswith("s"):
            gap = abs(int(x.key) - int(y.key))
            if gap <= MAX_YEARS_APART and len(ours) == len(theirs) == 1 and not _had_birthday(x, y):
                return Verdict("conflict", "the same person is given two ages", x, y)
    return None


def _had_birthday(x: Fact, y: Fact) -> bool:
    """Tell whether whoever is older by a year may have turned it between the two reports."""
    young, old = sorted((x, y), key=lambda fact: int(fact.key))
    first, second = young.account.published.earliest, old.account.published.latest
    apart = first is None or second is None or second - first > MAX_DAYS_APART
    return int(old.key) - int(young.key) <= 2 and apart


def judge_weapons(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """Who names one more weapon, or its make, is more exact; two other weapons may both have been used."""
    mine, yours = ({f.key.split("/")[0] for f in facts} for facts in (ours, theirs))
    if mine & yours:
        for facts, others, more in ((ours, theirs, mine - yours), (theirs, ours, yours - mine)):
            extra = next((f for f in facts if f.key.split("/")[0] in more), None)
            if extra is not None:
                return Verdict(
                    "refinement", "one report names a weapon that the other leaves out", extra, others[0]
                )
        return _judge_makes(ours, theirs)
    return Verdict(
        "unsure", "the reports name other weapons, of which both may have been used", ours[0], theirs[0]
    )


def _judge_makes(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """'A rifle' in a report that never says which, and 'an AR-15'."""
    for x, y in itertools.product(ours, theirs):
        if x.key.split("/")[0] == y.key.split("/")[0]:
            made = [any(f.key == x.key.split("/")[0] + "/make" for f in facts) for facts in (ours, theirs)]
            if made[0] != made[1]:
                exact = next(f for f in (ours if made[0] else theirs) if f.key.endswith("/make"))
                vague = y if made[0] else x
                return Verdict(
                    "refinement", "one report says more exactly which weapon it was", exact, vague
                )
    return None


def judge_slayers(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """'Police' are whoever of them it was; a passer-by is none of them."""
    if {x.key for x in ours} & {y.key for y in theirs}:
        return None
    x, y = ours[0], theirs[0]
    if "bystander" in (x.key, y.key) or "guard" in (x.key, y.key):
        return Verdict("unsure", "two are said to have done it; both may have had a part in it", x, y)
    return Verdict("refinement", "one report says more exactly which of the police it was", x, y)


def judge_places(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """Two sorts of place, of which neither report knows the other's, are of one scene or one is wrong."""
    x = next((f for f in ours if f.key not in theirs[0].page.terms), None)
    y = next((f for f in theirs if f.key not in ours[0].page.terms), None)
    if x is None or y is None or {f.key for f in ours} & {f.key for f in theirs}:
        return None
    return Verdict("refinement", "each report names another feature of where it was", x, y)


def judge_streets(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """A block or a corner is more exact than its street; another street may meet it there."""
    if {x.key for x in ours} & {y.key for y in theirs}:
        return None
    for x, y in itertools.product(ours, theirs):
        (street, point), (other, mark) = x.key.split("/"), y.key.split("/")
        if street == other and (point or mark):
            return Verdict("refinement", "one report says more exactly where on the street", x, y)
    x, y = ours[0], theirs[0]
    names = [{word for f in facts for word in f.key.split("/")[0].split()} for facts in (ours, theirs)]
    if names[0] & names[1] or any(f.key.split("/")[0] in y.page.folded for f in ours):
        return None
    if any(f.key.split("/")[0] in x.page.folded for f in theirs):
        return None
    return Verdict("refinement", "each report names another street, which may meet there", x, y)


def judge_posts(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """One may hold, or have held, several posts: who names another only looks as if he contradicted."""
    mine, yours = ({f.key for f in facts} for facts in (ours, theirs))
    alone = [x for x in ours if x.key not in yours], [y for y in theirs if y.key not in mine]
    for x, y in itertools.product(*alone):
        if _is_said(x, y) or _is_said(y, x):
            continue
        if not mine & yours and _content(x) & _content(y):
            return Verdict("refinement", "the same post, said more or less exactly", x, y)
        return Verdict("compatible", "each report names another post, and one may hold several", x, y)
    return None


def _is_said(post: Fact, other: Fact) -> bool:
    """Tell whether the other's report has a post, by any word for it, where it names the person."""
    words = load_happening_words().one_post
    tokens = other.page.tokens
    told = {tokens[at].sentence for at, id in other.page.named.items() if id == post.topic}
    return any(
        words.get(token.lemma.lower(), token.lemma.lower()) == post.key
        for at in sorted(told)
        for sentence in other.account.annotation.sentences[at : at + 1]
        for token in tokens[sentence.first : sentence.last]
    )


def _content(fact: Fact) -> frozenset[str]:
    return frozenset(
        read_term(token.lemma.lower())
        for token in fact.page.tokens[fact.told_in.first : fact.told_in.last]
        if fact.start <= token.start < fact.end and token.pos in ("NOUN", "PROPN", "ADJ")
    )


def judge_hearers(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """'A regional paper' is the paper that the other report names."""
    for x, y in itertools.product(ours[:1], theirs[:1]):
        if (x.key == UNNAMED) != (y.key == UNNAMED):
            return Verdict(
                "refinement", "one report names the paper or station that the other does not", x, y
            )
    return None


def judge_lists(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """Two lists that share two names are one, of which a report leaves out whom it never names."""
    for x, y in itertools.product(ours, theirs):
        mine, yours = set(x.key.split()), set(y.key.split())
        if len(mine & yours) >= LEAST_SHARED_NAMES:
            for more, fewer in ((mine - yours, y), (yours - mine, x)):
                if more - set(fewer.page.named.values()):
                    return Verdict("refinement", "one report names some whom the other leaves out", x, y)
    return None


def judge_conditions(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """Where somebody was hit says nothing against how he is; who is better on a later day has recovered."""
    if {x.key for x in ours} & {y.key for y in theirs}:
        return None
    x, y = ours[0], theirs[0]
    if x.key.startswith(WHERE) and y.key.startswith(WHERE):
        return Verdict("unsure", "two parts of the body are named, and both may have been hit", x, y)
    if x.key.startswith(WHERE) or y.key.startswith(WHERE):
        return Verdict("compatible", "one report tells how he is, the other where he was hit", x, y)
    first, second = (x, y) if _is_earlier(x, y) else (y, x)
    if _is_earlier(first, second) and GRADES.index(second.key) > GRADES.index(first.key):
        return Verdict("update", "the later report tells of a better condition", x, y)
    return Verdict("unsure", "the two conditions may be those of two hours", x, y)


def _is_earlier(x: Fact, y: Fact) -> bool:
    before, after = x.account.published.latest, y.account.published.earliest
    return before is not None and after is not None and before < after


def judge_charges(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """Who names a charge more is more exact; other charges on a later day have been brought since."""
    mine, yours = ({f.key for f in facts} for facts in (ours, theirs))
    if mine == yours:
        return None
    if mine & yours:
        extra = next((f for f in (*ours, *theirs) if f.key not in mine & yours), None)
        others = theirs if extra in ours else ours
        if extra is None or extra.key.split()[-1] in others[0].page.folded:
            return None
        return Verdict(
            "refinement", "one report names a charge that the other leaves out", extra, others[0]
        )
    x, y = ours[0], theirs[0]
    if _is_earlier(x, y) or _is_earlier(y, x):
        return Verdict("update", "other charges are named on a later day", x, y)
    return None


def judge_custody(ours: Sequence[Fact], theirs: Sequence[Fact]) -> Verdict | None:
    """Who was hunted and is held on a later day has been caught since."""
    x, y = ours[0], theirs[0]
    if x.key == y.key:
        return None
    hunted, held = (x, y) if x.key == AT_LARGE else (y, x)
    because = "one report tells of a hunt, the other of an arrest"
    return Verdict("update" if _is_earlier(hunted, held) else "unsure", because, x, y)
