"""The headline of a story: that of a report whose figures hold and which tells what is shared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from samestory.records import Account, Citation, Statement, Title
from samestory.text.summing.updates import find_updates

# A headline that begins with somebody's words, or asks, tells less of the story than one that states.
_SPEAKS = re.compile(
    r"[\"“‘'«]|(?:opinion|analysis|fact[ -]check|watch|photos?|pictures|video|live)\b", re.IGNORECASE
)
# Fewer words name a subject ('Sweeping up').
MIN_WORDS = 4


def choose_headline(accounts: Sequence[Account], statements: Sequence[Statement]) -> Title | None:
    """Choose the headline to stand over a story; None if no report has one.

    First comes whether its figures hold: one that has what a figure was before it grew, or that takes the
    side of the fewer reports in a conflict, stands behind all that do not. Then whether it states
    something, the shared statements that it supports, and whether it has the latest of a figure.
    """
    updates = find_updates(statements, accounts)
    outdated = {span for update in updates for span in update.earlier}
    latest = {span for update in updates for span in update.latest}
    outvoted = set(_outvoted(statements))
    told = [Citation(s.report, s.start, s.end) for t in statements if len(t.reports) > 1 for s in t.support]

    def rank(headed: tuple[Account, Title]) -> tuple[bool, bool, bool, int, str]:
        account, title = headed
        old = _stands(account, title, outdated) and not _stands(account, title, latest)
        contested = _stands(account, title, outvoted)
        hits = sum(_overlaps(title, span) for span in told if span.report == account.id)
        unsettled = not _stands(account, title, latest)
        return (old or contested, _is_weak(title.text), unsettled, -hits, account.report.source)

    headed = [(a, a.cleaning.title) for a in accounts if a.cleaning.title is not None]
    return min(headed, key=rank)[1] if headed else None


def _is_weak(text: str) -> bool:
    """Whether a headline tells little of the story: it quotes, asks, or only names a subject."""
    asks = text.rstrip("\"”’'» ").endswith("?")
    return asks or len(text.split()) < MIN_WORDS or _SPEAKS.match(text) is not None


def _outvoted(statements: Sequence[Statement]) -> Iterable[Citation]:
    """The places of all sides of a conflict but the one that most reports are on."""
    for difference in (d for s in statements for d in s.differences if d.status == "conflict"):
        most = max(len(value.reports) for value in difference.values)
        yield from (
            span for value in difference.values if len(value.reports) < most for span in value.spans
        )


def _stands(account: Account, title: Title, spans: Iterable[Citation]) -> bool:
    """Whether one of the places is in a report's headline."""
    return any(span.report == account.id and _overlaps(title, span) for span in spans)


def _overlaps(title: Title, span: Citation) -> bool:
    return span.start < title.end and title.start < span.end
