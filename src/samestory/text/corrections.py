"""Corrections: what people have judged is put in the place of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samestory.records import (
    Alias,
    Judgement,
    Lineage,
    Name,
    Pair,
    Statement,
    difference_key,
)
from samestory.text.reuse.families import tie_families


def join_names(names: Sequence[Name], judgements: Sequence[Judgement]) -> tuple[Name, ...]:
    """Make one name of two that people know to be one; the more frequent one lends its id and its title."""
    joined = list(names)
    for judgement in _of_kind(judgements, "one-name"):
        meant = [name for name in joined if _bears(name, judgement.first) or _bears(name, judgement.second)]
        if len(meant) < 2:
            continue
        kept, *others = sorted(meant, key=lambda name: (-_count(name), name.id))
        one = kept
        for other in others:
            one = _joined(one, other)
            joined.remove(other)
        joined[joined.index(kept)] = one
    return tuple(joined)


def correct_lineage(lineage: Lineage, reports: Sequence[str], judgements: Sequence[Judgement]) -> Lineage:
    """Put judged relations in the place of found ones, and tie the families of the `reports` anew."""
    judged = {
        frozenset((judgement.first, judgement.second)): judgement
        for judgement in _of_kind(judgements, "copy", "independent")
    }
    touched = [pair for pair in lineage.pairs if frozenset((pair.a, pair.b)) in judged]
    if not touched:
        return lineage
    pairs = tuple(
        _corrected(pair, judged[frozenset((pair.a, pair.b))]) if pair in touched else pair
        for pair in lineage.pairs
    )
    return Lineage(pairs, tie_families(reports, pairs))


def drop_differences(
    statements: Sequence[Statement], judgements: Sequence[Judgement]
) -> tuple[Statement, ...]:
    """Take away the differences that people have judged to be none."""
    none = {judgement.first for judgement in _of_kind(judgements, "no-difference")}
    if not none:
        return tuple(statements)
    return tuple(
        replace(
            statement,
            differences=tuple(d for d in statement.differences if difference_key(d) not in none),
        )
        for statement in statements
    )


def _of_kind(judgements: Sequence[Judgement], *kinds: str) -> list[Judgement]:
    # By id, so that the order in which people judged does not change a dossier.
    return sorted((j for j in judgements if j.kind in kinds), key=lambda judgement: judgement.id)


def _bears(name: Name, text: str) -> bool:
    return name.name == text or any(alias.text == text for alias in name.aliases)


def _count(name: Name) -> int:
    return sum(sum(alias.reports.values()) for alias in name.aliases)


def _joined(one: Name, other: Name) -> Name:
    counts: dict[str, dict[str, int]] = {alias.text: dict(alias.reports) for alias in one.aliases}
    for alias in other.aliases:
        reports = counts.setdefault(alias.text, {})
        for report, times in alias.reports.items():
            reports[report] = reports.get(report, 0) + times
    return replace(
        one,
        aliases=tuple(Alias(text, reports) for text, reports in counts.items()),
        place=one.place or other.place,
        mentions=tuple(sorted((*one.mentions, *other.mentions))),
    )


def _corrected(pair: Pair, judgement: Judgement) -> Pair:
    because = f"Judged by {judgement.author or 'a person'} on {judgement.at[:10]}."
    if judgement.kind == "independent":
        return replace(pair, relation="independent", direction="unknown", because=because)
    found = pair.relation in ("copy", "edited-copy")
    return replace(
        pair,
        relation=pair.relation if found else "edited-copy",
        direction="a-from-b" if judgement.first == pair.a else "b-from-a",
        because=because,
    )
