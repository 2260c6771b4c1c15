"""Score the reading of our own sixty pages: title, outlet, day, language, agency, body and furniture.

    python -m eval.made_pages [--misses] [--blind]

Forty pages are to develop on; of the others (`--blind`) only figures are shown.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

from samestory.records import Report
from samestory.sources.drafts import Draft
from samestory.sources.html import read_page
from samestory.sources.settings import SETTINGS
from samestory.stages.cleaning import clean_report
from samestory.stages.dating import date_report
from tests.pages.made import BLIND_FROM, Page, make_pages


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many values of each kind are right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--blind", action="store_true")
    options = parser.parse_args(arguments)
    for pool, pages in split_pages().items():
        right, wanted = Counter[str](), Counter[str]()
        for page in pages:
            for what, ok, shown in judge_page(page):
                wanted[what] += 1
                right[what] += ok
                if not ok and options.misses and (pool == "developed on" or options.blind):
                    print(f"{page.name:38} {what:10} {shown}")
        total = sum(right.values()) / sum(wanted.values())
        print(f"{pool}: {len(pages)} pages, {total:.3f}")
        print("   ", ", ".join(f"{what} {right[what]}/{wanted[what]}" for what in wanted))
    return 0


def split_pages() -> dict[str, list[Page]]:
    """Part the pages into those developed on and those for figures alone."""
    pages = make_pages()
    reports = [page for page in pages if not page.refused]
    stubs = [page for page in pages if page.refused]
    return {
        "developed on": [*reports[:BLIND_FROM], *stubs[::2]],
        "for figures alone": [*reports[BLIND_FROM:], *stubs[1::2]],
    }


def judge_page(page: Page) -> Iterator[tuple[str, bool, str]]:
    """Say of each value of a page whether it is right, and what was read in its place."""
    reading = next(iter(read_page("page.html", page.data, SETTINGS)))
    if page.refused or not isinstance(reading, Draft):
        refused = not isinstance(reading, Draft)
        yield (
            "refused",
            refused == page.refused,
            getattr(reading, "reason", "") or getattr(reading, "text", ""),
        )
        return
    report = reading.report()
    cleaning = clean_report(report)
    published = date_report(report, cleaning)
    title = cleaning.title.text if cleaning.title else ""
    yield "title", title == page.title, title
    yield "outlet", report.outlet == page.outlet, str(report.outlet)
    days = {str(published.earliest), str(published.latest)}
    yield "day", days == {page.day}, str(sorted(days))
    yield "language", cleaning.language == page.language, cleaning.language
    names = {credit.name for credit in cleaning.agencies}
    same = len(names) == len(page.agencies) and all(any(a in n for n in names) for a in page.agencies)
    yield "agency", same, str(sorted(names))
    yield from _judge_text(
        page, report, [(p.start, p.end) for p in (*cleaning.paragraphs, *cleaning.headings)]
    )
    if page.kind:
        yield "kind", getattr(report.declared, "kind", None) == page.kind, ""


def _judge_text(
    page: Page, report: Report, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, bool, str]]:
    body = "\n".join(" ".join(report.text[start:end].split()) for start, end in spans)
    # Straight or curled, and escaped or not: what is kept is the sentence.
    flat = body.replace("&rsquo;", "’").replace("&ldquo;", "“").replace("&rdquo;", "”")
    for paragraph in page.kept:
        yield "body", paragraph in flat, paragraph[:70]
    for line in page.furniture:
        yield "furniture", line not in flat, line[:70]


if __name__ == "__main__":
    raise SystemExit(main())
