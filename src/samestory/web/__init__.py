"""The reading room: a library as a web page on this machine.

`make_app` gives the app, for whoever has a server of his own; `serve` runs it until it is interrupted.
"""

from __future__ import annotations

from samestory.web.app import make_app
from samestory.web.serving import serve
from samestory.web.settings import WebSettings

__all__ = ["WebSettings", "make_app", "serve"]
