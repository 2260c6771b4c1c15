"""Reading a report again from the original bytes that the library keeps of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from samestory.library.preparing import Prepared, prepare_report
from samestory.records import Declared
from samestory.sources import Draft
from samestory.sources.blobs import Blob, split_suffix
from samestory.sources.formats import read_blob
from samestory.sources.jsonl import read_line
from samestory.sources.packing import Allowance
from samestory.sources.settings import SETTINGS

_PLACE = re.compile(r"#(?:[a-z]+ )?(\d+)$")


def reread_report(
    source: str, data: bytes, *, url: str | None, outlet: str | None, declared: Declared | None = None
) -> Prepared | None:
    """Read original bytes again as the report that they were; None where no report can be read in them.

    What was declared beside the bytes (a sidecar's outlet, a feed's date) is given: they do not say it.
    """
    draft = next((each for each in _drafts(source, data) if each.text.strip()), None)
    if draft is None:
        return None
    place = _PLACE.search(source)
    whole = replace(
        draft,
        path=source[: place.start()] if place else source,
        line=int(place.group(1)) if place else 0,
        unit=source[place.start() + 1 : place.start(1)] if place else "",
        data=data,
        url=url or draft.url,
        outlet=outlet or draft.outlet,
        declared=declared or draft.declared,
    )
    return prepare_report(whole)


def _drafts(source: str, data: bytes) -> Iterator[Draft]:
    """Read the bytes by the name of their source, and as a line of JSON where they look like one."""
    if data.lstrip()[:1] == b"{":
        reading = read_line(source, data, SETTINGS, number=1)
        if isinstance(reading, Draft):
            yield reading
    path = source.rpartition("#")[0] if _PLACE.search(source) else source
    # What lay packed or in an archive was unpacked before it was stored.
    suffix = split_suffix(path.rpartition("!")[2].rpartition("/")[2])[0]
    for kind in dict.fromkeys((suffix, "")):
        blob = Blob(source, kind, "", lambda: io.BytesIO(data), Allowance(SETTINGS))
        yield from (reading for reading in read_blob(blob, SETTINGS) if isinstance(reading, Draft))
