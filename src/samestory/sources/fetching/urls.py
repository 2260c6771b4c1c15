"""Addresses as reports: each page that was fetched is read like a file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from samestory.records import SetAside
from samestory.sources.blobs import Blob
from samestory.sources.drafts import Draft, place_at
from samestory.sources.fetching.fetcher import Fetcher, FetchError
from samestory.sources.fetching.keeping import Page
from samestory.sources.formats import read_blob
from samestory.sources.http_bodies import charset_of
from samestory.sources.packing import Allowance, read_bounded
from samestory.sources.settings import SETTINGS, IntakeSettings

_PAGE = ".html"
# What a server calls its answers, as suffixes of the formats; anything else is told by its first bytes.
_SUFFIXES = {
    "text/html": _PAGE,
    "application/xhtml+xml": _PAGE,
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/feed+json": ".json",
}
_MAX_LIST_BYTES = 50_000_000


def is_url(name: str) -> bool:
    """Whether something named is an address and not a path.

    >>> is_url("https://velma.example/a"), is_url("reports/a.html")
    (True, False)
    """
    return name[:8].lower().startswith(("http://", "https://"))


def read_url_list(file: Path) -> tuple[str, ...]:
    """Read a list of addresses, one a line; blank lines and those after '#' are passed over.

    Raises:
        OSError: it cannot be opened.
        TooLargeError: it has more than fifty megabytes.
    """
    with file.open("rb") as stream:
        lines = read_bounded(stream, _MAX_LIST_BYTES).decode("utf-8-sig", "replace").splitlines()
    return tuple(
        dict.fromkeys(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    )


def iter_urls(
    urls: Iterable[str], fetcher: Fetcher, settings: IntakeSettings = SETTINGS
) -> Iterator[Draft | SetAside]:
    """Fetch addresses one after another, sorted, each once, and hand over the reports in them.

    What could not be fetched is set aside with the reason, to be tried again another time.
    """
    for url in sorted(set(urls)):
        try:
            page = fetcher.fetch(url)
        except FetchError as error:
            yield SetAside(
                url, f"{error}. Expected a page that may be fetched. Try again, or save it yourself."
            )
            continue
        yield from _read_page(url, page, settings)


def _read_page(url: str, page: Page, settings: IntakeSettings) -> Iterator[Draft | SetAside]:
    media = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    blob = Blob(
        url,
        _SUFFIXES.get(media, ""),
        "",
        lambda: io.BytesIO(page.body),
        Allowance(settings),
        depth=1,
        charset=charset_of(page.headers),
    )
    for reading in read_blob(blob, settings):
        if not isinstance(reading, Draft):
            yield SetAside(reading.source, reading.reason)
            continue
        whole = not reading.line and reading.path == url
        yield place_at(reading, page.url) if whole else reading
