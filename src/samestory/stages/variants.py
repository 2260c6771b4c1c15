"""Quotations across reports: one utterance with every wording that the reports give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from samestory.records import (
    Account,
    Attribution,
    Name,
    Quote,
    QuoteGroup,
    QuoteVariant,
    Span,
    content_id,
)
from samestory.records.dossier import Wording
from samestory.text.wordings import edit_script, score_shared, stems_of, words_of


@dataclass(frozen=True, slots=True)
class Settings:
    """When two quotations are one utterance."""

    # Content stems in order, as a share of the shorter quotation. Back-translated quotations share
    # about two thirds; two sentences of one speaker on one matter share under four tenths.
    alike: float = 0.6
    # A short quotation proves nothing by its words; the sentence around it must then agree as well.
    alike_in_context: float = 0.3
    context: float = 0.45
    # Below this many content stems a quotation is short.
    few_stems: int = 3
    # A group's wordings are said to be a translation's where no more than this is shared.
    translated: float = 0.72
    # A quotation within a quotation counts as somebody's words from here on.
    nested_words: int = 4


SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class _Saying:
    """A quotation with what is needed to compare it."""

    account: int
    report: str
    quote: Quote
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    around: frozenset[str]
    speaker: str
    attribution: Attribution | None

    @property
    def is_whole(self) -> bool:
        return self.quote.kind in ("direct", "mixed")


def align_quotes(
    accounts: Sequence[Account], names: Sequence[Name], *, settings: Settings = SETTINGS
) -> tuple[QuoteGroup, ...]:
    """Group the quotations of a story's reports by utterance, alone ones too.

    A word or two at arm's length counts only where another report sets off the same. Within a group
    every wording is compared with the likeliest original: the fullest, told most often, earliest.
    """
    sayings = [s for place, account in enumerate(accounts) for s in _sayings(place, account, settings)]
    sayings.sort(key=lambda s: (s.report, s.quote.start))
    clusters = _cluster(sayings, settings)
    groups = [
        _group([sayings[i] for i in cluster], accounts, names, settings=settings)
        for cluster in clusters
        if len({sayings[i].report for i in cluster}) > 1 or any(sayings[i].is_whole for i in cluster)
    ]
    return tuple(groups)


def _sayings(place: int, account: Account, settings: Settings) -> list[_Saying]:
    found = []
    for quote in account.quotes:
        if quote.kind == "title":
            continue
        text = _readable(account, quote)
        words = words_of(text)
        nested = any(
            q.outer.start < quote.outer.start and quote.outer.end < q.outer.end for q in account.quotes
        )
        if not words or (nested and len(words) < settings.nested_words):
            continue
        attribution = _attribution_of(account, quote)
        found.append(
            _Saying(
                place, account.id, quote, text, words, stems_of(words), _around(account, quote),
                attribution.speaker if attribution else "", attribution,
            )
        )  # fmt: skip
    return found


def _readable(account: Account, quote: Quote) -> str:
    """The quotation as it is to be read: mojibake repaired, where the report has been parsed."""
    text = account.report.text[quote.start : quote.end]
    for repair in reversed(account.cleaning.repairs):
        if quote.start <= repair.start and repair.end <= quote.end:
            text = text[: repair.start - quote.start] + repair.to + text[repair.end - quote.start :]
    return " ".join(text.split())


def _attribution_of(account: Account, quote: Quote) -> Attribution | None:
    """Find the attribution that holds the quotation most closely, and whose cue stands outside."""
    holders = [
        (sum(len(span) for span in a.contents), number, a)
        for number, a in enumerate(account.attributions)
        if any(span.overlap(quote.outer) * 2 >= len(quote.outer) for span in a.contents)
        and not (a.cue and a.cue.overlap(quote.outer))
    ]
    return min(holders, key=lambda held: held[:2])[2] if holders else None


def _around(account: Account, quote: Quote) -> frozenset[str]:
    """The stems of the sentences that the quotation touches, itself left out."""
    words = [
        token.text
        for sentence in account.annotation.sentences
        if sentence.start < quote.outer.end and sentence.end > quote.outer.start
        for token in account.annotation.tokens[sentence.first : sentence.last]
        if token.end <= quote.outer.start or token.start >= quote.outer.end
    ]
    return frozenset(stems_of(words_of(" ".join(words))))


def _cluster(sayings: Sequence[_Saying], settings: Settings) -> list[list[int]]:
    """Join the likeliest pairs first; a pair whose clusters would not agree is left apart."""
    home = {i: [i] for i in range(len(sayings))}
    pairs = []
    for i, j in combinations(range(len(sayings)), 2):
        score = _score(sayings[i], sayings[j], settings)
        if score > 0:
            pairs.append((-score, i, j))
    for _, i, j in sorted(pairs):
        one, other = home[i], home[j]
        if one is other:
            continue
        joined = sorted([*one, *other])
        for member in joined:
            home[member] = joined
    unique = {tuple(cluster) for cluster in home.values()}
    return [list(cluster) for cluster in sorted(unique)]


def _score(one: _Saying, other: _Saying, settings: Settings) -> float:
    """Score two quotations as one utterance: 0 where they are not."""
    same_report = one.report == other.report
    if same_report and not (one.is_whole and other.is_whole):
        return 0.0
    shared = _score_words(one, other)
    if min(len(one.stems), len(other.stems)) >= settings.few_stems and shared >= settings.alike:
        return shared
    if same_report:
        return 0.0
    if (
        min(len(one.words), len(other.words)) >= settings.nested_words
        and score_shared(one.words, other.words) >= 0.85
    ):
        return shared
    context = _score_context(one, other)
    if one.words == other.words and len(one.words) > 1:
        return 1.0
    if shared >= 0.99 and (context >= 0.2 or _same_speaker(one, other)):
        return 0.9
    if shared >= settings.alike_in_context and context >= settings.context:
        return 0.4 * shared + 0.4 * context
    return 0.0


def _score_words(one: _Saying, other: _Saying) -> float:
    if not one.stems or not other.stems:
        return float(one.words == other.words)
    kindred = _kindred(one.stems, other.stems)
    return score_shared(*kindred)


def _kindred(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Make stems that begin with the same five letters one ('resurfac', 'resurg')."""
    known = {s[:5]: s for s in reversed(one) if len(s) >= 5}
    return tuple(known.get(s[:5], s) for s in one), tuple(known.get(s[:5], s) for s in other)


