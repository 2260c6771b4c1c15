"""Places with what holds them, and names with their short form in brackets, as one mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from samestory.lexicon.naming import load_states
from samestory.records import Annotation
from samestory.text.naming.entities import Entity
from samestory.text.naming.forms import WordLists, form_of
from samestory.text.naming.phrases import Described
from samestory.text.naming.words import Mention, token_text

LIST_MARKS = frozenset({",", "and", "or", "&"})
QUARTERS = frozenset(
    {"north", "south", "east", "west", "central", "northern", "southern", "eastern", "western"}
)


def mention_of(annotation: Annotation, described: Described) -> Mention:
    """Make a mention of a description."""
    first, last = annotation.tokens[described.first], annotation.tokens[described.last - 1]
    text = token_text(annotation.tokens, described.first, described.last)
    return Mention(
        annotation.report, described.first, described.last, first.start, last.end, text, "", first.sentence
    )


def _is_state_of(one: Entity, other: Entity) -> bool:
    """'Florida, U.S.'."""
    states = {form_of(state.name) for state in load_states()}
    is_union = any(form in (("us",), ("usa",), ("united", "states")) for form in other.forms)
    return is_union and any(form in states for form in one.forms)


class HoldingFinder:
    """Finds the mentions of one that are made of two names."""

    def __init__(
        self,
        annotations: Mapping[str, Annotation],
        lists: WordLists,
        placed: Sequence[tuple[Mention, Entity]],
        territories: Mapping[str, str],
    ):
        self.annotations = annotations
        self.lists = lists
        self.placed = placed
        self.territories = territories

    def find(self) -> list[tuple[Mention, Entity]]:
        """Find them in all reports."""
        return self._bracketed() + self._held() + self._owned()

    def _owned(self) -> list[tuple[Mention, Entity]]:
        """'Norway's Alder Bank', 'Alder Pharma's Voss family': a body with what it belongs to."""
        found: list[tuple[Mention, Entity]] = []
        for (a, one), (b, other) in zip(self.placed, self.placed[1:], strict=False):
            if a.report != b.report or one is other or b.first != a.last + 1 or a.sentence != b.sentence:
                continue
            is_owner = self.annotations[a.report].tokens[a.last].tag == "POS"
            if is_owner and one.kind in ("place", "organisation") and other.kind == "organisation":
                whole = Described(a.first, b.last, "", frozenset())
                found.append((mention_of(self.annotations[a.report], whole), other))
        return found

    def _bracketed(self) -> list[tuple[Mention, Entity]]:
        """'Free River (FR) group' as a whole, where both names are one's."""
        found: list[tuple[Mention, Entity]] = []
        for (a, one), (b, other) in zip(self.placed, self.placed[1:], strict=False):
            if (
                a.report != b.report
                or one is not other
                or b.first != a.last + 1
                or a.sentence != b.sentence
            ):
                continue
            tokens = self.annotations[a.report].tokens
            if (
                tokens[a.last].text not in ("(", "[")
                or b.last >= len(tokens)
                or tokens[b.last].text not in (")", "]")
            ):
                continue
            last = b.last + 1
            if last < len(tokens) and tokens[last].text in self.lists.words["apposed_kinds"]:
                last += 1
            whole = Described(a.first, last, "", frozenset())
            found.append((mention_of(self.annotations[a.report], whole), one))
        return found

    def _held(self) -> list[tuple[Mention, Entity]]:
        """'Salem, Oregon', 'Hackney, east London': a place with what holds it."""
        found: list[tuple[Mention, Entity]] = []
        edges: dict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for mention, entity in self.placed:
            if entity.kind == "place":
                edges[mention.report][0].add(mention.first)
                edges[mention.report][1].add(mention.last)
        for (a, one), (b, other) in zip(self.placed, self.placed[1:], strict=False):
            tokens = self.annotations[a.report].tokens
            gap = [t.text.lower() for t in tokens[a.last : b.first]] if a.report == b.report else []
            places = one.kind == "place" and other.kind == "place" and one is not other
            joined = gap[:1] == [","] and all(w in QUARTERS for w in gap[1:]) and len(gap) <= 2
            is_whole = self._is_territory(one) and not _is_state_of(one, other)
            if not places or not joined or is_whole:
                continue
            if self._is_territory(other) or not self._is_listed(a, b, edges):
                whole = Described(a.first, b.last, "", frozenset())
                found.append((mention_of(self.annotations[a.report], whole), one))
        return found

    def _is_territory(self, entity: Entity) -> bool:
        """Whether a place is a country or a state."""
        return any(" ".join(form) in self.territories for form in entity.forms)

    def _is_listed(self, a: Mention, b: Mention, edges: Mapping[str, tuple[set[int], set[int]]]) -> bool:
        """'Leeds, York and Hull', 'Leeds, York, Hull': one beside the other, not in it."""
        tokens, (starts, ends) = self.annotations[a.report].tokens, edges[a.report]
        if a.first and tokens[a.first - 1].text == "," and a.first - 1 in ends:
            return True
        after = b.last
        while after < len(tokens) and after < b.last + 2 and tokens[after].text in LIST_MARKS:
            after += 1
        return after > b.last and after in starts
