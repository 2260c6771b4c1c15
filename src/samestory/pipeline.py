"""The only place where the stages meet: from reports to a dossier, in the order of the corridor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from samestory.records import (
    Account,
    Cleaning,
    Dossier,
    Group,
    Intake,
    Judgement,
    Published,
    Quantity,
    Report,
    ReportEntry,
    Statement,
    Story,
    content_id,
)
from samestory.stages.annotation import Parser, annotate_report
from samestory.stages.attributions import find_attributions
from samestory.stages.brief import compose_brief
from samestory.stages.citing import cite_sentences
from samestory.stages.clauses import find_clauses
from samestory.stages.cleaning import clean_report
from samestory.stages.dating import date_report, date_story
from samestory.stages.differences import compare_statements
from samestory.stages.exclusives import list_exclusives
from samestory.stages.grouping import group_reports
from samestory.stages.independence import weigh_statements
from samestory.stages.lineage import trace_lineage
from samestory.stages.names import resolve_names
from samestory.stages.passages import align_accounts
from samestory.stages.places import locate_names
from samestory.stages.quantities import find_quantities
from samestory.stages.quotes import find_quotes
from samestory.stages.statements import WordReader, group_statements
from samestory.stages.timeline import order_events
from samestory.stages.times import find_times
from samestory.stages.translations import carry_statements
from samestory.stages.utterances import join_quotations
from samestory.stages.variants import align_quotes
from samestory.text.corrections import correct_lineage, drop_differences, join_names
from samestory.text.reuse.boilerplate import mark_repeated
from samestory.text.reuse.translations import ENCODED_LANGUAGES, Encoder
from samestory.text.summing.headlines import choose_headline
from samestory.version import VERSION

FORMAT = "samestory/1"

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Models:
    """The learned models that the deep stages are given; without one a stage finds less."""

    parser: Parser | None
    encoder: Encoder | None
    reader: WordReader | None = None


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def load_models() -> Models:
    """Load the English parser, the encoder across languages and the reader, about a second together."""
    from samestory.models import SpacyParser, UniversalEncoder, WordEncoder

    return Models(parser=SpacyParser(), encoder=UniversalEncoder(), reader=WordEncoder())


def make_dossier(
    intake: Intake,
    *,
    load_models: Callable[[], Models],
    one_story: bool = False,
    progress: Progress = no_progress,
) -> Dossier:
    """Clean, date and group all reports of an intake, then open every story.

    `load_models` is called only when a story is opened: the cheap stages never load the parser.
    """
    cleanings: dict[str, Cleaning] = {}
    dates: dict[str, Published] = {}
    for done, report in enumerate(intake.reports):
        progress("Cleaning and dating", done, len(intake.reports))
        cleanings[report.id] = clean_report(report)
        dates[report.id] = date_report(report, cleanings[report.id])
    groups = _one_group(intake.reports) if one_story else group_reports(intake.reports, cleanings, dates)
    by_id = {report.id: report for report in intake.reports}
    cleanings |= mark_repeated(by_id, cleanings, [group.reports for group in groups])
    stories: list[Story] = []
    progress("Loading models", 0, 1)
    models = load_models() if groups else Models(None, None)
    for done, group in enumerate(groups):
        reports = [by_id[report] for report in group.reports]
        dates |= date_story(reports, cleanings, dates)
        story = f"Story {done + 1} of {len(groups)}: " if len(groups) > 1 else ""
        tell = partial(_tell_story, story, progress)
        stories.append(open_story(group, reports, cleanings, dates, models=models, progress=tell))
    return bind_dossier(intake, cleanings, dates, stories)


def bind_dossier(
    intake: Intake,
    cleanings: Mapping[str, Cleaning],
    dates: Mapping[str, Published],
    stories: Sequence[Story],
) -> Dossier:
    """Lay the reports and their stories into one dossier."""
    entries = tuple(_entry(report, cleanings[report.id], dates[report.id]) for report in intake.reports)
    return Dossier(FORMAT, VERSION, entries, tuple(stories), intake.set_aside)


def _tell_story(story: str, progress: Progress, what: str, done: int, total: int) -> None:
    """Say with the progress within a story which story it is."""
    progress(story + (what[0].lower() + what[1:] if story else what), done, total)


def open_story(  # noqa: PLR0913 - what the stages are given, each by itself
    group: Group,
    reports: Sequence[Report],
    cleanings: Mapping[str, Cleaning],
    dates: Mapping[str, Published],
    *,
    models: Models,
    progress: Progress = no_progress,
) -> Story:
    """Read the reports of one story as one: the deep part of the corridor."""
    accounts: list[Account] = []
    for done, report in enumerate(reports):
        progress("Reading reports", done, len(reports))
        accounts.append(read_report(report, cleanings[report.id], dates[report.id], parser=models.parser))
    return compare_reports(group, accounts, models=models, progress=progress)


def compare_reports(
    group: Group,
    accounts: Sequence[Account],
    *,
    models: Models,
    judgements: Sequence[Judgement] = (),
    progress: Progress = no_progress,
) -> Story:
    """Make one story of reports that were read each by itself; people's judgements stand before its own."""
    progress("Comparing reports", len(accounts), len(accounts))
    names = locate_names(resolve_names(accounts), accounts)
    names = join_names(names, judgements)
    quotes = align_quotes(accounts, names)
    passages = align_accounts(accounts, encoder=models.encoder)
    compared = ENCODED_LANGUAGES if models.encoder is not None else frozenset[str]()
    lineage = trace_lineage(accounts, passages, quotes, compared=compared)
    lineage = correct_lineage(lineage, group.reports, judgements)
    quotes = join_quotations(quotes, lineage)
    progress("Gathering statements", len(accounts), len(accounts))
    statements = group_statements(accounts, names, lineage, reader=models.reader)
    statements = carry_statements(statements, accounts, lineage)
    statements = compare_statements(statements, accounts, names)
    statements = drop_differences(statements, judgements)
    statements = weigh_statements(statements, accounts, names, lineage, quotes)
    statements = cite_sentences(statements, accounts)
    timeline = order_events(accounts, statements)
    return Story(
        id=group.id,
        title=_story_title(accounts, statements),
        reports=group.reports,
        follows=group.follows,
        brief=compose_brief(statements, accounts, lineage.families, lineage.pairs),
        statements=statements,
        quotes=quotes,
        quantities=_placed_quantities(accounts, statements),
        names=names,
        lineage=lineage,
        timeline=timeline,
        only_in=list_exclusives(statements, accounts),
    )


