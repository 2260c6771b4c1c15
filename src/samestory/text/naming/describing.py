"""Descriptions given to those they describe, across a story: titles, appositions, 'the airline'."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samestory.lexicon.naming import load_states
from samestory.records import Annotation
from samestory.text.naming.descriptions import Described, DescriptionFinder
from samestory.text.naming.entities import Entity
from samestory.text.naming.forms import WordLists, form_of
from samestory.text.naming.words import Mention

FORMER = frozenset({"former", "ex", "ex-president", "retired", "late"})
# Adjectives that judge rather than tell apart: 'the jihadist organisation', 'the beleaguered airline'.
OPINION_ENDINGS = ("ist", "ous", "ful", "less", "tled", "bled", "guered", "graced", "mist", "ant", "tous")
# Roles in which a story has one person whom nobody names.
UNNAMED_ROLES: Mapping[str, frozenset[str]] = {
    "driver": frozenset({"driver"}),
    "pilot": frozenset({"pilot"}),
    "attacker": frozenset({"gunman", "shooter", "attacker", "assailant", "killer", "suspect"}),
    "bomber": frozenset({"bomber"}),
}
# A 'the group' further than this from the last name is nobody's if several could be meant.
NEAR_SENTENCES = 1


LIST_MARKS = frozenset({",", "and", "or", "&"})
AGE_WORDS = frozenset({"year", "old"})
QUARTERS = frozenset(
    {"north", "south", "east", "west", "central", "northern", "southern", "eastern", "western"}
)


def finder_word(annotation: Annotation, described: Described) -> str:
    """The first word of a description, in lower case."""
    return annotation.tokens[described.first].text.lower()


def _is_state_of(one: Entity, other: Entity) -> bool:
    """'Florida, U.S.'."""
    states = {form_of(state.name) for state in load_states()}
    is_union = any(form in (("us",), ("usa",), ("united", "states")) for form in other.forms)
    return is_union and any(form in states for form in one.forms)


@dataclass(slots=True)
class Profile:
    """What a story says that an entity is: nouns, their modifiers, and the words of its names."""

    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    prefixed: set[str] = field(default_factory=set)
    past: set[str] = field(default_factory=set)
    current: set[str] = field(default_factory=set)


class Describer:
    """Gives the descriptions in a story's reports to the entities that its names are."""

    def __init__(
        self,
        annotations: Mapping[str, Annotation],
        lists: WordLists,
        placed: Sequence[tuple[Mention, Entity]],
        territories: Mapping[str, str] | None = None,
    ):
        # 'The Iranian minister' is Iran's: folded words of a people, with their country.
        self.territories = territories or {}
        self.annotations = annotations
        self.lists = lists
        self.placed = placed
        self.finders = {r: DescriptionFinder(a, lists) for r, a in annotations.items()}
        self.profiles: dict[int, Profile] = defaultdict(Profile)
        self.phrases: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self.entities = {id(entity): entity for _, entity in placed}
        self.open: list[tuple[str, Described]] = []

    def describe(self) -> list[tuple[Mention, Entity]]:
        """Find every description that is surely someone's, as mentions of that one."""
        found: list[tuple[Mention, Entity]] = []
        for mention, entity in self.placed:
            for described in self.finders[mention.report].beside(mention, entity.kind):
                self._learn(entity, described, mention.report)
                if described.is_alias:
                    found.append((self._mention(mention.report, described), entity))
        found += self._bracketed() + self._held()
        for key, entity in self.entities.items():
            self._learn_names(key, entity)
        for report in self.annotations:
            found += self._taken_up(report)
        return found + self._unnamed()

    def _unnamed(self) -> list[tuple[Mention, Entity]]:
        """People whom no report names but all speak of: 'the driver', 'the 35-year-old driver'.

        Only one of a kind: where a text has drivers, or names one, 'the driver' says nothing.
        """
        plural = Counter(t.lemma for a in self.annotations.values() for t in a.tokens if t.tag == "NNS")
        lemmas = {lemma for lemma, count in plural.items() if count > 2}
        named = {noun for p in self.profiles.values() for noun in p.nouns}
        groups: dict[str, list[Mention]] = defaultdict(list)
        for report, described in self.open:
            role = next((r for r, nouns in UNNAMED_ROLES.items() if described.head in nouns), None)
            is_the = finder_word(self.annotations[report], described) == "the"
            if (
                role
                and is_the
                and not described.modifiers & self.lists.words["other_marks"]
                and not UNNAMED_ROLES[role] & (named | lemmas)
            ):
                groups[role].append(self._mention(report, described))
        found: list[tuple[Mention, Entity]] = []
        for role, mentions in sorted(groups.items()):
            if len(mentions) > 1:
                entity = Entity("person", [(role,)])
                found += [(mention, entity) for mention in (*mentions, *self._beside_unnamed(mentions))]
        return found

    def _beside_unnamed(self, mentions: Sequence[Mention]) -> list[Mention]:
        """'the driver, a 42-year-old man'."""
        return [
            self._mention(m.report, described)
            for m in mentions
            for described in self.finders[m.report].beside(m, "person")
            if described.is_alias and described.first >= m.last
        ]

    def _learn(self, entity: Entity, described: Described, report: str) -> None:
        profile = self.profiles[id(entity)]
        nouns = {described.head, *self._synonyms(described.head)}
        profile.nouns |= nouns
        profile.modifiers |= described.modifiers
        if described.is_title:
            profile.prefixed |= nouns
        (
            profile.past if described.modifiers & FORMER or described.head in FORMER else profile.current
        ).update(nouns)
        phrase = form_of(self.finders[report].text(described.first, described.last))
        self.phrases[phrase].add(id(entity))

    def _synonyms(self, word: str) -> tuple[str, ...]:
        return self.lists.stands_for["nouns"].get(word, ())

    def _learn_names(self, key: int, entity: Entity) -> None:
        profile = self.profiles[key]
        for form in entity.forms:
            profile.words |= set(form)
            if entity.kind in ("organisation", "other") and len(form) > 1:
                nouns = self.lists.words["organisation_nouns"] | self.lists.words["organisation_heads"]
                profile.nouns |= {
                    n for w in (form[0], form[-1]) if w in nouns for n in (w, *self._synonyms(w))
                }

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
            found.append((self._mention(a.report, Described(a.first, last, "", frozenset())), one))
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
                found.append((self._mention(a.report, Described(a.first, b.last, "", frozenset())), one))
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

    def _taken_up(self, report: str) -> list[tuple[Mention, Entity]]:
        finder = self.finders[report]
        here = [(m, e) for m, e in self.placed if m.report == report]
        found: list[tuple[Mention, Entity]] = []
        for described in finder.definite():
            entity = self._meant(described, here, finder)
            if entity is not None:
                found.append((self._mention(report, described), entity))
            else:
                self.open.append((report, described))
        for described in finder.headlines():
            entity = self._headed(described)
            if entity is not None:
                found.append((self._mention(report, described), entity))
        for mention, owner in here:
            possessed = finder.possessive(mention)
            if possessed is None:
                continue
            entity = self._possessed(possessed, owner, finder)
            if entity is not None:
                found.append((self._mention(report, possessed), entity))
        return found

    def _meant(
        self, described: Described, here: Sequence[tuple[Mention, Entity]], finder: DescriptionFinder
    ) -> Entity | None:
        """Who 'the airline' is: the one of the report that is one, or the one just named of several."""
        is_kin = described.head in self.lists.words["kin_nouns"]
        before = [(m, e) for m, e in here if is_kin or m.last <= described.first]
        fits = {id(e): e for _, e in before if self._is_one(self.profiles[id(e)], described, e)}
        if len(fits) == 1:
            return next(iter(fits.values()))
        if not fits:
            return None
        tokens = self.annotations[here[0][0].report].tokens
        sentence = tokens[described.first].sentence
        near = {
            id(e): e for m, e in before if id(e) in fits and 0 <= sentence - m.sentence <= NEAR_SENTENCES
        }
        if len(near) == 1:
            return next(iter(near.values()))
        titled = [e for key, e in fits.items() if described.head in self.profiles[key].prefixed]
        return titled[0] if len(titled) == 1 else None

    def _headed(self, described: Described) -> Entity | None:
        """Whom a headline speaks of: the one of the story who is known for all that it says."""
        fits = [
            e for key, e in self.entities.items()
            if e.kind == "person" and described.head in self.profiles[key].nouns
            and described.modifiers <= self.profiles[key].modifiers | self.profiles[key].nouns
        ]  # fmt: skip
        return fits[0] if len(fits) == 1 else None

    def _is_one(self, profile: Profile, described: Described, entity: Entity) -> bool:
        if described.head not in profile.nouns or described.modifiers & self.lists.words["other_marks"]:
            return False
        if entity.kind == "place" and described.head != "capital":
            return False
        is_former = bool(described.modifiers & FORMER)
        if entity.kind == "person" and described.head in self.lists.words["titles"]:
            return described.head in (profile.past if is_former else profile.current) and not self._narrows(
                described, profile, entity
            )
        return not self._narrows(described, profile, entity)

    def _narrows(self, described: Described, profile: Profile, entity: Entity) -> bool:
        """Whether a modifier that the entity does not have narrows the phrase to another thing."""
        known = profile.modifiers | profile.words | profile.nouns
        known = known | {self.territories.get(word, word) for word in known}
        free = {
            m
            for m in described.modifiers - FORMER - AGE_WORDS
            if m not in known and self.territories.get(m, m) not in known and not m.isdigit()
        }
        return any(entity.kind == "person" or not word.endswith(OPINION_ENDINGS) for word in free)

    def _possessed(self, described: Described, owner: Entity, finder: DescriptionFinder) -> Entity | None:
        phrase = form_of(finder.text(described.first, described.last))
        known = self.phrases.get(phrase, set())
        if len(known) == 1:
            return self.entities.get(next(iter(known)))
        if owner.kind != "place" or described.head in self.lists.words["kin_nouns"]:
            return None
        kind = "place" if described.head == "capital" else "person"
        alike = [(key, e) for key, e in self.entities.items() if e.kind == kind]
        fits = [e for key, e in alike if self._is_one(self.profiles[key], described, e)]
        titled = [e for e in fits if described.head in self.profiles[id(e)].prefixed]
        return fits[0] if len(fits) == 1 else titled[0] if len(titled) == 1 else None

    def _mention(self, report: str, described: Described) -> Mention:
        tokens = self.annotations[report].tokens
        text = self.finders[report].text(described.first, described.last)
        first, last = tokens[described.first], tokens[described.last - 1]
        return Mention(
            report, described.first, described.last, first.start, last.end, text, "", first.sentence
        )
