"""Corrections where they belong: at a difference, a pair of reports, a name, a report; told there, undone there."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from dossiers import make_dossier
from starlette.testclient import TestClient
from web.rooms import BEARER, FERRY, REPORTS, client_of, make_library, story_of

from samestory.library import open_library
from samestory.records import make_judgement
from samestory.render.shelf import shelve
from samestory.web.amending import Amends

# The two reports of the ferry, who now differ in how many were killed.
KILLED = " {} people were killed in the accident, the police said."
DIFFERING = [
    {**each, "text": each["text"] + KILLED.format(number)}
    for each, number in zip(REPORTS, ("Three", "Five"), strict=False)
]
Form = tuple[str, dict[str, list[str]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library whose one story holds a difference."""
    path = make_library(tmp_path, DIFFERING)
    with open_library(path) as library:
        library.story(story_of(library, "ferry"))
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    """A client of its room that may correct."""
    with client_of(path) as client:
        client.headers.update(BEARER)
        yield client


def forms_of(page: str) -> list[Form]:
    """The forms of a page: the words on their button, and what they send as they stand."""
    found = []
    for form in re.findall(r'<form action="/judgements[^"]*" method="post">(.*?)</form>', page, re.S):
        fields: dict[str, list[str]] = {}
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
            fields.setdefault(name, []).append(unescape(value))
        button = re.search(r"<button[^>]*>(.*?)</button>", form)
        assert button is not None
        found.append((button[1], fields))
    return found


def form_with(page: str, button: str) -> dict[str, list[str]]:
    """What the first form with such a button sends."""
    return next(fields for told, fields in forms_of(page) if told == button)


def page_of(client: TestClient, path: Path) -> str:
    """The page of the ferry's story, waited for if it has to be made again."""
    with open_library(path, read_only=True) as library:
        address = f"/stories/{story_of(library, 'ferry')}"
    for _ in range(600):
        answer = client.get(address)
        if answer.status_code == 200:
            return answer.text
        time.sleep(0.05)
    raise AssertionError("the story is not opened")


def send(client: TestClient, address: str, fields: dict[str, list[str]], **more: str) -> str:
    """Send a form; gives the address that it leads to."""
    answer = client.post(address, data=fields | {"author": "Ada", "note": "asked her"} | more)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_difference_is_judged_told_and_undone_where_it_stands(client: TestClient, path: Path) -> None:
    """It leaves the page, its words and the judge stand in its place, and undoing brings it back."""
    before = page_of(client, path)
    shown = before.count('class="status d-')
    assert shown > 0
    fields = form_with(before, "It is no difference")
    assert send(client, "/judgements", fields).startswith("/stories/s-")
    after = page_of(client, path)
    assert after.count('class="status d-') < shown
    told = re.search(r"Judged to be no difference: (.*?)<span", after)
    assert told is not None
    assert told[1].startswith("1 / 2 — ")
    assert "Three people / Five people" in told[1]
    assert "Ada" in after
    assert "asked her" in after
    send(client, "/judgements/undo", form_with(after, "Undo it"))
    assert page_of(client, path).count('class="status d-') == shown


def test_judged_difference_is_listed_in_words(client: TestClient, path: Path) -> None:
    """The list of judgements says what differed, and leads to the reports; no bare key stands there."""
    send(client, "/judgements", form_with(page_of(client, path), "It is no difference"))
    page = client.get("/judgements").text
    assert "There is no difference in" in page
    assert re.search(
        r'in <a href="/reports/r-[0-9a-f]+">Lisse Courier</a> / <a .*? — .*?: Three people / ', page
    )
    assert not re.search(r">d-[0-9a-f]{12}", page)


def test_pair_is_judged_in_either_direction(client: TestClient, path: Path) -> None:
    """'b has it from a' is kept as a copy of b, and the pair says who said so."""
    fields = form_with(page_of(client, path), "Keep this")
    pair = next(f for told, f in forms_of(page_of(client, path)) if told == "Keep this" and "kind" not in f)
    assert "first" in fields
    send(client, "/judgements", pair, kind="copy-turned")
    kept = client.get("/api/judgements").json()["judgements"][0]["judgement"]
    assert (kept["kind"], kept["first"], kept["second"]) == ("copy", pair["second"][0], pair["first"][0])
    page = page_of(client, path)
    assert "Judged by Ada" in page
    assert any(told == "Undo it" for told, _ in forms_of(page))


