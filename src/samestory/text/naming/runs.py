"""Runs of capitalised words: where a name may begin, and what carries it on."""

from __future__ import annotations

from collections.abc import Iterator

from samestory.records import Sentence
from samestory.text.naming.forms import Form, fold, form_of, is_acronym
from samestory.text.naming.words import ARABIC_ARTICLES, ReportWords

OPENING_MARKS = frozenset(
    {'"', "'", ":", "``", "—", "–", "-", "(", "[", "*", "#", "/", ";", "...", "_", "|"}
)
MAX_NAME_TOKENS = 12
# Months that are given names too.
BEFORE_MONTHS = frozenset(
    {
        "in",
        "of",
        "since",
        "until",
        "till",
        "by",
        "from",
        "to",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
    }
)
NAMED_MONTHS = frozenset({"april", "may", "june", "august"})


class RunFinder:
    """Finds the runs of capitalised words that hold the names of a report."""

    def __init__(self, words: ReportWords):
        self.words = words
        self.tokens = words.tokens
        self.lists = words.lists
        self.labels = words.labels
        self.long_known: dict[str, list[Form]] = {}
        for form in sorted(words.known, key=lambda f: (-len(f), f)):
            if len(form) > 2:
                self.long_known.setdefault(form[0], []).append(form)

    def runs(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield the runs of a sentence as tokens `[first, last)`."""
        at = sentence.first
        while at < sentence.last:
            known = self._known_from(at, sentence.last)
            if known:
                yield at, known
                at = known
                continue
            if not self._begins(at, sentence):
                at += 1
                continue
            last = at + 1
            while last < sentence.last and last - at < MAX_NAME_TOKENS:
                step = self._continues(at, last, sentence.last)
                if not step:
                    break
                last += step
            yield at, last
            at = last

    def _known_from(self, first: int, end: int) -> int:
        """Where a known long name that begins here ends: marks and small words inside it are its own."""
        for form in (
            self.long_known.get(fold(self.tokens[first].text), ()) if self.words.is_capital(first) else ()
        ):
            for last in range(first + len(form), min(end, first + len(form) + 4) + 1):
                if (
                    self.tokens[last - 1].text[0].isalnum()
                    and form_of(self.words.text(first, last)) == form
                ):
                    return last
        return 0

    def _article_follows(self, index: int, end: int) -> bool:
        """Whether 'al', '-', 'Assad' stands here, as three tokens."""
        if index + 2 >= end or self.tokens[index].text.lower() not in ARABIC_ARTICLES:
            return False
        first, mark, rest = self.tokens[index : index + 3]
        return (
            mark.text == "-"
            and first.end == mark.start
            and mark.end == rest.start
            and rest.text[0].isupper()
        )

    def _begins(self, index: int, sentence: Sentence) -> bool:  # noqa: PLR0911 - a rule a line
        if self._article_follows(index, sentence.last):
            return True
        if not self.words.is_capital(index):
            return False
        token = self.tokens[index]
        lower = fold(token.text).rstrip(".")
        if (lower,) in self.words.known and is_acronym(token.text):
            return True
        if self._is_named_month(index, sentence.last):
            return True
        if lower in self.lists.words["never_names"] or len(token.text) == 1:
            return self.labels.get(index) == "PERSON" and lower not in (
                "read",
                "subscribe",
                "the",
                "a",
                "i",
            )
        if not self._opens(index, sentence) or self._heads_for(index, sentence.last):
            return True
        if lower.startswith("i'"):
            return False
        if (lower,) in self.words.known:
            return True
        if lower in self.lists.words["titles"] and self.words.is_capital(min(index + 1, sentence.last - 1)):
            return True
        # 'Disgraced Samsung heir': a word that is no noun opens the sentence, not the name.
        if token.tag not in ("NNP", "NNPS", "FW", "CD") and lower not in self.lists.words["given_names"]:
            return self.labels.get(index) is not None and not self.words.is_capital(
                min(index + 1, sentence.last - 1)
            )
        if self.labels.get(index):
            return True
        if index + 1 < sentence.last and self.words.is_capital(index + 1):
            return lower not in self.words.lower or self.labels.get(index + 1) != "PERSON"
        return token.pos == "PROPN" and lower not in self.words.lower

    def _is_named_month(self, index: int, end: int) -> bool:
        """'June Alder School', 'April Holm': a month that the next capital goes on from, and no date."""
        if self.words.word(index) not in NAMED_MONTHS or index + 1 >= end:
            return False
        token, after = self.tokens[index], self.tokens[index + 1]
        goes_on = after.tag == "NNP" and after.pos == "PROPN" and self.words.is_capital(index + 1)
        dated = self.words.word(index + 1) in self.lists.words["calendar_words"]
        before = self.words.word(index - 1) if index else ""
        joined = token.dep == "compound" and index < token.head
        sure = before not in BEFORE_MONTHS or self.words.is_one_entity(index, index + 1)
        return goes_on and not dated and joined and sure

    def _opens(self, index: int, sentence: Sentence) -> bool:
        if index == sentence.first:
            return True
        # '… happened," Marsh said': the quotation closes here, and a capital is a name again.
        closes = self.tokens[index - 1].text in ('"', "'", "''") and self.tokens[index - 2].text in (
            ",",
            ".",
            "?",
            "!",
        )
        return self.tokens[index - 1].text in OPENING_MARKS and not closes

    def _continues(self, first: int, index: int, end: int) -> int:  # noqa: PLR0911 - a rule a line
        """How many tokens from `index` on belong to the run that began at `first`."""
        token, before = self.tokens[index], self.tokens[index - 1]
        lower = fold(token.text).rstrip(".")
        if self._article_follows(index, end):
            return 3
        if token.text == "-" and token.start == before.end and index + 1 < end:
            follows = self.tokens[index + 1]
            inner = follows.text.islower() and len(follows.text) <= 3 and index + 3 < end
            if inner and self.tokens[index + 2].text == "-" and self.words.is_capital(index + 3):
                return 4 if self.tokens[index + 3].start == follows.end + 1 else 0
            joined = follows.text[0].isupper() or (
                # 'Park Geun-hye': the second half of a given name.
                self.labels.get(index + 1) == "PERSON" and self.words.is_one_entity(index - 1, index + 1)
            )
            return 2 if follows.start == token.end and joined else 0
        if token.text == "." and token.start == before.end and index + 1 < end:
            return 2 * int(
                fold(before.text) in self.lists.words["abbreviations"] and self.words.is_capital(index + 1)
            )
        if token.text == "," and index + 1 < end:
            suffix = fold(self.tokens[index + 1].text).rstrip(".")
            return 2 if suffix in self.lists.words["suffixes"] else 0
        if token.text == '"' and index + 3 < end and self._is_nickname(index):
            return 4
        if token.text == "&" and index + 1 < end and self.words.is_capital(index + 1):
            return 2
        if token.text in ("'s", "’s"):
            return self._over_possessive(first, index, end)
        if self.words.is_capital(index):
            inside = self.words.is_one_entity(index - 1, index)
            is_never = lower in self.lists.words["never_names"] and (lower,) not in self.words.known
            return int(
                inside or not is_never or lower in ("april", "may", "march", "june", "august", "people")
            )
        return self._over_link(first, index, end)

    def _is_nickname(self, index: int) -> bool:
        """'Antonio "Ace" Clark': one word in marks between two capitals, marks and all."""
        inner, closing = self.tokens[index + 1], self.tokens[index + 2]
        return inner.text[0].isupper() and closing.text == '"' and self.words.is_capital(index + 3)

    def _over_possessive(self, first: int, index: int, end: int) -> int:
        """'Ann's Kitchen', 'People's Party': one name where the recogniser sees one, or it is known."""
        if (
            index + 1 >= end
            or not self.words.is_capital(index + 1)
            or self.tokens[index + 1].text.isupper()
        ):
            return int(self.words.is_saint(first))
        label = self.labels.get(index)
        if self.words.is_saint(first) or (index == first + 1 and self._ends_in_venue(index + 1, end)):
            return 2
        if self.words.word(index + 1) in ("office", "department") and self._is_titled(first, index):
            return 2
        return (
            2
            if label in ("ORG", "FAC", "WORK_OF_ART") and self.words.is_one_entity(first, index + 1)
            else 0
        )

    def _is_titled(self, first: int, index: int) -> bool:
        """'Ohio Attorney General' before the mark of an owner: an office, with a place before it."""
        titles = self.lists.words["titles"] | self.lists.words["title_modifiers"] | {"ag", "da"}
        return self.words.word(index - 1) in titles and self.words.word(first) not in titles

    def _over_link(self, first: int, index: int, end: int) -> int:  # noqa: PLR0911 - a rule a line
        token = self.tokens[index]
        if token.text not in self.lists.words["name_links"]:
            return 0
        step = 2 if index + 2 < end and self.tokens[index + 1].text == "the" else 1
        if index + step >= end or not self.words.is_capital(index + step):
            return 0
        after = fold(self.tokens[index + step].text)
        if token.text == "on" and after in self.lists.words["sites"]:
            return 0
        if after in self.lists.words["never_names"] - {"police"} or self.labels.get(index + step) == "DATE":
            return 0
        if token.text == "and" and index - first >= 2 and self._ends_in_venue(index + 1, end):
            return 2
        if self.words.is_one_entity(index - 1, index + step) or self._is_known(first, index + step):
            return step + 1
        before = fold(self.tokens[index - 1].text)
        if token.text == "of" and after == "america" and before not in self.lists.words["titles"]:
            return step + 1  # 'Young Writers of America'
        if token.text in self.lists.words["person_links"] and token.text != "e":
            return step + 1
        heads = self.lists.words["organisation_heads"] | {
            "city",
            "county",
            "state",
            "republic",
            "gulf",
            "bay",
        }
        if token.text == "for":
            return step + 1 if index - 1 == first and self._heads_for(first, end) else 0
        return step + 1 if token.text == "of" and before in heads else 0

    def _heads_for(self, index: int, end: int) -> bool:
        """'Transport for Leeds': a body whose name begins so, and a capital after the 'for'."""
        if index + 2 >= end or fold(self.tokens[index].text) not in self.lists.words["for_heads"]:
            return False
        return self.tokens[index + 1].text == "for" and self.words.is_capital(index + 2)

    def _ends_in_venue(self, index: int, end: int) -> bool:
        """'Bed and Breakfast', 'Paint and Hardware Store': one name although the recogniser cuts it."""
        last = index
        while last + 1 < end and self.words.is_capital(last + 1):
            last += 1
        return fold(self.tokens[last].text) in self.lists.words["venue_endings"]

    def _is_known(self, first: int, index: int) -> bool:
        form = form_of(self.words.text(first, index + 1))
        return any(known[: len(form)] == form for known in self.words.known)
