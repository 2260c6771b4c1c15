"""`samestory show`: the dossier of a story, or a report with its versions."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samestory.cli.dossiers import Outputs, output_options, put_out
from samestory.cli.library_option import library_option, open_to_keep, open_to_read
from samestory.cli.output import check_targets, prepare_stdout, show
from samestory.cli.progress import show_progress

if TYPE_CHECKING:
    from samestory.library import StoredReport

MAX_CHANGES = 40


@click.command("show", no_args_is_help=True)
@click.argument("name", metavar="STORY|REPORT")
@library_option
@output_options
def show_command(
    *,
    name: str,
    library: Path,
    outputs: Outputs,
) -> int:
    r"""Show a story's dossier, or a report (r-...) with the versions of it and what changed between them.

    A dossier is made when it is first asked for and kept; only what changed since is made again. An id
    that a story had before it gained a report still leads to it.

    \b
    Examples:
      samestory show s-3f9a0c12d4e5
          show the dossier in the terminal
      samestory show s-3f9a0c12d4e5 --html dossier.html
          write it as a page, as `samestory read` does
      samestory show r-82e585fb5704
          show a report: its text, its versions, its story

    Exit codes: 0 all fine; 1 there is no such story or report, or it failed; 2 wrong usage.
    """
    check_targets(outputs.targets, [str(library)])
    prepare_stdout()
    if name.startswith("r-"):
        if outputs.html or outputs.markdown:
            raise click.UsageError("A report is shown here or written with --json, no other way.")
        return _show_report(name, library, json_file=outputs.json, everything=outputs.everything)
    with show_progress(wanted=not outputs.quiet) as progress, open_to_keep(library) as opened:
        dossier = opened.story(name, progress=progress)
    put_out(dossier, outputs)
    return 0


def _show_report(name: str, library: Path, *, json_file: str | None, everything: bool) -> int:
    from samestory.cli.output import write_output
    from samestory.library.versions import compare_versions
    from samestory.records import to_json

    with open_to_read(library) as opened:
        stored = opened.report(name)
        versions = [opened.report(version) for version in stored.versions]
    changes = [
        compare_versions(before.report.text, after.report.text)
        for before, after in itertools.pairwise(versions)
    ]
    if json_file is not None:
        write_output(json_file, to_json({"report": stored, "changes": changes}))
        return 0
    show(_tell_report(stored))
    for version, after in zip(changes, versions[1:], strict=False):
        show(f"\nChanged in {after.report.id}:\n")
        shown = version if everything else version[:MAX_CHANGES]
        show("".join(_tell_change(change.old, change.new) for change in shown))
        if len(shown) < len(version):
            show(f"  … and {len(version) - len(shown)} more changes; --all shows them.\n")
    return 0


def _tell_report(stored: StoredReport) -> str:
    from samestory.render.safety import show_line, show_text
    from samestory.render.wording import tell_published

    report, cleaning = stored.report, stored.cleaning
    lines = [
        ("Title", cleaning.title.text if cleaning.title else report.declared.title),
        ("Outlet", report.outlet),
        ("Published", tell_published(stored.published)),
        ("Language", cleaning.language),
        ("Address", report.url),
        ("Read from", report.source),
        ("Credits", ", ".join(dict.fromkeys(credit.name for credit in cleaning.agencies)) or None),
        ("Story", stored.story),
        ("Versions", ", ".join(stored.versions) if len(stored.versions) > 1 else None),
        ("Replaced by", stored.newer),
    ]
    head = "".join(f"{label:<12}{show_line(value)}\n" for label, value in lines if value)
    return f"{head}\n{show_text(report.text).rstrip()}\n"


def _tell_change(old: str, new: str) -> str:
    from samestory.render.safety import shorten, show_line

    gone = f"[-{shorten(show_line(old), 300)}-] " if old else ""
    come = f"{{+{shorten(show_line(new), 300)}+}}" if new else ""
    return f"  {gone}{come}\n"
