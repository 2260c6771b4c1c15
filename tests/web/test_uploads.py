"""Files from outside: what they are called, and where they lie."""

from __future__ import annotations

import json

import pytest

from samestory.web.uploads import new_folder, remove_folder, safe_name, save_text


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "/etc/passwd",
        "a\x00b",
        "",
        ".",
        "..",
        ".hidden",
        "字" * 300,
        "-rf",
    ],
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    """Whatever it was called, it is a plain name that a file system takes."""
    made = safe_name(name, set())
    assert made
    assert not set(made) & set("/\\\x00")
    assert made[0] not in ".-"
    assert len(made.encode()) < 255


def test_names_that_some_file_systems_take_for_one_are_kept_apart() -> None:
    """Of two files neither is written over the other."""
    taken: set[str] = set()
    made = [safe_name(name, taken) for name in ("A.txt", "a.txt", "x/a.txt")]
    assert len({name.casefold() for name in made}) == 3


def test_folder_is_taken_away_when_nothing_comes_of_it() -> None:
    """A failed upload leaves nothing behind."""
    with pytest.raises(ZeroDivisionError), new_folder() as folder:
        raise ZeroDivisionError
    assert not folder.parent.exists()


def test_nobody_else_can_declare_what_is_pasted() -> None:
    """The folder above the upload's is its own, too: only what was declared is known."""
    with new_folder() as folder:
        save_text("Storm", {"outlet": "Delta", "url": ""}, folder)
    assert folder.parent.stat().st_mode & 0o077 == 0
    assert json.loads((folder / "meta.json").read_text()) == [{"report": "pasted.txt", "outlet": "Delta"}]
    remove_folder(folder)
    assert not folder.parent.exists()
