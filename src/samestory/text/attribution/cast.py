"""Who a source is: the fullest name or role that the report gives for 'he', 'the official', 'Smith'."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from samestory.lexicon.cues import CueWords
from samestory.lexicon.roles import RoleWords
from samestory.records import Annotation
from samestory.text.trees import Tree

Sort = Literal["person", "people", "body", "document", "unknown"]
Sex = Literal["m", "f", ""]

_HE = {"he": "m", "she": "f", "his": "m", "her": "f", "him": "m", "hers": "f"}
SPEAKING = frozenset({"i", "we", "you", "my", "our", "your", "me", "us"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})
# Things issued in somebody's name: the one who issued them is the speaker. A report or study is not
# among them: it speaks for itself.
_ISSUED = frozenset(
    [
        "statement",
        "tweet",
        "post",
        "letter",
        "message",
        "email",
        "e-mail",
        "memo",
        "release",
        "note",
        "video",
        "speech",
        "interview",
        "comment",
        "account",
        "page",
    ]
)


_HYPHENS = frozenset({"-", "–", "&", "/"})
_COMPANIES = frozenset(
    ["company", "firm", "airline", "carrier", "operator", "maker", "manufacturer", "retailer", "business"]
)
NEAR_SENTENCES = 4  # 'the company' reaches over a paragraph or two, not over the report
LONGEST_ROLE = 14  # tokens; beyond this a description tells a story of its own
# Roles that fit anybody of standing: they take up whoever spoke last.
_ANYBODY = frozenset({"official", "officer", "man", "woman", "leader", "politician"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name as one place of the report has it; `full` takes in the title before it."""

    first: int
    last: int
    words: tuple[str, ...]
    full: str
    sex: Sex


@dataclass(frozen=True, slots=True)
class Body:
    """A run of proper nouns that may name a company: where it stands, and how often in the report."""

    first: int
    last: int
    name: str
    count: int
    sentence: int
    has_spokesman: bool


@dataclass(slots=True)
class Speaker:
    """One who has spoken: how to call him, and what can take him up again."""

    text: str
    sort: Sort
    sex: Sex
    heads: frozenset[str]
    sentence: int
    issued: bool = field(default=False)


