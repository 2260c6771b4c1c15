"""Frames of attribution that the parse shows: a cue, who it belongs to, and what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from samestory.lexicon.cues import CueWords
from samestory.lexicon.roles import RoleWords
from samestory.records import Annotation, Sentence
from samestory.text.attribution.phrases import COMMAS, Phrases
from samestory.text.trees import Tree

Construction = Literal[
    "clause",
    "before",
    "around",
    "infinitive",
    "object",
    "naming",
    "according",
    "noun",
    "colon",
    "bare",
    "stance",
    "stance-noun",
]

# What hangs from a verb of saying and is not said: when, where, to whom.
_ADJUNCTS = frozenset(
    {"npadvmod", "advmod", "prep", "dative", "cc", "mark", "aux", "auxpass", "neg", "prt"}
)
_HELD = frozenset({"dobj", "oprd", "ccomp", "xcomp", "attr", "acomp"})
# What follows a content that is no clause of its own, and still tells of it ('blamed the fire on …').
_TRAILING = frozenset({"as", "for", "of", "to", "on", "with", "against", "over", "from", "into"})
_RELATIVES = frozenset({"who", "which", "that", "as"})
_LISTENERS = frozenset({"tell", "inform", "say", "admit", "confirm", "email", "e-mail", "explain"})
_SPEAKERS = frozenset({"i", "we", "you", "me", "us"})
# Nobody's words are somebody else's: the cue around is the one that counts.
_NOBODY = frozenset({"nobody", "none", "neither"})
_FINITE = frozenset({"VB", "VBD", "VBP", "VBZ", "MD"})
LONGEST_HEADLINE_SOURCE = 8
# One name alone behind a comma may be where it was said.
MIN_NAME_WORDS = 2


@dataclass(slots=True)
class Frame:
    """A cue with its source and content, as indices of tokens. `verb` is the head of the cue.

    `contents` are half-open runs of tokens. A frame of construction 'bare' has a cue and a source
    but nothing said in its own sentence: a quotation beside it may be what is said. `cited` is the
    one whom the source cites in turn ('…, Reuters reported, citing police').
    """

    verb: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    source_head: int | None
    contents: list[tuple[int, int]]
    construction: Construction
    addressee: int | None = None
    cited: int | None = None
    used: bool = field(default=False)


def find_frames(
    annotation: Annotation, tree: Tree, cues: CueWords, roles: RoleWords, *, quoted: frozenset[int]
) -> list[Frame]:
    """Find the frames of every sentence, in order of their cues. `quoted` are the tokens of quotations."""
    finder = _Finder(tree, cues, roles, Phrases(tree, cues.saying, quoted), quoted)
    return [frame for sentence in annotation.sentences for frame in finder.in_sentence(sentence)]


@dataclass(frozen=True, slots=True)
class _Finder:
    tree: Tree
    cues: CueWords
    roles: RoleWords
    phrases: Phrases
    quoted: frozenset[int]

    def in_sentence(self, sentence: Sentence) -> Iterator[Frame]:
        headed = self._headed(sentence)
        if headed is not None:
            yield headed
        for index in range(sentence.first, sentence.last):
            token = self.tree.tokens[index]
            if token.text.lower() in ("according", "per"):
                frame = self._according(index, sentence)
            elif token.pos == "VERB" or (token.tag[:2] == "VB" and token.lemma in self.cues.saying):
                frame = self._verb_frame(index, sentence)
            elif token.pos == "NOUN" and token.lemma in self.cues.nouns:
                frame = self._noun_frame(index)
            else:
                frame = None
            if frame is not None:
                yield frame

    def _verb_frame(self, verb: int, sentence: Sentence) -> Frame | None:
        cues, lemma = self.cues, self.tree.tokens[verb].lemma
        if lemma not in cues.verbs | cues.manner and not self._preposition(verb):
            return None
        source, head = self.phrases.source(verb)
        if lemma == "find" and self._comes_upon(verb, head):
            return None
        frame = Frame(
            verb, self.phrases.cue(verb), source, head, [], "bare", self._addressee(verb), self._cited(verb)
        )
        shown = (
            lemma in cues.showing and head is not None and self.tree.tokens[head].lemma in cues.documents
        )
        if lemma in cues.saying | cues.thinking or shown:
            self._clausal(frame, sentence)
        if frame.construction == "bare" and lemma in cues.directing:
            self._infinitive(frame)
        if frame.construction == "bare" and source:
            self._prepositional(frame)
        if frame.construction == "bare" and lemma in cues.naming | cues.announcing:
            self._object(frame)
        return frame if self._is_kept(frame) else None

    def _is_kept(self, frame: Frame) -> bool:
        """Drop thoughts without a clause, 'to say' that nobody says, and 'I think' within speech."""
        tokens, lemma = self.tree.tokens, self.tree.tokens[frame.verb].lemma
        if frame.source_head is not None and self._is_nobody(frame.source_head):
            return False
        thought = lemma not in self.cues.saying | self.cues.naming | self.cues.announcing | self.cues.manner
        if thought and frame.construction == "bare":
            return False
        if frame.source_head is not None and thought and frame.verb in self.quoted:
            return tokens[frame.source_head].text.lower() not in _SPEAKERS
        infinitive = tokens[frame.verb].tag == "VB" and any(
            tokens[c].tag == "TO" for c in self.tree.children[frame.verb]
        )
        return not (
            infinitive and frame.construction != "bare" and self.tree.child(frame.verb, "nsubj") is None
        )

    def _comes_upon(self, verb: int, head: int | None) -> bool:
        """Tell 'officers found him bleeding' from 'the jury found that …' and 'the study found …'."""
        tokens, tree = self.tree.tokens, self.tree
        clause = tree.child(verb, "ccomp")
        said = clause is not None and (tree.child(clause, "mark", "nsubj", "nsubjpass") is not None)
        if head is None or tokens[head].lemma.lower() in self.cues.documents | self.roles.bodies:
            return False
        return not (said and clause is not None and (
            tokens[clause].tag in _FINITE or tree.child(clause, "aux", "auxpass") is not None
        ))  # fmt: skip

    def _is_nobody(self, head: int) -> bool:
        """Tell 'nobody told them' and 'no one said', whose words are the outer speaker's."""
        tokens = self.tree.tokens
        determiner = self.tree.child(head, "det")
        alone = tokens[head].text.lower() == "one" and determiner is not None
        return tokens[head].text.lower() in _NOBODY or (
            alone and determiner is not None and tokens[determiner].text.lower() == "no"
        )

    # Contents of verbs

    def _clausal(self, frame: Frame, sentence: Sentence) -> None:
        """Find a clause that is said: after the cue, before it, or on both sides of it."""
        tokens, verb = self.tree.tokens, frame.verb
        clauses = [c for c in self.tree.children[verb] if tokens[c].dep == "ccomp"]
        after = [c for c in clauses if c > verb]
        if after and len(after) == len(clauses):
            frame.contents = [self._with_conjoined(self._run(self.tree.subtree(after[0]), frame), sentence)]
            frame.construction = "clause"
        elif clauses:
            self._preposed(frame, sentence)
        else:
            self._inserted(frame, sentence)

    def _with_conjoined(self, run: tuple[int, int], sentence: Sentence) -> tuple[int, int]:
        """'… that A and that B': a second that-clause belongs to the same content."""
        tokens = self.tree.tokens
        if (
            run[1] + 1 < sentence.last
            and tokens[run[1]].dep == "cc"
            and tokens[run[1] + 1].text.lower() == "that"
        ):
            clause = tokens[run[1] + 1].head
            below = [i for i in self.tree.subtree(clause) if i > run[1]]
            return self.phrases.trim(run[0], max(below) + 1) or run if below else run
        return run

    def _preposed(self, frame: Frame, sentence: Sentence) -> None:
        """'The bridge fell at noon, police said': all before the frame is said."""
        run = self._before(frame, sentence)
        if run is None:
            return
        frame.contents, frame.construction = [run], "before"
        rest = self._after_comma(frame, sentence)
        if rest is not None and self.phrases.are_tied(rest, run):
            frame.contents, frame.construction = [run, rest], "around"

    def _inserted(self, frame: Frame, sentence: Sentence) -> None:
        """'The bridge, police said, fell at noon': the frame hangs from what is said, or beside it."""
        head = self.tree.head(frame.verb)
        run = self._before(frame, sentence)
        if run is None or not self._stands_apart(frame, sentence):
            return
        onward = head is not None and frame.verb < head < sentence.last
        if not onward and not self.phrases.has_verb(run):
            return
        frame.contents, frame.construction = [run], "before"
        rest = self._after_comma(frame, sentence) if onward else None
        if rest is not None:
            frame.contents, frame.construction = [run, rest], "around"

    def _stands_apart(self, frame: Frame, sentence: Sentence) -> bool:
        """Tell a frame between commas, which is no clause of the writer's own."""
        tokens, verb = self.tree.tokens, frame.verb
        left, right = self._left(frame), self._right(frame)
        opens = left > sentence.first and tokens[left - 1].text in COMMAS | {'"', "'"}
        closes = right >= sentence.last or tokens[right].text in (",", ".", ";", ":", '"')
        inverted = frame.source_head is not None and frame.source_head > verb
        shared = tokens[verb].dep == "conj" and tokens[frame.source_head or verb].head != verb
        own = (tokens[verb].dep in ("advcl", "relcl") or shared) and not inverted
        relative = any(tokens[i].text.lower() in _RELATIVES for i in range(left, verb))
        return bool(frame.source) and opens and closes and not own and not relative

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

    def _preposition(self, verb: int) -> int | None:
        """Find the preposition that makes a cue of a verb: 'called for', 'referred to'."""
        tokens = self.tree.tokens
        return next(
            (
                c
                for c in self.tree.children[verb]
                if tokens[c].dep in ("prep", "prt")
                and f"{tokens[verb].lemma} {tokens[c].text.lower()}" in self.cues.prepositional
            ),
            None,
        )

    def _prepositional(self, frame: Frame) -> None:
        preposition = self._preposition(frame.verb)
        if preposition is None:
            return
        below = [i for i in self.tree.subtree(preposition) if i > preposition]
        if below and preposition > frame.verb:
            if preposition == frame.cue[-1] + 1:
                frame.cue = (*frame.cue, preposition)
            frame.contents = [self._run(below, frame)]
            frame.construction = "object"

    def _object(self, frame: Frame) -> None:
        """'Called him a liar', 'announced the withdrawal': what follows the cue is what is said."""
        tokens, lemma = self.tree.tokens, self.tree.tokens[frame.verb].lemma
        below = [c for c in self.tree.children[frame.verb] if c > frame.verb]
        held = [c for c in below if tokens[c].dep in _HELD]
        named = lemma in self.cues.naming
        if held:
            held += [c for c in below if tokens[c].dep == "prep" and tokens[c].text.lower() in _TRAILING]
        if not held or not frame.source:
            return
        frame.contents = [
            self._run([i for c in held for i in self.tree.subtree(c) if i > frame.verb], frame)
        ]
        frame.construction = "naming" if named else "object"

    # Other frames

    def _according(self, index: int, sentence: Sentence) -> Frame | None:
        """'According to X': all else in the sentence is said, or the clause that it closes."""
        tokens = self.tree.tokens
        plain = tokens[index].text.lower() == "per"
        if not plain and (index + 1 >= sentence.last or tokens[index + 1].text.lower() != "to"):
            return None
        cue = (index,) if plain else (index, index + 1)
        noun = next(
            (c for i in cue for c in self.tree.children[i] if c > cue[-1] and tokens[c].dep == "pobj"), None
        )
        if noun is None or (plain and (tokens[noun].tag == "NN" or tokens[noun].pos == "NUM")):
            return None
        source = self.phrases.noun_phrase(noun, beside=cue[-1])
        source += self._name_behind(source[-1] + 1, sentence.last)
        contents = [run] if (run := self.phrases.trim(sentence.first, index)) is not None else []
        right = source[-1] + 1
        if not contents or (right < sentence.last and tokens[right].text == ","):
            rest = self.phrases.trim(right, sentence.last)
            if rest is not None and (not contents or self.phrases.are_tied(contents[0], rest)):
                contents.append(rest)
        return Frame(index, cue, tuple(source), noun, contents, "according") if contents else None

    def _name_behind(self, comma: int, last: int) -> list[int]:
        """'According to the chief, Ann Lee.': the name that closes a sentence is the source's.

        The parser often hangs it on the verb.
        """
        tokens = self.tree.tokens
        name = comma + 1
        while name < last and tokens[name].pos == "PROPN":
            name += 1
        closes = name == last or (name == last - 1 and tokens[name].text in ".;")
        named = comma < last and name - comma > MIN_NAME_WORDS and tokens[comma].text == ","
        return list(range(comma, name)) if named and closes else []

    def _noun_frame(self, noun: int) -> Frame | None:
        """'The report's finding that …', 'claims by X that …'."""
        tokens, tree = self.tree.tokens, self.tree
        clause = next(
            (
                c
                for c in tree.children[noun]
                if c > noun and tokens[c].dep in ("acl", "ccomp", "relcl")
                and (mark := tree.child(c, "mark")) is not None and tokens[mark].text.lower() == "that"
            ),
            None,
        )  # fmt: skip
        if clause is None:
            return None
        owner = tree.child(noun, "poss")
        if owner is None:
            by = next(
                (
                    c
                    for c in tree.children[noun]
                    if tokens[c].text.lower() in ("by", "from", "of") and c < clause
                ),
                None,
            )
            owner = tree.child(by, "pobj") if by is not None else None
        source = (
            [i for i in self.phrases.noun_phrase(owner) if tokens[i].dep != "case"]
            if owner is not None
            else []
        )
        verb = self._sayer_of(noun) if owner is None else None
        if verb is not None:
            spoken, owner = self.phrases.source(verb)
            source = list(spoken)
        frame = Frame(noun, (noun,), tuple(source), owner, [], "noun")
        frame.contents = [self._run(tree.subtree(clause), frame)]
        return frame

    def _sayer_of(self, noun: int) -> int | None:
        """The verb of 'X told the paper in a statement that …', where the clause hangs on the noun."""
        tokens = self.tree.tokens
        preposition = tokens[noun].head
        verb = tokens[preposition].head
        is_inside = tokens[noun].dep == "pobj" and tokens[preposition].dep == "prep"
        return verb if is_inside and tokens[verb].lemma in self.cues.saying else None

    def _headed(self, sentence: Sentence) -> Frame | None:
        """'Police: two held', 'Mother: "He was kind"': in a headline a colon is the cue."""
        tokens = self.tree.tokens
        last = min(sentence.last, sentence.first + LONGEST_HEADLINE_SOURCE)
        colon = next((i for i in range(sentence.first + 1, last) if tokens[i].text == ":"), None)
        if colon is None or sentence.last - colon < 4:
            return None
        source = range(sentence.first, colon)
        if any(tokens[i].tag in _FINITE or tokens[i].pos in ("AUX", "NUM", "PUNCT") for i in source):
            return None
        head = colon - 1
        while tokens[head].head in source and tokens[head].head != head:
            head = tokens[head].head
        named = all(tokens[i].pos == "PROPN" for i in source)
        spoken = (
            tokens[head].lemma in self.roles.persons | self.roles.bodies | self.cues.documents
            or tokens[head].lemma == "police"
        )
        if not (spoken or named) or (sentence.kind == "body" and not named):
            return None
        return Frame(colon, (colon,), tuple(source), head, [(colon + 1, sentence.last)], "colon")

    def _cited(self, verb: int) -> int | None:
        """'…, Reuters reported, citing police': the one cited is the first source."""
        tokens = self.tree.tokens
        citing = next(
            (c for c in self.tree.children[verb] if tokens[c].text.lower() in ("citing", "quoting")), None
        )
        if citing is not None:
            return self.tree.child(citing, "dobj", "pobj")
        return self.phrases.quoted_by(verb)

    def _addressee(self, verb: int) -> int | None:
        tokens = self.tree.tokens
        if tokens[verb].lemma not in _LISTENERS:
            return None
        found = self.tree.child(verb, "dobj", "dative")
        if found is None or tokens[found].text.lower() == "to":
            to = (
                found
                if found is not None
                else next((c for c in self.tree.children[verb] if tokens[c].text.lower() == "to"), None)
            )
            found = self.tree.child(to, "pobj") if to is not None else None
        return found

    # Runs of tokens

    def _run(self, indices: Sequence[int], frame: Frame) -> tuple[int, int]:
        """Make one run of what is said, cut where it would take in the frame's own cue."""
        first, last = min(indices), max(indices) + 1
        if first <= frame.cue[-1] < last:
            first = frame.cue[-1] + 1
        return self.phrases.trim(first, last) or (first, last)

    def _before(self, frame: Frame, sentence: Sentence) -> tuple[int, int] | None:
        """All that stands before the frame, back to a semicolon or the sentence's start."""
        left = self._left(frame)
        stops = [i + 1 for i in range(sentence.first, left) if self.tree.tokens[i].text == ";"]
        return self.phrases.trim(max([sentence.first, *stops]), left)

    def _left(self, frame: Frame) -> int:
        return min([frame.cue[0], *(i for i in frame.source if self._beside(i, frame))])

    def _right(self, frame: Frame) -> int:
        """Find the end of the frame: cue, source, and the adjuncts that follow the cue."""
        last = max([frame.cue[-1], *(i for i in frame.source if self._beside(i, frame))])
        for child in self.tree.children[frame.verb]:
            if child > frame.verb and self.tree.tokens[child].dep in _ADJUNCTS:
                below = self.tree.subtree(child)
                last = max(last, below[-1]) if below[0] <= last + 1 else last
        while last + 1 < len(self.tree.tokens) and self.tree.tokens[last + 1].text in (")", "]"):
            last += 1
        return last + 1

    def _beside(self, index: int, frame: Frame) -> bool:
        """Tell whether a token of the source stands in the cue's own clause, not far above it."""
        verb = self.tree.tokens[frame.verb]
        head = frame.source_head
        return self.tree.tokens[index].sentence == verb.sentence and (
            head is None
            or self.tree.tokens[head].head == frame.verb
            or abs(index - frame.verb) <= len(frame.source) + 2
        )

    def _after_comma(self, frame: Frame, sentence: Sentence) -> tuple[int, int] | None:
        right = self._right(frame)
        if right >= sentence.last or self.tree.tokens[right].text != ",":
            return None
        return self.phrases.trim(right, sentence.last)
