"""Kinds of a story's names, put right by how the reports use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from samestory.records import Annotation
from samestory.text.naming.bodies import BodyJudge
from samestory.text.naming.entities import FormUse, Kind
from samestory.text.naming.forms import Form, WordLists, is_acronym
from samestory.text.naming.people import person_name
from samestory.text.naming.words import Mention

IN = frozenset({"in", "near", "outside", "around"})
FROM = frozenset({"from", "at", "to", "of"})
SPEECH = frozenset({"say", "tell", "add", "explain", "recall"})


class KindCorrector:
    """Sets the recogniser right where the use of a name in a story says more than its votes."""

    def __init__(
        self,
        annotations: Mapping[str, Annotation],
        mentions: Sequence[Mention],
        uses: Mapping[Form, FormUse],
        lists: WordLists,
    ):
        self.annotations = annotations
        self.mentions = mentions
        self.uses = uses
        self.lists = lists

    def correct(
        self, kinds: dict[Form, Kind], bodies: BodyJudge, known: frozenset[Form], *, opened: float
    ) -> None:
        """Let the forms of a story correct one another's kind.

        'Ann Vale' is no person beside 'Ann Vale Hospital'; two capitalised words whose last
        is used alone as a person's name are a person.
        """
        full = [f for f, kind in kinds.items() if kind == "organisation" and len(f) > 1]
        alone = {f[0] for f, kind in kinds.items() if len(f) == 1 and kind == "person"}
        aged = {m.form for m in self.mentions if self._has_age(m)}
        for form, kind in kinds.items():
            if len(form) < 2:
                continue
            loose = kind in ("person", "other") or form[0] in ("st", "saint")
            if loose and any(bodies.is_kind_added(form, body) for body in full):
                kinds[form] = "organisation"
            elif form in aged and kind != "person" and form not in known and len(form) <= 4:
                kinds[form] = "person"
            elif kind == "person" and len(form) > 1 and self._is_opened(form, opened):
                kinds[form] = "other"
            elif kind == "other" and len(form) <= 3 and form[-1] in alone and "and" not in form:
                kinds[form] = "person"
        self._correct_families(kinds, known)
        self._correct_by_use(kinds, known)

    def _correct_by_use(self, kinds: dict[Form, Kind], known: frozenset[Form]) -> None:
        """Let what is called 'the Redhawks' be a body, and who 'said' by a surname a person."""
        heads = [m for m in self.mentions if self._is_head(m)]
        used = Counter(m.form for m in heads)
        articled = Counter(m.form for m in heads if self._has_article(m))
        speaking = {m.form for m in self.mentions if self._speaks(m)}
        surnames = {f[-1] for f, kind in kinds.items() if kind == "person" and len(f) > 1}
        bodies = self.lists.words["organisation_heads"] | self.lists.words["generic_tails"]
        called = {m.form for m in heads if 2 <= len(m.form) <= 3 and self._is_called(m)}
        located = self._list_located(heads)
        tails = {f[-1:] for f in kinds if len(f) > 1 and kinds.get(f[:-1]) == "place"}
        for form, kind in kinds.items():
            use, free = self.uses[form], form not in known
            is_placed = len(form) > 1 and kinds.get(form[:-1]) == "place"
            needed = 1 if form in tails or is_placed else 2
            often = articled[form] >= needed and 2 * articled[form] >= used[form]
            is_speaker = len(form) == 1 and form[0] in surnames and form in speaking
            is_called = form in called and form[-1] not in bodies
            given = form[0] in self.lists.words["given_names"] and not is_placed
            if kind == "person" and often and not use.titled and not given:
                kinds[form] = "organisation"
            elif free and (is_speaker if kind == "place" else is_called):
                kinds[form] = "person"
            elif kind != "place" and free and form in located and form[0] not in surnames | bodies:
                kinds[form] = "place"

    def _is_head(self, mention: Mention) -> bool:
        """'the Redhawks', and not 'the Voss case', where the article is another noun's."""
        return self.annotations[mention.report].tokens[mention.last - 1].dep not in ("compound", "nmod")

    def _has_article(self, mention: Mention) -> bool:
        before = self.annotations[mention.report].tokens[mention.first - 1 : mention.first]
        return bool(before) and before[0].text.lower() == "the"

    def _is_called(self, mention: Mention) -> bool:
        """'Leeds mayor Sadia Karim': a role in small letters hangs on the name."""
        before = self.annotations[mention.report].tokens[mention.first - 1 : mention.first]
        return bool(before) and before[0].text in self.lists.words["titles"] and before[0].dep == "compound"

    def _list_located(self, heads: Sequence[Mention]) -> frozenset[Form]:
        """The single words that stand behind 'in' and 'from' nearly always, more than once."""
        single = [m for m in heads if len(m.form) == 1]
        used = Counter(m.form for m in single)
        there = Counter(m.form for m in single if self._is_behind(m, IN))
        nearby = Counter(m.form for m in single if self._is_behind(m, IN | FROM))
        companies = self.lists.words["companies"]
        return frozenset(
            f for f in used
            if nearby[f] == used[f] > 1 and there[f] and f[0] not in companies
            and not self.uses[f].titled and not is_acronym(self.uses[f].text)
        )  # fmt: skip

    def _is_behind(self, mention: Mention, words: frozenset[str]) -> bool:
        before = self.annotations[mention.report].tokens[mention.first - 1 : mention.first]
        return bool(before) and before[0].text.lower() in words

    def _speaks(self, mention: Mention) -> bool:
        """'Voss said', 'said Voss': places do so too, but not by somebody's surname."""
        tokens = self.annotations[mention.report].tokens
        beside = (
            *tokens[max(0, mention.first - 1) : mention.first],
            *tokens[mention.last : mention.last + 1],
        )
        return any(token.lemma in SPEECH and token.pos == "VERB" for token in beside)

    def _correct_families(self, kinds: dict[Form, Kind], known: frozenset[Form]) -> None:
        """Let a sure person's surname make a person of whom the recogniser takes for a firm."""
        people = [f for f, kind in kinds.items() if kind == "person" and len(f) > 1]
        surnames = {person_name(f).parts[-1] for f in people}
        bodies = self.lists.words["organisation_heads"] | self.lists.words["generic_tails"] | {"and", "of"}
        for form, kind in kinds.items():
            is_free = kind in ("organisation", "other") and form not in known and form[-1] in surnames
            if is_free and len(form) <= 3 and not bodies & set(form):
                kinds[form] = "person"

    def _has_age(self, mention: Mention) -> bool:
        """'Tyrone Price, 26,': only people are followed by an age."""
        tokens = self.annotations[mention.report].tokens[mention.last : mention.last + 3]
        if len(tokens) < 3 or tokens[0].text != "," or not tokens[1].text.isdigit():
            return False
        return len(tokens[1].text) <= 2 and tokens[2].text in (
            ",",
            ".",
            ";",
            ")",
            "of",
            "who",
            "and",
            "was",
        )

    def _is_opened(self, form: Form, opened: float) -> bool:
        """'Secretive Telegram' once, 'Telegram' thirty times: a word before a name, not a given name."""
        use, last = self.uses[form], self.uses.get(form[-1:])
        if use.titled or form[0] in self.lists.words["given_names"] or last is None or last.titled:
            return False
        return last.count >= opened * use.count
