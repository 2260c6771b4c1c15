"""Score the repair of broken characters on ftfy's own cases and on cases that we break ourselves.

    python -m eval.repairs [--misses]

A case of ftfy's passes if what is read is what it wants, quotation marks straight or curled; ftfy is held
to the same. Our own take sentences in many languages through one round of wrong decoding, through two,
and through a translator that sets the signs apart; the same sentences unbroken must stay as they are.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from collections.abc import Callable, Iterator, Sequence

from eval.data import find_data
from samestory.text.reading import PLAIN_FORMS
from samestory.text.repairs.repair import find_repairs

# Sentences with the signs that break: marks, dashes, apostrophes, letters of many languages.
SENTENCES = (
    "“We had no chance,” the harbour master said on Tuesday.",
    "The mayor’s office said it wouldn’t comment.",
    "The ferry – the last one of the day – was late.",
    "He said: “It’s over.” Then he left…",
    "“Nobody told us,” said Ana Müller, 41.",
    "A café in Montréal gave away soup.",
    "Der Bürgermeister sagte: „Das wäre fatal.“",
    "Der Fluß trat über die Ufer, die Brücke hält.",
    "« Nous sommes prêts », a déclaré le préfet.",
    "L’été dernier, la forêt a brûlé près d’ici.",
    "La niña cruzó el río con su abuelo.",
    "¿Quién pagará? «Nadie», respondió el alcalde.",
    "A decisão não será fácil, disse João.",
    "È così che finì la città.",
    "Zażółć gęślą jaźń, powiedział Łukasz.",
    "Příliš žluťoučký kůň skákal.",
    "İstanbul’da yağmur sürüyor, çığ uyarısı yapıldı.",
    "Мэр города заявил, что мост закрыт.",
    "Міський голова їздив до Вишнівки.",
    "Ο δήμαρχος είπε ότι η γέφυρα έκλεισε.",
    "The price rose by £3 to €12 — a record.",
    "It was 14°C and the river stood at 3½ metres.",
    "“‘Run!’ he shouted,” she recalled.",
    "Two-thirds of Łódź’s trams stood still.",
)
# A text as it came, and what it may be mended to.
Case = tuple[str, tuple[str, ...]]
SPACED = {"“": "â € œ", "”": "â €", "’": "â € ™", "‘": "â € ˜", "–": "â € “", "…": "â € ¦"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a pool of cases."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    from ftfy import fix_text

    pools = {"ftfy's cases": list(load_cases()), **break_sentences()}
    for pool, cases in pools.items():
        for name, mend in (("ours", apply_repairs), ("ftfy", fix_text)):
            wrong = [case for case in cases if not _passes(mend, *case)]
            share = 1 - len(wrong) / len(cases)
            print(f"{pool:28} {name} {share:.3f} ({len(cases) - len(wrong)} of {len(cases)})")
            for broken, wanted in wrong if options.misses and name == "ours" else ():
                print(f"    {broken!r}\n    -> {mend(broken)!r}\n    ?= {wanted[0]!r}")
    return 0


def load_cases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield ftfy's cases that it is to pass and that it is known to fail, with what each may be read as."""
    with tarfile.open(find_data() / "ftfy_cases.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            file = archive.extractfile(member) if "test-cases/" in member.name else None
            if file is None or not member.name.endswith(".json"):
                continue
            for case in json.loads(file.read()):
                wanted = [case["fixed"], *([case["fixed-encoding"]] if "fixed-encoding" in case else [])]
                yield case["original"], tuple(wanted)


def break_sentences() -> dict[str, list[Case]]:
    """Break our sentences in every way that makes something else of them."""
    once: list[Case] = [(misread(sentence), (sentence,)) for sentence in SENTENCES]
    twice: list[Case] = [(misread(misread(sentence)), (sentence,)) for sentence in SENTENCES]
    spaced: list[Case] = [(set_apart(s), (s,)) for s in SENTENCES if set_apart(s) != s]
    amid: list[Case] = [
        (f"Plain words before. {broken} And after.", (f"Plain words before. {s} And after.",))
        for broken, (s, *_) in once
    ]
    return {
        "one round": once,
        "one round, in a line": amid,
        "two rounds": twice,
        "set apart": spaced,
        "nothing broken": [(sentence, (sentence,)) for sentence in SENTENCES],
    }


def misread(text: str) -> str:
    """Decode the bytes of UTF-8 as Windows-1252, where it has no sign as Latin-1."""
    return "".join(
        bytes([byte]).decode("cp1252" if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")
        for byte in text.encode("utf-8")
    )


def set_apart(text: str) -> str:
    """Write typographic marks as a translator leaves their three pieces."""
    for mark, pieces in SPACED.items():
        text = text.replace(mark, pieces)
    return text


def apply_repairs(text: str) -> str:
    """Read a text with its repairs."""
    pieces, at = [], 0
    for repair in find_repairs(text):
        pieces += [text[at : repair.start], repair.to]
        at = repair.end
    return "".join([*pieces, text[at:]])


def _passes(mend: Callable[[str], str], broken: str, wanted: tuple[str, ...]) -> bool:
    read = _plain(mend(broken))
    return any(read == _plain(each) for each in wanted)


def _plain(text: str) -> str:
    return " ".join(text.translate(PLAIN_FORMS).split())


if __name__ == "__main__":
    raise SystemExit(main())
