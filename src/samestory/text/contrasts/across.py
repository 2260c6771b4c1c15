"""Differences between reports whose two sides never meet in one statement.

A statement is held together by its wording; a report that says the same thing in other words, or
counts it in parts, stands outside. Here what a statement counts, and the toll of the whole story,
is held against what the other reports say anywhere. As wording does not vouch for it that the two
are of one thing, nothing found here is called a conflict.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from samestory.lexicon.contrasts import load_contrast_words
from samestory.lexicon.kindred import read_term
from samestory.records import Account, Difference, Span, Statement
from samestory.records.dossier import DifferenceStatus
from samestory.text.contrasts.figures import side_of, tell_about
from samestory.text.contrasts.tellings import (
    SEVERITY,
    NameIndex,
    Side,
    Telling,
    gather_tellings,
    make_difference,
    read_once,
)
from samestory.text.figures.fitting import fit_figures
from samestory.text.figures.placing import place_figures
from samestory.text.figures.told import Figure, figures_of, persons
from samestory.text.figures.toll_verdicts import compare_tolls
from samestory.text.figures.tolls import Count, Toll, count_tolls

# A total stands in the lead or is told more than once; a count that weighs less may be of something else.
LEAST_TOLL_WEIGHT = 0.4
# 'Firefighters' is as good a key as 'dockworkers'; words for anybody count anything.
MAX_SIZE_RATIO = 2
# Below this a number turns up twice by chance.
LEAST_SHARED_NUMBER = 20
# Figures of a report that are looked at from outside: the first ones; more are a table.
MAX_OUTSIDE = 200


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the sentence that tells it."""

    telling: Telling
    figure: Figure


def contrast_across(
    statements: Sequence[Statement], accounts: Mapping[str, Account], names: NameIndex
) -> tuple[Statement, ...]:
    """Add to statements what other reports say differently outside them."""
    told = {id: _figures(account) for id, account in accounts.items()}
    widened = [
        replace(s, differences=(*s.differences, *_contrast_counts(s, accounts, names, told)))
        if len(s.reports) > 1
        else s
        for s in statements
    ]
    tolls = count_tolls([accounts[id] for id in sorted(accounts)])
    for what in ("killed", "hurt"):
        _add_toll(widened, tolls, accounts, "killed" if what == "killed" else "hurt")
    return tuple(widened)


def _figures(account: Account) -> list[_Told]:
    """The counted figures of a report's own text, each in the telling of its sentence."""
    found: list[_Told] = []
    sentences = account.annotation.sentences
    for sentence, figures in zip(sentences, place_figures(account), strict=True):
        counted = tuple(q for q in figures if q.kind == "count")
        if not counted or len(found) >= MAX_OUTSIDE:
            continue
        spans = (Span(sentence.start, sentence.end),)
        telling = Telling(account, spans, tuple(range(sentence.first, sentence.last)), counted, (), {}, {})
        found += [_Told(telling, figure) for figure in figures_of(telling) if _is_large(figure)]
    return found


def _is_large(figure: Figure) -> bool:
    return not (figure.part or figure.rest) and figure.size >= LEAST_SHARED_NUMBER


def _contrast_counts(
    statement: Statement,
    accounts: Mapping[str, Account],
    names: NameIndex,
    told: Mapping[str, Sequence[_Told]],
) -> list[Difference]:
    """'More than 120 firefighters' of a statement and '124 firefighters' elsewhere."""
    tellings = gather_tellings(statement, accounts, names)
    if not any(quantity.kind == "count" for telling in tellings for quantity in telling.quantities):
        return []
    inside = [(t, f) for t in tellings for f in read_once(t, figures_of) if _is_particular(f)]
    found = []
    for bounds in sorted({f.bounds for _, f in inside}, key=str):
        ours = [(t, f) for t, f in inside if f.bounds == bounds]
        counting = {t.report for t, _ in inside}
        rivals = [_rival([f for _, f in ours], told[id]) for id in sorted(accounts) if id not in counting]
        sides = [side_of(one.telling, one.figure) for one in rivals if one is not None]
        # Told on the statement that most reports count in; there the others are the exception.
        if not sides or len({t.report for t, _ in ours}) < len(sides):
            continue
        about = tell_about(ours[0][1].key)
        if not any(d.kind == "quantity" and d.about == about for d in statement.differences):
            because = "elsewhere another report counts the same more exactly, or less"
            mine = [side_of(t, f) for t, f in ours]
            found.append(make_difference("quantity", about, "refinement", because, [*mine, *sides]))
    return found


