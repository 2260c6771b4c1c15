"""Names where they stand: runs of capitalised words, cut where a title, a role or a mark ends one.

The parser's recogniser knows many names but loses others to their first word in the sentence, splits
them and takes headlines for people. Here it votes; the capitals decide where a name begins and ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samestory.records import Annotation, Sentence, Token
from samestory.text.naming.forms import Form, WordLists, fold, form_of, is_acronym

NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
OPENING_MARKS = frozenset(
    {'"', "'", ":", "``", "—", "–", "-", "(", "[", "*", "#", "/", ";", "...", "_", "|"}
)
ARABIC_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ad", "at", "ul", "ur"})
ABBREVIATIONS = frozenset(
    "st ft mt sgt gov sen rep gen lt capt col cpl dr mr mrs ms prof rev det supt asst insp cllr adm cmdr maj".split()
)
# Above this share of capitalised words a line is a headline in title case: capitals mean nothing.
TITLE_CASE_SHARE = 0.6
MAX_NAME_TOKENS = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: tokens `[first, last)`, `label` the recogniser's vote, '' if it has none.

    `titled` is how many tokens directly before it belong to a title ('former President').
    """

    report: str
    first: int
    last: int
    start: int
    end: int
    text: str
    label: str
    sentence: int
    titled: int = 0

    @property
    def form(self) -> Form:
        """The name as folded words."""
        return form_of(self.text)


