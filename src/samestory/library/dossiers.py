"""Showing: the dossier of a story, made when it is asked for and kept until something in it changes.

What a report's text alone gives is kept by report, so that a story which gains one reads only that one;
what is found by comparing is made again. Nothing that is kept is taken for granted: a key says from what,
and by which version, it was made. What the outlets of a story repeat elsewhere (habits.py) is part of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from samestory.library.codec import pack, unpack
from samestory.library.fetching import fetch_report
from samestory.library.findings import forget_dossiers, index_findings
from samestory.library.habits import find_neighbours, list_habits, mark_habits
from samestory.library.listing import digest_story
from samestory.library.rows import StoredReport
from samestory.library.store import is_writable, writing
from samestory.pipeline import Models, Progress, bind_dossier, compare_reports, no_progress, read_report
from samestory.records import (
    Account,
    Annotation,
    Attribution,
    Clause,
    Cleaning,
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


@dataclass(frozen=True, slots=True)
class _Key:
    """What a dossier was made from: the opening, what its outlets repeat, the reports that showed it."""

    opening: str
    habits: str
    neighbours: str

    def __str__(self) -> str:
        return f"{self.opening} {self.habits} {self.neighbours}"

    @property
    def content(self) -> str:
        """Name what the dossier follows from: who showed what is repeated may change."""
        return f"{self.opening} {self.habits}"


@dataclass(frozen=True, slots=True)
class _Ground:
    """The key that a dossier is to have, the one that is kept under it, the reports if they were read."""

    key: _Key
    kept: bytes | None
    stored: tuple[StoredReport, ...] = ()


def show_story(
    connection: sqlite3.Connection, opening: Opening, *, library: Path, progress: Progress = no_progress
) -> Dossier:
    """Give the dossier of a story: the one that is kept, or a new one that is then kept."""
    ground = _survey(connection, opening, library)
    kept = _unpack_kept(ground)
    if kept is not None:
        if ground.stored and is_writable(connection):
            with writing(connection):
                renewed = (str(ground.key), opening.group.id)
                connection.execute("UPDATE dossier SET key = ? WHERE story = ?", renewed)
        return kept
    stored = ground.stored or _fetch(connection, opening, library)[1]
    dossier = _make(connection, opening, stored, progress)
    if is_writable(connection):
        with writing(connection):
            _keep(connection, opening, ground.key, dossier)
    return dossier


def find_kept(
    connection: sqlite3.Connection, opening: Opening, *, library: Path
) -> tuple[str, Dossier] | None:
    """Give the kept dossier and the name of what it follows from; None where it would have to be made."""
    ground = _survey(connection, opening, library)
    kept = _unpack_kept(ground)
    return None if kept is None else (ground.key.content, kept)


def make_story(
    connection: sqlite3.Connection, opening: Opening, *, library: Path, progress: Progress = no_progress
) -> Dossier:
    """Make the dossier of a story, reading again only the reports that were not read before."""
    return _make(connection, opening, _fetch(connection, opening, library)[1], progress)


def find_kept_key(connection: sqlite3.Connection, opening: Opening, *, library: Path) -> str | None:
    """Name all that the kept dossier follows from; None where it would have to be made."""
    ground = _survey(connection, opening, library)
    return None if ground.kept is None else ground.key.content


def _survey(connection: sqlite3.Connection, opening: Opening, library: Path) -> _Ground:
    """Say whether a kept dossier stands; the reports are read only where their neighbours have changed."""
    row = connection.execute(
        "SELECT key, data FROM dossier WHERE story = ?", (opening.group.id,)
    ).fetchone()
    was = row[0].split(" ") if row else []
    if len(was) == 3 and was[0] == opening.key:
        neighbours = find_neighbours(connection, opening.group.reports).key
        if was[2] == neighbours:
            return _Ground(_Key(*was), row[1])
    key, stored = _fetch(connection, opening, library)
    stands = was[:2] == [key.opening, key.habits]
    return _Ground(key, row[1] if stands else None, stored)


def _fetch(
    connection: sqlite3.Connection, opening: Opening, library: Path
) -> tuple[_Key, tuple[StoredReport, ...]]:
    """Fetch the reports of a story, with what their outlets repeat marked, and name what that is."""
    neighbours = find_neighbours(connection, opening.group.reports)
    plain = [fetch_report(connection, report, library=library) for report in opening.group.reports]
    stored = tuple(mark_habits(connection, plain, neighbours))
    habits = [(each.report.id, list_habits(each.cleaning)) for each in stored]
    return _Key(opening.key, content_id("h", [h for h in habits if h[1]]), neighbours.key), stored


def _make(
    connection: sqlite3.Connection, opening: Opening, stored: Sequence[StoredReport], progress: Progress
) -> Dossier:
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


def _unpack_kept(ground: _Ground) -> Dossier | None:
    try:
        return None if ground.kept is None else unpack(Dossier, ground.kept)
    except ValueError:
        return None  # damaged or of another form: it is made again


def _keep(connection: sqlite3.Connection, opening: Opening, key: _Key, dossier: Dossier) -> None:
    numbers = number_reports(connection, opening.group.reports)
    if len(numbers) < len(opening.group.reports):
        return  # one was removed while the dossier was made
    forget_dossiers(connection, numbers.values())
    story = opening.group.id
    connection.execute(
        "INSERT INTO dossier VALUES (?, ?, ?, ?, ?, ?, ?)",
        (story, str(key), pack(dossier), *digest_story(dossier.stories[0])),
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
        key = _account_key(models, published, each.cleaning)
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


def _account_key(models: Models, published: Published, cleaning: Cleaning) -> str:
    parser = getattr(models.parser, "name", type(models.parser).__name__)
    # Times are read against the report's own day, which its company in the story may have narrowed.
    made_of = (FORM, VERSION, parser, published.earliest, published.latest, *list_habits(cleaning))
    return content_id("k", *made_of)


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
