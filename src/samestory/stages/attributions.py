"""Attributions: who is said to have said what, in the terms of PolNeAR (source, cue, content)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from samestory.lexicon.cues import CueWords, load_cue_words
from samestory.lexicon.roles import RoleWords, load_role_words
from samestory.records import Annotation, Attribution, Quote, Report, Span
from samestory.text.attribution.cast import SPEAKING, Cast, Speaker
from samestory.text.attribution.frames import Frame, find_frames
from samestory.text.attribution.judging import Describer, Judge, load_judge
from samestory.text.attribution.linking import REACH, Linker, Reach
from samestory.text.attribution.page import Draft, Page, merge_spans
from samestory.text.attribution.stances import find_stances


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
    drafts = draft_frames(page, load_cue_words(), load_role_words(), judge.stances, settings=settings)
    drafts = _judged(page, drafts, judge)
    _name_speakers(page, drafts)
    said = _file(report.id, page, [draft for draft in drafts if not draft.stance], settings)
    return (*said, *_file(report.id, page, [draft for draft in drafts if draft.stance], settings))


def draft_frames(
    page: Page, cues: CueWords, roles: RoleWords, stances: Container[str], *, settings: Settings
) -> list[Draft]:
    """Draft every attribution that the rules offer, before it is judged: what is said, then stances."""
    frames = find_frames(page.annotation, page.tree, cues, roles, quoted=frozenset(page.quoted))
    drafts = _drafts(page, frames, settings)
    Linker(page, frames, drafts, cues, reach=settings.reach).link()
    return [*drafts, *_stances(page, drafts, stances, settings)]


# Contents


def _drafts(page: Page, frames: Sequence[Frame], settings: Settings) -> list[Draft]:
    """Turn every frame that holds content into a draft; quotations that it touches go in whole."""
    drafts: list[Draft] = []
    for frame in frames:
        if _follows_full_stop(page, frame):
            frame.contents, frame.construction = [], "bare"
        home = page.quoted.get(frame.verb)
        spans = [_widened(page, page.span(run), home) for run in frame.contents]
        contents = merge_spans([span for span in spans if span is not None])
        contents = _without_cue(contents, page.tree.span(frame.cue), settings)
        if contents:
            touched = [n for span in contents for n in page.touched(span)] if home is None else []
            held = [n for n in dict.fromkeys(touched) if _holds(contents, page.quotes[n].outer)]
            drafts.append(Draft(frame.verb, frame, contents, held))
        else:
            frame.contents = []
    return drafts


def _follows_full_stop(page: Page, frame: Frame) -> bool:
    """'"… today." Smith said: "…"': what ends with a full stop is not what Smith says next."""
    if frame.construction not in ("before", "around") or not frame.source or frame.source[0] > frame.verb:
        return False
    end = frame.contents[0][1]
    n = page.quoted.get(end - 1)
    return n is not None and page.is_ended(n) and end == page.places[n][1]


def _widened(page: Page, span: Span, home: int | None) -> Span | None:
    """Take in whole the quotations that the content touches; stay inside the one it stands in."""
    if home is not None:
        inside = page.quotes[home]
        start, end = max(span.start, inside.start), min(span.end, inside.end)
        return Span(start, end) if end > start else None
    for n in page.touched(span):
        outer = page.quotes[n].outer
        span = Span(min(span.start, outer.start), max(span.end, outer.end))
    return span


def _without_cue(contents: Sequence[Span], cue: Span, settings: Settings) -> list[Span]:
    """Cut a frame's own cue out of its content, where widening has taken it in."""
    kept: list[Span] = []
    for span in contents:
        if span.overlap(cue):
            sides = (Span(span.start, cue.start), Span(cue.end, span.end))
            kept += [side for side in sides if side.end - side.start > settings.least_chars]
        else:
            kept.append(span)
    return kept


def _holds(contents: Sequence[Span], outer: Span) -> bool:
    return sum(span.overlap(outer) for span in contents) >= 0.5 * len(outer)


# Verdicts


def _stances(
    page: Page, drafts: Sequence[Draft], lemmas: Container[str], settings: Settings
) -> list[Draft]:
    """Offer drafts for what somebody wants, backs or fears; they take no quotation from a cue."""
    taken = {draft.frame.verb for draft in drafts if draft.frame is not None and draft.contents}
    quoted = frozenset(page.quoted)
    frames = list(find_stances(page.annotation, page.tree, lemmas, quoted=quoted, taken=taken))
    return [replace(draft, quotes=[], stance=True) for draft in _drafts(page, frames, settings)]


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
    if frame is None or frame.cited is None or draft.speaker is None:
        return
    phrase = tuple(page.tree.subtree(frame.cited))
    cited = cast.resolve(phrase, frame.cited, frame.verb)
    if cited is not None:
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


def _record(report: str, page: Page, draft: Draft, settings: Settings) -> Attribution:
    voice = draft.frame or (draft.follows.frame if draft.follows else None)
    cue = draft.frame.cue if draft.frame else ()
    return Attribution(
        report=report,
        source=page.tree.span(voice.source) if voice and voice.source else None,
        speaker=draft.speaker.text if draft.speaker else "",
        cue=page.tree.span(cue) if cue else None,
        cue_text=" ".join(page.tree.tokens[i].text for i in cue),
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
