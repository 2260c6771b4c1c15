"""Attributions: who is said to have said what, in the terms of PolNeAR (source, cue, content)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from samestory.lexicon.cues import load_cue_words
from samestory.lexicon.roles import load_role_words
from samestory.records import Annotation, Attribution, Quote, Report, Span, Token
from samestory.text.attribution.cast import SPEAKING, Cast, Speaker
from samestory.text.attribution.drafting import draft_frames
from samestory.text.attribution.frames import Frame
from samestory.text.attribution.judging import Describer, Judge, load_judge
from samestory.text.attribution.linking import REACH, Reach
from samestory.text.attribution.page import Draft, Page


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs together, and what it is called."""

    # How far a quotation may stand from its cue; see there.
    reach: Reach = REACH
    # Content that is quoted to this share of its characters is a direct quotation.
    direct_share: float = 0.85
    # What a cue leaves over when it cuts its own content in two: fewer characters are no content.
    least_chars: int = 12
    # How many attributions before and after are looked at for one that holds another.
    neighbours: int = 60


SETTINGS = Settings()


def find_attributions(
    report: Report, annotation: Annotation, quotes: Sequence[Quote], *, settings: Settings = SETTINGS
) -> tuple[Attribution, ...]:
    """Find who says what, with the speaker resolved as far as the report allows.

    The parse gives frames of cue, source and content; quotations that no frame holds are given to
    the cue beside them, to the line that announces them, or to the voice that the text follows
    there; such an attribution has no cue. What nothing ties to anybody gets no attribution.
    """
    if not annotation.tokens:
        return ()
    page, judge = Page(report.text, annotation, quotes), load_judge()
    drafts = draft_frames(
        page,
        (load_cue_words(), load_role_words()),
        judge.stances,
        reach=settings.reach,
        least_chars=settings.least_chars,
    )
    drafts = _judged(page, drafts, judge)
    _name_speakers(page, drafts)
    said = _file(report.id, page, [draft for draft in drafts if not draft.stance], settings)
    return (*said, *_file(report.id, page, [draft for draft in drafts if draft.stance], settings))


# Verdicts


def _judged(page: Page, drafts: Sequence[Draft], judge: Judge) -> list[Draft]:
    """Drop the drafts that are most likely none; one that others follow stays."""
    describer = Describer(page.annotation, page.tree, page.quoted)
    leaders = {id(draft.follows) for draft in drafts if draft.follows is not None}

    def is_kept(draft: Draft) -> bool:
        if draft.frame is None or id(draft) in leaders:
            return True
        score = judge.score_frame(describer.describe(draft.frame, len(draft.quotes)))
        return score >= (judge.stance_floor if draft.stance else judge.floor)

    return [draft for draft in drafts if is_kept(draft)]


# Speakers


def _name_speakers(page: Page, drafts: Sequence[Draft]) -> None:
    """Resolve the sources in the order in which they are read."""
    cast = Cast(
        page.annotation, page.tree, load_cue_words(), load_role_words(), quoted=frozenset(page.quoted)
    )
    for draft in sorted(drafts, key=lambda d: d.at):
        if draft.frame is not None:
            draft.speaker = cast.resolve(draft.frame.source, draft.frame.source_head, draft.frame.verb)
            draft.via = _via(page, draft.frame)
            _cite(page, draft, cast)
    holders = {n: draft for draft in reversed(drafts) for n in draft.quotes}
    for draft in drafts:
        if draft.follows is not None:
            draft.speaker = draft.follows.speaker
        elif draft.frame is not None and draft.speaker is None:
            draft.speaker = _quoted_self(page, draft.frame, holders)


def _quoted_self(page: Page, frame: Frame, holders: dict[int, Draft]) -> Speaker | None:
    """'I' and 'we' in a quotation are whoever is quoted."""
    head, home = frame.source_head, page.quoted.get(frame.verb)
    if head is None or home not in holders or page.tree.tokens[head].text.lower() not in SPEAKING:
        return None
    return holders[home].speaker


