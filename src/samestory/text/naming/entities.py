"""Names of a story joined into entities: which forms are one person's, one body's, one place's."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from samestory.text.naming.bodies import BodyJudge
from samestory.text.naming.forms import SMALL_WORDS, Form, WordLists, is_acronym
from samestory.text.naming.people import is_same_person, person_name
from samestory.text.naming.words import Mention

MAX_SHARING = 200
INITIALS_INSIDE = re.compile(r"^[A-Z][a-z]+ [A-Z]\.(?: ?[A-Z]\.)? [A-Z]")  # 'Anton D.A. Voss'
Kind = Literal["person", "organisation", "place", "other"]
KIND_OF_LABEL: Mapping[str, Kind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
POLICE_WORDS = frozenset(
    {"police", "department", "force", "service", "metropolitan", "city", "ministry", "of"}
)


@dataclass(slots=True)
class FormUse:
    """How the story uses one form of a name."""

    labels: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    titled: int = 0
    count: int = 0

    @property
    def text(self) -> str:
        """The way it is written most, capitals of a dateline or a headline put last."""
        return min(self.texts, key=lambda t: (t.isupper() and len(t) > 6, -self.texts[t], t))


@dataclass(slots=True)
class Entity:
    """Forms that are one's, in order of use."""

    kind: Kind
    forms: list[Form]


def count_forms(mentions: Iterable[Mention]) -> dict[Form, FormUse]:
    """Gather how each form of a name is used."""
    uses: dict[Form, FormUse] = defaultdict(FormUse)
    for mention in mentions:
        use = uses[mention.form]
        use.texts[mention.text] += 1
        use.labels[mention.label] += 1
        use.titled += bool(mention.titled)
        use.count += 1
    return dict(uses)


class FormJudge:
    """Says what kind of thing a form names."""

    def __init__(self, lists: WordLists, known: Mapping[Form, str], territories: frozenset[Form]):
        self.lists = lists
        self.known = known
        self.territories = territories

    def kind(self, form: Form, use: FormUse, people: frozenset[str] = frozenset()) -> Kind:  # noqa: PLR0911 - a rule a line
        """Say the kind by what is known, by the words of the name, and last by the recogniser's votes."""
        words = self.lists.words
        if len(form) == 1 and use.titled * 2 >= use.count:  # 'Mr Jordan'
            return "person"
        if form in self.known and (len(form) > 1 or is_acronym(use.text) or len(form[0]) > 4):
            return "place" if self.known[form] == "place" else "organisation"
        if form in self.territories:
            return "place"
        if "-".join(form) in words["companies"] and self._vote(use) != "person":
            return "organisation"
        if len(form) > 1 and not use.titled:
            heads = words["organisation_heads"]
            of_body = any(a in heads and b in ("of", "for", "de") for a, b in itertools.pairwise(form))
            of_body |= form[0] in words["for_heads"] and form[1] == "for"
            of_body |= form[-2:] == ("school", "district")
            if form[-1] in heads or form[0] in heads or of_body or "and" in form[1:-1]:
                return "organisation"
            is_street = form[-1] in words["street_heads"]
            if is_street or (form[-1] in words["place_heads"] and self._vote(use) != "person"):
                return "place"
        if INITIALS_INSIDE.search(use.text):
            return "person"
        if 2 <= len(form) <= 4 and form[0] in words["given_names"] and self._vote(use) != "place":
            return "person"
        if len(form) > 2 and any(len(w) == 1 for w in form[1:-1]) and not is_acronym(use.text):
            return "person"
        if use.titled or (len(form) == 1 and form[0] in people and not self._is_place(use)):
            return "person"
        if is_acronym(use.text) and self._vote(use) != "place":
            return "organisation"
        return self._vote(use)

    def _is_place(self, use: FormUse) -> bool:
        """Whether the recogniser takes it for a place, and not just once of many times."""
        places = sum(use.labels[label] for label in ("GPE", "LOC", "FAC"))
        return self._vote(use) == "place" and 2 * places > use.count

    def _vote(self, use: FormUse) -> Kind:
        votes: Counter[Kind] = Counter()
        for label, count in use.labels.items():
            if label in KIND_OF_LABEL:
                votes[KIND_OF_LABEL[label]] += count
        return max(sorted(votes), key=lambda kind: votes[kind]) if votes else "other"


