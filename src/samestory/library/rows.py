"""What the library's verbs give back: one record for each kind of row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from samestory.records import Cleaning, Published, Report, SetAside


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What came of adding: how many reports are new, were there, replaced an earlier version.

    A new version is not counted among `added`.
    """

    added: int
    already: int
    new_versions: int
    set_aside: tuple[SetAside, ...]
    seconds: float

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Count what was set aside by its reason, the most frequent first."""
        counted = Counter(_first_clause(item.reason) for item in self.set_aside)
        return tuple(sorted(counted.items(), key=lambda found: (-found[1], found[0])))


FindingKind = Literal["report", "name", "quotation", "statement"]
# In the order in which they are shown.
KINDS: tuple[FindingKind, ...] = ("name", "quotation", "statement", "report")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is sought: words, "phrases", beginn*, -without, this OR that.

    No `kinds` are all. `since` and `until` are days that the report may be of; `outlet` is a part of an
    outlet's name or address. `limit` and `offset` count for each kind.
    """

    text: str
    kinds: tuple[FindingKind, ...] = ()
    since: date | None = None
    until: date | None = None
    outlet: str = ""
    story: str = ""
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something that was found. `start` and `end` are where it stands in the report's text.

    `marks` are the stretches of `snippet` that were sought. `item` is the id of the statement, quotation
    or name in the story's dossier; `who` said it. Days are ISO dates.
    """

    kind: FindingKind
    report: str
    story: str | None
    title: str | None
    outlet: str | None
    earliest: str | None
    latest: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int
    item: str = ""
    who: str = ""


StorySort = Literal["newest", "oldest", "widest", "disputed", "copied"]
STORY_SORTS: tuple[StorySort, ...] = get_args(StorySort)


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Which stories are asked for: those of these days, about these words, told by so many `outlets`.

    `about` is read as `SearchQuery.text` is; `outlet` is a part of an outlet's name or address; `name` and
    `place` are words that stand one after the other in one of the reports.
    """

    since: date | None = None
    until: date | None = None
    about: str = ""
    outlet: str = ""
    name: str = ""
    place: str = ""
    outlets: int = 1
    sort: StorySort = "newest"
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list. Days are ISO dates, None where no report has one.

    `lines` of text, reports that are `copied` or share a source with another, and `disputed` statements
    are known once the story was opened, and None before.
    """

    id: str
    title: str
    reports: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    follows: tuple[str, ...]
    lines: int | None
    copied: int | None
    disputed: int | None


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Two reports of different outlets that have passages in common.

    Each of `passages` is where it stands in the first report's text (start, end), where in the second's,
    and how many words are the same; `words` is their sum. Days are ISO dates.
    """

    report: str
    outlet: str | None
    title: str | None
    earliest: str | None
    latest: str | None
    other: str
    other_outlet: str | None
    other_title: str | None
    other_earliest: str | None
    other_latest: str | None
    words: int
    passages: tuple[tuple[int, int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A word, a figure or two names together that two reports share, and its part of their likeness."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Why:
    """Why two reports were put together, or not.

    `likelihood` is how likely they are to be of one story by the two alone, None where they have too little
    in common to be compared; `likeness` the cosine of their terms; `days_apart` None where unknown.
    """

    together: bool
    verdict: str
    likelihood: float | None
    likeness: float
    days_apart: int | None
    shared: tuple[SharedTerm, ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many stories began on a day, and how many of them two outlets or more tell."""

    day: date
    stories: int
    shared: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two versions: `old` became `new`, which stands at character `at` of the later."""

    at: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the library has it. `versions` are the ids of all that stood at its address, in order.

    `newer` is the version that took its place; `story` the story that it is in, None if it is in none.
    """

    report: Report
    cleaning: Cleaning
    published: Published
    story: str | None
    versions: tuple[str, ...]
    newer: str | None


@dataclass(frozen=True, slots=True)
class ReportName:
    """What a report is called: its outlet (else its address or file), its title, the story it is in."""

    outlet: str
    title: str | None
    story: str | None


def _first_clause(reason: str) -> str:
    """Cut a reason to what happened, without the values that differ from item to item."""
    return reason.split(". ", 1)[0].split(" (", 1)[0]
