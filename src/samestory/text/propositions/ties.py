"""What ties two reports' words for one statement together: shared text, one agency, one relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from samestory.records import Account, Pair, Passage, Support
from samestory.records.dossier import Relation
from samestory.text.propositions.borrowing import Borrowing, find_borrowing
from samestory.text.reuse.outlets import key_outlet, name_credit, read_outlet

Strength = Literal["sure", "possible"]
DEPENDENT = frozenset({"copy", "edited-copy", "common-source"})
# What ties the supports of dependent reports, in words.
_CARRIED: Mapping[Relation, str] = {
    "copy": "are one text",
    "edited-copy": "have the passage that says it from one text",
    "common-source": "retell the passage of one text that says it",
}
# So much of a support must lie in a passage for the passage to carry it.
MIN_CARRIED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Tie:
    """Two reports that may be one line for a statement, how surely, and why."""

    a: str
    b: str
    strength: Strength
    reason: str


@dataclass(frozen=True, slots=True)
class Bond:
    """What ties the two reports of a pair whatever they state: an agency, in words, and who quotes whom."""

    pair: Pair
    agency: str
    borrowing: Borrowing | None


def find_bond(pair: Pair, a: Account, b: Account) -> Bond:
    """Find what ties the two reports of a pair as a whole."""
    return Bond(pair, _name_shared_agency(a, b), find_borrowing(pair, a, b))


def tie_outlets(reports: Sequence[str], accounts: Mapping[str, Account]) -> list[Tie]:
    """Tie reports that are by one outlet: two texts, but a newsroom that tells it twice heard it once."""
    first: dict[str, str] = {}
    ties = []
    for report in reports:
        outlet = key_outlet(accounts[report].report)
        if outlet and first.setdefault(outlet, report) != report:
            ties.append(Tie(first[outlet], report, "possible", "are by one outlet"))
    return ties


def tie_reports(
    bond: Bond, supports: Mapping[str, Sequence[Support]], accounts: Mapping[str, Account]
) -> Tie | None:
    """Judge whether two reports' supports of one statement are one line of text.

    Sure: the reports depend on one another and share a passage or an agency for it, or are one text.
    Possible: they depend elsewhere, or the relation is open, or otherwise independent reports word it
    alike or credit one agency. Words in quotation marks show a common speaker and tie nothing, unless
    the other report tells them itself: whoever quotes an essay and the essay are one line, surely where
    the one that quotes names the other's outlet.

    Args:
        bond: what `find_bond` finds of the two.
        supports: by report, where it says the statement.
        accounts: the reports.
    """
    pair = bond.pair
    mine, theirs = supports[pair.a], supports[pair.b]
    if pair.relation in DEPENDENT:
        return _tie_dependent(pair, mine, theirs, bond.agency)
    if bond.borrowing is not None and _is_borrowed(bond.borrowing, supports, accounts):
        strength: Strength = "sure" if bond.borrowing.named else "possible"
        return Tie(pair.a, pair.b, strength, "have it from one text, which one of them quotes")
    copied = [passage for passage in pair.passages if passage.kind in ("verbatim", "edited")]
    own_a, own_b = _unquoted(mine, accounts[pair.a]), _unquoted(theirs, accounts[pair.b])
    if _is_carried(copied, own_a, own_b, whole=True):
        return Tie(pair.a, pair.b, "possible", "word it alike")
    if bond.agency:
        return Tie(pair.a, pair.b, "possible", bond.agency)
    if pair.relation == "unsure":
        return Tie(pair.a, pair.b, "possible", "may have one text behind them")
    return None


def _tie_dependent(pair: Pair, mine: Sequence[Support], theirs: Sequence[Support], agency: str) -> Tie:
    if pair.relation == "copy" or _is_carried(pair.passages, mine, theirs):
        return Tie(pair.a, pair.b, "sure", _CARRIED[pair.relation])
    if agency:
        return Tie(pair.a, pair.b, "sure", agency)
    return Tie(pair.a, pair.b, "possible", "share text elsewhere")


def _is_borrowed(
    borrowing: Borrowing, supports: Mapping[str, Sequence[Support]], accounts: Mapping[str, Account]
) -> bool:
    """Whether what a report says is among what it quotes from the other, or retells of its writer."""
    told = supports[borrowing.teller]
    retold = any(s.attribution and s.attribution.source.casefold() in borrowing.speakers for s in told)
    return retold or len(_unquoted(told, accounts[borrowing.teller])) < len(told)


def _unquoted(supports: Sequence[Support], account: Account) -> list[Support]:
    """Leave out supports that are mostly somebody's words in quotation marks."""
    kept = []
    for support in supports:
        quoted = sum(max(0, min(q.end, support.end) - max(q.start, support.start)) for q in account.quotes)
        if 2 * quoted < support.end - support.start:
            kept.append(support)
    return kept


def _is_carried(
    passages: Sequence[Passage], mine: Sequence[Support], theirs: Sequence[Support], *, whole: bool = False
) -> bool:
    """Whether one passage holds a support of each; `whole` asks that it holds most of them."""
    return any(
        any(_lies_in(support, passage.a, whole) for support in mine)
        and any(_lies_in(support, passage.b, whole) for support in theirs)
        for passage in passages
    )


def _lies_in(support: Support, side: tuple[int, int], whole: bool) -> bool:
    shared = min(support.end, side[1]) - max(support.start, side[0])
    length = support.end - support.start
    return shared >= MIN_CARRIED_SHARE * (length if whole else min(length, side[1] - side[0]))


def _name_shared_agency(a: Account, b: Account) -> str:
    """Say which agency both reports have it from, or the one from the other that is it; '' if none."""
    theirs = {credit.name.casefold() for credit in b.cleaning.agencies}
    shared = [credit.name for credit in a.cleaning.agencies if credit.name.casefold() in theirs]
    if shared:
        return f"credit {shared[0]}"
    for teller, source in ((a, b), (b, a)):
        if teller.cleaning.agencies:
            names = read_outlet(source.report.outlet or "", source.report.url).names
            credited = [c.name for c in teller.cleaning.agencies if name_credit(c.name) & names]
            if credited:
                return f"credit {credited[0]} or are its own text"
    return ""


def count_lines(reports: Sequence[str], ties: Iterable[Tie]) -> int:
    """Count the groups that ties leave of some reports.

    >>> count_lines(["a", "b", "c"], [Tie("a", "b", "sure", "")])
    2
    """
    return len(group_lines(reports, ties))


def group_lines(reports: Sequence[str], ties: Iterable[Tie]) -> list[list[str]]:
    """Group reports by the ties between them, each group and all groups in the order of the reports."""
    head = {report: report for report in reports}

    def find(report: str) -> str:
        while head[report] != report:
            report = head[report]
        return report

    for tie in ties:
        head[find(tie.a)] = find(tie.b)
    lines: dict[str, list[str]] = {}
    for report in reports:
        lines.setdefault(find(report), []).append(report)
    return list(lines.values())
