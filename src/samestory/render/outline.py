"""A story as an outline of sections and items: what the terminal and Markdown both show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from samestory.records import (
    BriefSentence,
    Citation,
    Dossier,
    Name,
    Pair,
    QuoteGroup,
    Statement,
    Story,
    Support,
    TimelineEntry,
)
from samestory.render.alone import Alone, list_alone
from samestory.render.edits import order_quotes
from samestory.render.folding import FoldedDifference, FoldedStatement, fold_differences, fold_statements
from samestory.render.kinship import Branch, Family, draw_families
from samestory.render.phrasing import phrase, phrase_statements, reread
from samestory.render.safety import safe_link, show_line
from samestory.render.shelf import Shelf
from samestory.render.variants import Wording, list_wordings
from samestory.render.wording import (
    KINDS,
    RELATIONS,
    VERDICT_SIGNS,
    VERDICTS,
    WORDINGS,
    count,
    join_words,
    tell_absent,
    tell_caution,
    tell_direction,
    tell_interval,
    tell_kind,
    tell_lines,
    tell_nature,
    tell_origins,
    tell_published,
    tell_share,
    tell_standfirst,
    tell_tie,
)

Role = Literal["plain", "strong", "faint", "cite", "good", "fair", "bad", "del", "ins", "quote", "link"]

VERDICT_ROLES: dict[str, Role] = {"corroborated": "good", "one-origin": "fair", "disputed": "bad"}
STATUS_ROLES: dict[str, Role] = {"conflict": "bad", "update": "fair", "refinement": "fair"}


class Run(NamedTuple):
    """Words with the part they play. The text is already visible and on one line, but not escaped."""

    text: str
    role: Role = "plain"


Line = tuple[Run, ...]
Told = Mapping[str, str]
"""The words in which each statement is shown, by its id."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: a line, what is noted of it, the evidence in the reports' words, and what hangs below."""

    line: Line
    notes: tuple[Line, ...] = ()
    evidence: tuple[Line, ...] = ()
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its items. `tree` says that the items hang together as a family tree."""

    title: str
    items: tuple[Item, ...]
    tree: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A story told in sections; empty ones are left out."""

    title: str
    standfirst: str
    sections: tuple[Section, ...]


def outline_story(dossier: Dossier, story: Story, shelf: Shelf) -> Outline:
    """Lay a story out for reading from top to bottom."""
    families = draw_families(story, shelf)
    lone = len(story.reports) == 1
    shared = [s for s in story.statements if lone or len(s.reports) > 1]
    stated = "Statements" if lone else "Statements in two reports or more"
    quotes = order_quotes(story.quotes)
    changed = [q for q in quotes if len(q.variants) > 1 and q.wording != "identical"]
    same = [q for q in quotes if len(q.variants) == 1 or q.wording == "identical"]
    told = phrase_statements(story, shelf)
    alone = f"In one report alone: {tell_absent(len(story.reports))}"
    follows = [s.title for s in dossier.stories if s.id in story.follows]
    sections = (
        Section("Follows", tuple(Item((Run(show_line(title)),)) for title in follows)),
        Section("In brief", tuple(_brief_sentence(s, story, shelf) for s in story.brief)),
        Section("Reports held", tuple(_report(report, shelf) for report in story.reports)),
        Section(stated,
                tuple(_folded(f, told, shelf) for f in fold_statements(shared))),
        Section("Where they differ", tuple(_difference(f, told, shelf) for f in fold_differences(story))),
        Section("Quotations whose wording changed", tuple(_quote(q, shelf) for q in changed)),
        Section("Who has it from whom", tuple(_family(family, shelf) for family in families), tree=True),
        Section(alone, tuple(_alone(each, told, shelf) for each in list_alone(story))),
        Section("Timeline", tuple(_moment(entry, shelf) for entry in story.timeline)),
        Section("Other quotations", tuple(_quote(q, shelf) for q in same)),
        Section("Names", tuple(_name(name, shelf) for name in story.names)),
    )  # fmt: skip
    return Outline(
        show_line(story.title) or "Untitled story",
        tell_standfirst(story, len(families)),
        tuple(section for section in sections if section.items),
    )


