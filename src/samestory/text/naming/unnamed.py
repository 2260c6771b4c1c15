"""People whom no report names: 'the driver', 'a second gunman'."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

from samestory.records import Annotation
from samestory.text.naming.descriptions import DescriptionFinder
from samestory.text.naming.entities import Entity
from samestory.text.naming.forms import WordLists
from samestory.text.naming.holding import mention_of
from samestory.text.naming.phrases import Described
from samestory.text.naming.profiles import Profile, ProfileIndex
from samestory.text.naming.seconds import ATTACKERS, list_seconds
from samestory.text.naming.words import Mention

# Roles in which a story has one person whom nobody names.
UNNAMED_ROLES: Mapping[str, frozenset[str]] = {
    "driver": frozenset({"driver"}),
    "pilot": frozenset({"pilot"}),
    "attacker": ATTACKERS,
    "bomber": frozenset({"bomber"}),
}


def finder_word(annotation: Annotation, described: Described) -> str:
    """The first word of a description, in lower case."""
    return annotation.tokens[described.first].text.lower()


class UnnamedFinder:
    """Makes one of all phrases of a story that mean one whom nobody names."""

    def __init__(
        self,
        annotations: Mapping[str, Annotation],
        finders: Mapping[str, DescriptionFinder],
        profiles: Mapping[int, Profile],
        lists: WordLists,
    ):
        self.annotations = annotations
        self.finders = finders
        self.profiles = profiles
        self.lists = lists

    def find_roles(self, open_phrases: Sequence[tuple[str, Described]]) -> list[tuple[Mention, Entity]]:
        """People whom no report names but all speak of: 'the driver', 'the 35-year-old driver'.

        Only one of a kind: where a text has drivers, or names one, 'the driver' says nothing.
        """
        plural = Counter(t.lemma for a in self.annotations.values() for t in a.tokens if t.tag == "NNS")
        lemmas = {lemma for lemma, count in plural.items() if count > 2}
        named = {noun for p in self.profiles.values() for noun in p.nouns}
        groups: dict[str, list[Mention]] = defaultdict(list)
        for report, described in open_phrases:
            role = next((r for r, nouns in UNNAMED_ROLES.items() if described.head in nouns), None)
            is_the = finder_word(self.annotations[report], described) == "the"
            if (
                role
                and is_the
                and not described.modifiers & self.lists.words["other_marks"]
                and not UNNAMED_ROLES[role] & (named | lemmas)
            ):
                groups[role].append(mention_of(self.annotations[report], described))
        found: list[tuple[Mention, Entity]] = []
        for role, mentions in sorted(groups.items()):
            if len(mentions) > 1:
                entity = Entity("person", [(role,)])
                found += [(mention, entity) for mention in (*mentions, *self.beside(mentions))]
        return found

    def beside(self, mentions: Sequence[Mention]) -> list[Mention]:
        """'the driver, a 42-year-old man'."""
        return [
            mention_of(self.annotations[m.report], described)
            for m in mentions
            for described in self.finders[m.report].beside(m, "person")
            if described.is_alias and described.first >= m.last
        ]

    def find_seconds(
        self, index: ProfileIndex, known: Set[tuple[str, int, int]]
    ) -> list[tuple[Mention, Entity]]:
        """'A second shooter', 'another gunman': one, whom a report may call 'a second man' and name."""
        pairs = [(a, d) for a in self.annotations.values() for d in list_seconds(a)]
        mentions = [(d, mention_of(a, d)) for a, d in pairs]
        if not any(d.head in ATTACKERS for d, _ in mentions):
            return []
        named = [
            e for key, e in index.known_as("", frozenset({*ATTACKERS, "man", "person"}))
            if e.kind == "person" and "second" in self.profiles[key].modifiers
        ]  # fmt: skip
        if len(named) > 1 or len(mentions) + len(named) < 2:
            return []
        entity = named[0] if named else Entity("person", [("second", "attacker")])
        return [(m, entity) for _, m in mentions if (m.report, m.first, m.last) not in known]