def test_report_of_another_story_is_told_where_it_was(client: TestClient, path: Path) -> None:
    """Two reports parted by a person: the story that is left says from which, and by whom."""
    page = page_of(client, path)
    fields = next(f for told, f in forms_of(page) if f.get("kind") == ["two-stories"])
    others = re.search(r'<datalist id="[^"]+-all-reports">(.*?)</datalist>', page)
    assert others is not None
    other = next(
        each for each in re.findall(r'value="([^"]+)"', others[1]) if fields["first"][0] not in each
    )
    assert re.fullmatch(r"[12] (Delta Today|Lisse Courier) \(r-[0-9a-f]+\)", other)
    send(client, "/judgements", fields, second=other)
    left = page_of(client, path)
    assert "are not one story" in left
    assert "Delta Today" in left
    assert "Lisse Courier" in left


def test_report_that_is_none_is_refused(client: TestClient, path: Path) -> None:
    """Words that name no report of the list are kept as no judgement."""
    fields = next(f for _, f in forms_of(page_of(client, path)) if f.get("kind") == ["two-stories"])
    answer = client.post("/judgements", data=fields | {"author": "Ada", "second": "Delta Today"})
    assert answer.status_code == 400
    assert client.get("/api/judgements").json()["judgements"] == []


def test_form_at_a_report_is_as_long_whatever_the_story_holds() -> None:
    """The reports to choose from stand once on the page, not in the form at each of them."""
    dossier = make_dossier()
    story = dossier.stories[0]
    amends = Amends(story, shelve(dossier), (), {})
    assert len(story.reports) == amends.all_reports().count("<option") > 2
    assert all("<option" not in amends.report(report) for report in story.reports)


def test_judgement_of_other_stories_lets_a_kept_page_stand(client: TestClient, path: Path) -> None:
    """Only what bears on a story is read for its page, and has the page written again."""
    page_of(client, path)
    kept = client.app.state.desk.kept  # type: ignore[attr-defined]
    before = list(kept._texts)
    with open_library(path) as library:
        library.judge(make_judgement("copy", "r-00000001", "r-00000002", author="Ada", at="2031-05-04"))
        assert library.judgements(story=story_of(library, "ferry")) == ()
    page_of(client, path)
    assert list(kept._texts) == before


def test_names_are_joined_at_the_name(client: TestClient, path: Path) -> None:
    """Two names become one, and the one says that they were two."""
    page = page_of(client, path)
    fields = next(f for told, f in forms_of(page) if told == "They are one")
    names = re.findall(r'<datalist id="[^"]+-all-names">(.*?)</datalist>', page, re.S)
    other = next(
        unescape(name)
        for name in re.findall(r'value="([^"]*)"', names[0])
        if unescape(name) != fields["first"][0]
    )
    send(client, "/judgements", fields, second=other)
    assert re.search("“[^”]+” and “[^”]+” are one", page_of(client, path))


def test_who_may_only_read_is_offered_no_forms(path: Path) -> None:
    """Without the key the page holds no form that would be refused."""
    with client_of(path) as client:
        page = page_of(client, path)
    assert forms_of(page) == []
    assert "Correct this" not in page


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/stories/s-1",
        "/stories/s-1/../../x",
        "/stories/s-1?x",
        "\\s",
    ],
)
def test_form_leads_back_to_no_other_place(client: TestClient, path: Path, back: str) -> None:
    """What a form names as the way back is a story's page or nothing."""
    fields = form_with(page_of(client, path), "It is no difference")
    assert send(client, "/judgements", fields, back=back) == "/judgements"


def test_difference_in_one_story_leaves_others_opened(tmp_path: Path) -> None:
    """Judging a difference makes only the story of its reports anew."""
    other = [{**each, "title": "Bridge shut", "text": text, "url": f"https://x.example/{at}"}
             for at, (each, text) in enumerate(zip(REPORTS, [FERRY.format(3).replace("ferry Anna", "bridge of Anholm")] * 2,
                                                   strict=False))]  # fmt: skip
    path = make_library(tmp_path, [*DIFFERING, REPORTS[2], *other])
    with open_library(path) as library:
        ferry, mayor = story_of(library, "ferry"), story_of(library, "mayor")
        library.story(ferry)
        library.story(mayor)
    with client_of(path) as client:
        client.headers.update(BEARER)
        send(client, "/judgements", form_with(client.get(f"/stories/{ferry}").text, "It is no difference"))
    with open_library(path, read_only=True) as library:
        assert not library.is_opened(ferry)
        assert library.is_opened(mayor)
