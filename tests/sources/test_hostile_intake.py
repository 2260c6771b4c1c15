"""Everything bad at once: the good report is read, the rest is named, and the dossier can be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samestory.pipeline import Models, make_dossier
from samestory.records import Dossier
from samestory.sources import read_paths

GOOD = "Ferry runs aground\n\nA ferry ran aground off Port Velma on Tuesday, May 7, the coast guard said.\n"
BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "noise.txt": bytes(range(256)) * 8,
    "packed.txt.gz": b"not packed",
    "cut.jsonl": b'{"text": "A fire',
    "deep.jsonl": b'{"text":' + b"[" * 60_000,
    "no-text.jsonl": b'{"title": "A fire"}',
    "empty.html": b"<html></html>",
    "wall.html": b"<html><body><p>Subscribe to continue reading this article.</p></body></html>",
}
ODD: dict[str, bytes] = {
    "zeros.txt": b"A fire broke out\x00 in the harbour of Port Velma on Tuesday night, police said.",
    "half.jsonl": rb'{"text": "A fire \ud83d broke out \udc00 in the harbour", "title": "\ud83d fire", "url": "\udfff"}',
    "western.txt": "The café “burned” – the mayor’s house, too, was on fire in the night.".encode("cp1252"),
    "utf16.txt": "The fire in the harbour was out by noon on Wednesday, police said.".encode("utf-16"),
    "broken.txt": b"The fire\xff\xfe in the harbour \xe2\x80 was out by noon, and nobody was hurt.",
    "one-line.txt": b"fire " * 3000,
    "marks.txt": ('"' * 500 + "“" * 500 + "(" * 500).encode(),
    "mojibake.txt": "The mayorâ€™s cafÃ© Â burned.".encode(),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good report, what is no report, and what is odd."""
    place = tmp_path_factory.mktemp("hostile")
    for name, data in {
        "good.txt": GOOD.encode(),
        **BAD,
        **ODD,
        "meta.json": b"[{",
        ".DS_Store": b"\x00",
    }.items():
        (place / name).write_bytes(data)
    return place


@pytest.fixture(scope="module")
def dossier(folder: Path) -> Dossier:
    """The dossier of it all, without the parser."""
    intake = read_paths([folder, folder / "missing.txt"])
    return make_dossier(intake, load_models=lambda: Models(None, None))


def test_all_that_is_bad_is_named_and_all_the_rest_is_read(dossier: Dossier) -> None:
    """Each bad file once, with what was expected or what to do."""
    named = {item.source.rpartition("/")[2].partition("#")[0]: item.reason for item in dossier.set_aside}
    assert named.keys() == BAD.keys() | {"meta.json", "missing.txt"}
    assert all("Expected" in reason and reason.endswith(".") for reason in named.values())
    read = {entry.source.rpartition("/")[2].partition("#")[0] for entry in dossier.reports}
    assert read == ODD.keys() | {"good.txt"}


def test_the_dossier_is_written_as_utf8_and_read_back(dossier: Dossier) -> None:
    """Whatever stood in the texts."""
    text = dossier.to_json()
    plain = json.loads(text.encode("utf-8").decode("utf-8"))
    assert [entry["text"] for entry in plain["reports"]] == [entry.text for entry in dossier.reports]


def test_furniture_and_repairs_lie_inside_their_texts(dossier: Dossier) -> None:
    """Odd texts too are marked by spans of their own."""
    for entry in dossier.reports:
        for span in (*entry.furniture, *entry.repairs):
            assert 0 <= span.start < span.end <= len(entry.text)
