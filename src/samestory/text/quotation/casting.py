"""Speakers looked up among the names of a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samestory.records import Citation, Name, Span
from samestory.text.quotation.sayings import Saying, rank_name
from samestory.text.quotation.wordings import words_of


class Cast:
    """The names of a story, as speakers are looked up among them; made once for all quotations."""

    def __init__(self, names: Sequence[Name]) -> None:
        # How often the story has each last word of a name: of two spellings the commoner is right.
        self.told: Counter[tuple[str, ...]] = Counter()
        self._ids: dict[tuple[str, ...], tuple[int, str]] = {}
        self._forms: list[tuple[str, tuple[str, ...]]] = []
        self._mentions: dict[str, list[tuple[int, Citation]]] = {}
        self._people = {name.id: name.name for name in names if name.type == "person"}
        for number, name in enumerate(names):
            words = words_of(name.name)
            self._forms.append((name.id, words))
            self._ids.setdefault(("", *words[-2:]), (number, name.id))
            for alias in name.aliases:
                folded = words_of(alias.text)
                self.told[folded[-1:]] += sum(alias.reports.values())
                self._ids.setdefault(folded, (number, name.id))
            for mention in name.mentions:
                self._mentions.setdefault(mention.report, []).append((number, mention))

    def people_in(self, report: str, span: Span) -> tuple[str, ...]:
        """List the people who are named in a stretch of a report."""
        inside = {
            self._forms[number][0]
            for number, mention in self._mentions.get(report, ())
            if span.start <= mention.start < span.end
        }
        return tuple(sorted(inside & self._people.keys()))

    def full_name(self, id: str) -> str:
        """Give a person's name of two words or more, '' where none is known."""
        name = self._people.get(id, "")
        return name if rank_name(name or "-") == 2 and " " in name else ""

    def find(self, saying: Saying) -> str | None:
        """Find the name whose mention is the source, else the one called as the speaker is."""
        folded = words_of(saying.speaker)
        source = saying.attribution.source if saying.attribution else None
        if source:
            for number, mention in self._mentions.get(saying.report, ()):
                id, words = self._forms[number]
                within = source.start <= mention.start and mention.end <= source.end
                if within and words[-1:] == folded[-1:]:
                    return id
        found = [self._ids[key] for key in (folded, ("", *folded[-2:])) if folded and key in self._ids]
        return min(found)[1] if found else None
