"""Who a source is: the fullest name or role that the report gives for 'he', 'the official', 'Smith'."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from samestory.lexicon.cues import CueWords
from samestory.lexicon.roles import RoleWords
from samestory.records import Annotation
from samestory.text.attribution.offices import find_offices, is_aged, self_given_name
from samestory.text.attribution.persons import (
    Person,
    Sex,
    are_alike,
    find_bodies,
    find_persons,
    join_tokens,
)
from samestory.text.trees import Tree

Sort = Literal["person", "people", "body", "document", "unknown"]

_HE = {"he": "m", "she": "f", "his": "m", "her": "f", "him": "m", "hers": "f"}
SPEAKING = frozenset({"i", "we", "you", "my", "our", "your", "me", "us"})
_PRONOUNS = frozenset({*_HE, *SPEAKING, "it", "its", "they", "their", "them"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})


_HYPHENS = frozenset({"-", "–", "&", "/"})
FAR_PERSONS = 80  # mentions; whom none of these is, no pronoun takes up
FAR_TOKENS = 60  # how far back 'he' looks for a man without a name
NEAR_SENTENCES = 4  # 'the company' reaches over a paragraph or two, not over the report
LONGEST_ROLE = 14  # tokens; beyond this a description tells a story of its own
SITES = frozenset(
    {"website", "site", "page", "account", "feed", "blog", "facebook", "twitter", "instagram"}
)


@dataclass(slots=True)
class Speaker:
    """One who has spoken: how to call him, and what can take him up again."""

    text: str
    sort: Sort
    sex: Sex
    heads: frozenset[str]
    sentence: int


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
        self._bodies = find_bodies(annotation, tree)
        self._cues = cues
        self._roles = roles
        self.persons = find_persons(annotation, tree, roles)
        self._by_last: dict[str, list[Person]] = {}
        for person in self.persons:
            self._by_last.setdefault(person.words[-1].lower(), []).append(person)
        self._offices = find_offices(tree, self.persons, roles)
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
        if word in _PRONOUNS:
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
            return self._earlier(("document", "body"), sentence) or self._body_before(at) or self.last()
        if word in ("they", "their", "them"):
            return self._earlier(("people", "body"), sentence) or self._people_before(at) or self.last()
        return None

    def _he_or_she(self, sex: Sex, at: int) -> Speaker | None:
        """Take the last speaker who can be meant, unless another person stands nearer as a subject."""
        sentence = self._tree.tokens[at].sentence
        spoken = next((s for s in reversed(self.spoken) if s.sort == "person" and s.sex in ("", sex)), None)
        near = self._subject_before(sex, at)
        if spoken is not None and (near is None or near.sentence <= spoken.sentence):
            return Speaker(spoken.text, "person", sex, spoken.heads, sentence)
        found = near or spoken
        stranger = self._stranger_before(sex, at)
        if stranger is not None and (found is None or found.sentence < stranger.sentence - 1):
            return stranger
        if found is None:
            person = next((p for p in reversed(self.persons) if p.last <= at and p.sex in ("", sex)), None)
            found = self._as_speaker(person, sentence) if person else None
        return Speaker(found.text, "person", sex, found.heads, sentence) if found else None

    def _stranger_before(self, sex: Sex, at: int) -> Speaker | None:
        """'A man answered the door. "No," he said.': take up whom the sentence before has no name for."""
        tokens = self._tree.tokens
        for index in range(at - 1, max(-1, at - FAR_TOKENS), -1):
            token = tokens[index]
            if tokens[at].sentence - token.sentence > 1:
                return None
            is_one = token.dep == "nsubj" and token.tag == "NN" and token.lemma in self._roles.persons
            if is_one and index not in self._quoted and self._sex_of(token.lemma) in ("", sex):
                return self._noun(self._phrase(index), index)
        return None

    def _subject_before(self, sex: Sex, at: int) -> Speaker | None:
        """Find the nearest person before who is the subject of a sentence."""
        tokens = self._tree.tokens
        for person in self._persons_before(at):
            if (sex and person.sex not in ("", sex)) or person.first in self._quoted:
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

    def _persons_before(self, at: int) -> Iterator[Person]:
        """Go back through the persons named before a token, the nearest first."""
        end = bisect_right(self.persons, at, key=lambda p: p.last)
        yield from reversed(self.persons[max(0, end - FAR_PERSONS) : end])

    def _earlier(self, sorts: tuple[Sort, ...], sentence: int) -> Speaker | None:
        found = next((s for s in reversed(self.spoken) if s.sort in sorts), None)
        return Speaker(found.text, found.sort, "", found.heads, sentence) if found else None

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
        aged = (
            self._subject_before(self._sex_of(tokens[head].lemma), head)
            if is_aged(self._tree, phrase)
            else None
        )
        if aged is not None and self._is_definite(head):
            return aged
        word = tokens[head].lemma.lower() if tokens[head].pos == "NOUN" else tokens[head].text.lower()
        definite = self._is_definite(head)
        if word in self._roles.issued:
            issuer = self._issuer(head, sentence)
            if issuer is not None:
                return issuer
        if definite and word in self._roles.persons:
            known = self._known_role(word, head)
            if known is not None:
                return known
        if definite and word in self._roles.bodies and len(phrase) <= 2:
            body = self._known_body(word, head)
            if body is not None:
                return body
        text = ("" if definite else self_given_name(self._tree, head)) or self._text(phrase)
        return Speaker(
            text,
            self._sort(head, word),
            self._sex_of(word),
            frozenset({word, *text.lower().split()[-1:]}),
            sentence,
        )

    def _known_role(self, word: str, head: int) -> Speaker | None:
        """'The official' takes up one who was called so; failing that the last person who spoke."""
        sentence = self._tree.tokens[head].sentence
        last = next((s for s in reversed(self.spoken) if s.sort == "person"), None)
        sex = self._sex_of(word)
        if (
            word in self._roles.anybody
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
            titled = self._holder(word, head)
            called = self._as_speaker(titled, sentence) if titled else None
        return (
            Speaker(called.text, "person", called.sex, called.heads | {word}, sentence) if called else None
        )

    def _holder(self, word: str, head: int) -> Person | None:
        """Find who holds a role: the nearest so called before, else the only one in the whole report."""
        named = {word, *self._roles.kindred.get(word, ())}
        held = [p for role in sorted(named) for p in self._offices.get(role, ())]
        before = [p for p in held if p.last <= head]
        if before:
            return max(before, key=lambda p: p.first)
        return held[0] if held and len({p.words[-1] for p in held}) == 1 else None

    def _known_body(self, word: str, head: int) -> Speaker | None:
        """'The hospital' is the body whose name says so, 'the company' the one the story deals with."""
        here = self._tree.tokens[head].sentence
        begin = bisect_left(self._bodies, here - NEAR_SENTENCES, key=lambda b: b.sentence)
        end = bisect_right(self._bodies, head, key=lambda b: b.last)
        before = [b for b in self._bodies[begin:end] if b.first not in self._quoted]
        alike = [b for b in before if word in b.name.lower().split()]
        if not alike and word in self._roles.companies:
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
        owner = self._site_owner(head)
        if owner is not None:
            phrase = [i for i in self._phrase(owner) if self._tree.tokens[i].dep != "case"]
            return self._resolve(phrase, owner, head)
        last = self.last()
        if last is not None and self._is_definite(head):
            return Speaker(last.text, last.sort, last.sex, last.heads, sentence)
        return None

    def _site_owner(self, head: int) -> int | None:
        """Whose the website is on which a statement stands: 'a statement on the school's website'."""
        for on in self._tree.children[head]:
            site = self._tree.child(on, "pobj") if self._tree.tokens[on].text == "on" else None
            if site is not None and self._tree.tokens[site].text.lower() in SITES:
                return self._tree.child(site, "poss")
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
            if are_alike(p.words, person.words)
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