def read_report(
    report: Report, cleaning: Cleaning, published: Published, *, parser: Parser | None
) -> Account:
    """Find in one report all that can be found without looking at another."""
    annotation = annotate_report(report, cleaning, parser=parser)
    quotes = find_quotes(report, annotation, cleaning)
    # A stance makes nothing that is stated somebody's word: 'voters want the bridge that fell in May'.
    attributions = tuple(a for a in find_attributions(report, annotation, quotes) if not a.stance)
    return Account(
        report=report,
        cleaning=cleaning,
        published=published,
        annotation=annotation,
        quotes=quotes,
        attributions=attributions,
        quantities=find_quantities(report, annotation),
        times=find_times(report, annotation, published),
        clauses=find_clauses(report, annotation, attributions),
    )


def _one_group(reports: Sequence[Report]) -> tuple[Group, ...]:
    ids = tuple(report.id for report in reports)
    return (Group(content_id("s", *sorted(ids)), ids),) if ids else ()


def _story_title(accounts: Sequence[Account], statements: Sequence[Statement]) -> str:
    """Choose a report's headline, or the widest statement where no report has one."""
    headline = choose_headline(accounts, statements)
    if headline is not None:
        return headline.text
    return statements[0].text if statements else "Untitled story"


def _placed_quantities(
    accounts: Sequence[Account], statements: Sequence[Statement]
) -> tuple[Quantity, ...]:
    """Name, for each figure, the widest statement whose words hold it."""
    places = [
        (support.report, support.start, support.end, len(statement.reports), statement.id)
        for statement in statements
        for support in statement.support
    ]

    def home(quantity: Quantity) -> str | None:
        held = [
            (-width, end - start, id)
            for report, start, end, width, id in places
            if report == quantity.report and start <= quantity.start and quantity.end <= end
        ]
        return min(held)[2] if held else None

    return tuple(
        replace(quantity, statement=home(quantity))
        for account in accounts
        for quantity in account.quantities
    )


def _entry(report: Report, cleaning: Cleaning, published: Published) -> ReportEntry:
    return ReportEntry(
        id=report.id,
        source=report.source,
        url=report.url,
        outlet=report.outlet,
        title=cleaning.title,
        language=cleaning.language,
        published=published,
        agencies=cleaning.agencies,
        sha256=report.sha256,
        text=report.text,
        furniture=cleaning.furniture,
        repairs=cleaning.repairs,
        extent=report.declared.extent,
        kind=report.declared.kind or ("live" if cleaning.entries else ""),
        section=report.declared.section,
        entries=cleaning.entries,
    )
