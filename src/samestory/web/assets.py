"""The style and the scripts of the room: its own files, named with their digest so that they keep."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from samestory.render.html.page import page_script, page_style
from samestory.web.refusals import Refused

NAMES = ("site.css", "site.js", "dossier.js", "room.js")
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the room as it is sent."""

    media_type: str
    body: bytes
    digest: str


@cache
def find_asset(name: str) -> Asset | None:
    """Give one of the files that pages may ask for; None for any other name."""
    if name not in NAMES:
        return None
    # The dossier's own style comes first, and its script stands whole: the room builds on both.
    text = page_script() if name == "dossier.js" else _own(name)
    body = ((page_style() if name == "site.css" else "") + text).encode()
    media_type = "text/css" if name.endswith(".css") else "text/javascript"
    return Asset(media_type, body, hashlib.sha256(body).hexdigest()[:12])


def asset_address(name: str) -> str:
    """Write the address of a file, which changes when the file does."""
    asset = find_asset(name)
    if asset is None:
        raise KeyError(name)
    return f"/assets/{name}?v={asset.digest}"


def serve_asset(request: Request) -> Response:
    """Send one file of the room."""
    asset = find_asset(request.path_params["name"])
    if asset is None:
        raise Refused(404, "not-found", "There is no such file.")
    known = request.query_params.get("v") == asset.digest
    headers = {"cache-control": FOREVER if known else "no-cache"}
    return Response(asset.body, media_type=asset.media_type, headers=headers)


def _own(name: str) -> str:
    return (files("samestory.web") / "assets" / name).read_text(encoding="utf-8")
