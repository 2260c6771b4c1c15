"""To whom the same words were said: 'told the Holm Times' here, 'said in a letter to Radio Varde' there."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from samestory.records import Difference, Token
from samestory.text.contrasts.tellings import NameIndex, Side, Telling, make_difference

# What is said to somebody in these: 'a statement to the paper', 'an interview with the station'.
_OCCASIONS = frozenset(
    ("statement", "interview", "email", "e-mail", "letter", "comment", "message", "speech", "remark")
)
# Quotations that share fewer words in a row may be two.
LEAST_SHARED_WORDS = 5


def contrast_hearers(sentences: Sequence[Telling], names: NameIndex) -> list[Difference]:
    """Compare whom the speaker of a quotation that reports share is said to have spoken to.

    What went to two papers, or was said at one place before many, both may have.
    """
    told = {telling.report: _hearers(telling, names) for telling in sentences}
    sides: list[Side] = []
    for a, b in itertools.combinations(sentences, 2):
        ours, theirs = told[a.report], told[b.report]
        if ours and theirs and not {x.key for x in ours} & {y.key for y in theirs} and _share_quote(a, b):
            sides += [ours[0], theirs[0]]
    if not sides:
        return []
    because = "each report names another to whom the same was said"
    return [
        make_difference("actor", "to whom it was said", "compatible", because, list(dict.fromkeys(sides)))
    ]


def _hearers(telling: Telling, names: NameIndex) -> list[Side]:
    """The organisations and persons by name to whom a telling says that somebody spoke."""
    tokens, found = telling.tokens, []
    for at in telling.places:
        name = telling.names.get(at)
        if tokens[at].pos != "PROPN" or not _hears(tokens, at):
            continue
        first = at
        while tokens[first - 1].pos == "PROPN" and first - 1 in telling.places:
            first -= 1
        span = tokens[first].start, tokens[at].end
        known = names.by_id[name].type in ("organisation", "person") if name is not None else True
        if known:
            words = telling.text(*span)
            found.append(Side(telling.report, name or words.lower(), words, *span))
    return found


def _hears(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a name is told something, or hangs on an occasion of saying by 'to' or 'with'."""
    head = tokens[tokens[at].head]
    if tokens[at].dep in ("dobj", "dative") and head.lemma == "tell":
        return True
    above = tokens[head.head]
    return tokens[at].dep == "pobj" and head.text.lower() in ("to", "with") and above.lemma in _OCCASIONS


def _share_quote(a: Telling, b: Telling) -> bool:
    """Tell whether two tellings have so many words in a row within quotation marks in common."""
    ours, theirs = _runs(a), _runs(b)
    return bool(ours & theirs)


def _runs(telling: Telling) -> frozenset[tuple[str, ...]]:
    text = telling.account.report.text
    runs: set[tuple[str, ...]] = set()
    for quote in telling.account.quotes:
        if any(span.start < quote.end and quote.start < span.end for span in telling.spans):
            words = text[quote.start : quote.end].lower().split()
            runs |= {
                tuple(words[i : i + LEAST_SHARED_WORDS]) for i in range(len(words) - LEAST_SHARED_WORDS + 1)
            }
    return frozenset(runs)