class Cast:
    """The persons of a report and, as its attributions are read in order, those who have spoken."""

    def __init__(
        self,
        annotation: Annotation,
        tree: Tree,
        cues: CueWords,
        roles: RoleWords,
        *,
        quoted: frozenset[int] = frozenset(),
    ) -> None:
        self._tree = tree
        self._quoted = quoted
        self._bodies = _named_bodies(annotation, tree, roles)
        self._cues = cues
        self._roles = roles
        self.persons = _persons(annotation, tree, roles)
        self._by_last: dict[str, list[Person]] = {}
        for person in self.persons:
            self._by_last.setdefault(person.words[-1].lower(), []).append(person)
        self.spoken: list[Speaker] = []

    def resolve(self, source: Sequence[int], head: int | None, verb: int) -> Speaker | None:
        """Resolve a source and remember it as the last to have spoken."""
        found = self._resolve(source, head, verb)
        if found is not None:
            self.spoken.append(found)
        return found

    def last(self) -> Speaker | None:
        """Name the last who has spoken."""
        return self.spoken[-1] if self.spoken else None

    def _resolve(self, source: Sequence[int], head: int | None, verb: int) -> Speaker | None:
        if head is None or not source:
            return None
        tokens = self._tree.tokens
        # A stray mark may stick to a word ('have"he adds').
        word = tokens[head].text.lower().rpartition('"')[2]
        if word in _RELATIVE:
            return self._relative(head, verb)
        if tokens[head].pos == "PRON" or word in _HE or word in ("it", "they"):
            return self._pronoun(word, head)
        return self._noun(source, head)

    def _relative(self, head: int, verb: int) -> Speaker | None:
        up: int | None = self._tree.tokens[head].head
        for _ in range(4):
            if up is None:
                return None
            if self._tree.tokens[up].dep == "relcl":
                antecedent = self._tree.tokens[up].head
                return self._resolve_phrase(antecedent, verb)
            up = self._tree.head(up)
        return None

    def _resolve_phrase(self, head: int, verb: int) -> Speaker | None:
        def leave(child: int) -> bool:
            return self._tree.tokens[child].dep in ("relcl", "punct", "acl")

        return self._resolve(self._tree.subtree(head, without=leave), head, verb)

    def _pronoun(self, word: str, at: int) -> Speaker | None:
        sentence = self._tree.tokens[at].sentence
        if word in SPEAKING:
            return None
        if word in _HE:
            return self._he_or_she("m" if _HE[word] == "m" else "f", at)
        if word in ("it", "its"):
            return self._earlier(("document", "body"), sentence) or self._body_before(at)
        if word in ("they", "their", "them"):
            return self._earlier(("people", "body"), sentence) or self._people_before(at)
        return None

    def _he_or_she(self, sex: Sex, at: int) -> Speaker | None:
        """Take the last speaker who can be meant, unless another person stands nearer as a subject."""
        sentence = self._tree.tokens[at].sentence
        spoken = next((s for s in reversed(self.spoken) if s.sort == "person" and s.sex in ("", sex)), None)
        near = self._subject_before(sex, at)
        if spoken is not None and (near is None or near.sentence <= spoken.sentence):
            return Speaker(spoken.text, "person", sex, spoken.heads, sentence)
        found = near or spoken
        if found is None:
            person = next((p for p in reversed(self.persons) if p.last <= at and p.sex in ("", sex)), None)
            found = self._as_speaker(person, sentence) if person else None
        return Speaker(found.text, "person", sex, found.heads, sentence) if found else None

    def _subject_before(self, sex: Sex, at: int) -> Speaker | None:
        """Find the nearest person before who is the subject of a sentence."""
        tokens = self._tree.tokens
        for person in reversed(self.persons):
            if person.last > at or person.sex not in ("", sex) or person.first in self._quoted:
                continue
            if tokens[at].sentence - tokens[person.first].sentence > 4:
                return None
            head = next(
                (
                    i
                    for i in range(person.first, person.last)
                    if not person.first <= tokens[i].head < person.last
                ),
                person.first,
            )
            if tokens[head].dep in ("nsubj", "nsubjpass") or (
                tokens[head].dep == "appos" and tokens[tokens[head].head].dep in ("nsubj", "nsubjpass")
            ):
                return self._as_speaker(person, tokens[person.first].sentence)
        return None

    def _earlier(self, sorts: tuple[Sort, ...], sentence: int) -> Speaker | None:
        found = next((s for s in reversed(self.spoken) if s.sort in sorts), None)
        return Speaker(found.text, found.sort, "", found.heads, sentence, found.issued) if found else None

    def _body_before(self, at: int) -> Speaker | None:
        for index in range(at - 1, max(-1, at - 80), -1):
            token = self._tree.tokens[index]
            if (
                token.dep in ("nsubj", "nsubjpass")
                and token.lemma in self._roles.bodies | self._cues.documents
            ):
                return self._noun(self._phrase(index), index)
        return None

    def _people_before(self, at: int) -> Speaker | None:
        for index in range(at - 1, max(-1, at - 80), -1):
            token = self._tree.tokens[index]
            if token.dep in ("nsubj", "nsubjpass") and (
                token.tag in ("NNS", "NNPS") or token.lemma == "police"
            ):
                return self._noun(self._phrase(index), index)
        return None

    def _phrase(self, head: int) -> list[int]:
        def leave(child: int) -> bool:
            token = self._tree.tokens[child]
            return token.dep in ("relcl", "acl", "appos") or (
                token.dep == "punct" and token.text not in _HYPHENS
            )

        return self._tree.subtree(head, without=leave)

    def _noun(self, source: Sequence[int], head: int) -> Speaker | None:
        tokens = self._tree.tokens
        sentence = tokens[head].sentence
        person = self._person_in(source, head)
        if person is not None:
            return self._as_speaker(person, sentence, extra=self._role_heads(head))
        phrase = [i for i in self._phrase(head) if i in set(source)] or [head]
        word = tokens[head].lemma.lower() if tokens[head].pos == "NOUN" else tokens[head].text.lower()
        definite = self._is_definite(head)
        if word in _ISSUED:
            issuer = self._issuer(head, sentence)
            if issuer is not None:
                return issuer
        if definite and word in self._roles.persons:
            known = self._known_role(word, sentence)
            if known is not None:
                return known
        if definite and word in self._roles.bodies and len(phrase) <= 2:
            body = self._known_body(word, head)
            if body is not None:
                return body
        text = self._text(phrase)
        return Speaker(
            text,
            self._sort(head, word),
            self._sex_of(word),
            frozenset({word, *text.lower().split()[-1:]}),
            sentence,
        )

    def _known_role(self, word: str, sentence: int) -> Speaker | None:
        """'The official' takes up one who was called so; failing that the last person who spoke."""
        last = next((s for s in reversed(self.spoken) if s.sort == "person"), None)
        sex = self._sex_of(word)
        if (
            word in _ANYBODY
            and last is not None
            and last.sex in ("", sex)
            and sentence - last.sentence <= 3
        ):
            called: Speaker | None = last
        else:
            called = next(
                (s for s in reversed(self.spoken) if s.sort == "person" and word in s.heads), None
            )
        if called is None:
            titled = next(
                (
                    p
                    for p in reversed(self.persons)
                    if tokens_before(p, sentence, self._tree) and word in p.full.lower().split()
                ),
                None,
            )
            called = self._as_speaker(titled, sentence) if titled else None
        return (
            Speaker(called.text, "person", called.sex, called.heads | {word}, sentence) if called else None
        )

    def _known_body(self, word: str, head: int) -> Speaker | None:
        """'The hospital' is the body whose name says so, 'the company' the one the story deals with."""
        here = self._tree.tokens[head].sentence
        named = [b for b in self._bodies if b.last <= head and b.first not in self._quoted]
        before = [b for b in named if here - b.sentence <= NEAR_SENTENCES]
        alike = [b for b in before if word in b.name.lower().split()]
        if not alike and word in _COMPANIES:
            alike = [
                b
                for b in before
                if not set(b.name.lower().split()) & self._roles.outlets and len(b.name) > 2
            ]
        if not alike:
            return None
        best = max(alike, key=lambda b: (b.has_spokesman, b.count, b.first))
        return Speaker(best.name, "body", "", frozenset({word}), here)

    def _issuer(self, head: int, sentence: int) -> Speaker | None:
        """'The company's statement' is the company's; 'the statement' that of the last who spoke so."""
        owner = self._tree.child(head, "poss")
        if owner is not None:
            return self._resolve(
                [i for i in self._phrase(owner) if self._tree.tokens[i].dep != "case"], owner, head
            )
        by = next(
            (
                c
                for c in self._tree.children[head]
                if self._tree.tokens[c].text.lower() in ("from", "by", "of")
            ),
            None,
        )
        giver = self._tree.child(by, "pobj") if by is not None else None
        if giver is not None:
            return self._resolve(self._phrase(giver), giver, head)
        last = self.last()
        if last is not None and self._is_definite(head):
            return Speaker(last.text, last.sort, last.sex, last.heads, sentence, issued=True)
        return None

    def _is_definite(self, head: int) -> bool:
        determiner = self._tree.child(head, "det", "poss")
        return determiner is not None and self._tree.tokens[determiner].text.lower() not in (
            "a",
            "an",
            "some",
            "another",
            "one",
            "no",
        )

    def _person_in(self, source: Sequence[int], head: int) -> Person | None:
        """Find the person whom a noun phrase names: by its head, or in apposition to it."""
        held = set(source)
        inside = [p for p in self.persons if any(i in held for i in range(p.first, p.last))]
        for person in inside:
            if person.first <= head < person.last:
                return person
        apposed = {
            c
            for c in self._tree.children[head]
            if self._tree.tokens[c].dep in ("appos", "nmod", "compound")
        }
        tokens = self._tree.tokens
        for person in inside:
            inner = range(person.first, person.last)
            root = next((i for i in inner if tokens[i].head not in inner), person.first)
            if root in apposed and tokens[root].dep == "appos":
                return person
        last = self._by_last.get(tokens[head].text.lower())
        return last[0] if last and tokens[head].pos == "PROPN" else None

    def _as_speaker(self, person: Person, sentence: int, extra: frozenset[str] = frozenset()) -> Speaker:
        best = self.fullest(person)
        heads = frozenset(
            word.lower()
            for p in self._by_last.get(person.words[-1].lower(), [person])
            for word in p.full.split()
        )
        sex = person.sex or best.sex
        return Speaker(best.full, "person", sex, heads | extra, sentence)

    def fullest(self, person: Person) -> Person:
        """Choose the fullest form of a name: the most names, then the longest title, then the first."""
        alike = [
            p
            for p in self._by_last.get(person.words[-1].lower(), [person])
            if _agree(p.words, person.words)
        ]
        return min(alike or [person], key=lambda p: (-min(len(p.words), 3), -len(p.full.split()), p.first))

    def _role_heads(self, head: int) -> frozenset[str]:
        tokens = self._tree.tokens
        near = [head, *(c for c in self._tree.children[head] if tokens[c].dep in ("appos", "compound"))]
        return frozenset(tokens[i].text.lower() for i in near)

    def _sort(self, head: int, word: str) -> Sort:
        token = self._tree.tokens[head]
        if word in self._roles.bodies:
            return "body"
        if token.tag in ("NNS", "NNPS") or word in ("police", "people"):
            return "people"
        if word in self._roles.persons:
            return "person"
        if word in self._cues.documents:
            return "document"
        return "body" if token.pos == "PROPN" else "unknown"

    def _sex_of(self, word: str) -> Sex:
        return "m" if word in self._roles.men else "f" if word in self._roles.women else ""

    def _text(self, phrase: Sequence[int]) -> str:
        return join_tokens(self._tree, sorted(phrase)[:LONGEST_ROLE])


