"""Sources and cues as phrases: whose verb it is, and where the phrase begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samestory.text.trees import Tree

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
AUXILIARIES = ("aux", "auxpass", "neg")
NOMINAL = ("NOUN", "PROPN", "PRON")
COMMAS = frozenset({",", "--", "—", "–", "-"})
_EDGES = frozenset({",", ".", ";", ":", "--", "—", "–", "-"})
_MARKS = frozenset({'"', "''", "``"})
LONGEST_ASIDE = 30  # tokens between a speaker and his verb
LONGEST_ADJUNCT = 5  # tokens: 'to the assembled press'


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a report's trees.

    `saying` are the verbs whose subject a participle shares, `quoted` the tokens of quotations.
    """

    tree: Tree
    saying: frozenset[str]
    quoted: frozenset[int] = frozenset()

    def source(self, verb: int) -> tuple[tuple[int, ...], int | None]:
        """Find who a verb of saying belongs to: the tokens of the phrase and its head."""
        head = self._subject(verb)
        if head is not None and (head in self.quoted) != (verb in self.quoted):
            head = None
        if head is None and self._wants_subject(verb):
            head = self._nominal_before(verb)
            named = self._name_before(head) if head is not None else None
            if named is not None:
                phrase = range(named[0], self.cue(verb)[0])
                return tuple(
                    range(*self.trim(phrase.start, phrase.stop) or (named[1], named[1] + 1))
                ), named[1]
            if head is None:
                head = self._nominal_after_marks(verb)
            head = self._nominal_after(verb) if head is None else head
        if head is None:
            return (), None
        return self._with_comma(self.noun_phrase(head, beside=verb), verb), head

    def _with_comma(self, phrase: list[int], verb: int) -> tuple[int, ...]:
        """Take in the comma that closes an apposition before the cue, as PolNeAR does."""
        tokens, after = self.tree.tokens, phrase[-1] + 1
        parted = any(tokens[i].text == "," for i in phrase)
        if parted and after + 1 == self.cue(verb)[0] and tokens[after].text == ",":
            return (*phrase, after)
        return tuple(phrase)

    def _name_before(self, head: int) -> tuple[int, int] | None:
        """'Ann Lee, director of …, said', misparsed: find the name before the role, (first, last)."""
        tokens = self.tree.tokens
        first = min(self.tree.subtree(head))
        if (
            first < 2
            or tokens[head].pos != "NOUN"
            or tokens[first - 1].text != ","
            or tokens[first - 2].pos != "PROPN"
        ):
            return None
        begin = first - 2
        while begin > 0 and tokens[begin - 1].pos == "PROPN" and begin - 1 not in self.quoted:
            begin -= 1
        return None if first - 2 in self.quoted else (begin, first - 2)

    def _subject(self, verb: int) -> int | None:  # noqa: PLR0911 (one return a construction)
        """Find the verb's subject or agent, else that of the verb on which it depends."""
        tokens, tree = self.tree.tokens, self.tree
        if tree.child(verb, "nsubjpass", "auxpass") is not None:
            agent = tree.child(verb, "agent")
            return tree.child(agent, "pobj") if agent is not None else None
        own = tree.child(verb, *SUBJECTS)
        if own is not None:
            return own
        head, dep = tree.head(verb), tokens[verb].dep
        if head is None:
            return None
        if dep == "acl" and tokens[head].pos in NOMINAL:
            return head
        if dep == "pcomp" and tokens[head].text.lower() == "as":
            quoted = self.quoted_by(tokens[head].head)
            if quoted is not None:
                return quoted
        if dep == "pcomp" and tokens[verb].lemma not in self.saying:
            return None
        if dep in ("conj", "xcomp") or (
            dep in ("advcl", "prep", "pcomp", "dep", "ccomp") and tokens[verb].tag != "VB"
        ):
            return self._subject_above(verb)
        return None

    def _subject_above(self, verb: int) -> int | None:
        """'She says …, adding …': a participle of saying goes with the verb of saying above it."""
        tokens = self.tree.tokens
        above = [i for i in self.tree.ancestors(verb)[:6] if tokens[i].pos in ("VERB", "AUX")]
        if tokens[verb].tag == "VBG" and tokens[verb].lemma in self.saying:
            spoken = [
                i
                for i in above
                if tokens[i].lemma in self.saying and self.tree.child(i, *SUBJECTS) is not None
            ]
            above = spoken or above
        return self._subject(above[0]) if above else None

    def quoted_by(self, verb: int) -> int | None:
        """'The paper quoted X as saying', 'X was quoted as saying': find X, the head of the phrase."""
        tokens, tree = self.tree.tokens, self.tree
        below = (c for c in tree.children[verb] if tokens[c].text.lower() == "as")
        said = any(
            tokens[i].tag == "VBG" and tokens[i].lemma in self.saying
            for c in below
            for i in tree.children[c]
        )
        if tokens[verb].lemma not in ("quote", "cite") or not said:
            return None
        return tree.child(verb, "nsubjpass", "dobj")

    def _wants_subject(self, verb: int) -> bool:
        """Tell a finite verb, which must have a subject that the parse has missed."""
        return (
            self.tree.tokens[verb].tag in ("VBD", "VBZ", "VBP")
            and self.tree.tokens[verb].lemma in self.saying
        )

    def _nominal_before(self, verb: int) -> int | None:
        """Take the noun phrase that ends where the cue begins, whatever the parse hangs it from."""
        tokens = self.tree.tokens
        at = self.cue(verb)[0] - 1
        if at < 0 or tokens[at].sentence != tokens[verb].sentence:
            return None
        if tokens[at].text == ",":
            at = tokens[at].head if at > tokens[at].head not in self.quoted else at - 1
        while at < verb:
            up = tokens[at].head
            if up in self.quoted:
                break
            first = min(self.tree.subtree(at))
            parted = first > 0 and tokens[first - 1].text in COMMAS | _MARKS
            if (
                up == at
                or up >= verb
                or tokens[up].pos in ("VERB", "AUX")
                or (parted and tokens[at].pos in NOMINAL)
            ):
                break
            at = up
        return at if at < verb and tokens[at].pos in NOMINAL and at not in self.quoted else None

    def _nominal_after(self, verb: int) -> int | None:
        """Take the noun phrase right after the cue ('"…," said Smith', '"…," said to the press Smith')."""
        tokens = self.tree.tokens
        at = self._past_adjunct(verb)
        if (
            at >= len(tokens)
            or tokens[at].sentence != tokens[verb].sentence
            or tokens[at].pos not in (*NOMINAL, "DET")
        ):
            return None
        for _ in range(8):
            up = tokens[at].head
            if up <= verb or up == at or tokens[up].pos not in NOMINAL:
                break
            at = up
        return at if tokens[at].pos in NOMINAL else None

    def _nominal_after_marks(self, verb: int) -> int | None:
        """'"…," an official, who asked not to be named, told the paper': the phrase after the marks."""
        tokens = self.tree.tokens
        floor = max(0, verb - LONGEST_ASIDE)
        mark = next((i for i in range(verb - 1, floor, -1) if tokens[i].text in _MARKS), None)
        if mark is None or tokens[verb - 1].text != "," or tokens[mark].sentence != tokens[verb].sentence:
            return None
        at = mark + 1
        while at < verb and tokens[at].pos not in NOMINAL and tokens[at].pos in ("DET", "ADJ", "NUM"):
            at += 1
        while at + 1 < verb and tokens[at + 1].pos in ("NOUN", "PROPN") and tokens[at].pos in NOMINAL:
            at += 1
        closed = at + 1 < verb and tokens[at + 1].text == ","
        return at if closed and tokens[at].pos in NOMINAL and at not in self.quoted else None

    def _past_adjunct(self, verb: int) -> int:
        """Step over one short adjunct between an inverted cue and whose it is."""
        tokens, at = self.tree.tokens, verb + 1
        if verb == 0 or tokens[verb - 1].text not in COMMAS | _MARKS or at >= len(tokens):
            return at
        if tokens[at].dep not in ("prep", "dative") or tokens[at].head != verb:
            return at
        return int(min(max(self.tree.subtree(at)), at + LONGEST_ADJUNCT)) + 1

    def noun_phrase(self, head: int, *, beside: int | None = None) -> list[int]:
        """Take a noun with what hangs from it, without the verb that it is `beside`.

        A phrase never crosses a quotation mark: what lies beyond one belongs to the quotation.
        """
        tokens = self.tree.tokens
        indices = self.tree.subtree(head, without=lambda child: child == beside)
        first, last = min(indices), max(indices)
        if beside is not None:
            first, last = (
                (first, min(last, beside - 1)) if head < beside else (max(first, beside + 1), last)
            )
        marks = [i for i in range(first, last + 1) if tokens[i].text in _MARKS]
        first = max([first, *(i + 1 for i in marks if i < head)])
        last = min([last, *(i - 1 for i in marks if i > head)])
        while first < head and (tokens[first].text in _EDGES or self._leads(first, head)):
            first += 1
        while last > head and tokens[last].text in _EDGES | {"'"}:
            last -= 1
        return list(range(first, last + 1))

    def _leads(self, index: int, head: int) -> bool:
        token = self.tree.tokens[index]
        return token.head == head and token.dep in ("cc", "advmod", "preconj", "punct")

    def cue(self, verb: int) -> tuple[int, ...]:
        """Take the verb with its auxiliaries and the adverbs among them, and its particle."""
        tokens = self.tree.tokens
        first = last = verb
        while (
            first > 0
            and tokens[first - 1].head == verb
            and tokens[first - 1].sentence == tokens[verb].sentence
        ):
            if tokens[first - 1].dep not in (*AUXILIARIES, "advmod"):
                break
            first -= 1
        while first < verb and tokens[first].tag in ("WRB", "WDT"):
            first += 1
        if verb + 1 < len(tokens) and tokens[verb + 1].head == verb and tokens[verb + 1].dep == "prt":
            last += 1
        return tuple(range(first, last + 1))

    def trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Take commas, stops and dashes off both ends of a run; quotation marks stay."""
        tokens = self.tree.tokens
        while first < last and tokens[first].text in _EDGES:
            first += 1
        while last > first and tokens[last - 1].text in _EDGES:
            last -= 1
        return (first, last) if last > first else None

    def has_verb(self, run: tuple[int, int]) -> bool:
        """Tell whether a run holds a verb."""
        return any(self.tree.tokens[i].pos in ("VERB", "AUX") for i in range(*run))

    def are_tied(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Tell whether a token of one run hangs from a token of the other."""
        tokens = self.tree.tokens
        first, second = range(*one), range(*other)
        return any(tokens[i].head in second for i in first) or any(tokens[i].head in first for i in second)
