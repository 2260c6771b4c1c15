"""What is not documented does not exist."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from samestory.cli import main

DOCUMENT = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
COMMANDS = [
    ("samestory", main),
    *((f"samestory {name}", command) for name, command in main.commands.items()),
]


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    """Each command has a heading, and each of its options stands in docs/cli.md."""
    assert name in DOCUMENT
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(f"`{option}" in DOCUMENT for option in parameter.opts)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_help_has_examples(name: str, command: click.Command) -> None:
    """Each command shows how it is used and what its exit codes mean."""
    arguments = name.split()[1:]
    text = CliRunner().invoke(main, [*arguments, "--help"]).stdout
    assert "Examples:" in text
    assert name in text.split("Examples:")[1]
    assert "Exit codes:" in text