def join_tokens(tree: Tree, indices: Sequence[int]) -> str:
    """Write tokens as the text has them: together where nothing parts them, else with one space."""
    text = ""
    for place, index in enumerate(indices):
        token = tree.tokens[index]
        near = place and indices[place - 1] == index - 1 and tree.tokens[index - 1].end >= token.start
        text += token.text if near or not text else f" {token.text}"
    return text


def tokens_before(person: Person, sentence: int, tree: Tree) -> bool:
    """Tell whether a person is named before the end of a sentence."""
    return tree.tokens[person.first].sentence <= sentence


def _named_bodies(annotation: Annotation, tree: Tree, roles: RoleWords) -> list[Body]:
    """List the runs of proper nouns that are neither persons nor places, in order."""
    starts = [token.start for token in tree.tokens]
    other = {
        index
        for entity in annotation.entities
        if entity.label not in ("ORG", "PRODUCT", "WORK_OF_ART", "FAC")
        for index in range(bisect_left(starts, entity.start), bisect_left(starts, entity.end))
    }
    whole = {
        index
        for entity in annotation.entities
        if entity.label == "ORG"
        for index in range(bisect_left(starts, entity.start), bisect_left(starts, entity.end))
        if tree.tokens[index].dep not in ("det", "case")
    }
    runs: list[tuple[int, int]] = []
    for index, token in enumerate(tree.tokens):
        if (token.pos != "PROPN" and index not in whole) or index in other:
            continue
        if runs and runs[-1][1] == index and tree.tokens[index - 1].sentence == token.sentence:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    names = [join_tokens(tree, range(first, last)) for first, last in runs]
    counts = Counter(names)
    return [
        Body(
            first, last, name, counts[name], tree.tokens[first].sentence, _has_spokesman(tree, first, last)
        )
        for (first, last), name in zip(runs, names, strict=True)
    ]


