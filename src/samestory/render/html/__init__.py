"""The dossier as one page that needs no network, and as a frame for notebooks.

The page may run only its own script and use only its own style, both named by their hashes in the
content security policy; report text reaches it escaped, as text.
"""

from __future__ import annotations

from markupsafe import escape

from samestory.records import Dossier
from samestory.render.html.page import write_page

NOTEBOOK_HEIGHT_PX = 720


def render_html(dossier: Dossier) -> str:
    """Write the dossier as one self-contained HTML page; the same dossier gives the same bytes."""
    return write_page(dossier)


def render_notebook(dossier: Dossier) -> str:
    """Write the dossier as a fragment for a notebook: the page in a frame that can reach nothing else.

    The frame may run the page's own script, but has an origin of its own: neither the notebook nor its
    kernel can be reached from it.
    """
    return (
        '<iframe title="samestory dossier" sandbox="allow-scripts allow-popups" width="100%" '
        f'height="{NOTEBOOK_HEIGHT_PX}" srcdoc="{escape(write_page(dossier))}"></iframe>'
    )
