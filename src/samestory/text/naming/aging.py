"""People taken up by the age that one of a story has: 'a 12-year-old boy', 'the 34-year-old Leeds man'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from samestory.records import Annotation
from samestory.text.naming.entities import Entity
from samestory.text.naming.forms import WordLists, fold
from samestory.text.naming.holding import mention_of
from samestory.text.naming.introducing import TELLING
from samestory.text.naming.phrases import PHRASE_TAGS, Described
from samestory.text.naming.profiles import Profile, may_be_called
from samestory.text.naming.seconds import ATTACKERS
from samestory.text.naming.words import Mention

AGED = ("-", "year", "-", "old")
# Nouns for anybody of an age; an office or a part in the story has to be known of the one.
ANYBODY = frozenset(
    {"man", "woman", "boy", "girl", "teen", "teenager", "youth", "child", "resident", "male", "female"}
)
# Nouns behind an age that stay with the one: 'the boy' is the 12-year-old boy.
YOUNG = frozenset({"boy", "girl", "teen", "teenager", "toddler"})
LONGEST_TAIL = 4
SAYING = TELLING | {"add", "ask", "note", "explain", "remember"}


class AgeFinder:
    """Finds the phrases that say an age, and gives each to the one person of the story who has it."""

    def __init__(self, lists: WordLists, profiles: Mapping[int, Profile], entities: Mapping[int, Entity]):
        self.words = lists.words
        self.profiles = profiles
        self.people = [(key, e) for key, e in entities.items() if e.kind == "person" and profiles[key].ages]

    def find(
        self, annotations: Mapping[str, Annotation], placed: Sequence[tuple[Mention, Entity]]
    ) -> list[tuple[Mention, Entity]]:
        """Find them in all reports, and let the young ones be known by their noun."""
        starts = {(m.report, m.first - m.titled) for m, _ in placed}
        speakers = {id(e) for m, e in placed if _speaks(annotations[m.report], m)}
        found: list[tuple[Mention, Entity]] = []
        for report, annotation in annotations.items():
            for described in self._list_aged(annotation):
                fits = [
                    (key, e) for key, e in self.people if self._is_one(self.profiles[key], described, e)
                ]
                if len(fits) != 1 or (report, described.last) in starts or fits[0][0] in speakers:
                    continue
                key, entity = fits[0]
                if described.head in YOUNG:
                    self.profiles[key].nouns.add(described.head)
                found.append((mention_of(annotation, described), entity))
        return found

    def _list_aged(self, annotation: Annotation) -> Iterator[Described]:
        tokens = annotation.tokens
        for at in range(len(tokens) - len(AGED)):
            if not tokens[at].text.isdigit() or len(tokens[at].text) > 2:
                continue
            if tuple(t.text.lower() for t in tokens[at + 1 : at + 5]) == AGED:
                found = self._phrase(annotation, at)
                if found is not None:
                    yield found

    def _phrase(self, annotation: Annotation, number: int) -> Described | None:
        """The phrase around an age, from its article to its noun."""
        tokens = annotation.tokens
        first, last = number, number + 1 + len(AGED)
        sentence = tokens[number].sentence
        while last < len(tokens) and last - number < 5 + LONGEST_TAIL and tokens[last].sentence == sentence:
            if tokens[last].tag not in PHRASE_TAGS:
                break
            last += 1
        after = tokens[last].tag if last < len(tokens) and tokens[last].sentence == sentence else ""
        tail = tokens[number + 5 : last]
        if after in ("NNS", "POS", "NNPS") or (
            tail and (tail[-1].tag != "NN" or not tail[-1].text.islower())
        ):
            return None
        before = tokens[first - 1] if first and tokens[first - 1].sentence == sentence else None
        if before is not None and before.text.lower() in ("a", "an", "the"):
            first -= 1
        elif before is not None and before.tag not in ("IN", ",", "VBD", "VBZ", "CC", ":"):
            return None
        head = fold(tail[-1].text) if tail else "old"
        return Described(
            first, last, head, frozenset({tokens[number].text, *(fold(t.text) for t in tail[:-1])})
        )

    def _is_one(self, profile: Profile, described: Described, entity: Entity) -> bool:
        if not described.modifiers & profile.ages or described.modifiers & self.words["other_marks"]:
            return False
        head = described.head
        if head == "old":
            return True
        if not all(may_be_called(form[0], head) for form in entity.forms):
            return False
        clash = (head in ATTACKERS and "victim" in profile.nouns) or (
            head == "victim" and profile.nouns & ATTACKERS
        )
        return not clash and (head in ANYBODY | self.words["young_nouns"] or head in profile.nouns)


def _speaks(annotation: Annotation, mention: Mention) -> bool:
    """Whether one says something: a witness, who may be as old as the victim."""
    token = annotation.tokens[mention.last - 1]
    return token.dep == "nsubj" and annotation.tokens[token.head].lemma in SAYING