def _score_context(one: _Saying, other: _Saying) -> float:
    fewer = min(len(one.around), len(other.around))
    if fewer < 3:
        return 0.0
    return len(one.around & other.around) / fewer


def _same_speaker(one: _Saying, other: _Saying) -> bool:
    first, second = words_of(one.speaker), words_of(other.speaker)
    return bool(first and second) and (first[-1] in second or second[-1] in first)


# Groups


def _group(
    members: Sequence[_Saying], accounts: Sequence[Account], names: Sequence[Name], *, settings: Settings
) -> QuoteGroup:
    original = _original(members, accounts)
    alone = len(members) == 1
    variants = tuple(
        QuoteVariant(
            report=s.report,
            start=s.quote.start,
            end=s.quote.end,
            kind="direct" if s.quote.kind == "direct" else "mixed",
            cue=(s.attribution.cue_text or None) if s.attribution else None,
            speaker_span=_place(s.attribution.source if s.attribution else None),
            against=None if s is original or alone else original.report,
            edits=() if s is original or alone else edit_script(original.text, s.text),
        )
        for s in members
    )
    speaker, name = _speaker(members, names)
    return QuoteGroup(
        id=content_id("q", *((s.report, s.quote.start, s.quote.end) for s in members)),
        speaker=speaker,
        name=name,
        wording=_wording(members, original, settings),
        variants=variants,
    )


def _place(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def _original(members: Sequence[_Saying], accounts: Sequence[Account]) -> _Saying:
    """Choose the likeliest original: among the fullest, that which most reports share, then the earliest."""
    longest = max(len(s.words) for s in members)
    full = [s for s in members if len(s.words) >= 0.8 * longest]
    shared = Counter(words for words, _ in {(s.words, s.report) for s in members})

    def rank(saying: _Saying) -> tuple[int, int, str, str, int]:
        day = accounts[saying.account].published.earliest
        return (
            -shared[saying.words],
            -len(saying.words),
            day.isoformat() if day else "9999",
            saying.report,
            saying.quote.start,
        )

    return min(full, key=rank)


def _wording(members: Sequence[_Saying], original: _Saying, settings: Settings) -> Wording:
    others = [s for s in members if s is not original]
    if not others:
        return "single"
    if all(s.words == original.words for s in others):
        return "identical"
    if all(score_shared(s.words, original.words) >= 0.999 for s in others):
        return "shortened"
    least = min(score_shared(s.stems, original.stems) for s in others)
    return "translated" if least < settings.translated else "edited"


def _speaker(members: Sequence[_Saying], names: Sequence[Name]) -> tuple[str, str | None]:
    """Take the fullest name that the reports give; a person's before a role."""
    spoken = [s for s in members if s.speaker]
    if not spoken:
        return "", None
    votes = Counter(words_of(s.speaker)[-1:] for s in spoken)
    best = min(
        spoken,
        key=lambda s: (
            -_named(s.speaker),
            -votes[words_of(s.speaker)[-1:]],
            -len(s.speaker.split()),
            s.report,
            s.quote.start,
        ),
    )
    return best.speaker, _name_of(best, names)


def _named(speaker: str) -> int:
    """Rank a speaker's wording: a name, a name after an article, a mere role."""
    words = speaker.split()
    return (
        2
        if words[-1][:1].isupper() and words[0][:1].isupper() and words[0].lower() not in ("the", "a", "an")
        else 1
        if words[-1][:1].isupper()
        else 0
    )


def _name_of(saying: _Saying, names: Sequence[Name]) -> str | None:
    """Find the name whose mention is the source, else the one called as the speaker is."""
    source = saying.attribution.source if saying.attribution else None
    for name in names:
        if (
            source
            and any(
                m.report == saying.report and source.start <= m.start and m.end <= source.end
                for m in name.mentions
            )
            and words_of(name.name)[-1:] == words_of(saying.speaker)[-1:]
        ):
            return name.id
    folded = words_of(saying.speaker)
    for name in names:
        if (
            any(words_of(alias.text) == folded for alias in name.aliases)
            or words_of(name.name)[-2:] == folded[-2:]
        ):
            return name.id
    return None
