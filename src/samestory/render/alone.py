"""What one report alone tells, and what most others tell and it does not."""

from __future__ import annotations

from dataclasses import dataclass

from samestory.records import Statement, Story

# A statement counts as widely told when so large a part of the reports has it, and at least three.
WIDELY_TOLD = 0.5
MAX_LEFT_OUT = 6


@dataclass(frozen=True, slots=True)
class Alone:
    """What one report alone has, and what most others have and it has not."""

    report: str
    alone: tuple[Statement, ...]
    left_out: tuple[Statement, ...]


def list_alone(story: Story) -> tuple[Alone, ...]:
    """List, for every report that has something to list, what it tells alone and what it leaves out."""
    held = len(story.reports)
    wide = [s for s in story.statements if len(s.reports) >= max(3, held * WIDELY_TOLD)]
    wide.sort(key=lambda statement: -len(statement.reports))
    own = {only.report: set(only.statements) for only in story.only_in}
    listed = []
    for report in story.reports:
        alone = tuple(s for s in story.statements if s.id in own.get(report, ()))
        left_out = tuple(s for s in wide if report not in s.reports)[:MAX_LEFT_OUT]
        if alone or left_out:
            listed.append(Alone(report, alone, left_out))
    return tuple(listed)
