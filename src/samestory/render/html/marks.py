"""The small marks that stand on a page in their thousands: citations, verdicts, strips.

They are written here and not in a template because a macro takes ten times as long, and a long story has
ten thousand of them. Whatever a report says is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from samestory.render.html.bodies import Body, Paragraph, Piece, anchor_of
from samestory.render.safety import as_written, show_line
from samestory.render.shelf import Place, Shelf
from samestory.render.wording import VERDICT_SIGNS, VERDICTS, tell_lines, tell_origins

if TYPE_CHECKING:
    from samestory.records import Statement, Support
    from samestory.render.html.views import StripCell

WITHIN = ' class="within"'
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
        return as_written(self._cite(place))

    def cites(self, places: Iterable[Place], why: str = "") -> Markup:
        """Write the first citation of each report, and where the evidence for them stands."""
        listed = self._shelf.one_each(places)
        if not listed:
            return as_written("")
        marks = "".join(map(self._cite, listed))
        reason = (
            f' <a class="why" href="{self._home}#{escape(why)}" aria-label="why: the evidence for this'
            ' sentence">why</a>'
            if why
            else ""
        )
        many = " many" if len(listed) > MAX_UNBROKEN else ""
        return as_written(f' <span class="cites{many}">{marks}{reason}</span>')

    def report_link(self, report: str) -> Markup:
        """Write a report's number, leading to the report."""
        return as_written(
            f'<a class="cite" href="{self._home}#{escape(report)}" title="{self._label(report)}">'
            f"{self._shelf.numbers[report]}</a>"
        )

    def report_links(self, reports: Iterable[str]) -> Markup:
        """Write the numbers of reports."""
        return as_written(f'<span class="cites">{"".join(map(self.report_link, reports))}</span>')

    def quoted(self, place: Place) -> Markup:
        """Write the words at a place, as they stand there."""
        language = self._shelf.entries[place.report].language
        spoken = "" if language in ("en", "und") else f' lang="{escape(language)}"'
        return as_written(f'<q class="exact" dir="auto"{spoken}>{escape(self._shelf.read(place))}</q>')

    def paragraphs(self, body: Body) -> Markup:
        """Write a report's text, with the anchors of its places and what is repaired or no part of it."""
        return as_written("\n".join(map(_paragraph, body.paragraphs)))

    def verdict(self, statement: Statement) -> Markup:
        """Write a statement's verdict, by sign and word."""
        return _VERDICTS[statement.verdict]

    def begin_statement(
        self, statement: Statement, told: str, cells: Sequence[StripCell], *, within: bool
    ) -> Markup:
        """Write a statement up to its differences: words, verdict, who tells it, its evidence."""
        origins = ""
        if statement.origins:
            plural = "s" if len(statement.origins) > 1 else ""
            named = escape(show_line(tell_origins(statement)))
            origins = f'<p class="origins"><b>First source{plural}:</b> {named}</p>\n'
        supports = "".join(map(self._support, self._shelf.fold_places(statement.support)))
        return as_written(
            f'<li id="{escape(statement.id)}"{WITHIN if within else ""} '
            f'data-verdict="{statement.verdict}" data-reports="{len(statement.reports)}" '
            f'data-lines="{statement.independent.least}">\n<details>\n<summary>'
            f'<span class="said" dir="auto">{escape(told)}</span>{_VERDICTS[statement.verdict]}'
            f'{self._strip(cells)}<span class="lines">{tell_lines(statement.independent)}</span>'
            f'<span class="sr-only">told by {self._shelf.list_numbers(statement.reports)}</span>'
            "</summary>\n"
            f'<div class="evidence">\n<p class="because">'
            f"{escape(show_line(statement.independent.because))}</p>\n"
            f'<ul class="supports">{supports}</ul>\n{origins}'
        )

    def end_statement(self, statement: Statement) -> Markup:
        """Write what follows a statement's differences."""
        return as_written(
            f'<p><a class="permalink" href="#{escape(statement.id)}">Link to this statement</a></p>\n'
            "</div>\n</details>\n</li>"
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


def _paragraph(paragraph: Paragraph) -> str:
    kind = ""
    if paragraph.headline:
        kind = ' class="headline"'
    elif paragraph.furniture:
        kind = f' class="furn" title="{escape(show_line(paragraph.pieces[0].note))}"'
    pieces = "".join(_piece(piece, paragraph.furniture) for piece in paragraph.pieces)
    return f'<p data-s="{paragraph.start}"{kind}>{pieces}</p>'


def _piece(piece: Piece, in_furniture: bool) -> str:
    anchors = "".join(f'<span class="at" id="{escape(name)}"></span>' for name in piece.anchors)
    text = escape(piece.text)
    if piece.repair:
        kind = "fix furn" if piece.furniture else "fix"
        title = f"{escape(show_line(piece.note))}; stored as “{escape(piece.was)}”"
        shown = f'data-n="{piece.length}" tabindex="0" title="{title}">{text or "⌫"}'
        return f'{anchors}<span class="{kind}" {shown}</span>'
    if piece.credit or (piece.furniture and not in_furniture):
        kind = "furn" if piece.furniture and not in_furniture else "credit"
        return f'{anchors}<span class="{kind}" title="{escape(show_line(piece.note))}">{text}</span>'
    return f"{anchors}{text}"
