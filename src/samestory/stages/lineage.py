"""Lineage: which reports have their text from one another, or from one source, and why."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samestory.lexicon.common_words import load_common_words
from samestory.records import Account, Lineage, Pair, Passage, QuoteGroup
from samestory.records.dossier import Relation
from samestory.text.alignment import Run, find_runs
from samestory.text.body import Body, read_body
from samestory.text.credits import Credits, read_credits, trace_direction
from samestory.text.fingerprints import find_ngrams


@dataclass(frozen=True, slots=True)
class Settings:
    """How much shared text makes two reports dependent."""

    # From this share of the shorter report's own words (quotations left out), and of the longer's, the
    # two are one text; where the longer has more of its own, the other is a shortened copy.
    copy_share: float = 0.9
    copy_share_of_longer: float = 0.75
    # A sentence in other words counts for half of one word for word: reporters of one happening come to
    # like sentences on their own, copyists to a quarter of a report seldom.
    retold_weight: float = 0.5
    # Weighted share that makes two reports dependent without further evidence (the dossier's quarter) …
    dependent_share: float = 0.25
    # … and with it: one names the other or both an agency, and some passages keep to their order.
    credited_share: float = 0.16
    # Between this and the thresholds above no verdict is given.
    unsure_share: float = 0.21
    # Whoever edits a copy leaves some sentence whole; where no run outside quotation marks is this long,
    # every sentence was put anew, as in retelling and in translation. Edited copies had 24 words and
    # more, retold and translated texts 18 and fewer, on pairs judged by reading.
    min_copied_run_words: int = 20
    # Fewer shared words than this, in fewer passages, are a sentence or two, whatever the share.
    min_shared_words: int = 30
    min_passages: int = 3
    # Quoted words are left out of what is shared; in the length they count for a part, or a report made
    # of quotations would depend on another by two sentences.
    quoted_weight: float = 0.25
    # Words of a quotation that two reports must share before they share it.
    min_quoted_words: int = 5


SETTINGS = Settings()
DEPENDENT: frozenset[Relation] = frozenset({"copy", "edited-copy", "common-source"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What two reports share, measured on the report that shares the larger part of itself."""

    copied: float
    copied_of_longer: float
    retold: float
    copied_words: int
    passages: int
    longest_run: int
    in_order: bool
    shared_quotes: int

    @property
    def weighted(self) -> float:
        """Shared text as one figure; one or two sentences alike are a coincidence of facts."""
        if self.passages < SETTINGS.min_passages:
            return self.copied
        return self.copied + SETTINGS.retold_weight * self.retold


@dataclass(frozen=True, slots=True)
class _Side:
    """One report as lineage reads it, made ready once."""

    account: Account
    body: Body
    credits: Credits
    ngrams: Mapping[tuple[str, ...], Sequence[int]]


def trace_lineage(
    accounts: Sequence[Account],
    passages: Mapping[tuple[str, str], Sequence[Passage]],
    quotes: Sequence[QuoteGroup],
) -> Lineage:
    """Judge every pair of reports, in the order given, and tie dependent ones into families.

    Names, figures and quotations that two reports share show a shared subject or speaker and never
    make them dependent. Where the evidence lies between, the relation is `unsure`.
    """
    sides = [_side(account) for account in accounts]
    pairs = tuple(
        _judge(a, b, passages.get((a.account.id, b.account.id), ()))
        for a, b in itertools.combinations(sides, 2)
    )
    return Lineage(pairs, _families([account.id for account in accounts], pairs))


def _side(account: Account) -> _Side:
    body = read_body(account, load_common_words())
    return _Side(
        account, body, read_credits(account), find_ngrams(body.words.folded, SETTINGS.min_quoted_words)
    )


def _judge(a: _Side, b: _Side, passages: Sequence[Passage]) -> Pair:
    evidence = _weigh(a, b, passages)
    trace = trace_direction(a.credits, b.credits)
    relation = _relation(evidence, credited=trace.named)
    dependent = relation in DEPENDENT
    return Pair(
        a.account.id,
        b.account.id,
        relation,
        round(min(1.0, evidence.copied + evidence.retold), 3),
        trace.direction if dependent else "unknown",
        _because(evidence, trace.reason if dependent else ""),
        tuple(passages),
    )


