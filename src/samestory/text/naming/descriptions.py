"""What stands beside a name and says who it is: titles, appositions, kinds.

Read from the order of words and their tags, not from the parse: appositions are where the parser
errs most, and a phrase between two commas with a role for its head needs no parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samestory.lexicon.naming import load_states
from samestory.records import Annotation, Sentence
from samestory.text.naming.forms import WordLists, fold
from samestory.text.naming.phrases import (
    ENDS,
    LINKS,
    MAX_PHRASE_TOKENS,
    NP_TAGS,
    PHRASE_TAGS,
    POSSESSIVES,
    Described,
)
from samestory.text.naming.takeups import TakeUpFinder
from samestory.text.naming.words import Mention

AGE_TOKENS = 5
PARTIES = {"D": "democrat", "R": "republican", "I": "independent"}
OPENERS = frozenset({",", '"', "'", "”", "’", "—", "–", "by", "to"})
PRONOUNS = frozenset({"he", "him", "she", "her"})


class DescriptionFinder(TakeUpFinder):
    """Finds descriptions in one report."""

    def __init__(self, annotation: Annotation, lists: WordLists):
        super().__init__(annotation, lists)
        states = {fold(n).replace(".", ""): fold(s.name) for s in load_states() for n in (s.name, *s.also)}
        self.states = states

    def beside(self, mention: Mention, kind: str) -> Iterator[Described]:
        """Yield what stands directly before or behind a name and describes it."""
        sentence = self._whole(mention.sentence)
        start = self._left_edge(mention, sentence)
        if start < mention.first:
            yield from self._before(mention, start, kind)
        yield from self._behind(mention, sentence, kind)
        yield from self._apposed_before(start, mention, sentence, kind)
        if kind == "organisation" and mention.last < sentence.last:
            sign = mention.last + (self.tokens[mention.last].text in POSSESSIVES)
            if sign < sentence.last and self._word(sign) in self.words["company_signs"]:
                yield Described(mention.first, mention.last, "company", frozenset(), is_alias=False)
        if kind != "person":
            yield from self._kind_after(mention, sentence, kind)
        yield from self._copula(mention, sentence)
        if kind == "person":
            yield from self._identified(start, mention, sentence)
            yield from self._serving(start, mention, sentence)
            yield from self._seated(mention)
        if kind == "place":
            yield from self._kind_of(mention, sentence)

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
                (token.text[0] in "\"'“‘" and not self._is_inner_mark(at - 1, mention))
                or (token.tag == "CD" and token.text[0].isdigit() and not self._is_numbered(at - 1))
                or token.tag == "VBG"
                or word in self.words["calendar_words"]
                or self._hangs_elsewhere(at - 1, mention.last)
            ):
                break
            at -= 1
        at = self._behind_verb(at, mention.first, sentence)
        while at < mention.first and (
            not self.tokens[at].text[0].isalnum() or self.tokens[at].tag == "POS"
        ):
            at += 1
        return at

    def _is_inner_mark(self, index: int, mention: Mention) -> bool:
        """The mark of an owner inside a title: 'Elm County Sheriff's Office spokesman Anton Voss'."""
        around = self.tokens[index - 1 : index + 2 : 2] if index else ()
        return (
            self.tokens[index].tag == "POS"
            and index + 1 < mention.first - 1
            and all(t.text[0].isupper() and t.tag == "NNP" for t in around)
        )

    def _is_numbered(self, index: int) -> bool:
        """'Division 3 Marshal Anton Voss': a number between two capitals, in one line."""
        around = self.tokens[index - 1 : index + 2 : 2] if index else ()
        return all(t.text[0].isupper() for t in around) and self.tokens[index].text.isdigit()

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
        if kind == "person" and (
            head in self.roles or mention.titled or self._is_apposed(mention.first - 1, head)
        ):
            owned = start > 0 and (
                self.tokens[start - 1].tag in ("PRP$", "POS", "CC") or self.tokens[start].tag == "POS"
            )
            bare = mention.first - start == 1 and head not in ("lawyer", "attorney")
            if head in self.words["kin_nouns"] and (owned or bare):
                return
            modifiers = self._modifiers(start, mention.first)
            yield Described(start, mention.last, head, modifiers, is_title=True)
            if len(modifiers) > 1 and head not in self.words["honorifics"]:
                yield Described(start, mention.first, head, modifiers)
        elif kind == "place" and head in self.words["place_nouns"]:
            yield Described(start, mention.last, head, self._modifiers(start, mention.first - 1))
        elif kind in ("organisation", "other") and head in self.words["organisation_nouns"]:
            yield Described(
                start, mention.last, head, self._modifiers(start, mention.first - 1), is_alias=False
            )

    def _is_apposed(self, index: int, head: str) -> bool:
        """'customer Anton Voss', 'board member Anton Voss': any noun for a person, hung on the name."""
        token = self.tokens[index]
        plain = token.tag == "NN" and token.text.islower() and token.dep == "compound"
        return plain and self._is_personal(head)

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
            return head in self.roles or (
                has_article and self._is_personal(head) and head not in self.kinds
            )
        return head in (self.words["place_nouns"] if kind == "place" else self.words["organisation_nouns"])

    def _apposed_before(
        self, start: int, mention: Mention, sentence: Sentence, kind: str
    ) -> Iterator[Described]:
        """'The retired pilot, Bo Ekman,': the phrase before the comma before the name."""
        comma = start - 1
        if comma <= sentence.first or self.tokens[comma].text != "," or kind == "place":
            return
        at = comma
        while at > sentence.first and comma - at < MAX_PHRASE_TOKENS:
            token = self.tokens[at - 1]
            is_part = token.tag in NP_TAGS or token.tag == "DT" or token.text.lower() in ("of", "for", "at")
            is_part = is_part or (token.text == "and" and self._joins_offices(at - 1, comma))
            is_verb = token.tag in ("VBG", "VBN") and not at - 1 < token.head < comma
            if not is_part or is_verb or (token.text[0] in "\"'“" and token.tag != "POS"):
                break
            at -= 1
            if token.tag == "DT" and not (
                at > sentence.first and self.tokens[at - 1].text.lower() in LINKS
            ):
                break
        while (
            kind == "person" and at < comma and self.tokens[at].text.lower() in LINKS
        ):  # 'searched for the gunman, Ann Lee'
            at += 1
        heads = [i for i in range(at, comma) if self.tokens[i].text.lower() in ("of", "for", "at")]
        head = (heads[0] if heads else comma) - 1
        if head < at or self.tokens[head].tag not in ("NN", "NNP"):
            return
        is_definite = self.tokens[at].text.lower() in ("the", "a", "an") or any(
            t.tag == "POS" for t in self.tokens[at:head]
        )
        # 'Co-founder of Alder Bank, Ann Lee': an office opens the sentence without its article.
        is_opener = bool(heads) and at == sentence.first and self.tokens[at].text[0].isupper()
        is_definite = is_definite or (is_opener and self._word(head) in self.words["titles"])
        if self.tokens[at - 1].tag == "IN" and not self._is_closed(mention.last, sentence):
            return  # 'In a letter to the mayor, Ann Lee said'
        word = self._word(head)
        wanted = self.roles if kind == "person" else self.words["organisation_nouns"]
        if is_definite and word in wanted:
            yield Described(at, comma, word, self._modifiers(at, head))

    def _is_closed(self, end: int, sentence: Sentence) -> bool:
        """Whether a name ends an apposition: a mark behind it, or the sentence's end."""
        return end >= sentence.last or self.tokens[end].text in ENDS or self.tokens[end].text == "'s"

    def _joins_offices(self, index: int, comma: int) -> bool:
        """'Kenya's foreign minister and chief negotiator, Ann Lee': two offices of one."""
        titles = self.words["titles"]
        both = self._word(index - 1) in titles and self._word(comma - 1) in titles
        return both and self.tokens[index + 1].tag != "DT"

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
        before = self._before_age(start) - 1
        if before - 1 > sentence.first and self.tokens[before].text.lower() == "as":
            verb = next(
                (i for i in range(before - 1, max(sentence.first, before - 7), -1) if self._names(i)), None
            )
            if verb is not None:
                after = (
                    self._phrase_from(verb + 1, sentence) if self._word(verb + 1) in ("the", "a") else None
                )
                found = after or self._phrase_to(verb, sentence) or self._opened(verb, sentence)
                found = found or self._taken_by_pronoun(verb, mention.sentence)
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

    def _before_age(self, start: int) -> int:
        """Where '34-year-old' before a name begins, or the name itself."""
        at = start
        while at > 0 and start - at < AGE_TOKENS and self.tokens[at - 1].text in ("-", "year", "old"):
            at -= 1
        return at - 1 if at < start and self.tokens[at - 1].text.isdigit() else start

    def _serving(self, start: int, mention: Mention, sentence: Sentence) -> Iterator[Described]:
        """'spokeswoman for the harbour Ann Lee', 'the head of a Leeds union Ann Lee', with no comma."""
        link = next(
            (
                i for i in range(start, max(sentence.first, start - 6), -1)
                if self.tokens[i].text in ("of", "for", "at") and self.tokens[i].tag == "IN"
            ),
            None,
        )  # fmt: skip
        if link is None or link >= mention.first - 1:
            return
        inner = self.tokens[link + 1 : mention.first]
        head = self._word(link - 1)
        is_noun = inner[-1].tag == "NN" and inner[-1].text.islower()
        is_noun = is_noun and not self._is_somebody(self._word(mention.first - 1))
        plain = all(t.tag in NP_TAGS or t.tag == "DT" for t in inner) and is_noun
        if not plain or head not in self.words["titles"] or self.tokens[link - 1].tag != "NN":
            return
        first = link - 1
        while first > sentence.first and (
            self.tokens[first - 1].tag in ("NN", "JJ", "DT") and self.tokens[first].tag != "DT"
        ):
            first -= 1
        # 'the head of the union Ann Lee founded': only where a clause or a speaker begins.
        opener = self.tokens[first - 1]
        opens = first == sentence.first or opener.text in OPENERS or opener.lemma in ("say", "tell")
        if opens:
            yield Described(first, mention.first, head, self._modifiers(first, link - 1))

    def _seated(self, mention: Mention) -> Iterator[Described]:
        """'Ann Lee (D-Ill.)', 'Ann Lee, R-Ohio,', 'Senator Ann Lee of Ohio': party and state."""
        after = self.tokens[mention.last : mention.last + 5]
        words = [token.text for token in after]
        if len(words) >= 4 and words[0] in ("(", ",") and words[2] == "-":
            party, state = PARTIES.get(words[1]), self.states.get(fold(words[3]).replace(".", ""))
            if party is not None and state is not None:
                yield Described(mention.first, mention.last, party, frozenset({state}), is_alias=False)
        elif mention.titled and words[:1] == ["of"]:
            names = (" ".join(words[1:3]), words[1] if len(words) > 1 else "")
            state = next((self.states[fold(n)] for n in names if fold(n) in self.states), None)
            head = self._word(mention.first - 1)
            if state is not None and head in self.words["titles"]:
                yield Described(mention.first, mention.last, head, frozenset({state}), is_alias=False)

    def _taken_by_pronoun(self, verb: int, number: int) -> Described | None:
        """'The driver was held. Police named him as Hall': the one person of the sentence before."""
        sentence = self.sentences[number]
        pronouns = [t for t in self.tokens[sentence.first : verb + 2] if t.text.lower() in PRONOUNS]
        if len(pronouns) != 1 or number == 0:
            return None
        before = self.sentences[number - 1]
        nouns = [
            i for i in range(before.first, before.last)
            if self.tokens[i].tag in ("NN", "NNP") and self._is_somebody(self._word(i))
            and not (self.tokens[i].dep == "compound" and self.tokens[i].head == i + 1)
        ]  # fmt: skip
        if len(nouns) != 1:
            return None
        starts = range(max(before.first, nouns[0] - 6), nouns[0])
        articles = [i for i in starts if self.tokens[i].text.lower() in ("the", "a", "an")]
        found = self._phrase_from(articles[-1], before) if articles else None
        return found if found is not None and found.last == nouns[0] + 1 else None

    def _is_somebody(self, noun: str) -> bool:
        return noun in self.words["titles"] or self._is_personal(noun)

    def _opened(self, verb: int, sentence: Sentence) -> Described | None:
        """'Another baker identified as Hall': the phrase that opens the sentence, up to the verb."""
        first = sentence.first
        noun = verb - 1
        while noun > first and self.tokens[noun].pos in ("AUX", "ADV"):
            noun -= 1
        held = self.tokens[first + 1 : noun]
        if (
            self._word(first) not in ("a", "an", "one", "another")
            or self.tokens[noun].tag != "NN"
            or noun - first > 6
        ):
            return None
        if not all(token.tag in PHRASE_TAGS for token in held):
            return None
        head = self._word(noun)
        is_person = head in self.roles or self._is_personal(head)
        return Described(first, noun + 1, head, self._modifiers(first + 1, noun)) if is_person else None

    def _kind_of(self, mention: Mention, sentence: Sentence) -> Iterator[Described]:
        """'the capital of Oslo', 'the city of Leeds'."""
        at = mention.first - 2
        if (
            at >= sentence.first
            and self.tokens[at + 1].text == "of"
            and self._word(at) in ("capital", "city", "town", "village", "suburb")
        ):
            yield Described(at, mention.last, self._word(at), frozenset())
