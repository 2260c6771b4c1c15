"""The page as HTML: what it holds, and what it never lets through."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from dossiers import TEXTS, make_dossier, make_hostile

from samestory.render.html import render_html, render_notebook

HOSTILE = json.loads((Path(__file__).parents[2] / "cases/render/hostile.json").read_text(encoding="utf-8"))
PAGE = render_html(make_dossier())
MAX_ASSET_BYTES = 60_000


class Reader(HTMLParser):
    """Collects the elements and attributes of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its attributes."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def values_of(page: str, attribute: str) -> list[str]:
    """List the values an attribute has anywhere in a page."""
    return [value for _, name, value in Reader(page).attributes if name == attribute]


def test_same_dossier_gives_the_same_page() -> None:
    """Two renderings are equal, character for character."""
    assert render_html(make_dossier()) == PAGE


def test_page_needs_nothing_from_outside() -> None:
    """Nothing is loaded: no source, no stylesheet, no import, no address in the style."""
    assert values_of(PAGE, "src") == []
    assert [v for tag, name, v in Reader(PAGE).attributes if tag == "link" and name == "href"] == ["data:,"]
    style = re.search(r"<style>(.*?)</style>", PAGE, re.S)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_policy_names_the_only_style_and_script() -> None:
    """The policy allows exactly the page's own style and script, by their hashes."""
    policy = next(v for tag, name, v in Reader(PAGE).attributes if name == "content" and "default-src" in v)
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        found = re.findall(rf"<{element}>(.*?)</{element}>", PAGE, re.S)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_no_inline_style_or_handler() -> None:
    """No element carries a style or a handler: the policy would block them, and nothing may need them."""
    names = {name for _, name, _ in Reader(PAGE).attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_every_inner_link_has_its_target() -> None:
    """A link inside the page leads to an element that is there."""
    ids = values_of(PAGE, "id")
    assert len(ids) == len(set(ids))
    targets = [value[1:] for value in values_of(PAGE, "href") if value.startswith("#")]
    assert set(targets) <= set(ids)


def test_labels_point_at_elements() -> None:
    """What is labelled by another element names one that is there."""
    ids = set(values_of(PAGE, "id"))
    for value in values_of(PAGE, "aria-labelledby"):
        assert set(value.split()) <= ids


def test_report_text_stands_there_once() -> None:
    """The text of a report is not repeated for every view of it."""
    assert PAGE.count("Skip to content") == 1
    assert len(PAGE) < 60_000 + 10 * sum(map(len, TEXTS.values())) + 40_000


def test_furniture_and_repairs_are_marked() -> None:
    """Furniture is greyed with its reason; a repair says what the stored text has."""
    assert re.search(r'<p data-s="\d+" class="furn" title="not part of the report: navigation">', PAGE)
    assert "mojibake; stored as “â€œ”" in PAGE


def test_page_can_be_read_without_script() -> None:
    """Evidence, pairs and reports are in the page itself, not in the script's data alone."""
    before_data = PAGE.split('<script type="application/json"')[0]
    for words in (
        "1 and 2 carry the same passage",
        "2 edits 1 and is later.",
        "The hall was built in 1911",
    ):
        assert words in before_data


def test_figures_are_charted() -> None:
    """A difference between figures is drawn as well as told."""
    assert '<svg class="bar"' in PAGE


def test_outward_links_are_guarded() -> None:
    """Links to the web open without handing on where they came from."""
    anchors = re.findall(r'<a href="https?://[^>]*>', PAGE)
    assert anchors
    assert all('rel="noopener noreferrer"' in anchor for anchor in anchors)


def test_assets_stay_small() -> None:
    """Style and script together stay within their budget."""
    style, script = (re.search(rf"<{e}>(.*?)</{e}>", PAGE, re.S) for e in ("style", "script"))
    assert style
    assert script
    assert len(style[1].encode()) + len(script[1].encode()) <= MAX_ASSET_BYTES


def test_empty_dossier_is_still_a_page() -> None:
    """A dossier without a story says so."""
    from dataclasses import replace

    assert "no report could be read" in render_html(replace(make_dossier(), stories=(), reports=()))


def test_notebook_gets_a_sandboxed_frame() -> None:
    """A notebook shows the page in a frame that shares no origin with it."""
    frame = make_dossier()._repr_html_()
    assert frame == render_notebook(make_dossier())
    found = Reader(frame)
    assert found.tags == ["iframe"]
    sandbox = next(v for _, name, v in found.attributes if name == "sandbox")
    assert "allow-same-origin" not in sandbox
    assert next(v for _, name, v in found.attributes if name == "srcdoc") == PAGE


# The parser of Python is not a browser's, so the shape of the page is compared with that of a harmless one;
# tests/browser asks a browser.
SHAPE = Reader(render_html(make_hostile("harmless text"))).tags


@pytest.mark.parametrize("payload", HOSTILE)
def test_reports_add_no_markup(payload: str) -> None:
    """Whatever a report says, no element, handler, style or foreign address comes of it."""
    page = Reader(render_html(make_hostile(payload)))
    ours = set(SHAPE) | {"p", "span"}
    assert set(page.tags) <= ours
    assert page.tags.count("script") == 2
    for _, name, value in page.attributes:
        assert not name.startswith("on")
        assert name != "style"
        if name in ("href", "src", "action", "formaction", "xlink:href"):
            assert value.startswith(("#", "https://", "data:,"))


@pytest.mark.parametrize("payload", HOSTILE)
def test_data_survives_as_data(payload: str) -> None:
    """The script's data parses as JSON, says what it should, and holds nothing that could end its element."""
    page = render_html(make_hostile(payload))
    raw = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert raw
    assert not set(raw[1]) & set("<>&\u2028\u2029")
    assert json.loads(raw[1])["stories"][0]["pairs"][0]["passages"]
