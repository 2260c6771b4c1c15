"""The reasons for a relation between two reports, in words."""

from __future__ import annotations

from collections.abc import Mapping

from samestory.records.dossier import Relation
from samestory.text.reuse.sharing import Sharing

# A shorter run without a change is not worth telling.
MIN_TOLD_RUN_WORDS = 20
_UNSURE = "too much alike for reporters who did not know of each other, too little to show one text: "
NOT_COMPARED = "they are in two languages that are not compared here, so that it cannot be told"
_HELD: Mapping[str, str] = {
    "summary": "only a summary of {} is held",
    "opening": "only the opening of {} is held, whose rest is for subscribers",
    "rebuilt": "{} is held as put together from words",
    "partial": "only parts of {} are held, put together from words",
}
_APART = "a few sentences tell the same facts, as reporters of one event come to do on their own"


def tell_held(outlet: str, extent: str) -> str:
    """Say that only a part of a report was there to compare; nothing of one that is whole.

    >>> tell_held("Lisse Post", "summary"), tell_held("Lisse Post", "")
    ('only a summary of Lisse Post is held', '')
    """
    return _HELD[extent].replace("{}", outlet) if extent in _HELD else ""


def tell_relation(relation: Relation, sharing: Sharing, reason: str) -> str:
    """Say what two reports share that ties them, or why it does not; `reason` is that of the direction."""
    if relation in ("independent", "shared-quotes"):
        return _tell_apart(sharing)
    parts = tell_shares(sharing) + ([reason] if reason else [])
    return (_UNSURE if relation == "unsure" else "") + "; ".join(parts)


def _tell_apart(sharing: Sharing) -> str:
    """Say what two reports have in common and why it ties them not."""
    parts = []
    if sharing.copied_words:
        parts.append(f"only {sharing.copied_words} words stand in both, in a row or two")
    if sharing.retold:
        parts.append(f"{_APART} ({sharing.retold:.0%} of the shorter)")
    if sharing.shared_quotes:
        parts.append("quoted words in common")
    return "; ".join(parts) if parts else "no passage in common"


def tell_translated(relation: Relation, share: float, plain: int, reason: str) -> str:
    """Say what two reports in different languages have in common; `reason` is that of the direction."""
    if relation == "independent":
        return (
            f"in two languages; {share:.0%} of either reads like a translation"
            if share
            else ("in two languages; no sentence reads like a translation of the other's")
        )
    part = f"{share:.0%} reads like a translation, in the same order; {plain} sentences beyond doubt"
    if relation == "unsure":
        return f"too much alike across languages for two reporters, too little to show one text: {part}"
    return "; ".join(filter(None, (part, reason)))


def tell_shares(sharing: Sharing) -> list[str]:
    """Say what two reports share that speaks for one text."""
    parts = []
    if sharing.copied_words:
        parts.append(f"{sharing.copied:.0%} of the shorter report's own words stand in the other")
    if sharing.retold:
        parts.append(f"{sharing.retold:.0%} are told sentence for sentence in other words")
    if sharing.passages > 1 and sharing.in_order:
        parts.append(f"{sharing.passages} passages, in the same order")
    elif sharing.passages:
        parts.append("one passage" if sharing.passages == 1 else f"{sharing.passages} passages")
    if sharing.longest_run >= MIN_TOLD_RUN_WORDS:
        parts.append(f"the longest runs over {sharing.longest_run} words without a change")
    if sharing.shared_quotes:
        parts.append("quoted words in common")
    return parts
