"""The pages of the room: what they show, what they refuse, and that nothing is changed by reading."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web.rooms import BEARER, OURS, REPORTS, client_of, die, make_library, settings_for, story_of

from samestory.library import open_library
from samestory.web import make_app
from samestory.web.serving import entrance
from samestory.web.uploads import new_folder


def report_ids(path: Path) -> list[str]:
    """The ids of the reports, in the order in which they came."""
    with open_library(path, read_only=True) as library:
        return [row[0] for row in library.connection.execute("SELECT id FROM report ORDER BY number")]


def wait_for(client: TestClient, address: str) -> dict[str, object]:
    """Ask after a job until it is over."""
    for _ in range(600):
        job = client.get(f"/api{address}").json()
        if job["state"] in ("done", "failed"):
            return dict(job)
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_list_shows_every_story_with_what_is_known(client: TestClient) -> None:
    """An opened story tells its lines of text; one that is not opened says so or has one report."""
    page = client.get("/").text
    assert "Mayor of Anholm resigns" in page
    assert re.search(r"\d lines? of text", page)


def test_list_is_found_by_words_and_answers_a_script_with_rows(client: TestClient) -> None:
    """A script gets the rows alone, for the list that changes as one types."""
    page = client.get("/?about=mayor", headers={"x-part": "rows"}).text
    assert "Mayor of Anholm" in page
    assert "ferry" not in page.lower()
    assert "<html" not in page


@pytest.mark.parametrize(
    "query", ["since=yesterday", "outlets=many", "offset=-1", "offset=99999999999999999999"]
)
def test_impossible_questions_are_refused_in_words(client: TestClient, query: str) -> None:
    """What is no day or number is said to be none."""
    assert client.get(f"/?{query}").status_code == 400
    assert "error" in client.get(f"/api/stories?{query}").json()


def test_story_is_shown_with_its_evidence(client: TestClient, ferry: str) -> None:
    """The dossier stands in the room's frame, with its reports beside it and nothing inline to run."""
    page = client.get(f"/stories/{ferry}").text
    assert "harbour office" in page
    assert 'class="statement-list"' in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    assert " style=" not in page


def test_name_has_a_page_of_its_own(client: TestClient, ferry: str) -> None:
    """Who calls her what, and her words in every wording."""
    names = client.get(f"/api/stories/{ferry}").json()["stories"][0]["names"]
    brandt = next(name["id"] for name in names if "Brandt" in name["name"])
    page = client.get(f"/stories/{ferry}/names/{brandt}").text
    assert "Who calls it what" in page
    assert f'href="/stories/{ferry}#r-' in page


@pytest.mark.parametrize("form", ["html", "md", "json", "csv"])
def test_story_is_taken_along(client: TestClient, ferry: str, form: str) -> None:
    """Each form comes as a file, never as a page of this site."""
    answer = client.get(f"/stories/{ferry}/export.{form}")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "ferry" in answer.text.lower()


@pytest.mark.parametrize(
    "address",
    [
        "/stories/s-0",
        "/reports/r-0",
        "/jobs/0",
        "/nothing",
        "/assets/../app.py",
        "/assets/x",
        "/api/stories/s-0",
        "/api/nothing",
    ],
)
def test_what_is_not_there_is_said_to_be_missing(client: TestClient, address: str) -> None:
    """People get a page, programs the one shape."""
    answer = client.get(address)
    assert answer.status_code == 404
    assert ("error" in answer.json()) if address.startswith("/api") else ("<h1>" in answer.text)


def test_page_that_has_not_changed_is_not_sent_again(client: TestClient, ferry: str) -> None:
    """A browser that still has the page is told so."""
    tag = client.get(f"/stories/{ferry}").headers["etag"]
    assert client.get(f"/stories/{ferry}", headers={"if-none-match": tag}).status_code == 304


def test_script_and_style_stay_small(client: TestClient) -> None:
    """All that a page loads is at most 150 kB."""
    page = client.get("/").text + client.get("/search").text
    names = {"site.css", "site.js", "dossier.js", "room.js"}
    assert set(re.findall(r"/assets/([\w.]+)", page)) <= names
    assert sum(len(client.get(f"/assets/{name}").content) for name in names) < 150_000


