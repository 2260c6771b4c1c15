"""A real browser, where the machine has one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samestory.records import Dossier
from samestory.render.html import render_html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

Opener = Callable[..., "sync_api.Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    """Chromium, started once."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is not there")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: sync_api.Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a dossier's page; the test fails on any error or warning of the page's own."""
    complaints: list[str] = []
    contexts: list[sync_api.BrowserContext] = []

    def open_(dossier: Dossier | str, *, hash: str = "", **options: object) -> sync_api.Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(offline=True, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _check_request(request.url, complaints))
        path = tmp_path / "dossier.html"
        path.write_text(dossier if isinstance(dossier, str) else render_html(dossier), encoding="utf-8")
        page.goto(path.as_uri() + hash)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def _check_request(url: str, complaints: list[str]) -> None:
    """Nothing but the page itself may be asked for."""
    if not url.startswith(("file:", "data:", "about:")):
        complaints.append(f"request: {url}")
