"""Lineage: which reports have their text from one another, or from one source, and why."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.lexicon.common_words import load_common_words
from samestory.records import Account, Lineage, Pair, Passage, QuoteGroup
from samestory.records.dossier import Relation
from samestory.text.reuse.body import read_body
from samestory.text.reuse.credits import Credits, read_credits, trace_direction
from samestory.text.reuse.sharing import Marked, Sharing, count_common, mark_body, measure_sharing


@dataclass(frozen=True, slots=True)
class Settings:
    """How much shared text makes two reports dependent."""

    # From this share of the shorter report's own words (quotations left out), and of the longer's, the
    # two are one text; where the longer has more of its own, the other is a shortened copy.
    copy_share: float = 0.9
    copy_share_of_longer: float = 0.75
    # Weighted share that makes two reports dependent without further evidence (the dossier's quarter) …
    dependent_share: float = 0.25
    # … and with it: one names the other or both an agency, and some passages keep to their order.
    credited_share: float = 0.16
    # Between this and the thresholds above no verdict is given. Unrelated reports stayed under .17.
    unsure_share: float = 0.19
    # Whoever edits a copy leaves some sentence whole; where no run outside quotation marks is this long,
    # every sentence was put anew, as in retelling and in translation. Edited copies had 24 words and
    # more, retold and translated texts 18 and fewer, on pairs judged by reading.
    min_copied_run_words: int = 20
    # Fewer shared words than this, in fewer passages, are a sentence or two, whatever the share.
    min_shared_words: int = 30
    min_passages: int = 3
    # Two reports that depend on one held report, with this part of the shorter in the same sentences of
    # it, have one text, however little is left of the wording between the two.
    third_share: float = 0.25


SETTINGS = Settings()
DEPENDENT: frozenset[Relation] = frozenset({"copy", "edited-copy", "common-source"})
Passages = Mapping[tuple[str, str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class _Side:
    """One report as lineage reads it, made ready once."""

    account: Account
    marked: Marked
    credits: Credits

    @property
    def shown(self) -> str:
        """The outlet, or the file where no outlet is known."""
        return self.account.report.outlet or self.account.report.source.rpartition("/")[2]


def trace_lineage(
    accounts: Sequence[Account],
    passages: Passages,
    quotes: Sequence[QuoteGroup],
) -> Lineage:
    """Judge every pair of reports, in the order given, and tie dependent ones into families.

    Names, figures and quotations that two reports share show a shared subject or speaker and never
    make them dependent. Where the evidence lies between, the relation is `unsure`.
    """
    sides = [_side(account) for account in accounts]
    direct = {
        (a.account.id, b.account.id): _judge(a, b, passages.get((a.account.id, b.account.id), ()))
        for a, b in itertools.combinations(sides, 2)
    }
    pairs = tuple(
        pair if pair.relation in DEPENDENT else _judge_by_third(pair, sides, direct)
        for pair in direct.values()
    )
    return Lineage(pairs, _families([account.id for account in accounts], pairs))


def _side(account: Account) -> _Side:
    return _Side(account, mark_body(read_body(account, load_common_words())), read_credits(account))


def _judge(a: _Side, b: _Side, passages: Sequence[Passage]) -> Pair:
    sharing = measure_sharing(a.marked, b.marked, passages)
    trace = trace_direction(a.credits, b.credits)
    relation = _relation(sharing, credited=trace.named)
    dependent = relation in DEPENDENT
    return Pair(
        a.account.id,
        b.account.id,
        relation,
        round(min(1.0, sharing.copied + sharing.retold), 3),
        trace.direction if dependent else "unknown",
        _because(relation, sharing, trace.reason if dependent else ""),
        tuple(passages),
    )


def _judge_by_third(pair: Pair, sides: Sequence[_Side], direct: Mapping[tuple[str, str], Pair]) -> Pair:
    """Tie two reports that both have the same sentences of a third, by what was judged directly.

    Only direct verdicts count, so that no chain of faint likenesses can form; the third that shows
    most is named.
    """
    by_id = {side.account.id: side for side in sides}
    a, b = by_id[pair.a], by_id[pair.b]
    needed = max(SETTINGS.min_shared_words, SETTINGS.third_share * min(a.marked.length, b.marked.length))
    found = [
        (_common_words(third, pair, direct), -place)
        for place, third in enumerate(sides)
        if third.account.id not in (pair.a, pair.b)
    ]
    words, place = max(found, default=(0, 0))
    if words < needed:
        return pair
    third = sides[-place]
    trace = trace_direction(a.credits, b.credits)
    shared = _shares(measure_sharing(a.marked, b.marked, pair.passages))
    reasons = [f"both have the same {words} words of {third.shown}", *shared]
    return replace(
        pair,
        relation="common-source",
        direction=trace.direction if trace.named else "both-from-a-third",
        because="; ".join([*reasons, trace.reason] if trace.named else reasons),
    )


def _common_words(third: _Side, pair: Pair, direct: Mapping[tuple[str, str], Pair]) -> int:
    """Count the words of a third report that either report of a pair has from it, or gave it."""
    ends = [_passages_in(third.account.id, report, direct) for report in (pair.a, pair.b)]
    return count_common(third.marked.body, *ends) if all(ends) else 0


def _passages_in(hub: str, report: str, direct: Mapping[tuple[str, str], Pair]) -> list[tuple[int, int]]:
    """Give the stretches of one report that another, dependent one shares."""
    pair = direct.get((hub, report)) or direct[report, hub]
    if pair.relation not in DEPENDENT:
        return []
    return [passage.a if pair.a == hub else passage.b for passage in pair.passages]


def _relation(sharing: Sharing, *, credited: bool) -> Relation:
    settings = SETTINGS
    if sharing.weighted >= settings.dependent_share:
        return _dependence(sharing)
    told = sharing.passages >= settings.min_passages
    if credited and told and sharing.weighted >= settings.credited_share:
        return "common-source"
    if sharing.weighted >= settings.unsure_share:
        return "unsure"
    return "shared-quotes" if sharing.shared_quotes or sharing.copied_words else "independent"


def _dependence(sharing: Sharing) -> Relation:
    """Name the kind of dependence where much is shared."""
    if sharing.copied_words < SETTINGS.min_shared_words and sharing.passages < SETTINGS.min_passages:
        return "unsure"
    if sharing.longest_run < SETTINGS.min_copied_run_words:
        return "common-source"
    whole = sharing.copied_of_longer >= SETTINGS.copy_share_of_longer
    return "copy" if whole and sharing.copied >= SETTINGS.copy_share else "edited-copy"


_UNSURE = "too much alike for reporters who did not know of each other, too little to show one text: "
_APART = "a few sentences tell the same facts, as reporters of one event come to do on their own"


def _because(relation: Relation, sharing: Sharing, reason: str) -> str:
    if relation in ("independent", "shared-quotes"):
        return _why_apart(sharing)
    parts = _shares(sharing) + ([reason] if reason else [])
    return (_UNSURE if relation == "unsure" else "") + "; ".join(parts)


def _why_apart(sharing: Sharing) -> str:
    """Say what two reports have in common and why it ties them not."""
    parts = []
    if sharing.copied_words:
        parts.append(f"only {sharing.copied_words} words in a row or two stand in both")
    if sharing.retold:
        parts.append(f"{_APART} ({sharing.retold:.0%} of the shorter)")
    if sharing.shared_quotes:
        parts.append("quoted words in common")
    return "; ".join(parts) if parts else "no passage in common"


def _shares(sharing: Sharing) -> list[str]:
    """Say what two reports share that speaks for one text."""
    parts = []
    if sharing.copied_words:
        parts.append(f"{sharing.copied:.0%} of the shorter report's own words stand in the other")
    if sharing.retold:
        parts.append(f"{sharing.retold:.0%} are told sentence for sentence in other words")
    if sharing.passages > 1 and sharing.in_order:
        parts.append(f"{sharing.passages} passages, in the same order")
    elif sharing.passages:
        parts.append("one passage" if sharing.passages == 1 else f"{sharing.passages} passages")
    if sharing.longest_run >= SETTINGS.min_copied_run_words:
        parts.append(f"the longest runs over {sharing.longest_run} words without a change")
    if sharing.shared_quotes:
        parts.append("quoted words in common")
    return parts


def _families(reports: Sequence[str], pairs: Sequence[Pair]) -> tuple[tuple[str, ...], ...]:
    """Tie dependent reports together, also through a third."""
    family = {report: report for report in reports}

    def head(report: str) -> str:
        while family[report] != report:
            report = family[report]
        return report

    for pair in pairs:
        if pair.relation in DEPENDENT:
            family[head(pair.b)] = head(pair.a)
    tied: dict[str, list[str]] = {}
    for report in reports:
        tied.setdefault(head(report), []).append(report)
    return tuple(tuple(members) for members in tied.values() if len(members) > 1)
