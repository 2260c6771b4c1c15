"""The timeline: the dated happenings of a story, each once, in a report's own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samestory.records import (
    Account,
    Citation,
    Sentence,
    Statement,
    TimeExpression,
    TimelineEntry,
    Token,
)

_SAYING = frozenset(
    {"say", "tell", "add", "note", "explain", "recall", "reply",
     "insist", "argue", "comment", "acknowledge", "state", "write", "stress", "warn"}
)  # fmt: skip
_TRIM = " \t\n,;:–—-"


@dataclass(frozen=True, slots=True)
class TimelineSettings:
    """When two dated clauses are one happening, and how long a text may be."""

    # Share of the fewer content words of two clauses of the same days that both have. Copies and
    # retellings of one sentence lie above .5; two things of one day share a name or two, below .35.
    same_words: float = 0.45
    # A clause longer than this is shown only where there is no shorter one: an editor scans a timeline.
    max_text_chars: int = 220
    # Comparing is quadratic within a day; a story has seldom a hundred clauses of one day.
    max_compared: int = 400
    # A longer sentence is a list without stops: what happened on a day in it cannot be cut out, and
    # reading it anew for each of its days would be quadratic.
    max_sentence_chars: int = 4000


DEFAULT = TimelineSettings()


@dataclass(frozen=True, slots=True)
class _Dated:
    """One clause with its days. `words` are its content words; `says` if the day is that of saying."""

    days: tuple[date, date]
    cite: Citation
    text: str
    words: frozenset[str]
    statement: str | None
    says: bool
    is_headline: bool


def order_events(
    accounts: Sequence[Account], statements: Sequence[Statement], *, settings: TimelineSettings = DEFAULT
) -> tuple[TimelineEntry, ...]:
    """Order what the reports date, each happening once with every place that dates it.

    Two clauses are one happening where their days are the same and a statement or most words are
    theirs in common; a wider time ('last year') joins a narrower one inside it only by the
    statement. The day of mere saying is left out where the same days hold something that happened.
    """
    dated: list[_Dated] = []
    for account in sorted(accounts, key=lambda a: a.id):
        homes = _homes(account, statements)
        for time in account.times:
            sentence = _sentence(account, time)
            if sentence is not None and sentence.end - sentence.start <= settings.max_sentence_chars:
                dated.append(_dated(account, time, sentence, homes))
    groups = _group(dated[: settings.max_compared * 10], settings)
    told = {days for group in groups for days in [_days(group)] if not all(d.says for d in group)}
    kept = [group for group in groups if _days(group) not in told or not all(d.says for d in group)
            or len({d.cite.report for d in group}) > 1]  # fmt: skip
    entries = [_entry(group, settings) for group in kept]
    return tuple(sorted(entries, key=lambda e: (e.earliest, e.latest, e.support[0], e.text)))


def _homes(account: Account, statements: Sequence[Statement]) -> list[tuple[int, int, int, str]]:
    """The statements' places in a report, the widest told first."""
    return sorted(
        (-len(statement.reports), support.start, support.end, statement.id)
        for statement in statements
        for support in statement.support
        if support.report == account.id
    )


def _dated(
    account: Account,
    time: TimeExpression,
    sentence: Sentence,
    homes: Sequence[tuple[int, int, int, str]],
) -> _Dated:
    start, end = _clause(account, time, sentence)
    tokens = account.annotation.tokens
    text = " ".join(_text(account, start, end).split()).strip(_TRIM)
    words = frozenset(
        t.lemma for t in tokens[sentence.first : sentence.last]
        if start <= t.start < end and t.pos in ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
        and not time.start <= t.start < time.end
    )  # fmt: skip
    home = next((id for _, first, last, id in homes if first <= time.start < last), None)
    if home is None:
        home = next((id for _, first, last, id in homes if start <= first and last <= end), None)
    cite = Citation(account.id, start, end)
    return _Dated(
        (time.earliest, time.latest),
        cite,
        text,
        words,
        home,
        _says(tokens, sentence, time),
        sentence.kind != "body",
    )


