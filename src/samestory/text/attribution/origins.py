"""First sources that are one under other words: 'the WHO'; 'the suit' and 'the new complaint'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from samestory.lexicon.documents import load_document_kinds
from samestory.records import Name

_ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their", "this", "that"))
_WORD = re.compile(r"[\w'’.&-]+")
# After these the phrase only says more of what came before: 'the report of the committee'.
_BREAKS = frozenset(
    ("of", "by", "from", "in", "on", "at", "for", "to", "that", "which", "filed", "released")
)
_MAX_WORDS = 12


def name_sources(names: Iterable[Name]) -> dict[str, str]:
    """Map every way in which a report writes a name, folded, to the name; ambiguous ones are left out."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for name in names:
        for text in {name.name, *(alias.text for alias in name.aliases)}:
            key = fold_source(text)
            if found.setdefault(key, name.name) != name.name:
                shared.add(key)
    return {key: name for key, name in found.items() if key and key not in shared}


def name_origin(source: str, known: Mapping[str, str]) -> tuple[str, str]:
    """Give the key under which sources are one, and what to call this one.

    `known` is what `name_sources` gives. Documents of one kind are one source within a statement: two
    reports that quote 'the suit' and 'the complaint' rest on the same filing.

    >>> name_origin("The new lawsuit", {})
    ('=lawsuit', 'The new lawsuit')
    >>> name_origin("the WHO", {"who": "World Health Organization"})
    ('world health organization', 'World Health Organization')
    """
    key = fold_source(source)
    if key in known:
        return fold_source(known[key]), known[key]
    kind = _document_kind(key)
    return (f"={kind}", source) if kind else (key, source)


def fold_source(text: str) -> str:
    """Fold case and take articles off the front, and the points out of initials.

    >>> fold_source("The W.H.O.")
    'who'
    """
    words = _WORD.findall(text.casefold())[:_MAX_WORDS]
    while words and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(word.replace(".", "") for word in words)


def _document_kind(key: str) -> str | None:
    """Tell the kind of document by the phrase's head: the last word before 'of' or a clause."""
    words = key.split()
    end = next((at for at, word in enumerate(words) if word in _BREAKS), len(words))
    return load_document_kinds().get(words[end - 1]) if end else None
