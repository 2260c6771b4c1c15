"""Noun phrases as descriptions of somebody, read from the order of words and their tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samestory.records import Annotation, Sentence, Token
from samestory.text.naming.forms import WordLists, fold
from samestory.text.naming.words import token_text

POSSESSIVES = frozenset({"'s", "’s", "'"})
ENDS = frozenset({",", ".", ")", ";", "—", "–", "-", "who", "which", "that", '"', ":", "]"})
NP_TAGS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "POS", "HYPH", "VBN", "VBG", "AFX"}
)
PHRASE_TAGS = frozenset({"NN", "JJ", "JJS", "HYPH", "VBN", "NNP", "VBG", "CD"})
LINKS = frozenset({"of", "for", "at", "in", "on", "from", "to", "and", "&"})
MAX_PHRASE_TOKENS = 14
# Nouns of people by which nobody in particular is taken up.
TOO_COMMON = frozenset({"man", "woman", "member", "native", "national", "star", "fan", "person", "child"})
MORE_TAKEN_UP = frozenset(
    {"giant", "chain", "executive", "family", "customer", "franchise", "side", "squad", "corporation"}
)
# In titles these are people ('Special Agent in Charge'), by themselves hardly ever.
NEVER_TAKEN_UP = frozenset({"charge", "am", "pm"})
# What a participle is that tells what somebody does, and not which one is meant.
CLAUSES = frozenset({"acl", "advcl", "ccomp", "pcomp", "relcl", "xcomp", "ROOT"})
PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee")


@dataclass(frozen=True, slots=True)
class Described:
    """A description of a named one: tokens `[first, last)` as a mention; `head` is its noun, folded.

    `is_alias` is False for what only says what kind of thing it is ('Coast Line is a shipping firm').
    """

    first: int
    last: int
    head: str
    modifiers: frozenset[str]
    is_alias: bool = True
    is_title: bool = False


class PhraseReader:
    """Reads the noun phrases of one report."""

    def __init__(self, annotation: Annotation, lists: WordLists):
        self.tokens = annotation.tokens
        self.sentences = annotation.sentences
        self.words = lists.words
        self.roles = (lists.words["titles"] | lists.words["kin_nouns"]) - NEVER_TAKEN_UP
        self.kinds = lists.words["organisation_nouns"] | lists.words["place_nouns"]
        people = lists.words["person_nouns"] - TOO_COMMON
        self.taken_up = self.roles | self.kinds | people | lists.words["venue_nouns"] | MORE_TAKEN_UP
        self.taken_up = self.taken_up - NEVER_TAKEN_UP

    def text(self, first: int, last: int) -> str:
        """The tokens as text."""
        return token_text(self.tokens, first, last)

    def _word(self, index: int) -> str:
        return fold(self.tokens[index].text).rstrip(".")

    def _modifiers(self, first: int, last: int) -> frozenset[str]:
        return frozenset(self._word(i) for i in range(first, last) if self.tokens[i].text[0].isalnum())

    def _is_personal(self, noun: str) -> bool:
        listed = noun in self.words["person_nouns"]
        return listed or (noun.endswith(PERSON_ENDINGS) and noun not in self.kinds)

    def _behind_verb(self, first: int, last: int, sentence: Sentence) -> int:
        """Where the opening words begin anew: behind 'fire' in 'Halden Foxes fire coach Ann Lee'."""
        if first != sentence.first:
            return first
        for at in range(first + 1, last - 1):
            word, doer = self.tokens[at].text.lower(), self.tokens[at - 1].text
            # One body 'names' and many 'name': the other form is a noun.
            verb = word if doer.endswith("s") else word.removesuffix("s") if word.endswith("s") else ""
            is_service = verb == "fire" and self._word(at + 1) in self.words["fire_offices"]
            if doer[0].isupper() and verb in self.words["headline_verbs"] and not is_service:
                return at + 1
        return first

    def _whole(self, number: int) -> Sentence:
        """The sentence, with the one before it where that ends in an abbreviated title ('Sgt.')."""
        sentence = self.sentences[number]
        at = sentence.first
        ends = (
            at > 1 and self.tokens[at - 1].text == "." and self._word(at - 2) in self.words["abbreviations"]
        )
        if not (
            ends
            or (
                at
                and self.tokens[at - 1].text.endswith(".")
                and self._word(at - 1) in self.words["abbreviations"]
            )
        ):
            return sentence
        return replace(sentence, first=self.sentences[number - 1].first)

    def _noun_phrase(self, at: int, sentence: Sentence) -> Described | None:
        """A noun phrase with what hangs on it by 'of' or 'at', up to a mark that ends an apposition."""
        last, head = at, -1
        linked = False
        while last < sentence.last and last - at < MAX_PHRASE_TOKENS:
            token = self.tokens[last]
            word = token.text.lower()
            if word == '"' and linked and self.tokens[last - 1].text.lower() in LINKS:
                last += 1  # 'a contestant on "Northern Voices"'
                continue
            if word in ENDS and not self._is_joint(last):
                break
            if (
                token.tag == "DT" and (last == at or self.tokens[last - 1].text.lower() in LINKS)
            ) or token.tag == "PRP$":
                last += 1
                continue
            if word in LINKS and last > at and token.tag in ("IN", "CC", "TO"):
                linked = True
                last += 1
                continue
            if token.tag not in NP_TAGS and word not in self.words["title_modifiers"] and token.text != ".":
                return None
            if not linked and token.tag in ("NN", "NNP"):
                head = last
            last += 1
        if head < 0 or last >= sentence.last or self.tokens[last - 1].text.lower() in LINKS:
            return None
        if self.tokens[head].tag == "NNP" and self._word(head) not in self.words["titles"]:
            return None
        held = {self._word(i) for i in range(head + 1, last) if self.tokens[i].tag in ("NNP", "NNPS")}
        return Described(at, last, self._word(head), self._modifiers(at, head) | held)

    def _is_joint(self, index: int) -> bool:
        """Whether a mark stands inside a word: the hyphen of 'Aldi-Nord', not the dash of 'left - and'."""
        before, token = self.tokens[index - 1], self.tokens[index]
        return token.tag == "HYPH" or (
            token.text == "-" and before.end == token.start and self._adjoins(index)
        )

    def _adjoins(self, index: int) -> bool:
        return index + 1 < len(self.tokens) and self.tokens[index].end == self.tokens[index + 1].start

    def _phrase_from(self, at: int, sentence: Sentence) -> Described | None:
        last = at + 1
        while last < sentence.last and last - at < 9 and self._is_inside(last, sentence.last):
            last += 1
        if (
            last == at + 1
            or self.tokens[last - 1].tag not in ("NN", "NNP")
            or (last < sentence.last and self._goes_on(last))
        ):
            return None
        head = self._word(last - 1)
        inner = self.tokens[at + 1 : last]
        named = any(t.text[0].isupper() and not _is_shouted(t) and t.tag != "JJ" for t in inner)
        if head not in self.taken_up or (named and not self._may_be_high(inner, head, last)):
            return None
        if head in self.words["kin_nouns"] and last < sentence.last and self.tokens[last].text == "of":
            return None
        return Described(at, last, head, self._modifiers(at + 1, last - 1))

    def _goes_on(self, index: int) -> bool:
        """Whether a noun stands behind the phrase, and no day: 'the court Tuesday' is the court."""
        is_day = self._word(index) in self.words["calendar_words"]
        return self.tokens[index].tag in ("NNS", "NNP", "HYPH", "NNPS") and not is_day

    def _may_be_high(self, inner: Sequence[Token], head: str, last: int) -> bool:
        """'the Senator', 'the House Speaker', 'the Court': offices and bodies in capitals."""
        if not inner[-1].text[0].isupper():
            return True
        after = [token.text for token in self.tokens[last : last + 2]]
        is_office = after[-1][:1].isupper() or after[-1:] in (["office"], ["department"])
        if after[:1] == ["of"] or (after[:1] and after[0] in POSSESSIVES and is_office):
            return False  # 'the Office of the Mayor', 'the Elm County Sheriff's Office'
        return head in self.words["titles"] or (len(inner) == 1 and head in self.words["owned_bodies"])

    def _is_inside(self, index: int, end: int) -> bool:
        """A word of a noun phrase, or the plural before its noun: 'the sports bar'."""
        token = self.tokens[index]
        is_plural = token.tag == "NNS" and token.dep == "compound" and index + 1 < end
        if self._word(index) in self.words["calendar_words"] and not self._goes_on_to_noun(index + 1, end):
            return False  # 'the court Tuesday'
        if token.tag in ("VBG", "VBN") and token.dep in CLAUSES:
            return False  # 'the congressman leaving the House', 'the suspect arrested on Monday'
        return token.tag in PHRASE_TAGS or (is_plural and self.tokens[index + 1].tag == "NN")

    def _goes_on_to_noun(self, index: int, end: int) -> bool:
        return index < end and self.tokens[index].tag == "NN" and self.tokens[index].text.islower()

    def _phrase_to(self, verb: int, sentence: Sentence) -> Described | None:
        """The 'the' phrase that ends before a verb, auxiliaries and a comma between."""
        at = verb - 1
        while at > sentence.first and (
            self.tokens[at].pos in ("AUX", "ADV") or self.tokens[at].text == ","
        ):
            at -= 1
        for first in range(at, max(sentence.first, at - 6) - 1, -1):
            if self.tokens[first].text.lower() == "the":
                found = self._phrase_from(first, sentence)
                return found if found is not None and found.last == at + 1 else None
        return None

    def _names(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].lemma in ("identify", "name")


def _is_shouted(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 1
