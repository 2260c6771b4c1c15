"""The bar that shows that work is being done."""

from __future__ import annotations

import io
import sys

import pytest

from samestory.cli.progress import show_progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.mark.parametrize(("stream", "wanted"), [(io.StringIO(), True), (Terminal(), False)])
def test_no_bar_where_none_is_wanted(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, wanted: bool
) -> None:
    """Outside a terminal, and with --quiet, nothing is written."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("samestory.cli.progress.PATIENCE_SECONDS", 0.0)
    with show_progress(wanted=wanted) as progress:
        progress("Reading", 1, 2)
    assert stream.getvalue() == ""


def test_short_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is done within a second leaves no trace, even in a terminal."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with show_progress(wanted=True) as progress:
        progress("Reading", 2, 2)
    assert terminal.getvalue() == ""


def test_long_work_shows_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that takes longer names what is being done, and cleans up after itself."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("samestory.cli.progress.PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    with show_progress(wanted=True) as progress:
        while "Weighing" not in terminal.getvalue():
            progress("Weighing", 1, 2)
    assert "1/2" in terminal.getvalue()
