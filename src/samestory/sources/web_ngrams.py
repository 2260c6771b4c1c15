"""GDELT's Web NGrams: a row for each word of a page with seven words before and after, made text again.

A row is `{"date", "ngram", "lang", "type", "pos", "pre", "post", "url"}`; `pos` is the tenth of the page in
which the word stands, `type` 2 a script that sets no spaces, of which each character is a word. The rows
of a page stand in no promised order. Two rows follow one another where the one's surroundings, moved on by
a word, are the other's: so chains form, and what overlaps of them is joined.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samestory.records import Declared
from samestory.sources.drafts import Draft, Refusal, domain_of, without_surrogates
from samestory.sources.fields import one_line
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import refuse_text

# So many words stand on either side.
_REACH = 7
# Chains with fewer words in common are joined by nothing more than 'of the'.
_MIN_OVERLAP = 3
# Rows of one page are near one another in a file: so many pages are held open, and so many bytes of them.
_MAX_OPEN, _MAX_OPEN_BYTES = 256, 64_000_000
# A page of a hundred thousand words.
_MAX_ROWS_BYTES = 8_000_000
# A file of one minute has some thousand pages: of so many it is known that they were given already.
_MAX_GIVEN = 100_000
_MAX_ROWS, _MAX_CHAINS, _MAX_ROUNDS = 30_000, 800, 4
# The longest words of any language have some sixty letters; longer ones are addresses.
_MAX_WORD_CHARS = 200
# At its ends a page's surroundings run on to its other end, after a slash.
_HEAD_POS, _FOOT_POS = 20, 80
_SPACELESS = 2
_KEYS = (b'"ngram"', b'"pre"', b'"post"', b'"url"')
_MAX_ROW_BYTES = 8_000
_ADDRESS = re.compile(rb'"url"\s{0,3}:\s{0,3}"((?:[^"\\]|\\.){1,2000})"')
_MARKS = re.compile(r"^[^\w]+|[^\w]+$")
_NO_WORDS = (
    "they are words of GDELT's Web NGrams of which no text can be made. Expected rows with 'ngram', 'pre', "
    "'post' and 'url'. Fetch the file again."
)
# Stands for what goes on of a page that was given: as a report with the same address it would replace it.
_LATE_ROWS = b'{"ngram": null, "pre": null, "post": null, "url": null}'
_TOO_LATE = (
    "it goes on with a page of GDELT's Web NGrams of which a report was made already: the page is too "
    "long, or its rows stand too far apart. Expected the rows of a page together. Sort the file by 'url'."
)


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A word with what stands around it; for comparing, without case and marks: either may lack them."""

    word: str
    before: Words
    after: Words
    pos: int
    here: tuple[Words, Words]
    next: tuple[Words, Words]


@dataclass(frozen=True, slots=True)
class _Chain:
    words: Words
    folded: Words
    first: int
    last: int


def is_word_row(line: bytes) -> bool:
    """Whether a line is a row of Web NGrams.

    >>> is_word_row(b'{"ngram": "ferry", "pre": "A", "post": "ran", "url": "https://a.example/1"}')
    True
    """
    if b'"ngram"' not in line[:_MAX_ROW_BYTES]:
        return False
    row = line[: _MAX_ROW_BYTES + 1].split(b"\n", 1)[0]
    return len(row) <= _MAX_ROW_BYTES and all(key in row for key in _KEYS)


def gather_rows(lines: Iterable[tuple[int, bytes | None]]) -> Iterator[tuple[int, bytes | None]]:
    """Put the rows of each page together, numbered as the first of them; other lines pass as they are.

    Of pages no more than a bounded number is held: the one begun first is given when there are more. What
    goes on of a page that was given is left out, and one line says so.
    """
    given: dict[bytes, bool] = {}
    held: dict[bytes, list[bytes]] = {}
    numbers: dict[bytes, int] = {}
    sizes: dict[bytes, int] = defaultdict(int)
    for number, line in lines:
        address = _ADDRESS.search(line) if line is not None and is_word_row(line) else None
        if line is None or address is None:
            yield number, line
            continue
        page = address[1]
        if page in given:
            if not given[page]:
                given[page] = True
                yield number, _LATE_ROWS
            continue
        held.setdefault(page, []).append(line)
        numbers.setdefault(page, number)
        sizes[page] += len(line) + 1
        over = page if sizes[page] > _MAX_ROWS_BYTES else None
        if over is None and (len(held) > _MAX_OPEN or sum(sizes.values()) > _MAX_OPEN_BYTES):
            over = next(iter(held))
        if over is not None:
            del sizes[over]
            given[over] = False
            if len(given) > _MAX_GIVEN:
                del given[next(iter(given))]
            yield numbers.pop(over), b"\n".join(held.pop(over))
    for page, rows in held.items():
        yield numbers[page], b"\n".join(rows)


def rebuild_report(draft: Draft, settings: IntakeSettings) -> Draft | Refusal:
    """Make the text of a page of its rows, which are the draft's bytes."""
    if draft.data == _LATE_ROWS:
        return Refusal(draft.path, _TOO_LATE, draft.line, draft.unit)
    loaded = [entry for line in draft.data.split(b"\n")[:_MAX_ROWS] if (entry := _load(line))]
    spaceless = sum(str(entry.get("type")) == str(_SPACELESS) for entry in loaded) * 2 > len(loaded)
    rows = [row for entry in loaded if (row := _read_row(entry, spaceless=spaceless))]
    chains = _join(_chain(rows))
    between = "" if spaceless else " "
    text = "\n".join(between.join(chain.words) for chain in chains)
    if not text.strip():
        return Refusal(draft.path, _NO_WORDS, draft.line, draft.unit)
    url = one_line(loaded[0].get("url"))
    declared = Declared(
        published=min((day for entry in loaded if (day := one_line(entry.get("date")))), default=None),
        language=one_line(loaded[0].get("lang")),
        where="GDELT's Web NGrams",
        extent="rebuilt" if _is_whole(chains) else "partial",
    )
    found = replace(draft, text=text, url=url, outlet=domain_of(url), declared=declared)
    return refuse_text(draft.path, text, settings) or found


