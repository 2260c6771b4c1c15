"""Runs cut into names: titles come off before a person, roles and peoples fall away."""

from __future__ import annotations

from dataclasses import replace

from samestory.text.naming.forms import fold, form_of
from samestory.text.naming.words import Mention, ReportWords


class Cutter:
    """Cuts the runs of one report into mentions."""

    def __init__(self, words: ReportWords):
        self.words = words
        self.tokens = words.tokens
        self.lists = words.lists
        self.labels = words.labels

    def cut(self, first: int, last: int, sentence: int) -> list[Mention]:  # noqa: PLR0911, PLR0912 - a rule a line
        """Cut a run into names: titles come off before a person, roles fall away."""
        strip = ("-", "&") if self.words.is_saint(first) else ("-", "&", "'s", "’s")
        while last > first and self.tokens[last - 1].text in strip:
            last -= 1
        if last - first > 1 and self._is_of_kin(first):
            first += 1
        if last - first > 2 and self._is_occupied(first):
            return [self.mention(first + 1, last, sentence, titled=1)]
        half, odd = divmod(last - first, 2)
        if half and not odd and self.words.text(first, first + half) == self.words.text(first + half, last):
            last = first + half  # a caption that runs into its text
        titles = self.lists.words["titles"]
        if (
            first > 1
            and self.tokens[first - 1].text in ("of", "to")
            and self.words.word(first - 2) in titles
        ):
            begin = next((i for i in range(first + 1, last - 1) if self._begins_person(i)), None)
            if begin is not None:  # 'Mayor of Leeds Ann Lee'
                person = self.mention(begin, last, sentence, titled=begin - first + 2)
                return [*self._plain(first, begin, sentence), person]
        for at in range(first + 2, last - 1):
            if self.words.word(at) in ("jr", "sr") and self.words.is_given(first):
                return self.cut(first, at + 1, sentence) + self.cut(at + 1, last, sentence)
            if self.tokens[at].text in ("for", "in", "on") and self.words.is_given(first):
                return self.cut(first, at, sentence) + self.cut(at + 1, last, sentence)
        words = [fold(self.tokens[i].text).rstrip(".") for i in range(first, last)]
        title = max((i for i, w in enumerate(words[:-1]) if self._titles(words, i)), default=-1)
        if self._is_body(words, title):
            return self._plain(first, last, sentence)
        if title >= 0 and words[title + 1] in ("of", "for"):
            begin = next(
                (i for i in range(title + 3, len(words) - 1) if self._begins_person(first + i)), None
            )
            if begin is not None:  # 'Mayor of Leeds Ann Lee'
                middle = self._plain(first + title + 2, first + begin, sentence)
                return [*middle, self.mention(first + begin, last, sentence, titled=begin)]
            return self._place_before(first, title, sentence) + self.cut(first + title + 2, last, sentence)
        if title >= 0 and self._personlike(words[title + 1 :]):
            before = self._place_before(first, title, sentence)
            return [*before, self.mention(first + title + 1, last, sentence, titled=title + 1)]
        if len(words) == 1 and words[0] in self.lists.words["abbreviations"]:
            return []
        is_surname = len(words) == 2 and words[-1] in self.lists.words["title_surnames"]
        if (
            words
            and words[-1] in titles
            and not is_surname
            and (len(words) > 1 or self.labels.get(first) != "PERSON")
        ):
            return self._place_before(first, len(words) - 1, sentence)
        return self._plain(first, last, sentence)

    def _begins_person(self, index: int) -> bool:
        """A given name, or the first word that the recogniser has of a person, behind a place."""
        is_person = self.labels.get(index) == "PERSON" and self.labels.get(index - 1) in ("GPE", "LOC")
        return is_person or self.words.is_given(index)

    def _is_occupied(self, first: int) -> bool:
        """'Fisherman Hugh Dole' at the head of a sentence: what he does, and his name."""
        word = self.words.word(first)
        is_noun = word in self.lists.words["person_nouns"] or word.endswith(("man", "woman"))
        free = word not in self.lists.words["given_names"] and word not in self.lists.words["titles"]
        return is_noun and free and self.words.is_given(first + 1) and not self.words.is_given(first)

    def _is_of_kin(self, first: int) -> bool:
        """'Brothers Anton and Carl Voss': two people, and no Brothers Anton."""
        plural = self.words.word(first) in self.lists.words["plural_titles"]
        return plural and self.words.is_given(first + 1)

    def _is_body(self, words: list[str], title: int) -> bool:
        """'Office of Inspector General', 'Attorney General's Office': a body, though a title is in it."""
        heads = self.lists.words["organisation_heads"]
        is_office = words[-1] in ("office", "department")
        return is_office or ("of" in words[1:title] and words[words.index("of") - 1] in heads)

    def _titles(self, words: list[str], at: int) -> bool:
        after = words[at + 1]
        if after == "," or after in self.lists.words["suffixes"]:  # 'Ann Luther King Jr.'
            return False
        return words[at] in self.lists.words["titles"] and after not in ("-", "'s", "’s", "and", "&")

    def _personlike(self, words: list[str]) -> bool:
        heads = self.lists.words["organisation_heads"] | self.lists.words["place_heads"]
        if any(w in ("of", "for", "and", "&") for w in words):
            return False
        if all(w in self.lists.words["titles"] for w in words):
            return False
        return words[-1] not in heads or (len(words) > 1 and words[-1] in self.lists.words["surname_heads"])

    def _place_before(self, first: int, count: int, sentence: int) -> list[Mention]:
        """The name inside a title: 'Lee County' of 'Lee County Sheriff'."""
        words = [fold(self.tokens[first + i].text).rstrip(".") for i in range(count)]
        drop = self.lists.words["title_modifiers"] | self.lists.words["titles"] | {"police", "and", "of"}
        begin, end = 0, count
        while begin < end and words[begin] in drop:
            begin += 1
        while end > begin and words[end - 1] in drop:
            end -= 1
        if begin >= end or " ".join(words[begin:end]) in self.words.demonyms:
            return []
        return self._plain(first + begin, first + end, sentence)

    def _plain(self, first: int, last: int, sentence: int) -> list[Mention]:  # noqa: PLR0911 - a rule a line
        form = form_of(self.words.text(first, last))
        if not form or (" ".join(form) in self.words.demonyms and form not in self.words.known):
            return []
        if len(form) == 1 and (
            (form[0] in self.lists.words["never_names"] and form not in self.words.known)
            or form[0].isdigit()
        ):
            return []
        if last - first > 1 and fold(self.tokens[first].text) in (
            "former",
            "senior",
            "interim",
            "retired",
            "acting",
            "then",
        ):
            return self._plain(first + 1, last, sentence)
        if last - first > 1 and self.words.word(last - 1) in (
            "assistant",
            "interim",
            "acting",
            "deputy",
            "former",
        ):
            return self._plain(first, last - 1, sentence)
        in_league = last - first > 1 and self.words.word(last - 1) in self.lists.words["leagues"]
        if in_league and self.labels.get(first) == "GPE":  # 'the Leeds NFL team': the place, and its league
            return [*self._plain(first, last - 1, sentence), self.mention(last - 1, last, sentence)]
        split = self._demonym_before_person(first, last)
        if split:
            return [self.mention(first + split, last, sentence)]
        owner = self._owner_before(first, last)
        if owner < first:
            return [self.mention(owner, last, sentence), self.mention(first, last, sentence)]
        extended = self._police_after(first, last)
        if extended > last:
            return [self.mention(first, last, sentence), self.mention(first, extended, sentence)]
        office = self._office_after(first, last)
        if office > last:
            body = replace(self.mention(first, office, sentence), label="ORG")
            return [self.mention(first, last, sentence), body]
        if last - first == 1 and self._is_government(first):
            body = replace(self.mention(first, last + 1, sentence), label="ORG")
            return [self.mention(first, last, sentence), body]
        if last - first == 1 and self._is_family(first):
            return [replace(self.mention(first, last + 1, sentence), label="ORG")]
        return [self.mention(first, last, sentence)]

    def _is_government(self, index: int) -> bool:
        """'the Voss administration': a president's, named after him."""
        after = self.tokens[index + 1 : index + 2]
        here = bool(after) and after[0].sentence == self.tokens[index].sentence
        is_name = self.labels.get(index) in ("PERSON", "ORG") and self.tokens[index].tag == "NNP"
        return here and after[0].text == "administration" and is_name

    def _is_family(self, index: int) -> bool:
        """'the Voss family': a surname, 'the' or an owner before it and 'family' behind."""
        after, before = self.tokens[index + 1 : index + 2], self.tokens[index - 1 : index]
        if not after or after[0].text != "family" or after[0].sentence != self.tokens[index].sentence:
            return False
        owned = bool(before) and (before[0].text.lower() == "the" or before[0].tag == "POS")
        return owned and self.labels.get(index) not in ("GPE", "NORP", "LOC")

    def _office_after(self, first: int, last: int) -> int:
        """'the Ohio attorney general's office': where the office that a place has ends."""
        if self.labels.get(last - 1) not in ("GPE", "LOC", "ORG"):
            return last
        at = last
        titles = self.lists.words["titles"] | self.lists.words["title_modifiers"]
        while at < len(self.tokens) - 1 and at - last < 3 and self.words.word(at) in titles:
            at += 1
        if at == last and self.words.word(last - 1) not in titles | {"ag", "da"}:
            return last
        tail = [token.text for token in self.tokens[at : at + 2]]
        is_office = tail[:1] in (["'s"], ["’s"]) and tail[1:] in (["office"], ["department"])
        return at + 2 if is_office and last - first + at - last > 1 else last

    def _owner_before(self, first: int, last: int) -> int:
        """'Kenya's Ministry of Health': the body is named with the place that owns it."""
        if (
            first < 2
            or self.tokens[first - 1].text not in ("'s", "’s")
            or self.labels.get(first - 2) != "GPE"
        ):
            return first
        words = {fold(self.tokens[i].text) for i in range(first, last)}
        if not words & self.lists.words["owned_bodies"]:
            return first
        owner = first - 2
        while (
            owner > 0 and self.labels.get(owner - 1) == "GPE" and self.tokens[owner - 1].text[0].isupper()
        ):
            owner -= 1
        return owner

    def _demonym_before_person(self, first: int, last: int) -> int:
        for size in (2, 1):
            if last - first > size and fold(self.words.text(first, first + size)) in self.words.demonyms:
                return size if self.labels.get(first + size) == "PERSON" else 0
        return 0

    def _police_after(self, first: int, last: int) -> int:
        """'St. Paul police said', 'the Leeds police force': a body named after its place."""
        if (
            last >= len(self.tokens)
            or self.tokens[last].text != "police"
            or self.tokens[last].sentence != self.tokens[first].sentence
        ):
            return last
        if self.labels.get(last - 1) not in ("GPE", "LOC", "FAC", "ORG") and (
            self.tokens[first].pos != "PROPN"
        ):
            return last
        follow = self.tokens[last + 1].text if last + 1 < len(self.tokens) else ""
        return last + 2 if follow in ("department", "force", "service") else last + 1

    def mention(self, first: int, last: int, sentence: int, titled: int = 0) -> Mention:
        """Make the mention of some tokens, with the recogniser's commonest vote."""
        while (
            last - 1 > first
            and self.tokens[last - 1].text in ("'s", "’s", "'")
            and not self.words.is_saint(first)
        ):
            last -= 1
        while last - 1 > first and not self.tokens[first].text[0].isalnum():
            first, titled = first + 1, titled + bool(titled)  # the stop of 'Lt.'
        votes = [self.labels[i] for i in range(first, last) if i in self.labels]
        label = max(sorted(set(votes)), key=votes.count) if votes else ""
        tokens = self.tokens
        return Mention(self.words.annotation.report, first, last, tokens[first].start, tokens[last - 1].end,
                       self.words.text(first, last), label, sentence, titled)  # fmt: skip
