"""GDELT's Web NGrams: words with what stands around them become the text that they were taken from."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from eval.source_samples import BODY, PUBLISHED, URL, make_words
from samestory.records import Report
from samestory.sources import read_paths, web_ngrams

FLAT = " ".join(BODY.split())
OTHER = "https://www.soundpost.example/2031/05/07/choir"
CHOIR = "The choir of Velma won the county prize on Wednesday with a song about a heron and the sea."


def _read(folder: Path, rows: list[bytes], name: str = "a.webngrams.json") -> list[Report]:
    (folder / name).write_bytes(b"\n".join(rows) + b"\n")
    return list(read_paths([folder / name]).reports)


def _changed(row: bytes, **fields: Any) -> bytes:
    return json.dumps(json.loads(row) | fields, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", ["a.webngrams.json", "a.jsonl"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_text_comes_back_whatever_the_order_of_its_words(tmp_path: Path, name: str, seed: int) -> None:
    """With its address, outlet, language and day, and declared as rebuilt."""
    rows = make_words(BODY, URL)
    if seed:
        random.Random(seed).shuffle(rows)  # noqa: S311 - an order to test with
    (report,) = _read(tmp_path, rows, name)
    assert report.text == FLAT
    assert (report.url, report.outlet) == (URL, "velmatimes.example")
    declared = report.declared
    assert (declared.published, declared.language, declared.extent) == (PUBLISHED, "en", "rebuilt")


def test_rows_of_pages_that_alternate_are_kept_apart(tmp_path: Path) -> None:
    """Each page is a report, named by its first row."""
    one, two = make_words(BODY, URL), make_words(CHOIR, OTHER)
    mixed = [row for pair in zip(one, two, strict=False) for row in pair] + one[len(two) :]
    reports = _read(tmp_path, mixed)
    assert [(report.text, report.source.rpartition("#")[2]) for report in reports] == [
        (FLAT, "1"),
        (CHOIR, "2"),
    ]


@pytest.mark.parametrize("bound", ["_MAX_OPEN", "_MAX_OPEN_BYTES", "_MAX_ROWS_BYTES"])
def test_what_goes_on_of_a_page_that_was_given_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    """Two reports of one address would replace one another; one line says that a part is left out."""
    monkeypatch.setattr(web_ngrams, bound, 1 if bound == "_MAX_OPEN" else 4_000)
    one, two = make_words(BODY, URL), make_words(CHOIR, OTHER)
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([*one[:30], *two, *one[30:]]) + b"\n")
    intake = read_paths([tmp_path / "a.jsonl"])
    addresses = [report.url for report in intake.reports]
    assert len(addresses) == len(set(addresses)) == 2
    assert any("goes on with a page" in entry.reason for entry in intake.set_aside)
    assert len(intake.set_aside) <= 2


def test_words_without_their_marks_take_them_from_beside(tmp_path: Path) -> None:
    """The word of a row may be bare where its surroundings are not."""
    rows = [_changed(row, ngram=json.loads(row)["ngram"].strip(".,“”")) for row in make_words(BODY, URL)]
    (report,) = _read(tmp_path, rows)
    assert report.text == FLAT.removesuffix(".")


def test_what_is_missing_leaves_a_report_in_parts(tmp_path: Path) -> None:
    """A few lost rows are bridged by what stands around the others; a lost passage is not."""
    rows = make_words(BODY, URL)
    (bridged,) = _read(tmp_path, [row for place, row in enumerate(rows) if place % 5])
    assert (bridged.text, bridged.declared.extent) == (FLAT, "rebuilt")
    (parted,) = _read(tmp_path, rows[:20] + rows[45:])
    assert parted.declared.extent == "partial"
    assert len(parted.text.split("\n")) == 2
    assert all(part in FLAT for part in parted.text.split("\n"))
    (cut,) = _read(tmp_path, rows[:40])
    assert cut.declared.extent == "partial"


def test_what_runs_on_to_the_other_end_of_a_page_is_cut(tmp_path: Path) -> None:
    """The surroundings of its first words may hold its last, before a slash."""
    rows = make_words(BODY, URL)
    last = FLAT.split()[-7:]
    for place in range(6):
        row = json.loads(rows[place])
        rows[place] = _changed(rows[place], pre=" ".join([*last[place + 1 :], "/", row["pre"]]).strip())
    (report,) = _read(tmp_path, rows)
    assert report.text == FLAT


def test_a_script_without_spaces_is_set_without(tmp_path: Path) -> None:
    """Each character is a word."""
    text = "渡轮周二晚上在维尔马港外搁浅海岸警卫队说二百一十二名乘客全部获救"
    rows = [
        _changed(
            row,
            type=2,
            lang="zh",
            **{key: json.loads(row)[key].replace(" ", "") for key in ("pre", "post")},
        )
        for row in make_words(" ".join(text), URL)
    ]
    (report,) = _read(tmp_path, rows)
    assert (report.text, report.declared.language) == (text, "zh")


def test_other_lines_among_the_rows_are_read_or_set_aside(tmp_path: Path) -> None:
    """A broken row, a row without a page, a report of the usual kind."""
    rows = make_words(BODY, URL)
    others = [
        b'{"ngram": "x", "pre": "", "post": ""}',
        rows[3][:-9],
        b'{"title": "Choir", "text": "%s"}' % CHOIR.encode(),
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([*rows[:9], *others, *rows[9:]]))
    intake = read_paths([tmp_path / "a.jsonl"])
    assert {report.text.split()[0] for report in intake.reports} == {"A", "Choir"}
    assert len(intake.set_aside) == 2


@pytest.mark.parametrize("pos", [None, "ten", -5, 10**30, True, []])
def test_odd_places_do_no_harm(tmp_path: Path, pos: Any) -> None:
    """The words are still there."""
    (report,) = _read(tmp_path, [_changed(row, pos=pos) for row in make_words(CHOIR, URL)])
    assert report.text == CHOIR
