"""Phrases that take up one who has been named: 'the airline', 'the 16-year-old', "Leeds's mayor"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samestory.records import Sentence
from samestory.text.naming.phrases import PHRASE_TAGS, POSSESSIVES, Described, PhraseReader
from samestory.text.naming.words import Mention


class TakeUpFinder(PhraseReader):
    """Finds in one report the phrases by which it may speak of one again."""

    def definite(self) -> Iterator[Described]:
        """Yield every 'the' or 'her' phrase with a noun that may take up a name again."""
        for sentence in self.sentences:
            for at in range(sentence.first, sentence.last - 1):
                token = self.tokens[at]
                if token.text.lower() in ("the", "a") or token.tag == "PRP$":
                    owned = self._owner_end(at, sentence)
                    if owned == at and token.text.lower() == "a":
                        continue
                    found = self._phrase_from(owned, sentence) or self._aged(at, sentence)
                    if found is not None and not self._is_office(found):
                        yield replace(found, first=at)
                    owner = self._owner(at, owned)
                    if owner is not None:
                        yield owner

    def _owner(self, at: int, end: int) -> Described | None:
        """'the company' of 'the company's profits'."""
        head = self._word(end - 1)
        if (
            end == at
            or self.tokens[at].text.lower() != "the"
            or head not in self.taken_up - self.words["kin_nouns"]
        ):
            return None
        found = Described(at, end, head, self._modifiers(at + 1, end - 1))
        return found if self.tokens[end - 1].text.islower() and not self._is_office(found) else None

    def _is_office(self, found: Described) -> bool:
        """'the sheriff' of 'the sheriff's department': a body, and not who heads it."""
        after = [token.text for token in self.tokens[found.last : found.last + 2]]
        is_owner = after[:1] != [] and after[0] in POSSESSIVES and found.head in self.words["titles"]
        return is_owner and after[1:] in (["office"], ["department"], ["Office"], ["Department"])

    def _aged(self, at: int, sentence: Sentence) -> Described | None:
        """'the 16-year-old' with no noun behind it."""
        held = self.tokens[at + 1 : min(at + 7, sentence.last)]
        words = [token.text.lower() for token in held]
        if len(words) < 6 or words[1:5] != ["-", "year", "-", "old"] or not words[0].isdigit():
            return None
        if held[5].tag.startswith(("NN", "JJ")) or held[5].tag == "HYPH":
            return None
        return Described(at, at + 6, "old", frozenset({words[0], "year", "old"}))

    def indefinite(self, sentence: Sentence) -> Described | None:
        """The phrase for one person that opens a sentence: 'A 12-year-old boy who …', 'A Leeds man'."""
        at = sentence.first
        while at + 1 < sentence.last and self.tokens[at].text.isupper() and len(self.tokens[at].text) > 1:
            at += 1  # a dateline
        if at + 2 < sentence.last and self.tokens[at].text in ("—", "–", "-", "--"):
            at += 1
        if self._word(at) not in ("a", "an"):
            return None
        last = at + 1
        while last < sentence.last and last - at < 11 and self.tokens[last].tag in PHRASE_TAGS:
            last += 1
        after = self.tokens[last].tag if last < len(self.tokens) else ""
        if last == at + 1 or self.tokens[last - 1].tag != "NN" or after == "POS":
            return None
        head = self._word(last - 1)
        if not (self._is_personal(head) or head in self.roles) or head in self.words["kin_nouns"]:
            return None
        return Described(at, last, head, self._modifiers(at + 1, last - 1))

    def headlines(self) -> Iterator[Described]:
        """Yield the phrase that opens a headline without an article: 'Retired captain dies'."""
        for sentence in self.sentences:
            if sentence.kind not in ("title", "heading"):
                continue
            last = sentence.first
            while (
                last < sentence.last
                and self.tokens[last].tag in (*PHRASE_TAGS, "NNPS")
                and last - sentence.first < 8
            ):
                last += 1
            while last > sentence.first and self._word(last - 1) not in self.taken_up - self.kinds:
                last -= 1
            if self._behind_verb(sentence.first, last, sentence) > sentence.first:
                continue
            if last > sentence.first and self.tokens[last - 1].tag in ("NN", "NNP"):
                modifiers = self._modifiers(sentence.first, last - 1)
                yield Described(sentence.first, last, self._word(last - 1), modifiers)

    def _owner_end(self, at: int, sentence: Sentence) -> int:
        """Where 'the victim's' or 'his friend's' ends, at its mark; `at` where nobody owns."""
        end = at + 1
        while end < sentence.last and end - at < 4 and self.tokens[end].tag in ("NN", "JJ"):
            end += 1
        is_owned = end > at + 1 and end < sentence.last and self.tokens[end].tag == "POS"
        return end if is_owned else at

    def possessive(self, mention: Mention) -> Described | None:
        """The phrase 'Kenya's president' that begins with this name and ends in a role or kind."""
        sentence = self.sentences[mention.sentence]
        at = mention.last
        if at >= sentence.last or self.tokens[at].text not in POSSESSIVES:
            return None
        last = at + 1
        while (
            last < sentence.last and last - at < 5 and self.tokens[last].tag in ("NN", "JJ", "NNP", "HYPH")
        ):
            last += 1
        if last == at + 1:
            return None
        head = self._word(last - 1)
        if head not in self.roles and head not in self.kinds:
            return None
        return Described(mention.first, last, head, self._modifiers(at + 1, last - 1))

    def team(self, mention: Mention) -> Described | None:
        """The phrase 'Leeds football team' or "Leeds's NFL team" that begins with the name of a place."""
        at = last = mention.last + (
            self.tokens[mention.last : mention.last + 1][:1] != ()
            and self.tokens[mention.last].text in POSSESSIVES
        )
        while (
            last < len(self.tokens)
            and last - at < 3
            and self._word(last) in self.words["leagues"] | self.words["sports"]
        ):
            last += 1
        if last >= len(self.tokens) or self._word(last) not in ("team", "franchise", "club"):
            return None
        return Described(mention.first, last + 1, self._word(last), self._modifiers(at, last))

    def venue(self, mention: Mention) -> Described | None:
        """The phrase 'Leeds nightclub' or 'Leeds sports bar' that begins with the name of a place."""
        last = mention.last
        while last < len(self.tokens) and last - mention.last < 3 and self._is_plain_noun(last, mention):
            last += 1
        head = self._word(last - 1)
        if last == mention.last or head not in self.words["venue_nouns"] & self.words["organisation_nouns"]:
            return None
        return Described(mention.first, last, head, self._modifiers(mention.last, last - 1))

    def _is_plain_noun(self, index: int, mention: Mention) -> bool:
        token = self.tokens[index]
        return token.tag in ("NN", "NNS") and token.text.islower() and token.sentence == mention.sentence
