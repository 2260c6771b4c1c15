"""`samestory serve`: the library as a web page on this machine."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from samestory.cli.library_option import library_option
from samestory.cli.shell import say

# Shorter ones can be found by trying.
MIN_TOKEN_CHARS = 16


def _check_token(token: str | None) -> str | None:
    if token and (len(token) < MIN_TOKEN_CHARS or not token.isascii() or not token.isprintable()):
        raise click.BadParameter(
            f"expected at least {MIN_TOKEN_CHARS} letters, digits or signs of ASCII. "
            "Leave it out, and one is made."
        )
    return token


@click.command("serve")
@library_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", default=8377, show_default=True, type=click.IntRange(1, 65_535), help="The port to listen at."
)
@click.option(
    "--known-as", multiple=True, metavar="HOST[:PORT]", help="Another name under which it may be asked for."
)
@click.option(
    "--token",
    envvar="SAMESTORY_TOKEN",
    callback=lambda context, option, value: _check_token(value),
    help="The key for adding and correcting, of 16 characters or more; made anew if not given.",
)
@click.option(
    "--behind-tls",
    is_flag=True,
    help="A server with TLS stands before it: the key is kept in a cookie that goes over TLS alone.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def serve_command(  # noqa: PLR0913 - one parameter for each option
    *,
    library: Path,
    host: str,
    port: int,
    known_as: tuple[str, ...],
    token: str | None,
    behind_tls: bool,
    open_browser: bool,
    debug: bool,
) -> int:
    r"""Open the reading room: stories, dossiers and search in the browser.

    Only this machine can reach it unless --host says otherwise; then reading, too, needs the key that
    stands in the printed address.

    \b
    Examples:
      samestory serve
          serve the library at its usual place and print the address
      samestory serve --library news.samestory --port 9000 --open
          serve that library and open the browser

    Exit codes: 0 ended by Ctrl-C; 1 the library or the port could not be used; 2 wrong usage.
    """
    if behind_tls and not known_as:
        raise click.UsageError(
            "--behind-tls needs --known-as HOST: the name by which browsers reach the server before it."
        )
    from samestory.web import WebSettings, serve

    settings = WebSettings(
        library=library,
        token=token or secrets.token_urlsafe(24),
        host=host,
        port=port,
        known_as=known_as,
        behind_tls=behind_tls,
    )
    serve(settings, announce=say, open_browser=open_browser)
    return 0
