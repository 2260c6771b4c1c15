"""From paths to reports: what lies there, what of it is a report, and what was set aside with why."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path

from samestory.records import Intake, SetAside
from samestory.sources.drafts import Draft, Refusal
from samestory.sources.fetching.fetcher import Fetcher
from samestory.sources.fetching.urls import is_url, iter_urls
from samestory.sources.formats import EXPECTED, is_report_name, read_file
from samestory.sources.settings import SETTINGS, IntakeSettings
from samestory.sources.sidecar import NEVER_REPORTS, Sidecars

_DOSSIER = re.compile(rb'\s{0,20}\{\s{0,20}"format":\s{0,20}"samestory/')
_START_BYTES = 100


def read_paths(paths: Sequence[str | PathLike[str]], settings: IntakeSettings = SETTINGS) -> Intake:
    """Read the reports in files and folders, in an order that does not depend on the order given.

    All of them are held in memory; `iter_paths` hands them over one by one.
    """
    drafts: list[Draft] = []
    refused: set[SetAside] = set()
    for reading in iter_paths(paths, settings):
        if isinstance(reading, Draft):
            drafts.append(reading)
        else:
            refused.add(reading)
    drafts.sort(key=lambda draft: (draft.path, draft.unit, draft.line))
    set_aside = sorted(refused, key=lambda item: (*_place(item.source), item.reason))
    return Intake(tuple(draft.report() for draft in drafts), tuple(set_aside))


def iter_paths(
    paths: Sequence[str | PathLike[str]], settings: IntakeSettings = SETTINGS
) -> Iterator[Draft | SetAside]:
    """Hand over the reports in files and folders, and at addresses, in an order that paths alone decide.

    No more than one item is held, however large the files; a draft has its report (`draft.report()`) and
    the bytes that it was read from (`draft.data`). Files come sorted by name, what lies in one file in
    its own order; then the addresses, which are fetched one after another.

    Folders are read at any depth, without hidden files and without links that lead out of them.
    What is no report (pictures, notes of the system, a README, `meta.json`, `gold.json`) is passed over in
    folders; what looks like a report and cannot be read as one is set aside with the reason, as is
    anything named outright. Of reports that are the same byte for byte, from the same outlet and address,
    the first stays.
    """
    sidecars = Sidecars(settings)
    refusals: list[Refusal] = []
    files = find_files(paths, refusals)
    yield from map(_set_aside, refusals)
    seen: dict[str, str] = {}
    for file, path in sorted(files.items(), key=lambda found: found[1]):
        for reading in read_file(path, file, settings):
            if isinstance(reading, Refusal):
                yield _set_aside(reading)
                continue
            metadata = None if reading.line or reading.path != path else sidecars.find(file, path)
            draft = metadata.added_to(reading) if metadata else reading
            yield _set_aside_repeat(draft, seen) or draft
    yield from map(_set_aside, sidecars.refusals)
    for arrival in fetch_paths(paths, settings):
        yield arrival if isinstance(arrival, SetAside) else _set_aside_repeat(arrival, seen) or arrival


def fetch_paths(
    paths: Sequence[str | PathLike[str]], settings: IntakeSettings = SETTINGS
) -> Iterator[Draft | SetAside]:
    """Hand over the reports at the addresses among the paths; nothing is fetched that is not named."""
    urls = [str(path) for path in paths if is_url(str(path))]
    return iter_urls(urls, Fetcher(settings.fetch), settings) if urls else iter(())


def _set_aside(refusal: Refusal) -> SetAside:
    return SetAside(refusal.source, refusal.reason)


def _set_aside_repeat(draft: Draft, seen: dict[str, str]) -> SetAside | None:
    """Remember a draft by its id; say so if it was seen before."""
    name = draft.report().id
    first = seen.setdefault(name, draft.source)
    if first == draft.source:
        return None
    outlet = "from the same outlet" if draft.outlet else "neither names its outlet"
    return SetAside(draft.source, f"identical to {first}, byte for byte, and {outlet}: read once.")


def _place(source: str) -> tuple[str, int]:
    """Take a source's number off, so that the tenth line comes after the second."""
    path, _, number = source.rpartition("#")
    digits = number.rpartition(" ")[2]
    return (
        (path, int(digits))
        if path and digits.isascii() and digits.isdecimal() and len(digits) < 19
        else (source, 0)
    )


def find_files(paths: Iterable[str | PathLike[str]], refusals: list[Refusal]) -> dict[Path, str]:
    """Map every file to be read to the path that names it; of two names the first by letters."""
    found: dict[Path, str] = {}

    def add(file: Path, real: Path) -> None:
        name = _name(file)
        found[real] = min(name, found.get(real, name))

    for path in (Path(path) for path in paths if not is_url(str(path))):
        try:
            mode = path.stat().st_mode
            real = _real(path)
        except (OSError, ValueError) as error:
            refusals.append(Refusal(_name(path), _why_missing(path, error)))
            continue
        if stat.S_ISDIR(mode):
            before = len(refusals)
            inside = list(_walk(path, refusals))
            for file in inside:
                add(file, _real(file))
            if not inside and len(refusals) == before:
                refusals.append(
                    Refusal(_name(path), f"no report lies in the folder. {EXPECTED}. Check the path.")
                )
        elif not stat.S_ISREG(mode):
            refusals.append(Refusal(_name(path), f"it is neither a file nor a folder. {EXPECTED}."))
        elif path.name in NEVER_REPORTS:
            refusals.append(
                Refusal(_name(path), "it describes reports and is none. Name its folder instead.")
            )
        else:
            add(path, real)
    return found


def _is_own_work(file: Path) -> bool:
    """Whether a file is a dossier that was written beside the reports: no report, and no mistake either."""
    if file.suffix.lower() != ".json":
        return False
    try:
        with file.open("rb") as stream:
            return _DOSSIER.match(stream.read(_START_BYTES)) is not None
    except OSError:
        return False


def _name(path: Path) -> str:
    """Write a path with slashes, in characters that UTF-8 can hold."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _real(path: Path) -> Path:
    """Follow all links; one that leads to itself, at which Path.resolve stumbles, is left as it is."""
    return Path(os.path.realpath(path))


def _why_missing(path: Path, error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "it may not be read. Expected a file or folder that you can open. Change its permissions."
    if os.path.islink(path):  # noqa: PTH114 - Path.is_symlink raises on names that no file can have
        return "the link leads nowhere. Expected a file or a folder. Mend the link."
    return "nothing is there. Expected a file or a folder. Check the path."


def _walk(folder: Path, refusals: list[Refusal]) -> Iterator[Path]:
    """Find the files of a folder that are read as reports, sorted, hidden ones left out."""
    root = _real(folder)

    def refuse(error: OSError) -> None:
        reason = "the folder may not be read. Expected one that you can open. Change its permissions."
        refusals.append(Refusal(_name(Path(error.filename)), reason))

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(place) / name
            if not is_report_name(name) or _is_own_work(file):
                continue
            if file.is_symlink() and not _real(file).is_relative_to(root):
                reason = "the link leads out of the folder. Expected a file in it. Name the file itself."
                refusals.append(Refusal(_name(file), reason))
            elif file.is_file():
                yield file