def _is_whole(chains: Sequence[_Chain]) -> bool:
    return len(chains) == 1 and chains[0].first < _HEAD_POS and chains[0].last >= _FOOT_POS


def _load(line: bytes) -> Mapping[str, Any] | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None


def _read_row(entry: Mapping[str, Any], *, spaceless: bool) -> _Row | None:
    word = "".join(_split(entry.get("ngram"), spaceless=spaceless))
    if not word:
        return None
    before = _split(entry.get("pre"), spaceless=spaceless)[-_REACH:]
    after = _split(entry.get("post"), spaceless=spaceless)[:_REACH]
    pos = entry.get("pos")
    past, ahead, own = _fold(before), _fold(after), _fold((word,))
    return _Row(
        word,
        before,
        after,
        pos if isinstance(pos, int) and 0 <= pos <= 100 else 0,
        (past, (*own, *ahead)[:_REACH]),
        ((*past, *own)[-_REACH:], ahead),
    )


def _split(value: Any, *, spaceless: bool) -> Words:
    words = without_surrogates(value[:2_000]).split() if isinstance(value, str) else []
    return tuple("".join(words)) if spaceless else tuple(word[:_MAX_WORD_CHARS] for word in words)


def _fold(words: Words) -> Words:
    return tuple(_MARKS.sub("", word).casefold() or word for word in words)


def _chain(rows: Sequence[_Row]) -> list[_Chain]:
    """Walk from row to row; what repeats in the same surroundings is taken in the order of the page."""
    order = sorted(range(len(rows)), key=lambda place: (rows[place].pos, rows[place].here, place))
    waiting: dict[object, list[int]] = defaultdict(list)
    for place in reversed(order):
        waiting[rows[place].here].append(place)
    followed = {row.next for row in rows}
    starts = [place for place in order if rows[place].here not in followed]
    used: set[int] = set()
    chains: list[_Chain] = []
    for start in (*starts, *order):
        if start not in used and len(chains) < _MAX_CHAINS:
            chains.append(_bind([rows[place] for place in _walk(start, rows, waiting, used)]))
    return sorted(chains, key=lambda chain: (chain.first, chain.last, chain.words))


def _walk(
    start: int, rows: Sequence[_Row], waiting: Mapping[object, list[int]], used: set[int]
) -> list[int]:
    walk: list[int] = []
    place: int | None = start
    while place is not None:
        used.add(place)
        walk.append(place)
        follow = waiting.get(rows[place].next, []) if rows[place].after else []
        while follow and follow[-1] in used:
            follow.pop()
        place = follow[-1] if follow else None
    return walk


def _bind(rows: Sequence[_Row]) -> _Chain:
    """Write the words of rows that follow one another, with what stands around them."""
    first, last = rows[0], rows[-1]
    before, after = first.before, last.after
    if first.pos < _HEAD_POS and "/" in before:
        before = before[len(before) - before[::-1].index("/") :]
    if last.pos >= _FOOT_POS and "/" in after:
        after = after[: after.index("/")]
    # A word may stand without its marks where it is the row's own, and with them beside the next.
    beside = [*(row.before[-1] if row.before else "" for row in rows[1:]), ""]
    own = (max(row.word, mark, key=len) for row, mark in zip(rows, beside, strict=True))
    words = (*before, *own, *after)
    return _Chain(words, _fold(words), first.pos, last.pos)


def _join(chains: Sequence[_Chain]) -> list[_Chain]:
    """Join chains that overlap until none does; what hangs together with no other stays apart."""
    for _ in range(_MAX_ROUNDS):
        joined = _join_once(chains)
        if len(joined) == len(chains):
            break
        chains = joined
    return list(chains)


def _join_once(chains: Sequence[_Chain]) -> list[_Chain]:
    """Set each chain, in the order of the page, before or behind the one that it overlaps most with."""
    joined: list[_Chain] = []
    texts: list[str] = []
    for chain in chains:
        text = f" {' '.join(chain.folded)} "
        if any(text in other for other in texts):
            continue
        place, bound = _find_neighbour(chain, joined)
        if bound is None:
            joined.append(chain)
            texts.append(text)
        else:
            joined[place] = bound
            texts[place] = f" {' '.join(bound.folded)} "
    return joined


def _find_neighbour(chain: _Chain, joined: Sequence[_Chain]) -> tuple[int, _Chain | None]:
    best, at, bound = _MIN_OVERLAP - 1, 0, None
    for place, other in enumerate(joined):
        if (size := _overlap(other.folded, chain.folded)) > best:
            best, at, bound = size, place, _append(other, chain, size)
        if (size := _overlap(chain.folded, other.folded)) > best:
            best, at, bound = size, place, _append(chain, other, size)
    return at, bound


def _append(left: _Chain, right: _Chain, size: int) -> _Chain:
    words, folded = left.words + right.words[size:], left.folded + right.folded[size:]
    return _Chain(words, folded, min(left.first, right.first), max(left.last, right.last))


def _overlap(left: Words, right: Words) -> int:
    """Count the words that end the one and begin the other: two rows' surroundings at most."""
    tail = left[-2 * _REACH :]
    if right[0] not in tail:
        return 0
    most = min(len(tail), len(right))
    return next((size for size in range(most, 0, -1) if tail[-size:] == right[:size]), 0)
