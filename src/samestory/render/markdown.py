"""The dossier as Markdown (CommonMark with strike-through): complete, and readable as plain text too."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samestory.records import Dossier
from samestory.render.outline import Item, Line, Outline, Role, Run, outline_story
from samestory.render.safety import show_line
from samestory.render.shelf import shelve

# What can begin markup inside a line, in CommonMark or its common extensions.
_INLINE = re.compile(r"[\\`*_{}\[\]#|~$^]")
# What makes a list, a heading's underline or a rule, but only where a line begins.
_LEADING = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_AROUND: Mapping[Role, tuple[str, str]] = {
    "strong": ("**", "**"), "good": ("**", "**"), "fair": ("**", "**"), "bad": ("**", "**"),
    "del": ("~~", "~~"), "ins": ("**", "**"), "quote": ("“", "”"), "faint": ("_", "_"),
}  # fmt: skip


CAUTION = "“Not seen” speaks of the reports held, and of no others."


def escape_markdown(text: str) -> str:
    r"""Escape a line so that it shows as it is wherever it stands.

    HTML's characters become entities, since some renderers let raw HTML through even when escaped.

    >>> escape_markdown("1. *one* <b>")
    '1\\. \\*one\\* &lt;b&gt;'
    """
    escaped = _INLINE.sub(lambda found: "\\" + found[0], text).translate(_ENTITIES)
    return _LEADING.sub(lambda found: _escape_leading(found[0]), escaped)


def _escape_leading(mark: str) -> str:
    return mark + "\\" if mark.isdigit() else "\\" + mark


def render_markdown(dossier: Dossier) -> str:
    """Write the whole dossier as Markdown, each story under a heading of its own.

    Nothing in a report can become markup or HTML: specials are escaped, control and bidirectional
    characters are shown as '·'.
    """
    shelf = shelve(dossier)
    lines: list[str] = []
    outlines = [outline_story(dossier, story, shelf) for story in dossier.stories]
    if len(outlines) > 1:
        lines += [f"{n}. {escape_markdown(outline.title)}" for n, outline in enumerate(outlines, 1)] + [""]
    for outline in outlines:
        lines += _write_story(outline)
    lines += _write_set_aside(dossier)
    lines.append(f"Made by samestory {escape_markdown(dossier.version)}. {CAUTION}")
    return "\n".join(lines) + "\n"


def _write_story(outline: Outline) -> list[str]:
    lines = [f"# {escape_markdown(outline.title)}", "", escape_markdown(outline.standfirst), ""]
    for section in outline.sections:
        lines += [f"## {escape_markdown(section.title)}", "", *_write_items(section.items, 0), ""]
    return lines


def _write_items(items: tuple[Item, ...], depth: int) -> list[str]:
    lines: list[str] = []
    for item in items:
        lines.append(f"{'  ' * depth}- {_write_line(item.line)}")
        lines += [f"{'  ' * (depth + 1)}- {_write_line(line)}" for line in (*item.notes, *item.evidence)]
        lines += _write_items(item.below, depth + 1)
    return lines


def _write_line(line: Line) -> str:
    return "".join(_write_run(run) for run in line)


def _write_run(run: Run) -> str:
    """Escape a run and put its marks close around the words, as emphasis needs them."""
    if run.role == "link":
        plain = run.text.isascii() and not set("<>\\` ") & set(run.text)
        return f"<{run.text}>" if plain else escape_markdown(run.text)
    before, after = _AROUND.get(run.role, ("", ""))
    words = run.text.strip()
    if not before or not words:
        return escape_markdown(run.text)
    lead = run.text[: len(run.text) - len(run.text.lstrip())]
    tail = run.text[len(run.text.rstrip()) :]
    return f"{lead}{before}{escape_markdown(words)}{after}{tail}"


def _write_set_aside(dossier: Dossier) -> list[str]:
    if not dossier.set_aside:
        return []
    told = (show_line(f"{item.source}: {item.reason}") for item in dossier.set_aside)
    return ["# Set aside", "", *(f"- {escape_markdown(line)}" for line in told), ""]
