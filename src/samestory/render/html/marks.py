"""The small marks that stand on a page in their thousands: citations, verdicts, strips.

They are written here and not in a template because a macro takes ten times as long, and a long story has
ten thousand of them. Whatever a report says is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from samestory.render.html.bodies import anchor_of
from samestory.render.safety import show_line
from samestory.render.shelf import Place, Shelf
from samestory.render.wording import VERDICT_SIGNS, VERDICTS, tell_lines

if TYPE_CHECKING:
    from samestory.records import Statement, Support
    from samestory.render.html.views import StripCell

# Of places in one report that read the same, so many are cited.
MAX_REPEATED = 3
# A run of more marks may break between them.
MAX_UNBROKEN = 12
_VERDICT = '<span class="verdict v-{}"><span class="sign" aria-hidden="true">{}</span> {}</span>'
_VERDICTS = {
    key: Markup(_VERDICT.format(key, VERDICT_SIGNS[key], words))  # noqa: S704 - our own words
    for key, words in VERDICTS.items()
}


class Marks:
    """Writes the marks of one page. `home` is the page that citations lead into, empty for this one."""

    def __init__(self, shelf: Shelf, home: str = "") -> None:
        self._shelf = shelf
        self._home = escape(home)
        self._labels: dict[str, str] = {}
        self._strips: dict[int, str] = {}

    def cite(self, place: Place) -> Markup:
        """Write a citation: the report's number, leading to the very characters."""
        return _markup(self._cite(place))

    def cites(self, places: Iterable[Place], why: str = "") -> Markup:
        """Write the first citation of each report, and where the evidence for them stands."""
        listed = self._shelf.one_each(places)
        if not listed:
            return _markup("")
        marks = "".join(map(self._cite, listed))
        reason = (
            f' <a class="why" href="{self._home}#{escape(why)}" aria-label="why: the evidence for this'
            ' sentence">why</a>'
            if why
            else ""
        )
        many = " many" if len(listed) > MAX_UNBROKEN else ""
        return _markup(f' <span class="cites{many}">{marks}{reason}</span>')

    def report_link(self, report: str) -> Markup:
        """Write a report's number, leading to the report."""
        return _markup(
            f'<a class="cite" href="{self._home}#{escape(report)}" title="{self._label(report)}">'
            f"{self._shelf.numbers[report]}</a>"
        )

    def report_links(self, reports: Iterable[str]) -> Markup:
        """Write the numbers of reports."""
        return _markup(f'<span class="cites">{"".join(map(self.report_link, reports))}</span>')

    def quoted(self, place: Place) -> Markup:
        """Write the words at a place, as they stand there."""
        language = self._shelf.entries[place.report].language
        spoken = "" if language in ("en", "und") else f' lang="{escape(language)}"'
        return _markup(f'<q class="exact" dir="auto"{spoken}>{escape(self._shelf.read(place))}</q>')

    def supports(self, supports: Iterable[Support]) -> Markup:
        """Write the evidence for a statement: each report's words, and whom it has them from."""
        return _markup("".join(map(self._support, self._shelf.fold_places(supports))))

    def verdict(self, statement: Statement) -> Markup:
        """Write a statement's verdict, by sign and word."""
        return _VERDICTS[statement.verdict]

    def summary(self, statement: Statement, told: str, cells: Sequence[StripCell]) -> Markup:
        """Write the head of a statement: its words, its verdict, who tells it, on how many lines."""
        return _markup(
            f'<span class="said" dir="auto">{escape(told)}</span>{_VERDICTS[statement.verdict]}'
            f'{self._strip(cells)}<span class="lines">{tell_lines(statement.independent)}</span>'
            f'<span class="sr-only">told by {self._shelf.list_numbers(statement.reports)}</span>'
        )

    def _strip(self, cells: Sequence[StripCell]) -> str:
        """Write who tells a statement, family by family; a screen reader is told the numbers beside it."""
        # Many statements are told by the same reports and share one row of cells, which outlives the page.
        if id(cells) not in self._strips:
            marks = "".join(
                f'<i class="{"on" if cell.tells else "off"}{" apart" if cell.first and at else ""}">'
                f"{cell.number}</i>"
                for at, cell in enumerate(cells)
            )
            self._strips[id(cells)] = f'<span class="strip" aria-hidden="true">{marks}</span>'
        return self._strips[id(cells)]

    def _support(self, same: Sequence[Support]) -> str:
        support, said = same[0], same[0].attribution
        named = ""
        if said is not None and said.source:
            named = escape(show_line(said.source))
            if said.start is not None and said.end is not None:
                anchor = escape(anchor_of(support.report, said.start, said.end))
                named = f'<a class="source" href="{self._home}#{anchor}">{named}</a>'
            named = f" · {named}" + (f" <i>{escape(show_line(said.cue))}</i>" if said.cue else "")
        return (
            f'<li><span class="cites">{"".join(map(self._cite, same[:MAX_REPEATED]))}</span> '
            f"<span>{self.quoted(support)} "
            f'<span class="aside">{self._label(support.report)}{named}</span></span></li>'
        )

    def _cite(self, place: Place) -> str:
        report = place.report
        return (
            f'<a class="cite" href="{self._home}#{escape(anchor_of(report, place.start, place.end))}" '
            f'title="{self._label(report)}: show the passage">{self._shelf.numbers[report]}</a>'
        )

    def _label(self, report: str) -> str:
        if report not in self._labels:
            self._labels[report] = escape(self._shelf.label(report))
        return self._labels[report]


def _markup(text: str) -> Markup:
    # Put together in this module alone, of what was escaped.
    return Markup(text)  # noqa: S704
