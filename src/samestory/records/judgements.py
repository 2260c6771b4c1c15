"""What people decide against or beside the machine; it is applied wherever a story is made from then on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from samestory.records.dossier import Difference
from samestory.records.plain import content_id

JudgementKind = Literal["one-story", "two-stories", "copy", "independent", "one-name", "no-difference"]
JUDGEMENT_KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)

REPORT_ID = re.compile(r"\br-[0-9a-f]{12}\b")
MAX_TOLD_CHARS = 1_500
# So many sides, and of the reports of one so many, are named: enough to know the story by, and no more than
# leaves room for words.
_MAX_SIDES = 12
_MAX_NAMED = 6
_SIDES = " / "
_BEFORE_WORDS = " — "
_IDS = re.compile(rf"{REPORT_ID.pattern}(?:(?:, |{_SIDES}){REPORT_ID.pattern})*")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision, with who made it and when (ISO 8601, UTC).

    What `first` and `second` are depends on the kind: the ids of two reports; for 'copy' the copy, then
    its original; for 'one-name' two names as the reports write them; for 'no-difference' the difference's
    key (`difference_key`) and, for whoever reads it, what it was in words.
    """

    id: str
    kind: JudgementKind
    first: str
    second: str
    author: str
    at: str
    note: str = ""


def make_judgement(  # noqa: PLR0913 - the fields of a judgement, its id apart
    kind: JudgementKind, first: str, second: str, *, author: str, at: str, note: str = ""
) -> Judgement:
    """Name a judgement by what it says, whoever says it: the same decision has the same id.

    >>> one = make_judgement("one-story", "r-1", "r-2", author="Ada", at="2031-05-04T10:00:00Z")
    >>> one.id == make_judgement("one-story", "r-2", "r-1", author="Bo", at="2031-05-05T10:00:00Z").id
    True
    """
    # Only for a copy does it matter which of the two comes first; a difference is known by its key alone.
    words = "" if kind == "no-difference" else second
    pair = (first, second) if kind == "copy" else tuple(sorted((first, words)))
    return Judgement(content_id("j", kind, *pair), kind, first, second, author, at, note)


def tell_difference(difference: Difference) -> str:
    """Put a difference in words that can be kept: the reports of each side, then who says what.

    The ids come first, so that no long value cuts one off and no words of a report pass for one.
    """
    ids = _SIDES.join(", ".join(value.reports[:_MAX_NAMED]) for value in difference.values[:_MAX_SIDES])
    values = _SIDES.join(value.value for value in difference.values)
    return f"{ids}{_BEFORE_WORDS}{difference.about or difference.kind}: {values}"[:MAX_TOLD_CHARS]


def split_told(told: str) -> tuple[str, str]:
    """Split what `tell_difference` gave into ids of reports and words; no ids where others wrote it.

    >>> split_told("r-734194ede5b0 / r-0c1e35b7aa02 — hurt: five / six (r-000000000000)")
    ('r-734194ede5b0 / r-0c1e35b7aa02', ' — hurt: five / six (r-000000000000)')
    """
    ids = told.partition(_BEFORE_WORDS)[0]
    return (ids, told[len(ids) :]) if _IDS.fullmatch(ids) else ("", told)


def judged_reports(judgement: Judgement) -> frozenset[str]:
    """Give the ids of the reports that a judgement is about; empty where it says nothing of them."""
    if judgement.kind == "one-name":
        return frozenset()
    if judgement.kind == "no-difference":
        return frozenset(REPORT_ID.findall(split_told(judgement.second)[0]))
    return frozenset((judgement.first, judgement.second))


def difference_key(difference: Difference) -> str:
    """Name a difference by what differs, so that it is known again when the story is made anew."""
    values = sorted(f"{value.value}\x1e{'|'.join(sorted(value.reports))}" for value in difference.values)
    return content_id("d", difference.kind, *values)
