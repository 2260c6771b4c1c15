"""Where two reports give one person another first name: 'Edwin Holm' here and 'John Holm' there."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from samestory.lexicon.naming import load_name_words
from samestory.records import Difference
from samestory.text.contrasts.tellings import Side, Telling, make_difference, read_once

# 'Jon' and 'John', 'Erik' and 'Eric': spelt in two ways.
MAX_EDITS = 2
# Shorter first names are initials, or short forms of anything.
LEAST_CHARS = 3


def contrast_namesakes(tellings: Sequence[Telling]) -> list[Difference]:
    """Compare the first names that go with one surname, where neither report knows the other's.

    They may be two of one family, so that this alone is never a conflict.
    """
    told = {telling.report: read_once(telling, _persons) for telling in tellings}
    sides: list[Side] = []
    for a, b in itertools.combinations(tellings, 2):
        ours, theirs = told[a.report], told[b.report]
        for surname in sorted(ours.keys() & theirs.keys()):
            x, y = ours[surname], theirs[surname]
            if _are_two(x, y) and not (_is_told(b, x) or _is_told(a, y)):
                sides += [x, y]
    if not sides:
        return []
    because = "the same surname is given with two first names"
    return [make_difference("actor", "which first name", "unsure", because, list(dict.fromkeys(sides)))]


def _persons(telling: Telling) -> dict[str, Side]:
    """The one person of each surname whom a telling names in full; who has kin there is left out."""
    found: dict[str, Side] = {}
    twice: set[str] = set()
    for entity in telling.account.annotation.entities:
        if entity.label != "PERSON":
            continue
        words = [word.strip(",.'’") for word in telling.text(entity.start, entity.end).split()]
        if len(words) < 2 or not all(word[:1].isupper() for word in words):
            continue
        surname, first = words[-1].lower(), words[0].lower()
        old = found.get(surname)
        if old is not None and old.key != first:
            twice.add(surname)
        if telling.holds(entity.start, entity.end) and old is None:
            found[surname] = Side(
                telling.report, first, telling.text(entity.start, entity.end), entity.start, entity.end
            )
    return {surname: side for surname, side in found.items() if surname not in twice}


def _are_two(x: Side, y: Side) -> bool:
    """Tell whether two first names are names in full and not forms of one another."""
    short, long = sorted((x.key, y.key), key=len)
    words = load_name_words()
    known = {short, long} & words.words["given_names"]
    forms = [{name, *words.stands_for["nicknames"].get(name, ())} for name in (short, long)]
    alike = long.startswith(short[:LEAST_CHARS]) or Levenshtein.distance(short, long) <= MAX_EDITS
    return bool(known) and len(short) >= LEAST_CHARS and not (alike or forms[0] & forms[1])


def _is_told(telling: Telling, side: Side) -> bool:
    """Tell whether a report has the other's first name anywhere."""
    return any(token.text.lower() == side.key for token in telling.tokens)
