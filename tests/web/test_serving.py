"""Opening the room: the address that is told, and a port that is taken."""

from __future__ import annotations

import gc
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from web.rooms import client_of, make_library

from samestory.cli import main
from samestory.errors import ServeError
from samestory.web import WebSettings, serve
from samestory.web.serving import entrance


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("::", "127.0.0.1")],  # noqa: S104
)
def test_entrance_can_be_opened_here(host: str, shown: str) -> None:
    """The address that is told is one that a browser on this machine can open, whatever the key holds."""
    settings = WebSettings(Path("unused"), token="a&b=c d", host=host)  # noqa: S106
    assert entrance(settings) == f"http://{shown}:8377/enter?token=a%26b%3Dc%20d"


def test_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """Another program at the port is an error in words, before anything is served."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = WebSettings(tmp_path / "news.samestory", token="the-key", port=taken.getsockname()[1])  # noqa: S106
        with pytest.raises(ServeError, match="--port"):
            serve(settings, announce=lambda told: None)


def test_short_key_is_refused(tmp_path: Path) -> None:
    """A key that can be found by trying is none."""
    result = CliRunner().invoke(main, ["serve", "--library", str(tmp_path / "x"), "--token", "short"])
    assert result.exit_code == 2
    assert "at least 16" in result.output


def test_room_behind_tls_needs_the_name_of_what_stands_before_it(tmp_path: Path) -> None:
    """Without one the address that is told would lead nowhere, and all that comes through be refused."""
    result = CliRunner().invoke(main, ["serve", "--library", str(tmp_path / "x"), "--behind-tls"])
    assert result.exit_code == 2
    assert "--known-as" in result.output
    with pytest.raises(ValueError, match="known_as"):
        WebSettings(tmp_path / "x", token="the-key", behind_tls=True)  # noqa: S106


def test_closed_room_leaves_the_garbage_as_it_was(tmp_path: Path) -> None:
    """A program that opened a room and closed it has its garbage collected as before."""
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with client_of(make_library(tmp_path)):
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() <= frozen
