"""Measure how many planted copies are found among 20,000 real reports, beside MinHash in the same run.

    SAMESTORY_DATA=FOLDER python -m eval.planted_passages [REPORTS]

Into reports of other outlets passages of 60 and of 100 words are pasted, and whole texts come again with 15
and with 30 of 100 words changed, a hundred of each. The reports have real copies of one another: these are
found before anything is planted and are no mistake afterwards. Every other pair that is found is looked at
once more, by plain alignment, and is false if the two texts have no twelve words in a row in common and no
twenty-five nearly so, and had none before their words were changed.

datasketch and rensa (`pip install samestory[bench]`) get their usual settings: 128 permutations, 32 bands
of 4, sets of five-word shingles; whatever their index brings up counts as found. Seconds are CPU seconds.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel

from eval.data import find_data
from eval.grouping import read_rows
from samestory.records import Span
from samestory.text.reuse.copying import CopyText, find_shared_text, gather_holders, pair_holders
from samestory.text.reuse.fingerprints import mark_text

REPORTS = 20_000
EACH = 100
PASTED, EDITED = (60, 100), (15, 30)
SEED = 2026
Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Planted:
    """Texts with what was planted: for each kind the pairs that must be found."""

    texts: list[str]
    outlets: list[str]
    pairs: Mapping[str, Pairs]
    # What a planted text is a copy of: real copies of the source are copies of it too.
    sources: Mapping[int, int]


def main(arguments: Sequence[str]) -> int:
    """Plant, seek with three tools, and print recall, false pairs and speed."""
    texts, outlets = read_texts(find_data(), int(arguments[0]) if arguments else REPORTS)
    before = find_pairs(texts, outlets)
    planted = plant(texts, outlets, random.Random(SEED))  # noqa: S311 - reports, not secrets
    wanted = set().union(*planted.pairs.values())
    began = time.process_time()
    found = find_pairs(planted.texts, planted.outlets)
    seconds = time.process_time() - began
    others = [pair for pair in sorted(found - wanted) if not _is_old(pair, planted.sources, before)]
    false = [pair for pair in others if not _is_copy(pair, planted)]
    print(
        f"{len(planted.texts):,} reports, {len(before):,} pairs of real copies, {len(others)} further pairs"
    )
    print(f"{'':12} {'seconds':>8} {'a second':>9}  " + "  ".join(f"{kind:>9}" for kind in planted.pairs))
    _show("samestory", planted, found, seconds)
    for name, seek in (("datasketch", seek_datasketch), ("rensa", seek_rensa)):
        began = time.process_time()
        try:
            brought = seek(planted.texts)
        except ImportError:
            print(f"{name:12} is not installed")
            continue
        _show(name, planted, brought, time.process_time() - began)
    recall = len(found & wanted) / len(wanted)
    print(f"recall {recall:.3f}, false pairs {len(false)}")
    return int(recall < 0.98 or bool(false))


def read_texts(folder: Path, count: int) -> tuple[list[str], list[str]]:
    """Read reports of AllSides, each text once, as whole texts with their outlets."""
    found: dict[str, str] = {}
    for name in ("allsides_haystack", "allsides_stories_train"):
        for row in read_rows(folder, name):
            text = f"{row['title'] or ''}\n\n{row['text'] or ''}"
            if len(text.split()) >= 150:
                found.setdefault(text, row["outlet"] or "")
    texts = list(found)[: count - EACH * len(EDITED)]
    return texts, [found[text] for text in texts]


def plant(texts: Sequence[str], outlets: Sequence[str], chance: random.Random) -> Planted:
    """Paste passages into other outlets' reports, and add edited copies of whole reports."""
    made, by = list(texts), list(outlets)
    pairs: dict[str, Pairs] = {}
    sources: dict[int, int] = {}
    vocabulary = sorted({word for text in texts[:500] for word in text.split() if word.isalpha()})
    places = chance.sample(range(len(texts)), 2 * EACH * len(PASTED) + EACH * len(EDITED))
    for size in PASTED:
        kind = pairs.setdefault(f"{size} words", set())
        while len(kind) < EACH:
            source, target = places.pop(), places.pop()
            if by[source] == by[target]:
                by[target] = f"another {by[target]}"
            words = texts[source].split()
            start = chance.randrange(len(words) - size)
            kept = made[target].split("\n\n")
            kept.insert(chance.randrange(1, len(kept) + 1), " ".join(words[start : start + size]))
            made[target] = "\n\n".join(kept)
            kind.add((min(source, target), max(source, target)))
            sources[target] = source
    for share in EDITED:
        kind = pairs.setdefault(f"{share} % edited", set())
        for _ in range(EACH):
            source = places.pop()
            words = [
                chance.choice(vocabulary) if chance.random() < share / 100 else word
                for word in texts[source].split(" ")
            ]
            sources[len(made)] = source
            kind.add((source, len(made)))
            made.append(" ".join(words))
            by.append(f"another {by[source]}")
    return Planted(made, by, pairs, sources)


