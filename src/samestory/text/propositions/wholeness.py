"""Whether words can be read by themselves: a clause with its subject, leaning on nothing before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samestory.records import Token

# Words that open a sentence that is read with the one before.
_LEANING = re.compile(
    r"(?:he|she|it|they|him|his|her|hers|its|their|theirs|this|that|these|those|there|such|so|but|and|or|"
    r"(?:many|some|most|all|none|few|each|any) of (?:them|these|those)|"
    r"the others?|"
    r"however|also|meanwhile|then|instead|still|yet|another|others|both|neither|one|we|i|our|my)\b",
    re.IGNORECASE,
)
# Titles and forms of address, after whose full stop no sentence ends.
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Drs|Sgt|Lt|Col|Gen|Capt|Cmdr|Maj|Det|Ofc|Rep|Sen|Gov|Rev|Hon|Prof|St|Jr|Sr|No|vs)\.$"
)
# 'LIMA, Peru (AP) — ': where an agency wrote it, cut off the front.
_DATELINE = re.compile(r"^[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w. ]{1,30})?(?: ?\([^)]{1,40}\))? ?[-–—]+ ")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
# 'the hall that burned', 'what he had said': such a subject stands in for words outside the clause.
_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def skip_dateline(text: str) -> int:
    """Say how many characters of a sentence are an agency's dateline.

    >>> "LIMA, Peru (AP) — A bridge fell."[skip_dateline("LIMA, Peru (AP) — A bridge fell."):]
    'A bridge fell.'
    """
    found = _DATELINE.match(text)
    return found.end() if found else 0


def is_cut_off(text: str) -> bool:
    """Whether a 'sentence' ends in a title or a like abbreviation: the parser cut it there."""
    return _ABBREVIATION.search(text.rstrip()) is not None


def leans(text: str) -> bool:
    """Whether a sentence opens with a word that points at the sentence before it."""
    return _LEANING.match(text) is not None


def has_pairs(text: str) -> bool:
    """Whether quotation marks and brackets stand in pairs."""
    return (
        text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("(") == text.count(")")
    )


def tells_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words `[first, last)` have at their top a finite verb with a subject of its own."""
    return any(
        _is_top(tokens, index, first, last) and _is_told(tokens, index, first, last)
        for index in range(first, last)
    )


def _is_top(tokens: Sequence[Token], index: int, first: int, last: int) -> bool:
    head = tokens[index].head
    return head == index or not first <= head < last


def _is_told(tokens: Sequence[Token], index: int, first: int, last: int) -> bool:
    below = [tokens[i] for i in range(first, last) if tokens[i].head == index and i != index]
    verbs = [tokens[index], *(t for t in below if t.dep in ("aux", "auxpass"))]
    subject = next((t for t in below if t.dep in _SUBJECTS), None)
    finite = any(t.tag in _FINITE for t in verbs)
    return finite and subject is not None and subject.tag not in _RELATIVE
