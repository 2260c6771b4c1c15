"""Bare surnames given to those who bear them: whose 'Voss' it is, where two of the name are spoken of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from samestory.lexicon.roles import load_role_words
from samestory.text.naming.entities import Entity, FormUse, Kind
from samestory.text.naming.forms import Form
from samestory.text.naming.namesakes import NamesakeFinder
from samestory.text.naming.people import is_slip, person_name
from samestory.text.naming.words import Mention


class BearerJudge:
    """Says who is meant by a part of a name, in one story.

    A title settles it first ('President Voss' is who is called President Carl Voss elsewhere); then
    who of the name the report has introduced; then who is named far more than all others. Of two of
    one name the plain name's bearer has the surname, unless a report speaks of the other alone.
    """

    def __init__(
        self,
        people: Sequence[Entity],
        mentions: Sequence[Mention],
        uses: Mapping[Form, FormUse],
        namesakes: NamesakeFinder,
        salience: float,
    ):
        self.mentions = mentions
        self.uses = uses
        self.namesakes = namesakes
        self.salience = salience
        self.roles = load_role_words()
        self.families = _index((word, e) for e in people for f in e.forms for word in f[1:])
        self.givens = _index((f[0], e) for e in people for f in e.forms if len(person_name(f).parts) > 1)
        self.younger = self._list_younger(people)
        self.firsts: dict[tuple[str, Form], int] = {}
        self.in_office: set[tuple[str, Form]] = set()
        self.ranks: dict[Form, set[str]] = defaultdict(set)
        self.sexes: dict[Form, set[str]] = defaultdict(set)
        for mention in mentions:
            key = (mention.report, mention.form)
            self.firsts[key] = min(mention.first, self.firsts.get(key, mention.first))
            if len(mention.form) > 1:
                self.sexes[mention.form] |= {namesakes.sex(mention)} - {""}
            if mention.titled:
                self.ranks[mention.form] |= namesakes.ranks(mention)
                if namesakes.holds_sole_office(mention):
                    self.in_office.add(key)

    def place(
        self, homes: Mapping[Form, Entity], kinds: Mapping[Form, Kind]
    ) -> list[tuple[Mention, Entity]]:
        """Give every mention to its entity; a bare part of a person's name to its one bearer."""
        placed: list[tuple[Mention, Entity]] = []
        alone: dict[Form, Entity] = {}
        held: dict[tuple[str, Form], list[tuple[str, Entity]]] = defaultdict(list)
        for mention in self.mentions:
            form = mention.form
            if form in homes:
                placed.append((mention, homes[form]))
            elif len(form) == 1 and kinds[form] == "person":
                bearer = self._place_bare(mention, held[mention.report, form])
                if bearer is None and not any(self._candidates(mention)):
                    bearer = self._misspelt(mention)
                if bearer is None and not any(self._candidates(mention)):
                    bearer = alone.setdefault(form, Entity("person", [form]))
                if bearer is not None:
                    placed.append((mention, bearer))
        return placed

    def _place_bare(self, mention: Mention, held: list[tuple[str, Entity]]) -> Entity | None:
        """Whose a bare surname is; `held` are those, each with a sex, whom the report has called so."""
        family, given = self._candidates(mention)
        ranked = self._by_rank(mention, family)
        if ranked is not None:
            return ranked
        sex = self.namesakes.sex(mention)
        # Whom a report calls 'Thurman' from its first line is not her father, named in its tenth.
        for number, (known, entity) in enumerate(held):
            if not known or not sex or known == sex:
                held[number] = (known or sex, entity)
                return entity
        taken = {id(entity) for _, entity in held}
        family = [e for e in family if id(e) not in taken and sex not in self._opposites(e)]
        bearer = self._bearer(mention, family, given)
        if bearer is not None:
            held.append((sex, bearer))
        return bearer

    def _misspelt(self, mention: Mention) -> Entity | None:
        """The one bearer, named before, of whose surname a word used once differs by a slip."""
        word = mention.form[0]
        if self.uses[mention.form].count > 1:
            return None
        near = [
            e for surname, bearers in self.families.items() if is_slip(word, surname)
            for e in bearers if self._is_named_before(e, mention)
        ]  # fmt: skip
        return near[0] if len(near) == 1 else None

    def _opposites(self, entity: Entity) -> frozenset[str]:
        """The sex that an entity is not, by its titles and kin, or else by its given name."""
        known = {sex for form in entity.forms for sex in self.sexes.get(form, ())}
        if not known:
            known = {
                "m" for form in entity.forms if form[0] in self.roles.given_men - self.roles.given_women
            }
            known |= {
                "f" for form in entity.forms if form[0] in self.roles.given_women - self.roles.given_men
            }
        return frozenset({"m", "f"} - known) if len(known) == 1 else frozenset()

    def _list_younger(self, people: Sequence[Entity]) -> frozenset[int]:
        """Those with 'Jr.' in every name, beside another whose plain name theirs would be."""
        apart = self.namesakes.find([f for e in people for f in e.forms])
        return frozenset(id(e) for e in people if any(f in apart for f in e.forms))

    def _candidates(self, mention: Mention) -> tuple[list[Entity], list[Entity]]:
        word = mention.form[0]
        family, given = self.families.get(word, []), self.givens.get(word, [])
        elders = [e for e in family if id(e) not in self.younger]
        if len(elders) < len(family) and not self._is_younger_meant(mention, family, elders):
            return elders, [e for e in given if id(e) not in self.younger]
        return family, given

    def _is_younger_meant(
        self, mention: Mention, family: Sequence[Entity], elders: Sequence[Entity]
    ) -> bool:
        """Whether a report has introduced the younger one and speaks nowhere of an elder."""
        if (mention.report, mention.form) in self.in_office:
            return False
        if any((mention.report, f) in self.firsts for e in elders for f in e.forms):
            return False
        younger = [e for e in family if id(e) in self.younger]
        return any(self._is_named_before(e, mention) for e in younger)

    def _by_rank(self, mention: Mention, family: Sequence[Entity]) -> Entity | None:
        """Of several of a surname, the one who alone is called by the title before it."""
        if not mention.titled or len(family) < 2:
            return None
        ranks = self.namesakes.ranks(mention)
        fits = [e for e in family if any(ranks & self.ranks[f] for f in e.forms)]
        return fits[0] if len(fits) == 1 else None

    def _bearer(self, mention: Mention, family: Sequence[Entity], given: Sequence[Entity]) -> Entity | None:
        for candidates in (family, given if not mention.titled else []):
            here = [e for e in candidates if self._is_named_before(e, mention)]
            chosen = self._clear(here) or (self._clear(candidates) if not here else None)
            if chosen is not None:
                return chosen
            if candidates:
                return None
        return None

    def _clear(self, candidates: Sequence[Entity]) -> Entity | None:
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        counts = {id(e): sum(self.uses[f].count for f in e.forms) for e in candidates}
        best = max(candidates, key=lambda e: (counts[id(e)], e.forms[0]))
        others = sum(counts.values()) - counts[id(best)]
        return best if counts[id(best)] >= self.salience * others else None

    def _is_named_before(self, entity: Entity, mention: Mention) -> bool:
        """Whether the report has given the full name when it comes to the bare one."""
        first = min(
            (self.firsts.get((mention.report, f), mention.first) for f in entity.forms),
            default=mention.first,
        )
        return first < mention.first


def _index(pairs: Iterable[tuple[str, Entity]]) -> dict[str, list[Entity]]:
    """List the people who have a word in their names, each once."""
    found: dict[str, list[Entity]] = {}
    for word, entity in pairs:
        held = found.setdefault(word, [])
        if not any(entity is other for other in held):
            held.append(entity)
    return found
