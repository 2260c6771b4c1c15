"""What two figures of one thing are to one another: conflict, update, refinement, or only unlike.

A conflict needs the same thing counted at the same time, an exact figure on both sides, and no
reading by which both are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from samestory.lexicon.kindred import read_term
from samestory.records import Published, Quantity
from samestory.records.dossier import DifferenceStatus
from samestory.text.contrasts.reach import doubt_reach
from samestory.text.contrasts.tellings import Telling, score_likeness
from samestory.text.figures.fitting import fit_figures, is_exact
from samestory.text.figures.told import GROWING, HURT, Figure
from samestory.text.figures.toll_marks import tells_doer_fell

# Tellings that share fewer of the shorter one's content words may speak of two things under one verb.
LEAST_LIKENESS = 0.6
# A happening that lies so far before the report is another one: tolls are brought up to date within weeks.
LONG_AGO = timedelta(days=90)
# 'Shares fell 7 %' at noon and 'fell 2 %' at four are both right.
_MOVES = frozenset(
    read_term(verb)
    for verb in ("rise", "fall", "gain", "lose", "drop", "slip", "jump", "climb", "surge", "slide", "shed")
)


def judge_figures(
    a: Telling, b: Telling, x: Figure, y: Figure, others: Sequence[Telling] = ()
) -> tuple[DifferenceStatus, str]:
    """Judge two figures of one thing: the status, and why.

    What is told of an earlier happening ('in 2009 a fire on the same quay killed one') is never held
    against what is told of this one. `others` are the rest of the statement's tellings: who gives both
    counts, no later than either, counts a part and the whole.
    """
    status, because = _judge(a, b, x, y)
    if status not in ("conflict", "update"):
        return status, because
    if _counts_doer_beside(a, b, x, y):
        return "compatible", "one of the counts may take in who did it and died too"
    if _both_given(a, b, x, y) or any(_gives_both(other, a, b, x, y) for other in others):
        return "compatible", f"a report that says ‘{x.words}’ or ‘{y.words}’ gives the other count too"
    return status, because


def are_told_apart(a: Telling, b: Telling, x: Figure, y: Figure) -> bool:
    """Tell whether two figures that do not meet are told of different times."""
    apart = fit_figures(x.quantity, y.quantity) == "apart"
    return apart and _past_told(a, x) != _past_told(b, y)


def _counts_doer_beside(a: Telling, b: Telling, x: Figure, y: Figure) -> bool:
    """Tell whether two counts of the dead differ by the one who did it: 'thirteen, the gunman included'."""
    dead = x.quantity.role == y.quantity.role == "killed"
    by_one = dead and abs(x.size - y.size) == 1
    return by_one and (tells_doer_fell(a.account) or tells_doer_fell(b.account))


def _both_given(a: Telling, b: Telling, x: Figure, y: Figure) -> bool:
    """Tell whether a report gives the other's count as well: then the two are of a whole and a part.

    Only a later report that counts more may repeat what the earlier one counted.
    """
    if a.account.published.earliest and b.account.published.earliest and (
        b.account.published.earliest < a.account.published.earliest
    ):  # fmt: skip
        a, b, x, y = b, a, y, x
    if _gives(a, y):
        return True
    grown = _days_differ(a.account.published, b.account.published) and y.size > x.size
    return not grown and _gives(b, x)


def _gives_both(other: Telling, a: Telling, b: Telling, x: Figure, y: Figure) -> bool:
    day = other.account.published.latest
    days = [t.account.published.latest for t in (a, b)]
    timely = day is not None and all(one is not None and day <= one for one in days)
    return timely and other.report not in (a.report, b.report) and _gives(other, x) and _gives(other, y)


def _gives(telling: Telling, other: Figure) -> bool:
    """Tell whether a report gives a count anywhere, of the same fate."""
    role = other.quantity.role
    roles = HURT if role in HURT else {role}
    bounds = (other.told.low, other.told.high)
    return role in GROWING and any(
        (q.low, q.high) == bounds and q.role in roles for q in telling.account.quantities
    )


def _past_told(telling: Telling, figure: Figure) -> tuple[date, date] | None:
    """The days, long before the report, that the figure's sentence names; None where it names none."""
    account, at = telling.account, figure.quantity.start
    written = account.published.earliest
    home = next((s for s in account.annotation.sentences if s.start <= at < s.end), None)
    if written is None or home is None:
        return None
    past = [
        (time.earliest, time.latest)
        for time in account.times
        if home.start <= time.start < home.end and time.latest < written - LONG_AGO
    ]
    return min(past, default=None)


