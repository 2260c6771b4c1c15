"""The frame around every page, and the templates that fill it; those of the dossier among them."""

from __future__ import annotations

from typing import Any

from jinja2 import ChoiceLoader, PackageLoader

from samestory.render.html.page import TEMPLATES
from samestory.version import VERSION
from samestory.web.assets import asset_address

_LOADERS = [PackageLoader("samestory.web"), PackageLoader("samestory.render.html")]
_TEMPLATES = TEMPLATES.overlay(loader=ChoiceLoader(_LOADERS))


def compile_templates() -> None:
    """Compile every template now: the first reader of each page would wait for it."""
    for name in _TEMPLATES.list_templates(["j2"]):
        _TEMPLATES.get_template(name)


def fill_template(name: str, **values: Any) -> str:
    """Fill a template of the room; what reports say is escaped like everywhere."""
    text = _TEMPLATES.get_template(name).render(asset=asset_address, version=VERSION, **values)
    return text.encode("utf-8", "replace").decode("utf-8")
