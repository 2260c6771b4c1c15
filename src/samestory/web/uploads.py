"""What people drop or paste, laid down for the worker that adds it, under names that are ours."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.datastructures import UploadFile

MAX_NAME_CHARS = 100
_UNSAFE = re.compile(r"[^\w.\-]+")
_CHUNK = 1 << 20


def safe_name(name: str, taken: set[str]) -> str:
    """Make of a name from outside one that can only be a file in a folder, and is not taken yet.

    >>> safe_name("../../etc/passwd", set()), safe_name("a b.html", {"a-b.html"}), safe_name("...", set())
    ('passwd', 'a-b-2.html', 'file')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = _UNSAFE.sub("-", last).strip(".-_")[-MAX_NAME_CHARS:].strip(".-_") or "file"
    stem, dot, suffix = clean.partition(".")
    made, number = clean, 1
    while made in taken:
        number += 1
        made = f"{stem}-{number}{dot}{suffix}"
    taken.add(made)
    return made


def make_folder() -> Path:
    """Make a folder of its own for one upload."""
    return Path(tempfile.mkdtemp(prefix="samestory-upload-"))


async def save_files(files: Sequence[UploadFile], folder: Path) -> None:
    """Write uploaded files into a folder, piece by piece."""
    taken: set[str] = set()
    for file in files:
        with (folder / safe_name(file.filename or "file", taken)).open("wb") as target:
            while piece := await file.read(_CHUNK):
                target.write(piece)


def save_text(text: str, declared: Mapping[str, str], folder: Path) -> None:
    """Write a pasted report into a folder, with what is declared of it beside it."""
    name = "pasted.txt"
    (folder / name).write_text(text, encoding="utf-8", errors="replace")
    known = {key: value for key, value in declared.items() if value}
    (folder / "meta.json").write_text(json.dumps([{"report": name, **known}]), encoding="utf-8")