def _cite(reports: Iterable[str], shelf: Shelf) -> Run:
    return Run(f" [{shelf.list_numbers(reports)}]", "cite")


def _brief(text: str, cites: Sequence[Citation], shelf: Shelf) -> Item:
    told = Run(phrase(text, cites, shelf))
    return Item((told, _cite((cite.report for cite in cites), shelf)) if cites else (told,))


def _brief_sentence(sentence: BriefSentence, story: Story, shelf: Shelf) -> Item:
    """A sentence of the brief, with a warning where the reports it cites do not say the same."""
    item = _brief(sentence.text, sentence.cites, shelf)
    caution = tell_caution(sentence, story)
    return Item((*item.line, Run(f" {caution}", "fair"))) if caution else item


def _moment(entry: TimelineEntry, shelf: Shelf) -> Item:
    when = Run(f"{tell_interval(entry.earliest, entry.latest)}: ", "strong")
    happened = _brief(entry.text, entry.support, shelf)
    return Item((when, *happened.line))


def _report(report: str, shelf: Shelf) -> Item:
    entry = shelf.entries[report]
    head = (Run(f"{shelf.numbers[report]} {shelf.label(report)}", "strong"),
            Run(f", {tell_published(entry.published)}"))  # fmt: skip
    title = (Run(show_line(entry.title.text), "quote"),) if entry.title else ()
    reasons = join_words(dict.fromkeys(show_line(basis.reason) for basis in entry.published.basis))
    credits = join_words(dict.fromkeys(show_line(credit.name) for credit in entry.agencies))
    link = safe_link(entry.url)
    nature = tell_nature(entry)
    notes = (
        title,
        (Run(show_line(nature)),) if nature else (),
        (Run(f"dated by: {reasons}", "faint"),) if reasons else (),
        (Run(f"credits {credits}"),) if credits else (),
        (Run(show_line(entry.source), "faint"),),
    )
    return Item(head, tuple(n for n in notes if n), ((Run(link, "link"),),) if link else ())


def _folded(folded: FoldedStatement, told: Told, shelf: Shelf) -> Item:
    """A statement, with those that say only a part of its words below it."""
    item = _statement(folded.statement, told, shelf)
    return replace(item, below=tuple(_statement(inner, told, shelf) for inner in folded.within))


def _statement(statement: Statement, told: Told, shelf: Shelf) -> Item:
    role = VERDICT_ROLES.get(statement.verdict, "faint")
    verdict = f"{VERDICT_SIGNS[statement.verdict]} {VERDICTS[statement.verdict]}"
    sign = f"{verdict}, {tell_lines(statement.independent)}: "
    origins = show_line(tell_origins(statement))
    notes: list[Line] = [(Run(show_line(statement.independent.because), "faint"),)]
    if origins:
        label = "first source: " if len(statement.origins) == 1 else "first sources: "
        notes.append((Run(f"{label}{origins}", "faint"),))
    line = (Run(sign, role), Run(told[statement.id]), _cite(statement.reports, shelf))
    return Item(
        line, tuple(notes), tuple(dict.fromkeys(_support(support, shelf) for support in statement.support))
    )


def _support(support: Support, shelf: Shelf) -> Line:
    said = support.attribution
    by = f" ({show_line(said.source)} {show_line(said.cue)})" if said and said.source else ""
    return (Run(f"{shelf.numbered(support.report)}: "), Run(shelf.read(support), "quote"), Run(by))


def _difference(folded: FoldedDifference, told: Told, shelf: Shelf) -> Item:
    difference = folded.difference
    role = STATUS_ROLES.get(difference.status, "faint")
    kind = tell_kind(difference)
    line = (
        Run(f"{difference.status}: ", role),
        Run(show_line(difference.about) or KINDS[difference.kind], "strong"),
        *((Run(f" ({kind})", "faint"),) if kind else ()),
    )
    values = tuple(
        (Run(reread(value.value, value.spans, shelf), "strong"), _cite(value.reports, shelf))
        for value in difference.values
    )
    because = (Run(show_line(difference.because), "faint"),) if difference.because else ()
    first, *others = folded.statements
    said = (Run(f"in: {told[first.id]}", "faint"),)
    also = (Run(f"and in {count(len(others), 'other statement')}", "faint"),) if others else ()
    return Item(line, tuple(note for note in (*values, because, said, also) if note))


