"""Versions: what one outlet put at one address, one after the other, and what changed between them."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from samestory.library.codec import unpack
from samestory.library.preparing import Facts, hash_text, unpack_text
from samestory.library.rows import Change
from samestory.records import Declared

# Of the shorter text's words in fives, the part that two versions of one page share at least: live
# pages and corrected reports share nearly all, two reports at one address that is reused hardly any.
MIN_SHARED = 0.3
_WORD = re.compile(r"\w+|[^\w\s]")
_RUN = 5
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
# Beyond this many words the comparison would take seconds; what is left is shown as one change.
_MAX_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Version:
    """What is asked of a version before the next is written."""

    number: int
    text: str
    moment: str

    def order(self) -> tuple[str, int]:
        """Order versions by what they declare, then by arrival."""
        return self.moment, self.number


def find_versions(connection: sqlite3.Connection, address: str, text: str) -> list[Version]:
    """Find the reports at an address whose text is an earlier or later wording of `text`, oldest first."""
    rows = connection.execute(
        "SELECT r.number, o.data, b.text, b.facts FROM report AS r"
        " JOIN original AS o ON o.number = r.original JOIN body AS b ON b.report = r.number"
        " WHERE r.address = ? ORDER BY r.number",
        (address,),
    ).fetchall()
    found = []
    words: set[tuple[str, ...]] | None = None
    for number, original, packed, facts in rows:
        stored = unpack_text(packed, zlib.decompress(original))
        words = words or _runs(text)  # most reports come to an address that nothing stands at
        if _is_alike(words, _runs(stored)):
            found.append(Version(number, stored, read_moment(unpack(Facts, facts).declared)))
    return sorted(found, key=Version.order)


def has_text(versions: Sequence[Version], text: str) -> bool:
    """Say whether one of the versions has this very text."""
    wanted = hash_text(text)
    return any(hash_text(version.text) == wanted for version in versions)


def read_moment(declared: Declared) -> str:
    """Read when a version declares to have been written, as ISO text that sorts; '' if it does not."""
    found = _DAY.match(declared.modified or declared.published or "")
    return found.group().replace(" ", "T") if found else ""


def compare_versions(before: str, after: str) -> tuple[Change, ...]:
    """List what was changed from one text to the next, word by word.

    >>> compare_versions("Two died, she said.", "Three died, she said.")
    (Change(at=0, old='Two', new='Three'),)
    """
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    numbers: dict[str, int] = {}
    coded = [
        [numbers.setdefault(m.group(), len(numbers)) for m in side[:_MAX_WORDS]] for side in (old, new)
    ]
    changes = []
    pending: tuple[int, int, int, int] | None = None
    for step in Indel.opcodes(*coded):
        if step.tag == "equal":
            if pending:
                changes.append(pending)
            pending = None
        elif pending:
            pending = (pending[0], step.src_end, pending[2], step.dest_end)
        else:
            pending = (step.src_start, step.src_end, step.dest_start, step.dest_end)
    if pending:
        changes.append(pending)
    return tuple(_change(before, after, old, new, change) for change in changes)


def _change(
    before: str,
    after: str,
    old: Sequence[re.Match[str]],
    new: Sequence[re.Match[str]],
    change: tuple[int, int, int, int],
) -> Change:
    first, last, begin, end = change
    at = new[begin].start() if begin < len(new) else len(after)
    return Change(at, _between(before, old, first, last), _between(after, new, begin, end))


def _between(text: str, words: Sequence[re.Match[str]], first: int, last: int) -> str:
    return text[words[first].start() : words[last - 1].end()] if first < last else ""


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text) if word[0].isalnum()]
    runs = zip(*(words[shift:] for shift in range(_RUN)), strict=False)
    return set(runs) or {tuple(words)}


def _is_alike(a: set[tuple[str, ...]], b: set[tuple[str, ...]]) -> bool:
    return len(a & b) >= MIN_SHARED * min(len(a), len(b))
