"""What a story says that an entity is: by its descriptions, by the words of its names, by an age."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from samestory.lexicon.roles import load_role_words
from samestory.text.naming.bodies import DWELLINGS
from samestory.text.naming.entities import Entity
from samestory.text.naming.families import is_family
from samestory.text.naming.forms import Form, WordLists

FORMER = frozenset({"former", "ex", "ex-president", "retired", "late"})
# Adjectives that judge rather than tell apart: 'the jihadist organisation', 'the beleaguered airline'.
OPINION_ENDINGS = ("ist", "ous", "ful", "less", "tled", "bled", "guered", "graced", "mist", "ant", "tous")
AGE_WORDS = frozenset({"year", "old"})
TERMS = frozenset(
    {"term", "one", "two", "three", "four", "five", "first", "second", "third", "fourth", "fifth"}
)
TEENS = range(13, 20)
# Of these one name alone says that it is one.
COMPANY_NOUNS = frozenset({"company", "firm", "corporation", "business"})
STADIUMS = frozenset({"stadium", "arena", "ballpark", "coliseum", "dome"})
TEAM_NOUNS = frozenset({"team", "franchise", "club", "side", "squad", "organization", "organisation"})


def may_be_called(given: str, noun: str) -> bool:
    """Tell whether a given name does not speak against a noun.

    >>> may_be_called("anna", "man"), may_be_called("anna", "student")
    (False, True)
    """
    roles = load_role_words()
    if noun in roles.men:
        return given not in roles.given_women - roles.given_men
    return noun not in roles.women or given not in roles.given_men - roles.given_women


@dataclass(slots=True)
class Profile:
    """What a story says that an entity is: nouns, their modifiers, the words of its names, its ages."""

    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    prefixed: set[str] = field(default_factory=set)
    past: set[str] = field(default_factory=set)
    current: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)


class ProfileJudge:
    """Says whether a description may be one's of whom a profile is known."""

    def __init__(self, lists: WordLists, territories: Mapping[str, str]):
        self.words = lists.words
        self.nouns = lists.stands_for["nouns"]
        self.alike = lists.stands_for["synonyms"]
        # 'The Iranian minister' is Iran's: folded words of a people, with their country.
        self.territories = territories
        self.two_words = sorted(name for name in territories if name.count(" ") == 1)
        self.places: frozenset[str] = frozenset()
        self.place_forms: frozenset[Form] = frozenset()

    def learn(self, profile: Profile, head: str, modifiers: Collection[str], *, is_title: bool) -> None:
        """Add a description."""
        modifiers = self._join_territories(modifiers)
        nouns = {head, *self.synonyms(head)}
        if head == "minister" and "prime" in modifiers:
            nouns |= {"premier", "leader"}
        profile.nouns |= nouns
        profile.modifiers |= set(modifiers)
        if head == "ceo":
            profile.modifiers.add("chief")
        if is_title:
            profile.prefixed |= nouns
        is_past = bool(FORMER & set(modifiers)) or head in FORMER
        (profile.past if is_past else profile.current).update(nouns)
        if AGE_WORDS.issubset(modifiers):
            profile.ages |= {word for word in modifiers if word.isdigit()}

    def learn_names(self, profile: Profile, entity: Entity) -> None:
        """Add what the names themselves say: a Bank is a bank, and a company."""
        for form in entity.forms:
            profile.words |= {*form, *(s for word in form for s in self.alike.get(word, ()))}
            if form[-2:] == ("supreme", "court"):
                profile.modifiers |= {"high", "highest", "top"}
            if form[-1] in DWELLINGS:
                profile.words |= DWELLINGS
            if len(form) > 1 and form[-1] in STADIUMS:
                profile.nouns |= {"stadium", "arena", "venue"}
            if entity.kind not in ("organisation", "other"):
                continue
            if is_family(form) and entity.kind == "organisation":
                profile.nouns.add("family")
            if len(form) > 1:
                profile.nouns |= self._nouns_of(form)
            if form[-1] in self.words["company_words"] and len(form) > 1:
                profile.nouns |= COMPANY_NOUNS
            if form[-1] in self.words["leagues"]:
                profile.nouns.add("league")
            if self._is_team(form):
                profile.nouns |= TEAM_NOUNS
            if "-".join(form) in self.words["companies"]:
                profile.nouns |= COMPANY_NOUNS - {"business"}

    def _nouns_of(self, form: Form) -> set[str]:
        """The nouns in a body's name by which it may be taken up, first, last or before an 'of'."""
        nouns = self.words["organisation_nouns"] | self.words["organisation_heads"]
        ends = {form[0], form[-1], *(a for a, b in pairwise(form) if b in ("of", "for"))}
        if form[-2:] == ("school", "district"):  # 'the district'
            nouns = nouns | {"district"}
        if len(form) > 2:  # 'the administration' is a president's, not the one of food and drugs
            nouns = nouns - {"administration"}
        named = {word for word in ends if word in nouns} - {"family"}
        return {noun for word in named for noun in (word, *self.synonyms(word))}

    def _is_team(self, form: Form) -> bool:
        """'Leeds Redhawks': a place, and a plural that is no kind of body."""
        is_placed = form[:-1] in self.place_forms or " ".join(form[:-1]) in self.territories
        heads = self.words["organisation_heads"] | self.words["generic_tails"]
        return is_placed and form[-1].endswith(("s", "sox")) and form[-1] not in heads

    def learn_age(self, profile: Profile, age: str) -> None:
        """Add an age, and of a teenager that he or she is one."""
        profile.ages.add(age)
        if int(age) in TEENS:
            profile.nouns |= {"teen", "teenager"}

    def synonyms(self, word: str) -> tuple[str, ...]:
        """Other nouns by which what is called so may be taken up."""
        return self.nouns.get(word, ())

    def is_one(self, profile: Profile, head: str, modifiers: frozenset[str], entity: Entity) -> bool:
        """Whether a phrase of this head and these modifiers may be the entity."""
        modifiers = self._join_territories(modifiers)
        if "term" in modifiers:  # 'the second-term congressman'
            modifiers = modifiers - TERMS
        if modifiers & self.words["other_marks"] or (head in self.words["party_people"] and not modifiers):
            return False
        if modifiers >= AGE_WORDS and entity.kind == "person":
            ages = {word for word in modifiers if word.isdigit()}
            if head not in self.words["kin_nouns"] and profile.ages:
                return ages <= profile.ages and (head == "old" or self._is_of_age(profile, head, entity))
        if head not in profile.nouns:
            return self.is_of_name(profile, head, modifiers, entity)
        if entity.kind == "place" and head != "capital" and not profile.words & STADIUMS:
            return self.is_of_name(profile, head, modifiers, entity)
        is_former = bool(modifiers & FORMER)
        if entity.kind == "person" and head in self.words["titles"] | self.words["kin_nouns"]:
            known = profile.past if is_former else profile.current
            return head in known and not self.narrows(modifiers, profile, entity)
        return not self.narrows(modifiers, profile, entity)

    def _join_territories(self, words: Collection[str]) -> frozenset[str]:
        """'New' and 'York' of 'the New York senator' as one word: neither says that it is another."""
        whole = {
            name for name in self.two_words
            if all(word in words for word in name.split())
        }  # fmt: skip
        return frozenset(words) - {word for name in whole for word in name.split()} | whole

    def _is_of_age(self, profile: Profile, head: str, entity: Entity) -> bool:
        named = head in self.words["young_nouns"] and all(may_be_called(f[0], head) for f in entity.forms)
        return head in profile.nouns or named

    def is_of_name(self, profile: Profile, head: str, modifiers: frozenset[str], entity: Entity) -> bool:
        """'The ink shop' is 'Dale Ink & Paper': every word is its name's, and not only its town's."""
        if entity.kind == "person" or not modifiers - self.places:
            return False
        if not all(m in profile.words or profile.words & {*self.alike.get(m, ())} for m in modifiers):
            return False
        is_venue = head in self.words["venue_nouns"] and (entity.kind != "place" or head in DWELLINGS)
        return head in profile.words or is_venue

    def narrows(self, modifiers: frozenset[str], profile: Profile, entity: Entity) -> bool:
        """Whether a modifier that the entity does not have narrows the phrase to another thing."""
        known = profile.modifiers | profile.words | profile.nouns
        known = known | {self.territories.get(word, word) for word in known}
        free = {
            m
            for m in modifiers
            - FORMER
            - AGE_WORDS
            - self.words["free_modifiers"]
            - self.words["leagues"]
            - self.words["sports"]
            if m not in known
            and self.territories.get(m, m) not in known
            and not m.isdigit()
            and not known & {*self.alike.get(m, ())}
        }
        return any(entity.kind == "person" or not word.endswith(OPINION_ENDINGS) for word in free)


class ProfileIndex:
    """Finds the entities that a description may mean, without asking all of a story's."""

    def __init__(self, profiles: Mapping[int, Profile], entities: Mapping[int, Entity]):
        self.entities = entities
        self.order = {key: number for number, key in enumerate(entities)}
        self.keys: dict[str, list[int]] = {}
        for key in entities:
            profile = profiles[key]
            for word in sorted(profile.nouns | profile.words | profile.ages):
                self.keys.setdefault(word, []).append(key)

    def known_as(self, head: str, modifiers: frozenset[str]) -> list[tuple[int, Entity]]:
        """List those whose nouns, names or ages have a word of a description, in order."""
        keys = {key for word in (head, *sorted(modifiers)) for key in self.keys.get(word, ())}
        return [(key, self.entities[key]) for key in sorted(keys, key=self.order.__getitem__)]
