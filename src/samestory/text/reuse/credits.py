"""Who a report says it has its text from: agencies it credits, outlets it names, the day it appeared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samestory.records import Account, Published
from samestory.records.dossier import Direction

# What an outlet's name or address carries beside the name itself.
_TRIMMINGS = re.compile(
    r"\([^)]*\)| - .*$|\b(?:www\d?|com|org|net|co|uk|online|digital|web|opinion)\b|https?:",
    re.IGNORECASE,
)
_MAX_NAME_WORDS = 5
# A shorter form ('cbs', 'fox') names half a dozen outlets at once.
_MIN_NAME_CHARS = 4


@dataclass(frozen=True, slots=True)
class Credits:
    """What a report says of where it comes from.

    `outlet` is the outlet's name squeezed ('nbcnews'); `agencies` those credited, squeezed to the
    name shown; `named` every run of up to five words of the text, squeezed, in which another
    outlet's name would show.
    """

    outlet: str
    shown: str
    agencies: dict[str, str]
    named: frozenset[str]
    published: Published


@dataclass(frozen=True, slots=True)
class Trace:
    """A direction, the words that give its reason, and whether a report itself names the source."""

    direction: Direction
    reason: str
    named: bool


def read_credits(account: Account) -> Credits:
    """Read who a report is by and whom it names."""
    shown = account.report.outlet or ""
    agencies = [credit.name for credit in account.cleaning.agencies]
    agencies += account.report.declared.agencies
    return Credits(
        squeeze_outlet(shown),
        shown,
        {squeeze_outlet(name): name for name in agencies},
        frozenset(_squeezed_runs(account.report.text)),
        account.published,
    )


def squeeze_outlet(name: str) -> str:
    """Take an outlet's name down to letters and digits, without trimmings.

    >>> squeeze_outlet("www.kens5.com"), squeeze_outlet("The Hill (Online)"), squeeze_outlet("NBCNews.com")
    ('kens5', 'hill', 'nbcnews')
    """
    words = re.findall(r"\w+", _TRIMMINGS.sub(" ", name.replace(".", " ")).casefold())
    return "".join(word for word in words if word != "the")


def _squeezed_runs(text: str) -> Iterable[str]:
    """Every run of one to five words that begins with a capital or a figure, squeezed."""
    words = re.findall(r"\w+(?:\.\w+)*", text)
    folded = [word.casefold().removesuffix(".com").replace(".", "") for word in words]
    for place, word in enumerate(words):
        if word[0].isupper() or word[0].isdigit():
            for size in range(1, _MAX_NAME_WORDS + 1):
                yield "".join(folded[place : place + size])


def trace_direction(a: Credits, b: Credits) -> Trace:
    """Tell which of two dependent reports has the text from the other, or both from a third.

    A credit weighs most, then an agency that one or both credit, then the days on which they
    appeared. Reports of one day that name nobody leave the direction unknown.
    """
    a_names_b, b_names_a = _names(a, b), _names(b, a)
    if a_names_b != b_names_a:
        who, source = ("a", b) if a_names_b else ("b", a)
        return Trace("a-from-b" if a_names_b else "b-from-a", f"{who} names {source.shown}", True)
    if shared := sorted(a.agencies.keys() & b.agencies.keys()):
        return Trace("both-from-a-third", f"both credit {a.agencies[shared[0]]}", True)
    if either := sorted(a.agencies.keys() | b.agencies.keys()):
        who = "a" if either[0] in a.agencies else "b"
        return Trace("both-from-a-third", f"{who} credits {(a.agencies | b.agencies)[either[0]]}", True)
    return _trace_by_day(a.published, b.published)


def _names(teller: Credits, source: Credits) -> bool:
    """Whether a report names the other's outlet; a station goes by its letters alone (wabc7, WABC)."""
    forms = {source.outlet, source.outlet.rstrip("0123456789")} - {teller.outlet}
    return any(
        len(form) >= _MIN_NAME_CHARS and (form in teller.agencies or form in teller.named) for form in forms
    )


def _trace_by_day(a: Published, b: Published) -> Trace:
    if a.latest and b.earliest and a.latest < b.earliest:
        return Trace("b-from-a", "b appeared later", False)
    if b.latest and a.earliest and b.latest < a.earliest:
        return Trace("a-from-b", "a appeared later", False)
    return Trace("unknown", "", False)
