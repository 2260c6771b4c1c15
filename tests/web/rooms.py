"""Libraries for the tests of the reading room: two invented reports of one happening, and one of another."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from starlette.testclient import TestClient

from samestory.library import Library, StoryQuery, open_library
from samestory.web import WebSettings, make_app

KEY = "the-key"
OURS = "http://127.0.0.1:8377"
BEARER = {"authorization": f"Bearer {KEY}"}
FERRY = "The ferry Anna ran aground off Lisse on Sunday with {} people on board, the harbour office said. "
REPORTS = [
    {
        "outlet": "Lisse Courier",
        "published": "2031-05-04",
        "title": "Ferry runs aground off Lisse",
        "url": "https://courier.example/ferry",
        "text": FERRY.format(40) + "“Nobody was hurt,” harbour master Ida Brandt said. The Anna was built in 1998 at Port Velma.",
    },
    {
        "outlet": "Delta Today",
        "published": "2031-05-05",
        "title": "Lisse ferry Anna aground with 40 on board",
        "url": "https://delta.example/anna",
        "text": FERRY.format(40) + "“Nobody at all was hurt,” Ida Brandt, the harbour master, said. Two tugs will try to free the Anna on Tuesday.",
    },
    {
        "outlet": "The Marrow Post",
        "published": "2031-06-01",
        "title": "Mayor of Anholm resigns",
        "url": "https://marrow.example/mayor",
        "text": "The mayor of Anholm, Piet Olsen, resigned on Friday after a quarrel over the price of water in the town.",
    },
]  # fmt: skip


def make_library(folder: Path, records: Sequence[dict[str, str]] = REPORTS) -> Path:
    """Make a library of records."""
    source, path = folder / "in.jsonl", folder / "news.samestory"
    source.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    with open_library(path) as library:
        library.add([source], processes=1)
    return path


def settings_for(path: Path, **changed: object) -> WebSettings:
    """The settings of a room for a library."""
    return WebSettings(path, token=KEY, **changed)  # type: ignore[arg-type]


def client_of(path: Path, **changed: object) -> TestClient:
    """A client of the room that serves a library."""
    return TestClient(make_app(settings_for(path, **changed)), base_url=OURS, follow_redirects=False)


def story_of(library: Library, words: str) -> str:
    """The id of the first story about some words."""
    return library.stories(StoryQuery(about=words))[0].id


def die(job: str) -> None:
    """End the process that was to do a job."""
    os._exit(9)
