"""What was fetched, kept as it came: a list can be taken up again, and servers asked only what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a server sent it, its packing undone; `url` is where it was found in the end."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    fetched: float


def load_page(folder: Path, url: str) -> Page | None:
    """Load what is kept for an address; what is broken counts as not kept."""
    name = _name(url)
    try:
        head = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        body = (folder / f"{name}.body").read_bytes()
        headers = {str(key): str(value) for key, value in head["headers"].items()}
        whole = hashlib.sha256(body).hexdigest() == head["sha256"] and head["asked"] == url
        return Page(str(head["url"]), headers, body, float(head["fetched"])) if whole else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep_page(folder: Path, url: str, page: Page) -> None:
    """Keep a page; each of its two files is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    name = _name(url)
    head = {
        "asked": url,
        "url": page.url,
        "fetched": page.fetched,
        "sha256": hashlib.sha256(page.body).hexdigest(),
        "headers": dict(page.headers),
    }
    _write(folder / f"{name}.body", page.body)
    _write(
        folder / f"{name}.json", json.dumps(head, indent=1, ensure_ascii=False).encode("utf-8", "replace")
    )


def _write(file: Path, data: bytes) -> None:
    part = file.with_suffix(f"{file.suffix}.part")
    part.write_bytes(data)
    part.replace(file)


def _name(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:32]