def _has_spokesman(tree: Tree, first: int, last: int) -> bool:
    """Tell 'Acme spokeswoman Ann Lee' and 'a spokesman for Acme' from other mentions of Acme."""
    near = tree.tokens[max(0, first - 3) : last + 2]
    return any(token.lemma.startswith("spokes") for token in near)


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names with one last word can be one person's: no first names that differ."""
    if len(one) == 1 or len(other) == 1:
        return True
    first, second = one[0].strip(".").lower(), other[0].strip(".").lower()
    return first == second or (first[:1] == second[:1] and 1 in (len(first), len(second)))


def _persons(annotation: Annotation, tree: Tree, roles: RoleWords) -> list[Person]:
    """List the persons whom the recogniser sees, in order, each with the title that stands before."""
    tokens = tree.tokens
    starts = [token.start for token in tokens]
    found: list[Person] = []
    for entity in annotation.entities:
        if entity.label != "PERSON":
            continue
        first = bisect_left(starts, entity.start)
        last = bisect_left(starts, entity.end)
        while last > first and tokens[last - 1].text in ("'s", "’s", "'", ",", "."):
            last -= 1
        if first >= last:
            continue
        person = _person(tree, first, last, roles)
        if person is not None:
            found.append(person)
    taken = {i for p in found for i in range(p.first, p.last)}
    last_names = {p.words[-1]: p for p in sorted(found, key=lambda p: -p.first) if len(p.words) > 1}
    # A last name alone is often taken for an organisation.
    for index, token in enumerate(tokens):
        known = last_names.get(token.text)
        if known is not None and token.pos == "PROPN" and index not in taken and token.dep != "compound":
            alone = _person(tree, index, index + 1, roles)
            if alone is not None and len(alone.words) == 1:
                found.append(alone)
    return sorted(found, key=lambda p: p.first)


