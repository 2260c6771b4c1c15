"""Measure alignment across languages (MEANTIME: English news translated into Spanish, Italian and Dutch).

    SAMESTORY_DATA=FOLDER python -m eval.translations

Each English article is set beside its translations and beside translations of two other articles of the
same subject. The thresholds were set on every second article; of the others only scores were seen.
Sentences are scored where both versions have equally many: elsewhere their numbers do not correspond.
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.data import find_data
from samestory.models import SpacyParser, UniversalEncoder
from samestory.pipeline import read_report
from samestory.records import Account, Pair, Published, Report, content_id
from samestory.stages.cleaning import clean_report
from samestory.stages.lineage import trace_lineage
from samestory.stages.passages import align_accounts
from samestory.text.reuse.families import DEPENDENT
from samestory.text.reuse.translations import ENCODED_LANGUAGES

LANGUAGES = ("es", "it", "nl")
RECALL, PRECISION = 0.93, 0.98
SENTENCES_A_PARAGRAPH = 3
Tokens = dict[str, dict[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Version:
    """An article in one language: as a report, and where each sentence of the corpus stands in it."""

    account: Account
    spans: Mapping[int, tuple[int, int]]


def read_tokens(path: Path, language: str) -> Tokens:
    """Read the corpus's sentences as lists of tokens, by article and number."""
    articles: Tokens = defaultdict(dict)
    with tarfile.open(path) as archive:
        file = archive.extractfile(f"meantime/output_data/{language}/meantime.conll")
        for line in file.read().decode("utf-8").splitlines() if file else ():
            fields = line.split("\t")
            if len(fields) >= 4:
                articles[fields[0]].setdefault(int(fields[1]), []).append(fields[3])
    return articles


def join_tokens(tokens: Sequence[str]) -> str:
    """Set tokens as a sentence is written."""
    text = " ".join(tokens).replace("`` ", '"').replace(" ''", '"')
    text = re.sub(r" ([,.;:!?%)\]»”])", r"\1", text)
    text = re.sub(r"([(\[«“]) ", r"\1", text)
    return re.sub(r"(\w[’']) (?=\w)", r"\1", text).replace(" 's", "'s")


def read_version(
    name: str, language: str, sentences: Mapping[int, list[str]], parser: SpacyParser
) -> Version:
    """Make a report of an article, a title, a date and paragraphs of three sentences."""
    text, spans = "", {}
    for place, number in enumerate(sorted(sentences)):
        if place:
            text += "\n\n" if place <= 2 or (place - 2) % SENTENCES_A_PARAGRAPH == 0 else " "
        sentence = join_tokens(sentences[number])
        spans[number] = (len(text), len(text) + len(sentence))
        text += sentence
    report = Report(content_id("r", language, name), f"{language}/{name}", text, "")
    return Version(read_report(report, clean_report(report), Published(None, None), parser=parser), spans)


def judge(a: Version, b: Version, encoder: UniversalEncoder) -> Pair:
    """Judge two versions as a story of two reports."""
    accounts = [a.account, b.account]
    passages = align_accounts(accounts, encoder=encoder)
    return trace_lineage(accounts, passages, (), compared=ENCODED_LANGUAGES).pairs[0]


def count_sentences(a: Version, b: Version, pair: Pair) -> tuple[int, int, int]:
    """Count the aligned sentences that correspond, those aligned, and those that could be."""
    aligned = {
        (_number(a, passage.a), _number(b, passage.b))
        for passage in pair.passages
        if passage.kind == "translated"
    }
    body = a.account.cleaning.paragraphs
    held = {n for n, s in a.spans.items() if any(p.start <= s[0] and s[1] <= p.end for p in body)}
    right = sum(in_a == in_b for in_a, in_b in aligned)
    return right, len(aligned), len(held)


def _number(version: Version, span: tuple[int, int]) -> int:
    """Give the corpus's number of the sentence that a passage covers most."""
    return max(
        version.spans,
        key=lambda n: (min(version.spans[n][1], span[1]) - max(version.spans[n][0], span[0]), -n),
    )


def score_half(
    name: str, articles: Sequence[str], half: int, versions: Mapping[tuple[str, str], Version]
) -> bool:
    """Print the figures of every second article; true if they lie under the floors."""
    encoder = UniversalEncoder()
    found = wanted = wrong = open_translations = open_others = others = 0
    right = aligned = held = 0
    for place in range(half, len(articles), 2):
        article = articles[place]
        english = versions["en", article]
        alike = [a for a in articles if a.split("/")[0] == article.split("/")[0] and a != article]
        for language in LANGUAGES:
            other = versions[language, article]
            pair = judge(english, other, encoder)
            wanted += 1
            found += pair.relation in DEPENDENT
            open_translations += pair.relation == "unsure"
            if len(english.spans) == len(other.spans):
                counts = count_sentences(english, other, pair)
                right, aligned, held = right + counts[0], aligned + counts[1], held + counts[2]
            for step in (0, 7):
                stranger = judge(english, versions[language, alike[(place + step) % len(alike)]], encoder)
                others += 1
                wrong += stranger.relation in DEPENDENT
                open_others += stranger.relation == "unsure"
    recall, precision = found / wanted, found / max(1, found + wrong)
    print(f"{name:6} {wanted} translations: recall {recall:.3f}, unsure {open_translations};", end=" ")
    print(f"{others} others: precision {precision:.3f}, unsure {open_others};", end=" ")
    print(f"aligned sentences {right / aligned:.3f}/{right / held:.3f}")
    return recall < RECALL or precision < PRECISION


def main(_: Sequence[str] = ()) -> int:
    """Score both halves; answer 1 where the half not developed on lies under the floors."""
    path = find_data() / "meantime.tar.gz"
    parser = SpacyParser()
    tokens = {language: read_tokens(path, language) for language in ("en", *LANGUAGES)}
    articles = sorted(tokens["en"])
    versions = {
        (language, article): read_version(article, language, sentences, parser)
        for language, read in tokens.items()
        for article, sentences in read.items()
    }
    score_half("even", articles, 0, versions)
    return int(score_half("odd", articles, 1, versions))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
