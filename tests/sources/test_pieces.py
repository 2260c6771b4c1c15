"""Cutting into pieces: the same reports as reading at once, in the same order."""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path

from eval.source_samples import make_samples
from samestory.sources import Draft, iter_paths
from samestory.sources.pieces import MAX_ITEMS, cut_paths, measure_paths, read_piece
from samestory.sources.settings import SETTINGS
from samestory.sources.sidecar import Sidecars


def _folder(tmp_path: Path) -> Path:
    lines = [
        json.dumps({"text": f"The bridge {n} was closed on Monday.", "url": f"https://a.example/{n}"})
        for n in range(70)
    ]
    (tmp_path / "b.jsonl").write_text("\n".join([*lines, "not JSON"]), encoding="utf-8")
    (tmp_path / "c.jsonl.gz").write_bytes(
        gzip.compress(json.dumps({"text": "Another bridge fell."}).encode())
    )
    (tmp_path / "a.txt").write_text("A ferry sank off Velm.", encoding="utf-8")
    (tmp_path / "d.txt").write_text("", encoding="utf-8")
    (tmp_path / "meta.json").write_text(
        json.dumps([{"report": "a.txt", "outlet": "Velm Post"}]), encoding="utf-8"
    )
    return tmp_path


def test_pieces_hold_what_reading_at_once_gives(tmp_path: Path) -> None:
    """Drafts and what is set aside are the same, in the same order, with what sidecars declare."""
    folder = _folder(tmp_path)
    pieces = list(cut_paths([folder]))
    read = [item for piece in pieces for item in read_piece(piece, Sidecars(SETTINGS))]
    assert read == list(iter_paths([folder]))
    assert next(item.outlet for item in read if isinstance(item, Draft)) == "Velm Post"
    assert max(len(piece.items) for piece in pieces) == MAX_ITEMS


def test_pieces_say_how_much_of_the_bytes_they_take(tmp_path: Path) -> None:
    """Progress ends at what was measured, packed or not."""
    folder = _folder(tmp_path)
    assert sum(piece.size for piece in cut_paths([folder])) <= measure_paths([folder])
    assert (
        sum(piece.size for piece in cut_paths([folder / "a.txt"]))
        == measure_paths([folder / "a.txt"])
        == 22
    )


def test_every_kind_of_file_is_cut_into_what_reading_at_once_gives(tmp_path: Path) -> None:
    """Records of web archives too, which are read apart."""
    for name, data in make_samples().items():
        (tmp_path / name).write_bytes(data)
    pieces = pickle.loads(pickle.dumps(list(cut_paths([tmp_path]))))  # noqa: S301 - our own, as between processes
    cut = [item for piece in pieces for item in read_piece(piece, Sidecars(SETTINGS))]
    once = {item.source: item for item in iter_paths([tmp_path])}
    # What is there twice is told apart by the library, not by the cutting.
    kept = {item.source: item for item in cut if isinstance(once[item.source], Draft)}
    assert {source: item for source, item in once.items() if isinstance(item, Draft)} == kept
    assert [item.source for item in cut] == list(once)