def _judge(  # noqa: PLR0911 - one return for each way in which both can be right
    a: Telling, b: Telling, x: Figure, y: Figure
) -> tuple[DifferenceStatus, str]:
    ours, theirs = _in_one_unit(x, y)
    fit = fit_figures(ours, theirs)
    one, two = f"‘{x.words}’", f"‘{y.words}’"
    grown = _growth(a, b, x, y)
    if fit == "rounded":
        return "refinement", f"{one} and {two} are one but for rounding"
    if fit in ("overlap", "within") and grown and _has_risen(a, b, x, y):
        return "update", grown
    if fit != "apart":
        return "refinement", f"{one} and {two} can both be right; one says it more exactly"
    if x.doers != y.doers:
        return "compatible", "one of the counts takes in those who did it"
    if _leaves_same(x, y) or _leaves_same(y, x):
        return "compatible", "one counts the dead among those shot, the other beside them"
    if _is_one_amount(x, y):
        return "conflict", f"{one} and {two} measure the same thing, which does not change by the day"
    doubt = _doubt(x, y)
    if not doubt and x.quantity.role in GROWING:
        doubt = doubt_reach(a, b, x, y)
    if doubt or grown:
        return ("unsure", f"{one} and {two}: {doubt}") if doubt else ("update", grown)
    # A thing may be counted anew on another day, as a toll is; only a fate says that it was.
    first, second = a.account.published, b.account.published
    one_day = not _days_differ(first, second)
    if x.quantity.role in GROWING and None in (first.latest, second.latest):
        return "unsure", f"{one} and {two} may be counts of two days: not all days are known"
    return _judge_apart(x, y, alike=one_day and score_likeness(a, b) >= LEAST_LIKENESS)


def _in_one_unit(x: Figure, y: Figure) -> tuple[Quantity, Quantity]:
    """Both as they were told if that is in one unit: only a converted figure is approximate."""
    if x.told.kind == y.told.kind == "measure" and _unit(x) == _unit(y):
        return x.told, y.told
    return x.quantity, y.quantity


def _unit(figure: Figure) -> str:
    return {"ton": "tonne"}.get(figure.told.unit.lower().rstrip("s"), figure.told.unit.lower().rstrip("s"))


def _is_one_amount(x: Figure, y: Figure) -> bool:
    """Tell whether two exact measures are of one thing that stands: what it holds, what it is worth.

    They are of one substance, or of one verb of standing ('insured for').
    """
    exact = all(is_exact(quantity) for quantity in _in_one_unit(x, y))
    whole = x.alone and y.alone and not (x.part or y.part or x.rest or y.rest)
    standing = x.standing and y.standing
    substance = x.substance == y.substance != "" or bool(x.frame & y.frame)
    return exact and whole and standing and substance and x.told.kind in ("measure", "money")


def _has_risen(a: Telling, b: Telling, x: Figure, y: Figure) -> bool:
    """Tell whether the later report's count is above the number that the earlier one gave."""
    early, late = (
        (x, y) if str(a.account.published.earliest) <= str(b.account.published.earliest) else (y, x)
    )
    low, high = early.quantity.low, late.quantity.low
    return low is not None and high is not None and high > low and early.exact_word


def _leaves_same(x: Figure, y: Figure) -> bool:
    """Tell whether those shot, less the dead, are as many as the other's hurt."""
    return x.survivors is not None and x.survivors in (y.quantity.low, y.survivors)


def _doubt(x: Figure, y: Figure) -> str:
    """Say why two figures that do not meet may yet count two things; '' if nothing speaks for it."""
    if bool(x.quantity.role) != bool(y.quantity.role):
        return "one may count a part of the other"
    if x.graded != y.graded:
        return "one counts the badly, or the lightly, hurt only"
    if x.told.kind in ("percent", "money") and _MOVES & {x.governor, y.governor}:
        return "what rises and falls may do so by the hour"
    if _roles_differ(x, y) or x.rest != y.rest:
        return "those shot, injured and taken to hospital are counted differently"
    return ""


def _judge_apart(x: Figure, y: Figure, *, alike: bool) -> tuple[DifferenceStatus, str]:
    one, two = f"‘{x.words}’", f"‘{y.words}’"
    exact = is_exact(x.quantity) and is_exact(y.quantity)
    if x.quantity.role in GROWING and not exact:
        return "update", f"{one} and {two} are counts that were still growing"
    # What is counted without a fate must hang on the same word in tellings much alike: 'two vehicles'
    # of one sentence are seldom those of another.
    same_clause = (
        not (x.actor and y.actor and x.actor != y.actor)
        and alike
        and x.alone
        and y.alone
        and x.governor != ""
        and x.governor == y.governor
    )
    # Those trapped, missing or rescued change by the hour; the killed and the hurt are what tolls are of.
    fate = x.quantity.role
    if exact and (fate == "killed" or fate in HURT or (same_clause and fate in ("", "aboard"))):
        return "conflict", f"{one} and {two} count the same thing and leave each other no room"
    return "unsure", f"{one} and {two} do not meet, but may count two things"


def _days_differ(first: Published, second: Published) -> bool:
    """Tell whether one report is known to be of an earlier day than the other."""
    if not (first.earliest and first.latest and second.earliest and second.latest):
        return False
    return first.latest < second.earliest or second.latest < first.earliest


def _roles_differ(x: Figure, y: Figure) -> bool:
    """Shot counts the dead too, injured those hurt otherwise; more in hospital than injured is new."""
    roles = {x.quantity.role: x, y.quantity.role: y}
    if roles.keys() == {"injured", "hospitalised"}:
        return roles["hospitalised"].size <= roles["injured"].size
    return len(roles) > 1


def _growth(a: Telling, b: Telling, x: Figure, y: Figure) -> str:
    """Say by which days a toll was counted anew, '' if it is none or the days are not known."""
    first, second = a.account.published, b.account.published
    if x.quantity.role not in GROWING or not _days_differ(first, second):
        return ""
    early, late = sorted((first, second), key=lambda one: str(one.earliest))
    return f"the later report ({late.earliest}) counts anew what the earlier one ({early.latest}) gave"
