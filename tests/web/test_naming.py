"""A name's own page: what stands in its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dossiers import make_dossier

from samestory.records import Citation
from samestory.web.naming import view_name


class Counted(tuple[Citation, ...]):
    """Mentions that count how often they are gone through."""

    times = 0

    def __iter__(self) -> Iterator[Any]:
        type(self).times += 1
        return super().__iter__()


def test_mentions_are_gone_through_no_oftener_in_a_long_story() -> None:
    """A name that stands everywhere is sought in all statements at once."""
    dossier = make_dossier()
    story = dossier.stories[0]
    name = replace(story.names[0], mentions=Counted(story.names[0].mentions))
    times = []
    for copies in (1, 20):
        long = replace(story, names=(name, *story.names[1:]), statements=story.statements * copies)
        Counted.times = 0
        view = view_name(replace(dossier, stories=(long, *dossier.stories[1:])), name.id)
        assert view is not None
        times.append(Counted.times)
    assert times[0] == times[1]