def test_search_finds_quotations_of_opened_stories_and_reports(client: TestClient) -> None:
    """Words are found where they were said and in whole reports, marked."""
    page = client.get("/search?q=hurt").text
    assert "Quotations" in page
    assert "Reports" in page
    assert "<mark>hurt</mark>" in page
    order = [page.index(f">{kind}</h2>") for kind in ("Quotations", "Statements", "Reports")]
    assert order == sorted(order)


def test_report_is_shown_alone(client: TestClient, ferry_library: Path) -> None:
    """A report has a page, with where it is from."""
    page = client.get(f"/reports/{report_ids(ferry_library)[0]}").text
    assert "Lisse Courier" in page
    assert 'href="https://courier.example/ferry"' in page


def test_api_describes_itself(client: TestClient, ferry: str) -> None:
    """Every address of the API stands in the description, and its dossier has the form of a dossier."""
    description = client.get("/api/openapi.json").json()
    assert "/api/stories/{story}" in description["paths"]
    assert client.get(f"/api/stories/{ferry}").json()["format"] == "samestory/1"


def test_api_pages_lead_to_one_another(client: TestClient) -> None:
    """Following `next` gives every story once."""
    address, seen = "/api/stories?limit=1", []
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["stories"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) >= 2


def test_story_is_opened_in_a_process_of_its_own(tmp_path: Path) -> None:
    """A story that nobody opened is made by a job, to which the page and the API lead."""
    path = make_library(tmp_path, REPORTS[:2])
    with open_library(path, read_only=True) as library:
        story = story_of(library, "ferry")
    with client_of(path) as client:
        assert client.get(f"/api/stories/{story}").status_code == 202
        address = client.get(f"/stories/{story}").headers["location"]
        assert client.get(address).status_code == 200
        assert wait_for(client, address)["state"] == "done"
        assert client.get(address).headers["location"] == f"/stories/{story}"
        assert client.get(f"/stories/{story}").status_code == 200


def test_reports_are_added_from_the_page(tmp_path: Path) -> None:
    """A pasted text and uploaded files are in the library when their jobs are done; bad ones are named."""
    path = make_library(tmp_path, REPORTS[2:])
    with client_of(path) as client:
        pasted = {"text": "Bridge closed at Anholm\n\nThe old bridge at Anholm was closed on Monday, the town said.",
                  "outlet": "Anholm Blatt", "published": "2031-06-03", "url": ""}  # fmt: skip
        job = client.post("/add/text", data=pasted, headers=BEARER).headers["location"]
        assert wait_for(client, job)["result"]["added"] == 1  # type: ignore[index]
        files = [
            (
                "files",
                ("../../a.txt", b"Storm over Lisse\n\nA storm hit Lisse on Monday and tore roofs off."),
            ),
            ("files", ("b.txt", b"\x00\x01\x02\x03" * 50)),
        ]
        job = client.post("/add/files", files=files, headers=BEARER).headers["location"]
        result = wait_for(client, job)["result"]
        assert result["added"] == 1  # type: ignore[index]
        assert [item["source"] for item in result["set_aside"]] == ["b.txt"]  # type: ignore[index]
        assert "Set aside" in client.get(job).text


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/add/text", {"text": "  "}),
        ("/add/text", {"text": "x", "url": "javascript:alert(1)"}),
        ("/add/addresses", {"addresses": "file:///etc/passwd"}),
        ("/add/addresses", {"addresses": ""}),
        ("/judgements", {"kind": "nonsense"}),
        ("/judgements", {"kind": "one-story", "first": "r-1", "second": "r-1", "author": "Ada"}),
        ("/judgements", {"kind": "one-story", "first": "r-1", "second": "r-2"}),
    ],
)
def test_wrong_forms_are_refused(client: TestClient, address: str, data: dict[str, str]) -> None:
    """A form that cannot be meant is answered in words, and nothing is begun."""
    assert client.post(address, data=data, headers=BEARER).status_code == 400


