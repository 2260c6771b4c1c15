"""Inputs that find their own way: atheris changes samples towards code that was not yet reached.

    pip install atheris
    python -m eval.fuzz_guided CORPUS [-max_total_time=600] [-runs=...]

CORPUS is a folder; it is filled with the samples of `eval.source_samples` (but PDF, read in a process of
its own) and with what atheris finds worth keeping. Options are those of libFuzzer; a crash ends it.
"""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

from eval.source_samples import make_samples


def main() -> None:
    """Fill the corpus and run until time is up or something crashes."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["samestory.sources"]):
        from eval.fuzz_sources import read_bytes
        from samestory.sources import IntakeSettings
    warnings.simplefilter("ignore")
    samples = {name: data for name, data in make_samples().items() if name != "paper.pdf"}
    names = sorted(samples)
    corpus = Path(sys.argv[1])
    corpus.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        (corpus / name).write_bytes(bytes([number]) + samples[name])
    settings = IntakeSettings()

    def read_one(data: bytes) -> None:
        """The first byte says under which name the rest is read."""
        if data:
            read_bytes(names[data[0] % len(names)], data[1:], settings)

    atheris.Setup([*sys.argv, "-timeout=5", "-rss_limit_mb=500", "-max_len=20000"], read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