def _person(tree: Tree, first: int, last: int, roles: RoleWords) -> Person | None:
    tokens = tree.tokens
    words = [tokens[i].text for i in range(first, last)]
    sex: Sex = ""
    while len(words) > 1 and words[0].rstrip(".").lower() in roles.men | roles.women | roles.persons:
        word = words.pop(0).rstrip(".").lower()
        first += 1
        sex = "m" if word in roles.men else "f" if word in roles.women else sex
    begin = first
    while (
        begin > 0
        and tokens[begin - 1].sentence == tokens[first].sentence
        and _is_title(tree, begin - 1, first, last)
    ):
        begin -= 1
        word = tokens[begin].text.rstrip(".").lower()
        sex = "m" if word in roles.men else "f" if word in roles.women else sex
    if words[-1].rstrip(".").lower() in ("jr", "sr", "ii", "iii", "iv") and len(words) > 1:
        words.pop()
    words = [w for w in words if w != ","]
    if not words or not words[-1][:1].isupper():
        return None
    if not sex and len(words) > 1:
        given = words[0].lower()
        sex = "m" if given in roles.given_men else "f" if given in roles.given_women else ""
    full = join_tokens(tree, [i for i in range(begin, last) if tokens[i].dep != "det"])
    return Person(
        first, last, tuple(words), full.replace(" 's", "'s").replace(" - ", "-").replace(" ,", ","), sex
    )


def _is_title(tree: Tree, index: int, first: int, last: int) -> bool:
    """Tell whether a token belongs to the title before a name: 'Former police Chief Tim Fitch'."""
    token = tree.tokens[index]
    if token.dep not in ("compound", "amod", "nmod", "poss", "case") or token.text in (",",):
        return False
    climb = index
    for _ in range(6):
        up = tree.tokens[climb].head
        if first <= up < last:
            return True
        if up == climb:
            return False
        climb = up
    return False
