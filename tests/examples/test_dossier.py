"""The example's dossier: what a reader would be angry not to find, or to find wrong."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

import samestory
from samestory.pipeline import Models, make_dossier
from samestory.records import Span
from samestory.sources import read_paths
from samestory.text.reading import read_span
from samestory.text.repairs.repair import find_repairs

EXAMPLES = Path(__file__).parents[2] / "examples"
DEPENDENT = {"copy", "edited-copy", "common-source"}
WIRE = ["01", "02", "03", "04", "05", "06"]
# Hardly a word of it is the agency's.
HEAVY_TRANSLATION = "05"
OWN = ["07", "08", "09", "10", "11"]


@pytest.fixture(scope="module")
def dossier() -> dict[str, Any]:
    """The dossier of the fire, all reports as one story, as its JSON reads."""
    loaded: dict[str, Any] = json.loads(
        samestory.read([EXAMPLES / "harbour-fire"], one_story=True).to_json()
    )
    return loaded


@pytest.fixture(scope="module")
def files(dossier: dict[str, Any]) -> dict[str, str]:
    """The number of each report, by its id."""
    return {report["id"]: Path(report["source"]).name[:2] for report in dossier["reports"]}


@pytest.fixture(scope="module")
def relations(dossier: dict[str, Any], files: dict[str, str]) -> dict[frozenset[str], str]:
    """How each two reports are related."""
    pairs = dossier["stories"][0]["lineage"]["pairs"]
    return {frozenset((files[pair["a"]], files[pair["b"]])): pair["relation"] for pair in pairs}


def entry_of(dossier: dict[str, Any], start: str) -> dict[str, Any]:
    """A report by its number."""
    (entry,) = [r for r in dossier["reports"] if Path(r["source"]).name.startswith(start)]
    return dict(entry)


@pytest.mark.parametrize("pair", [("01", "02"), ("01", "03"), ("02", "03")])
def test_papers_that_carry_the_agency_are_copies(
    relations: dict[frozenset[str], str], pair: tuple[str, str]
) -> None:
    """Trimmed, or with names changed and a paragraph pasted in, credited or not."""
    assert relations[frozenset(pair)] in ("copy", "edited-copy")


@pytest.mark.parametrize(
    "retelling",
    ["04", "06", HEAVY_TRANSLATION],
)
def test_a_rewrite_and_a_translation_are_not_independent(
    relations: dict[frozenset[str], str], retelling: str
) -> None:
    """They tell the agency's text in other words, sentence by sentence."""
    assert relations[frozenset(("01", retelling))] in DEPENDENT


@pytest.mark.parametrize("pair", [*itertools.combinations(OWN, 2), *itertools.product(WIRE, OWN)])
def test_reporters_of_their_own_depend_on_nobody(
    relations: dict[frozenset[str], str], pair: tuple[str, str]
) -> None:
    """Facts in common, or a quotation, tie no texts together."""
    assert relations.get(frozenset(pair), "independent") not in DEPENDENT


def test_the_growing_toll_is_no_contradiction(dossier: dict[str, Any], files: dict[str, str]) -> None:
    """Three dead on Tuesday, five on Wednesday and seven on Thursday can all be right."""
    tolls = {"three", "five", "seven"}
    for statement in dossier["stories"][0]["statements"]:
        for difference in statement["differences"]:
            words = " ".join(value["value"].lower() for value in difference["values"]).split()
            if difference["kind"] == "quantity" and len(tolls & set(words)) >= 2:
                assert difference["status"] != "conflict", difference


def test_what_only_the_agency_says_has_few_lines_behind_it(
    dossier: dict[str, Any], files: dict[str, str]
) -> None:
    """Six outlets, and never six sources."""
    for statement in dossier["stories"][0]["statements"]:
        held = {files[support["report"]] for support in statement["support"]}
        if held <= {"01", "02", "03"}:
            assert statement["independent"]["most"] == 1
        if held <= set(WIRE) - {HEAVY_TRANSLATION}:
            assert statement["independent"]["least"] == 1


def test_the_mojibake_is_read_as_what_it_was() -> None:
    """The quotation, the apostrophe, the ampersand and the space-ridden marks."""
    text = (EXAMPLES / "harbour-fire" / "reports" / "06-delta-today.txt").read_text(encoding="utf-8")
    view = read_span(text, Span(0, len(text)), find_repairs(text)).text
    assert '"It is the darkest night that our city has experienced since a generation", declared' in view
    assert "the city's ice rink" in view
    assert "Calder & Voss" in view
    assert 'stored "in full respect of the rules", assured' in view


@pytest.mark.parametrize(
    ("report", "day"),
    [("01", "2023-11-14"), ("03", "2023-11-15"), ("07", "2023-11-15"), ("11", "2023-12-07")],
)
def test_dated_reports_have_their_day(dossier: dict[str, Any], report: str, day: str) -> None:
    """From the sidecar, the text and the page."""
    published = entry_of(dossier, report)["published"]
    assert (published["earliest"], published["latest"]) == (day, day)


def test_a_page_without_a_year_is_dated_by_reasoning(dossier: dict[str, Any]) -> None:
    """'Wednesday, November 15' and 'last year, in the autumn of 2022', with the reasons."""
    published = entry_of(dossier, "10")["published"]
    assert published["earliest"] <= "2023-11-15" <= published["latest"]
    assert published["latest"][:7] == published["earliest"][:7] == "2023-11"
    assert published["basis"]


@pytest.mark.parametrize("report", ["01", "02"])
def test_the_agency_is_credited_though_no_list_has_it(dossier: dict[str, Any], report: str) -> None:
    """A dateline says so by its form."""
    assert [credit["name"] for credit in entry_of(dossier, report)["agencies"]] == ["NNA"]


def test_the_interview_is_one_utterance_in_its_wordings(
    dossier: dict[str, Any], files: dict[str, str]
) -> None:
    """'Nobody had told us what was in that hall' stands in two reports or more, and the fire chief said it."""
    groups = [
        {files[variant["report"]] for variant in group["variants"]}
        for group in dossier["stories"][0]["quotes"]
        if any(_holds(dossier, variant, "what was in that hall") for variant in group["variants"])
    ]
    assert any(len(reports) >= 2 for reports in groups)


def _holds(dossier: dict[str, Any], variant: dict[str, Any], words: str) -> bool:
    text = next(r["text"] for r in dossier["reports"] if r["id"] == variant["report"])
    return words in text[variant["start"] : variant["end"]]


def test_two_stories_are_told_apart() -> None:
    """The museum's cup never lands among the reports of the fire."""
    intake = read_paths([EXAMPLES])
    assert not intake.set_aside
    plain = json.loads(make_dossier(intake, load_models=lambda: Models(None, None)).to_json())
    places = {report["id"]: Path(report["source"]).parts[-3] for report in plain["reports"]}
    for story in plain["stories"]:
        assert len({places[report] for report in story["reports"]}) == 1
    cup = [story for story in plain["stories"] if places[story["reports"][0]] == "museum-cup"]
    assert [len(story["reports"]) for story in cup] == [2]
