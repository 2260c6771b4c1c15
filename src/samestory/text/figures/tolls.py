"""What a whole report counts as killed and as hurt, and whether reports agree about it.

A report gives many figures for one happening: the total, parts of it, early counts, figures of
other happenings. Its toll is the one that it says first and most often, parts and asides weighed
down. Where it counts those shot and those killed, the hurt are the one less the other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from samestory.lexicon.casualties import load_casualty_words
from samestory.records import Account, Quantity, Sentence, Token
from samestory.text.figures.counted import takes_part
from samestory.text.figures.fates import find_fate
from samestory.text.figures.fitting import fit_figures

TollVerdict = Literal["agree", "compatible", "refinement", "update", "conflict", "silent"]

# A sentence so far down weighs half as much as the first: totals stand in the lead.
HALF_WEIGHT_SENTENCES = 8
# What counts a part, or is told of another day, weighs so much of a total.
PART_WEIGHT = 0.25
ASIDE = re.compile(
    r"\b(?:(?:so far )?this year|last (?:year|month|week|weekend)|(?:since|in) (?:19|20)\d\d"
    r"|over the weekend"
    r"|homicides?|statistics|across the (?:city|country|nation)|citywide|per year|on average|annual"
    r"|initially|originally|earlier reports?|first reported|in (?:other|separate|unrelated)"
    r"|(?:another|separate|unrelated|previous|other) (?:shooting|incident|attack)s?)\b",
    re.IGNORECASE,
)
# The gunman is told of among those counted: 'including the gunman', 'the shooter and two others'.
_DOER = r"(?:gunman|shooter|attacker|suspect|assailant)"
INCLUSIVE = re.compile(
    rf"\b(?:including|and|plus|among them) (?:the |a )?(?:suspected |alleged |lone )?{_DOER}\b"
    rf"|\b{_DOER} and\b",
    re.IGNORECASE,
)
COUNTED = frozenset(("killed", "injured", "shot", "hospitalised"))
# Those shot are the hurt only less the dead; those taken to hospital are often only some of them.
SHOT_WEIGHT = 0.9
HOSPITAL_WEIGHT = 0.5
# A count that another report calls its total is held against this share of the first one's weight.
LEAST_SHARE = 0.3
SEVERAL = (Decimal(3), None)
# Of counts that weigh at least this share of the heaviest, the largest is taken for the total.
TOTAL_SHARE = 0.5
# A lead, or two sentences lower down, makes a total that a conflict may rest on.
SETTLED_WEIGHT = 0.7
_BEFORE_NOUN = frozenset(("det", "amod", "compound", "nummod", "punct"))
_ADDED = frozenset(("other", "others", "more", "another", "additional", "else"))


Bounds = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Count:
    """A count that a report gives for one fate, with how much it weighs over all its places.

    `told` is the first figure that gives it. `implied`: nobody wrote the number; persons were
    named one by one. `doers`: its sentence tells of the gunman among the dead.
    """

    low: Decimal | None
    high: Decimal | None
    weight: float
    told: Quantity
    implied: bool = False
    doers: bool = False

    @property
    def bounds(self) -> Bounds:
        """Low and high."""
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Toll:
    """What one report counts, the heaviest count first; empty where it is silent."""

    report: str
    published: date | None
    killed: tuple[Count, ...]
    hurt: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    quantity: Quantity
    weight: float
    added: bool
    doers: bool


def count_toll(account: Account) -> Toll:
    """Read a report's toll from its figures and from those it names one by one."""
    mentions = _mentions(account)
    killed = _weigh([m for m in mentions if m.quantity.role == "killed"])
    killed = killed or _named(account, "killed")
    dead = killed[0].low if killed else None
    hurt = [m for m in mentions if m.quantity.role == "injured"]
    for mention in mentions:
        if mention.quantity.role == "shot":
            rest = mention.quantity if mention.added else _less(mention.quantity, dead)
            hurt.append(replace(mention, quantity=rest, weight=mention.weight * SHOT_WEIGHT))
        if mention.quantity.role == "hospitalised":
            hurt.append(replace(mention, weight=mention.weight * HOSPITAL_WEIGHT))
    day = account.published
    return Toll(
        report=account.id,
        published=day.latest if day.latest == day.earliest else None,
        killed=killed,
        hurt=_weigh(hurt) or _named(account, "injured"),
    )


