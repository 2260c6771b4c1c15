"""The small forms by which a story is corrected where it errs, and what was corrected there already.

They stand at differences, at pairs of reports, at names and at each report, folded away. Like the other
marks they are written here and not in a template, for a long story has hundreds. Whatever a report or a
person says is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from samestory.library import JudgementRow, ReportName
from samestory.records import Name, Pair, Story, difference_key, judged_reports, split_told, tell_difference
from samestory.records.judgements import REPORT_ID
from samestory.render.folding import FoldedDifference
from samestory.render.safety import as_written, shorten, show_line
from samestory.render.shelf import Shelf
from samestory.render.wording import tell_day_of

MAX_LABEL_CHARS = 60
_WHO = (
    '<label>Your name<input name="author" required maxlength="100" autocomplete="name"></label>'
    '<label class="wide">Why<input name="note" maxlength="1000" autocomplete="off"></label>'
)


class Amends:
    """Writes the forms of one story's page, and the judgements that stand where they act.

    `outside` names reports that a judgement has to do with and that the story does not hold.
    """

    def __init__(
        self, story: Story, shelf: Shelf, rows: Sequence[JudgementRow], outside: Mapping[str, ReportName]
    ) -> None:
        self._story = story
        self._shelf = shelf
        self._outside = outside
        self._labels = {id: shelf.numbered(id) for id in story.reports if id in shelf.numbers}
        standing = [row for row in rows if row.stands]
        known = set(story.reports)
        self._pairs = {
            frozenset((row.judgement.first, row.judgement.second)): row
            for row in standing
            if row.judgement.kind in ("copy", "independent")
        }
        self._grouped = [
            row for row in standing
            if row.judgement.kind in ("one-story", "two-stories") and judged_reports(row.judgement) & known
        ]  # fmt: skip
        self._names = [row for row in standing if row.judgement.kind == "one-name"]
        self._settled: dict[str, list[JudgementRow]] = {}
        for row in standing:
            reports = judged_reports(row.judgement)
            if row.judgement.kind == "no-difference" and reports and reports <= known:
                self._settled.setdefault(row.judgement.second, []).append(row)

    def difference(self, folded: FoldedDifference) -> Markup:
        """Offer to say that a difference is none."""
        about = folded.difference.about or "this"
        keys = dict.fromkeys(difference_key(part) for part in folded.parts)
        fields = "".join(_hidden("first", key) for key in keys)
        fields += _hidden("second", tell_difference(folded.difference))
        back = f"{self._story.id}-differ"
        return self._form(f"the difference: {about}", "no-difference", fields, "It is no difference", back)

    def settled(self) -> Markup:
        """List the differences that people judged to be none, which therefore stand here no more."""
        lines = (
            f"<li>Judged to be no difference: {self._with_numbers(words)} "
            f"{self._judged(rows, f'{self._story.id}-differ')}</li>"
            for words, rows in self._settled.items()
        )
        return _listed(lines)

    def pair(self, pair: Pair) -> Markup:
        """Offer to say who has it from whom, or that two reports are not of one story."""
        a, b = self._shelf.numbers[pair.a], self._shelf.numbers[pair.b]
        back = f"{self._story.id}-pair-{pair.a}-{pair.b}"
        choices = {
            "copy": f"{a} has it from {b}",
            "copy-turned": f"{b} has it from {a}",
            "independent": "neither has it from the other",
            "two-stories": "they are not one story",
        }
        options = "".join(_option(kind, told) for kind, told in choices.items())
        chosen = f'<label class="wide">In truth<select name="kind">{options}</select></label>'
        fields = _hidden("first", pair.a) + _hidden("second", pair.b) + chosen
        judged = self._pairs.get(frozenset((pair.a, pair.b)))
        undo = self._judged([judged], back) if judged else Markup("")
        return undo + self._form(f"what is said of {a} and {b}", "", fields, "Keep this", back)

    def report(self, report: str) -> Markup:
        """Offer to say that a report is of another story than one of the others."""
        if len(self._labels) < 2 or report not in self._labels:
            return Markup("")
        fields = _hidden("first", report) + self._listed("It is not of one story with", "all-reports")
        number = self._shelf.numbers[report]
        return self._form(
            f"that report {number} is here", "two-stories", fields, "Keep this", f"{self._story.id}-held"
        )

    def all_reports(self) -> Markup:
        """Write the reports that a field may be filled with, each by its number and outlet, and its id."""
        return self._list("all-reports", (f"{label} ({id})" for id, label in self._labels.items()))

    def grouped(self) -> Markup:
        """List what was judged of reports of this story and others: that they are one story, or are not."""
        told = {"one-story": "are one story", "two-stories": "are not one story"}
        lines = (
            f"<li>{self._report(row.judgement.first)} and {self._report(row.judgement.second)} "
            f"{told[row.judgement.kind]} {self._judged([row], f'{self._story.id}-held')}</li>"
            for row in self._grouped
        )
        return _listed(lines)

    def name(self, name: Name) -> Markup:
        """Offer to say that a name is another's, and tell where that was said."""
        back = f"{self._story.id}-{name.id}"
        called = {name.name, *(alias.text for alias in name.aliases)}
        undo = Markup("").join(
            Markup("“{}” and “{}” are one {}").format(
                show_line(row.judgement.first), show_line(row.judgement.second), self._judged([row], back)
            )
            for row in self._names
            if {row.judgement.first, row.judgement.second} <= called
        )
        fields = _hidden("first", name.name) + self._listed("It is the same as", "all-names")
        return undo + self._form(f"the name {name.name}", "one-name", fields, "They are one", back)

    def all_names(self) -> Markup:
        """Write the names that a field may be filled with."""
        return self._list("all-names", (name.name for name in self._story.names))

    def _listed(self, told: str, name: str) -> str:
        """Write a field that is filled from a list; all such fields of a page share it."""
        return (
            f'<label class="wide">{told}<input name="second" required maxlength="300" '
            f'list="{escape(self._story.id)}-{name}" autocomplete="off"></label>'
        )

    def _list(self, name: str, values: Iterable[str]) -> Markup:
        options = "".join(f'<option value="{escape(value)}">' for value in values)
        return as_written(f'<datalist id="{escape(self._story.id)}-{name}">{options}</datalist>')

    def _form(self, about: str, kind: str, fields: str, button: str, back: str) -> Markup:
        chosen = f'<input type="hidden" name="kind" value="{kind}">' if kind else ""
        return as_written(
            '<details class="amend"><summary>Correct this<span class="sr-only">: '
            f"{escape(shorten(show_line(about), MAX_LABEL_CHARS))}</span></summary>"
            f'<form action="/judgements" method="post">{chosen}{self._back(back)}{fields}{_WHO}'
            f'<button type="submit">{button}</button></form></details>'
        )

    def _judged(self, rows: Iterable[JudgementRow], back: str) -> Markup:
        """Tell who judged, when and why, and offer to undo it."""
        rows = list(rows)
        judgement = rows[0].judgement
        ids = "".join(_hidden("id", row.judgement.id) for row in rows)
        author = escape(show_line(judgement.author))
        note = f": “{show_line(judgement.note)}”" if judgement.note else ""
        return as_written(
            f'<span class="judged">{author}, {escape(tell_day_of(judgement.at))}{escape(note)}</span>'
            '<details class="amend undo"><summary>Undo'
            f'<span class="sr-only"> the judgement by {author}</span></summary>'
            f'<form action="/judgements/undo" method="post">{ids}{self._back(back)}<label>Your name'
            '<input name="author" required maxlength="100" autocomplete="name"></label>'
            '<button type="submit">Undo it</button></form></details>'
        )

    def _back(self, anchor: str) -> str:
        return _hidden("back", f"/stories/{self._story.id}#{anchor}")

    def _report(self, report: str) -> Markup:
        if report in self._labels:
            return as_written(f'<a href="#{escape(report)}">{escape(self._labels[report])}</a>')
        return link_report(report, self._outside)

    def _with_numbers(self, words: str) -> Markup:
        """Put the numbers of reports in the place of their ids."""
        ids, words = split_told(words)
        told = REPORT_ID.sub(lambda found: str(self._shelf.numbers.get(found[0], found[0])), ids)
        return escape(show_line(told + words))


