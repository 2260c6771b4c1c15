"""One table of formats: a sample of each is read, and what is missing or unknown is said."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from arrivals import names, read_bytes, reasons

from eval.source_samples import PARAGRAPHS, make_samples
from samestory.sources import Draft, formats, iter_paths, read_paths
from samestory.sources.drafts import Refusal
from samestory.sources.packing import Allowance
from samestory.sources.settings import SETTINGS

SAMPLES = make_samples()


def test_there_is_a_sample_of_every_format() -> None:
    """None is untested."""
    assert {formats.find_format(name) for name in SAMPLES} == set(formats.FORMATS)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_report_in_a_sample_is_read(tmp_path: Path, name: str) -> None:
    """In whatever form it arrives, its first sentence is there, whole and once."""
    intake = read_bytes(tmp_path, SAMPLES[name], name)
    assert PARAGRAPHS[0].replace("212", "").split()[-1] in intake.reports[0].text
    assert intake.reports[0].text.count(PARAGRAPHS[0]) == 1


@pytest.mark.parametrize(
    "name", sorted(set(SAMPLES) - {"report.txt", "table.csv", "table.tsv", "crawl.wacz"})
)
def test_a_named_file_without_a_suffix_is_told_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    """Downloads often have none; a WACZ looks like any ZIP archive, a table like text."""
    bare = read_bytes(tmp_path, SAMPLES[name], "download")
    assert [report.text for report in bare.reports] == [
        report.text for report in read_bytes(tmp_path, SAMPLES[name], name).reports
    ]


def test_a_format_whose_extra_is_missing_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is imported before."""
    bare = dataclasses.replace(formats.PDF, module="no_such_module")
    monkeypatch.setattr(formats, "identify", lambda blob: (bare, blob))
    blob = formats.Blob("a.pdf", ".pdf", "", lambda: io.BytesIO(b"%PDF-"), Allowance(SETTINGS))
    assert list(formats.read_blob(blob, SETTINGS)) == [
        Refusal("a.pdf", "PDF needs an extra. Install it: pip install 'samestory[pdf]'.")
    ]


def test_one_bad_file_of_each_kind_stops_no_other(tmp_path: Path) -> None:
    """All samples cut in half lie beside one that is whole."""
    for name, data in SAMPLES.items():
        (tmp_path / name).write_bytes(data[: len(data) // 2])
    intake = read_bytes(tmp_path, b"A ferry ran aground off Port Velma.", "zz.txt")
    assert names(intake) == ["zz.txt"]
    everything = read_paths([tmp_path])
    assert "zz.txt" in names(everything)
    assert "crawl.wacz" in reasons(everything)


def test_a_large_page_with_its_pictures_written_in_is_read(tmp_path: Path) -> None:
    """Browsers save pages so; the pictures are never parsed, and the bytes are kept as they were."""
    picture = b'<img src="data:image/png;base64,' + b"A" * 12_000_000 + b'">'
    data = SAMPLES["page.html"].replace(b"</article>", picture + b"</article>")
    (tmp_path / "a.html").write_bytes(data)
    (draft,) = iter_paths([tmp_path / "a.html"])
    assert isinstance(draft, Draft)
    assert PARAGRAPHS[0] in draft.text
    assert draft.data == data
