"""The page in a real browser: what it marks, filters and compares."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from dossiers import TEXTS, make_dossier, make_hostile

from samestory.records import Citation, ReportEntry
from samestory.render.html import render_notebook
from samestory.render.shelf import shelve

HOSTILE = json.loads((Path(__file__).parents[1] / "cases/render/hostile.json").read_text(encoding="utf-8"))
MARKED = "[...document.querySelectorAll('mark.cited')].map(m => m.textContent).join('')"
MANY_WORDS = (
    "A very long story title that goes on and on, Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 3
)


def squeeze(text: str) -> str:
    """Take out white space, which paragraphs swallow."""
    return "".join(text.split())


def test_citations_mark_the_exact_characters(open_page) -> None:
    """Every citation marks the characters it names, beyond emoji, repairs and line breaks."""
    dossier = make_dossier()
    page = open_page(dossier)
    links = page.eval_on_selector_all("main a.cite", "all => all.map(a => a.getAttribute('href'))")
    places = [link[1:].rsplit("-", 2) for link in links if link.count("-") == 3]
    assert len(places) > 20
    for at, link in enumerate(links):
        if link.count("-") != 3:
            continue
        report, start, end = link[1:].rsplit("-", 2)
        page.evaluate(f"document.querySelectorAll('main a.cite')[{at}].click()")
        expected = shelve(dossier).read(Citation(report, int(start), int(end)))
        assert squeeze(page.evaluate(MARKED)) == squeeze(expected)


@pytest.mark.parametrize("report", TEXTS)
def test_any_stretch_can_be_marked(open_page, report: str) -> None:
    """A deep link to any place of a report marks it, also where it crosses repairs and lines."""
    dossier = make_dossier()
    page = open_page(dossier)
    text = TEXTS[report]
    for start in range(0, len(text) - 1, 17):
        for end in (start + 1, start + 30, len(text)):
            page.evaluate(f"location.hash = '#{report}-{start}-{min(end, len(text))}'")
            page.wait_for_function(f"location.hash.endsWith('-{min(end, len(text))}')")
            page.evaluate("follow => dispatchEvent(new Event('hashchange'))")
            expected = shelve(dossier).read(Citation(report, start, min(end, len(text))))
            assert squeeze(page.evaluate(MARKED)) == squeeze(expected)


def test_deep_link_to_characters(open_page) -> None:
    """An address that ends in a place opens with that place marked and in sight."""
    start = TEXTS["r-three"].index("she smelled gas")
    page = open_page(make_dossier(), hash=f"#r-three-{start}-{start + 15}")
    mark = page.locator("mark.cited")
    assert mark.inner_text() == "she smelled gas"
    assert mark.is_visible()


def test_deep_link_to_a_statement_opens_it(open_page) -> None:
    """An address that ends in a statement opens its evidence."""
    page = open_page(make_dossier(), hash="#t-gas")
    assert page.locator("#t-gas details").get_attribute("open") is not None


def test_escape_leads_back_to_the_citation(open_page) -> None:
    """After reading a passage, Escape puts the focus back where the reader came from."""
    page = open_page(make_dossier())
    page.locator(".brief a.cite").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "cited"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.brief a.cite')")


def shown(page) -> list[str]:
    """List the statements that are shown."""
    return page.eval_on_selector_all(
        ".statement-list > li", "all => all.filter(li => li.checkVisibility()).map(li => li.id)"
    )


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("all", ["t-dead", "t-hall", "t-monday", "t-built", "t-gas"]), ("corroborated", ["t-monday"]),
     ("one-origin", ["t-hall"]), ("disputed", ["t-dead"]), ("one-report", ["t-built", "t-gas"]),
     ("shared", ["t-dead", "t-hall", "t-monday"])],
)  # fmt: skip
def test_filters_filter(open_page, choice: str, expected: list[str]) -> None:
    """Each filter shows the statements of its verdict and says how many."""
    page = open_page(make_dossier())
    page.locator(f".filters input[value={choice}]").check(force=True)
    assert shown(page) == expected
    assert page.locator(".shown").inner_text() == f"{len(expected)} of 5 shown"


@pytest.mark.parametrize("order", ["reports", "lines", "disputed"])
def test_statements_are_put_in_order(open_page, order: str) -> None:
    """Each order brings its statements to the head; taken back, they stand as before."""
    dossier = make_dossier()
    page = open_page(dossier)
    page.locator(".order select").select_option(order)
    known = {statement.id: statement for statement in dossier.stories[0].statements}
    weights = {
        "reports": lambda s: len(s.reports),
        "lines": lambda s: s.independent.least,
        "disputed": lambda s: s.verdict == "disputed",
    }
    found = [weights[order](known[id]) for id in shown(page)]
    assert found == sorted(found, reverse=True)
    page.locator(".order select").select_option("")
    assert shown(page) == ["t-dead", "t-hall", "t-monday", "t-built", "t-gas"]


def test_search_reads_the_evidence_too(open_page) -> None:
    """A search finds words in the supports, and every word must be there."""
    page = open_page(make_dossier())
    page.locator(".search input").fill("HOSPITAL seven")
    assert shown(page) == ["t-dead"]


def test_link_to_a_filtered_statement_shows_it(open_page) -> None:
    """A link to a statement that a filter hides takes the filter away."""
    page = open_page(make_dossier())
    page.locator(".filters input[value=corroborated]").check(force=True)
    page.locator(".alone a[href='#t-gas']").first.click()
    assert "t-gas" in shown(page)
    assert page.locator("#t-gas .evidence").is_visible()


def test_side_by_side_shows_passages(open_page) -> None:
    """Shared passages are marked in both texts with their kind, and the words that differ in one."""
    page = open_page(make_dossier())
    marks = page.locator(".columns mark.k-edited[data-label]")
    assert marks.count() == 2
    assert marks.first.get_attribute("data-label") == "1 edited"
    words = page.eval_on_selector_all(".columns .word-diff", "all => all.map(e => e.textContent)")
    assert words == ["on", "Monday"]
    assert "1 shared passage" in page.locator(".compare-told").inner_text()


def test_keys_step_through_passages(open_page) -> None:
    """With the comparison in view, n goes to the next passage and marks it on both sides."""
    page = open_page(make_dossier())
    page.locator(".compare-tool").scroll_into_view_if_needed()
    page.keyboard.press("n")
    assert page.locator(".column:first-child mark.current").count() >= 1
    assert page.locator(".column:last-child mark.current").count() >= 1


def test_pairs_can_be_chosen(open_page) -> None:
    """The table of pairs and the two menus choose what is compared."""
    page = open_page(make_dossier())
    page.locator(".pairs summary").click()
    page.locator(".pair-link[data-b='r-three']").first.click()
    assert page.locator(".pick-b").input_value() == "r-three"
    assert "independent" in page.locator(".compare-told").inner_text()
    page.locator(".pick-b").select_option("r-one")
    assert "two different" in page.locator(".compare-told").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_runs_off_the_page(open_page, width: int, scheme: str) -> None:
    """At the widths of phones and desks the page does not scroll sideways, even with long words."""
    dossier = make_dossier()
    story = replace(dossier.stories[0], title=MANY_WORDS)
    page = open_page(replace(dossier, stories=(story,)), viewport={"width": width, "height": 800},
                     color_scheme=scheme)  # fmt: skip
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_phone_shows_the_passage_in_a_sheet(open_page) -> None:
    """On a phone a citation opens the report over the page, and the sheet can be closed."""
    page = open_page(make_dossier(), viewport={"width": 360, "height": 740})
    page.locator(".brief a.cite").first.click()
    box = page.locator("mark.cited").first.bounding_box()
    assert box
    assert 0 < box["y"] < 740
    page.locator(".close").click()
    assert page.locator(".reader.open").count() == 0


def test_page_reads_without_script(open_page) -> None:
    """With JavaScript off every report is there and every citation leads to its place."""
    page = open_page(make_dossier(), java_script_enabled=False)
    assert page.locator(".sheet").count() == 3
    assert all(page.locator(".sheet").nth(at).is_visible() for at in range(3))
    href = page.locator(".brief a.cite").nth(2).get_attribute("href")
    page.locator(".brief a.cite").nth(2).click()
    assert page.url.endswith(href)
    assert page.locator(href).count() == 1


def test_paper_shows_every_report(open_page) -> None:
    """In print the reports stand in full below the dossier, whatever is chosen on the screen."""
    page = open_page(make_dossier())
    page.emulate_media(media="print")
    assert all(page.locator(".sheet").nth(at).is_visible() for at in range(3))
    assert not page.locator(".filters").is_visible()


def test_skip_link_comes_first(open_page) -> None:
    """The first stop of the keyboard leads past the header."""
    page = open_page(make_dossier())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_control_has_a_name(open_page) -> None:
    """Links, buttons, fields and regions can be named by a screen reader."""
    page = open_page(make_dossier())
    unnamed = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, [role=region], section, nav, aside')]"
        ".filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')"
        " || e.closest('label'))).map(e => e.outerHTML)"
    )
    assert unnamed == []


def test_hostile_reports_stay_text(open_page) -> None:
    """No payload in any place runs, loads anything or breaks the page, even when all is opened and clicked."""
    dossiers = [make_hostile(payload, str(number)) for number, payload in enumerate(HOSTILE)]
    reports: tuple[ReportEntry, ...] = sum((d.reports for d in dossiers), ())
    stories = tuple(d.stories[0] for d in dossiers)
    page = open_page(replace(dossiers[0], reports=reports, stories=stories))
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate("document.querySelectorAll('.brief a.cite').forEach(a => a.click())")
    page.evaluate("document.querySelectorAll('[tabindex], input, select').forEach(e => e.focus())")
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    assert page.locator("article.story").count() == len(HOSTILE)
    assert page.locator("article.sheet").count() == 2 * len(HOSTILE)
    assert page.evaluate("document.scripts.length") == 2


@pytest.mark.parametrize("payload", HOSTILE[:12:3])
def test_hostile_text_keeps_its_offsets(open_page, payload: str) -> None:
    """Marking works in hostile text too: what is marked is what is cited."""
    dossier = make_hostile(payload)
    page = open_page(dossier)
    page.locator(".brief a.cite[href^='#r-good']").first.click()
    expected = shelve(dossier).read(Citation("r-good", 0, len(dossier.report("r-good").text)))
    assert squeeze(page.evaluate(MARKED)) == squeeze(expected)


def test_notebook_frame_works(open_page) -> None:
    """Inside a sandboxed frame the page still marks what is cited."""
    page = open_page(
        f"<!doctype html><meta charset=utf-8><title>n</title>{render_notebook(make_dossier())}"
    )
    frame = page.frames[1]
    frame.wait_for_selector("html.js")
    frame.locator(".brief a.cite").first.click()
    assert "Five people died" in frame.evaluate(MARKED)


def test_a_line_of_the_tree_leads_to_its_reasons(open_page) -> None:
    """Choosing a line opens the table at its pair, by mouse and by keyboard, and the row stands out."""
    dossier = make_dossier()
    page = open_page(dossier)
    ties = page.locator(".tree a.tie")
    assert ties.count() == page.locator(".tree path.edge:not(.e-credit)").count() > 0
    href = ties.first.get_attribute("href") or ""
    row = page.locator(f"[id='{href[1:]}']")
    assert not row.is_visible()
    ties.first.focus()
    page.keyboard.press("Enter")
    row.wait_for(state="visible")
    assert row.evaluate("row => row.matches(':target')")
