"""Where one report counts what another only names: 'five shops of the street', 'shops of the street'."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from samestory.lexicon.kindred import read_term
from samestory.records import Difference
from samestory.text.contrasts.tellings import Side, Telling, make_difference
from samestory.text.figures.told import Figure, stem_noun
from samestory.text.times.clock import governing_verb

# A count of fewer is told in passing; without it nothing is missed.
LEAST_COUNT = 3
LEAST_VAGUE = 24
# These bound what they stand before: 'some', 'many' and 'most' are compared elsewhere.
_OPEN = frozenset(("det", "nummod", "quantmod", "predet"))


def contrast_uncounted(
    tellings: Sequence[Telling], figures: Mapping[str, Sequence[Figure]]
) -> list[Difference]:
    """Find what one report counts and another tells of in the plural, without a number anywhere."""
    told = {report: [f for f in found if _is_counted(f)] for report, found in figures.items()}
    if not any(told.values()):
        return []
    named = {telling.report: _counted_nouns(telling, figures[telling.report]) for telling in tellings}
    sides: dict[str, list[Side]] = {}
    for a, b in itertools.permutations(tellings, 2):
        for figure in told[a.report]:
            plural = None if figure.noun in named[b.report] else _plural(a, figure, b)
            if plural is not None:
                q = figure.quantity
                ours = Side(a.report, f"{q.low}-{q.high}", figure.words, q.start, q.end)
                sides.setdefault(figure.noun, []).extend((ours, plural))
    because = "one report counts what the other only speaks of"
    return [
        make_difference("quantity", f"how many: {noun}", "refinement", because, list(dict.fromkeys(found)))
        for noun, found in sorted(sides.items())
    ]


def _is_counted(figure: Figure) -> bool:
    whole = not (figure.part or figure.rest or figure.quantity.role)
    # 'Several' and 'a number of' say as little as the plural.
    much = figure.size >= (LEAST_COUNT if figure.exact_word else LEAST_VAGUE)
    return whole and figure.noun != "" and figure.quantity.kind == "count" and much


def _counted_nouns(telling: Telling, figures: Sequence[Figure]) -> frozenset[str]:
    """What a report counts anywhere, or here as 'many' or 'a number of'."""
    units = (q.unit for q in telling.account.quantities if q.unit and q.kind == "count")
    vague = (figure.noun for figure in figures)
    return frozenset((*(stem_noun(unit.split()[-1]) for unit in units), *vague))


def _plural(ours: Telling, figure: Figure, theirs: Telling) -> Side | None:
    """The bare plural of what is counted, beside another word of the counting phrase's."""
    near = _near(ours, next((p for p in ours.places if ours.tokens[p].end >= figure.quantity.end), None))
    tokens = theirs.tokens
    for at in theirs.places:
        token = tokens[at]
        if token.tag != "NNS" or stem_noun(token.text) != figure.noun or token.dep == "compound":
            continue
        bound = any(tokens[p].head == at and tokens[p].dep in _OPEN for p in theirs.places)
        if not bound and near & _near(theirs, at):
            start = next((p for p in theirs.places if tokens[p].head == at and p < at), at)
            span = tokens[start].start, token.end
            return Side(theirs.report, "uncounted", theirs.text(*span), *span)
    return None


def _near(telling: Telling, at: int | None) -> frozenset[str]:
    """The terms that a noun hangs on: its preposition's noun and its verb."""
    if at is None:
        return frozenset()
    tokens = telling.tokens
    verb = governing_verb(tokens, at)
    found = {read_term(verb)} if verb not in ("", "be", "have", "say", "include") else set()
    for _ in range(2):
        head = tokens[at].head
        if tokens[at].dep == "pobj" and tokens[tokens[head].head].pos == "NOUN":
            found.add(read_term(tokens[tokens[head].head].lemma))
        at = head if tokens[at].dep == "conj" else at
    return frozenset(found)
