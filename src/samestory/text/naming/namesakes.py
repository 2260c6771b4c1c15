"""Namesakes: two who bear one name, 'Carl Voss' and 'Carl Voss Jr.', where a story speaks of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from samestory.records import Annotation
from samestory.text.naming.forms import Form, WordLists, fold
from samestory.text.naming.people import is_same_person, person_name
from samestory.text.naming.words import Mention

# A report that has both 'Carl Voss III' and 'Carl Voss' may have one man: his father is called Jr.
LATER_SUFFIXES = frozenset({"iii", "iv"})
# How many words may stand between a name and the 'son' or 'father' behind its comma.
KIN_REACH = 4


class NamesakeFinder:
    """Finds the suffixed names of a story that are not the plain name's bearer.

    A plain name and the same with 'Jr.' are one person's, as newspapers differ in style, unless
    something speaks for two: one report uses both, a father or a son is told of beside the name, or
    an office that one alone holds goes with the plain name and never with the other.
    """

    def __init__(
        self, annotations: Mapping[str, Annotation], mentions: Sequence[Mention], lists: WordLists
    ):
        self.tokens = {report: annotation.tokens for report, annotation in annotations.items()}
        self.words = lists.words
        self.nicknames = lists.stands_for["nicknames"]
        self.by_form: dict[Form, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.by_form[mention.form].append(mention)

    def find(self, people: Sequence[Form]) -> frozenset[Form]:
        """List the suffixed names that a bearer of the plain name does not share."""
        suffixed = [f for f in people if person_name(f).suffix and len(person_name(f).parts) > 1]
        plain = [f for f in people if not person_name(f).suffix]
        return frozenset(form for form in suffixed if self._is_apart(form, suffixed, plain))

    def holds_sole_office(self, mention: Mention) -> bool:
        """Whether an office that one person holds at a time stands before a name: 'President Voss'."""
        return not self._titles(mention).isdisjoint(self.words["sole_offices"])

    def ranks(self, mention: Mention) -> frozenset[str]:
        """The titles before a name that are more than courtesy."""
        return self._titles(mention) & self.words["titles"] - self.words["honorifics"]

    def sex(self, mention: Mention) -> str:
        """'m' or 'f' where a title or a word of kin before a name says so, else ''."""
        at = mention.first - mention.titled
        tokens = self.tokens[mention.report]
        before = at - 2 if at > 1 and tokens[at - 1].text == "," else at - 1
        said = self._titles(mention) | ({tokens[before].lemma} if before >= 0 else set())
        is_man = bool(said & (self.words["male_titles"] | self.words["male_kin"]))
        is_woman = bool(said & (self.words["female_titles"] | self.words["female_kin"]))
        return "" if is_man == is_woman else "m" if is_man else "f"

    def _titles(self, mention: Mention) -> frozenset[str]:
        before = self.tokens[mention.report][mention.first - mention.titled : mention.first]
        return frozenset(fold(token.text).rstrip(".") for token in before)

    def _is_apart(self, form: Form, suffixed: Sequence[Form], plain: Sequence[Form]) -> bool:
        same = [f for f in suffixed if is_same_person(form, f, self.nicknames)]
        alike = [f for f in plain if any(is_same_person(one, f, self.nicknames) for one in same)]
        own = [m for f in same for m in self.by_form[f]]
        others = [m for f in alike for m in self.by_form[f]]
        reports = {m.report for m in own}
        if person_name(form).suffix not in LATER_SUFFIXES and self._is_both_used(same, alike):
            return True
        near = [m for m in others if m.report in reports]
        if any(self._has_kin(m, form) for m in (*own, *near)):
            return True
        bare = self.by_form[(person_name(form).parts[-1],)]
        held = any(self.holds_sole_office(m) for m in (*others, *bare))
        return held and not any(self.holds_sole_office(m) for m in own)

    def _is_both_used(self, suffixed: Sequence[Form], plain: Sequence[Form]) -> bool:
        """Whether one report has a name with the suffix and, word for word, without it.

        'Carl R. Voss Jr.' beside 'Carl Voss' is one man's name in full and in short.
        """
        for form in suffixed:
            bare = set(person_name(form).parts)
            reports = {m.report for m in self.by_form[form]}
            if any(bare <= set(f) and m.report in reports for f in plain for m in self.by_form[f]):
                return True
        return False

    def _has_kin(self, mention: Mention, form: Form) -> bool:
        """'his son, Carl Voss Jr.', 'Carl Voss Jr., the senator's eldest son'."""
        return any(self._may_own(mention.report, kin, form) for kin in self._kin_beside(mention))

    def _kin_beside(self, mention: Mention) -> Iterator[int]:
        tokens = self.tokens[mention.report]
        before = mention.first - mention.titled - 1
        if before > 0 and tokens[before].text == ",":
            before -= 1
        behind: range | tuple[()] = ()
        if mention.last < len(tokens) and tokens[mention.last].text == ",":
            behind = range(mention.last + 1, min(len(tokens), mention.last + 2 + KIN_REACH))
        for at in (before, *behind):
            if at > mention.last and tokens[at].text in (",", "."):
                return
            if at >= 0 and tokens[at].lemma in self.words["namesake_kin"]:
                yield at

    def _may_own(self, report: str, kin: int, form: Form) -> bool:
        """Whether a 'son' may be the namesake's: "Ann Lee's son" is no Voss's."""
        tokens = self.tokens[report]
        at = kin - 1
        while at > 0 and tokens[at].tag in ("JJ", "JJS", "NN"):
            at -= 1
        if at < 1 or tokens[at].tag != "POS":
            return True
        owner = tokens[at - 1]
        return owner.text[0].islower() or fold(owner.text) in form
