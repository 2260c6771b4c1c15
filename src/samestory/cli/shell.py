"""The outermost function of the command line: every failure becomes a message and an exit code."""

from __future__ import annotations

import sys
import traceback
from typing import Any

import click

from samestory.render.safety import show_text

FAILED = 1
INTERRUPTED = 130


class Shell(click.Group):
    """A command group that turns exceptions into a line on stderr, and into a traceback with --debug."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line and leave with its exit code."""
        if not kwargs.get("standalone_mode", True):
            return super().main(*args, **kwargs)
        kwargs["standalone_mode"] = False
        sys.exit(_run(lambda: super(Shell, self).main(*args, **kwargs)))


def say(message: str) -> None:
    """Tell the user something on stderr; what it quotes from outside cannot steer the terminal."""
    click.echo(show_text(message), err=True)


def _run(command: Any) -> int:
    try:
        code = command()
    except click.UsageError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        say(f"Error: {error.format_message()}")
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("Interrupted; nothing further was written.")
        return INTERRUPTED
    except Exception as error:  # the shell's outermost function: whatever is left is told, never dumped
        return _tell(error)
    return code if isinstance(code, int) else 0


def _tell(error: Exception) -> int:
    from samestory.errors import SamestoryError

    if _wants_traceback():
        traceback.print_exception(error)
    elif isinstance(error, SamestoryError):
        say(f"Error: {error}")
    else:
        say(
            f"Error: {type(error).__name__}: {error}\n"
            "This is a fault in samestory. Run again with --debug for the traceback to report."
        )
    return FAILED


def _wants_traceback() -> bool:
    context = click.get_current_context(silent=True)
    return "--debug" in sys.argv or bool(context and context.params.get("debug"))
