"""The drawings of a real story say what its JSON says: the tree, the wordings of quotations, the timeline."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import samestory
from samestory.records import Dossier
from samestory.render.shelf import shelve

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-fire"
TIES = ("copy", "edited-copy", "common-source")


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """The shipped example, read."""
    return samestory.read([EXAMPLE], one_story=True)


@pytest.fixture
def page(open_page, dossier: Dossier) -> sync_api.Page:
    """Its page."""
    return open_page(dossier)


def test_tree_has_every_report_in_its_line(page, dossier: Dossier) -> None:
    """Each report is a node under its number; the bands are the families, and who is in none has one alone."""
    story = dossier.stories[0]
    drawn = page.eval_on_selector_all(
        ".tree a.node", "all => all.map(n => [n.getAttribute('href').slice(1), n.querySelector('.node-number').textContent])"
    )  # fmt: skip
    assert dict(drawn) == {id: str(number) for id, number in shelve(dossier).numbers.items()}
    bands = page.eval_on_selector_all(
        ".tree .line", "all => all.map(g => g.dataset.reports.split(' ').sort())"
    )
    tied = {report for family in story.lineage.families for report in family}
    alone = [[report] for report in story.reports if report not in tied]
    assert sorted(bands) == sorted([*map(sorted, story.lineage.families), *alone])


def test_tree_points_only_where_the_direction_is_known(page, dossier: Dossier) -> None:
    """An arrow where it is known who took from whom, drawn from the giver to the taker; no arrow elsewhere."""
    pairs = {(pair.a, pair.b): pair for pair in dossier.stories[0].lineage.pairs}
    numbers = shelve(dossier).numbers
    drawn = page.eval_on_selector_all(
        ".tree a.tie",
        "all => all.map(a => [a.getAttribute('href').split('-pair-')[1], a.querySelector('.edge').getAttribute('d'),"
        " a.querySelector('.edge').hasAttribute('marker-end'), getComputedStyle(a.querySelector('.edge')).strokeDasharray])",
    )
    heights = dict(
        page.eval_on_selector_all(
            ".tree a.node", "all => all.map(n => [n.getAttribute('href').slice(1), n.querySelector('circle').cy.baseVal.value])"
        )
    )  # fmt: skip
    assert drawn
    for name, path, arrow, dashes in drawn:
        a, b = next(key for key in pairs if name == "-".join(key))
        pair = pairs[a, b]
        assert arrow == (pair.direction in ("a-from-b", "b-from-a")), (numbers[a], numbers[b])
        assert (dashes == "none") == (pair.relation in TIES)
        if arrow:
            taker = a if pair.direction == "a-from-b" else b
            assert float(path.split()[-1]) == pytest.approx(heights[taker], abs=0.1)


def test_wordings_are_struck_and_underlined_as_they_differ(page, dossier: Dossier) -> None:
    """Without what is struck a wording reads as its report has it, and without what is underlined as the other."""
    shelf = shelve(dossier)
    quotes = {quote.id: quote for quote in dossier.stories[0].quotes}
    checked = 0
    for figure in page.locator(".quotes figure.quote").all():
        quote = quotes[figure.get_attribute("id") or ""]
        said = {squeeze(shelf.read(variant)) for variant in quote.variants}
        for block in figure.locator("blockquote.variant").all():
            old, new = (
                block.evaluate(
                    "(b, out) => { const c = b.cloneNode(true); c.querySelectorAll(out + ', .cites, .aside').forEach(e => e.remove());"
                    " return c.textContent; }", out)
                for out in ("ins", "del")
            )  # fmt: skip
            if "…" not in old + new:
                assert any(squeeze(new) in one or one in squeeze(new) for one in said), new
                checked += 1
    assert checked > 3


def test_timeline_has_what_happened_and_what_was_published(page, dossier: Dossier) -> None:
    """Every entry stands at its first day, in order, and every report at the day on which it came out."""
    story = dossier.stories[0]
    drawn = page.eval_on_selector_all(
        ".timeline .moment",
        "all => all.map(m => [m.querySelector('time').dateTime, m.classList.contains('published'),"
        " [...m.querySelectorAll('.cite')].map(c => c.textContent.trim())])",
    )
    days = [day for day, _, _ in drawn]
    assert days == sorted(days)
    told = Counter(day for day, published, _ in drawn if not published)
    assert told == Counter(entry.earliest.isoformat() for entry in story.timeline if entry.earliest)
    numbers = shelve(dossier).numbers
    came_out = {number: day for day, published, cites in drawn if published for number in cites}
    dates = {entry.id: entry.published for entry in dossier.reports}
    assert came_out == {
        str(numbers[id]): dates[id].earliest.isoformat() for id in story.reports if dates[id].earliest
    }


def squeeze(text: str) -> str:
    """Take out white space and what a house's style puts inside the marks."""
    return "".join(text.casefold().split()).strip(",.;")
