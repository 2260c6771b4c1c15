"""The command line: one file per command, nothing loaded before it is needed."""

from __future__ import annotations

import gc
import os

import click

from samestory.cli.add import add_command
from samestory.cli.backup import backup_command
from samestory.cli.check import check_command
from samestory.cli.compare import compare_command
from samestory.cli.copies import copies_command
from samestory.cli.export import export_command
from samestory.cli.formats import formats_command
from samestory.cli.read import read_command
from samestory.cli.regroup import regroup_command
from samestory.cli.remove import remove_command
from samestory.cli.search import search_command
from samestory.cli.serve import serve_command
from samestory.cli.shell import Shell
from samestory.cli.show import show_command
from samestory.cli.stories import stories_command
from samestory.cli.why import why_command
from samestory.version import VERSION

# So many new objects before circles are looked for; a large story makes millions.
RARELY = 200_000


@click.group(cls=Shell, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88})
@click.version_option(VERSION, prog_name="samestory", message="%(prog)s %(version)s")
def main() -> None:
    r"""Read every news report of one story as one.

    Who tells it, who copied whom, who said what, where they differ. Everything happens on this
    machine; nothing is sent anywhere, and only addresses that you name are fetched.

    \b
    Examples:
      samestory read reports/ --one-story
      samestory read a.html b.txt --html dossier.html
      samestory read reports/ --json - | jq '.stories[].title'

    Exit codes: 0 all fine; 1 something was set aside or failed, the rest is done; 2 wrong usage.
    """
    # The matrices here are small and many: threads within one product cost more than they give, and
    # on a busy machine many times more. Whoever sets these variables keeps what they set.
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(threads, "1")
    # Tokens and clauses are many and refer in no circles: looking for circles among them finds nothing.
    gc.set_threshold(RARELY)


main.add_command(read_command)
main.add_command(add_command)
main.add_command(stories_command)
main.add_command(why_command)
main.add_command(copies_command)
main.add_command(regroup_command)
main.add_command(show_command)
main.add_command(search_command)
main.add_command(compare_command)
main.add_command(export_command)
main.add_command(check_command)
main.add_command(remove_command)
main.add_command(backup_command)
main.add_command(formats_command)
main.add_command(serve_command)
