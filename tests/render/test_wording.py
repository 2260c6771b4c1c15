"""What the reader is told of a report that is not whole or of no usual kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dossiers import make_dossier

from samestory.records import LiveEntry
from samestory.render.markdown import render_markdown
from samestory.render.wording import tell_nature

LIVE = (LiveEntry(0, 5, "9.15"), LiveEntry(5, 9, "9.10"))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ""),
        ({"extent": "opening"}, "only the opening (the rest is for subscribers)"),
        ({"kind": "letter", "section": "Readers"}, "letter, in Readers"),
        ({"kind": "live", "entries": LIVE}, "live page in 2 entries"),
        ({"extent": "of a later version", "kind": "of another"}, ""),
    ],
)
def test_what_a_report_is_is_told(fields: dict[str, object], told: str) -> None:
    """Kind, how much of it is there, where it stood; nothing of a whole report."""
    entry = replace(make_dossier().reports[0], **fields)  # type: ignore[arg-type]
    assert tell_nature(entry) == told


def test_it_stands_in_markdown() -> None:
    """Escaped as all else."""
    dossier = make_dossier()
    first = replace(dossier.reports[0], kind="letter", section="*Page*")
    text = render_markdown(replace(dossier, reports=(first, *dossier.reports[1:])))
    assert "letter, in \\*Page\\*" in text
