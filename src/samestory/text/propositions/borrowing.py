"""Where one report quotes what another tells in its own voice: an essay, an interview, a release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samestory.records import Account, Pair, Quote, Span
from samestory.text.reuse.mentions import find_mention, find_runs_of_names
from samestory.text.reuse.outlets import read_outlet
from samestory.text.reuse.speech import find_unmarked_speech

# A formula that somebody quotes may stand in any report by chance; so many words in all do not.
MIN_WORDS = 20
# A passage is quoted if so much of it lies in quotation marks, and the writer's own if no more does.
MIN_QUOTED_SHARE, MAX_OWN_SHARE = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Borrowing:
    """`teller` quotes what `source` says unquoted.

    `speakers`, folded, are whose words the teller calls them; `named` says that the teller names the
    source's outlet.
    """

    teller: str
    source: str
    speakers: frozenset[str]
    named: bool


def find_borrowing(pair: Pair, a: Account, b: Account) -> Borrowing | None:
    """Tell whether one report of a pair quotes the other's own text; None if neither or each does.

    Words that the other gives as a speaker's, with marks or without, are quoted by both and borrowed
    by neither.
    """
    copied = [passage for passage in pair.passages if passage.kind in ("verbatim", "edited")]
    if not copied:
        return None
    said_a, said_b = _spoken(a), _spoken(b)
    from_b = [p for p in copied if _is_quoted(p.a, a.quotes) and _is_own(p.b, said_b)]
    from_a = [p for p in copied if _is_quoted(p.b, b.quotes) and _is_own(p.a, said_a)]
    if bool(from_a) == bool(from_b):
        return None
    teller, source = (a, b) if from_b else (b, a)
    sides = [p.a if from_b else p.b for p in from_b or from_a]
    text = teller.report.text
    if sum(len(text[start:end].split()) for start, end in sides) < MIN_WORDS:
        return None
    outlets = [read_outlet(x.report.outlet or "", x.report.url) for x in (teller, source)]
    named = find_mention(text, find_runs_of_names(text), outlets[0], outlets[1])
    return Borrowing(teller.id, source.id, _speakers(teller, sides), named=bool(named))


def _spoken(account: Account) -> list[Span]:
    """All that a report gives as somebody's words, whether marks show it or not."""
    unmarked = find_unmarked_speech(account.report.text, account.cleaning.paragraphs, account.quotes)
    marked = [quote.outer for quote in account.quotes if quote.kind != "title"]
    return [*marked, *unmarked, *(span for a in account.attributions for span in a.contents)]


def _is_quoted(side: tuple[int, int], quotes: Sequence[Quote]) -> bool:
    inside = [quote.outer for quote in quotes if quote.kind in ("direct", "mixed")]
    return _covered(side, inside) >= MIN_QUOTED_SHARE


def _is_own(side: tuple[int, int], spoken: Sequence[Span]) -> bool:
    return _covered(side, spoken) <= MAX_OWN_SHARE


def _covered(side: tuple[int, int], spans: Sequence[Span]) -> float:
    whole = Span(*side)
    return sum(whole.overlap(span) for span in spans) / max(1, len(whole))


def _speakers(teller: Account, sides: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Whom the teller names for what it quotes."""
    return frozenset(
        a.speaker.casefold()
        for a in teller.attributions
        if a.speaker and any(Span(*side).overlap(span) for side in sides for span in a.contents)
    )
