"""What stands beside a name and says who it is: titles, appositions, kinds, and 'the airline' later.

Read from the order of words and their tags, not from the parse: appositions are where the parser
errs most, and a phrase between two commas with a role for its head needs no parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samestory.records import Annotation, Sentence, Token
from samestory.text.naming.forms import WordLists, fold
from samestory.text.naming.words import Mention, token_text

POSSESSIVES = frozenset({"'s", "’s", "'"})
ENDS = frozenset({",", ".", ")", ";", "—", "–", "-", "who", "which", "that", '"', ":", "]"})
NP_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "POS", "HYPH", "VBN", "VBG"})
PHRASE_TAGS = frozenset({"NN", "JJ", "HYPH", "VBN", "NNP", "VBG", "CD"})
LINKS = frozenset({"of", "for", "at", "in", "to", "and", "&"})
MAX_PHRASE_TOKENS = 14


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


class DescriptionFinder:
    """Finds descriptions in one report."""

    def __init__(self, annotation: Annotation, lists: WordLists):
        self.tokens = annotation.tokens
        self.sentences = annotation.sentences
        self.words = lists.words
        self.roles = lists.words["titles"] | lists.words["kin_nouns"]
        self.kinds = lists.words["organisation_nouns"] | lists.words["place_nouns"]

    def beside(self, mention: Mention, kind: str) -> Iterator[Described]:
        """Yield what stands directly before or behind a name and describes it."""
        sentence = self._whole(mention.sentence)
        start = self._left_edge(mention, sentence)
        if start < mention.first:
            yield from self._before(mention, start, kind)
        yield from self._behind(mention, sentence, kind)
        yield from self._apposed_before(start, sentence, kind)
        if kind != "person":
            yield from self._kind_after(mention, sentence, kind)
        yield from self._copula(mention, sentence)
        if kind == "person":
            yield from self._identified(start, mention, sentence)
        if kind == "place":
            yield from self._kind_of(mention, sentence)

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

    def definite(self) -> Iterator[Described]:
        """Yield every 'the' or 'her' phrase with a noun that may take up a name again."""
        for sentence in self.sentences:
            for at in range(sentence.first, sentence.last - 1):
                token = self.tokens[at]
                if token.text.lower() in ("the", "a") or token.tag == "PRP$":
                    owned = self._owner_end(at, sentence)
                    if owned == at and token.text.lower() == "a":
                        continue
                    found = self._phrase_from(owned, sentence)
                    if found is not None:
                        yield replace(found, first=at)

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
            while last > sentence.first and self._word(last - 1) not in self.roles:
                last -= 1
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

    def text(self, first: int, last: int) -> str:
        """The tokens as text."""
        return token_text(self.tokens, first, last)

    def _word(self, index: int) -> str:
        return fold(self.tokens[index].text).rstrip(".")

    def _modifiers(self, first: int, last: int) -> frozenset[str]:
        return frozenset(self._word(i) for i in range(first, last) if self.tokens[i].text[0].isalnum())

    def _left_edge(self, mention: Mention, sentence: Sentence) -> int:
        """Where the words directly before a name that belong to it begin."""
        at = mention.first - mention.titled
        if mention.titled and self._word(at) in self.words["honorifics"]:
            return at
        if self._word(at) == "charge" and at - 2 >= sentence.first:  # 'Special Agent in Charge Ann Hall'
            at -= 2
        while at > sentence.first and mention.first - at < MAX_PHRASE_TOKENS:
            token = self.tokens[at - 1]
            word = self._word(at - 1)
            is_title = word in self.words["title_modifiers"] or word in self.words["titles"]
            if token.tag not in NP_TAGS and not is_title and token.text != ".":
                break
            if (
                token.text[0] in "\"'“‘"
                or (token.tag == "CD" and token.text[0].isdigit())
                or token.tag == "VBG"
                or self._hangs_elsewhere(at - 1, mention.last)
            ):
                break
            at -= 1
        while at < mention.first and (
            not self.tokens[at].text[0].isalnum() or self.tokens[at].tag == "POS"
        ):
            at += 1
        return at

    def _hangs_elsewhere(self, index: int, end: int) -> bool:
        """'had alerted Senator Lee', 'today Mayor Lee': a word that is no part of the title."""
        token = self.tokens[index]
        loose = token.tag in ("VBN", "NNS") or token.dep == "npadvmod"
        return loose and token.text.islower() and not index < token.head < end

    def _before(self, mention: Mention, start: int, kind: str) -> Iterator[Described]:
        head = self._word(
            mention.first - 1 if self.tokens[mention.first - 1].text != "." else mention.first - 2
        )
        of = next((i for i in range(start + 1, mention.first) if self.tokens[i].text == "of"), None)
        if mention.titled and of is not None:  # 'Mayor of Leeds Ann Lee'
            head = self._word(of - 1)
        if kind == "person" and (head in self.roles or mention.titled):
            owned = start > 0 and (
                self.tokens[start - 1].tag in ("PRP$", "POS", "CC") or self.tokens[start].tag == "POS"
            )
            if head in self.words["kin_nouns"] and (owned or mention.first - start == 1):
                return
            modifiers = self._modifiers(start, mention.first)
            yield Described(start, mention.last, head, modifiers, is_title=True)
            if mention.first - start >= 2 and head not in self.words["honorifics"]:
                yield Described(start, mention.first, head, modifiers)
        elif kind == "place" and head in self.words["place_nouns"]:
            yield Described(start, mention.last, head, self._modifiers(start, mention.first - 1))
        elif kind in ("organisation", "other") and head in self.words["organisation_nouns"]:
            yield Described(
                start, mention.last, head, self._modifiers(start, mention.first - 1), is_alias=False
            )

    def _behind(self, mention: Mention, sentence: Sentence, kind: str) -> Iterator[Described]:
        """'Bo Ekman, director of …,': the phrase between the comma and the next mark."""
        at = mention.last
        if at + 1 >= sentence.last or self.tokens[at].text != ",":
            return
        at += 1
        if self.tokens[at].tag == "CD" and at + 2 < sentence.last and self.tokens[at + 1].text == ",":
            at += 2
        phrase = self._noun_phrase(at, sentence)
        if phrase is None or not self._fits(phrase.head, kind, phrase):
            return
        # 'Mayor Hall, Special Agent Ann Reed': the next of a list, not what the first one is.
        given = self.words["given_names"]
        if not any(
            self.tokens[i].text[0].isupper() and self._word(i) in given
            for i in range(phrase.first, phrase.last)
        ):
            yield replace(phrase, is_alias=not self._is_anybodys(phrase))

    def _is_anybodys(self, phrase: Described) -> bool:
        """'Ann Lee, a Republican,': said of her, but no name for her."""
        if self._word(phrase.first) not in ("a", "an"):
            return False
        return phrase.last - phrase.first == 2 or phrase.head in self.words["party_people"]

    def _fits(self, head: str, kind: str, phrase: Described) -> bool:
        if kind == "person":
            # 'In a mail to Ms Hall, a spokesman said': whoever that is, it is not Ms Hall.
            if (
                self._word(phrase.first) in ("a", "an")
                and head in self.words["anybody"]
                and phrase.last - phrase.first < 4
            ):
                return False
            has_article = self._word(phrase.first) in ("a", "an", "the")
            is_person = head in self.words["person_nouns"] or head.endswith(
                ("er", "or", "ist", "ian", "man", "woman")
            )
            return head in self.roles or (has_article and is_person and head not in self.kinds)
        return head in (self.words["place_nouns"] if kind == "place" else self.words["organisation_nouns"])

    def _noun_phrase(self, at: int, sentence: Sentence) -> Described | None:
        """A noun phrase with what hangs on it by 'of' or 'at', up to a mark that ends an apposition."""
        last, head = at, -1
        linked = False
        while last < sentence.last and last - at < MAX_PHRASE_TOKENS:
            token = self.tokens[last]
            word = token.text.lower()
            if word in ENDS and token.tag != "HYPH":
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
        first = at
        return Described(first, last, self._word(head), self._modifiers(first, head))

    def _apposed_before(self, start: int, sentence: Sentence, kind: str) -> Iterator[Described]:
        """'The retired pilot, Bo Ekman,': the phrase before the comma before the name."""
        comma = start - 1
        if comma <= sentence.first or self.tokens[comma].text != "," or kind == "place":
            return
        at = comma
        while at > sentence.first and comma - at < MAX_PHRASE_TOKENS:
            token = self.tokens[at - 1]
            is_part = token.tag in NP_TAGS or token.tag == "DT" or token.text.lower() in ("of", "for", "at")
            is_verb = token.tag in ("VBG", "VBN") and not at - 1 < token.head < comma
            if not is_part or is_verb or (token.text[0] in "\"'“" and token.tag != "POS"):
                break
            at -= 1
            if token.tag == "DT" and not (
                at > sentence.first and self.tokens[at - 1].text.lower() in LINKS
            ):
                break
        heads = [i for i in range(at, comma) if self.tokens[i].text.lower() in ("of", "for", "at")]
        head = (heads[0] if heads else comma) - 1
        if head < at or self.tokens[head].tag not in ("NN", "NNP"):
            return
        is_definite = self.tokens[at].text.lower() in ("the", "a", "an") or any(
            t.tag == "POS" for t in self.tokens[at:head]
        )
        word = self._word(head)
        wanted = self.roles if kind == "person" else self.words["organisation_nouns"]
        if is_definite and word in wanted:
            yield Described(at, comma, word, self._modifiers(at, head))

    def _kind_after(self, mention: Mention, sentence: Sentence, kind: str) -> Iterator[Described]:
        """'the FR group', 'Moon Bar nightclub'."""
        at = mention.last
        wanted = self.words["place_kinds"] if kind == "place" else self.words["apposed_kinds"]
        if at < sentence.last and self._word(at) in wanted and self.tokens[at].tag in ("NN", "NNP"):
            yield Described(mention.first, at + 1, self._word(at), frozenset())

    def _copula(self, mention: Mention, sentence: Sentence) -> Iterator[Described]:
        """'Coast Line is a shipping firm': what it is, without being a name for it."""
        at = mention.last
        if (
            at + 2 < sentence.last
            and self.tokens[at].text in ("is", "was")
            and self._word(at + 1) in ("a", "an", "the")
        ):
            head = at + 2
            while head + 1 < sentence.last and self.tokens[head + 1].tag in ("NN", "JJ"):
                head += 1
            if self.tokens[head].tag == "NN":
                yield Described(
                    at + 1, head + 1, self._word(head), self._modifiers(at + 2, head), is_alias=False
                )

    def _identified(self, start: int, mention: Mention, sentence: Sentence) -> Iterator[Described]:
        """'the suspect, identified as Hall', 'named the pilot as Hall', 'Hall was named as the driver'."""
        before = start - 1
        if before - 1 > sentence.first and self.tokens[before].text.lower() == "as":
            verb = next(
                (i for i in range(before - 1, max(sentence.first, before - 7), -1) if self._names(i)), None
            )
            if verb is not None:
                after = (
                    self._phrase_from(verb + 1, sentence) if self._word(verb + 1) in ("the", "a") else None
                )
                found = after or self._phrase_to(verb, sentence)
                if found is not None:
                    yield found
        at = mention.last
        while at < min(sentence.last - 2, mention.last + 4) and self.tokens[at].text in (
            ",",
            "was",
            "is",
            "has",
            "been",
        ):
            at += 1
        if (
            at > mention.last
            and at + 2 < sentence.last
            and self._names(at)
            and self._word(at + 1) == "as"
            and self._word(at + 2) == "the"
        ):
            found = self._phrase_from(at + 2, sentence)
            if found is not None:
                yield found

    def _names(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].lemma in ("identify", "name")

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

    def _kind_of(self, mention: Mention, sentence: Sentence) -> Iterator[Described]:
        """'the capital of Oslo', 'the city of Leeds'."""
        at = mention.first - 2
        if (
            at >= sentence.first
            and self.tokens[at + 1].text == "of"
            and self._word(at) in ("capital", "city", "town", "village", "suburb")
        ):
            yield Described(at, mention.last, self._word(at), frozenset())

    def _phrase_from(self, at: int, sentence: Sentence) -> Described | None:
        last = at + 1
        while last < sentence.last and last - at < 9 and self.tokens[last].tag in PHRASE_TAGS:
            token = self.tokens[last]
            # 'the Iranian minister' may be somebody named; 'the Acme minister' is somebody's of Acme.
            if token.text[0].isupper() and not _is_shouted(token) and token.tag != "JJ":
                return None
            last += 1
        if (
            last == at + 1
            or self.tokens[last - 1].tag not in ("NN", "NNP")
            or (last < sentence.last and self.tokens[last].tag in ("NNS", "NNP", "HYPH", "NNPS"))
        ):
            return None
        head = self._word(last - 1)
        if head not in self.roles and head not in self.kinds:
            return None
        if head in self.words["kin_nouns"] and last < sentence.last and self.tokens[last].text == "of":
            return None
        return Described(at, last, head, self._modifiers(at + 1, last - 1))


def _is_shouted(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 1
