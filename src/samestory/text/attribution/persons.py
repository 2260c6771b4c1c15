"""Persons and bodies that a report names, and where, with their titles."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from samestory.lexicon.roles import RoleWords
from samestory.records import Annotation
from samestory.text.trees import Tree

# A longer run of capitals in a headline is the headline: 'Team Officially Drops Its Name'.
LONGEST_HEADED = 4
# A longer name before 'who' is a body's, most often; behind 'in' and 'from' it is a place.
MAX_WHO_TOKENS = 2
WHOS = ("nsubj", "nsubjpass", "dobj", "ROOT")

Sex = Literal["m", "f", ""]


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


def find_persons(annotation: Annotation, tree: Tree, roles: RoleWords) -> list[Person]:
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
        if first >= last or _is_plural(tree, first, last):
            continue
        person = _person(tree, first, last, roles)
        if person is not None:
            found.append(person)
    found += [p for first, last in _given_runs(annotation, tree, roles)
              if (p := _person(tree, first, last, roles)) is not None]  # fmt: skip
    taken = {i for p in found for i in range(p.first, p.last)}
    found += [p for first, last in _who_runs(tree, roles)
              if first not in taken and (p := _person(tree, first, last, roles)) is not None]  # fmt: skip
    longer = {word for p in found if len(p.words) > 1 for word in p.words}
    places = _place_words(tree)
    found = [p for p in found if len(p.words) > 1 or p.words[0] in longer or p.words[0] not in places]
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


def _is_plural(tree: Tree, first: int, last: int) -> bool:
    """'The Redhawks': a team, or a family, that is no 'he'."""
    after = first > 0 and tree.tokens[first - 1].text.lower() == "the"
    return after and last - first == 1 and tree.tokens[first].tag == "NNPS"


def _who_runs(tree: Tree, roles: RoleWords) -> list[tuple[int, int]]:
    """List the names of 'Voss, who bought the team': a person, whatever the recogniser has."""
    tokens = tree.tokens
    runs: list[tuple[int, int]] = []
    for index in range(1, len(tokens)):
        last = index - 1 if tokens[index - 1].text == "," else index
        name = tokens[last - 1]
        verb = tokens[tokens[index].head]
        if tokens[index].text != "who" or last < 1 or name.tag != "NNP" or verb.head != last - 1:
            continue
        first = last - 1
        while first > 0 and tokens[first - 1].tag == "NNP" and tokens[first - 1].head == last - 1:
            first -= 1
        is_body = {t.text.lower() for t in tokens[first:last]} & (roles.bodies | roles.outlets)
        if name.dep in WHOS and last - first <= MAX_WHO_TOKENS and not is_body:
            runs.append((first, last))
    return runs


def _given_runs(annotation: Annotation, tree: Tree, roles: RoleWords) -> list[tuple[int, int]]:
    """List the runs of two or three names that begin with a given name and that the recogniser misses."""
    tokens = tree.tokens
    starts = [token.start for token in tokens]
    seen = {
        i
        for entity in annotation.entities
        for i in range(bisect_left(starts, entity.start), bisect_left(starts, entity.end))
    }
    ranks = roles.persons | roles.men | roles.women | {"police"}
    runs, at = [], 0
    while at < len(tokens):
        last = at
        led = at > 0 and tokens[at - 1].pos == "PROPN" and tokens[at - 1].text.lower() not in ranks
        while (
            last < len(tokens)
            and tokens[last].pos == "PROPN"
            and last not in seen
            and tokens[last].sentence == tokens[at].sentence
        ):
            last += 1
        given = tokens[at].text.lower() in roles.given_men | roles.given_women
        if (
            given
            and not led
            and 2 <= last - at <= 3
            and all(tokens[i].text[0].isupper() for i in range(at, last))
        ):
            runs.append((at, last))
            at = last
        at += 1
    return runs


def _place_words(tree: Tree) -> frozenset[str]:
    """List the words that stand somewhere as where a thing is: 'in Dunmore'."""
    tokens = tree.tokens
    return frozenset(
        token.text
        for before, token in pairwise(tokens)
        if token.dep == "pobj" and before.text.lower() in ("in", "near", "outside", "around")
    )


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
    """Tell whether a token belongs to the title before a name: 'Former police Chief Jon Marsh'."""
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


def are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names with one last word can be one person's: no first names that differ."""
    if len(one) == 1 or len(other) == 1:
        return True
    first, second = one[0].strip(".").lower(), other[0].strip(".").lower()
    return first == second or (first[:1] == second[:1] and 1 in (len(first), len(second)))


def find_bodies(annotation: Annotation, tree: Tree) -> list[Body]:
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
    heads = {n for n, sentence in enumerate(annotation.sentences) if sentence.kind in ("title", "heading")}
    runs = [
        (first, last) for first, last in runs
        if last - first <= LONGEST_HEADED or tree.tokens[first].sentence not in heads
    ]  # fmt: skip
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


def join_tokens(tree: Tree, indices: Sequence[int]) -> str:
    """Write tokens as the text has them: together where nothing parts them, else with one space."""
    text = ""
    for place, index in enumerate(indices):
        token = tree.tokens[index]
        near = place and indices[place - 1] == index - 1 and tree.tokens[index - 1].end >= token.start
        text += token.text if near or not text else f" {token.text}"
    return text
