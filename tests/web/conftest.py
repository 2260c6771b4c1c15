"""A room with a library in which the story of the ferry is opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web.rooms import client_of, make_library, story_of

from samestory.library import open_library


@pytest.fixture(scope="session")
def ferry_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, made and opened once."""
    path = make_library(tmp_path_factory.mktemp("room"))
    with open_library(path) as library:
        library.story(story_of(library, "ferry"))
    return path


@pytest.fixture
def client(ferry_library: Path) -> Iterator[TestClient]:
    """A client that may read, and change with the key."""
    with client_of(ferry_library) as client:
        yield client


@pytest.fixture
def ferry(ferry_library: Path) -> str:
    """The id of the ferry's story."""
    with open_library(ferry_library, read_only=True) as library:
        return story_of(library, "ferry")