def find_pairs(texts: Sequence[str], outlets: Sequence[str]) -> Pairs:
    """Find the pairs of texts that share passages, as the library does."""
    marks = [mark_text(text, [Span(0, len(text))]) for text in texts]
    owners = np.repeat(np.arange(len(texts)), [len(found) for found in marks])
    hashes = np.concatenate(marks)
    holders = gather_holders((hashes >> np.uint64(16)).astype(np.int64), owners)
    candidates = pair_holders(holders, lambda one, other: outlets[one] != outlets[other])
    ready = {
        place: CopyText(texts[place], [Span(0, len(texts[place]))]) for pair in candidates for place in pair
    }
    return {(one, other) for one, other in candidates if find_shared_text(ready[one], ready[other])}


def _is_old(pair: tuple[int, int], sources: Mapping[int, int], before: Pairs) -> bool:
    """Whether a pair was there before, or comes of a source's real copies, or of one source twice."""
    one, other = sorted(sources.get(place, place) for place in pair)
    return pair in before or (one, other) in before or one == other or _lead(pair, sources, before)


def _lead(pair: tuple[int, int], sources: Mapping[int, int], before: Pairs) -> bool:
    ways = [(pair[0], sources.get(pair[1], pair[1])), (sources.get(pair[0], pair[0]), pair[1])]
    return any((min(way), max(way)) in before for way in ways)


def _is_copy(pair: tuple[int, int], planted: Planted) -> bool:
    """Whether two texts share a passage, or did before words of it were changed."""
    sources = (planted.sources.get(place, place) for place in pair)
    return any(share_text(*(planted.texts[place] for place in places)) for places in (pair, tuple(sources)))


def share_text(a: str, b: str) -> bool:
    """Say by plain alignment, without fingerprints, whether two texts share a passage."""
    one, other = a.lower().split(), b.lower().split()
    blocks = [step.src_end - step.src_start for step in Indel.opcodes(one, other) if step.tag == "equal"]
    if max(blocks, default=0) >= 12:
        return True
    grams = {tuple(one[place : place + 12]) for place in range(len(one) - 11)}
    if any(tuple(other[place : place + 12]) in grams for place in range(len(other) - 11)):
        return True
    return sum(block for block in blocks if block >= 4) >= 25


def _shingles(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[place : place + 5]) for place in range(max(1, len(words) - 4))]


def seek_datasketch(texts: Sequence[str]) -> Pairs:
    """Seek by datasketch's MinHash and its index."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(32, 4))
    found: Pairs = set()
    for place, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in set(_shingles(text))])
        found |= {(other, place) for other in index.query(sketch)}
        index.insert(place, sketch)
    return found


def seek_rensa(texts: Sequence[str]) -> Pairs:
    """Seek by rensa's MinHash and its index."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    found: Pairs = set()
    for place, text in enumerate(texts):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(_shingles(text))
        found |= {(other, place) for other in index.query(sketch)}
        index.insert(place, sketch)
    return found


def _show(name: str, planted: Planted, found: Pairs, seconds: float) -> None:
    recalls = [len(found & pairs) / len(pairs) for pairs in planted.pairs.values()]
    told = "  ".join(f"{recall:9.2f}" for recall in recalls)
    print(f"{name:12} {seconds:8.1f} {len(planted.texts) / seconds:9,.0f}  {told}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
