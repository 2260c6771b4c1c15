"""Differences: where the reports of one statement do not say the same, and what to make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samestory.records import Account, Difference, Name, Statement
from samestory.text.contrasts.across import contrast_across
from samestory.text.contrasts.actors import contrast_actors, contrast_bodies, contrast_counsel
from samestory.text.contrasts.answers import contrast_answers
from samestory.text.contrasts.figures import contrast_figures
from samestory.text.contrasts.hearers import contrast_hearers
from samestory.text.contrasts.homes import settle_figures
from samestory.text.contrasts.identities import contrast_identities
from samestory.text.contrasts.namesakes import contrast_namesakes
from samestory.text.contrasts.places import contrast_places
from samestory.text.contrasts.positions import contrast_positions
from samestory.text.contrasts.progress import contrast_progress
from samestory.text.contrasts.repeats import drop_repeats
from samestory.text.contrasts.scope import contrast_scope
from samestory.text.contrasts.tellings import (
    NameIndex,
    Telling,
    gather_sentences,
    gather_tellings,
    soften,
)
from samestory.text.contrasts.times import contrast_hours, contrast_times
from samestory.text.contrasts.uncounted import contrast_uncounted
from samestory.text.contrasts.wording import contrast_polarity, contrast_wording
from samestory.text.figures.told import read_figures


def compare_statements(
    statements: Sequence[Statement], accounts: Sequence[Account], names: Sequence[Name]
) -> tuple[Statement, ...]:
    """Compare, inside each statement of several reports, what they say of the same thing.

    Each difference names its sides with the reports and the places, and says what it is worth:
    a conflict only where both cannot be right; where that cannot be told, `unsure`.
    """
    by_id = {account.id: account for account in accounts}
    index = NameIndex(names, accounts)
    compared = tuple(
        replace(statement, differences=_compare(gather_tellings(statement, by_id, index), index))
        if len(statement.reports) > 1
        else statement
        for statement in statements
    )
    compared = contrast_identities(contrast_across(compared, by_id, index), by_id)
    settled = settle_figures(drop_repeats(compared), by_id)
    return contrast_answers(settled, by_id, index)


def _compare(tellings: Sequence[Telling], names: NameIndex) -> tuple[Difference, ...]:
    """All differences of one statement, figures first: they are what readers look for.

    A support is often a clause cut short of its figure or its hour; where the clauses do not differ,
    their sentences may, but whether they speak of one thing is then less sure.
    """
    sentences = gather_sentences(tellings, names)
    told = read_figures(tellings)
    return (
        *(contrast_figures(tellings, told) or soften(contrast_figures(sentences, read_figures(sentences)))),
        *(contrast_times(tellings) or contrast_hours(sentences)),
        *contrast_uncounted(tellings, told),
        *contrast_progress(sentences),
        *contrast_counsel(sentences),
        *contrast_actors(tellings, names),
        *contrast_bodies(tellings, names),
        *contrast_namesakes(sentences),
        *contrast_hearers(sentences, names),
        *contrast_places(tellings, names),
        *contrast_positions(sentences),
        *contrast_scope(tellings, told),
        *(contrast_polarity(tellings) or contrast_polarity(sentences)),
        *contrast_wording(tellings),
    )
