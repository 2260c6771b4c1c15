"""Lineage: which reports have their text from one another, or from one source, and why."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from samestory.lexicon.common_words import load_common_words
from samestory.records import Account, Lineage, Pair, Passage, QuoteGroup
from samestory.records.dossier import Relation
from samestory.text.reuse.body import read_body
from samestory.text.reuse.credits import NAMED, Credits, Trace, read_credits, trace_quotation
from samestory.text.reuse.directions import break_circles
from samestory.text.reuse.families import DEPENDENT, tie_families
from samestory.text.reuse.fingerprints import fold_words_of
from samestory.text.reuse.outlets import name_credit
from samestory.text.reuse.reasons import (
    NOT_COMPARED,
    tell_held,
    tell_relation,
    tell_shares,
    tell_translated,
)
from samestory.text.reuse.sharing import Marked, Sharing, count_common, mark_body, measure_sharing
from samestory.text.reuse.translations import are_apart, judge_translated, measure_translated


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
    # The shortest passage that there is, once, is a turn of phrase; one word more may be a clause.
    min_sentence_words: int = 9
    # A shorter headline names a subject.
    min_headline_words: int = 5
    # Fewer shared words than this, in fewer passages, are a sentence or two, whatever the share.
    min_shared_words: int = 30
    min_passages: int = 3
    # Two reports that depend on one held report, with this part of the shorter in the same sentences of
    # it, have one text, however little is left of the wording between the two.
    third_share: float = 0.25
    # A summary or an opening of fewer own words shares nothing with most texts, whoever wrote them: two
    # sentences of an agency's are soon put anew. Raise it and every feed of summaries is doubted.
    min_held_words: int = 60


__all__ = ["DEPENDENT", "SETTINGS", "Settings", "trace_lineage"]

SETTINGS = Settings()
Passages = Mapping[tuple[str, str], Sequence[Passage]]
# For each report, those it depends on or that depend on it, and the stretches of these.
Ties = dict[str, dict[str, list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class _Side:
    """One report as lineage reads it, made ready once."""

    account: Account
    marked: Marked
    credits: Credits
    headline: list[str]

    @property
    def extent(self) -> str:
        """How much of the report is held; empty for all of it."""
        return self.account.report.declared.extent

    @property
    def shown(self) -> str:
        """The outlet, or the file where no outlet is known."""
        return self.account.report.outlet or self.account.report.source.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A pair with what it was judged by."""

    pair: Pair
    sharing: Sharing
    trace: Trace


def trace_lineage(
    accounts: Sequence[Account],
    passages: Passages,
    quotes: Sequence[QuoteGroup],
    *,
    compared: Set[str] = frozenset(),
) -> Lineage:
    """Judge every pair of reports, in the order given, and tie dependent ones into families.

    Names, figures and quotations that two reports share show a shared subject or speaker and never
    make them dependent. Where the evidence lies between, the relation is `unsure`, and so it is for
    reports in two languages unless `compared`, the languages across which passages were sought, has
    both. No directions run in a circle.
    """
    sides = [_side(account) for account in accounts]
    direct = {}
    for a, b in itertools.combinations(sides, 2):
        shared = passages.get((a.account.id, b.account.id), ())
        found = _judge(a, b, shared, sides)
        if are_apart(a.account, b.account) and found.pair.relation not in DEPENDENT:
            found = _judge_apart(a, b, found, sides, compared=compared)
        direct[a.account.id, b.account.id] = found
    by_id = {side.account.id: side for side in sides}
    ties = _tie(by_id, direct)
    judged = [
        found if found.pair.relation in DEPENDENT else _judge_by_third(found, by_id, ties)
        for found in direct.values()
    ]
    judged = [_note_extents(found, by_id) for found in judged]
    strengths = {(found.pair.a, found.pair.b): found.trace.strength for found in judged}
    pairs = break_circles([found.pair for found in judged], strengths)
    return Lineage(pairs, tie_families([account.id for account in accounts], pairs))


def _side(account: Account) -> _Side:
    title = account.cleaning.title
    return _Side(
        account,
        mark_body(read_body(account, load_common_words())),
        read_credits(account),
        fold_words_of(title.text) if title else [],
    )


def _judge(a: _Side, b: _Side, passages: Sequence[Passage], sides: Sequence[_Side]) -> _Judged:
    sharing = measure_sharing(a.marked, b.marked, passages)
    trace = trace_quotation(a.credits, b.credits, sharing.quoted_by)
    relation = _relation(sharing, credited=trace.credited)
    # What a report has from another that it credits may be more than the passages that still show it.
    doubted = trace.cites and relation not in DEPENDENT and sharing.passages >= SETTINGS.min_passages
    relation = "unsure" if doubted else relation
    dependent = relation in DEPENDENT
    pair = Pair(
        a.account.id,
        b.account.id,
        relation,
        round(min(1.0, sharing.copied + sharing.retold), 3),
        trace.direction if dependent else "unknown",
        tell_relation(relation, sharing, _tell_trace(trace, sides) if dependent or doubted else ""),
        tuple(passages),
    )
    return _Judged(_share_headline(pair) if _same_headline(a, b) else pair, sharing, trace)


def _same_headline(a: _Side, b: _Side) -> bool:
    """Whether two reports have one headline, longer than a mere subject ('Earthquake in Chile')."""
    return len(a.headline) >= SETTINGS.min_headline_words and a.headline == b.headline


