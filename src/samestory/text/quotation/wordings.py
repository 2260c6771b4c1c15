"""Wordings of one utterance: how much two share, and the edits that lead from one to the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from samestory.lexicon.quoting import load_quoting_words
from samestory.records import Edit

_WORD = re.compile(r"\w+(?:[’'.,]\w+)*|…|\.\.\.+|[^\w\s]")
_BARE = re.compile(r"\w+(?:[’']\w+)*")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def words_of(text: str) -> tuple[str, ...]:
    """List the words of a wording, folded: no case, no punctuation, plain apostrophes.

    >>> words_of("We’ll be out of there pretty soon,")
    ("we'll", 'be', 'out', 'of', 'there', 'pretty', 'soon')
    """
    return tuple(_BARE.findall(text.translate(_MARKS).casefold()))


def stem(word: str) -> str:
    """Cut a word's ending, roughly: enough to see 'equipping' and 'equipment' as one.

    >>> stem("partially"), stem("partial"), stem("operations")
    ('parti', 'parti', 'oper')
    """
    bare = word.removesuffix("'s")
    for _ in range(2):
        for ending in load_quoting_words().endings:
            if bare.endswith(ending) and len(bare) - len(ending) >= 4:
                bare = bare[: -len(ending)]
                break
        else:
            break
    if len(bare) > 4 and bare[-1] == bare[-2]:
        bare = bare[:-1]
    return bare


def stems_of(words: Sequence[str]) -> tuple[str, ...]:
    """List the stems of the words that carry something."""
    return tuple(stem(word) for word in words if word not in load_quoting_words().empty)


def score_shared(one: Sequence[str], other: Sequence[str]) -> float:
    """Score how much of the shorter sequence stands in the longer, in the same order (0 to 1)."""
    shorter = min(len(one), len(other))
    return Indel.similarity(one, other) / 2 / shorter if shorter else 0.0


def score_within(short: Sequence[str], long: Sequence[str]) -> float:
    """Score how well the shorter sequence fits the stretch of the longer that it fits best (0 to 1).

    Words left out in the middle are forgiven where five or more are shared: quotations are cut so.

    >>> score_within(["very", "sad"], ["it", "was", "a", "very", "sad", "day"])
    1.0
    """
    if not short or not long:
        return 0.0
    if len(short) > len(long):
        short, long = long, short
    near = fuzz.partial_ratio(short, long) / 100
    shared = score_shared(short, long)
    return max(near, shared) if shared * len(short) >= 5 and shared >= 0.75 else near


def edit_script(base: str, wording: str) -> tuple[Edit, ...]:
    """List the steps from `base` to `wording`, word by word; case and white space do not count.

    Each step holds the words that go and the words that come as they stand in the two texts, so that
    the steps replay from left to right.

    >>> edit_script("a partial exit", "a full exit")
    (Edit(op='replace', from_='partial', to='full'),)
    """
    old, new = list(_WORD.finditer(base)), list(_WORD.finditer(wording))
    before = [found.group().translate(_MARKS).casefold() for found in old]
    after = [found.group().translate(_MARKS).casefold() for found in new]
    edits = []
    for code in _joined(Indel.opcodes(before, after)):
        gone = _stretch(base, old, code[0], code[1])
        come = _stretch(wording, new, code[2], code[3])
        edits.append(Edit("replace" if gone and come else "delete" if gone else "insert", gone, come))
    return tuple(edits)


def _joined(codes: object) -> list[tuple[int, int, int, int]]:
    """Make one step of deletions and insertions that touch."""
    steps: list[tuple[int, int, int, int]] = []
    for code in codes:  # type: ignore[attr-defined]
        if code.tag == "equal":
            continue
        step = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if steps and steps[-1][1] == step[0] and steps[-1][3] == step[2]:
            steps[-1] = (steps[-1][0], step[1], steps[-1][2], step[3])
        else:
            steps.append(step)
    return steps


def _stretch(text: str, words: Sequence[re.Match[str]], first: int, last: int) -> str:
    return text[words[first].start() : words[last - 1].end()] if last > first else ""
