"""Measure the reading of single figures on the test cases of two other readers of figures.

    SAMESTORY_DATA=FOLDER python -m eval.quantities [even|odd] [-v]

`quantulum3_cases` and `recognizers_en_fr` hold short English texts with the values and units that
are in them. Taken are the cases that a newsroom could have printed: whole sentences, and no lengths
of time, ordinals or units of the laboratory, which samestory leaves alone on purpose. 'even' and
'odd' take every other case: the rules were looked over on the even ones. Prints, for each sort of
figure, how many have the right value, and the right value and unit; -v lists what fails.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from eval.data import find_data
from samestory.models import SpacyParser
from samestory.records import Quantity, Report, content_id
from samestory.stages.annotation import annotate_report
from samestory.stages.cleaning import clean_report
from samestory.stages.quantities import find_quantities

HALVES = {"even": 0, "odd": 1}
LEAST_WORDS = 5
KINDS = {"currency": "money", "percentage": "percent", "dimension": "measure", "age": "age"}
# Units that reports of news use; the rest is physics.
_EVERYDAY = frozenset(
    ("metre", "meter", "kilometre", "kilometer", "mile", "foot", "inch", "yard", "centimetre", "centimeter",
     "kilogram", "gram", "pound", "tonne", "ton", "litre", "liter", "gallon", "hectare", "acre", "degree",
     "celsius", "fahrenheit", "knot")
)  # fmt: skip
_TIMES = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "night", "fortnight")
)
_MONEY = frozenset(
    ("dollar", "euro", "pound", "cent", "yen", "yuan", "rupee", "peso", "franc", "crown", "krona", "ruble")
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure of a case: where it stands, its bounds, the sort and the unit as the case names it."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    kind: str
    unit: str


Case = tuple[str, tuple[Wanted, ...]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a sort of figure."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    cases = [case for case in _cases(find_data()) if case[1] and len(case[0].split()) >= LEAST_WORDS]
    half = next((HALVES[word] for word in given if word in HALVES), None)
    cases = cases if half is None else cases[half::2]
    parser = SpacyParser()
    counts: Counter[tuple[str, str]] = Counter()
    for text, wanted in cases:
        found = _read(text, parser)
        for one in wanted:
            counts[one.kind, "wanted"] += 1
            near = [q for q in found if q.start < one.end and one.start < q.end]
            right = [q for q in near if _has_value(q, one)]
            counts[one.kind, "value"] += bool(right)
            counts[one.kind, "unit"] += any(_has_unit(q, one) for q in right)
            if "-v" in given and not any(_has_unit(q, one) for q in right):
                said = [(text[q.start : q.end], str(q.low), str(q.high), q.kind, q.unit) for q in near]
                words = text[one.start : one.end]
                print(f"  {one.kind} {words!r} {one.low} {one.unit}: {said} | {text[:150]!r}")
    _print(counts, len(cases))
    return 0


def _print(counts: Mapping[tuple[str, str], int], cases: int) -> None:
    kinds = sorted({kind for kind, _ in counts})
    print(f"{cases} cases")
    for kind in [*kinds, "all"]:
        wanted, value, unit = (
            sum(counts.get((k, what), 0) for k in (kinds if kind == "all" else [kind]))
            for what in ("wanted", "value", "unit")
        )
        print(
            f"{kind:10} {wanted:4} wanted; value {value / wanted:.3f}, value and unit {unit / wanted:.3f}"
        )


def _read(text: str, parser: SpacyParser) -> tuple[Quantity, ...]:
    report = Report("r", "r", text, content_id("x", text))
    return find_quantities(report, annotate_report(report, clean_report(report), parser=parser))


def _has_value(quantity: Quantity, wanted: Wanted) -> bool:
    """Bounds are right where both are; 'over 5' counts for a case that says only 5."""
    ends = {quantity.low, quantity.high} - {None}
    return (quantity.low, quantity.high) == (wanted.low, wanted.high) or (
        wanted.low == wanted.high and wanted.low in ends and len(ends) == 1
    )


def _has_unit(quantity: Quantity, wanted: Wanted) -> bool:
    if wanted.kind == "measure":
        return quantity.kind == "measure"
    return wanted.kind in ("count", quantity.kind)


def _cases(folder: Path) -> Iterator[Case]:
    prefix = "./quantulum3/quantulum3/_lang/en_US/tests/"
    for case in _load(folder / "quantulum3_cases.tar.gz", prefix + "quantities.json"):
        yield case["req"], tuple(_of_quantulum(case))
    for name in ("NumberWithUnit/English/CurrencyModel", "NumberWithUnit/English/DimensionModel",
                 "NumberWithUnit/English/AgeModel", "Number/English/PercentModel"):  # fmt: skip
        for case in _load(folder / "recognizers_en_fr.tar.gz", f"./recognizers/{name}.json"):
            if "python" not in case.get("NotSupported", ""):
                yield case["Input"], tuple(_of_recognizers(case))


def _load(archive: Path, name: str) -> list[dict[str, Any]]:
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if m.name.removeprefix("./") == name.removeprefix("./"))
        file = tar.extractfile(member)
        cases: list[dict[str, Any]] = json.loads(file.read().decode("utf-8-sig")) if file else []
    return cases


def _of_quantulum(case: Mapping[str, Any]) -> Iterator[Wanted]:
    for figure in case["res"]:
        unit = str(figure.get("unit", ""))
        head = unit.rsplit(maxsplit=1)[-1] if unit else ""
        start = case["req"].find(figure["surface"])
        value = _number(figure["value"])
        if start < 0 or value is None or head in _TIMES or "uncertainty" in figure:
            continue
        kind = _kind(unit, head)
        if kind:
            yield Wanted(start, start + len(figure["surface"]), value, value, kind, unit)


def _kind(unit: str, head: str) -> str:
    if unit == "dimensionless":
        return "count"
    if unit in ("percentage", "percent"):
        return "percent"
    if "sterling" in unit or head in _MONEY:
        return "money"
    return "measure" if unit in _EVERYDAY else ""


def _of_recognizers(case: Mapping[str, Any]) -> Iterator[Wanted]:
    for figure in case["Results"]:
        resolution = figure.get("Resolution") or {}
        start, end = figure.get("Start"), figure.get("End")
        if start is None or end is None or "value" not in resolution:
            continue
        value = _number(str(resolution["value"]).rstrip("%"))
        kind = KINDS.get(str(figure["TypeName"]), "count")
        unit = str(resolution.get("unit", ""))
        if value is not None and (kind != "measure" or unit.lower() in _EVERYDAY):
            yield Wanted(start, end + 1, value, value, kind, unit)


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)).normalize() if str(value) else None
    except InvalidOperation:
        return None


if __name__ == "__main__":
    sys.exit(main())
