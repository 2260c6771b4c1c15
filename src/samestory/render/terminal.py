"""The dossier as a terminal shows it: plain text, or with colours, never wider than it is told."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from samestory.records import Dossier
from samestory.render.outline import Item, Line, Outline, Role, Section, outline_story
from samestory.render.shelf import shelve

STYLES: Mapping[Role, str] = {
    "plain": "", "strong": "bold", "faint": "dim", "cite": "cyan", "good": "green", "fair": "yellow",
    "bad": "bold red", "del": "red strike", "ins": "green underline", "quote": "", "link": "blue",
}  # fmt: skip
# Without colour the marks of wdiff say what goes and what comes.
MARKS: Mapping[Role, tuple[str, str]] = {"del": ("[-", "-]"), "ins": ("{+", "+}"), "quote": ("“", "”")}


@dataclass(frozen=True, slots=True)
class TerminalSettings:
    """How a dossier is shown in a terminal.

    `limit` holds a section, and the notes of an item, to what fits about one screen; the rest is
    counted, not passed over. None shows everything.
    """

    width: int = 80
    colour: bool = False
    limit: int | None = 12


def render_terminal(dossier: Dossier, settings: TerminalSettings = TerminalSettings()) -> str:
    """Write the dossier as text, with ANSI colours only if the settings ask for them.

    Control and bidirectional characters of the reports are shown as '·', so that no report can steer
    the terminal that shows it.
    """
    buffer = io.StringIO()
    console = Console(
        file=buffer, width=max(30, settings.width), force_terminal=settings.colour, legacy_windows=False,
        color_system="standard" if settings.colour else None, highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    shelf = shelve(dossier)
    for number, story in enumerate(dossier.stories, 1):
        if len(dossier.stories) > 1:
            console.print(Text(f"Story {number} of {len(dossier.stories)}", style="dim"))
        _print_story(console, outline_story(dossier, story, shelf), settings)
    # Trailing blanks are the console's padding; a pipe is better off without them.
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _print_story(console: Console, outline: Outline, settings: TerminalSettings) -> None:
    console.print(Text(outline.title, style="bold"))
    console.print(Text(outline.standfirst, style="dim"))
    for section in outline.sections:
        console.print()
        console.print(Text(section.title.upper(), style="bold cyan"))
        shown = section.items[: settings.limit]
        for item in shown:
            if section.tree:
                console.print(Padding(_grow(item, settings), (0, 0, 0, 1)))
            else:
                _print_item(console, item, settings)
        _print_rest(console, section, len(shown))
    console.print()


def _print_item(console: Console, item: Item, settings: TerminalSettings) -> None:
    # A hanging indent: the first line stands out, what follows is set in under it.
    console.print(Padding(_hang(console, item.line, settings), (0, 0, 0, 1)))
    for line in item.notes[: settings.limit]:
        console.print(Padding(_text(line, settings), (0, 0, 0, 5)))
    left = len(item.notes) - len(item.notes[: settings.limit])
    if left:
        console.print(Padding(Text(f"and {left} more", style="dim"), (0, 0, 0, 5)))
    _print_below(console, item.below, settings, 5)


def _print_below(console: Console, items: Sequence[Item], settings: TerminalSettings, indent: int) -> None:
    """Print what hangs below an item, its lines alone: a page or Markdown has the notes too."""
    for item in items[: settings.limit]:
        sign = "" if item.below else "– "
        console.print(Padding(Text(sign) + _text(item.line, settings), (0, 0, 0, indent)))
        _print_below(console, item.below, settings, indent + 2)
    left = len(items) - len(items[: settings.limit])
    if left:
        console.print(Padding(Text(f"and {left} more", style="dim"), (0, 0, 0, indent)))


def _hang(console: Console, line: Line, settings: TerminalSettings) -> Text:
    wrapped = _text(line, settings).wrap(console, console.width - 4)
    for later in wrapped[1:]:
        later.pad_left(2)
    return Text("\n").join(wrapped)


def _print_rest(console: Console, section: Section, shown: int) -> None:
    left = len(section.items) - shown
    if left:
        console.print(Text(f" and {left} more: --html shows all, --all shows them here", style="dim"))


def _grow(item: Item, settings: TerminalSettings) -> Tree:
    tree = Tree(_label(item, settings), guide_style="dim")
    pending: list[tuple[Tree, Sequence[Item]]] = [(tree, item.below)]
    while pending:
        parent, below = pending.pop(0)
        for child in below:
            pending.append((parent.add(_label(child, settings)), child.below))
    return tree


def _label(item: Item, settings: TerminalSettings) -> Text:
    return Text("\n").join([_text(item.line, settings), *(_text(note, settings) for note in item.notes)])


def _text(line: Line, settings: TerminalSettings) -> Text:
    text = Text()
    for run in line:
        coloured = settings.colour and run.role in ("del", "ins")
        before, after = ("", "") if coloured else MARKS.get(run.role, ("", ""))
        text.append(f"{before}{run.text}{after}", style=STYLES[run.role])
    return text
