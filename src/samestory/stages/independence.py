"""Independence: how many lines of text really stand behind a statement, and who is its first source."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.records import (
    Account,
    Attribution,
    Independence,
    Lineage,
    Name,
    Origin,
    QuoteGroup,
    Statement,
    Support,
    SupportAttribution,
)
from samestory.records.dossier import Verdict
from samestory.text.attribution.origins import fold_source, name_origin, name_sources
from samestory.text.propositions.covering import Terms, find_sayers
from samestory.text.propositions.ties import (
    Bond,
    Tie,
    count_lines,
    find_bond,
    group_lines,
    tie_outlets,
    tie_reports,
)

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# More sources than these are not listed in a reason.
MAX_NAMED_REASONS = 2


def weigh_statements(
    statements: Sequence[Statement],
    accounts: Sequence[Account],
    names: Sequence[Name],
    lineage: Lineage,
    quotes: Sequence[QuoteGroup] = (),
) -> tuple[Statement, ...]:
    """Give each statement its lines, its origins and a verdict.

    `least` counts only lines that nothing ties together, `most` separates whatever is not shown to be
    tied. Origins are counted apart: two reporters who each heard one spokesman are two lines. Two texts
    by one outlet are two lines as well, but they corroborate nothing; and the words of one utterance have
    one origin, whatever two reports call who said them.
    """
    by_id = {account.id: account for account in accounts}
    bonds = {frozenset((p.a, p.b)): find_bond(p, by_id[p.a], by_id[p.b]) for p in lineage.pairs}
    called = {name.id: name.name for name in names}
    spoken: dict[str, list[tuple[int, int, str]]] = {}
    for group in quotes:
        for variant in group.variants:
            spoken.setdefault(variant.report, []).append((variant.start, variant.end, group.id))
    story = _Story(by_id, bonds, called, name_sources(names), spoken, Terms(accounts))
    return tuple(_weigh(statement, story) for statement in statements)


@dataclass(frozen=True, slots=True)
class _Story:
    """What a statement is weighed by: reports, what ties each two, names by id and by form, quotations.

    `spoken` has by report where a quotation stands, and of which utterance it is a wording.
    """

    accounts: Mapping[str, Account]
    bonds: Mapping[frozenset[str], Bond]
    called: Mapping[str, str]
    known: Mapping[str, str]
    spoken: Mapping[str, Sequence[tuple[int, int, str]]]
    terms: Terms


def _weigh(statement: Statement, story: _Story) -> Statement:
    reports, accounts = statement.reports, story.accounts
    ties = _tie_pairs(statement, story)
    least = count_lines(reports, ties)
    most = count_lines(reports, [tie for tie in ties if tie.strength == "sure"])
    housed = tie_outlets(reports, accounts)
    newsrooms = _count_newsrooms(find_sayers(statement, story.terms), reports, [*ties, *housed])
    origins, unsourced = _origins(statement, story)
    because = _because(reports, ties, housed, (least, most)) + _tell_cut(reports, accounts)
    return replace(
        statement,
        origins=origins,
        independent=Independence(least, most, because),
        verdict=_verdict(statement, newsrooms, most, origins, unsourced),
    )


def _count_newsrooms(sayers: frozenset[str], reports: Sequence[str], ties: Sequence[Tie]) -> int:
    """Count the lines of which a report says what is shown: only they can bear one another out."""
    return sum(any(report in sayers for report in line) for line in group_lines(reports, ties))


def _tie_pairs(statement: Statement, story: _Story) -> list[Tie]:
    supports = _by_report(statement)
    pairs = (frozenset(two) for two in itertools.combinations(statement.reports, 2))
    found = (tie_reports(bond, supports, story.accounts) for two in pairs if (bond := story.bonds.get(two)))
    return [tie for tie in found if tie is not None]


def _by_report(statement: Statement) -> dict[str, list[Support]]:
    found: dict[str, list[Support]] = {}
    for support in statement.support:
        found.setdefault(support.report, []).append(support)
    return found


def _origins(statement: Statement, story: _Story) -> tuple[tuple[Origin, ...], int]:
    """List the first sources that the reports give, and count the reports that give none."""
    found: dict[str, tuple[str, dict[str, None]]] = {}
    sourced: set[str] = set()
    speakers = _name_speakers(statement, story)
    for support in statement.support:
        given = support.attribution
        source = speakers.get(_utterance(support, story)) or (_name(given, story) if given else None)
        if source is None:
            continue
        sourced.add(support.report)
        key, name = source
        _, via = found.setdefault(key, (name, {}))
        via.update(dict.fromkeys(_handed_on(support, story.accounts[support.report].attributions)))
    origins = tuple(
        Origin(name, tuple(v for v in via if fold_source(v) != key))
        for key, (name, via) in sorted(found.items())
    )
    return origins, len(set(statement.reports) - sourced)


def _name(given: SupportAttribution, story: _Story) -> tuple[str, str]:
    """Name the source that a report gives: the key under which sources are one, and what to call it."""
    return name_origin(story.called.get(given.name or "", given.source), story.known)


def _name_speakers(statement: Statement, story: _Story) -> dict[str, tuple[str, str]]:
    """Name whose each utterance is that a statement's places quote: as most of them do, then by name."""
    named: dict[str, Counter[tuple[str, str]]] = {}
    for support in statement.support:
        utterance, given = _utterance(support, story), support.attribution
        if utterance and given is not None:
            named.setdefault(utterance, Counter())[_name(given, story)] += 1
    return {
        utterance: min(votes, key=lambda source: (-votes[source], source[0] not in story.known, source))
        for utterance, votes in named.items()
    }


