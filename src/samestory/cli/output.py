"""Writing what was asked for: whole or not at all, and never over a report that was read."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

STDOUT = "-"


def check_targets(targets: Iterable[str], inputs: Iterable[str]) -> None:
    """Refuse, before any work is done, targets that cannot be written or that are inputs.

    Raises:
        click.UsageError: two targets are the same, or one is an input.
        click.ClickException: a target's folder does not exist or cannot be written to.
    """
    listed = list(targets)
    for at, target in enumerate(listed):
        if target in listed[:at]:
            where = "standard output" if target == STDOUT else target
            raise click.UsageError(f"Two outputs are to go to {where}. Give each a place of its own.")
        if target != STDOUT:
            refuse_inputs(target, inputs)
            _check_writable(Path(target))


def refuse_inputs(target: str, inputs: Iterable[str]) -> None:
    """Refuse to overwrite a report that is read.

    Raises:
        click.UsageError: the target is one of the inputs, under whatever name.
    """
    path = Path(target)
    if target == STDOUT or not path.exists():
        return
    for source in inputs:
        try:
            same = path.samefile(source)
        except (OSError, ValueError):
            continue
        if same and not path.is_dir():
            raise click.UsageError(
                f"Will not write over {target}: it is one of the reports. Choose another file."
            )


def _check_writable(path: Path) -> None:
    folder = path.parent
    if path.is_dir():
        raise click.ClickException(f"Cannot write {path}: it is a folder. Give the name of a file in it.")
    if not folder.is_dir():
        raise click.ClickException(f"Cannot write {path}: there is no folder {folder}. Make it first.")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise click.ClickException(f"Cannot write {path}: permission denied. Choose another place.")


def write_output(target: str, text: str) -> None:
    """Write a text to a file, whole or not at all, or to standard output for '-'.

    Raises:
        click.ClickException: the file could not be written; what stood there before still does.
    """
    data = text.encode("utf-8", "replace")
    if target == STDOUT:
        show(data)
        return
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe cannot be replaced
        else:
            _replace(path, data)
    except OSError as error:
        raise click.ClickException(f"Cannot write {path}: {error.strerror or error}.") from error


def _replace(path: Path, data: bytes) -> None:
    # A link is followed, so that the file behind it changes and not the link.
    real = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask())
        temporary.replace(real)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def show(output: str | bytes) -> None:
    """Write to standard output. A reader who has gone (`| head`) has had what he wanted: no failure."""
    try:
        click.echo(output, nl=False, color=True)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still held back would be complained of when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def prepare_stdout() -> None:
    """Let standard output replace what its encoding cannot write instead of failing."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
