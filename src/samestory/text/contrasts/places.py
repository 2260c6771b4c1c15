"""Where reports put one thing in different places."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Difference, Token
from samestory.records.dossier import DifferenceStatus
from samestory.text.contrasts.settings import contrast_settings
from samestory.text.contrasts.tellings import NameIndex, Side, Telling, make_difference

# A claim's place hangs on its verb or on a noun of what happened, not on a thing ('the hotel in Rome').
_EVENT_ENDINGS = ("ing", "tion", "sion", "ment", "ack", "ash", "ath", "ault")

# These say where a thing was, not where it came from or went.
_STILL = frozenset(("in", "at", "near", "outside", "inside", "on", "behind", "beside", "within"))
# Words that say only that it is a place: what describes them tells them apart ('a wooded area').
_WIDE = frozenset(
    ("area", "region", "part", "place", "site", "city", "town", "local", "other", "same", "nearby")
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A phrase of place. `terms` say what it names, `named` whether by a proper name."""

    telling: Telling
    event: str
    key: str
    named: bool
    words: frozenset[str]
    features: frozenset[str]
    loose: bool
    still: bool
    start: int
    end: int

    def side(self) -> Side:
        return Side(
            self.telling.report, self.key, self.telling.text(self.start, self.end), self.start, self.end
        )


def contrast_places(tellings: Sequence[Telling], names: NameIndex) -> list[Difference]:
    """Compare the places that each two reports give for the same doing."""
    told = [(telling, _places(telling, names)) for telling in tellings]
    found: list[tuple[_Place, _Place]] = []
    for (_, ours), (_, theirs) in itertools.combinations(told, 2):
        if not ours or not theirs or any(_is_one(x, y) for x in ours for y in theirs):
            continue
        pairs = [(x, y) for x in ours for y in theirs if _is_rival(x, y)]
        if pairs:
            found.append(pairs[0])
    if not found:
        return contrast_settings(tellings, names) or _contrast_adverbs(tellings, told)
    unlike = all(x.named and y.named for x, y in found)
    status: DifferenceStatus = "unsure" if unlike else "refinement"
    because = "one report says the place more exactly, or by another of its features"
    if unlike:
        because = "two places are named; one may lie in the other"
    sides = [place.side() for pair in found for place in pair]
    return [make_difference("place", "where", status, because, sides)]


def _contrast_adverbs(
    tellings: Sequence[Telling], told: Sequence[tuple[Telling, Sequence[_Place]]]
) -> list[Difference]:
    """'Served in Egypt' and 'served abroad': one says the place more exactly."""
    sides = []
    for telling in tellings:
        for verb, side in _adverbs(telling):
            named = [p for other, places in told if other is not telling for p in places]
            sides += [p.side() for p in named if p.named and p.event == verb and side not in sides]
            sides += [side] if any(p.named and p.event == verb for p in named) else []
    if not sides:
        return []
    because = "one report names the place that another only calls far or near"
    return [make_difference("place", "where", "refinement", because, list(dict.fromkeys(sides)))]


def _adverbs(telling: Telling) -> list[tuple[str, Side]]:
    """The adverbs of place of a telling, each with the term of its verb."""
    tokens = telling.tokens
    return [
        (
            read_term(tokens[tokens[at].head].lemma),
            Side(telling.report, "adverb", tokens[at].text, tokens[at].start, tokens[at].end),
        )
        for at in telling.places
        if tokens[at].text.lower() in load_contrast_words().afar and tokens[tokens[at].head].pos == "VERB"
    ]


def _is_one(x: _Place, y: _Place) -> bool:
    """Tell whether two phrases name one place: by one name, or the name of one holds the other's."""
    nested = bool(x.words and y.words) and (x.words <= y.words or y.words <= x.words)
    return x.key == y.key or nested or bool(x.features & y.features)


def _is_rival(x: _Place, y: _Place) -> bool:
    """Tell whether two phrases answer one question: names for one doing, features of one scene.

    'In the woods' and 'in the north' do not; 'to another airport' and 'to Dover' do.
    """
    if x.named == y.named:
        return x.event == y.event or (x.still and y.still and not x.named)
    return x.event == y.event and (x.loose or y.loose)


def _places(telling: Telling, names: NameIndex) -> list[_Place]:
    words = load_contrast_words()
    tokens = telling.tokens
    found = []
    for at in telling.places:
        token = tokens[at]
        preposition = tokens[token.head]
        if (
            token.dep != "pobj"
            or not (preposition.text.lower() in words.prepositions or _is_goal(tokens, token.head))
            or token.head not in telling.places
        ):
            continue
        named = _is_place_name(telling, at, names)
        if not named and read_term(token.lemma) not in _place_terms() and token.lemma not in words.places:
            continue
        governor = tokens[preposition.head]
        if not (
            governor.pos in ("VERB", "AUX")
            or governor.lemma.endswith(_EVENT_ENDINGS)
            or governor.text == "bound"
        ):
            continue
        key = (telling.names.get(at) or token.text.lower()) if named else read_term(token.lemma)
        words_ = frozenset(t.text.lower() for t in tokens[token.head + 1 : at + 1] if t.pos == "PROPN")
        loose = any(t.text.lower() in ("another", "nearby") for t in tokens[token.head + 1 : at])
        features = frozenset(
            read_term(t.lemma)
            for t in tokens[token.head + 1 : at + 1]
            # 'The club's car park' is not the club.
            if t.pos in ("ADJ", "NOUN") and t.lemma not in _WIDE and t.dep != "poss"
        )
        found.append(
            _Place(
                telling,
                read_term(governor.lemma),
                key,
                named,
                words_,
                features,
                loose,
                preposition.text.lower() in _STILL,
                preposition.start,
                token.end,
            )
        )
    return found


def _is_goal(tokens: Sequence[Token], at: int) -> bool:
    """'Bound for Hamburg', 'left for Rotterdam'."""
    above = tokens[tokens[at].head]
    return tokens[at].text.lower() == "for" and above.lemma in (
        "bind",
        "bound",
        "head",
        "leave",
        "depart",
        "make",
    )


@cache
def _place_terms() -> frozenset[str]:
    return frozenset(read_term(word) for word in load_contrast_words().places)


def _is_place_name(telling: Telling, at: int, names: NameIndex) -> bool:
    name = telling.names.get(at)
    if name is not None:
        return names.by_id[name].type == "place"
    token = telling.tokens[at]
    return token.pos == "PROPN" and any(
        e.start <= token.start < e.end and e.label in ("GPE", "LOC", "FAC")
        for e in telling.account.annotation.entities
    )
