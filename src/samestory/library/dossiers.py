"""Showing: the dossier of a story, made when it is asked for and kept until something in it changes.

What a report's text alone gives is kept by report, so that a story which gains one reads only that one;
what is found by comparing is made again. Nothing that is kept is taken for granted: a key says from what,
and by which version, it was made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from samestory.library.codec import pack, unpack
from samestory.library.fetching import fetch_report
from samestory.library.findings import forget_dossiers, index_findings
from samestory.library.listing import digest_story
from samestory.library.rows import StoredReport
from samestory.library.store import is_writable, writing
from samestory.pipeline import Models, Progress, bind_dossier, compare_reports, no_progress, read_report
from samestory.records import (
    Account,
    Annotation,
    Attribution,
    Clause,
    Dossier,
    Group,
    Intake,
    Judgement,
    Published,
    Quantity,
    Quote,
    TimeExpression,
    content_id,
)
from samestory.stages.dating import date_story
from samestory.version import VERSION

# Changed by hand where what is kept would read differently though the version is the same.
FORM = 1
_KEEP_READ = (
    "INSERT OR REPLACE INTO account (report, key, data) SELECT number, ?, ? FROM report WHERE id = ?"
)
_FIND_READ = """
    SELECT a.data FROM account AS a JOIN report AS r ON r.number = a.report WHERE r.id = ? AND a.key = ?
"""


@dataclass(frozen=True, slots=True)
class Found:
    """All that one report's text gave by itself: an `Account` without what the library keeps anyway."""

    annotation: Annotation
    quotes: tuple[Quote, ...]
    attributions: tuple[Attribution, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What is needed to open a story: the group, people's judgements, the models if it comes to it."""

    group: Group
    load_models: Callable[[], Models]
    judgements: tuple[Judgement, ...] = ()

    @property
    def key(self) -> str:
        """Name all that the dossier follows from."""
        judged = sorted((j.kind, j.first, j.second, j.author, j.at) for j in self.judgements)
        return content_id("k", FORM, VERSION, self.group.id, self.group.reports, self.group.follows, judged)


def show_story(
    connection: sqlite3.Connection, opening: Opening, *, library: Path, progress: Progress = no_progress
) -> Dossier:
    """Give the dossier of a story: the one that is kept, or a new one that is then kept."""
    kept = _find_kept(connection, opening)
    if kept is not None:
        return kept
    dossier = make_story(connection, opening, library=library, progress=progress)
    if is_writable(connection):
        with writing(connection):
            _keep(connection, opening, dossier)
    return dossier


def make_story(
    connection: sqlite3.Connection, opening: Opening, *, library: Path, progress: Progress = no_progress
) -> Dossier:
    """Make the dossier of a story, reading again only the reports that were not read before."""
    stored = [fetch_report(connection, report, library=library) for report in opening.group.reports]
    reports = [each.report for each in stored]
    cleanings = {each.report.id: each.cleaning for each in stored}
    dates = {each.report.id: each.published for each in stored}
    dates |= date_story(reports, cleanings, dates)
    progress("Loading models", 0, 1)
    models = opening.load_models()
    accounts = _read(connection, stored, dates, models, progress)
    story = compare_reports(
        opening.group, accounts, models=models, judgements=opening.judgements, progress=progress
    )
    return bind_dossier(Intake(tuple(reports), ()), cleanings, dates, [story])


def is_kept(connection: sqlite3.Connection, opening: Opening) -> bool:
    """Say whether the dossier would be given without being made."""
    row = connection.execute("SELECT key FROM dossier WHERE story = ?", (opening.group.id,)).fetchone()
    return row is not None and row[0] == opening.key


def _find_kept(connection: sqlite3.Connection, opening: Opening) -> Dossier | None:
    query = "SELECT key, data FROM dossier WHERE story = ?"
    row = connection.execute(query, (opening.group.id,)).fetchone()
    if row is None or row[0] != opening.key:
        return None
    try:
        return unpack(Dossier, row[1])
    except ValueError:
        return None  # damaged or of another form: it is made again


def _keep(connection: sqlite3.Connection, opening: Opening, dossier: Dossier) -> None:
    numbers = number_reports(connection, opening.group.reports)
    if len(numbers) < len(opening.group.reports):
        return  # one was removed while the dossier was made
    forget_dossiers(connection, numbers.values())
    story = opening.group.id
    connection.execute(
        "INSERT INTO dossier VALUES (?, ?, ?, ?, ?, ?, ?)",
        (story, opening.key, pack(dossier), *digest_story(dossier.stories[0])),
    )
    connection.executemany(
        "INSERT INTO opened (report, story) VALUES (?, ?)", [(number, story) for number in numbers.values()]
    )
    index_findings(connection, dossier, numbers)


def number_reports(connection: sqlite3.Connection, reports: Sequence[str]) -> dict[str, int]:
    """Find the numbers of reports by their ids; ids that are not there are left out."""
    found: dict[str, int] = {}
    for report in reports:
        row = connection.execute("SELECT number FROM report WHERE id = ?", (report,)).fetchone()
        if row is not None:
            found[report] = row[0]
    return found


def _read(
    connection: sqlite3.Connection,
    stored: Sequence[StoredReport],
    dates: Mapping[str, Published],
    models: Models,
    progress: Progress,
) -> list[Account]:
    accounts: list[Account] = []
    fresh: list[tuple[str, bytes, str]] = []
    for done, each in enumerate(stored):
        progress("Reading reports", done, len(stored))
        published = dates[each.report.id]
        key = _account_key(models, published)
        found = _find_read(connection, each.report.id, key)
        if found is None:
            account = read_report(each.report, each.cleaning, published, parser=models.parser)
            fresh.append((key, pack(_found(account)), each.report.id))
        else:
            account = _account(each, published, found)
        accounts.append(account)
    if fresh and is_writable(connection):
        with writing(connection):
            connection.executemany(_KEEP_READ, fresh)
    return accounts


def _account_key(models: Models, published: Published) -> str:
    parser = getattr(models.parser, "name", type(models.parser).__name__)
    # Times are read against the report's own day, which its company in the story may have narrowed.
    return content_id("k", FORM, VERSION, parser, published.earliest, published.latest)


def _find_read(connection: sqlite3.Connection, report: str, key: str) -> Found | None:
    row = connection.execute(_FIND_READ, (report, key)).fetchone()
    try:
        return None if row is None else unpack(Found, row[0])
    except ValueError:
        return None


def _found(account: Account) -> Found:
    return Found(
        account.annotation,
        account.quotes,
        account.attributions,
        account.quantities,
        account.times,
        account.clauses,
    )


def _account(stored: StoredReport, published: Published, found: Found) -> Account:
    return Account(
        stored.report,
        stored.cleaning,
        published,
        found.annotation,
        found.quotes,
        found.attributions,
        found.quantities,
        found.times,
        found.clauses,
    )
