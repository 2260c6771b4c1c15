"""Mutated inputs over all readers: a small part of `eval.fuzz_sources`."""

from __future__ import annotations

import warnings

from eval.fuzz_sources import fuzz, make_inputs, warm_up
from eval.source_samples import make_samples
from samestory.sources import IntakeSettings


def test_no_mutated_input_crashes_or_hangs() -> None:
    """Each gives reports or a reason; of PDF only a few, since each takes a process."""
    samples = make_samples()
    pdf = {"paper.pdf": samples["paper.pdf"]}
    rest = {name: data for name, data in samples.items() if name != "paper.pdf"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warm_up(rest)
        tallies = [
            fuzz(make_inputs(part, count, seed=7), IntakeSettings(pdf_seconds=4))
            for part, count in ((rest, 600), (pdf, 8))
        ]
    assert [failure for tally in tallies for failure in tally.failures] == []
    assert sum(tally.read for tally in tallies) > 150