def test_judgement_is_kept_listed_and_undone(tmp_path: Path) -> None:
    """A judgement made on the page stands in the list with its author, until it is undone."""
    path = make_library(tmp_path)
    first, second = report_ids(path)[:2]
    with client_of(path) as client:
        data = {"kind": "copy", "first": first, "second": second, "author": "Ada", "note": "same slip"}
        assert client.post("/judgements", data=data, headers=BEARER).status_code == 303
        row = client.get("/api/judgements").json()["judgements"][0]
        assert (row["judgement"]["author"], row["undone_at"]) == ("Ada", "")
        client.post("/judgements/undo", data={"id": row["judgement"]["id"], "author": "Bo"}, headers=BEARER)
        assert "undone by Bo" in client.get("/judgements").text


def test_empty_library_invites_to_add(tmp_path: Path) -> None:
    """A room without reports says what to do."""
    path = tmp_path / "news.samestory"
    open_library(path).close()
    with client_of(path) as client:
        assert "There are no reports yet" in client.get("/").text
        source = tmp_path / "in.txt"
        source.write_text("Storm over Lisse\n\nA storm hit Lisse on Monday and tore off roofs.")
        with open_library(path) as library:
            library.add([source], processes=1)
        assert "1 report in" in client.get("/").text


def test_key_becomes_a_cookie_that_other_sites_cannot_send(client: TestClient) -> None:
    """The printed address sets it; a wrong key sets nothing."""
    answer = client.get("/enter?token=the-key")
    assert answer.headers["location"] == "/"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]
    wrong = client.get("/enter?token=wrong")
    assert wrong.status_code == 403
    assert "set-cookie" not in wrong.headers


def test_key_goes_over_tls_alone_where_that_is_in_front(ferry_library: Path) -> None:
    """Behind a server with TLS the cookie is marked, and the address told is the one that browsers reach."""
    assert "Secure" not in client_of(ferry_library).get("/enter?token=the-key").headers["set-cookie"]
    settings = settings_for(ferry_library, behind_tls=True, known_as=("news.example",))
    with TestClient(make_app(settings), base_url="https://news.example", follow_redirects=False) as client:
        assert "Secure" in client.get("/enter?token=the-key").headers["set-cookie"]
    assert entrance(settings).startswith("https://news.example/enter?")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name=Piet+Olsen", ["mayor"]),
        ("name=Olsen+Piet", []),
        ("place=lisse", ["ferry"]),
        ("place=Rome", []),
    ],
)
def test_list_is_filtered_by_name_and_place(client: TestClient, query: str, found: list[str]) -> None:
    """A name or a place is found with its words in their order, on the page and by programs."""
    titles = " ".join(row["title"].lower() for row in client.get(f"/api/stories?{query}").json()["stories"])
    assert [word for word in ("ferry", "mayor") if word in titles] == found
    assert ("No story is like that" in client.get(f"/?{query}").text) == (not found)


def test_own_form_with_the_cookie_is_taken(client: TestClient) -> None:
    """The way of a browser: cookie, own origin, form."""
    client.cookies.set("samestory-8377", "the-key")
    answer = client.post("/add/text", data={"text": " "}, headers={"origin": OURS})
    assert answer.status_code == 400


def test_copies_across_stories_are_listed(tmp_path: Path) -> None:
    """A passage that two outlets have in two stories stands in the list with its words."""
    shared = (
        "The water board of Anholm has for years warned that the old mains under the market would burst, and "
        "has asked the town four times for the money to dig them up and lay new ones before the winter."
    )
    records = [{**REPORTS[0], "text": REPORTS[0]["text"] + " " + shared}, {**REPORTS[2], "text": REPORTS[2]["text"] + " " + shared}]  # fmt: skip
    with client_of(make_library(tmp_path, records)) as client:
        page = client.get("/copies").text
        assert "has for years warned" in page
        assert len(client.get("/api/copies").json()["copies"]) == 1


