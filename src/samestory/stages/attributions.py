"""Attributions: who is said to have said what, in the terms of PolNeAR (source, cue, content)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from samestory.lexicon.cues import CueWords, load_cue_words
from samestory.lexicon.roles import load_role_words
from samestory.records import Annotation, Attribution, Quote, Report, Span
from samestory.text.attribution.cast import SPEAKING, Cast, Speaker
from samestory.text.attribution.frames import Frame, find_frames
from samestory.text.trees import Tree, grow_tree


@dataclass(frozen=True, slots=True)
class Settings:
    """How far a quotation may stand from the words that say whose it is."""

    # '" Soto said', '", said X': a comma and a stray word may stand between. Raised to ten, the next
    # sentence's cue is taken for a quotation that belongs to the one before.
    gap_tokens: int = 3
    # A cue before a quotation reaches over 'wrote on the group's page on Monday:', not over a clause.
    reach_tokens: int = 25
    # '"A," he said after a long sentence. "B."': more than this and another voice may have spoken.
    continue_tokens: int = 45
    # A source lingers over a heading and into the next paragraph.
    linger_paragraphs: int = 2
    # Content that is quoted to this share of its characters is a direct quotation.
    direct_share: float = 0.85


SETTINGS = Settings()

_ENDS = frozenset(".!?")


@dataclass(slots=True)
class _Draft:
    """An attribution while it is put together. `at` is the token at which it is read."""

    at: int
    frame: Frame | None
    contents: list[Span]
    speaker: Speaker | None = None
    follows: _Draft | None = None
    quotes: list[int] = field(default_factory=list)


def find_attributions(
    report: Report, annotation: Annotation, quotes: Sequence[Quote], *, settings: Settings = SETTINGS
) -> tuple[Attribution, ...]:
    """Find who says what, with the speaker resolved as far as the report allows.

    The parse gives frames of cue, source and content; quotations that no frame holds are given to
    the cue beside them, to the speaker of the quotation before, or to the line that announces them.
    A quotation that nothing ties to anybody gets no attribution.
    """
    if not annotation.tokens:
        return ()
    desk = _Desk(report, annotation, quotes, settings=settings)
    desk.take_frames()
    desk.give_quotes()
    desk.name_speakers()
    return desk.file()


class _Desk:
    """The work on one report: its tokens, its quotations, and the attributions found so far."""

    def __init__(
        self, report: Report, annotation: Annotation, quotes: Sequence[Quote], *, settings: Settings
    ) -> None:
        self.report, self.annotation, self.settings = report, annotation, settings
        self.tree: Tree = grow_tree(annotation)
        self.cues: CueWords = load_cue_words()
        self.quotes = [q for q in quotes if q.kind != "title"]
        self.top = [n for n, q in enumerate(self.quotes) if not self._is_nested(q)]
        self.drafts: list[_Draft] = []
        starts = [token.start for token in annotation.tokens]
        self.places = [
            (bisect_left(starts, q.outer.start), bisect_left(starts, q.outer.end)) for q in self.quotes
        ]
        self.quoted: dict[int, int] = {
            token: n
            for n in self.top
            for token in range(*self.places[n])
            if self.quotes[n].kind != "scare" and annotation.tokens[token].end <= self.quotes[n].outer.end
        }
        self.frames = find_frames(
            annotation, self.tree, self.cues, load_role_words(), quoted=frozenset(self.quoted)
        )

    def _is_nested(self, quote: Quote) -> bool:
        return any(
            o is not quote and o.outer.start <= quote.outer.start and quote.outer.end <= o.outer.end
            and len(o.outer) > len(quote.outer) for o in self.quotes
        )  # fmt: skip

    # Frames

    def take_frames(self) -> None:
        """Turn every frame that holds content into a draft; quotations it touches go in whole."""
        for frame in self.frames:
            if self._follows_full_stop(frame):
                frame.contents, frame.construction = [], "bare"
            if not frame.contents:
                continue
            home = self.quoted.get(frame.verb)
            spans = [self._widened(self._span(run), home) for run in frame.contents]
            contents = [s for s in _merged([s for s in spans if s is not None])]
            contents = self._without_frame(contents, frame)
            if not contents:
                frame.contents = []
                continue
            draft = _Draft(frame.verb, frame, contents)
            frame.used = True
            self.drafts.append(draft)
            if home is None:
                draft.quotes = [n for n in self.top if self._holds(draft, self.quotes[n])]

    def _follows_full_stop(self, frame: Frame) -> bool:
        """'"… today." Smith said: "…"': what ends with a full stop is not what Smith says next."""
        if (
            frame.construction not in ("before", "around")
            or not frame.source
            or frame.source[0] > frame.verb
        ):
            return False
        n = self.quoted.get(frame.contents[0][1] - 1)
        return n is not None and self._ended(n) and frame.contents[0][1] == self.places[n][1]

    def _span(self, run: tuple[int, int]) -> Span:
        return Span(self.tree.tokens[run[0]].start, self.tree.tokens[run[1] - 1].end)

    def _widened(self, span: Span, home: int | None) -> Span | None:
        """Take in whole the quotations that the content touches; stay inside the one it stands in."""
        if home is not None:
            inside = self.quotes[home]
            start, end = max(span.start, inside.start), min(span.end, inside.end)
            return Span(start, end) if end > start else None
        for n in self.top:
            outer = self.quotes[n].outer
            if span.overlap(outer):
                span = Span(min(span.start, outer.start), max(span.end, outer.end))
        return span

    def _without_frame(self, contents: list[Span], frame: Frame) -> list[Span]:
        """Cut the frame's own cue out of its content, where widening has taken it in."""
        cue = self.tree.span(frame.cue)
        kept: list[Span] = []
        for span in contents:
            if span.overlap(cue):
                kept += [s for s in (Span(span.start, cue.start), Span(cue.end, span.end)) if len(s) > 12]
            else:
                kept.append(span)
        return kept

    def _holds(self, draft: _Draft, quote: Quote) -> bool:
        return sum(span.overlap(quote.outer) for span in draft.contents) >= 0.5 * len(quote.outer)

    # Quotations

    def give_quotes(self) -> None:
        """Find for every quotation that no frame holds whose it is."""
        for chain in self._chains():
            draft = next((d for n in chain for d in self.drafts if n in d.quotes), None)
            frame = (
                None if draft else next((f for n in chain if (f := self._frame_for(n)) is not None), None)
            )
            if frame is not None:
                self._give(chain[0], frame)
                draft = self.drafts[-1] if chain[0] in self.drafts[-1].quotes else self._draft_of(chain[0])
            if draft is None and self.quotes[chain[0]].kind == "direct":
                self._continue(chain[0]) or self._announced(chain[0]) or self._carried_on(chain[0])
                draft = self._draft_of(chain[0])
            for n in chain:
                if draft is not None and n not in draft.quotes:
                    draft.contents = _merged([*draft.contents, self.quotes[n].outer])
                    draft.quotes.append(n)
        for n in self.top:
            if self.quotes[n].kind != "scare" and self._draft_of(n) is None:
                self._linger(n)

    def _chains(self) -> Iterator[list[int]]:
        """Join a quotation that has no closing mark to the one that carries it on."""
        chain: list[int] = []
        for n in self.top:
            quote = self.quotes[n]
            if quote.kind == "scare":
                continue
            if chain and not self._runs_on(chain[-1], n):
                yield chain
                chain = []
            chain.append(n)
        if chain:
            yield chain

    def _runs_on(self, n: int, following: int) -> bool:
        unclosed = self.quotes[n].outer.end == self.quotes[n].end
        return unclosed and self.places[following][0] - self.places[n][1] <= 1

    def _draft_of(self, n: int) -> _Draft | None:
        return next((draft for draft in self.drafts if n in draft.quotes), None)

    def _neighbour(self, n: int, step: int) -> int | None:
        place = self.top.index(n) + step
        return self.top[place] if 0 <= place < len(self.top) else None

    def _frame_for(self, n: int) -> Frame | None:
        before = self._frame_before(n)
        if before is not None and self._introduces(before, n):
            return before
        return self._frame_after(n) or self._frame_above(n) or before

    def _introduces(self, frame: Frame, n: int) -> bool:
        """'He said: "…"', 'he said, "…"': only a colon or a comma stands before the marks."""
        first = self.places[n][0]
        return (
            first > 0
            and self.tree.tokens[first - 1].text in (":", ",")
            and first - frame.cue[-1] <= self.settings.reach_tokens // 2
        )

    def _ended(self, n: int) -> bool:
        """Tell a quotation that ends with a full stop and is followed by a new sentence."""
        last = self.places[n][1]
        text = self.report.text[self.quotes[n].start : self.quotes[n].end]
        return (
            text.endswith(".")
            and last < len(self.tree.tokens)
            and self.tree.tokens[last].text[:1].isupper()
        )

    def _frame_above(self, n: int) -> Frame | None:
        """'… was praised by X as "…"': a cue on which the quoted words depend."""
        first, last = self.places[n]
        tokens = self.tree.tokens
        top = next((i for i in range(first, last) if not first <= tokens[i].head < last), None)
        if top is None:
            return None
        above = set(self.tree.ancestors(top)[:8])
        held = [f for f in self._free_frames() if f.verb in above and f.source]
        return max(held, key=lambda frame: frame.verb) if held else None

    def _linger(self, n: int) -> None:
        """A few quoted words without a cue are most likely those of the source that the text follows.

        Sought in the paragraph, at the end of the paragraph before, then after the quotation.
        """
        first = self.places[n][0]
        if first >= len(self.tree.tokens):
            return
        here = self._paragraph(first)
        frames = [
            d for d in self.drafts if d.frame is not None and d.at not in self.quoted and self._is_speech(d)
        ]
        before = [
            d
            for d in frames
            if d.at < first and here - self._paragraph(d.at) <= self.settings.linger_paragraphs
        ]
        after = [d for d in frames if d.at > first and self._paragraph(d.at) == here]
        near = [d for d in before if self._paragraph(d.at) == here]
        follows = max(near or before, key=lambda d: d.at, default=None)
        follows = follows or min(after, key=lambda d: d.at, default=None)
        if follows is not None:
            self.drafts.append(_Draft(first, None, [self.quotes[n].outer], follows=follows, quotes=[n]))

    def _is_speech(self, draft: _Draft) -> bool:
        frame = draft.frame
        if frame is None:
            return False
        lemma = self.tree.tokens[frame.verb].lemma
        if frame.construction in ("according", "colon"):
            return True
        return lemma in self.cues.saying and frame.construction in ("clause", "before", "around", "bare")

    def _frame_above(self, n: int) -> Frame | None:
        """'… was praised by X as "…"': a cue on which the quoted words depend."""
        first, last = self.places[n]
        tokens = self.tree.tokens
        top = next((i for i in range(first, last) if not first <= tokens[i].head < last), None)
        if top is None:
            return None
        above = set(self.tree.ancestors(top)[:8])
        held = [f for f in self._free_frames() if f.verb in above and f.source]
        return max(held, key=lambda frame: frame.verb) if held else None

    def _give(self, n: int, frame: Frame) -> None:
        draft = next((d for d in self.drafts if d.frame is frame), None)
        if draft is None:
            draft = _Draft(frame.verb, frame, [])
            self.drafts.append(draft)
        frame.used = True
        draft.contents = _merged([*draft.contents, self.quotes[n].outer])
        draft.quotes.append(n)

    def _paragraph(self, token: int) -> int:
        return self.annotation.sentences[self.tree.tokens[token].sentence].paragraph

    def _free_frames(self) -> Iterator[Frame]:
        for frame in self.frames:
            if frame.verb not in self.quoted and frame.construction != "noun":
                yield frame

    def _frame_after(self, n: int) -> Frame | None:
        """'"…," Soto said.': the first cue after the marks, with next to nothing in between."""
        first, last = self.places[n]
        if self._ended(n):
            return None
        following = self._neighbour(n, 1)
        stop = self.places[following][0] if following is not None else len(self.tree.tokens)
        for frame in self._free_frames():
            if (
                frame.verb < last
                or frame.verb >= stop
                or self._paragraph(frame.verb) != self._paragraph(first)
            ):
                continue
            left = min([frame.cue[0], *(i for i in frame.source if i >= last)])
            between = self.tree.tokens[last:left]
            gap = self.settings.gap_tokens if self.quotes[n].kind == "direct" else 1
            if left - last > gap or any(t.text in _ENDS for t in between):
                return None
            if frame.source and (frame.construction != "object" or left <= last + 1):
                return frame
        return None

    def _frame_before(self, n: int) -> Frame | None:
        """'He wrote: "…"', 'called it "…"': the nearest cue before the marks, in the same sentence."""
        first = self.places[n][0]
        previous = self._neighbour(n, -1)
        floor = self.places[previous][1] if previous is not None and self.quotes[n].kind == "direct" else 0
        tokens = self.tree.tokens
        near: Frame | None = None
        for frame in self._free_frames():
            if frame.verb >= first:
                break
            if frame.verb >= max(floor, first - self.settings.reach_tokens) and self._paragraph(
                frame.verb
            ) == self._paragraph(min(first, len(tokens) - 1)):
                near = frame
        if near is None or any(t.text in _ENDS for t in tokens[near.verb + 1 : first]):
            return None
        return near

    def _continue(self, n: int) -> bool:
        """'"A," he said. "B."': in one paragraph a second whole quotation is the same speaker's."""
        previous = self._neighbour(n, -1)
        if previous is None:
            return False
        first, before = self.places[n][0], self.places[previous][0]
        between = self.tree.tokens[self.places[previous][1] : first]
        if len(between) > self.settings.continue_tokens or sum(t.text in _ENDS for t in between) > 1:
            return False
        if first >= len(self.tree.tokens) or self._paragraph(first) != self._paragraph(before):
            return False
        draft = next((d for d in self.drafts if previous in d.quotes), None)
        if draft is None:
            return False
        draft.contents = _merged([*draft.contents, self.quotes[n].outer])
        draft.quotes.append(n)
        return True

    def _announced(self, n: int) -> bool:
        """'The club posted the following statement:' and then a paragraph of quotation."""
        first = self.places[n][0]
        if first == 0 or first >= len(self.tree.tokens):
            return False
        sentence = self.annotation.sentences[self.tree.tokens[first - 1].sentence]
        if self.tree.tokens[first - 1].text != ":" and not any(
            t.lemma in self.cues.heralds for t in self.tree.tokens[sentence.first : sentence.last]
        ):
            return False
        verb = next(
            (i for i in range(sentence.first, sentence.last) if self.tree.tokens[i].dep == "ROOT"), None
        )
        subject = self.tree.child(verb, "nsubj") if verb is not None else None
        if verb is None or subject is None:
            return False
        below = self.tree.subtree(subject)
        source = tuple(i for i in below if self.tree.tokens[i].text != ",")
        self._give(n, Frame(verb, (verb,), source, subject, [], "bare"))
        return True

    def _carried_on(self, n: int) -> bool:
        """A paragraph that is nothing but quotation carries on the speaker of the paragraph before."""
        previous = self._neighbour(n, -1)
        if previous is None:
            return False
        first, last = self.places[n]
        before = self.places[previous][1] - 1
        if first >= len(self.tree.tokens) or not 0 <= self._paragraph(first) - self._paragraph(before) <= 1:
            return False
        draft = next((d for d in self.drafts if previous in d.quotes), None)
        if draft is None or any(t.pos == "VERB" for t in self._rest_of_paragraph(first, last)):
            return False
        self.drafts.append(_Draft(first, None, [self.quotes[n].outer], follows=draft, quotes=[n]))
        return True

    def _rest_of_paragraph(self, first: int, last: int) -> list[object]:
        paragraph = self._paragraph(first)
        tokens = self.tree.tokens
        return [
            t
            for i, t in enumerate(tokens)
            if not first <= i < last
            and self.annotation.sentences[t.sentence].paragraph == paragraph
            and i not in self.quoted
        ]

    # Speakers

    def name_speakers(self) -> None:
        """Resolve the sources in the order in which they are read."""
        cast = Cast(self.annotation, self.tree, self.cues, load_role_words(), quoted=frozenset(self.quoted))
        for draft in sorted(self.drafts, key=lambda d: d.at):
            if draft.frame is not None:
                draft.speaker = cast.resolve(draft.frame.source, draft.frame.source_head, draft.frame.verb)
        for draft in self.drafts:
            if draft.follows is not None:
                draft.speaker = draft.follows.speaker
            elif draft.frame is not None and draft.speaker is None:
                draft.speaker = self._quoted_self(draft.frame)

    def _quoted_self(self, frame: Frame) -> Speaker | None:
        """'I' and 'we' in a quotation are whoever is quoted."""
        home = self.quoted.get(frame.verb)
        head = frame.source_head
        if home is None or head is None or self.tree.tokens[head].text.lower() not in SPEAKING:
            return None
        holder = next((d for d in self.drafts if home in d.quotes), None)
        return holder.speaker if holder else None

    # Results

    def file(self) -> tuple[Attribution, ...]:
        """Turn the drafts into records, in the order of their content."""
        ordered = sorted(
            (d for d in self.drafts if d.contents),
            key=lambda d: (d.contents[0].start, -d.contents[-1].end, d.at),
        )
        filed = [self._record(draft) for draft in ordered]
        return tuple(replace(a, inside=_container(i, filed)) for i, a in enumerate(filed))

    def _record(self, draft: _Draft) -> Attribution:
        frame = draft.frame or (draft.follows.frame if draft.follows else None)
        source = self.tree.span(frame.source) if frame and frame.source else None
        own = draft.frame
        cue = self.tree.span(own.cue) if own else None
        return Attribution(
            report=self.report.id,
            source=source,
            speaker=draft.speaker.text if draft.speaker else "",
            cue=cue,
            cue_text=" ".join(self.tree.tokens[i].text for i in own.cue) if own else "",
            contents=tuple(draft.contents),
            kind=self._kind(draft.contents),
            via=self._via(own),
        )

    def _kind(self, contents: Sequence[Span]) -> Literal["direct", "indirect", "mixed"]:
        total = sum(len(span) for span in contents)
        covered = sum(span.overlap(self.quotes[n].outer) for span in contents for n in self.top)
        if covered == 0:
            return "indirect"
        return "direct" if covered >= self.settings.direct_share * total else "mixed"

    def _via(self, frame: Frame | None) -> tuple[str, ...]:
        """'Police told Reuters': an outlet that hears it hands it on."""
        if frame is None or frame.addressee is None:
            return ()
        token = self.tree.tokens[frame.addressee]
        outlets = load_role_words().outlets
        named = any(e.label == "ORG" and e.start <= token.start < e.end for e in self.annotation.entities)
        if not named and token.lemma not in outlets:
            return ()
        phrase = [
            i
            for i in self.tree.subtree(frame.addressee)
            if self.tree.tokens[i].dep not in ("relcl", "punct", "acl", "det")
        ]
        span = self.tree.span(phrase[:8])
        return (self.report.text[span.start : span.end],)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Join spans that overlap."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _container(index: int, filed: Sequence[Attribution]) -> int | None:
    """Name the attribution with the smallest content that holds this one's cue and content."""
    inner = filed[index]
    mark = inner.cue or inner.contents[0]
    holders = [
        (sum(len(s) for s in outer.contents), number)
        for number, outer in enumerate(filed)
        if number != index
        and any(s.start <= mark.start and mark.end <= s.end for s in outer.contents)
        and outer.cue != inner.cue
    ]
    return min(holders)[1] if holders else None