def _mentions(account: Account) -> list[_Mention]:
    """The figures of a report that count casualties, each weighed by where and how it stands."""
    tokens = account.annotation.tokens
    found = []
    for at, sentence in enumerate(account.annotation.sentences):
        text = account.report.text[sentence.start : sentence.end]
        weight = (PART_WEIGHT if ASIDE.search(text) else 1) / (1 + at / HALF_WEIGHT_SENTENCES)
        doers = INCLUSIVE.search(text) is not None
        inside = [q for q in account.quantities if sentence.start <= q.start < sentence.end]
        for quantity in inside:
            if quantity.kind != "count" or quantity.role not in COUNTED:
                continue
            places = [
                i
                for i in range(sentence.first, sentence.last)
                if quantity.start <= tokens[i].start < quantity.end
            ]
            first = places[0] if places else sentence.first
            words = [tokens[i].text.lower() for i in places]
            before = [t.text.lower() for t in tokens[max(sentence.first, first - 2) : first]]
            following = [t.text.lower() for t in tokens[first + len(words) : first + len(words) + 1]]
            part = takes_part(words) or "including" in before or following in (["of"], ["among"])
            found.append(
                _Mention(
                    quantity,
                    weight * (PART_WEIGHT if part else 1),
                    bool(_ADDED & {*words, *before, *following}),
                    doers,
                )
            )
    return found


def _weigh(mentions: Sequence[_Mention]) -> tuple[Count, ...]:
    """Add up the weights of each count; the heaviest first, of equals the larger."""
    counts: dict[Bounds, Count] = {}
    for mention in mentions:
        q = mention.quantity
        old = counts.get((q.low, q.high))
        counts[q.low, q.high] = Count(
            q.low, q.high, mention.weight + (old.weight if old else 0), old.told if old else q,
            doers=mention.doers or (old is not None and old.doers),
        )  # fmt: skip
    # 'Several' says nothing against any other count.
    telling = [c for c in counts.values() if c.bounds != SEVERAL] or list(counts.values())
    heaviest = max((c.weight for c in telling), default=0.0)
    # A total is larger than its parts, which may be told as often.
    return tuple(sorted(telling, key=lambda c: (c.weight < heaviest * TOTAL_SHARE, -_size(c), -c.weight)))


def _size(count: Count) -> Decimal:
    return count.high if count.high is not None else count.low or Decimal(0)


def _less(shot: Quantity, killed: Decimal | None) -> Quantity:
    """Those shot without those killed."""
    if killed is None or shot.low is None or killed >= shot.low:
        return shot
    high = shot.high - killed if shot.high is not None else None
    return replace(shot, low=shot.low - killed, high=high)


def _named(account: Account, role: str) -> tuple[Count, ...]:
    """Count those told one by one ('a man was killed', 'Ann and Bo died'): the most in one sentence."""
    best: Count | None = None
    tokens = account.annotation.tokens
    for at, sentence in enumerate(account.annotation.sentences):
        if ASIDE.search(account.report.text[sentence.start : sentence.end]):
            continue
        found = [i for i in range(sentence.first, sentence.last) if _meets(tokens, i, sentence, role)]
        if found and (best is None or len(found) > (best.low or 0)):
            number = Decimal(len(found))
            start, end = tokens[found[0]].start, tokens[found[-1]].end
            told = Quantity(account.id, start, end, number, number, "people", role, role=role)
            best = Count(number, number, 1 / (1 + at / HALF_WEIGHT_SENTENCES), told, implied=True)
    return (best,) if best else ()


def _meets(tokens: Sequence[Token], at: int, sentence: Sentence, role: str) -> bool:
    """Tell whether one person, a noun or a name, meets a fate in a sentence; those who did it apart."""
    token = tokens[at]
    words = load_casualty_words()
    person = (
        token.tag == "NN" and token.text.lower() in words.people - words.doers and token.dep != "compound"
    )
    name = token.tag == "NNP" and token.dep in ("nsubj", "nsubjpass", "dobj", "conj")
    if not (person or name):
        return False
    start = at
    while (
        start > sentence.first and tokens[start - 1].dep in _BEFORE_NOUN and tokens[start - 1].text != ","
    ):
        start -= 1
    return find_fate(tokens, start, at + 1, (sentence.first, sentence.last)) == role