def _is_particular(figure: Figure) -> bool:
    """Tell whether a figure counts something that two reports cannot well count by chance."""
    whole = not (figure.part or figure.rest or figure.doers)
    kind = bool(figure.noun) or figure.quantity.role in ("displaced", "missing", "arrested", "rescued")
    return whole and kind and figure.quantity.kind == "count" and figure.size >= LEAST_SHARED_NUMBER


def _rival(ours: Sequence[Figure], told: Sequence[_Told]) -> _Told | None:
    """The figure by which a report counts the same and not quite as many; None if it has none."""
    rivals = [one for one in told if any(_count_alike(x, one.figure) for x in ours)]
    if any(one.figure.bounds == x.bounds for one in rivals for x in ours):
        return None
    return next((one for one in rivals if all(_may_differ(x, one.figure) for x in ours)), None)


def _count_alike(x: Figure, y: Figure) -> bool:
    """Tell whether two figures count the same: the same noun, or 'people' for a large number of them."""
    if x.quantity.role and y.quantity.role and x.quantity.role != y.quantity.role:
        return False
    if x.noun and y.noun:
        alike = load_contrast_words().alike
        same = alike.get(x.noun, frozenset()) & alike.get(y.noun, frozenset())
        return bool(same) or read_term(x.noun) == read_term(y.noun)
    # 'People' may be the firefighters; they are no vehicles.
    return y.key == x.key or (y.key == "count people" and (x.noun in persons() or x.noun == ""))


def _may_differ(x: Figure, y: Figure) -> bool:
    small, large = sorted((x.size, y.size))
    return (
        bool(small)
        and large <= small * MAX_SIZE_RATIO
        and (fit_figures(x.quantity, y.quantity) in ("within", "rounded"))
    )


def _add_toll(
    statements: list[Statement],
    tolls: Sequence[Toll],
    accounts: Mapping[str, Account],
    what: Literal["killed", "hurt"],
) -> None:
    """Put the difference of the whole story's toll on the statement that tells most of it."""
    about = tell_about(what)
    if any(d.kind == "quantity" and d.about == about for s in statements for d in s.differences):
        return
    stated = [(toll, _first(toll, what)) for toll in tolls]
    counts = [(toll, count) for toll, count in stated if count is not None]
    if len({count.bounds for _, count in counts}) < 2:
        return
    status, because = _judge_tolls([toll for toll, _ in counts], what)
    home = _home(statements, [count for _, count in counts])
    if status is None or home is None:
        return
    sides = [
        Side(
            toll.report, f"{count.low}-{count.high}", _words(accounts[toll.report], count),
            count.told.start, count.told.end,
        )
        for toll, count in counts
    ]  # fmt: skip
    difference = make_difference("quantity", about, status, because, sides)
    statement = statements[home]
    statements[home] = replace(statement, differences=(*statement.differences, difference))


def _first(toll: Toll, what: str) -> Count | None:
    """What a report gives as its total, if it clearly does and somebody wrote the number."""
    counts = toll.killed if what == "killed" else toll.hurt
    clear = counts and not counts[0].implied and counts[0].weight >= LEAST_TOLL_WEIGHT
    return counts[0] if clear else None


def _judge_tolls(
    tolls: Sequence[Toll], what: Literal["killed", "hurt"]
) -> tuple[DifferenceStatus | None, str]:
    """What the tolls' difference is worth; None where they agree."""
    judged: list[tuple[DifferenceStatus, str]] = []
    for pair in itertools.combinations(tolls, 2):
        verdict, because = compare_tolls(pair, what)
        if verdict in ("compatible", "refinement"):
            judged.append(("compatible" if verdict == "compatible" else "refinement", because))
        elif verdict in ("update", "conflict"):
            judged.append(("unsure", "the two counts do not meet, but may be of two days or two extents"))
    if not judged:
        return None, ""
    return min(judged, key=lambda one: SEVERITY.index(one[0]))


def _home(statements: Sequence[Statement], counts: Sequence[Count]) -> int | None:
    """The statement whose supports hold most of the counts, one at least."""

    def held(statement: Statement) -> int:
        return sum(
            any(s.report == c.told.report and s.start <= c.told.start < s.end for s in statement.support)
            for c in counts
        )

    ranked = [(-held(s), -len(s.reports), at) for at, s in enumerate(statements) if len(s.reports) > 1]
    best = min(ranked, default=None)
    return best[2] if best is not None and best[0] < 0 else None


def _words(account: Account, count: Count) -> str:
    return " ".join(account.report.text[count.told.start : count.told.end].split())
