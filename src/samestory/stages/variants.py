"""Quotations across reports: one utterance with every wording that the reports give it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from samestory.text.quotation.casting import Cast
from samestory.text.quotation.sayings import MEASURE, Measure, Saying, cluster_sayings, rank_name
from samestory.text.quotation.wordings import edit_script, score_shared, stems_of, words_of


@dataclass(frozen=True, slots=True)
class Settings:
    """When two quotations are one utterance, and how its wordings are called."""

    measure: Measure = MEASURE
    # A group's wordings are said to be a translation's where no more than this is shared.
    translated: float = 0.72
    # A quotation within a quotation is a part of it; from this length on it is compared with what
    # other reports quote by itself.
    nested_words: int = 4


SETTINGS = Settings()
MAX_QUOTE_CHARS = 20_000
RESPELT = 70.0  # letters shared by two spellings of one last name, out of 100: Baghouz, Baghuz


def align_quotes(
    accounts: Sequence[Account], names: Sequence[Name], *, settings: Settings = SETTINGS
) -> tuple[QuoteGroup, ...]:
    """Group the quotations of a story's reports by utterance, alone ones too.

    A word or two at arm's length, or a quotation within another, counts only where another report
    sets off the same. Within a group
    every wording is compared with the likeliest original: the fullest, told most often, earliest.
    """
    cast = Cast(names)
    told = [s for place, account in enumerate(accounts) for s in _sayings(place, account, settings)]
    named = [replace(s, name=cast.find(s) or "") for s in told]
    sayings = [s if s.speaker else _spoken_beside(s, accounts[s.account], named, cast) for s in named]
    sayings.sort(key=lambda s: (s.report, s.quote.start))
    clusters = cluster_sayings(sayings, settings.measure)
    groups = [
        _group([sayings[i] for i in cluster], accounts, cast, settings=settings)
        for cluster in clusters
        if len({sayings[i].report for i in cluster}) > 1 or any(sayings[i].is_whole for i in cluster)
    ]
    return tuple(groups)


def _sayings(place: int, account: Account, settings: Settings) -> list[Saying]:
    holders = _holders(account)
    found = []
    reach = -1
    for quote in sorted(account.quotes, key=lambda q: (q.outer.start, -q.outer.end)):
        nested = quote.outer.end <= reach
        reach = max(reach, quote.outer.end)
        text = _readable(account, quote)
        words = words_of(text)
        if quote.kind == "title" or not words or (nested and len(words) < settings.nested_words):
            continue
        attribution = holders.get(quote.outer)
        speaker = attribution.speaker if attribution else ""
        around = _around(account, quote)
        found.append(
            Saying(
                place, account.id, quote, text, words, stems_of(words), around, speaker, attribution, nested
            )
        )
    return found


def _spoken_beside(saying: Saying, account: Account, told: Sequence[Saying], cast: Cast) -> Saying:
    """Give words without a cue to the one person of their paragraph whom the report quotes elsewhere."""
    start = saying.quote.outer.start
    paragraph = next((p for p in account.cleaning.paragraphs if p.start <= start < p.end), None)
    people = cast.people_in(saying.report, paragraph) if paragraph else ()
    if len(people) != 1:
        return saying
    speakers = sorted({s.speaker for s in told if s.report == saying.report and s.name == people[0]})
    return replace(saying, speaker=speakers[0], name=people[0]) if speakers else saying


def _holders(account: Account) -> dict[Span, Attribution]:
    """For each quotation the attribution that holds it most closely and whose cue stands outside."""
    outers = sorted(quote.outer for quote in account.quotes)
    held: dict[Span, tuple[int, int]] = {}
    for number, attribution in enumerate(account.attributions):
        size = sum(len(span) for span in attribution.contents)
        for span in attribution.contents:
            first = bisect_left(outers, span.start - MAX_QUOTE_CHARS, key=lambda outer: outer.start)
            for outer in outers[first : bisect_left(outers, span.end, key=lambda outer: outer.start)]:
                beside = attribution.cue is None or not attribution.cue.overlap(outer)
                if beside and span.overlap(outer) * 2 >= len(outer):
                    held[outer] = min(held.get(outer, (size, number)), (size, number))
    return {outer: account.attributions[number] for outer, (_, number) in held.items()}


def _readable(account: Account, quote: Quote) -> str:
    """The quotation as it is to be read: mojibake repaired, where the report has been parsed."""
    text = account.report.text[quote.start : quote.end]
    for repair in reversed(account.cleaning.repairs):
        if quote.start <= repair.start and repair.end <= quote.end:
            text = text[: repair.start - quote.start] + repair.to + text[repair.end - quote.start :]
    return " ".join(text.split())


def _around(account: Account, quote: Quote) -> frozenset[str]:
    """The stems of the sentences that the quotation touches, itself left out."""
    sentences, tokens = account.annotation.sentences, account.annotation.tokens
    first = bisect_right(sentences, quote.outer.start, key=lambda sentence: sentence.end)
    words = []
    for sentence in sentences[first:]:
        if sentence.start >= quote.outer.end:
            break
        held = tokens[sentence.first : sentence.last]
        words += [t.text for t in held if t.end <= quote.outer.start or t.start >= quote.outer.end]
    return frozenset(stems_of(words_of(" ".join(words))))


# Groups


def _group(
    members: Sequence[Saying], accounts: Sequence[Account], cast: Cast, *, settings: Settings
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
    speaker, name = _speaker(members, cast)
    return QuoteGroup(
        id=content_id("q", *((s.report, s.quote.start, s.quote.end) for s in members)),
        speaker=speaker,
        name=name,
        wording=_wording(members, original, settings),
        variants=variants,
    )


def _place(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def _original(members: Sequence[Saying], accounts: Sequence[Account]) -> Saying:
    """Choose the likeliest original: of the fullest, what most reports share, then the earliest."""
    longest = max(len(s.words) for s in members)
    full = [s for s in members if len(s.words) >= 0.8 * longest]
    shared = Counter(words for words, _ in {(s.words, s.report) for s in members})

    def rank(saying: Saying) -> tuple[int, int, str, str, int]:
        day = accounts[saying.account].published.earliest
        return (
            -shared[saying.words],
            -len(saying.words),
            day.isoformat() if day else "9999",
            saying.report,
            saying.quote.start,
        )

    return min(full, key=rank)


def _wording(members: Sequence[Saying], original: Saying, settings: Settings) -> Wording:
    others = [s for s in members if s is not original]
    if not others:
        return "single"
    if all(s.words == original.words for s in others):
        return "identical"
    if all(score_shared(s.words, original.words) >= 0.999 for s in others):
        return "shortened"
    least = min(score_shared(s.stems, original.stems) for s in others)
    return "translated" if least < settings.translated else "edited"


def _speaker(members: Sequence[Saying], cast: Cast) -> tuple[str, str | None]:
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
            -rank_name(s.speaker),
            -votes[words_of(s.speaker)[-1:]],
            -_fullness(s.speaker),
            s.report,
            s.quote.start,
        ),
    )
    best = _best_spelling(best, spoken, cast)
    found = cast.find(best)
    full = cast.full_name(found) if found else ""
    is_role = rank_name(best.speaker) == 0 or " " not in best.speaker
    if is_role and full and not set(words_of(best.speaker)) & set(words_of(full)):
        return full, found  # 'the teen', who is named elsewhere
    return best.speaker, found


def _best_spelling(best: Saying, spoken: Sequence[Saying], cast: Cast) -> Saying:
    """Of two spellings of one speaker take the one that the story's names have more often."""
    last = words_of(best.speaker)[-1:]
    alike = [
        s
        for s in spoken
        if rank_name(s.speaker) == rank_name(best.speaker)
        and fuzz.ratio("".join(words_of(s.speaker)[-1:]), "".join(last)) >= RESPELT
    ]
    return max([best, *alike], key=lambda s: cast.told[words_of(s.speaker)[-1:]])


def _fullness(speaker: str) -> int:
    """Count the words of a name; a courtesy title tells nothing."""
    return sum(word.rstrip(".") not in ("Mr", "Mrs", "Ms", "Miss", "Mx") for word in speaker.split())
