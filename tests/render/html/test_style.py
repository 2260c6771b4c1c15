"""The colours of the page can be told apart: WCAG AA, in both schemes."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("samestory.render.html") / "assets" / "base.css").read_text(encoding="utf-8")
AA_TEXT = 4.5
# What stands on what: text on page, greyed text on the reader's ground, labels on their washes.
PAIRS = [
    ("ink", "paper"), ("ink", "faint"), ("soft", "paper"), ("soft", "faint"), ("link", "paper"), ("link", "faint"),
    ("good", "paper"), ("fair", "paper"), ("bad", "paper"), ("good", "good-wash"), ("fair", "fair-wash"),
    ("bad", "bad-wash"), ("marker-ink", "marker"), ("paper", "ink"), ("paper", "soft"), ("paper", "link"),
    ("verbatim", "paper"), ("edited", "paper"), ("retold", "paper"), ("translated", "paper"),
]  # fmt: skip


def colours(scheme: str) -> dict[str, str]:
    """Read the custom properties of a scheme."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.S)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast(text: str, ground: str, scheme: str) -> None:
    """Text stands out from its ground by 4.5 to 1 or more."""
    found = colours(scheme)
    lighter, darker = sorted((luminance(found[text]), luminance(found[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= AA_TEXT