class MentionFinder:
    """Finds the names of one report."""

    def __init__(
        self, annotation: Annotation, lists: WordLists, demonyms: frozenset[str], known: frozenset[Form]
    ):
        self.annotation = annotation
        self.tokens = annotation.tokens
        self.lists = lists
        self.demonyms = demonyms
        self.known = known
        self.long_known: dict[str, list[Form]] = {}
        for form in sorted(known, key=lambda f: (-len(f), f)):
            if len(form) > 2:
                self.long_known.setdefault(form[0], []).append(form)
        self.labels = _labels(annotation)
        self.starts = [token.start for token in annotation.tokens]
        self.lower_words = frozenset(t.text for t in self.tokens if t.text.islower())

    def find(self) -> list[Mention]:
        """Find every name outside headlines in title case."""
        found: list[Mention] = []
        for number, sentence in enumerate(self.annotation.sentences):
            if not self.is_title_case(sentence):
                for first, last in self._runs(sentence):
                    found += self._cut(first, last, number)
        return found

    def find_again(self, forms: frozenset[Form]) -> list[Mention]:
        """Find names that are known from elsewhere in the headlines that `find` leaves out."""
        longest = max(map(len, forms), default=0)
        found: list[Mention] = []
        for number, sentence in enumerate(self.annotation.sentences):
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
                text = self._text(at, last)
                if text[0].isupper() and self.tokens[last - 1].text[0].isalnum() and form_of(text) in forms:
                    if last > at + 1 and self.tokens[last - 1].text in ("'s", "’s"):
                        continue
                    found.append(self._mention(at, last, number))
                    at = last - 1
                    break
            at += 1
        return found

    def _runs(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
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
        for form in self.long_known.get(fold(self.tokens[first].text), ()) if self._is_capital(first) else ():
            for last in range(first + len(form), min(end, first + len(form) + 4) + 1):
                if self.tokens[last - 1].text[0].isalnum() and form_of(self._text(first, last)) == form:
                    return last
        return 0

    def _is_capital(self, index: int) -> bool:
        text = self.tokens[index].text
        if text[0].isupper():
            return True
        prefix, mark, rest = text.partition("-")
        return bool(mark) and prefix in ARABIC_ARTICLES and rest[:1].isupper()

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

    def _begins(self, index: int, sentence: Sentence) -> bool:
        if self._article_follows(index, sentence.last):
            return True
        if not self._is_capital(index):
            return False
        token = self.tokens[index]
        lower = fold(token.text).rstrip(".")
        if (lower,) in self.known and is_acronym(token.text):
            return True
        if lower in self.lists.words["never_names"] or len(token.text) == 1:
            return self.labels.get(index) == "PERSON" and lower not in (
                "read",
                "subscribe",
                "the",
                "a",
                "i",
            )
        if not self._opens(index, sentence):
            return True
        if lower.startswith("i'"):
            return False
        if (lower,) in self.known:
            return True
        if lower in self.lists.words["titles"] and self._is_capital(min(index + 1, sentence.last - 1)):
            return True
        # 'Disgraced Samsung heir': a word that is no noun opens the sentence, not the name.
        if token.tag not in ("NNP", "NNPS", "FW", "CD") and lower not in self.lists.words["given_names"]:
            return self.labels.get(index) is not None and not self._is_capital(
                min(index + 1, sentence.last - 1)
            )
        if self.labels.get(index):
            return True
        if index + 1 < sentence.last and self._is_capital(index + 1):
            return lower not in self.lower_words or self.labels.get(index + 1) != "PERSON"
        return token.pos == "PROPN" and lower not in self.lower_words

    def _opens(self, index: int, sentence: Sentence) -> bool:
        if index == sentence.first:
            return True
        # '… happened," Eads said': the quotation closes here, and a capital is a name again.
        closes = self.tokens[index - 1].text in ('"', "'", "''") and self.tokens[index - 2].text in (
            ",",
            ".",
            "?",
            "!",
        )
        return self.tokens[index - 1].text in OPENING_MARKS and not closes

    def _continues(self, first: int, index: int, end: int) -> int:
        """How many tokens from `index` on belong to the run that began at `first`."""
        token, before = self.tokens[index], self.tokens[index - 1]
        lower = fold(token.text).rstrip(".")
        if self._article_follows(index, end):
            return 3
        if token.text == "-" and token.start == before.end and index + 1 < end:
            follows = self.tokens[index + 1]
            inner = follows.text.islower() and len(follows.text) <= 3 and index + 3 < end
            if inner and self.tokens[index + 2].text == "-" and self._is_capital(index + 3):
                return 4 if self.tokens[index + 3].start == follows.end + 1 else 0
            return 2 if follows.start == token.end and follows.text[0].isupper() else 0
        if token.text == "." and token.start == before.end and index + 1 < end:
            return 2 * int(fold(before.text) in ABBREVIATIONS and self._is_capital(index + 1))
        if token.text == "," and index + 1 < end:
            suffix = fold(self.tokens[index + 1].text).rstrip(".")
            return 2 if suffix in self.lists.words["suffixes"] else 0
        if token.text == "&" and index + 1 < end and self._is_capital(index + 1):
            return 2
        if token.text in ("'s", "’s"):
            return self._over_possessive(first, index, end)
        if self._is_capital(index):
            inside = self._one_entity(index - 1, index)
            is_never = lower in self.lists.words["never_names"] and (lower,) not in self.known
            return int(
                inside or not is_never or lower in ("april", "may", "march", "june", "august", "people")
            )
        return self._over_link(first, index, end)

    def _over_possessive(self, first: int, index: int, end: int) -> int:
        """'Lee's Pawn', 'People's Party': one name where the recogniser sees one, or it is known."""
        if index + 1 >= end or not self._is_capital(index + 1) or self.tokens[index + 1].text.isupper():
            return int(self._is_saint(first))
        label = self.labels.get(index)
        if self._is_saint(first):
            return 2
        return 2 if label in ("ORG", "FAC", "WORK_OF_ART") and self._one_entity(first, index + 1) else 0

    def _is_saint(self, first: int) -> bool:
        return fold(self.tokens[first].text).rstrip(".") in ("st", "saint")

    def _over_link(self, first: int, index: int, end: int) -> int:
        token = self.tokens[index]
        if token.text not in self.lists.words["name_links"]:
            return 0
        step = 2 if index + 2 < end and self.tokens[index + 1].text == "the" else 1
        if index + step >= end or not self._is_capital(index + step):
            return 0
        after = fold(self.tokens[index + step].text)
        if after in self.lists.words["never_names"] - {"police"} or self.labels.get(index + step) == "DATE":
            return 0
        if token.text == "and" and index - first >= 2 and self._ends_in_venue(index + 1, end):
            return 2
        if self._one_entity(index - 1, index + step) or self._is_known(first, index + step):
            return step + 1
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
        return step + 1 if token.text == "of" and fold(self.tokens[index - 1].text) in heads else 0

    def _ends_in_venue(self, index: int, end: int) -> bool:
        """'Bar and Grill', 'Pawn and Jewelry Store': one name although the recogniser cuts it."""
        last = index
        while last + 1 < end and self._is_capital(last + 1):
            last += 1
        return fold(self.tokens[last].text) in (
            "grill",
            "store",
            "shop",
            "sons",
            "co",
            "company",
            "associates",
            "spa",
            "casino",
        )

    def _is_known(self, first: int, index: int) -> bool:
        form = form_of(self._text(first, index + 1))
        return any(known[: len(form)] == form for known in self.known)

    def _one_entity(self, left: int, right: int) -> bool:
        return any(left in span and right in span for span in self._entity_spans(left))

    def _entity_spans(self, index: int) -> list[range]:
        token = self.tokens[index]
        return [
            self._token_range(e.start, e.end)
            for e in self.annotation.entities
            if e.label in NAME_LABELS and e.start <= token.start < e.end
        ]

    def _token_range(self, start: int, end: int) -> range:
        first = bisect_left(self.starts, start)
        return range(first, bisect_left(self.starts, end))

    def _cut(self, first: int, last: int, sentence: int) -> list[Mention]:
        """Cut a run into names: titles come off before a person, roles fall away."""
        strip = ("-", "&") if self._is_saint(first) else ("-", "&", "'s", "’s")
        while last > first and self.tokens[last - 1].text in strip:
            last -= 1
        half, odd = divmod(last - first, 2)
        if half and not odd and self._text(first, first + half) == self._text(first + half, last):
            last = first + half  # a caption that runs into its text
        titles = self.lists.words["titles"]
        if first > 1 and self.tokens[first - 1].text == "of" and self._word(first - 2) in titles:
            begin = next((i for i in range(first + 1, last - 1) if self._is_given(i)), None)
            if begin is not None:  # 'Mayor of London Sadiq Khan'
                person = self._mention(begin, last, sentence, titled=begin - first + 2)
                return [*self._plain(first, begin, sentence), person]
        for at in range(first + 2, last - 1):
            if self.tokens[at].text in ("for", "in", "on") and self._is_given(first):
                return self._cut(first, at, sentence) + self._cut(at + 1, last, sentence)
        words = [fold(self.tokens[i].text).rstrip(".") for i in range(first, last)]
        title = max((i for i, w in enumerate(words[:-1]) if self._titles(words, i)), default=-1)
        if self._is_body(words, title):
            return self._plain(first, last, sentence)
        if title >= 0 and words[title + 1] in ("of", "for"):
            begin = next((i for i in range(title + 3, len(words) - 1) if self._is_given(first + i)), None)
            if begin is not None:  # 'Mayor of London Sadiq Khan'
                middle = self._plain(first + title + 2, first + begin, sentence)
                return [*middle, self._mention(first + begin, last, sentence, titled=begin)]
            return self._place_before(first, title, sentence) + self._cut(first + title + 2, last, sentence)
        if title >= 0 and self._personlike(words[title + 1 :]):
            before = self._place_before(first, title, sentence)
            return [*before, self._mention(first + title + 1, last, sentence, titled=title + 1)]
        if len(words) == 1 and words[0] in ABBREVIATIONS:
            return []
        is_surname = len(words) == 2 and words[-1] in (
            "skipper",
            "king",
            "bishop",
            "dean",
            "judge",
            "pope",
            "prince",
            "duke",
            "marshal",
            "major",
            "driver",
            "teacher",
            "deacon",
            "elder",
            "abbot",
            "baron",
            "earl",
            "chancellor",
            "lord",
            "ranger",
            "warden",
            "sergeant",
            "constable",
            "coach",
            "singer",
            "nurse",
        )
        if (
            words
            and words[-1] in titles
            and not is_surname
            and (len(words) > 1 or self.labels.get(first) != "PERSON")
        ):
            return self._place_before(first, len(words) - 1, sentence)
        return self._plain(first, last, sentence)

    def _word(self, index: int) -> str:
        return fold(self.tokens[index].text).rstrip(".")

    def _is_given(self, index: int) -> bool:
        return fold(self.tokens[index].text) in self.lists.words["given_names"]

    def _is_body(self, words: list[str], title: int) -> bool:
        """'Office of Inspector General', 'Attorney General's Office': a body, though a title is in it."""
        heads = self.lists.words["organisation_heads"]
        return (
            "of" in words[1:title]
            and words[words.index("of") - 1] in heads
            or words[-1] in ("office", "department")
        )

    def _titles(self, words: list[str], at: int) -> bool:
        return words[at] in self.lists.words["titles"] and words[at + 1] not in (
            "-",
            "'s",
            "’s",
            "and",
            "&",
        )

    def _personlike(self, words: list[str]) -> bool:
        heads = self.lists.words["organisation_heads"] | self.lists.words["place_heads"]
        if any(w in ("of", "for", "and", "&") for w in words):
            return False
        if all(w in self.lists.words["titles"] for w in words):
            return False
        return words[-1] not in heads or len(words) > 1 and words[-1] in ("church", "park", "hill", "lane", "bay", "cross", "guard", "forest", "field", "lake", "post", "house", "hall", "west", "banks")  # fmt: skip

    def _place_before(self, first: int, count: int, sentence: int) -> list[Mention]:
        """The name inside a title: 'Lee County' of 'Lee County Sheriff'."""
        words = [fold(self.tokens[first + i].text).rstrip(".") for i in range(count)]
        drop = self.lists.words["title_modifiers"] | self.lists.words["titles"] | {"police", "and", "of"}
        begin, end = 0, count
        while begin < end and words[begin] in drop:
            begin += 1
        while end > begin and words[end - 1] in drop:
            end -= 1
        if begin >= end or " ".join(words[begin:end]) in self.demonyms:
            return []
        return self._plain(first + begin, first + end, sentence)

    def _plain(self, first: int, last: int, sentence: int) -> list[Mention]:
        form = form_of(self._text(first, last))
        if not form or " ".join(form) in self.demonyms and form not in self.known:
            return []
        if len(form) == 1 and (
            form[0] in self.lists.words["never_names"] and form not in self.known or form[0].isdigit()
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
        split = self._demonym_before_person(first, last)
        if split:
            return [self._mention(first + split, last, sentence)]
        owner = self._owner_before(first, last)
        if owner < first:
            return [self._mention(owner, last, sentence)]
        extended = self._police_after(first, last)
        if extended > last:
            return [self._mention(first, last, sentence), self._mention(first, extended, sentence)]
        return [self._mention(first, last, sentence)]

    def _owner_before(self, first: int, last: int) -> int:
        """'Kenya's Ministry of Health': the body is named with the place that owns it."""
        if (
            first < 2
            or self.tokens[first - 1].text not in ("'s", "’s")
            or self.labels.get(first - 2) != "GPE"
        ):
            return first
        words = {fold(self.tokens[i].text) for i in range(first, last)}
        if not words & {
            "ministry",
            "department",
            "agency",
            "army",
            "police",
            "parliament",
            "government",
            "court",
            "senate",
            "congress",
            "navy",
            "force",
            "guard",
            "bureau",
            "authority",
            "office",
            "commission",
            "council",
            "bank",
        }:
            return first
        owner = first - 2
        while (
            owner > 0 and self.labels.get(owner - 1) == "GPE" and self.tokens[owner - 1].text[0].isupper()
        ):
            owner -= 1
        return owner

    def _demonym_before_person(self, first: int, last: int) -> int:
        for size in (2, 1):
            if last - first > size and fold(self._text(first, first + size)) in self.demonyms:
                return size if self.labels.get(first + size) == "PERSON" else 0
        return 0

    def _police_after(self, first: int, last: int) -> int:
        """'St. Louis police said', 'the Leeds police force': a body named after its place."""
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

    def _mention(self, first: int, last: int, sentence: int, titled: int = 0) -> Mention:
        while last - 1 > first and self.tokens[last - 1].text in ("'s", "’s", "'") and not self._is_saint(first):
            last -= 1
        votes = [self.labels[i] for i in range(first, last) if i in self.labels]
        label = max(sorted(set(votes)), key=votes.count) if votes else ""
        tokens = self.tokens
        return Mention(self.annotation.report, first, last, tokens[first].start, tokens[last - 1].end,
                       self._text(first, last), label, sentence, titled)  # fmt: skip

    def _text(self, first: int, last: int) -> str:
        return token_text(self.tokens, first, last)


def token_text(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """Write tokens as text, with a space wherever the report has something between them."""
    pieces = []
    for index in range(first, last):
        if index > first and tokens[index].start > tokens[index - 1].end:
            pieces.append(" ")
        pieces.append(tokens[index].text)
    return "".join(pieces)


def _labels(annotation: Annotation) -> Mapping[int, str]:
    labels: dict[int, str] = {}
    index = 0
    for entity in sorted(annotation.entities, key=lambda e: (e.start, e.end)):
        while index < len(annotation.tokens) and annotation.tokens[index].end <= entity.start:
            index += 1
        at = index
        while at < len(annotation.tokens) and annotation.tokens[at].start < entity.end:
            labels[at] = entity.label
            at += 1
    return labels
