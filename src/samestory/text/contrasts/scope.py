"""Where reports claim more or less of the same (all, most, some), or deny what others say."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference
from samestory.records.dossier import DifferenceKind, DifferenceStatus
from samestory.text.contrasts.extents import contrast_degrees, contrast_lists
from samestory.text.contrasts.tellings import Side, Telling, make_difference, read_once
from samestory.text.figures.told import Figure

# 'All American troops': the noun stands at most so far from its scope word.
REACH_WORDS = 7
# These stand with a noun in the singular.
_OF_ONE = frozenset(("every", "each"))
# Two shares of one whole that exclude each other; 'some' leaves room for more.
_EXCLUSIVE = frozenset(
    frozenset(pair)
    for pair in (
        ("all", "most"),
        ("all", "half"),
        ("all", "none"),
        ("most", "half"),
        ("some", "none"),
        ("most", "none"),
    )
)


@dataclass(frozen=True, slots=True)
class _Scope:
    extent: str
    noun: str
    side: Side
    figure: bool


def contrast_scope(
    tellings: Sequence[Telling], figures: Mapping[str, Sequence[Figure]]
) -> list[Difference]:
    """Compare how much of the same each report takes in, and who the same number of people are."""
    extents = _contrast_extents(tellings)
    return [
        *([extents] if extents else contrast_degrees(tellings)),
        *_contrast_descriptions(tellings, figures),
        *contrast_lists(tellings),
    ]


def _contrast_extents(tellings: Sequence[Telling]) -> Difference | None:
    told = {telling.report: read_once(telling, _scopes) for telling in tellings}
    pairs: list[tuple[_Scope, _Scope]] = []
    for a, b in itertools.combinations(tellings, 2):
        match = [(x, y) for x in told[a.report] for y in told[b.report] if x.noun == y.noun]
        if match and not any(x.extent == y.extent for x, y in match):
            pairs.append(match[0])
    if not pairs:
        return None
    extents = {scope.extent for pair in pairs for scope in pair}
    clash = any(frozenset((x.extent, y.extent)) in _EXCLUSIVE for x, y in pairs)
    kind: DifferenceKind = "quantity" if any(s.figure for pair in pairs for s in pair) else "scope"
    status: DifferenceStatus = "refinement"
    if clash:
        status = "conflict" if kind == "quantity" else "unsure"
    because = "of one whole, one takes in " + " and another ".join(sorted(extents))
    sides = [scope.side for pair in pairs for scope in pair]
    return make_difference(kind, f"how many of the {pairs[0][0].noun}", status, because, sides)


def _scopes(telling: Telling) -> list[_Scope]:
    words = load_contrast_words()
    tokens = telling.tokens
    found = []
    for at in telling.places:
        extent = words.scope.get(tokens[at].text.lower())
        if extent is None or (
            tokens[at].pos in ("PRON",) and tokens[at].dep not in ("nsubj", "dobj", "nsubjpass", "pobj")
        ):
            continue
        single = tokens[at].text.lower() in _OF_ONE
        reach = [p for p in range(at + 1, at + 1 + REACH_WORDS) if p in telling.places]
        noun = next(
            (
                p
                for p in reach
                if tokens[p].pos == "NOUN"
                and tokens[p].dep != "compound"
                and (tokens[p].tag == "NNS" or single)
            ),
            None,
        )
        if noun is None or any(
            tokens[p].pos in ("VERB", "PUNCT", "CCONJ", "AUX") for p in reach if p < noun
        ):
            continue
        figure = any(q.start <= tokens[p].start < q.end for q in telling.quantities for p in (at, noun))
        words_ = telling.text(tokens[at].start, tokens[noun].end)
        side = Side(telling.report, extent, words_, tokens[at].start, tokens[noun].end)
        found.append(_Scope(extent, read_term(tokens[noun].lemma), side, figure))
    return found


def _contrast_descriptions(
    tellings: Sequence[Telling], figures: Mapping[str, Sequence[Figure]]
) -> list[Difference]:
    """'Ten American tourists' and 'ten US citizens': the same ten, described more or less narrowly."""
    told = {t.report: [f for f in figures[t.report] if f.noun and not f.part] for t in tellings}
    sides: dict[str, list[Side]] = {}
    for a, b in itertools.combinations(tellings, 2):
        for x in told[a.report]:
            alike = [y for y in told[b.report] if x.bounds == y.bounds]
            if alike and all(_describe_apart(x, y) for y in alike):
                sides.setdefault(str(x.bounds[0]), []).extend((_side(x), _side(alike[0])))
    because = "the same number is given of people described more or less narrowly"
    return [
        make_difference(
            "scope", "who those counted are", "refinement", because, list(dict.fromkeys(sides[number]))
        )
        for number in sorted(sides)
    ]


def _describe_apart(x: Figure, y: Figure) -> bool:
    both = x.quantity.kind == y.quantity.kind == "count"
    people = all(f.quantity.low is not None and f.quantity.low > 1 for f in (x, y))
    # 'Crew members' are told apart by the word before them, which the unit does not have.
    vague = {"member", "crewmember", "crew", "other"} & {x.noun, y.noun}
    alike = load_contrast_words().alike
    # 'Firemen' has kept its plural.
    ours, theirs = (noun[:-3] + "man" if noun.endswith("men") else noun for noun in (x.noun, y.noun))
    same = alike.get(ours, frozenset()) & alike.get(theirs, frozenset())
    return both and people and not vague and not same and read_term(x.noun) != read_term(y.noun)


def _side(figure: Figure) -> Side:
    q = figure.quantity
    return Side(q.report, figure.noun, figure.words, q.start, q.end)
