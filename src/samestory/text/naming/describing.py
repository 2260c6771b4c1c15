"""Descriptions given to those they describe, across a story: titles, appositions, 'the airline'."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from samestory.records import Annotation
from samestory.text.naming.aging import YOUNG, AgeFinder
from samestory.text.naming.bodies import DWELLINGS
from samestory.text.naming.descriptions import DescriptionFinder
from samestory.text.naming.entities import Entity
from samestory.text.naming.forms import WordLists, form_of
from samestory.text.naming.holding import HoldingFinder, mention_of
from samestory.text.naming.introducing import age_beside, find_introduced
from samestory.text.naming.phrases import Described
from samestory.text.naming.profiles import COMPANY_NOUNS, FORMER, Profile, ProfileIndex, ProfileJudge
from samestory.text.naming.seconds import ATTACKERS
from samestory.text.naming.unnamed import UnnamedFinder, finder_word
from samestory.text.naming.words import Mention

# By these a company is taken up beside what it makes: 'the lift maker'.
COMPANY_HEADS = frozenset({"maker", "manufacturer", "retailer", "operator", "giant", "chain"})
OFFICES = frozenset({"office", "department"})
# A 'the group' further than this from the last name is nobody's if several could be meant.
NEAR_SENTENCES = 1


def is_dwelling(entity: Entity) -> bool:
    """Whether a place is a house: 'Alder Pond Apartments'."""
    return any(form[-1] in DWELLINGS for form in entity.forms)


class Describer:
    """Gives the descriptions in a story's reports to the entities that its names are."""

    def __init__(
        self,
        annotations: Mapping[str, Annotation],
        lists: WordLists,
        placed: Sequence[tuple[Mention, Entity]],
        territories: Mapping[str, str] | None = None,
    ):
        self.territories = territories or {}
        self.judge = ProfileJudge(lists, self.territories)
        self.annotations = annotations
        self.lists = lists
        self.placed = placed
        self.here: dict[str, list[tuple[Mention, Entity]]] = defaultdict(list)
        for mention, entity in placed:
            self.here[mention.report].append((mention, entity))
        self.finders = {r: DescriptionFinder(a, lists) for r, a in annotations.items()}
        self.profiles: dict[int, Profile] = defaultdict(Profile)
        self.phrases: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self.entities = {id(entity): entity for _, entity in placed}
        self.judge.places = frozenset(
            word
            for e in self.entities.values()
            if e.kind == "place" and not is_dwelling(e)
            for f in e.forms
            for word in f
        )
        self.judge.place_forms = frozenset(
            f for e in self.entities.values() if e.kind == "place" for f in e.forms
        )
        self.scene = self._scene()
        self.unnamed = UnnamedFinder(annotations, self.finders, self.profiles, lists)
        self.open: list[tuple[str, Described]] = []
        self.learned: list[tuple[int, str]] = []
        words = lists.words
        self._commonplace = (
            words["anybody"] | words["kin_nouns"] | words["organisation_nouns"] - words["venue_nouns"]
        )
        self._commonplace |= words["commonplace"]

    def _scene(self) -> Entity | None:
        """The place that a story names far more than any other smaller than a country or a state."""
        counts = Counter(
            id(e) for _, e in self.placed
            if e.kind == "place" and not any(" ".join(f) in self.territories for f in e.forms)
        )  # fmt: skip
        top = counts.most_common(2)
        is_clear = bool(top) and (len(top) == 1 or top[0][1] >= 2 * top[1][1])
        return self.entities[top[0][0]] if is_clear else None

    def describe(self) -> list[tuple[Mention, Entity]]:
        """Find every description that is surely someone's, as mentions of that one."""
        found: list[tuple[Mention, Entity]] = []
        for mention, entity in self.placed:
            for described in self.finders[mention.report].beside(mention, entity.kind):
                self._learn(entity, described, mention.report)
                if described.is_alias:
                    found.append((mention_of(self.annotations[mention.report], described), entity))
        holding = HoldingFinder(self.annotations, self.lists, self.placed, self.territories)
        found += holding.find() + self._introduced()
        for mention, entity in self.placed:
            age = age_beside(self.annotations[mention.report], mention) if entity.kind == "person" else ""
            if age:
                self.judge.learn_age(self.profiles[id(entity)], age)
        for key, entity in self.entities.items():
            self.judge.learn_names(self.profiles[key], entity)
        ages = AgeFinder(self.lists, self.profiles, self.entities)
        found += ages.find(self.annotations, self.placed)
        self.index = ProfileIndex(self.profiles, self.entities)
        for report in self.annotations:
            found += self._taken_up(report)
        found += self._taken_up_as_learned()
        self.index = ProfileIndex(self.profiles, self.entities)
        found += self._elsewhere() + self.unnamed.find_roles(self.open)
        return found + self.unnamed.find_seconds(
            self.index, {(m.report, m.first, m.last) for m, _ in found}
        )

    def _introduced(self) -> list[tuple[Mention, Entity]]:
        """'A Leeds man was held. Anton Voss, 34, …': whom a report's lead describes."""
        found: list[tuple[Mention, Entity]] = []
        for report, annotation in self.annotations.items():
            people = {m: e for m, e in self.here[report] if e.kind == "person"}
            pair = find_introduced(annotation, self.finders[report], list(people))
            if pair is not None:
                described, entity = pair[0], people[pair[1]]
                profile = self.profiles[id(entity)]
                self._learn(entity, described, report)
                for age in sorted(profile.ages):
                    self.judge.learn_age(profile, age)
                found.append((mention_of(self.annotations[report], described), entity))
        return found

    def _taken_up_as_learned(self) -> list[tuple[Mention, Entity]]:
        """'The shop', once 'the tyre shop' has been understood."""
        for key, noun in self.learned:
            self.profiles[key].nouns.add(noun)
        nouns = {noun for _, noun in self.learned}
        found: list[tuple[Mention, Entity]] = []
        left: list[tuple[str, Described]] = []
        for report, described in self.open:
            entity = self._meant(described, self.here[report]) if described.head in nouns else None
            if entity is None:
                left.append((report, described))
            else:
                found.append((mention_of(self.annotations[report], described), entity))
        self.open = left
        return found

    def _elsewhere(self) -> list[tuple[Mention, Entity]]:
        """'The gunman' of a report that names none, where the story has one whom it calls so."""
        found: list[tuple[Mention, Entity]] = []
        left: list[tuple[str, Described]] = []
        here = {report: {id(entity) for _, entity in held} for report, held in self.here.items()}
        for report, described in self.open:
            known = self._known_elsewhere(report, described, here.get(report, set()))
            if known is None:
                left.append((report, described))
            else:
                mention = mention_of(self.annotations[report], described)
                beside = self.unnamed.beside([mention]) if known.kind == "person" else []
                found += [(m, known) for m in (mention, *beside)]
        self.open = left
        return found

    def _known_elsewhere(self, report: str, described: Described, here: set[int]) -> Entity | None:
        head = described.head
        if finder_word(self.annotations[report], described) != "the":
            return None
        offices = self.lists.words["titles"] - ATTACKERS - self.lists.words["local_offices"]
        is_told = bool(described.modifiers - self.lists.words["free_modifiers"] - FORMER)
        if (head in self._commonplace or head in offices) and not is_told:
            return None
        if any(head in self.profiles[key].nouns for key in here):
            return None
        if "main" not in described.modifiers and self._has_several(report, head):
            return None
        fits = [
            e for key, e in self.index.known_as(described.head, described.modifiers)
            if key not in here and self._is_one(self.profiles[key], described, e)
        ]  # fmt: skip
        if head in self._commonplace or head in offices:
            fits = [e for e in fits if self._is_told_apart(described, e)]
        return fits[0] if len(fits) == 1 else None

    def _is_told_apart(self, described: Described, entity: Entity) -> bool:
        """'The police chief', 'the space agency': an office, or words of the name, that no other has."""
        profile = self.profiles[id(entity)]
        if entity.kind == "person":
            told = described.modifiers - self.lists.words["free_modifiers"] - FORMER
            return described.head in profile.prefixed and told <= profile.modifiers | profile.nouns
        return self.judge.is_of_name(profile, described.head, described.modifiers, entity)

    def _has_several(self, report: str, head: str) -> bool:
        """Whether a report speaks of 'gunmen', or of suspects."""
        nouns = {head, *self.judge.synonyms(head)}
        return any(t.tag == "NNS" and t.lemma in nouns for t in self.annotations[report].tokens)

    def _learn(self, entity: Entity, described: Described, report: str) -> None:
        self.judge.learn(
            self.profiles[id(entity)], described.head, described.modifiers, is_title=described.is_title
        )
        phrase = form_of(self.finders[report].text(described.first, described.last))
        self.phrases[phrase].add(id(entity))

    def _taken_up(self, report: str) -> list[tuple[Mention, Entity]]:
        finder = self.finders[report]
        ends = {mention.last for mention, _ in self.here[report]}
        found = self._placed_phrases(report)
        # Whom a report calls "Leeds's mayor" it has named: 'the mayor' may take her up.
        self.here[report] = sorted([*self.here[report], *found], key=lambda pair: pair[0].first)
        here = self.here[report]
        for described in finder.definite():
            if described.last in ends:  # 'the Leeds Police Department' is the name itself
                continue
            entity = self._meant(described, here)
            if entity is not None:
                found.append((mention_of(self.annotations[report], described), entity))
                if described.head in self.lists.words["venue_nouns"]:  # 'the tyre shop', later 'the shop'
                    self.learned.append((id(entity), described.head))
            else:
                self.open.append((report, described))
        for described in finder.headlines():
            entity = self._headed(described)
            if entity is not None:
                found.append((mention_of(self.annotations[report], described), entity))
        return found

    def _placed_phrases(self, report: str) -> list[tuple[Mention, Entity]]:
        """'Leeds's NFL team', 'a Leeds nightclub', "Kenya's president": phrases that begin with a name."""
        finder = self.finders[report]
        found: list[tuple[Mention, Entity]] = []
        for mention, owner in self.here[report]:
            team = finder.team(mention) if owner.kind == "place" else None
            entity = self._team_of(owner) if team is not None else None
            if team is not None and entity is not None:
                found.append((mention_of(self.annotations[report], team), entity))
                continue
            venue = finder.venue(mention) if owner is self.scene else None
            entity = self._venue_of(venue) if venue is not None else None
            if venue is not None and entity is not None:
                found.append((mention_of(self.annotations[report], venue), entity))
            possessed = finder.possessive(mention)
            if possessed is None:
                continue
            entity = self._possessed(possessed, owner, finder)
            if entity is not None:
                found.append((mention_of(self.annotations[report], possessed), entity))
        return found

    def _meant(self, described: Described, here: Sequence[tuple[Mention, Entity]]) -> Entity | None:
        """Who 'the airline' is: the one of the report that is one, or the one just named of several."""
        if (
            described.head == "administration"
            and len(self.index.known_as("administration", frozenset())) > 1
        ):
            return None  # of two presidents' any may be meant
        is_kin = described.head in self.lists.words["kin_nouns"]
        before = [(m, e) for m, e in here if is_kin or m.last <= described.first]
        fits = {id(e): e for _, e in before if self._is_one(self.profiles[id(e)], described, e)}
        if len(fits) == 1:
            return next(iter(fits.values()))
        if not fits and (
            described.head in COMPANY_HEADS or (described.head in COMPANY_NOUNS and described.modifiers)
        ):
            fits = self._companies(before)
        if not fits and (described.head in ATTACKERS | YOUNG or described.head == "old"):
            return self._named_later(described, here)
        if not fits:
            return None
        return self._nearest(described, before, fits)

    def _nearest(
        self, described: Described, before: Sequence[tuple[Mention, Entity]], fits: Mapping[int, Entity]
    ) -> Entity | None:
        """Which of several is meant: the one named just before, or the one who is called so by title."""
        tokens = self.annotations[before[0][0].report].tokens
        owns = described.last < len(tokens) and tokens[described.last].tag == "POS"
        if owns and any(e.kind == "person" for e in fits.values()):
            return None  # 'Voss praised the senator's vote': hardly his own
        sentence = tokens[described.first].sentence
        near = {
            id(e): e for m, e in before if id(e) in fits and 0 <= sentence - m.sentence <= NEAR_SENTENCES
        }
        if len(near) == 1:
            return next(iter(near.values()))
        titled = [e for key, e in fits.items() if described.head in self.profiles[key].prefixed]
        return titled[0] if len(titled) == 1 else None

    def _named_later(self, described: Described, here: Sequence[tuple[Mention, Entity]]) -> Entity | None:
        """'The 35-year-old suspect' of a report that names him some lines below."""
        report = here[0][0].report if here else ""
        if not here or self._has_several(report, described.head):
            return None
        fits = {id(e): e for _, e in here if self._is_one(self.profiles[id(e)], described, e)}
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _companies(self, before: Sequence[tuple[Mention, Entity]]) -> dict[int, Entity]:
        """Those who may be 'the shoe company', whatever it makes."""
        return {
            id(e): e for _, e in before
            if e.kind == "organisation" and not COMPANY_NOUNS.isdisjoint(self.profiles[id(e)].nouns)
        }  # fmt: skip

    def _headed(self, described: Described) -> Entity | None:
        """Whom a headline speaks of: the one of the story who is known for all that it says."""
        fits = [
            e for key, e in self.index.known_as(described.head, frozenset())
            if e.kind == "person" and described.head in self.profiles[key].nouns
            and described.modifiers <= self.profiles[key].modifiers | self.profiles[key].nouns
        ]  # fmt: skip
        return fits[0] if len(fits) == 1 else None

    def _is_one(self, profile: Profile, described: Described, entity: Entity) -> bool:
        return self.judge.is_one(profile, described.head, described.modifiers, entity)

    def _possessed(self, described: Described, owner: Entity, finder: DescriptionFinder) -> Entity | None:
        phrase = form_of(finder.text(described.first, described.last))
        known = self.phrases.get(phrase, set())
        if len(known) == 1:
            return self.entities.get(next(iter(known)))
        if owner.kind == "person" and described.head in OFFICES:
            return self._office_of(owner)
        if owner.kind != "place" or described.head in self.lists.words["kin_nouns"]:
            return None
        kind = "place" if described.head == "capital" else "person"
        known_as = self.index.known_as(described.head, frozenset())
        alike = [(key, e) for key, e in known_as if e.kind == kind]
        fits = [e for key, e in alike if self._is_one(self.profiles[key], described, e)]
        titled = [e for e in fits if described.head in self.profiles[id(e)].prefixed]
        return fits[0] if len(fits) == 1 else titled[0] if len(titled) == 1 else None

    def _office_of(self, owner: Entity) -> Entity | None:
        """'Voss's office' is the attorney general's where Voss is attorney general."""
        known = self.profiles[id(owner)]
        held = known.prefixed & self.lists.words["titles"]
        alike = [
            (self.profiles[key].words, e)
            for key, e in self.index.known_as("", OFFICES)
            if e.kind == "organisation"
        ]
        fits = [
            e for words, e in alike
            if words & OFFICES and words & held and words & held <= known.prefixed | known.modifiers
        ]  # fmt: skip
        return fits[0] if len(fits) == 1 else None

    def _venue_of(self, venue: Described) -> Entity | None:
        """'A Leeds nightclub', in a story of Leeds, is the one nightclub that the story names."""
        known = self.index.known_as(venue.head, frozenset())
        fits = [
            e
            for key, e in known
            if e.kind in ("organisation", "other") and self._is_one(self.profiles[key], venue, e)
        ]
        return fits[0] if len(fits) == 1 else None

    def _team_of(self, place: Entity) -> Entity | None:
        """'Leeds's football team' is the one team of the story that is named after Leeds."""
        words = frozenset(word for form in place.forms for word in form)
        fits = [
            e for profile, e in ((self.profiles[key], e) for key, e in self.index.known_as("", words))
            if e.kind == "organisation" and "franchise" in profile.nouns and words & profile.words
        ]  # fmt: skip
        return fits[0] if len(fits) == 1 else None
