"""Names: people, bodies and places of a story, each under all its names, across the reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.lexicon.naming import load_countries, load_known_names, load_name_words, load_states
from samestory.records import Account, Alias, Citation, Name, Token, content_id
from samestory.text.naming.bearers import BearerJudge
from samestory.text.naming.bodies import BodyJudge
from samestory.text.naming.correcting import KindCorrector
from samestory.text.naming.describing import Describer
from samestory.text.naming.entities import Entity, FormJudge, FormUse, Joiner, count_forms
from samestory.text.naming.families import is_family, list_families, surname_of_plural
from samestory.text.naming.forms import Form, fold, form_of, initials, is_acronym
from samestory.text.naming.mentions import MentionFinder
from samestory.text.naming.namesakes import NamesakeFinder
from samestory.text.naming.people import person_name
from samestory.text.naming.tails import TailCutter
from samestory.text.naming.words import NAME_LABELS, Mention


@dataclass(frozen=True, slots=True)
class NameSettings:
    """How sure a name has to be before it is joined to another."""

    # A bare surname goes to the bearer who is named in full this many times as often as all others
    # of the surname together; lower, and a family's members are taken for one another.
    salience: float = 2.0
    # A pair of capitalised words is no person's full name if its second stands alone this many times
    # as often, its first is no known given name, and no title ever stands before either.
    opened: float = 8.0


DEFAULT = NameSettings()


def resolve_names(accounts: Sequence[Account], *, settings: NameSettings = DEFAULT) -> tuple[Name, ...]:
    """Find who and what is named in the reports of a story, and which names are one's.

    A surname by itself goes to its one bearer, or to the one whom the story names far more than
    the others; between two it goes to nobody. Bodies of one name in two places are two.
    """
    ordered = sorted(accounts, key=lambda account: account.id)
    return _Resolver(ordered, settings).names()


class _Resolver:
    """Holds what the steps of resolving share."""

    def __init__(self, accounts: Sequence[Account], settings: NameSettings):
        self.settings = settings
        self.lists = load_name_words()
        self.annotations = {a.id: a.annotation for a in accounts}
        countries, states = load_countries(), load_states()
        people = {fold(word): fold(c.name) for c in countries for word in c.also}
        own = {fold(t.name): fold(t.name) for t in (*countries, *states)}
        short = {
            " ".join(form_of(n)): fold(group[0])
            for kind, group in load_known_names()
            if kind == "place"
            for n in group
        }
        self.territories = {**people, **own, **short}
        self.groups = {form_of(n): i for i, (_, group) in enumerate(load_known_names()) for n in group}
        kinds = {form_of(n): kind for kind, group in load_known_names() for n in group}
        self.judge = BodyJudge(self.lists, self.territories)
        self.form_judge = FormJudge(
            self.lists, kinds, frozenset(form_of(t.name) for t in (*countries, *states))
        )
        self.demonyms = frozenset(people)
        self.known = frozenset(self.groups)
        self.mentions = self._find()
        self.uses = count_forms(self.mentions)

    def _find(self) -> list[Mention]:
        finders = [
            MentionFinder(a, self.lists, self.demonyms, self.known) for a in self.annotations.values()
        ]
        found = [finder.find() for finder in finders]
        lower = frozenset().union(*(f.lower_words for f in finders)) if finders else frozenset()
        uses = count_forms(m for ms in found for m in ms)
        tails = TailCutter(uses, lower, self.lists)
        found = [tails.cut(ms, self._tokens_of(ms)) for ms in found]
        uses = count_forms(m for ms in found for m in ms)
        surnames = self._surnames(uses)
        companies = {f[0] for f in uses if len(f) == 2 and f[1] in self.lists.words["company_words"]}
        alone = surnames | self._given_names(uses) | companies
        families = {f for pair in list_families(uses, surnames) for f in pair}
        keep = frozenset(
            f
            for f, use in uses.items()
            if self._is_name(f, use, lower) or (len(f) == 1 and f[0] in alone) or f in families
        )
        found = [self._rejoin(mentions, uses) for mentions in found]
        keep |= {m.form for mentions in found for m in mentions if m.form not in uses}
        again = [f.find_again(keep | {k for k in self.known if len(k) > 1}) for f in finders]
        openers = [f.find_openers(surnames | {form[0] for form in keep if len(form) == 1}) for f in finders]
        mentions: list[Mention] = []
        for one, two, three in zip(found, again, openers, strict=True):
            kept = [mention for mention in one if mention.form in keep]
            mentions += sorted([*kept, *two, *three], key=lambda mention: (mention.first, mention.last))
        return mentions

    def _surnames(self, uses: Mapping[Form, FormUse]) -> frozenset[str]:
        full = [f for f, use in uses.items() if len(f) > 1 and use.labels["PERSON"] * 2 >= use.count]
        return frozenset(
            f[0] if is_family(f) else person_name(f).parts[-1] for f in [*full, *filter(is_family, uses)]
        )

    def _given_names(self, uses: Mapping[Form, FormUse]) -> frozenset[str]:
        """Given names of those whom a story names in full: by one of them a report may go on."""
        full = [f for f, use in uses.items() if len(f) > 1 and use.labels["PERSON"] * 2 >= use.count]
        return frozenset(f[0] for f in full if f[0] in self.lists.words["given_names"])

    def _tokens_of(self, mentions: Sequence[Mention]) -> tuple[Token, ...]:
        """The tokens of the one report that mentions are of."""
        return self.annotations[mentions[0].report].tokens if mentions else ()

    def _rejoin(self, mentions: Sequence[Mention], uses: Mapping[Form, FormUse]) -> list[Mention]:
        """Join 'Hall' and 'Bakery' of 'Hall's Bakery' where the story elsewhere has 'Hall's Bakery Ltd'."""
        joined: list[Mention] = []
        for mention in mentions:
            last = joined[-1] if joined else None
            if last is not None and mention.first == last.last + 1:
                tokens = self.annotations[mention.report].tokens
                form = last.form + mention.form
                owned = tokens[last.last].text in ("'s", "’s")
                if owned and any(f[: len(form)] == form for f in uses):
                    text = f"{last.text}{tokens[last.last].text} {mention.text}"
                    joined[-1] = replace(last, last=mention.last, end=mention.end, text=text, label="ORG")
                    continue
            joined.append(mention)
        return joined

    def _is_name(self, form: Form, use: FormUse, lower: frozenset[str]) -> bool:  # noqa: PLR0911 - a rule a line
        """Keep what is surely a name: a capital alone, at the head of a sentence, is not enough."""
        labels = [label for label in use.labels if label in NAME_LABELS]
        if len(form) == 1 and form[0] in self.lists.words["suffixes"]:
            return False
        if form in self.known or form in self.form_judge.territories or use.titled:
            return True
        if labels == ["NORP"]:
            return len(form) > 1 and form[-1] in self.lists.words["organisation_heads"]
        if labels:
            return len(form) > 1 or use.text.isupper() or form[0] not in lower
        if all(text.isupper() for text in use.texts) and len(form) > 1:
            return False
        if len(form) == 1:
            return form[0] not in lower and (use.count > 1 or not form[0].isalpha() or is_acronym(use.text))
        return not all(word in lower for word in form)

    def names(self) -> tuple[Name, ...]:
        people_words = self._people_words()
        kinds = {f: self.form_judge.kind(f, use, people_words) for f, use in self.uses.items()}
        surnames = self._surnames(self.uses)
        kinds |= {f: "organisation" for f in kinds if surname_of_plural(f, surnames)}
        corrector = KindCorrector(self.annotations, self.mentions, self.uses, self.lists)
        corrector.correct(kinds, self.judge, self.known, opened=self.settings.opened)
        full = [f for f, kind in kinds.items() if kind == "person" and len(f) > 1]
        joiner = Joiner(self.judge, self.lists, self.groups)
        namesakes = NamesakeFinder(self.annotations, self.mentions, self.lists)
        people = joiner.join_people(full, self.uses, namesakes.find(full))
        homes: dict[Form, Entity] = {f: e for e in people for f in e.forms}
        rest = {f: kind for f, kind in kinds.items() if kind != "person"}
        for entity in joiner.join_bodies(rest, self.uses, self._defined()):
            homes |= dict.fromkeys(entity.forms, entity)
        bearers = BearerJudge(people, self.mentions, self.uses, namesakes, self.settings.salience)
        placed = bearers.place(homes, kinds)
        described = Describer(self.annotations, self.lists, placed, self.territories).describe()
        return self._records(placed, described)

    def _people_words(self) -> frozenset[str]:
        """Words of full names of people, by which a bare surname is known for one."""
        words: set[str] = set()
        for form, use in self.uses.items():
            if len(form) > 1 and self.form_judge.kind(form, use) == "person":
                words |= set(form)
        return frozenset(words)

    def _defined(self) -> list[tuple[Form, Form]]:
        """The pairs of names that a text, or the press's short forms of the states, makes one."""
        pairs = [(form_of(s.name), form_of(s.also[0])) for s in load_states() if len(s.also[0]) > 2]
        pairs += list_families(self.uses, self._surnames(self.uses))
        for a, b in zip(self.mentions, self.mentions[1:], strict=False):
            if a.report == b.report and a.sentence == b.sentence and b.first == a.last + 1:
                tokens = self.annotations[a.report].tokens
                mark = tokens[a.last].text
                closed = b.last < len(tokens) and tokens[b.last].text in (")", "]")
                if mark in ("(", "[") and closed and self._is_defined(a, b, mark):
                    pairs.append((a.form, b.form))
        return pairs

    def _is_defined(self, a: Mention, b: Mention, mark: str) -> bool:
        """Whether the bracket behind a name holds its short form, and not an agency or a party."""
        short, full = (b, a) if is_acronym(b.text) else (a, b)
        if not is_acronym(short.text):
            return mark == "["
        letters = short.form[0]
        if any(letters == i for i in initials(full.form)):
            return True
        is_place = full.label in ("GPE", "LOC", "FAC") or full.form in self.form_judge.territories
        return not is_place and full.label != "PERSON" and not full.text.isupper() and len(full.form) > 1

    def _records(
        self, placed: Sequence[tuple[Mention, Entity]], described: Sequence[tuple[Mention, Entity]]
    ) -> tuple[Name, ...]:
        by_entity: dict[int, tuple[Entity, list[Mention]]] = {}
        for mention, entity in (*placed, *described):
            by_entity.setdefault(id(entity), (entity, []))[1].append(mention)
        names = [self._record(entity, mentions) for entity, mentions in by_entity.values()]
        return tuple(sorted(names, key=lambda n: (-len(n.mentions), n.name, n.id)))

    def _record(self, entity: Entity, mentions: Sequence[Mention]) -> Name:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in mentions:
            counts[mention.text][mention.report] += 1
        aliases = tuple(
            Alias(text, dict(sorted(counts[text].items())))
            for text in sorted(counts, key=lambda t: (-sum(counts[t].values()), t))
        )
        named = [f for f in entity.forms if f in self.uses]
        if not named:  # known by a role alone
            name = max(aliases, key=lambda a: (sum(a.reports.values()), -len(a.text), a.text)).text
            cites = tuple(sorted({Citation(m.report, m.start, m.end) for m in mentions}))
            return Name(
                content_id("n", entity.kind, *sorted(counts)), name, entity.kind, aliases, None, cites
            )
        name = self._title(entity)
        cites = tuple(sorted({Citation(m.report, m.start, m.end) for m in mentions}))
        return Name(content_id("n", entity.kind, *sorted(counts)), name, entity.kind, aliases, None, cites)

    def _title(self, entity: Entity) -> str:
        """The name to show: a person's commonest full one, of other things the fullest that is common."""
        if entity.kind == "person":
            full = [f for f in entity.forms if len(person_name(f).parts) > 1] or entity.forms
            return self.uses[max(full, key=lambda f: (self.uses[f].count, len(f), f))].text
        top = max(self.uses[f].count for f in entity.forms)
        # A form used once beside fifty of another is a caption or a slip, not the full name.
        common = [f for f in entity.forms if self.uses[f].count * 12 >= top]
        return self.uses[max(common, key=lambda f: (min(len(f), 5), self.uses[f].count, f))].text
