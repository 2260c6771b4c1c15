"""Quotations across reports: one utterance with every wording that the reports give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

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
from samestory.text.wordings import edit_script, score_shared, score_within, stems_of, words_of


@dataclass(frozen=True, slots=True)
class Settings:
    """When two quotations are one utterance."""

    # Content stems in order, as a share of the shorter quotation. Back-translated quotations share
    # about two thirds; two sentences of one speaker on one matter share under four tenths.
    alike: float = 0.55
    # The same where nobody, or only a role, is named in one of the two.
    alike_unnamed: float = 0.62
    # Two named speakers who differ: only nearly the same words make one utterance, misattributed.
    despite_speaker: float = 0.85
    # Plain words (most of them small) prove something from this number on, if this much is shared.
    many_words: int = 6
    plain: float = 0.75
    # The same letters but for a misprint, out of 100.
    misspelt: float = 88.0
    # A short quotation proves nothing by its words; the sentence around it must then agree as well.
    alike_in_context: float = 0.3
    context: float = 0.45
    # Beside its context a quotation is compared only with one of at most this many times its length.
    longest_by_context: float = 2.0
    # From here on a pair is joined though one of the two has a better partner in the same report.
    sure: float = 0.8
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
    """Join the likeliest pairs first. A weak pair is joined only if each is the other's best in its report."""
    scores = {
        (i, j): score
        for i, j in combinations(range(len(sayings)), 2)
        if (score := _score(sayings[i], sayings[j], settings)) > 0
    }
    best = _best_partners(scores, sayings)
    home = {i: [i] for i in range(len(sayings))}
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        rivals = max(best[i, sayings[j].report], best[j, sayings[i].report])
        if home[i] is home[j] or (score < settings.sure and score < rivals):
            continue
        joined = sorted([*home[i], *home[j]])
        for member in joined:
            home[member] = joined
    unique = {tuple(cluster) for cluster in home.values()}
    return [list(cluster) for cluster in sorted(unique)]


def _best_partners(
    scores: Mapping[tuple[int, int], float], sayings: Sequence[_Saying]
) -> dict[tuple[int, str], float]:
    """For each quotation and report, the score of its best partner there."""
    best: dict[tuple[int, str], float] = {}
    for (i, j), score in scores.items():
        for one, other in ((i, j), (j, i)):
            key = (one, sayings[other].report)
            best[key] = max(score, best.get(key, 0.0))
    return best


def _score(one: _Saying, other: _Saying, settings: Settings) -> float:
    """Score two quotations as one utterance: 0 where they are not."""
    same_report = one.report == other.report
    if same_report and not (one.is_whole and other.is_whole):
        return 0.0
    short, long = sorted((one, other), key=lambda s: (len(s.words), s.report, s.quote.start))
    shared = score_within(*_kindred(short.stems, long.stems))
    akin = _same_speaker(one, other)
    if akin is False and shared < settings.despite_speaker:
        return 0.0
    if len(short.stems) >= settings.few_stems and shared >= _threshold(len(short.stems), akin, settings):
        return shared
    if len(short.words) >= settings.many_words:
        plain = score_within(short.words, long.words)
        if plain >= (settings.plain if akin else settings.despite_speaker):
            return plain
    if (
        len(short.words) > 2
        and fuzz.ratio(" ".join(short.words), " ".join(long.words)) >= settings.misspelt
    ):
        return 0.9
    if same_report:
        return 0.0
    return _score_short(short, long, shared, settings)


def _threshold(stems: int, akin: bool | None, settings: Settings) -> float:
    """How much must be shared: all of three stems, nearly all of four, then what the settings say."""
    floor = settings.alike if akin else settings.alike_unnamed
    return max(floor, 1.0 - 0.25 * (stems - settings.few_stems))


def _score_short(short: _Saying, long: _Saying, shared: float, settings: Settings) -> float:
    """Score a few words: they prove little, so the sentences around them must agree as well."""
    context = _score_context(short, long)
    akin = _same_speaker(short, long)
    if short.words == long.words:
        return 1.0 if len(short.words) > 1 or context >= 0.2 or akin else 0.0
    size = len(long.stems) <= settings.longest_by_context * max(1, len(short.stems))
    if shared >= 0.99 and len(short.stems) > 1 and (akin or context >= 0.3):
        return 0.9
    if size and shared >= settings.alike_in_context and context >= settings.context:
        return 0.4 * shared + 0.4 * context
    return 0.0


def _kindred(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Make stems that begin with the same five letters one ('resurfac', 'resurg')."""
    known = {s[:5]: s for s in reversed(one) if len(s) >= 5}
    return tuple(one), tuple(known.get(s[:5], s) for s in other)


def _score_context(one: _Saying, other: _Saying) -> float:
    fewer = min(len(one.around), len(other.around))
    if fewer < 3:
        return 0.0
    return len(one.around & other.around) / fewer


def _same_speaker(one: _Saying, other: _Saying) -> bool | None:
    """Compare the speakers: None where one is not named, or where one may well be the other's role."""
    first, second = words_of(one.speaker), words_of(other.speaker)
    if not first or not second:
        return None
    if first[-1] in second or second[-1] in first:
        return True
    return False if _named(one.speaker) == _named(other.speaker) == 2 else None


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
    # A speaker whom a cue names outweighs one taken from the sentences around.
    spoken = [s for s in spoken if s.attribution and s.attribution.cue] or spoken
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
