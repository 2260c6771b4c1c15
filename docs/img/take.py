"""Takes the pictures of the documentation; needs playwright and /usr/bin/chromium."""

from __future__ import annotations

import secrets
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

import samestory
from samestory.library import open_library
from samestory.render.html import render_html
from samestory.web import WebSettings, make_app

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "harbour-fire"
COLUMN = {"x": 0, "y": 0, "width": 800, "height": 860}


def take_desk(page: Page) -> None:
    """The dossier with a passage marked, the family tree, a statement with its evidence."""
    page.locator(".brief a.cite").nth(5).click()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.wait_for_timeout(700)
    page.screenshot(path=HERE / "dossier.png")
    page.evaluate("document.querySelector('.tree').scrollIntoView()")
    page.screenshot(path=HERE / "family-tree.png", clip=COLUMN)
    page.locator(".statement-list > li:not(.within)").nth(1).locator("summary").click()
    page.evaluate("document.querySelector('.statements').scrollIntoView()")
    page.screenshot(path=HERE / "statements.png", clip=COLUMN)


def take_dark(page: Page) -> None:
    """Two reports side by side, at their second passage."""
    page.locator(".pick-a").select_option(index=0)
    page.locator(".pick-b").select_option(index=2)
    page.evaluate("document.activeElement.blur(); document.querySelector('.compare').scrollIntoView()")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.evaluate("document.querySelector('.compare').scrollIntoView()")
    page.screenshot(path=HERE / "side-by-side-dark.png", clip=COLUMN)


def take_phone(page: Page) -> None:
    """A citation followed on a phone."""
    page.locator(".brief a.cite").nth(2).click()
    page.wait_for_timeout(700)
    page.screenshot(path=HERE / "phone.png")


@contextmanager
def open_room(folder: Path) -> Iterator[str]:
    """Serve a library of the shipped examples, all of them opened, and give its address."""
    library = folder / "examples.samestory"
    with open_library(library) as opened:
        opened.add([EXAMPLE.parent])
        for row in opened.stories():
            opened.story(row.id)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    settings = WebSettings(library, token=secrets.token_urlsafe(), port=listener.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(make_app(settings), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{settings.port}"
    finally:
        server.should_exit = True
        thread.join()


def take_room(page: Page, address: str) -> None:
    """The stories, a search, and a name's page."""
    page.goto(address)
    page.screenshot(path=HERE / "room-stories.png")
    page.goto(f"{address}/search?q=fertiliser")
    page.screenshot(path=HERE / "room-search.png")
    page.goto(f"{address}/?sort=widest")
    page.locator(".story-rows a").first.click()
    page.locator(".name-list .name > p a").first.click()
    page.screenshot(path=HERE / "room-name.png")


def main() -> None:
    """Render the example and take every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "dossier.html"
        path.write_text(render_html(samestory.read([EXAMPLE], one_story=True)), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width, height, scheme, take in (
            (1280, 860, "light", take_desk),
            (1280, 860, "dark", take_dark),
            (400, 800, "light", take_phone),
        ):
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(path.as_uri())
            take(page)
            page.close()
        with open_room(Path(folder)) as address:
            take_room(browser.new_page(viewport={"width": 1280, "height": 800}), address)
        browser.close()


if __name__ == "__main__":
    main()
