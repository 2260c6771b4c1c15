"""The reports of a dossier, numbered as the reader meets them, with what is read at each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from samestory.records import Dossier, Repair, ReportEntry
from samestory.render.safety import shorten, show_line

LABEL_CHARS = 28


class Place(Protocol):
    """Anything that points at a stretch of a report: a citation, a support, a variant."""

    @property
    def report(self) -> str:
        """The report's id."""
        ...

    @property
    def start(self) -> int:
        """Where the stretch begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends, not included."""
        ...


PlaceType = TypeVar("PlaceType", bound=Place)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every report under its number, 1 to n in the order of the dossier.

    What was read once is kept: a page names the same report, and quotes the same words, many times.
    """

    entries: Mapping[str, ReportEntry]
    numbers: Mapping[str, int]
    _labels: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _repairs: dict[str, list[Repair]] = field(default_factory=dict, repr=False, compare=False)
    _read: dict[tuple[str, int, int], str] = field(default_factory=dict, repr=False, compare=False)

    def label(self, report: str) -> str:
        """Name a report by its outlet, else its host, else its file."""
        if report not in self._labels:
            self._labels[report] = name_report(self.entries[report])
        return self._labels[report]

    def numbered(self, report: str) -> str:
        """Name a report with its number before it."""
        return f"{self.numbers[report]} {self.label(report)}"

    def read(self, place: Place) -> str:
        """Give the text at a place as it is to be read: repaired, on one line, made visible."""
        key = (place.report, place.start, place.end)
        if key not in self._read:
            entry = self.entries[place.report]
            if place.report not in self._repairs:
                self._repairs[place.report] = usable_repairs(entry)
            self._read[key] = show_line(_repair(entry.text, key[1], key[2], self._repairs[place.report]))
        return self._read[key]

    def one_each(self, places: Iterable[PlaceType]) -> list[PlaceType]:
        """Keep the first place in each report, in the order of the reports' numbers."""
        first: dict[str, PlaceType] = {}
        for place in places:
            first.setdefault(place.report, place)
        return [first[report] for report in sorted(first, key=self.numbers.__getitem__)]

    def fold_places(self, places: Iterable[PlaceType]) -> list[list[PlaceType]]:
        """Put together places of one report that read the same: a caption may stand there twice."""
        folded: dict[tuple[str, str], list[PlaceType]] = {}
        for place in places:
            folded.setdefault((place.report, self.read(place)), []).append(place)
        return list(folded.values())

    def list_numbers(self, reports: Iterable[str]) -> str:
        """List the numbers of reports, each once, in order."""
        return ", ".join(str(number) for number in sorted({self.numbers[report] for report in reports}))


def shelve(dossier: Dossier) -> Shelf:
    """Number the reports: story by story, so that those read together stand together."""
    entries = {entry.id: entry for entry in dossier.reports}
    order = [report for story in dossier.stories for report in story.reports if report in entries]
    listed = dict.fromkeys([*order, *entries])
    return Shelf(entries, {report: number for number, report in enumerate(listed, 1)})


def name_report(entry: ReportEntry) -> str:
    """Name a report in few words."""
    outlet = show_line(entry.outlet or "")
    if " " not in outlet:
        outlet = outlet.removeprefix("www.")
    return shorten(outlet or show_line(_host(entry.url) or _stem(entry.source)), LABEL_CHARS) or "unnamed"


def _host(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _stem(source: str) -> str:
    name = PurePosixPath(source.replace("\\", "/")).name
    return name.rsplit(".", 1)[0] or source


def _repair(text: str, start: int, end: int, repairs: Iterable[Repair]) -> str:
    """Read `[start, end)` of a text with its repairs made; one that is half inside counts as inside."""
    pieces: list[str] = []
    at = start
    for repair in repairs:
        if repair.end <= at or repair.start >= end:
            continue
        pieces += [text[at : max(at, repair.start)], repair.to]
        at = repair.end
    pieces.append(text[at : max(at, end)])
    return "".join(pieces)


def usable_repairs(entry: ReportEntry) -> list[Repair]:
    """List the repairs in order, leaving out any that overlap an earlier one or leave the text."""
    kept: list[Repair] = []
    for repair in sorted(entry.repairs, key=lambda r: (r.start, r.end)):
        if (kept[-1].end if kept else 0) <= repair.start <= repair.end <= len(entry.text):
            kept.append(repair)
    return kept
