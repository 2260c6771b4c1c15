"""The page put together: template, style, script, data, and the policy that names them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from samestory.records import Dossier
from samestory.render import wording
from samestory.render.html.bodies import anchor_of, body_of
from samestory.render.html.data import escape_json, page_data
from samestory.render.html.marks import Marks
from samestory.render.html.views import cited_places, view_story
from samestory.render.phrasing import phrase, reread
from samestory.render.safety import safe_link, show_line, show_text
from samestory.render.shelf import Place, shelve

# In the order in which one builds on another.
STYLES = ("base.css", "story.css", "reader.css", "print.css")
SCRIPTS = ("offsets.js", "reader.js", "statements.js", "compare.js", "start.js")


def write_page(dossier: Dossier) -> str:
    """Fill the template with everything a dossier holds."""
    style, script = page_style(), page_script()
    text = TEMPLATES.get_template("page.html.j2").render(
        lay_out(dossier),
        policy=_policy(style, script),
        # Our own files: nothing of a report is marked safe.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def lay_out(dossier: Dossier) -> dict[str, Any]:
    """Work out all that `desk.html.j2` places, for whoever puts a frame around it."""
    shelf = shelve(dossier)
    stories = [view_story(dossier, story, shelf) for story in dossier.stories]
    cited = cited_places([(s.brief, s.statements, s.quotes, s.timeline) for s in dossier.stories])
    for report, places in cited_places([list(view.mentions.values()) for view in stories]).items():
        cited.setdefault(report, set()).update(places)
    for entry, start, end in _reasons(dossier):
        cited.setdefault(entry, set()).add((start, end))
    return {
        "dossier": dossier,
        "shelf": shelf,
        "marks": Marks(shelf),
        "stories": stories,
        "bodies": [body_of(shelf.entries[report], cited.get(report, ())) for report in shelf.numbers],
        # JSON escaped for where it stands.
        "data": Markup(escape_json(page_data(dossier, shelf))),  # noqa: S704
    }


def page_style() -> str:
    """Give the style of a dossier's page."""
    return _asset(STYLES)


def page_script() -> str:
    """Give the script of a dossier's page; it keeps its names to itself."""
    return f'(() => {{\n"use strict";\n{_asset(SCRIPTS)}}})();\n'


def _reasons(dossier: Dossier) -> Iterator[tuple[str, int, int]]:
    """Give the places that dates rest on, of sources that are named, and of shared passages."""
    for entry in dossier.reports:
        for basis in entry.published.basis:
            if basis.start is not None and basis.end is not None:
                yield entry.id, basis.start, basis.end
    for story in dossier.stories:
        for support in (s for statement in story.statements for s in statement.support):
            said = support.attribution
            if said is not None and said.start is not None and said.end is not None:
                yield support.report, said.start, said.end
        for pair in story.lineage.pairs:
            for passage in pair.passages:
                yield pair.a, *passage.a
                yield pair.b, *passage.b


def _anchor(place: Place) -> str:
    return anchor_of(place.report, place.start, place.end)


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("samestory.render.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"line": show_line, "link": safe_link, "shown": show_text}
    environment.globals |= {"words": wording, "anchor": _anchor, "phrase": phrase, "reread": reread}
    # Where each name has a page of its own; in the page by itself it has none.
    environment.globals["names_at"] = ""
    # What offers corrections at each mark, where there is somebody to keep them.
    environment.globals["amends"] = None
    return environment


# Made once: compiling the templates takes longer than filling them.
TEMPLATES = _templates()


def _policy(style: str, script: str) -> str:
    """Allow the one style and the one script of the page, and nothing else from anywhere."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _asset(names: tuple[str, ...]) -> str:
    folder = files("samestory.render.html") / "assets"
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)
