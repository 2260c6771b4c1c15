"""Make a story's gold.json from gold.toml, in which a person wrote down what the reports say.

    python examples/make_gold.py [STORY_FOLDER ...]

In gold.toml a span is `[report, snippet]`: the start of a file's name and the exact characters; a third
item says which occurrence is meant where there are several. Offsets point into the text as samestory
reads it, also for HTML and JSON Lines. A snippet that is not there, or not the only one, stops the run.
"""

from __future__ import annotations

import itertools
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from samestory.sources import read_paths

HERE = Path(__file__).parent
UNRELATED = "independent"


class Notes:
    """The notes of one story and the texts that they speak of."""

    def __init__(self, folder: Path) -> None:
        self.notes: dict[str, Any] = tomllib.loads((folder / "gold.toml").read_text(encoding="utf-8"))
        reports = read_paths([folder]).reports
        self.texts = {Path(report.source).name: report.text for report in reports}

    def file(self, start: str) -> str:
        """Find the file whose name begins so; there must be exactly one."""
        (name,) = [name for name in self.texts if name.startswith(start)]
        return name

    def span(self, written: list[Any]) -> dict[str, Any]:
        """Turn `[report, snippet]` or `[report, snippet, occurrence]` into a span with its offsets."""
        name, snippet = self.file(written[0]), written[1]
        found = self.texts[name].count(snippet)
        if found == 0 or (found > 1 and len(written) < 3):
            raise SystemExit(f"{name}: {found} occurrences of {snippet!r}. Expected one; mend gold.toml.")
        start = -1
        for _ in range(written[2] if len(written) > 2 else 1):
            start = self.texts[name].index(snippet, start + 1)
        return {"report": name, "start": start, "end": start + len(snippet), "text": snippet}

    def spans(self, several: list[list[Any]]) -> list[dict[str, Any]]:
        """Turn several, in the order of the files."""
        spans = [self.span(written) for written in several]
        return sorted(spans, key=lambda span: (span["report"], span["start"]))

    def by_file(self, table: dict[str, Any]) -> dict[str, Any]:
        """Put file names for their starts."""
        return {self.file(start): value for start, value in table.items()}


def make_gold(folder: Path) -> dict[str, Any]:
    """Make the whole of a story's gold."""
    story = Notes(folder)
    notes = story.notes
    return {
        "furniture": story.spans(notes.get("furniture", [])),
        "agency": story.by_file(notes.get("agency", {})),
        "published": story.by_file({k: [v, v] for k, v in notes.get("published", {}).items()}),
        "statements": [_statement(story, entry) for entry in notes["statements"]],
        "only_in": [
            {"report": story.file(start), "gist": gist, "span": story.span([start, snippet])}
            for start, gist, snippet in notes.get("only_in", [])
        ],
        "quotes": [{**entry, "variants": story.spans(entry["variants"])} for entry in notes["quotes"]],
        "quantities": [_quantity(story, written) for written in notes["quantities"]],
        "aliases": [{**entry, "aliases": story.by_file(entry["aliases"])} for entry in notes["aliases"]],
        "lineage": _lineage(story),
        "timeline": [{"when": when, "gist": gist} for when, gist in notes["timeline"]],
    }


def _statement(story: Notes, entry: dict[str, Any]) -> dict[str, Any]:
    differs = entry.get("differs")
    if differs is not None:
        values = [
            {"value": value, "reports": [story.file(start) for start in starts]}
            for value, starts in differs["values"]
        ]
        differs = {**differs, "values": values}
    support = story.spans(entry["support"])
    if len({span["report"] for span in support}) < 2:
        raise SystemExit(f"{entry['id']}: one report alone. Expected two; move it to only_in.")
    return {
        "id": entry["id"],
        "gist": entry["gist"],
        "origin": entry.get("origin"),
        "support": support,
        "differs": differs,
    }


def _quantity(story: Notes, written: list[Any]) -> dict[str, Any]:
    """`[report, snippet, low, high, unit, of]`, -1 where a side is open."""
    start, snippet, low, high, unit, of, *occurrence = written
    bounds = [None if bound == -1 else bound for bound in (low, high)]
    return {
        "span": story.span([start, snippet, *occurrence]),
        "low": bounds[0],
        "high": bounds[1],
        "unit": unit,
        "of": of,
    }


def _lineage(story: Notes) -> list[dict[str, Any]]:
    """Every pair: those that the notes name, by pair or by family, and the others independent."""
    said: dict[frozenset[str], tuple[str, str]] = {}
    for starts, relation, note in story.notes["lineage"]:
        for pair in itertools.combinations(map(story.file, starts), 2):
            said[frozenset(pair)] = (relation, note)
    return [
        {"pair": list(pair), "relation": relation, "note": note}
        for pair in itertools.combinations(sorted(story.texts), 2)
        for relation, note in [said.get(frozenset(pair), (UNRELATED, ""))]
    ]


def main(folders: list[str]) -> None:
    """Write gold.json into each folder, all stories without an argument."""
    stories = [Path(folder) for folder in folders] or sorted(
        path.parent for path in HERE.glob("*/gold.toml")
    )
    for folder in stories:
        gold = json.dumps(make_gold(folder), ensure_ascii=False, indent=1) + "\n"
        (folder / "gold.json").write_text(gold, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
