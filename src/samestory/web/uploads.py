"""What people drop or paste, laid down for the worker that adds it, under names that are ours."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from starlette.datastructures import UploadFile

# Of four bytes each they still are a name that every file system takes.
MAX_NAME_CHARS = 60
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
    # Some file systems take 'A.txt' and 'a.txt' for one.
    while made.casefold() in taken:
        number += 1
        made = f"{stem}-{number}{dot}{suffix}"
    taken.add(made.casefold())
    return made


@contextmanager
def new_folder() -> Iterator[Path]:
    """Make a folder for one upload, for the worker that is given it; taken away if it comes to none."""
    # Within one that only we may enter: what is known of a report may lie in the folder above its own.
    folder = Path(tempfile.mkdtemp(prefix="samestory-upload-")) / "reports"
    try:
        folder.mkdir()
        yield folder
    except BaseException:
        remove_folder(folder)
        raise


def remove_folder(folder: Path | None) -> None:
    """Take an upload's folder away, if there is one."""
    if folder is not None:
        shutil.rmtree(folder.parent, ignore_errors=True)


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