def _weigh(a: _Side, b: _Side, passages: Sequence[Passage]) -> _Evidence:
    same = [passage for passage in passages if passage.kind in ("verbatim", "edited")]
    other = [passage for passage in passages if passage.kind in ("retold", "translated")]
    copied_a, copied_b = _own_words(a.body, [p.a for p in same]), _own_words(b.body, [p.b for p in same])
    retold_a, retold_b = _own_words(a.body, [p.a for p in other]), _own_words(b.body, [p.b for p in other])
    shorter, longer = sorted(_length(side.body) for side in (a, b))
    words_a, words_b = a.body.words.folded, b.body.words.folded
    runs = find_runs(words_a, words_b, (a.ngrams, b.ngrams), SETTINGS.min_quoted_words)
    return _Evidence(
        copied=min(1.0, min(copied_a, copied_b) / shorter),
        copied_of_longer=min(copied_a, copied_b) / longer,
        retold=min(1.0, min(retold_a, retold_b) / shorter),
        copied_words=min(copied_a, copied_b),
        passages=len(passages),
        longest_run=max((_unquoted(a.body, b.body, run) for run in runs), default=0),
        in_order=_keeps_order(passages),
        shared_quotes=sum(_is_quoted(a.body, b.body, run) for run in runs),
    )


def _length(body: Body) -> float:
    """The words a report is measured by: its own, and its quotations for a part."""
    quoted = body.quoted.count(1)
    return max(1.0, len(body.quoted) - quoted + SETTINGS.quoted_weight * quoted)


def _own_words(body: Body, spans: Sequence[tuple[int, int]]) -> int:
    """Count the words outside quotation marks in some stretches of text."""
    return sum(
        covered and not quoted for covered, quoted in zip(body.cover(spans), body.quoted, strict=True)
    )


def _unquoted(a: Body, b: Body, run: Run) -> int:
    return min(
        a.quoted[run.a : run.a + run.size].count(0),
        b.quoted[run.b : run.b + run.size].count(0),
    )


def _is_quoted(a: Body, b: Body, run: Run) -> bool:
    """Whether two reports share the words of a speaker: one has them in quotation marks."""
    quoted = max(
        a.quoted[run.a : run.a + run.size].count(1),
        b.quoted[run.b : run.b + run.size].count(1),
    )
    return quoted >= SETTINGS.min_quoted_words


def _keeps_order(passages: Sequence[Passage]) -> bool:
    """Whether most passages follow one another in both reports."""
    places = [passage.b for passage in sorted(passages, key=lambda passage: passage.a)]
    steps = [before < after for before, after in itertools.pairwise(places)]
    return bool(steps) and sum(steps) * 4 >= len(steps) * 3


def _relation(evidence: _Evidence, *, credited: bool) -> Relation:
    settings = SETTINGS
    if evidence.weighted >= settings.dependent_share:
        return _dependence(evidence)
    told = evidence.passages >= settings.min_passages
    if credited and told and evidence.weighted >= settings.credited_share:
        return "common-source"
    if evidence.weighted >= settings.unsure_share:
        return "unsure"
    return "shared-quotes" if evidence.shared_quotes or evidence.copied_words else "independent"


def _dependence(evidence: _Evidence) -> Relation:
    """Name the kind of dependence where much is shared."""
    if evidence.copied_words < SETTINGS.min_shared_words and evidence.passages < SETTINGS.min_passages:
        return "unsure"
    if evidence.longest_run < SETTINGS.min_copied_run_words:
        return "common-source"
    whole = evidence.copied_of_longer >= SETTINGS.copy_share_of_longer
    return "copy" if whole and evidence.copied >= SETTINGS.copy_share else "edited-copy"


def _because(evidence: _Evidence, reason: str) -> str:
    parts = []
    if evidence.copied_words:
        parts.append(f"{evidence.copied:.0%} of the shorter report's own words stand in the other")
    if evidence.retold:
        parts.append(f"{evidence.retold:.0%} are told sentence for sentence in other words")
    if evidence.passages > 1 and evidence.in_order:
        parts.append(f"{evidence.passages} passages, in the same order")
    elif evidence.passages:
        parts.append("one passage" if evidence.passages == 1 else f"{evidence.passages} passages")
    if evidence.longest_run >= SETTINGS.min_copied_run_words:
        parts.append(f"the longest runs over {evidence.longest_run} words without a change")
    if evidence.shared_quotes:
        parts.append("quoted words in common")
    if reason:
        parts.append(reason)
    return "; ".join(parts) if parts else "no passage in common"


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
