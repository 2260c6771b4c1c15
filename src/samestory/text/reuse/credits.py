"""Who a report says it has its text from: agencies it credits, outlets it names, the day it appeared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from samestory.records import Account, Published
from samestory.records.dossier import Direction
from samestory.text.reuse.mentions import Mention, Runs, find_mention, find_runs_of_names
from samestory.text.reuse.outlets import Outlet, name_credit, read_outlet

# So many words in quotation marks, and hardly any the other way, and one report quotes the other.
_MIN_QUOTED_WORDS, _MAX_ACCIDENTAL_WORDS = 25, 8
# Clocks of two sites agree less well than this; a day may be one further east, or that of an update.
_MIN_LATER = timedelta(hours=1)
_SITES_DAYS = 1
# Strengths of evidence for a direction, the strongest last: what was later may still be from a third.
LATER, QUOTED, NAMED, CREDITED = 1, 2, 3, 4
_MENTIONS: Mapping[Mention, int] = {"": 0, "named": NAMED, "credited": CREDITED}


@dataclass(frozen=True, slots=True)
class Credits:
    """What a report says of where it comes from.

    `agencies` are those credited, by every form of their names, to the name shown; in `runs` another
    outlet's name would show.
    """

    text: str
    outlet: Outlet
    agencies: Mapping[str, str]
    runs: Runs
    published: Published
    clock: datetime | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A direction, the words that give its reason, and how strong the evidence for it is.

    `credited` is true where a report itself credits the source of its text, `agency` the agency that
    both credit and neither is.
    """

    direction: Direction
    reason: str
    strength: int = 0
    credited: bool = False
    agency: str = ""

    @property
    def cites(self) -> bool:
        """Whether one report credits the other's outlet, and not only both a third."""
        return self.credited and self.direction in ("a-from-b", "b-from-a")


UNTRACED = Trace("unknown", "")


def read_credits(account: Account) -> Credits:
    """Read who a report is by and whom it names."""
    report = account.report
    credited = [credit.name for credit in account.cleaning.agencies] + list(report.declared.agencies)
    return Credits(
        report.text,
        read_outlet(report.outlet or "", report.url),
        agencies={form: name for name in credited for form in sorted(name_credit(name))},
        runs=find_runs_of_names(report.text),
        published=account.published,
        clock=_read_clock(report.declared.published),
    )


def _read_clock(declared: str | None) -> datetime | None:
    """Read the hour at which a page says that it appeared; None where it gives no zone."""
    try:
        clock = datetime.fromisoformat(declared or "")
    except ValueError:
        return None
    return clock if clock.tzinfo is not None else None


def trace_direction(a: Credits, b: Credits) -> Trace:
    """Tell which of two dependent reports has the text from the other, or both from a third.

    A credit weighs most: the agency that one credits and the other is, then an outlet named as the
    source, then an agency that both credit. Then comes what is an agency's own text, then the times at
    which they appeared. Reports of one day that name nobody leave the direction unknown.
    """
    return (
        _trace_parent(a, b)
        or _trace_named(a, b)
        or _trace_agency(a, b)
        or _trace_own_text(a, b)
        or _trace_by_time(a, b)
    )


def _trace_parent(a: Credits, b: Credits) -> Trace | None:
    """The agency that one report credits may have published the other."""
    a_from_b, b_from_a = _credit_of(a, b.outlet), _credit_of(b, a.outlet)
    if bool(a_from_b) == bool(b_from_a):
        return None
    if a_from_b:
        return Trace("a-from-b", f"a credits {a_from_b}; b is that agency's own text", CREDITED, True)
    return Trace("b-from-a", f"b credits {b_from_a}; a is that agency's own text", CREDITED, True)


def _credit_of(teller: Credits, source: Outlet) -> str:
    """Give the credit of a report that names an outlet other than its own, '' if there is none."""
    shown = [teller.agencies[name] for name in sorted(source.names & teller.agencies.keys())]
    return shown[0] if shown and not source.names & teller.outlet.names else ""


def _trace_named(a: Credits, b: Credits) -> Trace | None:
    """One report may name the other's outlet: as its source, or as whom a speaker told it."""
    in_a = _MENTIONS[find_mention(a.text, a.runs, a.outlet, b.outlet)]
    in_b = _MENTIONS[find_mention(b.text, b.runs, b.outlet, a.outlet)]
    if in_a == in_b:
        return None
    direction: Direction = "a-from-b" if in_a > in_b else "b-from-a"
    who, source = ("a", b) if in_a > in_b else ("b", a)
    strength = max(in_a, in_b)
    return Trace(direction, f"{who} names {source.outlet.shown}", strength, strength >= CREDITED)


def _trace_agency(a: Credits, b: Credits) -> Trace | None:
    shared = sorted((a.agencies.keys() & b.agencies.keys()) - a.outlet.names - b.outlet.names)
    if shared:
        agency = a.agencies[shared[0]]
        return Trace("both-from-a-third", f"both credit {agency}", CREDITED, True, agency)
    for who, teller, other in (("a", a, b), ("b", b, a)):
        foreign = sorted(teller.agencies.keys() - teller.outlet.names - other.outlet.names)
        if foreign:
            return Trace("both-from-a-third", f"{who} credits {teller.agencies[foreign[0]]}", NAMED)
    return None


def _trace_own_text(a: Credits, b: Credits) -> Trace | None:
    """An agency hands its text on: who has the same has it from there, unless it is days older."""
    if a.outlet.is_agency and not b.outlet.is_agency and _days_between(b, a) <= _SITES_DAYS:
        return Trace("b-from-a", "a is a news agency's own text", QUOTED)
    if b.outlet.is_agency and not a.outlet.is_agency and _days_between(a, b) <= _SITES_DAYS:
        return Trace("a-from-b", "b is a news agency's own text", QUOTED)
    return None


def trace_quotation(a: Credits, b: Credits, quoted_by: tuple[int, int]) -> Trace:
    """Tell that one report quotes the other: it has in quotation marks what the other says itself.

    `quoted_by` are the words that a alone, and that b alone, has in quotation marks. A credit outweighs it.
    """
    trace = trace_direction(a, b)
    by_a, by_b = quoted_by
    if (
        trace.strength >= QUOTED
        or max(by_a, by_b) < _MIN_QUOTED_WORDS
        or min(by_a, by_b) > _MAX_ACCIDENTAL_WORDS
    ):
        return trace
    direction: Direction = "a-from-b" if by_a > by_b else "b-from-a"
    return Trace(
        direction,
        f"{'a' if by_a > by_b else 'b'} has in quotation marks what the other report says itself",
        QUOTED,
    )


def _trace_by_time(a: Credits, b: Credits) -> Trace:
    if _is_before(a, b):
        return Trace("b-from-a", "b appeared later", LATER)
    if _is_before(b, a):
        return Trace("a-from-b", "a appeared later", LATER)
    return UNTRACED


def _is_before(first: Credits, second: Credits) -> bool:
    """Whether a report appeared on an earlier day, or hours earlier by the clocks that both pages give."""
    if _days_between(first, second) > 0:
        return True
    if first.clock is None or second.clock is None or _days_between(second, first) > 0:
        return False
    return second.clock - first.clock >= _MIN_LATER


def _days_between(first: Credits, second: Credits) -> int:
    """Count the days by which a report is surely earlier than another, 0 where it may not be."""
    latest, earliest = first.published.latest, second.published.earliest
    return max(0, (earliest - latest).days) if latest and earliest else 0
