"""The reading room in a real browser: every view, what can be done in it, every width, and hostile reports."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from dossiers import make_hostile
from starlette.requests import Request
from web.rooms import KEY, REPORTS, make_library, settings_for, story_of

from samestory.library import open_library
from samestory.records import Dossier, make_judgement
from samestory.web import make_app
from samestory.web.serving import entrance

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

HOSTILE = json.loads((Path(__file__).parents[1] / "cases/render/hostile.json").read_text(encoding="utf-8"))
WIDTHS = (360, 768, 1280, 2560)


class Room:
    """A room served on a port of its own."""

    def __init__(self, library: Path) -> None:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        self.settings = settings_for(library, port=listener.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.settings.port}"
        self.app = make_app(self.settings)
        self.server = uvicorn.Server(uvicorn.Config(self.app, log_level="warning"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]}, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def close(self) -> None:
        """End the server."""
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which the story of the ferry is opened."""
    path = make_library(tmp_path_factory.mktemp("room"))
    with open_library(path) as library:
        # First, for it bears on the story: judged afterwards, the story would have to be opened again.
        library.judge(
            make_judgement(
                "one-name", "Ida Brandt", "the harbour master", author="Ada", at="2031-05-06T10:00:00Z"
            )
        )
        library.story(story_of(library, "ferry"))
    return path


@pytest.fixture(scope="module")
def room(library: Path) -> Iterator[Room]:
    """The room that serves it."""
    room = Room(library)
    yield room
    room.close()


@pytest.fixture
def visit(browser: sync_api.Browser, room: Room) -> Iterator[object]:
    """Open a page of the room; the test fails on any complaint of the browser, or request elsewhere."""
    complaints: list[str] = []
    contexts: list[sync_api.BrowserContext] = []

    def open_(address: str = "/", **options: object) -> sync_api.Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                complaints.append(request.url)
                if not request.url.startswith(("http://127.0.0.1:", "data:"))
                else None
            ),
        )
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(room.address + address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def ferry(library: Path) -> str:
    """The id of the ferry's story."""
    with open_library(library, read_only=True) as opened:
        return story_of(opened, "ferry")


def addresses(library: Path, ferry: str) -> list[str]:
    """One address of each view."""
    with open_library(library, read_only=True) as opened:
        report = opened.connection.execute("SELECT id FROM report ORDER BY number").fetchone()[0]
        name = opened.story(ferry).stories[0].names[0].id
    return ["/", "/search?q=hurt", "/add", "/judgements", f"/stories/{ferry}", f"/stories/{ferry}/correct",
            f"/stories/{ferry}/names/{name}", f"/reports/{report}"]  # fmt: skip


def wait_until(page: sync_api.Page, expression: str) -> None:
    """Wait for an expression to be true; asked from here, for the pages let nothing be evaluated in them."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def test_stories_are_found_as_one_types(visit) -> None:
    """The list changes without a button, and the address with it."""
    page = visit("/")
    assert page.locator(".story-rows > li").count() == 2
    page.get_by_label("About").press_sequentially("mayor")
    page.wait_for_url("**/?*about=mayor*")
    page.wait_for_function("document.querySelectorAll('.story-rows > li').length === 1")
    assert "Anholm" in page.locator("#stories").inner_text()


def test_citation_marks_its_characters_in_the_report(visit, ferry: str) -> None:
    """From the list to a story, from its brief to the words it rests on, and an address to come back to."""
    page = visit("/")
    page.get_by_role("link", name="Ferry runs aground").or_(
        page.get_by_role("link", name="aground")
    ).first.click()
    page.wait_for_url(f"**/stories/{ferry}")
    page.locator(".brief a.cite").first.click()
    assert page.locator("mark.cited").first.inner_text()
    assert f"/stories/{ferry}#r-" in page.url


def test_statement_is_shown_on_the_tree(visit, ferry: str) -> None:
    """Choosing a statement marks its carriers, and one button shows all again."""
    page = visit(f"/stories/{ferry}")
    page.locator(".statement-list > li summary").first.click()
    page.get_by_role("button", name="Show on the tree").first.click()
    carriers = page.locator(".tree .node.carries").count()
    data = json.loads(page.request.get(page.url.replace("/stories/", "/api/stories/").split("#")[0]).text())
    row = page.locator(".statement-list > li").first.get_attribute("id")
    statement = next(s for s in data["stories"][0]["statements"] if s["id"] == row)
    assert carriers == len({support["report"] for support in statement["support"]})
    page.get_by_role("button", name="Show all again").click()
    assert page.locator(".tree.chosen").count() == 0


def test_statement_is_copied_with_its_citation(visit, ferry: str) -> None:
    """What is copied names the outlets and the address of the statement."""
    page = visit(f"/stories/{ferry}", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".statement-list > li summary").first.click()
    page.get_by_role("button", name="Copy with citation").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Lisse Courier" in copied
    assert f"/stories/{ferry}#t-" in copied


def test_text_is_added_and_leads_to_what_came_of_it(visit, room: Room) -> None:
    """With the key: paste, watch it being added, read what happened."""
    page = visit(entrance(room.settings).removeprefix(room.address))
    page.goto(room.address + "/add")
    page.get_by_label("Outlet").fill("Anholm Blatt")
    page.locator(".paste textarea").fill(
        "Bridge closed\n\nThe old bridge at Anholm was closed on Monday, the town said."
    )
    page.get_by_role("button", name="Add the text").click()
    page.get_by_text("1 report added").or_(page.get_by_text("1 already there")).wait_for(timeout=60_000)


def test_without_the_key_nothing_is_added(visit) -> None:
    """The form says so beforehand, and sending it all the same is refused."""
    page = visit("/add")
    assert "it holds the key" in page.locator(".notice").inner_text()


def test_room_is_read_without_script(visit, library: Path, ferry: str) -> None:
    """Every view shows its content with JavaScript off."""
    for address in addresses(library, ferry):
        page = visit(address, java_script_enabled=False)
        assert len(page.locator("body").inner_text()) > 150


@pytest.mark.parametrize("width", WIDTHS)
def test_no_view_scrolls_sideways(visit, library: Path, ferry: str, width: int, tmp_path: Path) -> None:
    """From a small phone to a wide screen the page itself never scrolls sideways."""
    for at, address in enumerate(addresses(library, ferry)):
        page = visit(address, viewport={"width": width, "height": 800})
        page.screenshot(path=tmp_path / f"{at}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_views_meet_wcag(visit, library: Path, ferry: str, scheme: str) -> None:
    """Axe finds nothing against WCAG 2.2 A and AA in any view, in either scheme."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    for address in addresses(library, ferry):
        page = visit(address, color_scheme=scheme, bypass_csp=True)
        found = axe.Axe().run(page, options=rules).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found] == [], (
            address
        )