def _utterance(support: Support, story: _Story) -> str:
    """Find the utterance of which a support mostly is a wording; '' if it is none."""
    length = support.end - support.start
    return next(
        (
            utterance
            for start, end, utterance in story.spoken.get(support.report, ())
            if 2 * (min(end, support.end) - max(start, support.start)) >= length
        ),
        "",
    )


def _handed_on(support: Support, attributions: Sequence[Attribution]) -> list[str]:
    """Name those between the first source and the report: 'police told Reuters', 'the Times quotes …'."""
    given = support.attribution
    at = next(
        (
            a
            for a in attributions
            if given and a.source and a.source.start == given.start and a.source.end == given.end
        ),
        None,
    )
    handed: list[str] = []
    for _ in range(len(attributions)):
        if at is None:
            break
        handed += [via for via in at.via if via not in handed]
        at = attributions[at.inside] if at.inside is not None else None
        if at is not None and at.speaker and at.speaker not in handed:
            handed.append(at.speaker)
    return handed


def _because(
    reports: Sequence[str], ties: Sequence[Tie], housed: Sequence[Tie], lines: tuple[int, int]
) -> str:
    """Say in one sentence what the range rests on."""
    if len(reports) == 1:
        return "One report has it."
    least, most = lines
    told = f"{_number(len(reports)).capitalize()} reports have it"
    if housed:
        told += f", {'all' if len(housed) + 1 == len(reports) else 'some'} of them by one outlet"
    if not ties:
        return f"{told}, and nothing ties their texts together: {_number(most)} lines."
    sure = list(dict.fromkeys(tie.reason for tie in ties if tie.strength == "sure"))[:MAX_NAMED_REASONS]
    possible = list(dict.fromkeys(tie.reason for tie in ties if tie.strength == "possible"))[
        :MAX_NAMED_REASONS
    ]
    who = "some" if len(reports) > 2 else "both"
    parts = [f"{who} {reason}" for reason in sure]
    parts += [f"{who} {reason}, which leaves it open" for reason in possible if least < most]
    count = _number(most) if least == most else f"{_number(least)} to {_number(most)}"
    return f"{told}; {'; '.join(parts)}: {count} {'line' if most == 1 else 'lines'}."


def _tell_cut(reports: Sequence[str], accounts: Mapping[str, Account]) -> str:
    """Say how many of the reports are held only in part: what they share with others may be in the rest."""
    cut = sum(accounts[report].report.declared.extent not in ("", "rebuilt") for report in reports)
    if not cut:
        return ""
    who = "It" if len(reports) == 1 else f"{_number(cut).capitalize()} of them"
    return f" {who} {'is' if cut == 1 else 'are'} held only in part."


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _verdict(
    statement: Statement, newsrooms: int, most: int, origins: Sequence[Origin], unsourced: int
) -> Verdict:
    if any(difference.status == "conflict" for difference in statement.differences):
        return "disputed"
    if len(statement.reports) == 1:
        return "one-report"
    if len(origins) == 1 and not unsourced:
        return "one-origin"
    if newsrooms >= 2:
        return "corroborated"
    return "one-origin" if most == 1 else "unsure"
