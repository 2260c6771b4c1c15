"""Who does what to whom, as slots: a verb, a relation to it, and the phrase that fills it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samestory.lexicon.kindred import read_term
from samestory.records import Token
from samestory.text.contrasts.tellings import Side, Telling

# A phrase longer than this is a clause of its own; its head is shown with what stands next to it.
MAX_PHRASE_WORDS = 9
_SOMEONE = frozenset(("he", "she"))
_INSIDE = frozenset(
    ("det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod", "advmod", "punct")
)


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a relation of a verb: `relation` is subject, object or a preposition, `verb` a term.

    `fill` is the term of the phrase's head, or the id of the name it is; `named` tells which. `at` is the
    place of the verb.
    """

    telling: Telling
    verb: str
    relation: str
    head: int
    fill: str
    named: bool
    start: int
    end: int
    at: int

    @property
    def words(self) -> str:
        """The phrase as the report has it."""
        return self.telling.text(self.start, self.end)

    def side(self) -> Side:
        """The phrase as one side of a difference."""
        return Side(self.telling.report, self.fill, self.words, self.start, self.end)


def find_slots(telling: Telling) -> Iterator[Slot]:
    """Read the filled slots of a telling, in the order of the text; passives are turned to actives."""
    tokens = telling.tokens
    inside = set(telling.places)
    for place in telling.places:
        token = tokens[place]
        if token.tag in ("WP", "WDT") and token.dep == "nsubj" and tokens[token.head].dep == "relcl":
            yield from _antecedent(telling, token.head, tokens[token.head].head)
            continue
        someone = token.text.lower() in _SOMEONE and token.dep in ("nsubj", "nsubjpass")
        if not someone and (
            token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "amod", "nummod", "poss")
        ):
            continue
        relation, verb = _relation(tokens, place)
        if not relation or verb not in inside:
            continue
        start, end = _phrase(tokens, place, inside)
        name = telling.names.get(place)
        yield Slot(
            telling, read_term(tokens[verb].lemma), relation, place,
            name or read_term(token.lemma), name is not None,
        tokens[start].start, tokens[end].end, verb,
        )  # fmt: skip


def _antecedent(telling: Telling, verb: int, place: int) -> Iterator[Slot]:
    """'The group that announced it': the group is who announced, wherever the support begins."""
    tokens = telling.tokens
    if tokens[place].dep == "appos":
        # 'The Holm Choir, a group that …': the choir.
        place = tokens[place].head
    if tokens[place].pos not in ("NOUN", "PROPN"):
        return
    near = set(range(max(0, place - MAX_PHRASE_WORDS), place + 1))
    start, end = _phrase(tokens, place, near)
    name = telling.all_names.get(place)
    yield Slot(
        telling, read_term(tokens[verb].lemma), "subject", place,
        name or read_term(tokens[place].lemma), name is not None,
        tokens[start].start, tokens[end].end, verb,
    )  # fmt: skip


def _relation(tokens: tuple[Token, ...], place: int) -> tuple[str, int]:
    token = tokens[place]
    head = tokens[token.head]
    if token.head == place:
        return "", place
    if token.dep == "conj":
        return "", place
    if token.dep in ("nsubj", "dobj", "nsubjpass", "attr", "oprd"):
        relation = {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}.get(token.dep, token.dep)
        return (relation, token.head) if head.pos in ("VERB", "AUX") else ("", place)
    if token.dep == "pobj" and head.dep == "agent":
        return "subject", head.head
    if token.dep == "pobj" and head.dep == "prep" and tokens[head.head].pos == "VERB":
        return head.text.lower(), head.head
    return "", place


def _phrase(tokens: tuple[Token, ...], place: int, inside: set[int]) -> tuple[int, int]:
    """The head with what describes it before, and one 'of' phrase after."""
    start = place
    while start - 1 in inside and place - start < MAX_PHRASE_WORDS and _hangs_on(tokens, start - 1, place):
        start -= 1
    end = place
    if end + 1 in inside and tokens[end + 1].text.lower() == "of":
        stop = end + 1
        while (
            stop + 1 in inside
            and stop - end < MAX_PHRASE_WORDS
            and (tokens[stop + 1].dep in _INSIDE or tokens[stop + 1].dep == "pobj")
            and tokens[stop + 1].text not in (",", ";")
        ):
            stop += 1
        end = stop if stop > end + 1 else end
    return start, end


def _hangs_on(tokens: tuple[Token, ...], at: int, place: int) -> bool:
    if tokens[at].dep not in _INSIDE or tokens[at].text in (",", ";", ":"):
        return False
    head = tokens[at].head
    return at < head <= place