def link_report(report: str, names: Mapping[str, ReportName]) -> Markup:
    """Write a report's outlet and title, leading to the report; its id where it is held no more."""
    name = names.get(report)
    if name is None:
        return escape(show_line(report))
    told = show_line(name.outlet)
    if name.title:
        told += f", “{shorten(show_line(name.title), MAX_LABEL_CHARS)}”"
    return as_written(f'<a href="/reports/{escape(report)}">{escape(told)}</a>')


def link_reports(words: str, names: Mapping[str, ReportName]) -> Markup:
    """Put links in the place of the ids of reports that stand before the words of a difference."""
    ids, words = split_told(words)
    pieces: list[Markup] = []
    at = 0
    for found in REPORT_ID.finditer(ids):
        pieces += [escape(ids[at : found.start()]), _link_outlet(found[0], names)]
        at = found.end()
    return Markup("").join([*pieces, escape(ids[at:] + words)])


def _link_outlet(report: str, names: Mapping[str, ReportName]) -> Markup:
    told = show_line(names[report].outlet) if report in names else report
    return as_written(f'<a href="/reports/{escape(report)}">{escape(told)}</a>')


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _option(value: str, told: str) -> str:
    return f'<option value="{escape(value)}">{escape(told)}</option>'


def _listed(lines: Iterable[str]) -> Markup:
    text = "".join(lines)
    return as_written(f'<ul class="judged-list">{text}</ul>' if text else "")
