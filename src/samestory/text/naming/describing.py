"""Descriptions given to those they describe, across a story: titles, appositions, 'the airline'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samestory.records import Annotation
from samestory.text.naming.descriptions import OTHER_MARKS, Described, DescriptionFinder
from samestory.text.naming.entities import Entity
from samestory.text.naming.forms import WordLists, form_of
from samestory.text.naming.mentions import Mention

FORMER = frozenset({"former", "ex", "ex-president", "retired", "late"})
# Adjectives that judge rather than tell apart: 'the jihadist organisation', 'the beleaguered airline'.
OPINION_ENDINGS = ("ist", "ous", "ful", "less", "tled", "bled", "guered", "graced", "mist", "ant", "tous")
# A 'the group' further than this from the last name is nobody's if several could be meant.
NEAR_SENTENCES = 1


@dataclass(slots=True)
class Profile:
    """What a story says that an entity is: nouns, their modifiers, and the words of its names."""

    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    past: set[str] = field(default_factory=set)
    current: set[str] = field(default_factory=set)


class Describer:
    """Gives the descriptions in a story's reports to the entities that its names are."""

    def __init__(
        self,
        annotations: Mapping[str, Annotation],
        lists: WordLists,
        placed: Sequence[tuple[Mention, Entity]],
    ):
        self.annotations = annotations
        self.lists = lists
        self.placed = placed
        self.finders = {r: DescriptionFinder(a, lists) for r, a in annotations.items()}
        self.profiles: dict[int, Profile] = defaultdict(Profile)
        self.phrases: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self.entities = {id(entity): entity for _, entity in placed}

    def describe(self) -> list[tuple[Mention, Entity]]:
        """Find every description that is surely someone's, as mentions of that one."""
        found: list[tuple[Mention, Entity]] = []
        for mention, entity in self.placed:
            for described in self.finders[mention.report].beside(mention, entity.kind):
                self._learn(entity, described, mention.report)
                if described.is_alias:
                    found.append((self._mention(mention.report, described), entity))
        found += self._bracketed()
        for key, entity in self.entities.items():
            self._learn_names(key, entity)
        for report in self.annotations:
            found += self._taken_up(report)
        return found

    def _learn(self, entity: Entity, described: Described, report: str) -> None:
        profile = self.profiles[id(entity)]
        nouns = {described.head, *self._synonyms(described.head)}
        profile.nouns |= nouns
        profile.modifiers |= described.modifiers
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
        """'Islamic State (IS) group' as a whole, where both names are one's."""
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

    def _taken_up(self, report: str) -> list[tuple[Mention, Entity]]:
        finder = self.finders[report]
        here = [(m, e) for m, e in self.placed if m.report == report]
        found: list[tuple[Mention, Entity]] = []
        for described in finder.definite():
            entity = self._meant(described, here, finder)
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
        before = [(m, e) for m, e in here if m.last <= described.first]
        fits = {id(e): e for _, e in before if self._is_one(self.profiles[id(e)], described, e)}
        if len(fits) == 1:
            return next(iter(fits.values()))
        if not fits:
            return None
        tokens = self.annotations[here[0][0].report].tokens
        sentence = tokens[described.first].sentence
        near = {id(e): e for m, e in before if id(e) in fits and sentence - m.sentence <= NEAR_SENTENCES}
        return next(iter(near.values())) if len(near) == 1 else None

    def _is_one(self, profile: Profile, described: Described, entity: Entity) -> bool:
        if described.head not in profile.nouns or described.modifiers & OTHER_MARKS:
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
        free = {m for m in described.modifiers - FORMER if m not in known}
        return any(entity.kind == "person" or not word.endswith(OPINION_ENDINGS) for word in free)

    def _possessed(self, described: Described, owner: Entity, finder: DescriptionFinder) -> Entity | None:
        phrase = form_of(finder.text(described.first, described.last))
        known = self.phrases.get(phrase, set())
        if len(known) == 1:
            return self.entities.get(next(iter(known)))
        if owner.kind != "place" or described.head in self.lists.words["kin_nouns"]:
            return None
        fits = [e for key, e in self.entities.items() if e.kind == ("place" if described.head == "capital" else "person")
                and self._is_one(self.profiles[key], described, e)]  # fmt: skip
        return fits[0] if len(fits) == 1 else None

    def _mention(self, report: str, described: Described) -> Mention:
        tokens = self.annotations[report].tokens
        text = self.finders[report].text(described.first, described.last)
        first, last = tokens[described.first], tokens[described.last - 1]
        return Mention(
            report, described.first, described.last, first.start, last.end, text, "", first.sentence
        )