def _quote(quote: QuoteGroup, shelf: Shelf) -> Item:
    first, *others = list_wordings(quote, shelf)
    line = (
        Run(f"{show_line(quote.speaker) or 'Speaker not named'}: ", "strong"),
        Run(first.text, "quote"),
        _cite((variant.report for variant in first.variants), shelf),
        Run(f" {WORDINGS[quote.wording]}", "faint"),
    )
    if quote.wording == "identical":
        return Item(line)
    return Item(line, tuple(_wording(wording, shelf) for wording in others))


def _wording(wording: Wording, shelf: Shelf) -> Line:
    cite = _cite((variant.report for variant in wording.variants), shelf)
    if wording.against is None:
        return (Run(wording.text, "quote"), cite)
    roles: dict[str, Role] = {"same": "plain", "del": "del", "ins": "ins"}
    pieces = (Run(piece.text, roles[piece.op]) for piece in wording.pieces)
    return (*pieces, cite, Run(f" against [{shelf.numbers[wording.against]}]", "faint"))


def _family(family: Family, shelf: Shelf) -> Item:
    """The trunk of a family, below the agencies that it credits and nobody here holds."""
    trunk = _branch(family.trunk, shelf)
    if not family.agencies:
        return trunk
    credited = join_words(
        f"{show_line(agency.name)} by {shelf.list_numbers(agency.reports)}" for agency in family.agencies
    )
    return Item((Run(f"┄ credited, not held: {credited}", "faint"),), below=(trunk,))


def _branch(branch: Branch, shelf: Shelf) -> Item:
    published = tell_published(shelf.entries[branch.report].published)
    head = (Run(shelf.numbered(branch.report), "strong"), Run(f", {published}"))
    notes = _tie(branch.tie, shelf) if branch.tie else ()
    return Item(head, notes, below=tuple(_branch(below, shelf) for below in branch.below))


def _tie(pair: Pair, shelf: Shelf) -> tuple[Line, ...]:
    facts = [RELATIONS[pair.relation], tell_share(pair), tell_direction(pair, shelf.numbers)]
    told = "; ".join(fact for fact in facts if fact)
    between = f"{shelf.list_numbers([pair.a, pair.b]).replace(', ', '–')}: {told}"
    because = Run(show_line(tell_tie(pair, shelf.numbers)), "faint")
    return ((Run(between),), (because,)) if because.text else ((Run(between),),)


def _alone(alone: Alone, told: Told, shelf: Shelf) -> Item:
    own: tuple[Line, ...] = tuple(
        (Run(told[folded.statement.id]),) for folded in fold_statements(alone.alone)
    )
    if not alone.left_out:
        return Item((Run(shelf.numbered(alone.report), "strong"),), own)
    left_out = tuple(Item((Run(told[s.id], "faint"),)) for s in alone.left_out)
    label = Item((Run("widely told and not seen here:", "faint"),), below=left_out)
    return Item((Run(shelf.numbered(alone.report), "strong"),), own, below=(label,))


def _name(name: Name, shelf: Shelf) -> Item:
    others = [alias for alias in name.aliases if alias.reports]
    line = (Run(show_line(name.name), "strong"), Run(f", {name.type}", "faint"))
    listed: tuple[Line, ...] = tuple(
        (Run(show_line(alias.text)), _cite(alias.reports, shelf)) for alias in others
    )
    if name.place:
        where = f"{abs(name.place.latitude):.2f}° {'N' if name.place.latitude >= 0 else 'S'}, "
        where += f"{abs(name.place.longitude):.2f}° {'E' if name.place.longitude >= 0 else 'W'}"
        listed += ((Run(f"{where}, after {show_line(name.place.source)}", "faint"),),)
    return Item(line, listed)
