"""The counts of casualties in a report, each with how much it weighs as a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from samestory.lexicon.casualties import load_casualty_words
from samestory.records import Account, Quantity, Sentence
from samestory.text.figures.counted import takes_part
from samestory.text.figures.fates import find_fate
from samestory.text.figures.placing import place_figures
from samestory.text.figures.singly import list_others
from samestory.text.figures.sums import Part, add_up
from samestory.text.figures.toll_marks import counts_doer, find_multiples, has_lost_one, is_aside

# What counts a part, or is told of another day or place, weighs so much of a total.
PART_WEIGHT = 0.5
# What is told with others in one sentence is a part of their sum.
ADDEND_WEIGHT = 0.5
# Counts of one sentence that are added up and compared; more are a table.
MAX_COUNTS = 12
COUNTED = frozenset(("killed", "injured", "shot", "hospitalised"))
_HARMED = frozenset(("injured", "wounded", "shot", "hurt", "stabbed", "burned", "struck"))
_ADDED = frozenset(("other", "others", "more", "another", "additional", "else"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A count in its sentence: what it comes to, how much it weighs, what else the sentence says.

    `added`: it counts others beside those told before. `doers`: the sentence names who did it among
    the counted. `whole`: it is not said to be a part. `part`: the figure as an addend of a sum.
    """

    quantity: Quantity
    weight: float
    added: bool
    doers: bool
    whole: bool
    part: Part | None


def find_mentions(account: Account, weights: Sequence[float]) -> list[Mention]:
    """The figures of a report that count casualties, each weighed by where and how it stands."""
    found: list[Mention] = []
    placed = place_figures(account)
    for at, sentence in enumerate(account.annotation.sentences):
        weight = weights[at] * (PART_WEIGHT if is_aside(account, sentence) else 1)
        doers = counts_doer(account, sentence)
        figures = (*placed[at], *_others(account, sentence), *find_multiples(account, sentence))
        counts = [q for q in figures if q.kind == "count" and q.role in COUNTED][:MAX_COUNTS]
        told = [_mention(account, sentence, quantity, weight, doers) for quantity in counts]
        found += _with_sums(account, sentence, _with_late_death(account, sentence, told))
    return found


def _with_late_death(account: Account, sentence: Sentence, told: Sequence[Mention]) -> list[Mention]:
    """'A man wounded at the game where two were killed died on Monday': the dead are three."""
    tokens = account.annotation.tokens
    undergone = load_casualty_words().undergone
    late = any(
        tokens[at].dep == "nsubj"
        and tokens[at].tag in ("NN", "NNP")
        and tokens[at + 1].text.lower() in _HARMED
        and undergone.get(tokens[tokens[at].head].lemma) == "killed"
        for at in range(sentence.first, sentence.last - 1)
    )
    return [_one_more(m) if late and m.whole and m.quantity.role == "killed" else m for m in told]


def _one_more(mention: Mention) -> Mention:
    quantity = mention.quantity
    if quantity.low is None or quantity.high is None:
        return mention
    return replace(
        mention, quantity=replace(quantity, low=quantity.low + 1, high=quantity.high + 1), part=None
    )


def _others(account: Account, sentence: Sentence) -> list[Quantity]:
    """'Three were killed and another injured': the one is as good as a figure."""
    tokens = account.annotation.tokens
    found = []
    for at in list_others(tokens, sentence):
        role = find_fate(tokens, at, at + 1, (sentence.first, sentence.last))
        start, end = tokens[at].start, tokens[at].end
        found.append(Quantity(account.id, start, end, Decimal(1), Decimal(1), "people", role, role=role))
    return found


def _with_sums(account: Account, sentence: Sentence, told: Sequence[Mention]) -> list[Mention]:
    """Put the sum of what a sentence counts in parts above the parts."""
    found = list(told)
    parts = [m.part for m in told]
    for place, mention in enumerate(told):
        if mention.part is None or not mention.whole:
            continue
        total = add_up(
            account.annotation.tokens, sentence, mention.part, [p for p in parts if p is not None]
        )
        if total is not None:
            summed = replace(mention.quantity, low=total.low, high=total.high)
            found.append(replace(mention, quantity=summed, added=False))
            found[place] = replace(mention, weight=mention.weight * ADDEND_WEIGHT)
    return found


def _mention(
    account: Account, sentence: Sentence, quantity: Quantity, weight: float, doers: bool
) -> Mention:
    tokens = account.annotation.tokens
    places = [
        i for i in range(sentence.first, sentence.last) if quantity.start <= tokens[i].start < quantity.end
    ]
    first = places[0] if places else sentence.first
    words = [tokens[i].text.lower() for i in places]
    before = [t.text.lower() for t in tokens[max(sentence.first, first - 2) : first]]
    following = [t.text.lower() for t in tokens[first + len(words) : first + len(words) + 1]]
    partial = takes_part(words) or "including" in before or following in (["of"], ["among"])
    added = bool(_ADDED & {*words, *before, *following})
    died = quantity.role in ("injured", "hospitalised") and has_lost_one(account, sentence, quantity)
    return Mention(
        quantity=take_off(quantity, Decimal(1)) if died else quantity,
        weight=weight * (PART_WEIGHT if partial else 1),
        added=added,
        doers=doers,
        whole=not partial,
        part=Part(places[-1], quantity.low, quantity.high, quantity.role, others=added) if places else None,
    )


def take_off(shot: Quantity, killed: Decimal | None) -> Quantity:
    """Those shot without those killed; unchanged where that leaves nobody."""
    if killed is None or shot.low is None or killed >= shot.low:
        return shot
    high = shot.high - killed if shot.high is not None else None
    return replace(shot, low=shot.low - killed, high=high)
