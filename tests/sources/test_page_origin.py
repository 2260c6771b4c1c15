"""Where a page's text comes from, and what kind of page it is."""

from __future__ import annotations

import pytest

from samestory.sources.page_origin import find_taken_from, tell_kind

BODY = ["A ferry ran aground off Port Velma on Tuesday.", "Nobody was hurt."]


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("This article was first published by Sandvik Tribune.", ("Sandvik Tribune",)),
        ("Originally published on The Dockside under a free licence.", ("The Dockside",)),
        ("Dieser Text erschien zuerst bei Lahre-Zeitung.", ("Lahre-Zeitung",)),
        ("The report was first published in March.", ()),
        ("The book was first published by a small press.", ()),
        ("Nothing of the kind.", ()),
    ],
)
def test_a_note_names_who_had_the_text_first(note: str, names: tuple[str, ...]) -> None:
    """The name after the phrase, not a month and not a common noun."""
    assert find_taken_from([*BODY, note], (None, None), {}, "Velma Times") == names


def test_a_canonical_address_elsewhere_is_a_credit() -> None:
    """Of two addresses of one site it says nothing."""
    elsewhere = ("https://www.sandvik.example/1", "https://velma.test/1")
    assert find_taken_from(BODY, elsewhere, {}, "Velma Times") == ("sandvik.example",)
    within = ("https://www.velma.test/1", "https://amp.velma.test/1")
    assert find_taken_from(BODY, within, {}, "Velma Times") == ()


def test_a_name_and_its_address_are_one_credit() -> None:
    """The name is kept."""
    note = "First published by Sandvik Tribune."
    addresses = ("https://sandviktribune.example/1", "https://velma.test/1")
    assert find_taken_from([note], addresses, {}, "Velma Times") == ("Sandvik Tribune",)


@pytest.mark.parametrize(
    ("node", "headline", "section", "kind"),
    [
        ({"@type": "LiveBlogPosting"}, "Storm", None, "live"),
        ({}, "Storm Edda: as it happened", None, "live"),
        ({}, "Tempête Edda en direct", None, "live"),
        ({}, "Deliveries fall as olives ripen", None, ""),
        ({"@type": ["NewsArticle", "OpinionNewsArticle"]}, "The bridge", None, "opinion"),
        ({}, "The bridge", "Op-Ed", "opinion"),
    ],
)
def test_live_pages_and_comments_are_told(
    node: dict[str, object], headline: str, section: str | None, kind: str
) -> None:
    """By their type, their headline or their section."""
    assert tell_kind(node, headline, section, None) == kind