def _share_headline(pair: Pair) -> Pair:
    """A headline in common is a sentence in common; it ties no reports that nothing else ties."""
    if pair.relation not in ("independent", "shared-quotes"):
        return pair
    return replace(pair, relation="shared-quotes", because=f"one headline; {pair.because}")


def _judge_apart(
    a: _Side, b: _Side, found: _Judged, sides: Sequence[_Side], *, compared: Set[str]
) -> _Judged:
    """Judge two reports in different languages by their translated sentences.

    What cannot be told is `unsure`: a translation taken for a report of its own is the worst mistake.
    """
    if not {a.account.cleaning.language, b.account.cleaning.language} <= compared:
        pair = replace(found.pair, relation="unsure", because=NOT_COMPARED)
        return _Judged(pair, found.sharing, found.trace)
    share, plain = measure_translated(a.marked.body, b.marked.body, found.pair.passages)
    relation = judge_translated(share, plain, credited=found.trace.credited)
    dependent = relation in DEPENDENT
    quoted = relation == "independent" and found.pair.relation == "shared-quotes"
    pair = replace(
        found.pair,
        relation="shared-quotes" if quoted else relation,
        share=round(min(1.0, share), 3),
        direction=found.trace.direction if dependent else "unknown",
        because=tell_translated(relation, share, plain, _tell_trace(found.trace, sides)),
    )
    return _Judged(pair, found.sharing, found.trace)


def _tell_trace(trace: Trace, sides: Sequence[_Side]) -> str:
    """Say what the direction rests on; of an agency that both credit, which report held is its own text."""
    forms = name_credit(trace.agency) if trace.agency else frozenset()
    held = [side.shown for side in sides if forms & side.credits.outlet.names]
    return f"{trace.reason}, whose own text is held ({held[0]})" if held else trace.reason


def _note_extents(found: _Judged, sides: Mapping[str, _Side]) -> _Judged:
    """Say where only a part of a report was there; of a few words nobody can tell that they are its own."""
    pair = found.pair
    cut = [sides[report] for report in (pair.a, pair.b) if sides[report].extent]
    told = [held for side in cut if (held := tell_held(side.shown, side.extent))]
    if not told:
        return found
    few = any(side.extent != "rebuilt" and side.marked.length < SETTINGS.min_held_words for side in cut)
    doubted = pair.relation == "independent" and few
    relation: Relation = "unsure" if doubted else pair.relation
    because = "; ".join((*told, pair.because) if doubted else (pair.because, *told))
    return replace(found, pair=replace(pair, relation=relation, because=because))


def _tie(reports: Iterable[str], direct: Mapping[tuple[str, str], _Judged]) -> Ties:
    """Give, for each report, the dependent others, and the stretches of these that it shares."""
    ties: Ties = {report: {} for report in reports}
    for (a, b), found in direct.items():
        if found.pair.relation in DEPENDENT and found.pair.passages:
            ties[a][b] = [passage.b for passage in found.pair.passages]
            ties[b][a] = [passage.a for passage in found.pair.passages]
    return ties


def _judge_by_third(found: _Judged, sides: Mapping[str, _Side], ties: Ties) -> _Judged:
    """Tie two reports that both have the same sentences of a third, by what was judged directly.

    Only direct verdicts count, so that no chain of faint likenesses can form; the third that shows
    most is named, of several the first.
    """
    pair = found.pair
    of_a, of_b = ties[pair.a], ties[pair.b]
    common = of_a.keys() & of_b.keys()
    if not common:
        return found
    thirds = {
        report: count_common(side.marked.body, of_a[report], of_b[report])
        for report, side in sides.items()
        if report in common
    }
    third = max(thirds, key=thirds.__getitem__)
    shorter = min(sides[pair.a].marked.length, sides[pair.b].marked.length)
    if thirds[third] < max(SETTINGS.min_shared_words, SETTINGS.third_share * shorter):
        return found
    reasons = [
        f"both have the same {thirds[third]} words of {sides[third].shown}",
        *tell_shares(found.sharing),
    ]
    trace = found.trace
    if trace.strength >= NAMED:
        reasons.append(_tell_trace(trace, list(sides.values())))
    else:
        trace = Trace("both-from-a-third", "", NAMED)
    tied = replace(pair, relation="common-source", direction=trace.direction, because="; ".join(reasons))
    return _Judged(tied, found.sharing, trace)


def _relation(sharing: Sharing, *, credited: bool) -> Relation:
    settings = SETTINGS
    told = sharing.passages >= settings.min_passages and sharing.in_order
    if sharing.spread >= settings.dependent_share or (
        credited and sharing.weighted >= settings.dependent_share
    ):
        return _dependence(sharing)
    if credited and told and sharing.weighted >= settings.credited_share:
        return "common-source"
    if sharing.weighted >= settings.unsure_share:
        return "unsure"
    sentence = sharing.copied_words >= settings.min_sentence_words
    return "shared-quotes" if sharing.shared_quotes or sentence else "independent"


def _dependence(sharing: Sharing) -> Relation:
    """Name the kind of dependence where much is shared."""
    if sharing.copied_words < SETTINGS.min_shared_words and sharing.passages < SETTINGS.min_passages:
        return "unsure"
    if sharing.longest_run < SETTINGS.min_copied_run_words:
        return "common-source"
    whole = sharing.whole_of_longer >= SETTINGS.copy_share_of_longer
    return "copy" if whole and sharing.whole >= SETTINGS.copy_share else "edited-copy"
