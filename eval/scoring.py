"""Score dossiers against gold made by reading, one tally a part, pooled over stories.

A story folder holds `reports/` and `gold.json`; `docs/gold.md` says how gold is made. Spans meet
when half of the shorter of the two is shared, as annotators differ in where a clause begins.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DEPENDENT = frozenset({"copy", "edited-copy", "common-source"})
WIDEST_STATEMENTS = 8

Where = tuple[str, tuple[int, int]]
"""A report's file name and a half-open span of its text."""


@dataclass(slots=True)
class Tally:
    """Counts of what was right among what was said, and right among what was wanted."""

    right_said: float = 0
    said: float = 0
    right_wanted: float = 0
    wanted: float = 0

    def add(self, right_said: float, said: float, right_wanted: float, wanted: float) -> None:
        """Add one judgement to the counts."""
        self.right_said += right_said
        self.said += said
        self.right_wanted += right_wanted
        self.wanted += wanted

    def judge(self, right: float) -> None:
        """Add one thing that was both said and wanted, right or not."""
        self.add(right, 1, right, 1)

    @property
    def precision(self) -> float | None:
        """The share of what was said that was right; None where nothing was said."""
        return self.right_said / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was found; None where nothing was wanted."""
        return self.right_wanted / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where either is."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


Tallies = dict[str, Tally]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Count the characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def is_hit(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tell whether half of the shorter span is shared."""
    return overlap(a, b) >= 0.5 * max(1, min(a[1] - a[0], b[1] - b[0]))


