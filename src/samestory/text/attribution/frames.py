"""Frames of attribution that the parse shows: a cue, who it belongs to, and what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from samestory.text.attribution.words import CueLists
from samestory.records import Annotation, Sentence
from samestory.text.trees import Tree

Construction = Literal[
    "clause", "before", "around", "infinitive", "object", "naming", "according", "noun", "bare"
]

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
AUXILIARIES = ("aux", "auxpass", "neg")
# What hangs from a verb of saying and is not said: when, where, to whom.
ADJUNCTS = frozenset(
    {"npadvmod", "advmod", "prep", "dative", "punct", "cc", "mark", "aux", "auxpass", "neg", "prt"}
)


@dataclass(slots=True)
class Frame:
    """A cue with its source and content, as indices of tokens. `verb` is the head of the cue.

    `contents` are half-open runs of tokens. A frame of construction 'bare' has a cue and a source
    but nothing said in its own sentence: a quotation beside it may be what is said.
    """

    verb: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    source_head: int | None
    contents: list[tuple[int, int]]
    construction: Construction
    addressee: int | None = None
    used: bool = field(default=False)


def find_frames(annotation: Annotation, tree: Tree, cues: CueLists) -> list[Frame]:
    """Find the frames of every sentence, in order of their cues."""
    finder = _Finder(annotation, tree, cues)
    frames = [frame for sentence in annotation.sentences for frame in finder.in_sentence(sentence)]
    return sorted(frames, key=lambda frame: (frame.verb, frame.cue))


@dataclass(frozen=True, slots=True)
class _Finder:
    annotation: Annotation
    tree: Tree
    cues: CueLists

    def in_sentence(self, sentence: Sentence) -> Iterator[Frame]:
        for index in range(sentence.first, sentence.last):
            token = self.tree.tokens[index]
            if token.pos == "VERB" or (token.tag[:2] == "VB" and token.lemma in self.cues.saying):
                frame = self._verb_frame(index, sentence)
            elif token.lemma == "accord" or token.text.lower() in ("according", "per"):
                frame = self._according(index, sentence)
            elif token.pos == "NOUN" and token.lemma in self.cues.nouns:
                frame = self._noun_frame(index)
            else:
                frame = None
            if frame is not None:
                yield frame

    def _verb_frame(self, verb: int, sentence: Sentence) -> Frame | None:
        lemma = self.tree.tokens[verb].lemma
        if lemma == "accord":
            return self._according(verb, sentence)
        if lemma not in self.cues.verbs | self.cues.manner:
            return None
        source, head = self._source(verb)
        cue = self._cue_group(verb)
        frame = Frame(verb, cue, source, head, [], "bare", self._addressee(verb))
        if lemma in self.cues.saying | self.cues.thinking:
            self._clausal(frame, sentence)
        if frame.construction == "bare" and lemma in self.cues.directing:
            self._infinitive(frame)
        if frame.construction == "bare" and lemma in self.cues.naming | self.cues.announcing:
            self._object(frame)
        if frame.construction == "bare" and lemma in self.cues.thinking - self.cues.saying:
            return None
        return frame

    # Contents

    def _clausal(self, frame: Frame, sentence: Sentence) -> None:
        """Find a clause that is said: after the cue, before it, or on both sides of it."""
        tokens, verb = self.tree.tokens, frame.verb
        clauses = [c for c in self.tree.children[verb] if tokens[c].dep == "ccomp"]
        after = [c for c in clauses if c > verb]
        before = [c for c in clauses if c < verb]
        if after and not before:
            frame.contents = [self._run(self.tree.subtree(after[0]), frame)]
            frame.construction = "clause"
        elif before:
            self._preposed(frame, sentence)
        elif tokens[verb].dep in ("parataxis", "ccomp", "advcl", "conj", "ROOT", "relcl"):
            self._inserted(frame, sentence)

    def _preposed(self, frame: Frame, sentence: Sentence) -> None:
        """'The bridge fell at noon, police said': all before the frame is said."""
        left = self._frame_left(frame)
        begin = self._clause_start(frame, sentence, left)
        run = self._trim(begin, left)
        if run is not None:
            frame.contents = [run]
            frame.construction = "before"
            rest = self._after_comma(frame, sentence)
            if rest is not None and self._belongs_before(rest, run):
                frame.contents.append(rest)
                frame.construction = "around"

    def _inserted(self, frame: Frame, sentence: Sentence) -> None:
        """'The bridge, police said, fell at noon': the frame hangs from what is said, or beside it."""
        tokens, verb = self.tree.tokens, frame.verb
        head = self.tree.head(verb)
        left, right = self._frame_left(frame), self._frame_right(frame)
        comma_left = left > sentence.first and tokens[left - 1].text in (",", '"', "'", "--", "—", "–")
        closes = right >= sentence.last or tokens[right].text in (",", ".", ";", ":", '"')
        if not comma_left or not closes or not frame.source:
            return
        if tokens[verb].dep in ("advcl", "conj", "relcl") and not self._inverted(frame):
            return
        if head is None and tokens[verb].dep != "ROOT":
            return
        if any(tokens[i].text.lower() in ("who", "which", "that", "as") for i in range(left, verb)):
            return
        run = self._trim(self._clause_start(frame, sentence, left), left)
        if run is None or not self._has_verb(run):
            if (
                run is None
                or head is None
                or not left <= head < sentence.last
                and not run[0] <= head < run[1]
            ):
                return
        frame.contents, frame.construction = [run], "before"
        if head is not None and head > verb:
            rest = self._after_comma(frame, sentence)
            if rest is not None:
                frame.contents.append(rest)
                frame.construction = "around"

    def _infinitive(self, frame: Frame) -> None:
        complement = next(
            (
                c
                for c in self.tree.children[frame.verb]
                if c > frame.verb and self.tree.tokens[c].dep == "xcomp"
            ),
            None,
        )
        if complement is not None and frame.source:
            frame.contents = [self._run(self.tree.subtree(complement), frame)]
            frame.construction = "infinitive"

    def _object(self, frame: Frame) -> None:
        """'Called him a liar', 'announced the withdrawal': what follows the cue is what is said."""
        tokens, lemma = self.tree.tokens, self.tree.tokens[frame.verb].lemma
        below = [c for c in self.tree.children[frame.verb] if c > frame.verb]
        held = [c for c in below if tokens[c].dep in ("dobj", "oprd", "ccomp", "xcomp", "attr", "acomp")]
        named = lemma in self.cues.naming
        if named:
            held += [
                c
                for c in below
                if tokens[c].dep == "prep" and tokens[c].text.lower() in ("as", "for", "to")
            ]
        if not held or not frame.source or (not named and lemma not in self.cues.announcing):
            return
        indices = [i for c in held for i in self.tree.subtree(c) if i > frame.verb]
        frame.contents = [self._run(indices, frame)]
        frame.construction = "naming" if named else "object"

    def _according(self, index: int, sentence: Sentence) -> Frame | None:
        """'According to X': all else in the sentence, or in the clause it closes, is said."""
        tokens = self.tree.tokens
        to = next(
            (i for i in range(index + 1, min(index + 2, sentence.last)) if tokens[i].text.lower() == "to"),
            None,
        )
        plain = tokens[index].text.lower() == "per"
        if to is None and not plain:
            return None
        cue = (index,) if plain else (index, to or index)
        noun = next(
            (c for i in cue for c in self.tree.children[i] if c > cue[-1] and tokens[c].dep == "pobj"), None
        )
        if noun is None or (
            plain
            and (
                tokens[noun].pos in ("NOUN",) and tokens[noun].tag == "NN" and not self.tree.children[noun]
            )
        ):
            return None
        source = self._noun_phrase(noun)
        left, right = cue[0], source[-1] + 1
        contents: list[tuple[int, int]] = []
        begin = self._sentence_start(sentence)
        if (run := self._trim(begin, left)) is not None:
            contents.append(run)
        if not contents or tokens[min(right, sentence.last - 1)].text == ",":
            after = self._trim(right, sentence.last)
            if after is not None and (not contents or self._splits(contents[0], after)):
                contents.append(after)
        if not contents:
            return None
        return Frame(index, cue, tuple(source), noun, contents, "according")

    def _noun_frame(self, noun: int) -> Frame | None:
        """'The report's finding that …', 'claims by X that …'."""
        tokens = self.tree.tokens
        clause = next(
            (c for c in self.tree.children[noun] if c > noun and tokens[c].dep in ("acl", "ccomp", "relcl")
             and (mark := self.tree.child(c, "mark")) is not None and tokens[mark].text.lower() == "that"),
            None,
        )  # fmt: skip
        if clause is None:
            return None
        owner = self.tree.child(noun, "poss")
        if owner is None:
            by = next(
                (
                    c
                    for c in self.tree.children[noun]
                    if tokens[c].text.lower() in ("by", "from", "of") and c < clause
                ),
                None,
            )
            owner = self.tree.child(by, "pobj") if by is not None else None
        source: list[int] = []
        if owner is not None:
            source = [i for i in self._noun_phrase(owner) if tokens[i].dep != "case"]
        frame = Frame(noun, (noun,), tuple(source), owner, [], "noun")
        frame.contents = [self._run(self.tree.subtree(clause), frame)]
        return frame

    # Sources and cues

    def _source(self, verb: int) -> tuple[tuple[int, ...], int | None]:
        subject = self._subject(verb)
        if subject is None:
            return (), None
        return tuple(self._noun_phrase(subject)), subject

    def _subject(self, verb: int) -> int | None:
        """Find who says it: the verb's subject or agent, else that of the verb it depends on."""
        tokens = self.tree.tokens
        passive = self.tree.child(verb, "nsubjpass", "auxpass") is not None
        if passive:
            agent = self.tree.child(verb, "agent")
            return self.tree.child(agent, "pobj") if agent is not None else None
        own = self.tree.child(verb, *SUBJECTS)
        if own is not None:
            return own
        inverted = (
            self.tree.child(verb, "attr", "dobj") if tokens[verb].dep in ("ROOT", "parataxis") else None
        )
        if inverted is not None and inverted == verb + 1 and tokens[inverted].pos in ("PROPN", "PRON"):
            return inverted
        head = self.tree.head(verb)
        dep = tokens[verb].dep
        if head is None:
            return None
        if dep == "acl" and tokens[head].pos in ("NOUN", "PROPN", "PRON"):
            return head
        if (
            dep in ("advcl", "conj", "xcomp", "prep", "pcomp", "dep", "ccomp")
            and tokens[verb].tag != "VB"
            or dep in ("conj", "xcomp")
        ):
            upper = head if tokens[head].pos in ("VERB", "AUX") else self.tree.head(head)
            if upper is not None and upper != verb and tokens[upper].pos in ("VERB", "AUX"):
                return self._subject(upper)
        return None

    def _noun_phrase(self, head: int) -> list[int]:
        """Take a noun with what hangs from it, up to the first gap; no trailing clause or comma."""
        tokens = self.tree.tokens

        def leave(child: int) -> bool:
            return tokens[child].dep in ("punct",) and tokens[child].text in ('"',)

        indices = self.tree.subtree(head, without=leave)
        left = [i for i in indices if i <= head]
        while (
            left
            and tokens[left[0]].dep in ("punct", "cc", "advmod", "preconj")
            and tokens[left[0]].head == head
            and left[0] != head
        ):
            left = left[1:]
        right = [i for i in indices if i > head]
        while right and tokens[right[-1]].text in (",", '"', "'", "--", "—", ":", ";", "-"):
            right = right[:-1]
        first, last = (left or [head])[0], (right or [head])[-1]
        return list(range(first, last + 1))

    def _cue_group(self, verb: int) -> tuple[int, ...]:
        tokens = self.tree.tokens
        first = verb
        while (
            first > 0
            and tokens[first - 1].head == verb
            and tokens[first - 1].sentence == tokens[verb].sentence
        ):
            if tokens[first - 1].dep not in (*AUXILIARIES, "advmod"):
                break
            first -= 1
        last = verb
        if verb + 1 < len(tokens) and tokens[verb + 1].head == verb and tokens[verb + 1].dep == "prt":
            last += 1
        return tuple(range(first, last + 1))

    def _addressee(self, verb: int) -> int | None:
        if self.tree.tokens[verb].lemma not in (
            "tell",
            "inform",
            "say",
            "admit",
            "confirm",
            "email",
            "e-mail",
            "explain",
        ):
            return None
        found = self.tree.child(verb, "dobj", "dative")
        if found is not None and self.tree.tokens[found].text.lower() == "to":
            found = self.tree.child(found, "pobj")
        if found is None:
            to = next(
                (c for c in self.tree.children[verb] if self.tree.tokens[c].text.lower() == "to"), None
            )
            found = self.tree.child(to, "pobj") if to is not None else None
        return found

    # Runs of tokens

    def _run(self, indices: Sequence[int], frame: Frame) -> tuple[int, int]:
        """Make one run of what is said, cut where it would take in the frame's own source or cue."""
        first, last = min(indices), max(indices) + 1
        if first < frame.verb < last:
            first = frame.cue[-1] + 1
        return self._trim(first, last) or (first, last)

    def _trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Take commas, stops and dashes off both ends; quotation marks stay."""
        tokens = self.tree.tokens
        while first < last and tokens[first].text in (",", ".", ";", ":", "--", "—", "–", "-"):
            first += 1
        while last > first and tokens[last - 1].text in (",", ".", ";", ":", "--", "—", "–", "-"):
            last -= 1
        return (first, last) if last > first else None

    def _frame_left(self, frame: Frame) -> int:
        own = [i for i in frame.source if abs(i - frame.verb) < 60]
        if (
            frame.source_head is not None
            and self.tree.tokens[frame.source_head].sentence != self.tree.tokens[frame.verb].sentence
        ):
            own = []
        return min([frame.cue[0], *own])

    def _frame_right(self, frame: Frame) -> int:
        """Find the end of the frame: cue, source, and the adjuncts that follow the cue."""
        tokens = self.tree.tokens
        last = max([frame.cue[-1], *frame.source])
        for child in self.tree.children[frame.verb]:
            if child > frame.verb and tokens[child].dep in ADJUNCTS - {"punct"}:
                below = self.tree.subtree(child)
                if below[0] <= last + 1:
                    last = max(last, below[-1])
        return last + 1

    def _sentence_start(self, sentence: Sentence) -> int:
        return sentence.first

    def _clause_start(self, frame: Frame, sentence: Sentence, left: int) -> int:
        """Where the clause begins that the frame closes: the sentence's start, or after a semicolon."""
        for index in range(left - 1, sentence.first - 1, -1):
            if self.tree.tokens[index].text == ";":
                return index + 1
        return sentence.first

    def _after_comma(self, frame: Frame, sentence: Sentence) -> tuple[int, int] | None:
        right = self._frame_right(frame)
        if right >= sentence.last or self.tree.tokens[right].text != ",":
            return None
        return self._trim(right, sentence.last)

    def _belongs_before(self, rest: tuple[int, int], run: tuple[int, int]) -> bool:
        """Tell whether what follows the frame hangs from what stands before it."""
        tokens = self.tree.tokens
        return any(run[0] <= tokens[i].head < run[1] for i in range(*rest)) or any(
            rest[0] <= tokens[i].head < rest[1] for i in range(*run)
        )

    _splits = _belongs_before

    def _inverted(self, frame: Frame) -> bool:
        return frame.source_head is not None and frame.source_head > frame.verb

    def _has_verb(self, run: tuple[int, int]) -> bool:
        return any(self.tree.tokens[i].pos in ("VERB", "AUX") for i in range(*run))
