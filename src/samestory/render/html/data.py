"""What the page's script needs beside the page itself, as JSON that can stand in a script element."""

from __future__ import annotations

import json
from typing import Any

from samestory.records import Dossier
from samestory.render.shelf import Shelf
from samestory.render.wording import RELATIONS, tell_direction, tell_share

# What could end the element, open a comment in it, or end a line in old JavaScript.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page_data(dossier: Dossier, shelf: Shelf) -> dict[str, Any]:
    """Gather the reports' numbers and names and, for every pair, the passages they share."""
    return {
        "reports": {id: {"number": shelf.numbers[id], "label": shelf.label(id)} for id in shelf.numbers},
        "stories": [
            {
                "id": story.id,
                "reports": list(story.reports),
                "pairs": [
                    {
                        "a": pair.a,
                        "b": pair.b,
                        "relation": RELATIONS[pair.relation],
                        "told": "; ".join(
                            filter(None, (tell_share(pair), tell_direction(pair, shelf.numbers)))
                        ),
                        "passages": [[*p.a, *p.b, p.kind, round(p.likeness, 2)] for p in pair.passages],
                    }
                    for pair in story.lineage.pairs
                    if pair.a in shelf.numbers and pair.b in shelf.numbers
                ],
            }
            for story in dossier.stories
        ],
    }


def escape_json(value: Any) -> str:
    r"""Write JSON in which nothing can end or escape a script element.

    >>> escape_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _ESCAPES.items():
        text = text.replace(char, escape)
    return text
