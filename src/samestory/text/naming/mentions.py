"""Names where they stand: runs of capitalised words, cut where a title, a role or a mark ends one.

The parser's recogniser knows many names but loses others to their first word in the sentence, splits
them and takes headlines for people. Here it votes; the capitals decide where a name begins and ends.
"""

from __future__ import annotations

from samestory.records import Annotation, Sentence
from samestory.text.naming.cutting import Cutter
from samestory.text.naming.forms import Form, WordLists, form_of
from samestory.text.naming.runs import RunFinder
from samestory.text.naming.words import Mention, ReportWords

# Above this share of capitalised words a line is a headline in title case: capitals mean nothing.
TITLE_CASE_SHARE = 0.6


class MentionFinder:
    """Finds the names of one report."""

    def __init__(
        self, annotation: Annotation, lists: WordLists, demonyms: frozenset[str], known: frozenset[Form]
    ):
        self.words = ReportWords(annotation, lists, demonyms, known)
        self.tokens = annotation.tokens
        self.cutter = Cutter(self.words)
        self.runs = RunFinder(self.words)
        self.lower_words = self.words.lower

    def find(self) -> list[Mention]:
        """Find every name outside headlines in title case."""
        found: list[Mention] = []
        for number, sentence in enumerate(self.words.annotation.sentences):
            if not self.is_title_case(sentence):
                for first, last in self.runs.runs(sentence):
                    found += self.cutter.cut(first, last, number)
        return found

    def find_openers(self, names: frozenset[str]) -> list[Mention]:
        """Find names of one word that open a sentence, which the tagger takes for plain words."""
        lists = self.words.lists.words
        names = names - lists["organisation_heads"] - lists["place_heads"] - lists["never_names"]
        return [
            self.cutter.mention(sentence.first, sentence.first + 1, number)
            for number, sentence in enumerate(self.words.annotation.sentences)
            if not self.is_title_case(sentence)
            and self.words.word(sentence.first) in names
            and self.words.is_capital(sentence.first)
            and self.tokens[sentence.first].text.lower() not in self.words.lower
            and next(self.runs.runs(sentence), (-1, -1))[0] != sentence.first
        ]

    def find_again(self, forms: frozenset[Form]) -> list[Mention]:
        """Find names that are known from elsewhere in the headlines that `find` leaves out."""
        longest = max(map(len, forms), default=0)
        found: list[Mention] = []
        for number, sentence in enumerate(self.words.annotation.sentences):
            if self.is_title_case(sentence):
                found += self._match(sentence, number, forms, longest)
        return found

    def is_title_case(self, sentence: Sentence) -> bool:
        """Tell whether capitals in this line say nothing of names."""
        words = [
            t
            for t in self.tokens[sentence.first : sentence.last]
            if t.text[0].isalpha() and len(t.text) > 3
        ]
        capitals = sum(t.text[0].isupper() for t in words)
        if len(words) >= 3 and all(t.text.isupper() for t in words):
            return True
        if sentence.kind in ("title", "heading"):
            return (
                len(words) >= 3
                and capitals > TITLE_CASE_SHARE * len(words)
                and self._starts_small_words_high(sentence)
            )
        return len(words) >= 8 and capitals == len(words)

    def _starts_small_words_high(self, sentence: Sentence) -> bool:
        """Whether verbs, or most long words, are capitalised too: 'Plane Crash Kills Two'."""
        inner = self.tokens[sentence.first + 1 : sentence.last]
        verbs = [
            t
            for t in inner
            if t.pos in ("VERB", "AUX", "PRON", "ADV", "NOUN", "ADJ") and t.text[0].isalpha()
        ]
        return not verbs or 2 * sum(t.text[0].isupper() for t in verbs) >= len(verbs)

    def _match(
        self, sentence: Sentence, number: int, forms: frozenset[Form], longest: int
    ) -> list[Mention]:
        found: list[Mention] = []
        at = sentence.first
        while at < sentence.last:
            for last in range(min(sentence.last, at + longest + 3), at, -1):
                text = self.words.text(at, last)
                if text[0].isupper() and self.tokens[last - 1].text[0].isalnum() and form_of(text) in forms:
                    if last > at + 1 and self.tokens[last - 1].text in ("'s", "’s"):
                        continue
                    found.append(self.cutter.mention(at, last, number))
                    at = last - 1
                    break
            at += 1
        return found
