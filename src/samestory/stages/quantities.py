"""Figures in a text: how many, how much, how far; what is counted, and what became of it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Literal

from samestory.lexicon.figures import load_figure_words
from samestory.records import Annotation, Quantity, Report, Sentence, Token
from samestory.text.figures.amounts import Amount, read_amount
from samestory.text.figures.counted import find_noun, find_unit
from samestory.text.figures.fates import find_fate
from samestory.text.figures.nonfigures import is_age, is_figure

# What follows the counted noun is told in at most this many words ('in Iraq and Syria').
MAX_ABOUT_WORDS = 6


def find_quantities(report: Report, annotation: Annotation) -> tuple[Quantity, ...]:
    """Find the figures of a report: counts, casualties, money, measures, percentages and ages.

    Refuses what only looks like one: dates, years, clock times, lengths of time, ordinals, scores,
    numbers in names, addresses and lists. A report in a language without a parser has none.
    """
    dated = _dated_tokens(annotation)
    return tuple(
        quantity
        for sentence in annotation.sentences
        for quantity in _in_sentence(report, annotation.tokens, sentence, dated)
    )


def _dated_tokens(annotation: Annotation) -> frozenset[int]:
    """The tokens inside what the recogniser takes for a date or a time."""
    spans = [(e.start, e.end) for e in annotation.entities if e.label in ("DATE", "TIME")]
    starts = {token.start: place for place, token in enumerate(annotation.tokens)}
    dated: set[int] = set()
    for start, end in spans:
        at = starts.get(start)
        while at is not None and at < len(annotation.tokens) and annotation.tokens[at].start < end:
            dated.add(at)
            at += 1
    return frozenset(dated)


def _in_sentence(
    report: Report, tokens: Sequence[Token], sentence: Sentence, dated: Container[int]
) -> list[Quantity]:
    first, stop = sentence.first, sentence.last
    words = [token.text.lower() for token in tokens[first:stop]]
    loose = frozenset(i for i in range(len(words)) if _is_preposition(tokens[first + i], tokens))
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        amount = read_amount(words, at, loose=loose)
        if amount is None:
            at += 1
            continue
        at = amount.last
        quantity = _judge(report, tokens, _shifted(amount, first), (first, stop), dated)
        if quantity is not None and not (found and quantity.start < found[-1].end):
            found.append(quantity)
    return found


def _is_preposition(token: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether 'over', 'about' and their like belong to a noun before: 'a dispute over two islands'."""
    return token.dep == "prep" and tokens[token.head].pos == "NOUN" and token.lemma in (
        "over", "about", "under", "around", "above", "below", "beyond",
    )  # fmt: skip


def _shifted(amount: Amount, by: int) -> Amount:
    return replace(amount, first=amount.first + by, last=amount.last + by, number=amount.number + by)


def _judge(
    report: Report,
    tokens: Sequence[Token],
    amount: Amount,
    bounds: tuple[int, int],
    dated: Container[int],
) -> Quantity | None:
    """Make the quantity of an amount, or None where it is no figure."""
    if is_age(tokens, amount, bounds[1]):
        return _age(report, tokens, amount, bounds)
    noun = find_noun(tokens, amount.last, bounds[1]) if amount.kind == "count" else None
    if not is_figure(tokens, amount, noun, bounds=bounds, dated=dated):
        return None
    last = noun.end if noun else amount.last
    role = find_fate(tokens, amount.first, last, bounds) if amount.kind == "count" else ""
    unit = amount.unit or find_unit(tokens, noun, role)
    kind = _kind(amount, unit)
    return Quantity(
        report=report.id,
        start=tokens[amount.first].start,
        end=tokens[last - 1].end,
        low=amount.low,
        high=amount.high,
        unit=unit,
        of=_about(tokens, last, bounds, role),
        kind=kind,
        role=role if kind == "count" else "",
        approximate=amount.approximate,
    )


def _kind(amount: Amount, unit: str) -> Literal["count", "money", "percent", "measure"]:
    if amount.kind != "count":
        return amount.kind
    return "measure" if unit.lower() in load_figure_words().measures else "count"


def _age(report: Report, tokens: Sequence[Token], amount: Amount, bounds: tuple[int, int]) -> Quantity:
    last = amount.last
    while last < bounds[1] and tokens[last].text.lower() in (
        "-", "year", "years", "month", "months", "old", "olds", "of", "age", "week", "weeks", "day", "yr",
    ):  # fmt: skip
        last += 1
    return Quantity(
        report=report.id,
        start=tokens[amount.first].start,
        end=tokens[last - 1].end,
        low=amount.low,
        high=amount.high,
        unit="years of age",
        of="",
        kind="age",
        approximate=amount.approximate,
    )


def _about(tokens: Sequence[Token], last: int, bounds: tuple[int, int], role: str) -> str:
    """Say in words what is told of the figure: its fate, or the phrase that follows the noun."""
    if role:
        return role
    end = last
    if end < bounds[1] and tokens[end].pos == "ADP":
        while end < min(bounds[1], last + MAX_ABOUT_WORDS) and tokens[end].pos not in (
            "PUNCT",
            "VERB",
            "AUX",
            "CCONJ",
            "SCONJ",
        ):
            end += 1
        while end > last and tokens[end - 1].pos in ("ADP", "DET", "PRON"):
            end -= 1
    if end > last:
        return " ".join(token.text for token in tokens[last:end])
    governor = tokens[tokens[last - 1].head]
    return governor.lemma if governor.pos == "VERB" else ""