def _sentence(account: Account, time: TimeExpression) -> Sentence | None:
    """The sentence that a time stands in; times are only found inside sentences."""
    sentences = account.annotation.sentences
    at = bisect_right(sentences, time.start, key=lambda sentence: sentence.start) - 1
    return sentences[at] if at >= 0 and time.start < sentences[at].end else None


def _clause(account: Account, time: TimeExpression, sentence: Sentence) -> tuple[int, int]:
    """The smallest clause that holds the time, or the sentence where none does or it is a scrap."""
    held = [
        (c.end - c.start, c.start, c.end)
        for c in account.clauses
        if c.start <= time.start and time.end <= c.end
    ]
    if held:
        _, start, end = min(held)
        if _tells(account.annotation.tokens[sentence.first : sentence.last], start, end):
            return start, end
    return sentence.start, sentence.end


def _tells(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a clause can be read by itself: it has a verb, and does not begin with 'which'."""
    own = [t for t in tokens if start <= t.start and t.end <= end]
    return any(t.pos == "VERB" for t in own) and own[0].tag not in ("WDT", "WP", "IN", "CC")


def _text(account: Account, start: int, end: int) -> str:
    """The clause as it reads after repair."""
    pieces: list[str] = []
    at = start
    for repair in account.cleaning.repairs:
        if repair.start < at or repair.end > end:
            continue
        pieces += [account.report.text[at : repair.start], repair.to]
        at = repair.end
    return "".join([*pieces, account.report.text[at:end]])


def _says(tokens: Sequence[Token], sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the time dates only the saying: 'the mayor said Tuesday'."""
    index = next((i for i in range(sentence.first, sentence.last) if tokens[i].end > time.start), None)
    for _ in range(12):
        if index is None or tokens[index].head == index:
            break
        if tokens[index].pos == "VERB":
            break
        index = tokens[index].head
    return index is not None and tokens[index].lemma in _SAYING


def _group(dated: Sequence[_Dated], settings: TimelineSettings) -> list[list[_Dated]]:
    groups: list[list[_Dated]] = []
    for one in sorted(dated, key=lambda d: (d.days[1] - d.days[0], d.days, d.cite)):
        home = next((g for g in groups if _is_one(g, one, settings)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _is_one(group: Sequence[_Dated], one: _Dated, settings: TimelineSettings) -> bool:
    first = group[0]
    if first.days == one.days:
        return any(_is_alike(other, one, settings) for other in group[:20])
    inside = one.days[0] <= first.days[0] and first.days[1] <= one.days[1]
    return inside and one.statement is not None and any(o.statement == one.statement for o in group)


def _is_alike(a: _Dated, b: _Dated, settings: TimelineSettings) -> bool:
    if a.statement is not None and a.statement == b.statement:
        return True
    fewer = min(len(a.words), len(b.words))
    return fewer > 0 and len(a.words & b.words) >= max(2, settings.same_words * fewer)


def _days(group: Sequence[_Dated]) -> tuple[date, date]:
    """The narrowest days in a group; it begins with them."""
    return group[0].days


def _entry(group: Sequence[_Dated], settings: TimelineSettings) -> TimelineEntry:
    exact = [d for d in group if d.days == group[0].days]
    best = min(
        exact,
        key=lambda d: (
            d.is_headline,
            d.says,
            len(d.text) > settings.max_text_chars,
            -min(len(d.words), 12),
            len(d.text),
            d.cite,
        ),
    )
    earliest, latest = _days(group)
    return TimelineEntry(earliest, latest, best.text, tuple(sorted(_unique(d.cite for d in group))))


def _unique(cites: Iterable[Citation]) -> list[Citation]:
    return list(dict.fromkeys(cites))
