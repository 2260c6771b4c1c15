"""A story as an outline of sections and items: what the terminal and Markdown both show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from samestory.records import (
    Citation,
    Difference,
    Dossier,
    Name,
    Pair,
    QuoteGroup,
    QuoteVariant,
    Statement,
    Story,
    Support,
    TimelineEntry,
)
from samestory.render.alone import Alone, list_alone
from samestory.render.edits import order_quotes, order_variants, show_edits
from samestory.render.kinship import Branch, Family, draw_families
from samestory.render.safety import safe_link, show_line
from samestory.render.shelf import Shelf
from samestory.render.wording import (
    KINDS,
    RELATIONS,
    STATUS_MEANINGS,
    VERDICT_SIGNS,
    VERDICTS,
    WORDINGS,
    join_words,
    list_differences,
    tell_absent,
    tell_direction,
    tell_interval,
    tell_lines,
    tell_origins,
    tell_published,
    tell_share,
    tell_standfirst,
)

Role = Literal["plain", "strong", "faint", "cite", "good", "fair", "bad", "del", "ins", "quote", "link"]

VERDICT_ROLES: dict[str, Role] = {"corroborated": "good", "one-origin": "fair", "disputed": "bad"}
STATUS_ROLES: dict[str, Role] = {"conflict": "bad", "update": "fair", "refinement": "fair"}


class Run(NamedTuple):
    """Words with the part they play. The text is already visible and on one line, but not escaped."""

    text: str
    role: Role = "plain"


Line = tuple[Run, ...]


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
    shared = [statement for statement in story.statements if len(statement.reports) > 1]
    quotes = order_quotes(story.quotes)
    changed = [q for q in quotes if len(q.variants) > 1 and q.wording != "identical"]
    same = [q for q in quotes if len(q.variants) == 1 or q.wording == "identical"]
    alone = f"In one report alone: {tell_absent(len(story.reports))}"
    follows = [s.title for s in dossier.stories if s.id in story.follows]
    sections = (
        Section("Follows", tuple(Item((Run(show_line(title)),)) for title in follows)),
        Section("In brief", tuple(_brief(s.text, s.cites, shelf) for s in story.brief)),
        Section("Reports held", tuple(_report(report, shelf) for report in story.reports)),
        Section("Statements in two reports or more", tuple(_statement(s, shelf) for s in shared)),
        Section("Where they differ", tuple(_difference(s, d, shelf) for s, d in list_differences(story))),
        Section("Quotations whose wording changed", tuple(_quote(q, shelf) for q in changed)),
        Section("Who has it from whom", tuple(_family(family, shelf) for family in families), tree=True),
        Section(alone, tuple(_alone(each, shelf) for each in list_alone(story))),
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
    told = Run(show_line(text))
    return Item((told, _cite((cite.report for cite in cites), shelf)) if cites else (told,))


def _moment(entry: TimelineEntry, shelf: Shelf) -> Item:
    return _brief(f"{tell_interval(entry.earliest, entry.latest)}: {entry.text}", entry.support, shelf)


def _report(report: str, shelf: Shelf) -> Item:
    entry = shelf.entries[report]
    head = (Run(f"{shelf.numbers[report]} {shelf.label(report)}", "strong"),
            Run(f", {tell_published(entry.published)}"))  # fmt: skip
    title = (Run(show_line(entry.title.text), "quote"),) if entry.title else ()
    reasons = join_words(dict.fromkeys(show_line(basis.reason) for basis in entry.published.basis))
    credits = join_words(dict.fromkeys(show_line(credit.name) for credit in entry.agencies))
    link = safe_link(entry.url)
    notes = (
        title,
        (Run(f"dated by: {reasons}", "faint"),) if reasons else (),
        (Run(f"credits {credits}"),) if credits else (),
        (Run(show_line(entry.source), "faint"),),
    )
    return Item(head, tuple(n for n in notes if n), ((Run(link, "link"),),) if link else ())


def _statement(statement: Statement, shelf: Shelf) -> Item:
    role = VERDICT_ROLES.get(statement.verdict, "faint")
    verdict = f"{VERDICT_SIGNS[statement.verdict]} {VERDICTS[statement.verdict]}"
    sign = f"{verdict}, {tell_lines(statement.independent)}: "
    origins = show_line(tell_origins(statement))
    notes: list[Line] = [(Run(show_line(statement.independent.because), "faint"),)]
    if origins:
        notes.append((Run(f"first source: {origins}", "faint"),))
    line = (Run(sign, role), Run(show_line(statement.text)), _cite(statement.reports, shelf))
    return Item(
        line, tuple(notes), tuple(dict.fromkeys(_support(support, shelf) for support in statement.support))
    )


def _support(support: Support, shelf: Shelf) -> Line:
    said = support.attribution
    by = f" ({show_line(said.source)} {show_line(said.cue)})" if said and said.source else ""
    return (Run(f"{shelf.numbered(support.report)}: "), Run(shelf.read(support), "quote"), Run(by))


def _difference(statement: Statement, difference: Difference, shelf: Shelf) -> Item:
    role = STATUS_ROLES.get(difference.status, "faint")
    line = (
        Run(f"{difference.status}: ", role),
        Run(show_line(difference.about) or KINDS[difference.kind], "strong"),
        Run(f" ({KINDS[difference.kind]}; {STATUS_MEANINGS[difference.status]})", "faint"),
    )
    values = tuple(
        (Run(show_line(value.value), "strong"), _cite(value.reports, shelf)) for value in difference.values
    )
    because = (Run(show_line(difference.because), "faint"),) if difference.because else ()
    said = (Run("in: ", "faint"), Run(show_line(statement.text), "faint"))
    return Item(line, tuple(note for note in (*values, because, said) if note))


def _quote(quote: QuoteGroup, shelf: Shelf) -> Item:
    first, *others = order_variants(quote)
    line = (
        Run(f"{show_line(quote.speaker) or 'Speaker not named'}: ", "strong"),
        Run(shelf.read(first), "quote"),
        _cite(
            [v.report for v in quote.variants] if quote.wording == "identical" else [first.report], shelf
        ),
        Run(f" {WORDINGS[quote.wording]}", "faint"),
    )
    if quote.wording == "identical":
        return Item(line)
    return Item(line, tuple(_variant(quote, variant, shelf) for variant in others))


def _variant(quote: QuoteGroup, variant: QuoteVariant, shelf: Shelf) -> Line:
    text = shelf.read(variant)
    base = next((v for v in quote.variants if v.report == variant.against and v != variant), None)
    if base is None:
        return (Run(text, "quote"), _cite([variant.report], shelf))
    roles: dict[str, Role] = {"same": "plain", "del": "del", "ins": "ins"}
    pieces = show_edits(shelf.read(base), text, variant.edits)
    against = Run(f" against [{shelf.numbers[base.report]}]", "faint")
    return (*(Run(p.text, roles[p.op]) for p in pieces), _cite([variant.report], shelf), against)


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
    because = Run(show_line(pair.because), "faint")
    return ((Run(between),), (because,)) if because.text else ((Run(between),),)


def _alone(alone: Alone, shelf: Shelf) -> Item:
    told = tuple((Run(show_line(statement.text)),) for statement in alone.alone)
    if alone.left_out:
        told += ((Run("widely told and not seen here:", "faint"),),)
        told += tuple((Run(show_line(statement.text), "faint"),) for statement in alone.left_out)
    return Item((Run(shelf.numbered(alone.report), "strong"),), told)


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
