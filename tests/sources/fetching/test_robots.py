"""What sites ask of programs, as RFC 9309 has it."""

from __future__ import annotations

import time

import pytest

from samestory.sources.fetching.robots import fits, parse_robots


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("user-AGENT : *\ndisallow : /a # note", "/a/b", False),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: samestory\nDisallow: /b", "/a", True),
        ("User-agent: x\nUser-agent: SameStory\nDisallow: /a", "/a", False),
        ("User-agent: samestory\nDisallow: /a\nUser-agent: y\nDisallow: /b", "/b", True),
        ("User-agent: samestory\nDisallow: /a\n\nUser-agent: samestory\nDisallow: /b", "/b", False),
        ("Sitemap: x\nnonsense\nDisallow: /a", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
    ],
)
def test_rules_are_those_of_the_programs_own_group(text: str, path: str, allowed: bool) -> None:
    """The longest rule that fits counts."""
    assert parse_robots(text, "samestory").allows(path) is allowed


def test_no_rule_takes_long() -> None:
    """However many stars it has."""
    began = time.monotonic()
    assert not fits("/" + "*a" * 900 + "$", "/" + "a" * 800 + "b" * 3_000)
    assert time.monotonic() - began < 1