def test_what_is_no_address_is_not_taken_for_a_path(client: TestClient) -> None:
    """Only what begins with http:// or https:// is fetched; anything else could be a file of this machine."""
    for wrong in ("http:/etc/passwd", "http:etc", "\x00http://delta.example/a", "/etc/passwd"):
        answer = client.post("/add/addresses", data={"addresses": wrong}, headers=BEARER)
        assert answer.status_code == 400, wrong


def test_failed_work_says_why_and_the_next_is_done(tmp_path: Path) -> None:
    """An error of the library comes through from the process as it is, and the process lives on."""
    path = make_library(tmp_path, REPORTS[:1])
    with client_of(path) as client:
        workers = client.app.state.desk.workers  # type: ignore[attr-defined]
        failed = wait_for(client, f"/jobs/{workers.open_story('s-none').id}")
        assert failed["state"] == "failed"
        assert "there is no story s-none" in str(failed["error"])
        process = next(iter(workers._pools["read"]._processes))
        wait_for(client, f"/jobs/{workers.open_story('s-other').id}")
        assert next(iter(workers._pools["read"]._processes)) == process


def test_work_goes_on_after_a_process_has_died(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The uploads go with their job, however that ends; the next gets a new process, as bounded as any."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with client_of(make_library(tmp_path, REPORTS[:1])) as client:
        workers = client.app.state.desk.workers  # type: ignore[attr-defined]
        with new_folder() as folder:
            job = workers._begin("add", "a file", die, folder=folder)
        assert "was ended" in str(wait_for(client, f"/jobs/{job.id}")["error"])
        assert not folder.parent.exists()
        data = {"addresses": "http://127.0.0.1:9/private"}
        address = client.post("/add/addresses", data=data, headers=BEARER).headers["location"]
        result = wait_for(client, address)["result"]
        assert "this machine" in result["set_aside"][0]["reason"]  # type: ignore[index]


def test_undoing_needs_a_judgement_and_a_name(client: TestClient) -> None:
    """What does not stand is not found, and nobody undoes anything namelessly."""
    data = {"id": "j-none", "author": "Ada"}
    assert client.post("/judgements/undo", data=data, headers=BEARER).status_code == 404
    assert client.post("/judgements/undo", data={"id": "j-none"}, headers=BEARER).status_code == 400


def test_library_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """A file that is no library, and none at all, are answers and not faults."""
    path = tmp_path / "news.samestory"
    with client_of(path) as client:
        assert client.get("/").status_code == 404
        path.write_bytes(b"something else entirely")
        assert client.get("/api/stories").json()["error"]["code"] == "library"


def test_fault_keeps_the_policy_and_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of an error that nobody foresaw is as strict as any, and holds nothing of the error."""
    path = make_library(tmp_path, REPORTS[:1])
    monkeypatch.setattr("samestory.web.listing.draw_river", lambda days: 1 / 0)
    with TestClient(make_app(settings_for(path)), base_url=OURS, raise_server_exceptions=False) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "division" not in answer.text


def test_page_is_written_anew_when_a_judgement_changes_it(tmp_path: Path) -> None:
    """What is kept of an opened story is given only while all that it follows from still holds."""
    path = make_library(tmp_path, REPORTS[:2])
    with open_library(path) as library:
        story = story_of(library, "ferry")
        library.story(story)
    first, second = report_ids(path)
    with client_of(path) as client:
        assert client.get(f"/stories/{story}").text == client.get(f"/stories/{story}").text
        data = {"kind": "copy", "first": first, "second": second, "author": "Ada"}
        client.post("/judgements", data=data, headers=BEARER)
        assert client.get(f"/stories/{story}").headers["location"].startswith("/jobs/")


def test_odd_addresses_are_answered(client: TestClient) -> None:
    """Long, coded and wide characters in an address are words like any."""
    for odd in (
        "s-" + "x" * 5_000,
        "%00",
        "%ff%fe",
        "..%2f..%2fetc",
        "%F0%9F%92%A9",
        "s-1%0d%0aset-cookie:a=b",
    ):
        answer = client.get(f"/stories/{odd}")
        assert answer.status_code == 404, odd
        assert "set-cookie" not in answer.headers
    assert client.get("/search", params={"q": "\ud7ff\ufffe" + "wort " * 3_000}).status_code == 200