def _cite(page: Page, draft: Draft, cast: Cast) -> None:
    """'…, Reuters reported, citing police': police say it, Reuters hands it on."""
    frame = draft.frame
    if frame is None or frame.cited is None:
        return
    phrase = tuple(page.tree.subtree(frame.cited))
    cited = cast.resolve(phrase, frame.cited, frame.verb)
    if cited is not None:
        if draft.speaker is not None and draft.speaker.text != cited.text:
            draft.via = (*draft.via, draft.speaker.text)
        draft.speaker = cited
        draft.frame = replace(frame, source=phrase, source_head=frame.cited)


def _via(page: Page, frame: Frame) -> tuple[str, ...]:
    """'Police told Reuters': an outlet that hears it hands it on."""
    if frame.addressee is None:
        return ()
    token = page.tree.tokens[frame.addressee]
    named = any(e.label == "ORG" and e.start <= token.start < e.end for e in page.annotation.entities)
    if not named and token.lemma not in load_role_words().outlets:
        return ()
    phrase = [
        i
        for i in page.tree.subtree(frame.addressee)
        if page.tree.tokens[i].dep not in ("relcl", "punct", "acl", "det")
    ]
    span = page.tree.span(phrase[:8])
    return (page.text[span.start : span.end],)


# Records


def _file(report: str, page: Page, drafts: Sequence[Draft], settings: Settings) -> tuple[Attribution, ...]:
    """Turn the drafts into records, in the order of their content."""
    ordered = sorted(
        (draft for draft in drafts if draft.contents),
        key=lambda d: (d.contents[0].start, -d.contents[-1].end, d.at),
    )
    filed = [_record(report, page, draft, settings) for draft in ordered]
    return tuple(replace(a, inside=_container(i, filed, settings)) for i, a in enumerate(filed))


def _write_out(tokens: Sequence[Token]) -> str:
    """Write words as the report does: 'doesn't think', not 'does n't think'."""
    gaps = ["", *("" if b.start == a.end else " " for a, b in itertools.pairwise(tokens))]
    return "".join(gap + token.text for gap, token in zip(gaps, tokens, strict=False))


def _record(report: str, page: Page, draft: Draft, settings: Settings) -> Attribution:
    voice = draft.frame or (draft.follows.frame if draft.follows else None)
    cue = draft.frame.cue if draft.frame else ()
    return Attribution(
        report=report,
        source=page.tree.span(voice.source) if voice and voice.source else None,
        speaker=draft.speaker.text if draft.speaker else "",
        cue=page.tree.span(cue) if cue else None,
        cue_text=_write_out([page.tree.tokens[i] for i in cue]),
        contents=tuple(draft.contents),
        kind=_kind(page, draft.contents, settings),
        via=draft.via,
        stance=draft.stance,
    )


def _kind(
    page: Page, contents: Sequence[Span], settings: Settings
) -> Literal["direct", "indirect", "mixed"]:
    total = sum(len(span) for span in contents)
    covered = sum(span.overlap(page.quotes[n].outer) for span in contents for n in page.touched(span))
    if covered == 0:
        return "indirect"
    return "direct" if covered >= settings.direct_share * total else "mixed"


def _container(index: int, filed: Sequence[Attribution], settings: Settings) -> int | None:
    """Name the attribution with the smallest content that holds this one's cue."""
    inner = filed[index]
    mark = inner.cue or inner.contents[0]
    first = max(0, index - settings.neighbours)
    holders = [
        (sum(len(span) for span in outer.contents), number)
        for number, outer in enumerate(filed[first : index + settings.neighbours], first)
        if number != index
        and any(span.start <= mark.start and mark.end <= span.end for span in outer.contents)
        and outer.cue != inner.cue
    ]
    return min(holders)[1] if holders else None
