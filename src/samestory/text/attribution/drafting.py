"""Drafts of attributions, as rules offer them: frames with their content, and quotations given to cues."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from samestory.lexicon.cues import CueWords
from samestory.lexicon.roles import RoleWords
from samestory.records import Span
from samestory.text.attribution.frames import Frame, find_frames
from samestory.text.attribution.linking import Linker, Reach
from samestory.text.attribution.page import Draft, Page, merge_spans
from samestory.text.attribution.stances import find_stances


def draft_frames(
    page: Page,
    words: tuple[CueWords, RoleWords],
    stances: Container[str],
    *,
    reach: Reach,
    least_chars: int,
) -> list[Draft]:
    """Draft every attribution that the rules offer, before it is judged: what is said, then stances.

    Args:
        page: the report as attribution sees it.
        words: the words of cues and of roles.
        stances: lemmas that may open a stance ('want', 'support').
        reach: how far a quotation may stand from its cue.
        least_chars: what a cue leaves over when it cuts its own content in two; fewer are no content.
    """
    cues, roles = words
    frames = find_frames(page.annotation, page.tree, cues, roles, quoted=frozenset(page.quoted))
    drafts = _drafts(page, frames, least_chars)
    Linker(page, frames, drafts, cues, reach=reach).link()
    return [*drafts, *_stances(page, drafts, stances, least_chars)]


def _drafts(page: Page, frames: Sequence[Frame], least_chars: int) -> list[Draft]:
    """Turn every frame that holds content into a draft; quotations that it touches go in whole."""
    drafts: list[Draft] = []
    for frame in frames:
        if _follows_full_stop(page, frame):
            frame.contents, frame.construction = [], "bare"
        home = page.quoted.get(frame.verb)
        spans = [_widened(page, page.span(run), home) for run in frame.contents]
        contents = merge_spans([span for span in spans if span is not None])
        contents = _without_cue(contents, page.tree.span(frame.cue), least_chars)
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


def _without_cue(contents: Sequence[Span], cue: Span, least_chars: int) -> list[Span]:
    """Cut a frame's own cue out of its content, where widening has taken it in."""
    kept: list[Span] = []
    for span in contents:
        if span.overlap(cue):
            sides = (Span(span.start, cue.start), Span(cue.end, span.end))
            kept += [side for side in sides if side.end - side.start > least_chars]
        else:
            kept.append(span)
    return kept


def _holds(contents: Sequence[Span], outer: Span) -> bool:
    return sum(span.overlap(outer) for span in contents) >= 0.5 * len(outer)


def _stances(page: Page, drafts: Sequence[Draft], lemmas: Container[str], least_chars: int) -> list[Draft]:
    """Offer drafts for what somebody wants, backs or fears; they take no quotation from a cue."""
    taken = {draft.frame.verb for draft in drafts if draft.frame is not None and draft.contents}
    quoted = frozenset(page.quoted)
    frames = list(find_stances(page.annotation, page.tree, lemmas, quoted=quoted, taken=taken))
    return [replace(draft, quotes=[], stance=True) for draft in _drafts(page, frames, least_chars)]