def score_likeness(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two spans, 0 to 1."""
    shared = overlap(a, b)
    return shared / max(1, (a[1] - a[0]) + (b[1] - b[0]) - shared)


def words(text: str | None) -> list[str]:
    """The lower-case words of a text."""
    return re.findall(r"\w+", (text or "").lower())


def span_of(entry: Mapping[str, Any]) -> tuple[int, int]:
    """The half-open span of a gold or dossier entry."""
    return (entry["start"], entry["end"])


@dataclass(slots=True)
class Sheet:
    """One story's gold and dossier, side by side."""

    gold: Mapping[str, Any]
    dossier: Mapping[str, Any]
    tallies: Tallies
    texts: dict[str, str] = field(init=False)
    files: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.files = {report["id"]: Path(report["source"]).name for report in self.dossier["reports"]}
        self.texts = {self.files[report["id"]]: report["text"] for report in self.dossier["reports"]}

    def tally(self, part: str) -> Tally:
        """The tally of a part, new if it is the first to ask."""
        return self.tallies.setdefault(part, Tally())

    def every(self, key: str) -> list[dict[str, Any]]:
        """All entries under one key of the dossier's stories."""
        return [entry for story in self.dossier["stories"] for entry in story.get(key) or []]

    def where(self, entry: Mapping[str, Any]) -> Where:
        """The file and span of a dossier entry."""
        return self.files.get(entry["report"], ""), span_of(entry)

    def is_at(self, entry: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
        """Tell whether a dossier entry stands where a gold span does."""
        file, span = self.where(entry)
        return bool(file == gold["report"] and is_hit(span, span_of(gold)))

    def answer(self, gold_statement: Mapping[str, Any]) -> dict[str, Any] | None:
        """The statement of the dossier that meets most of a gold one's spans, two at least."""

        def met(statement: Mapping[str, Any]) -> int:
            return sum(
                any(self.is_at(support, gold) for support in statement["support"])
                for gold in gold_statement["support"]
            )

        best = max(self.every("statements"), key=met, default=None)
        return best if best is not None and met(best) >= 2 else None


def score_furniture(sheet: Sheet) -> None:
    """Furniture by characters that are not white space."""
    for report in sheet.dossier["reports"]:
        text, file = report["text"], sheet.files[report["id"]]

        def solid(spans: Iterable[Mapping[str, Any]], text: str = text) -> set[int]:
            return {
                i
                for s in spans
                for i in range(s["start"], min(s["end"], len(text)))
                if not text[i].isspace()
            }

        gold = solid(s for s in sheet.gold.get("furniture", []) if s["report"] == file)
        said = solid(report["furniture"])
        sheet.tally("furniture").add(len(gold & said), len(said), len(gold & said), len(gold))


def score_published(sheet: Sheet) -> None:
    """A date is right if it lies within gold's days, in the same year."""
    for report in sheet.dossier["reports"]:
        bounds = sheet.gold.get("published", {}).get(sheet.files[report["id"]])
        if bounds is None:
            continue
        low, high = bounds
        published = report.get("published") or {}
        earliest = published.get("earliest")
        if not earliest:
            sheet.tally("published").add(0, 0, 0, 1)
            continue
        latest = published.get("latest") or earliest
        touches = earliest <= high and latest >= low and earliest[:7] >= low[:4] and latest[:4] <= high[:4]
        sheet.tally("published").judge(
            touches and earliest >= low[: len(earliest)] and latest <= high + "~"
        )


def score_agencies(sheet: Sheet) -> None:
    """Agency names match if either holds the other."""
    for report in sheet.dossier["reports"]:
        gold = {name.lower() for name in sheet.gold.get("agency", {}).get(sheet.files[report["id"]], [])}
        said = {credit["name"].lower() for credit in report["agencies"]}
        right_said = sum(any(a in b or b in a for b in gold) for a in said)
        right_wanted = sum(any(a in b or b in a for b in said) for a in gold)
        sheet.tally("agency").add(right_said, len(said), right_wanted, len(gold))


def score_statements(sheet: Sheet) -> None:
    """Pairs of spans in different reports, joined or not, and how far gold is scattered."""
    units = [
        (number, support["report"], span_of(support))
        for number, statement in enumerate(sheet.gold["statements"])
        for support in statement["support"]
    ]

    def gold_at(file: str, span: tuple[int, int]) -> set[int]:
        return {number for number, report, gold in units if report == file and is_hit(gold, span)}

    said = right = 0
    joined: set[frozenset[int]] = set()
    for statement in sheet.every("statements"):
        places = [sheet.where(support) for support in statement["support"]]
        for (file_a, a), (file_b, b) in itertools.combinations(places, 2):
            if file_a != file_b:
                said += 1
                right += bool(gold_at(file_a, a) & gold_at(file_b, b))
        met = [k for k, (_, report, gold) in enumerate(units)
               if any(report == file and is_hit(gold, span) for file, span in places)]  # fmt: skip
        joined |= {frozenset(pair) for pair in itertools.combinations(met, 2)}
    wanted = [
        frozenset((x, y))
        for x, y in itertools.combinations(range(len(units)), 2)
        if units[x][0] == units[y][0] and units[x][1] != units[y][1]
    ]
    sheet.tally("statements").add(right, said, sum(pair in joined for pair in wanted), len(wanted))
    for gold_statement in sheet.gold["statements"]:
        pieces = sum(
            _shares_two(sheet, statement, gold_statement) for statement in sheet.every("statements")
        )
        if pieces:
            sheet.tally("statement_fragments").add(pieces, 1, 0, 0)


def _shares_two(sheet: Sheet, statement: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    if len({support["report"] for support in statement["support"]}) < 2:
        return False
    return sum(any(sheet.is_at(s, g) for s in statement["support"]) for g in gold["support"]) >= 2


def score_differences(sheet: Sheet) -> None:
    """A difference is found if one of its kind divides two reports that gold divides."""
    found: set[int] = set()
    for statement in sheet.gold["statements"]:
        gold = statement.get("differs")
        if not gold:
            continue
        differences = (sheet.answer(statement) or {}).get("differences", [])
        match = next(
            (d for d in differences if d["kind"] == gold["kind"] and _divides(sheet, d, gold)), None
        )
        if match is not None:
            found.add(id(match))
            sheet.tally("difference_status").judge(match["status"] == gold.get("status"))
        sheet.tally("differences").add(0, 0, match is not None, 1)
    flagged = [
        difference
        for statement in sheet.every("statements")
        for difference in statement["differences"]
        if difference["status"] in ("conflict", "update")
    ]
    sheet.tally("differences").add(sum(id(d) in found for d in flagged), len(flagged), 0, 0)


def _divides(sheet: Sheet, difference: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    said = [frozenset(sheet.files.get(r, "") for r in value["reports"]) for value in difference["values"]]
    wanted = [frozenset(value["reports"]) for value in gold["values"]]
    return any(
        x in p and y in q
        for p, q in itertools.permutations(said, 2)
        if p != q
        for one, other in itertools.combinations(wanted, 2)
        for x in one
        for y in other
    )


def score_quotes(sheet: Sheet) -> None:
    """Quotations of three words or more by span; speakers; variants joined across reports."""
    gold = [(i, v["report"], span_of(v), q["speaker"])
            for i, q in enumerate(sheet.gold["quotes"]) for v in q["variants"]]  # fmt: skip
    said = [(j, *sheet.where(v), q.get("speaker") or "")
            for j, q in enumerate(sheet.every("quotes")) for v in q["variants"]]  # fmt: skip

    def is_long(entry: tuple[int, str, tuple[int, int], str]) -> bool:
        return len(words(sheet.texts.get(entry[1], "")[slice(*entry[2])])) >= 3

    def count_met(some: list[Any], others: list[Any]) -> int:
        return sum(any(x[1] == y[1] and score_likeness(x[2], y[2]) >= 0.5 for y in others) for x in some)

    long_said, long_gold = [x for x in said if is_long(x)], [x for x in gold if is_long(x)]
    sheet.tally("quotes").add(
        count_met(long_said, gold), len(long_said), count_met(long_gold, said), len(long_gold)
    )
    match: dict[int, int] = {}
    for k, (_, report, span, speaker) in enumerate(gold):
        options = [
            (score_likeness(span, other), j) for j, (_, file, other, _) in enumerate(said) if file == report
        ]
        if options and max(options)[0] >= 0.5:
            match[k] = max(options)[1]
            right, found = words(speaker), words(said[match[k]][3])
            if right:
                sheet.tally("speakers").judge(bool(found) and (right[-1] in found or found[-1] in right))
    pairs = itertools.combinations(range(len(gold)), 2)
    wanted = {(x, y) for x, y in pairs if gold[x][0] == gold[y][0] and gold[x][1] != gold[y][1]}
    joined = {(x, y) for x, y in itertools.combinations(sorted(match), 2)
              if said[match[x]][0] == said[match[y]][0] and gold[x][1] != gold[y][1]}  # fmt: skip
    right_pairs = len(wanted & joined)
    sheet.tally("quote_variants").add(right_pairs, len(joined), right_pairs, len(wanted))


def score_quantities(sheet: Sheet) -> None:
    """A figure is found if a span touches it, and right if its bounds are the same."""
    figures = [(*sheet.where(q), q["low"], q["high"]) for q in sheet.every("quantities")]
    for gold in sheet.gold["quantities"]:
        span = gold["span"]
        near = [f for f in figures if f[0] == span["report"] and overlap(f[1], span_of(span))]
        sheet.tally("quantity_found").add(0, 0, bool(near), 1)
        right = any((low, high) == (gold["low"], gold["high"]) for _, _, low, high in near)
        sheet.tally("quantities").add(0, 0, right, 1)


def score_aliases(sheet: Sheet) -> None:
    """Pairs of names that are one entity, joined or not."""

    def plain(name: str) -> str:
        return re.sub(r"^(the|a|an) ", "", " ".join(words(name)))

    said = [{plain(alias["text"]) for alias in name["aliases"]} for name in sheet.every("names")]
    gold = [
        {plain(a) for aliases in entity["aliases"].values() for a in aliases}
        for entity in sheet.gold["aliases"]
    ]
    for entity in gold:
        pairs = list(itertools.combinations(sorted(entity), 2))
        joined = sum(any(a in group and b in group for group in said) for a, b in pairs)
        sheet.tally("aliases").add(0, 0, joined, len(pairs))
    for group in said:
        known = [(alias, i) for alias in sorted(group) for i, entity in enumerate(gold) if alias in entity]
        for (a, _), (b, _) in itertools.combinations(known, 2):
            if a != b:
                sheet.tally("aliases").add(any(a in entity and b in entity for entity in gold), 1, 0, 0)


def score_lineage(sheet: Sheet) -> None:
    """Each pair's relation; dependent is copy, edited-copy or common-source."""
    said = {
        frozenset((sheet.files.get(pair["a"]), sheet.files.get(pair["b"]))): pair["relation"]
        for story in sheet.dossier["stories"]
        for pair in story["lineage"]["pairs"]
    }
    for gold in sheet.gold["lineage"]:
        relation = said.get(frozenset(gold["pair"]), "independent")
        sheet.tally("lineage_exact").judge(relation == gold["relation"])
        wanted, found = gold["relation"] in DEPENDENT, relation in DEPENDENT
        sheet.tally("lineage").add(wanted and found, found, wanted and found, wanted)


def score_independence(sheet: Sheet) -> None:
    """Whether a statement's range holds the true number of lines among the reports it brings."""
    line = {file: file for file in sheet.texts}
    for pair in sheet.gold["lineage"]:
        if pair["relation"] in DEPENDENT and set(pair["pair"]) <= set(line):
            kept, gone = (line[file] for file in pair["pair"])
            line = {file: kept if root == gone else root for file, root in line.items()}
    for gold in sheet.gold["statements"]:
        statement = sheet.answer(gold)
        if statement is None:
            continue
        held = {sheet.files[support["report"]] for support in statement["support"]}
        truth = len({line[file] for file in held})
        least, most = statement["independent"]["least"], statement["independent"]["most"]
        right = least <= truth <= most
        sheet.tally("independence_tied" if truth < len(held) else "independence_free").judge(right)
        if right:
            sheet.tally("independence_width").add(most - least, 1, 0, 0)


def score_only_in(sheet: Sheet) -> None:
    """What one report alone has must stand in a statement of that report alone."""
    for gold in sheet.gold.get("only_in", []):
        span = {**gold["span"], "report": gold["report"]}
        alone = any(
            len({support["report"] for support in statement["support"]}) == 1
            and any(sheet.is_at(support, span) for support in statement["support"])
            for statement in sheet.every("statements")
        )
        sheet.tally("only_in").add(0, 0, alone, 1)


def score_timeline(sheet: Sheet) -> None:
    """A gold event is met by an entry that lies within its bounds."""
    entries = [
        (e.get("earliest") or "", e.get("latest") or e.get("earliest") or "")
        for e in sheet.every("timeline")
    ]
    for event in sheet.gold.get("timeline", []):
        low, high = event["when"][0], event["when"][-1]
        met = any(
            x and x[: len(low)] >= low[: len(x)] and x[: len(high)] <= high[: len(x)] for x, _ in entries
        )
        sheet.tally("timeline").add(0, 0, met, 1)


def score_brief(sheet: Sheet) -> None:
    """Every sentence cites, and the most widely told statements are in it."""
    for sentence in sheet.every("brief"):
        cites = [sheet.where(cite) for cite in sentence["cites"]]
        good = bool(cites) and all(
            file in sheet.texts and 0 <= start < end <= len(sheet.texts[file])
            for file, (start, end) in cites
        )
        sheet.tally("brief_cited").judge(good)
    brief_cites = [cite for sentence in sheet.every("brief") for cite in sentence["cites"]]

    def width(statement: Mapping[str, Any]) -> int:
        return len({support["report"] for support in statement["support"]})

    for gold in sorted(sheet.gold["statements"], key=lambda s: -width(s))[:WIDEST_STATEMENTS]:
        met = any(sheet.is_at(cite, support) for support in gold["support"] for cite in brief_cites)
        sheet.tally("brief").add(0, 0, met, 1)


PARTS: tuple[Callable[[Sheet], None], ...] = (
    score_furniture,
    score_published,
    score_agencies,
    score_statements,
    score_differences,
    score_quotes,
    score_quantities,
    score_aliases,
    score_lineage,
    score_independence,
    score_only_in,
    score_timeline,
    score_brief,
)


def score_story(folder: Path, dossier: Mapping[str, Any], tallies: Tallies) -> None:
    """Score one dossier against `folder/gold.json`, adding to `tallies`.

    Args:
        folder: a story folder.
        dossier: the dossier as read from its JSON.
        tallies: counts by part; parts that are missing are added.
    """
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    sheet = Sheet(gold, dossier, tallies)
    for report in dossier["reports"]:
        path = folder / "reports" / Path(report["source"]).name
        if path.suffix == ".txt" and path.is_file():
            sheet.tally("integrity").judge(report["text"] == path.read_text(encoding="utf-8"))
    for part in PARTS:
        part(sheet)


def list_figures(tallies: Tallies) -> Iterator[tuple[str, float]]:
    """Name every figure that the tallies give: 'part' for F1, or 'part.precision', 'part.recall'."""
    for part, tally in sorted(tallies.items()):
        if part in ("statement_fragments", "independence_width"):
            if tally.precision is not None:
                yield part, tally.precision
        elif tally.said and tally.wanted:
            for kind in ("precision", "recall", "f1"):
                yield f"{part}.{kind}", getattr(tally, kind) or 0.0
        elif tally.wanted:
            yield f"{part}.recall", tally.recall or 0.0