class Joiner:
    """Joins forms into entities; what may not be one is never joined, by however long a chain."""

    def __init__(self, judge: BodyJudge, lists: WordLists, groups: Mapping[Form, int]):
        self.judge = judge
        self.words = lists.words
        self.nicknames = lists.stands_for["nicknames"]
        self.groups = groups

    def join_people(
        self,
        forms: Sequence[Form],
        uses: Mapping[Form, FormUse],
        apart: frozenset[Form] = frozenset(),
    ) -> list[Entity]:
        """Join full names of people; a name that could be two people's stays by itself.

        `apart` are names with 'Jr.' whose plain form is another's.
        """
        entities: list[Entity] = []
        # Two names of one person share a word, the given name or the surname: nothing else is compared.
        sharing: dict[str, list[Entity]] = defaultdict(list)
        for form in sorted(forms, key=lambda f: (-len(person_name(f).parts), -uses[f].count, f)):
            near = {id(e): e for word in form for e in sharing[word][:MAX_SHARING]}.values()
            fits = [e for e in near if all(self._may_share(form, f, apart) for f in e.forms)]
            home = fits[0] if len(fits) == 1 else Entity("person", [])
            if not home.forms:
                entities.append(home)
            home.forms.append(form)
            for word in form:
                sharing[word].append(home)
        return entities

    def _may_share(self, form: Form, other: Form, apart: frozenset[Form]) -> bool:
        """Whether two names can be one person's in this story."""
        one, two = person_name(form), person_name(other)
        if bool(one.suffix) != bool(two.suffix) and (form in apart or other in apart):
            return False
        is_short = len(one.parts) == 1 and one.suffix in ("jr", "sr") and one.suffix == two.suffix
        if is_short and one.parts[0] in (two.parts[0], two.parts[-1]):  # 'Voss Jr.'
            return True
        return is_same_person(form, other, self.nicknames)

    def join_bodies(
        self, kinds: Mapping[Form, Kind], uses: Mapping[Form, FormUse], defined: Iterable[tuple[Form, Form]]
    ) -> list[Entity]:
        """Join names of bodies, places and other things; `defined` are pairs that a text equates."""
        forms = sorted(kinds, key=lambda f: (-uses[f].count, f))
        clusters = {form: Entity(kinds[form], [form]) for form in forms}
        pairs = [*sorted(set(defined)), *self._alike(forms, kinds, uses)]
        shared = self._list_shared(pairs)
        for a, b in pairs:
            if a in clusters and b in clusters and a not in shared and b not in shared:
                self._unite(clusters, a, b)
        seen: dict[int, Entity] = {id(e): e for e in clusters.values()}
        return list(seen.values())

    def _unite(self, clusters: dict[Form, Entity], a: Form, b: Form) -> None:
        one, other = clusters[a], clusters[b]
        if one is other:
            return
        groups = {self._group(f) for f in (*one.forms, *other.forms)} - {None}
        police = {self._police_of(f) for f in (*one.forms, *other.forms)} - {None}
        if len(groups) > 1 or len(police) > 1 or len(self._owners({*one.forms, *other.forms})) > 1:
            return
        one.forms += other.forms
        if "organisation" in (one.kind, other.kind):
            one.kind = "organisation"
        for form in other.forms:
            clusters[form] = one

    def _list_shared(self, pairs: Iterable[tuple[Form, Form]]) -> frozenset[Form]:
        """'Foreign Ministry' in a story of Kenya's and of Norway's: nobody's by itself."""
        alike: dict[Form, set[Form]] = defaultdict(set)
        for a, b in pairs:
            alike[a].add(b)
            alike[b].add(a)
        return frozenset(
            f for f, others in alike.items() if not self._owners({f}) and len(self._owners(others)) > 1
        )

    def _owners(self, forms: Iterable[Form]) -> frozenset[frozenset[str]]:
        """The countries and states that names of bodies say they are of."""
        owners = {self.judge.key(f).owner for f in forms if self._group(f) is None and len(f) > 1}
        return frozenset(owner for owner in owners if owner)

    def _group(self, form: Form) -> int | None:
        """The known group of a form, also where its country stands before it: 'U.S. Pentagon'."""
        if form in self.groups or len(form) < 2 or form[0] not in ("us", "uk"):
            return self.groups.get(form)
        return self.groups.get(form[1:])

    def _alike(
        self, forms: Sequence[Form], kinds: Mapping[Form, Kind], uses: Mapping[Form, FormUse]
    ) -> Iterator[tuple[Form, Form]]:
        for a, b in self._candidates(forms):
            if self._is_one(a, b, kinds):
                yield a, b
        for form in forms:
            if len(form) == 1 and is_acronym(uses[form].text) and len(form[0]) >= 3:
                full = [f for f in forms if kinds[f] != "place" and self.judge.is_initials(form[0], f)
                        and f[-1] not in self.words["company_endings"]]  # fmt: skip
                if len(full) == 1:
                    yield form, full[0]
            # 'Redhawks' is often taken for a place, in a story of Leeds Redhawks; 'News' heads a page.
            is_team = kinds[form] in ("place", "other") and form[0].endswith("s")
            is_team = is_team and form[0] not in self.words["newspaper_words"]
            if len(form) == 1 and (kinds[form] == "organisation" or is_team):
                full = [
                    f for f in forms
                    if len(f) > 1 and f[-1:] == form and (self._is_owned(f) or kinds.get(f[:-1]) == "place")
                    if not is_team or kinds[f] == "organisation"
                ]  # fmt: skip
                if len(full) == 1:
                    yield form, full[0]

    def _is_owned(self, form: Form) -> bool:
        """'U.S. Army', 'Kenyan parliament': a country and one word for the body."""
        key = self.judge.key(form)
        return bool(key.owner) and len(key.core | key.kinds) == 1

    def _candidates(self, forms: Sequence[Form]) -> Iterator[tuple[Form, Form]]:
        """Pairs that share a word, a known group, or the first three letters."""
        index: dict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(forms):
            group = self._group(form)
            keys: set[str] = {w for w in self.judge.plain(form) if w not in SMALL_WORDS}
            keys |= {form[0][:3] + "…", *([f"group {group}"] if group is not None else [])}
            for key in sorted(keys):
                index[key].append(number)
        # A word that hundreds of names share tells none of them from another.
        shared = [members for members in index.values() if len(members) < MAX_SHARING]
        for i, j in sorted({pair for members in shared for pair in itertools.combinations(members, 2)}):
            yield forms[i], forms[j]

    def _is_one(self, a: Form, b: Form, kinds: Mapping[Form, Kind]) -> bool:  # noqa: PLR0911 - a rule a line
        groups = self._group(a), self._group(b)
        if None not in groups:
            return groups[0] == groups[1]
        short, long = sorted((a, b), key=len)
        if "police" in a and "police" in b:
            return self._police_of(a) == self._police_of(b)
        if (kinds[a] == kinds[b] or "other" in (kinds[a], kinds[b])) and self.judge.is_spelling(a, b):
            return True
        if self.judge.is_dwelling_added(short, long) or (len(a) != len(b) and self.judge.is_joined(a, b)):
            return True
        if "place" in (kinds[a], kinds[b]) and kinds[a] != kinds[b]:
            return False
        if self.judge.is_same_words(a, b):
            return True
        if kinds[short] == "place":
            return False
        if self.judge.is_kind_added(short, long):
            return True
        return self._is_shortened(short, long)

    def _is_shortened(self, short: Form, long: Form) -> bool:
        if len(short) >= 2 and long[: len(short)] == short and long[len(short)] in ("and", "of", "for"):
            return True
        apart = set(long) - set(short)
        is_paper = short[-1] in self.words["newspaper_words"] and short[-1] == long[-1] and len(short) >= 2
        return is_paper and set(short) <= set(long) and apart <= self.words["newspaper_words"]

    def _police_of(self, form: Form) -> Form | None:
        if "police" not in form:
            return None
        return tuple(w for w in self.judge.plain(form) if w not in POLICE_WORDS) or None
