"""Measure when a real browser first paints the reading room's pages.

    python -m eval.first_paint LIBRARY [--times N]

Each page is asked for by a browser that has kept nothing of the room. The clock is the wall's: on a machine
that does other work, too, take the least of several times.
"""

from __future__ import annotations

import argparse
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from samestory.library import StoryQuery, open_library
from samestory.web import WebSettings, make_app

CHROMIUM = "/usr/bin/chromium"
# What a first paint may take, in milliseconds.
BOUND = 1_000
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def main(arguments: Sequence[str]) -> int:
    """Print the least and the median first paint of each page; 1 where the least is over the bound."""
    parser = argparse.ArgumentParser()
    parser.add_argument("library", type=Path)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args(arguments)
    slow = False
    with _serve(given.library) as room, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for address in _addresses(given.library):
            paints = sorted(_paint(browser, room + address) for _ in range(given.times))
            print(f"{address:32}{paints[0]:8.0f}{paints[len(paints) // 2]:8.0f} ms", flush=True)
            slow |= paints[0] > BOUND
        browser.close()
    return int(slow)


def _addresses(file: Path) -> list[str]:
    with open_library(file, read_only=True) as library:
        opened = [
            row for row in library.stories(StoryQuery(sort="copied", limit=200)) if row.lines is not None
        ]
        opened = sorted(opened, key=lambda row: -row.reports)
        report = library.story(opened[0].id).reports[0].id
    stories = [f"/stories/{row.id}" for row in (opened[0], opened[-1])]
    return ["/", "/?sort=widest", "/search?q=president", "/copies", f"/reports/{report}", *stories]


def _paint(browser: Browser, address: str) -> float:
    page = browser.new_context().new_page()
    try:
        page.goto(address)
        while (paint := page.evaluate(_PAINT)) is None:
            page.wait_for_timeout(20)
        return float(paint)
    finally:
        page.context.close()


@contextmanager
def _serve(file: Path) -> Iterator[str]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(make_app(WebSettings(file, token="", port=port)), log_level="warning")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