def compare_tolls(tolls: Sequence[Toll], what: Literal["killed", "hurt"]) -> tuple[TollVerdict, str]:
    """Judge whether reports agree about the killed or the hurt, and say why.

    `silent` where fewer than two give a count. Of several pairs the one that differs most decides;
    a pair in which nobody wrote the number decides nothing.
    """
    stated: list[tuple[Toll, tuple[Count, ...]]] = [
        (toll, counts) for toll in tolls if (counts := toll.killed if what == "killed" else toll.hurt)
    ]
    if len(stated) < 2:
        return "silent", "fewer than two reports give a count"
    judged = [_judge(a, b, what) for a, b in itertools.combinations(stated, 2)]
    order: tuple[TollVerdict, ...] = ("conflict", "update", "compatible", "refinement", "agree")
    return min(judged, key=lambda one: order.index(one[0]))


def _judge(
    a: tuple[Toll, tuple[Count, ...]], b: tuple[Toll, tuple[Count, ...]], what: str
) -> tuple[TollVerdict, str]:
    (one, ours), (two, theirs) = a, b
    x, y = ours[0], theirs[0]
    dated = one.published is not None and two.published is not None and one.published != two.published
    if one.published and two.published and one.published > two.published:
        (one, ours), (two, theirs), x, y = (two, theirs), (one, ours), y, x
    # A later report repeats the early count beside its own; an early one cannot know the later.
    if (
        x.bounds == y.bounds
        or _gives(ours, y)
        or (_gives(theirs, x) and not (dated and _is_settled(theirs)))
    ):
        return "agree", "both give the same count"
    if x.implied or y.implied:
        return "agree", "one report names them singly, and nothing speaks against the other's count"
    if x.low is not None and x.low == y.low and {x.low, None} >= {x.high, y.high}:
        return "agree", "'at least' as many as the other counts"
    if fit_figures(_quantity(x), _quantity(y)) != "apart":
        return "refinement", "one count allows what the other gives"
    return _judge_apart(ours, theirs, what, same_day=one.published is not None and not dated)


def _judge_apart(
    ours: Sequence[Count], theirs: Sequence[Count], what: str, *, same_day: bool
) -> tuple[TollVerdict, str]:
    """Judge two counts that do not meet."""
    x, y = ours[0], theirs[0]
    explained = _explain(ours, theirs, what, same_day=same_day)
    if explained:
        return "compatible", explained
    exact = x.low == x.high and y.low == y.high
    # The dead of one day mostly grew between two reports; the hurt are as often counted by two sources.
    if same_day and what == "hurt" and exact and _is_settled(ours) and _is_settled(theirs):
        return "conflict", "two exact counts of one day that nothing explains"
    return "update", "a later count, or one of counts that were still growing"


def _quantity(count: Count) -> Quantity:
    return replace(count.told, low=count.low, high=count.high)


def _gives(counts: Sequence[Count], other: Count) -> bool:
    """Tell whether a report gives the other's count anywhere with some weight."""
    least = counts[0].weight * LEAST_SHARE
    return any(count.bounds == other.bounds and count.weight >= least for count in counts)


def _is_settled(counts: Sequence[Count]) -> bool:
    """Tell whether a report clearly has one total: stated more than once, or high up and alone."""
    first = counts[0]
    rivals = [c.weight for c in counts[1:] if c.low == c.high and _size(c) >= _size(first) / 2]
    return first.weight >= SETTLED_WEIGHT and max(rivals, default=0.0) <= first.weight * TOTAL_SHARE


def _explain(ours: Sequence[Count], theirs: Sequence[Count], what: str, *, same_day: bool) -> str:
    """Say how two counts may both be right: with the gunman, or as a sum of parts."""
    x, y = ours[0], theirs[0]
    if x.low is None or y.low is None:
        return ""
    if what == "killed":
        inclusive = abs(x.low - y.low) == 1 and (x.doers if x.low > y.low else y.doers)
        return "one count takes in the gunman" if inclusive else ""
    total, smaller, first = (x.low, theirs, y) if x.low > y.low else (y.low, ours, x)
    # 'Two critical and six others' are eight: the smaller report itself gives the rest.
    if same_day and any(
        c.low is not None and first.low is not None and c.low + first.low == total for c in smaller
    ):
        return "the larger count is a sum of the other report's parts"
    return ""