def test_corrections_are_as_accessible_as_the_rest(visit, room: Room, library: Path, ferry: str) -> None:
    """With the key, too, axe finds nothing: each form opened, each field named."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = visit(entrance(room.settings).removeprefix(room.address), bypass_csp=True)
    for address in (f"/stories/{ferry}", f"/stories/{ferry}/correct", "/judgements", "/add"):
        page.goto(room.address + address)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        found = axe.Axe().run(page, options=rules).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found] == [], (
            address
        )


def test_everything_is_reached_by_keyboard(visit) -> None:
    """Tab leads from the skip link through the navigation to the first story."""
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('.story-rows'))"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/*")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_pair_is_corrected_where_it_stands(visit, tmp_path: Path, script: bool) -> None:
    """Open the form at the pair, say who has it from whom, come back to the pair: it says who judged; undo."""
    path = make_library(tmp_path)
    with open_library(path) as opened:
        story = story_of(opened, "ferry")
        opened.story(story)
    own = Room(path)
    try:
        page = visit("/", java_script_enabled=script)
        page.goto(entrance(own.settings))
        page.goto(f"{own.address}/stories/{story}")
        page.locator("details.pairs > summary").click()
        page.locator(".pairs .amend > summary").first.click()
        form = page.locator(".pairs .amend form").first
        form.locator("select").select_option("copy-turned")
        form.get_by_label("Your name").fill("Ada")
        form.get_by_label("Why").fill("she told me")
        form.get_by_role("button").click()
        judged = page.locator(".pairs tr:target .judged")
        judged.wait_for(timeout=90_000)
        assert f"/stories/{story}#" in page.url
        assert "Ada" in judged.inner_text()
        assert "she told me" in judged.inner_text()
        page.locator(".pairs .undo > summary").click()
        undo = page.locator(".pairs .undo form")
        undo.get_by_label("Your name").fill("Ada")
        undo.get_by_role("button").click()
        page.locator(".pairs tr:target .amend").wait_for(timeout=90_000)
        assert page.locator(".judged").count() == 0
    finally:
        own.close()


def test_lines_that_carry_a_statement_say_so(visit, ferry: str) -> None:
    """On the tree each line of text tells in words which of its reports carry what was chosen."""
    page = visit(f"/stories/{ferry}")
    story = json.loads(page.request.get(page.url.replace("/stories/", "/api/stories/")).text())["stories"][
        0
    ]
    statement = next(s for s in story["statements"] if len({u["report"] for u in s["support"]}) > 1)
    row = page.locator(f"[id='{statement['id']}']")
    row.locator("summary").first.click()
    row.get_by_role("button", name="Show on the tree").first.click()
    told = page.locator(".tree .line.carries .band-name").all_text_contents()
    numbers = {int(number) for line in told for number in line.partition("carries it: ")[2].split(", ")}
    assert numbers == {story["reports"].index(each["report"]) + 1 for each in statement["support"]}
    assert statement["independent"]["because"] in page.locator(".chosen-note").inner_text()
    page.get_by_role("button", name="Show all again").click()
    assert not any("carries" in text for text in page.locator(".tree .band-name").all_text_contents())


def test_deep_links_lead_to_their_place_from_a_cold_load(visit, ferry: str) -> None:
    """The address of a statement, a quotation and a passage shows it, with a script and without."""
    page = visit(f"/stories/{ferry}")
    story = json.loads(page.request.get(page.url.replace("/stories/", "/api/stories/")).text())["stories"][
        0
    ]
    support = story["statements"][0]["support"][0]
    passage = f"{support['report']}-{support['start']}-{support['end']}"
    for script in (True, False):
        for anchor in (story["statements"][-1]["id"], story["quotes"][0]["id"], passage):
            page = visit(f"/stories/{ferry}#{anchor}", java_script_enabled=script)
            page.wait_for_load_state()
            page.wait_for_timeout(200)
            shown = page.locator("mark.cited" if script and anchor == passage else f"[id='{anchor}']").first
            box = shown.bounding_box()
            assert box is not None, anchor
            assert 0 <= box["y"] <= 900, anchor
            if not script:
                marked = page.locator("p:has(> .at:target)" if anchor == passage else ":target").first
                colours = marked.evaluate("(e) => getComputedStyle(e).backgroundColor")
                assert colours != "rgba(0, 0, 0, 0)", anchor


def test_columns_scroll_together_with_furniture_folded(visit, tmp_path: Path) -> None:
    """Scrolling one report brings the other to the same passage; what is no part of it stands folded."""
    gulls = [f"A {what} {did}." for what in ("gull", "crab", "cormorant", "seal", "heron", "mussel")
             for did in ("slept", "dived", "called", "waited", "turned away", "drifted off", "hid")]  # fmt: skip
    votes = [f"{who} quarrelled over {what}." for who in ("Bakers", "Cobblers", "Tailors", "Millers", "Brewers")
             for what in ("tolls", "taxes", "flour", "leather", "wool", "barley", "rents", "wages")]  # fmt: skip
    before, after, council = ("\n\n".join(each) for each in (gulls[:14], gulls[14:], votes))
    shared = "The water board of Anholm had for years warned that the old mains under the market would burst some night."
    records = [
        {**REPORTS[0], "text": f"Share this on your networks\n\n{REPORTS[0]['text']}\n\n{before}\n\n{shared}\n\n{after}"},
        {**REPORTS[1], "text": f"{REPORTS[1]['text']}\n\n{shared}\n\n{council}"},
    ]  # fmt: skip
    path = make_library(tmp_path, records)
    with open_library(path) as opened:
        story = story_of(opened, "ferry")
        opened.story(story)
    own = Room(path)
    try:
        page = visit("/")
        page.goto(f"{own.address}/stories/{story}")
        page.locator(".compare").scroll_into_view_if_needed()
        left, right = page.locator(".column").nth(0), page.locator(".column").nth(1)
        left.hover()
        # To where the passage, which stands late in the one and early in the other, comes by.
        left.evaluate(
            """(e) => {
                const mark = [...e.querySelectorAll("mark")].find((m) => m.textContent.includes("water board"));
                const at = mark.getBoundingClientRect().top - e.getBoundingClientRect().top + e.scrollTop;
                e.scrollTop = at - e.clientHeight / 3;
            }"""
        )
        wait_until(page, "document.querySelectorAll('.column')[1].scrollTop > 0")
        page.wait_for_timeout(100)
        one, other = (
            column.locator("mark", has_text="water board").first.bounding_box() for column in (left, right)
        )
        assert one is not None
        assert other is not None
        assert abs(one["y"] - other["y"]) < 40
        for column in (left, right):
            shown = column.locator("p.furn:visible").count()
            assert shown == 0
    finally:
        own.close()


def test_page_is_printed_without_its_tools(visit, room: Room, ferry: str) -> None:
    """On paper no button, form or bar is left; statements with several reports stand with their evidence."""
    page = visit(entrance(room.settings).removeprefix(room.address))
    page.goto(f"{room.address}/stories/{ferry}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for left in ("button", "form", ".rooms", ".tools", ".tabs", ".amend", "input", ".compare"):
        assert page.locator(f"{left}:visible").count() == 0, left
    assert page.locator(".supports:visible").count() > 0
    assert page.locator(".sheet:visible").count() == 2


def test_hostile_reports_stay_text(visit, room: Room, library: Path, tmp_path: Path) -> None:
    """No payload in any field of a report runs, loads or shows as markup, in any list or on its own page."""
    records = [
        {"title": f"{payload} ferry", "outlet": payload, "authors": [payload], "url": payload, "published": payload,
         "text": f"{payload} The ferry Anna ran aground off Lisse on Sunday. {payload}", "language": payload}
        for payload in HOSTILE
    ]  # fmt: skip
    path = make_library(tmp_path, [*records, *REPORTS])
    with open_library(path) as opened:
        for payload in HOSTILE:
            opened.judge(
                make_judgement(
                    "one-name", payload, "x", author=payload, at="2031-05-06T10:00:00Z", note=payload
                )
            )
        reports = [row[0] for row in opened.connection.execute("SELECT id FROM report ORDER BY number")]
    assert len(reports) > 120
    hostile = Room(path)
    try:
        page = visit("/")
        page.goto(hostile.address + "/judgements")
        assert page.evaluate("window.pwned") is None
        for address in [
            "/?about=ferry",
            "/?outlet=%3Cscript%3E",
            "/search?q=ferry",
            *(f"/reports/{id}" for id in reports),
        ]:
            page.route(hostile.address + address, lambda route: route.continue_())
            page.goto(hostile.address + address, wait_until="load")
            assert page.evaluate("window.pwned") is None, address
    finally:
        hostile.close()


def test_hostile_dossiers_stay_text(visit, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for dossiers: payloads in names, quotations, attributions, figures and file names."""
    dossiers = {f"s-{at}": make_hostile(payload, str(at)) for at, payload in enumerate(HOSTILE)}

    def find(request: Request) -> Dossier:
        return dossiers[request.path_params["story"]]

    monkeypatch.setattr("samestory.web.reading.opened_story", find)
    monkeypatch.setattr("samestory.web.judging.opened_story", find)
    monkeypatch.setattr(
        "samestory.web.reading.write_opened", lambda request, form, write: write(find(request)).encode()
    )
    # With the key, so that the forms of corrections stand there too.
    page = visit(entrance(room.settings).removeprefix(room.address))
    for at, story in enumerate(dossiers):
        others = ("/correct", f"/names/{dossiers[story].stories[0].names[0].id}") if at % 8 == 0 else ()
        for view in ("", *others):
            answer = page.goto(f"{room.address}/stories/{story}{view}")
            assert answer is not None
            assert answer.status == 200, story
            assert page.evaluate("window.pwned") is None, story


def test_first_paint_comes_within_a_second(visit, ferry: str) -> None:
    """A reader sees the list and an opened story at once."""
    for address in ("/", f"/stories/{ferry}"):
        page = visit(address)
        wait_until(page, "performance.getEntriesByName('first-contentful-paint').length > 0")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        assert paint < 1_000, address


def test_key_is_kept_from_scripts(visit, room: Room) -> None:
    """The cookie with the key cannot be read by anything on a page."""
    page = visit(entrance(room.settings).removeprefix(room.address))
    assert KEY not in page.evaluate("document.cookie")
