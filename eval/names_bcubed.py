"""Measure names on annotated news: B-cubed over the named mentions of GUM and MEANTIME.

    SAMESTORY_DATA=FOLDER python -m eval.names_bcubed [--half]

A named mention is a span of the gold chains that is all name: capitalised words and the small words
between them. A mention that samestory does not find is a cluster of its own. `--half` takes every
second document, the half to develop on.
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.data import find_data
from samestory.models import SpacyParser
from samestory.records import Account, Name, Published, Report, content_id
from samestory.stages.annotation import annotate_report
from samestory.stages.cleaning import clean_report
from samestory.stages.names import resolve_names

FLOOR = 0.85
SMALL = frozenset(
    {"the", "a", "of", "and", "&", "for", "'s", "’s", "-", "in", "de", "la", "von", "van", "al", "."}
)
NO_NAME = frozenset(re.findall(r"\w+", """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december he she it they we you his her this that mr mrs ms dr
"""))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated text: sentences of words, and the chain of each gold span of word numbers."""

    name: str
    sentences: tuple[tuple[str, ...], ...]
    chains: tuple[tuple[int, int, str], ...]


def read_gum(folder: Path) -> Iterator[Document]:
    """Read GUM's news: words from its XML, chains from its CoNLL files."""
    with tarfile.open(folder / "gum_news.tar.gz") as archive:
        files = {m.name: m for m in archive.getmembers() if m.isfile()}
        for name in sorted(n for n in files if re.search(r"coref/gum/.*GUM_news_\w+\.conll$", n)):
            plain = Path(name).stem
            xml = next(n for n in files if n.endswith(f"xml/{plain}.xml"))
            words = _words_of_xml(_text(archive, files[xml]))
            rows = [r.split("\t") for r in _text(archive, files[name]).splitlines() if r[:1].isdigit()]
            chains = tuple(_chains([row[2] for row in rows]))
            if len(rows) == sum(map(len, words)):
                yield Document(plain, words, chains)


def read_meantime(folder: Path) -> Iterator[Document]:
    """Read the English half of MEANTIME."""
    with tarfile.open(folder / "meantime.tar.gz") as archive:
        member = next(m for m in archive.getmembers() if m.name.endswith("en/meantime.conll"))
        lines = _text(archive, member).splitlines()
    rows: dict[str, list[list[str]]] = defaultdict(list)
    for line in lines:
        parts = line.split("\t")
        if len(parts) == 5:
            rows[parts[0]].append(parts)
    for name, own in sorted(rows.items()):
        sentences: dict[str, list[str]] = defaultdict(list)
        for row in own:
            sentences[row[1]].append(row[3])
        yield Document(
            name,
            tuple(map(tuple, sentences.values())),
            tuple(_chains([r[4].replace(" ", "") for r in own])),
        )


def score_document(document: Document, parser: SpacyParser) -> tuple[float, float, int]:
    """Sum B-cubed precision and recall over a document's named mentions, and count them."""
    text, places = _lay_out(document)
    report = Report(content_id("r", document.name), document.name, text, "")
    cleaning = clean_report(report)
    annotation = annotate_report(report, cleaning, parser=parser)
    account = Account(report, cleaning, Published(None, None), annotation, (), (), (), (), ())
    names = resolve_names([account])
    gold: list[tuple[str, str]] = []
    for first, last, chain in _named(document):
        span = (places[first][0], places[last - 1][1])
        gold.append((chain, _found(span, names) or f"none-{first}"))
    precision = sum(_share(gold, one, 1, 0) for one in gold)
    recall = sum(_share(gold, one, 0, 1) for one in gold)
    return precision, recall, len(gold)


def _share(gold: Sequence[tuple[str, str]], one: tuple[str, str], of: int, held: int) -> float:
    group = [g for g in gold if g[of] == one[of]]
    return sum(g[held] == one[held] for g in group) / len(group)


def _found(span: tuple[int, int], names: Sequence[Name]) -> str | None:
    """The entity with the mention that covers the span best, by half of the longer at least."""
    best, most = None, 0.5
    for name in names:
        for cite in name.mentions:
            shared = min(span[1], cite.end) - max(span[0], cite.start)
            share = shared / max(span[1] - span[0], cite.end - cite.start)
            if share > most:
                best, most = name.id, share
    return best


def _named(document: Document) -> Iterator[tuple[int, int, str]]:
    words = [word for sentence in document.sentences for word in sentence]
    spans: dict[tuple[int, int], str] = {}
    for begin, end, chain in document.chains:
        first, last = begin, end
        while first < last and words[first].lower() in ("the", "a", "an"):
            first += 1
        while last > first and words[last - 1] in ("'s", "’s", "'", "’"):
            last -= 1
        own = words[first:last]
        is_name = 0 < len(own) <= 7 and own[0][0].isupper() and own[-1][0].isupper() and "," not in own
        plain = all(w[0].isupper() or w in SMALL or w[0].isdigit() for w in own)
        if is_name and plain and not any(w.lower() in NO_NAME for w in own):
            spans.setdefault((first, last), chain)
    for (first, last), chain in sorted(spans.items()):
        yield first, last, chain


def _chains(cells: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Read '(3', '3)', '(4)', and MEANTIME's 'x)' and '(x' joined by bars."""
    open_at: dict[str, list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        for part in re.findall(r"\(?[\w.-]+\)?", cell):
            chain = part.strip("()")
            if part.startswith("("):
                open_at[chain].append(number)
            if part.endswith(")") and open_at[chain]:
                yield open_at[chain].pop(), number + 1, chain


def _lay_out(document: Document) -> tuple[str, list[tuple[int, int]]]:
    """Write the words as text, a paragraph a sentence, and say where each word stands."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for sentence in document.sentences:
        for number, word in enumerate(sentence):
            tight = (
                number == 0
                or re.fullmatch(r"['’]\w*|[,.;:!?%)\]]|n't", word)
                or sentence[number - 1] in ("(", "$")
            )
            if not tight:
                pieces.append(" ")
                at += 1
            pieces.append(word)
            places.append((at, at + len(word)))
            at += len(word)
        pieces.append("\n\n")
        at += 2
    return "".join(pieces), places


def _words_of_xml(text: str) -> tuple[tuple[str, ...], ...]:
    sentences: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("<s ") or line.startswith("<s>"):
            sentences.append([])
        elif "\t" in line and sentences:
            sentences[-1].append(line.split("\t")[0].replace("&amp;", "&").replace("&apos;", "'"))
    return tuple(tuple(s) for s in sentences if s)


def _text(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = archive.extractfile(member)
    return file.read().decode("utf-8") if file else ""


def main() -> int:
    """Print the figures; answer 1 where one lies under the floor."""
    folder = find_data()
    parser = SpacyParser()
    failed = 0
    for label, read in (("GUM news", read_gum), ("MEANTIME", read_meantime)):
        documents = list(read(folder))
        documents = documents[::2] if "--half" in sys.argv else documents
        sums = [score_document(document, parser) for document in documents]
        count = sum(n for _, _, n in sums)
        precision, recall = sum(p for p, _, _ in sums) / count, sum(r for _, r, _ in sums) / count
        f1 = 2 * precision * recall / (precision + recall)
        failed |= f1 < FLOOR
        print(
            f"{label}: {len(documents)} documents, {count} mentions, "
            f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
