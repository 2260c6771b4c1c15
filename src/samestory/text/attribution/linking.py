"""Whose a quotation is, where no frame of the parse holds it: the cue beside it, or the voice before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samestory.lexicon.cues import CueWords
from samestory.text.attribution.frames import Frame
from samestory.text.attribution.page import Draft, Page

_ENDS = frozenset(".!?")
_WHEN = frozenset({"on", "in", "at", "during", "after", "before", "tell", "tells"})


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a quotation may stand from the words that say whose it is."""

    # '" Soto said', '", said X': a comma and a stray word may stand between. Raised to ten, the next
    # sentence's cue is taken for a quotation that belongs to the one before.
    gap_tokens: int = 3
    # A few quoted words are followed by more of the writer's sentence: only a comma may part them.
    mixed_gap_tokens: int = 1
    # A cue before a quotation reaches over 'wrote on the group's page on Monday:', not over a clause.
    before_tokens: int = 25
    # The same where a colon or a comma right before the marks shows that the cue introduces them.
    introducing_tokens: int = 12
    # '"A," he said after a long sentence. "B."': more than this and another voice may have spoken.
    continue_tokens: int = 45
    # A source lingers over a heading and into the next paragraph.
    linger_paragraphs: int = 2


REACH = Reach()


class Linker:
    """Gives every quotation of a page that no draft holds to the draft it belongs to."""

    def __init__(
        self, page: Page, frames: Sequence[Frame], drafts: list[Draft], cues: CueWords, *, reach: Reach
    ) -> None:
        self._page, self._drafts, self._cues, self._reach = page, drafts, cues, reach
        self._home = {n: draft for draft in reversed(drafts) for n in draft.quotes}
        self._frames: dict[int, list[Frame]] = {}
        for frame in frames:
            if frame.verb not in page.quoted and frame.construction != "noun":
                self._frames.setdefault(page.paragraph(frame.verb), []).append(frame)
        self._of_frame = {id(draft.frame): draft for draft in drafts if draft.frame is not None}
        self._speech: dict[int, list[Draft]] = {}
        starts = [token.start for token in page.tree.tokens]
        self._persons = {
            i
            for entity in page.annotation.entities
            if entity.label == "PERSON"
            for i in range(bisect_left(starts, entity.start), bisect_left(starts, entity.end))
        }

    def link(self) -> None:
        """Link every quotation; of those without a cue, the direct ones first."""
        for chain in self._chains():
            home = next((self._home[n] for n in chain if n in self._home), None)
            home = home or self._linked(chain)
            for n in chain:
                if home is not None:
                    self._put(n, home)
        self._collect_speech()
        for n in self._page.top:
            if self._page.quotes[n].kind != "scare" and n not in self._home:
                self._linger(n)

    def _chains(self) -> Iterator[list[int]]:
        """Join a quotation that has no closing mark to the one that carries it on."""
        chain: list[int] = []
        for n in self._page.top:
            if self._page.quotes[n].kind == "scare":
                continue
            if chain and not self._runs_on(chain[-1], n):
                yield chain
                chain = []
            chain.append(n)
        if chain:
            yield chain

    def _runs_on(self, n: int, following: int) -> bool:
        places = self._page.places
        return self._page.is_unclosed(n) and places[following][0] - places[n][1] <= 1

    def _linked(self, chain: Sequence[int]) -> Draft | None:
        frame = next((f for n in chain if (f := self._frame_for(n)) is not None), None)
        if frame is not None:
            return self._draft_for(frame)
        first = chain[0]
        captioned = self._captioned(first)
        if captioned is not None:
            return captioned
        if self._page.quotes[first].kind != "direct":
            return None
        return self._continued(first) or self._announced(first) or self._carried_on(first)

    def _put(self, n: int, draft: Draft) -> None:
        draft.add(n, self._page.quotes[n].outer)
        self._home.setdefault(n, draft)

    def _draft_for(self, frame: Frame) -> Draft:
        draft = self._of_frame.get(id(frame))
        if draft is None:
            draft = self._of_frame[id(frame)] = Draft(frame.verb, frame, [])
            self._drafts.append(draft)
        return draft

    # A cue beside the marks

    def _frame_for(self, n: int) -> Frame | None:
        before = self._frame_before(n)
        if before is not None and self._introduces(before, n):
            return before
        return self._frame_after(n) or self._frame_above(n) or before

    def _near(self, token: int) -> list[Frame]:
        return self._frames.get(self._page.paragraph(token), [])

    def _introduces(self, frame: Frame, n: int) -> bool:
        """'He said: "…"', 'he said, "…"': only a colon or a comma stands before the marks."""
        first = self._page.places[n][0]
        tokens = self._page.tree.tokens
        near = first - frame.cue[-1] <= self._reach.introducing_tokens
        return first > 0 and near and tokens[first - 1].text in (":", ",")

    def _frame_after(self, n: int) -> Frame | None:
        """'"…," Soto said.': the first cue after the marks, with next to nothing in between."""
        page, (first, last) = self._page, self._page.places[n]
        if page.is_ended(n):
            return None
        following = page.neighbour(n, 1)
        stop = page.places[following][0] if following is not None else len(page.tree.tokens)
        gap = self._reach.gap_tokens if page.quotes[n].kind == "direct" else self._reach.mixed_gap_tokens
        for frame in self._near(first):
            if not last <= frame.verb < stop:
                continue
            left = min([frame.cue[0], *(i for i in frame.source if i >= last)])
            if left - last > gap or any(t.text in _ENDS for t in page.tree.tokens[last:left]):
                return None
            if frame.source and (frame.construction != "object" or left <= last + 1):
                return frame
        return None

    def _frame_above(self, n: int) -> Frame | None:
        """'… was praised by X as "…"': a cue on which the quoted words depend."""
        first, last = self._page.places[n]
        tokens = self._page.tree.tokens
        top = next((i for i in range(first, last) if not first <= tokens[i].head < last), None)
        if top is None:
            return None
        above = set(self._page.tree.ancestors(top)[:8])
        held = [f for f in self._near(first) if f.verb in above and f.source]
        return max(held, key=lambda frame: frame.verb) if held else None

    def _frame_before(self, n: int) -> Frame | None:
        """'He wrote: "…"', 'called it "…"': the nearest cue before the marks, in the same sentence."""
        page, first = self._page, self._page.places[n][0]
        floor = first - self._reach.before_tokens
        previous = page.neighbour(n, -1)
        if previous is not None and page.quotes[n].kind == "direct":
            floor = max(floor, page.places[previous][1])
        held = [frame for frame in self._near(first) if floor <= frame.verb < first]
        if not held:
            return None
        between = page.tree.tokens[held[-1].verb + 1 : first]
        return None if any(t.text in _ENDS for t in between) else held[-1]

    # No cue

    def _continued(self, n: int) -> Draft | None:
        """'"A," he said. "B."': in one paragraph a second whole quotation is the same speaker's."""
        page, previous = self._page, self._page.neighbour(n, -1)
        if previous is None:
            return None
        first = page.places[n][0]
        between = page.tree.tokens[page.places[previous][1] : first]
        if len(between) > self._reach.continue_tokens or sum(t.text in _ENDS for t in between) > 1:
            return None
        if page.paragraph(first) != page.paragraph(page.places[previous][0]):
            return None
        return self._home.get(previous)

    def _announced(self, n: int) -> Draft | None:
        """'The club posted the following statement:' and then a paragraph of quotation."""
        page, first = self._page, self._page.places[n][0]
        if first == 0:
            return None
        tokens = page.tree.tokens
        sentence = page.annotation.sentences[tokens[first - 1].sentence]
        words = range(sentence.first, sentence.last)
        if tokens[first - 1].text != ":" and not any(tokens[i].lemma in self._cues.heralds for i in words):
            return None
        # Where the parse has made one clause of the line and the quotation, the root stands in the marks.
        subject = next((i for i in words if i < first and self._is_subject(i, first)), None)
        if subject is None and tokens[first - 1].text == ":":
            # 'A tribute from the club read:', of which the parse has made a noun phrase.
            subject = next((i for i in words if i < first and tokens[i].dep == "ROOT"), None)
            subject = subject if subject is not None and tokens[subject].pos == "NOUN" else None
        if subject is None or subject in page.quoted:
            return None
        below = page.tree.subtree(subject)
        source = tuple(i for i in below if i < first and tokens[i].text not in (",", ":", '"'))
        verb = tokens[subject].head
        return self._draft_for(Frame(verb, (verb,), source, subject, [], "bare"))

    def _is_subject(self, index: int, first: int) -> bool:
        """Tell the subject of a finite verb that stands before the marks."""
        token = self._page.tree.tokens[index]
        verb = self._page.tree.tokens[token.head]
        return token.dep == "nsubj" and token.head < first and verb.tag in ("VBD", "VBZ", "VBP")

    def _captioned(self, n: int) -> Draft | None:
        """'"We were not told": the fire chief': in a headline whose words they are stands after a colon."""
        page, (first, last) = self._page, self._page.places[n]
        tokens = page.tree.tokens
        if last >= len(tokens) or tokens[last].text != ":":
            return None
        sentence = page.annotation.sentences[tokens[last].sentence]
        if sentence.kind == "body" or first > sentence.first:
            return None
        rest = range(last + 1, sentence.last)
        head = next((i for i in rest if tokens[i].dep == "nsubj"), None)
        if head is None:
            head = next((i for i in rest if tokens[i].head not in rest), None)
        if head is None or tokens[head].pos not in ("NOUN", "PROPN"):
            return None
        below = page.tree.subtree(head, without=lambda c: tokens[c].text.lower() in _WHEN)
        source = tuple(i for i in below if i > last and (i <= head or tokens[i].dep != "punct"))
        return self._draft_for(Frame(last, (last,), source, head, [], "colon"))

    def _carried_on(self, n: int) -> Draft | None:
        """A paragraph that is nothing but quotation carries on the speaker of the paragraph before."""
        page, previous = self._page, self._page.neighbour(n, -1)
        if previous is None:
            return None
        first, before = page.places[n][0], page.places[previous][1] - 1
        follows = self._home.get(previous)
        if follows is None or not 0 <= page.paragraph(first) - page.paragraph(before) <= 1:
            return None
        return None if self._has_own_words(first) else self._follower(n, follows)

    def _follower(self, n: int, follows: Draft) -> Draft:
        draft = Draft(self._page.places[n][0], None, [], follows=follows)
        self._drafts.append(draft)
        return draft

    def _has_own_words(self, token: int) -> bool:
        """Tell whether the writer's own verbs stand in the paragraph of a token."""
        page = self._page
        here = page.paragraph(token)
        held = page.tree.tokens[min(token, len(page.tree.tokens) - 1)].sentence
        sentences = page.annotation.sentences
        first = last = held
        while first > 0 and sentences[first - 1].paragraph == here:
            first -= 1
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == here:
            last += 1
        words = range(sentences[first].first, sentences[last].last)
        return any(page.tree.tokens[i].pos == "VERB" and i not in page.quoted for i in words)

    def _collect_speech(self) -> None:
        for draft in sorted(self._drafts, key=lambda d: d.at):
            if (
                draft.frame is not None
                and draft.at not in self._page.quoted
                and self._is_speech(draft.frame)
            ):
                self._speech.setdefault(self._page.paragraph(draft.at), []).append(draft)

    def _is_speech(self, frame: Frame) -> bool:
        if frame.construction in ("according", "colon"):
            return True
        spoken = self._page.tree.tokens[frame.verb].lemma in self._cues.saying
        return spoken and frame.construction in ("clause", "before", "around", "bare")

    def _linger(self, n: int) -> None:
        """A few quoted words without a cue are most likely those of the source that the text follows.

        Sought in the paragraph, at the end of the paragraphs before, then after the quotation.
        """
        first = self._page.places[n][0]
        here = self._page.paragraph(first)
        subject = self._subject_before(n)
        if subject is not None:
            return self._put(n, self._follower(n, subject))
        for paragraph in range(here, here - self._reach.linger_paragraphs - 1, -1):
            before = [draft for draft in self._speech.get(paragraph, ()) if draft.at < first]
            if before:
                return self._put(n, self._follower(n, before[-1]))
        after = [draft for draft in self._speech.get(here, ()) if draft.at > first]
        return self._put(n, self._follower(n, after[0])) if after else None

    def _subject_before(self, n: int) -> Draft | None:
        """'Ann Lee fears the worst. "It will end badly."': whom the sentence right before is about.

        Only a person by name or 'he' and 'she', and only where that sentence hands on no words.
        """
        page, first = self._page, self._page.places[n][0]
        tokens = page.tree.tokens
        if page.quotes[n].kind != "direct" or first == 0 or tokens[first - 1].text not in _ENDS:
            return None
        here, before = page.paragraph(first), tokens[first - 1].sentence
        sentence = page.annotation.sentences[before]
        spoken = any(tokens[d.at].sentence == before for d in self._speech.get(here, ()))
        if spoken or page.paragraph(first - 1) != here:
            return None
        root = next((i for i in range(sentence.first, sentence.last) if tokens[i].dep == "ROOT"), None)
        subject = page.tree.child(root, "nsubj") if root is not None else None
        if root is None or subject is None or subject in page.quoted:
            return None
        named = tokens[subject].pos == "PROPN" and subject in self._persons
        if not named and tokens[subject].text.lower() not in ("he", "she"):
            return None
        voice = Draft(root, Frame(root, (root,), (subject,), subject, [], "bare"), [])
        self._drafts.append(voice)
        return voice
